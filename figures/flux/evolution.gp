# What flux evolves to if every weight is limited and if the norm of all weights is: flux by generation beside that
# of N-rooks, the best matrices, and where each state most probably leads.
load "figures/style.gp"

source  = data . "flux/evolution.tsv"
wanted  = "#limit #bound #evolution #generations #neurons #population #offspring " \
        . "norm bound evolution generation best rooks_distance"
@check
flux    = source
N       = int(header("neurons"))
bounds  = values("bound")
limits  = 2
runs    = words(values("evolution"))
last    = real(header("generations"))
array limit[2] = [case_name("limit", 1), case_name("limit", 2)]
array of_norm[2]  = [int(word(case_settings("limit", 1), 2)), int(word(case_settings("limit", 2), 2))]
flux_note = sprintf("%d independent evolutions each of %d neurons: random first parents, Gaussian mutations, " \
  . "rows mixed between parents; population %s, offspring %s; %g generations", \
  runs, N, header("population"), header("offspring"), last)

source  = data . "flux/evolved.tsv"
wanted  = "#goal #evolutions #generations #neurons #jumps goal bound norm share part from to value cycle place"
@check
evolved_note = sprintf("the best matrix of %s more evolutions of %s generations, in which %g %% of the changes " \
  . "set a weight to 0 or to the bound, either sign", header("evolutions"), header("generations"), \
  100 * real(header("jumps")))
heading = "Maximal flux: at moderate strength, N-rooks evolve if the norm of the weights is limited, other matrices if every weight is"

# Flux of N-rooks; an evolution ends on them if its best matrix is one.
h2(p) = -(p * log(p) + (1 - p) * log(1 - p)) / log(2)
closed(b) = N * (1 - h2(1 / (1 + exp(b))))
near = 1e-4
is_last(l, b) = column("norm") == of_norm[l] && column("bound") == b && column("generation") == last
ended(l, b, side) = (stats_over = column("best") - closed(b), \
  is_last(l, b) && (abs(stats_over) < near ? 0 : sgn(stats_over)) == side)
stats [*:*] [*:*] flux using (column("best") - closed(column("bound"))) nooutput
lowest = floor(10 * STATS_min) / 10.0 - 0.1; highest = ceil(10 * STATS_max) / 10.0 + 0.1

set cbrange [0 : 1]
eval signed

cell_size = 148; step_right = 182; block_gap = 26
block = words(bounds) * step_right
first_x = 78
width  = first_x + limits * block + block_gap - 10
flux_y = 146; flux_height = 310; matrix_y = 546; graph_y = 769
height = 1120
eval begin_page
unset colorbox
panel_width = cell_size
at_x(l, k) = first_x + (l - 1) * (block + block_gap) + (k - 1) * step_right
array on_cycles[limits * words(bounds)]
array longest[limits * words(bounds)]

do for [l = 1:limits] { do for [k = 1:words(bounds)] {
  b = real(word(bounds, k))
  left = at_x(l, k)
  stats [*:*] [*:*] source using (column("norm") == of_norm[l] && column("bound") == b && column("share") == 1 ? column("goal") : NaN) nooutput
  goal = int(STATS_mean)

  upper = flux_y; panel_width = cell_size; panel_height = flux_height
  eval place
  unset label; unset object
  set logscale x
  set xrange [1 : 1.25 * last]
  set yrange [closed(b) + lowest : closed(b) + highest]
  set xtics (1, 10, 100, 1000) nomirror offset 0, 0.3
  set ytics 0, 1 nomirror format "%g" offset 0.6, 0
  set format x "10^{%T}"
  set xlabel "generation" offset 0, 0.7
  set ylabel (l == 1 && k == 1 ? "flux [bit]" : "") offset 1.2, 0
  array count[3]
  do for [side = 1:3] {
    stats [*:*] [*:*] flux using (ended(l, b, 2 - side) ? 1 : 0) nooutput
    count[side] = int(STATS_sum + 0.5)
  }
  set label 1 sprintf("%d above\n%d on\n%d below", count[1], count[2], count[3]) at graph 0.96, 0.17 right front
  set object 2 rectangle from graph 0, first -5 to graph 1, first 0 behind fillcolor rgb "#e6e6e6" fillstyle solid noborder
  set object 1 rectangle from graph 0, first N to graph 1, first N + 5 behind fillcolor rgb "#e6e6e6" fillstyle solid noborder
  plot for [e = 1:runs] flux using \
      (column("norm") == of_norm[l] && column("bound") == b && column("evolution") == e ? column("generation") : NaN): \
      (column("best")) with lines linewidth 1 linecolor rgb import_colour notitle, \
    flux using (is_last(l, b) ? last : NaN):(column("best")) \
      with points pointtype 7 pointsize 0.3 linecolor rgb import_colour notitle, \
    closed(b) with lines linewidth 1.5 dashtype (6, 4) linecolor "black" notitle
  unset logscale x
  unset label; unset object

  upper = matrix_y
  eval draw_matrix
  upper = graph_y
  eval draw_transitions
  stats [*:*] [*:*] source using (of_goal(2) && column("cycle") > 0 ? 1 : 0) nooutput
  on_cycles[(l - 1) * words(bounds) + k] = int(STATS_sum + 0.5)
  stats [*:*] [*:*] source using (of_goal(2) && column("cycle") == 1 ? 1 : 0) nooutput # the first is the longest
  longest[(l - 1) * words(bounds) + k] = int(STATS_sum + 0.5)
  set border; set tics out nomirror scale 1
}}

eval over_page
do for [l = 1:limits] {
  set label sprintf("{/:Bold limited: %s}", limit[l]) at at_x(l, 1) - 25, 66 font ",15"
  do for [k = 1:words(bounds)] {
    x = at_x(l, k)
    b = real(word(bounds, k))
    set label sprintf("{/:Bold bound %s}", word(bounds, k)) at x + cell_size / 2, flux_y - 32 center
    set label sprintf("N-rooks %.2f bit", closed(b)) at x + cell_size / 2, flux_y - 13 center
    set label sprintf("%d of %d on cycles,\nlongest of %d", on_cycles[(l - 1) * words(bounds) + k], 2 ** N, \
      longest[(l - 1) * words(bounds) + k]) \
      at x + cell_size / 2, graph_y + cell_size + 14 center
  }
}
set label "top: flux of the best matrix so far, one line an evolution; dashed: N-rooks, closed form; grey: below 0 and above N bits; " \
  . "how many ended above, on and below N-rooks" at first_x, height - 124
set label flux_note at first_x, height - 100
set label matrices_note at first_x, height - 76
set label transitions_note at first_x, height - 52
set label evolved_note at first_x, height - 28
eval end_page
