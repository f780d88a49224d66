# What flux evolves to if every weight is limited and if the norm of all weights is: flux by generation beside that
# of N-rooks, the best matrices, and where each state most probably leads.
reads = "flux/evolution flux/endings flux/evolved flux/cycles"
load "figures/style.gp"
load "figures/matrices.gp"

source  = "evolution"
bounds  = values("bound")
panels  = words(bounds) # of each limit
limits  = evolution_cases_limit
runs    = points("evolution")
last    = real(header("generations"))
heading = "Maximal flux: at moderate strength, N-rooks evolve if the norm of the weights is limited, " \
  . "other matrices if every weight is"

# How the evolutions ended, and the flux of N-rooks, of each limit and bound.
array rooks[limits * panels]
array ended[limits * panels]
panel_of(limit, b) = (limit - 1) * panels + int(sum [k = 1:panels] (real(word(bounds, k)) == b ? k : 0))
keep_ending(i) = (rooks[i] = column("rooks_flux"), \
  ended[i] = sprintf("%d above\n%d on\n%d below", column("above"), column("on"), column("below")), i)
stats endings using (keep_ending(panel_of(column("limit"), column("bound")))) nooutput
stats evolution using (column("best") - rooks[panel_of(column("limit"), column("bound"))]) nooutput
lowest = floor(10 * STATS_min) / 10.0 - 0.1; highest = ceil(10 * STATS_max) / 10.0 + 0.1

set cbrange [0 : 1]
eval signed

cell_size = 148; step_right = 182; block_gap = 26
block = panels * step_right
first_x = 78
width  = first_x + limits * block + block_gap - 10
flux_y = 146; flux_height = 310; matrix_y = 546; graph_y = 769
height = 1120
eval begin_page
unset colorbox
at_x(l, k) = first_x + (l - 1) * (block + block_gap) + (k - 1) * step_right
array goal_at[limits * panels]

do for [l = 1:limits] { do for [k = 1:panels] {
  norm = real(word(case_settings("limit", l), 2))
  b = real(word(bounds, k))
  i = panel_of(l, b)
  left = at_x(l, k)
  stats [*:*] [*:*] cycles using (column("norm") == norm && column("bound") == b && column("share") == 1 \
    ? column("goal") : NaN) nooutput
  goal = int(STATS_min)
  goal_at[i] = goal

  upper = flux_y; panel_width = cell_size; panel_height = flux_height
  eval place
  unset label; unset object
  set logscale x
  set xrange [1 : 1.25 * last]
  set yrange [rooks[i] + lowest : rooks[i] + highest]
  set xtics (1, 10, 100, 1000) nomirror offset 0, 0.3
  set ytics 0, 1 nomirror format "%g" offset 0.6, 0
  set format x "10^{%T}"
  set xlabel "generation" offset 0, 0.7
  set ylabel (l == 1 && k == 1 ? "flux [bit]" : "") offset 1.2, 0
  set label 1 ended[i] at graph 0.96, 0.17 right front
  set object 2 rectangle from graph 0, first -5 to graph 1, first 0 \
    behind fillcolor rgb "#e6e6e6" fillstyle solid noborder
  set object 1 rectangle from graph 0, first N to graph 1, first N + 5 \
    behind fillcolor rgb "#e6e6e6" fillstyle solid noborder
  here(z) = column("limit") == l && column("bound") == b
  plot for [e = 1:runs] evolution using (here(0) && column("evolution") == e ? column("generation") : NaN): \
      (column("best")) with lines linewidth 1 linecolor rgb import_colour notitle, \
    evolution using (here(0) && column("generation") == last ? last : NaN):(column("best")) \
      with points pointtype 7 pointsize 0.3 linecolor rgb import_colour notitle, \
    rooks[i] with lines linewidth 1.5 dashtype (6, 4) linecolor "black" notitle
  unset logscale x
  unset label; unset object

  upper = matrix_y
  eval draw_matrix
  upper = graph_y
  eval draw_transitions
}}

eval over_page
do for [l = 1:limits] {
  set label bold("limited: " . case_name("limit", l)) at at_x(l, 1) - 25, 66 font ",15"
  do for [k = 1:panels] {
    x = at_x(l, k) + cell_size / 2
    i = panel_of(l, real(word(bounds, k)))
    set label bold("bound " . word(bounds, k)) at x, flux_y - 32 center
    set label sprintf("N-rooks %.2f bit", rooks[i]) at x, flux_y - 13 center
    set label cycles_note(goal_at[i]) at x, graph_y + cell_size + 14 center
  }
}
set label "top: flux of the best matrix so far, one line an evolution; dashed: N-rooks, closed form; " \
  . "grey: below 0 and above N bits; how many ended above, on and below N-rooks" at first_x, height - 124
set label sprintf("%d independent evolutions each of %d neurons: random first parents, Gaussian mutations, " \
  . "rows mixed between parents; population %s, offspring %s; %g generations", \
  runs, N, header("population"), header("offspring"), last) at first_x, height - 100
set label matrices_note at first_x, height - 76
set label transitions_note at first_x, height - 52
set label sprintf("the best matrix of %s more evolutions of %s generations, in which %g %% of the changes " \
  . "set a weight to 0 or to the bound, either sign", evolved_evolutions, evolved_generations, \
  100 * real(evolved_jumps)) at first_x, height - 28
eval end_page
