# What flux evolves to if every weight is limited and if the norm of all weights is: flux by generation beside that
# of N-rooks.
reads = "flux/evolution flux/endings"
load "figures/style.gp"

source  = "evolution"
bounds  = values("bound")
panels  = words(bounds) # of each limit
limits  = evolution_cases_limit
runs    = points("evolution")
last    = real(header("generations"))
N       = real(header("neurons"))

# How the evolutions ended, and the flux of N-rooks, of each limit and bound.
array rooks[limits * panels]
array ended[limits * panels]
panel_of(limit, b) = (limit - 1) * panels + int(sum [k = 1:panels] (real(word(bounds, k)) == b ? k : 0))
keep_ending(i) = (rooks[i] = column("rooks_flux"), \
  ended[i] = sprintf("%d above\n%d on\n%d below", column("above"), column("on"), column("below")), i)
stats endings using (keep_ending(panel_of(column("limit"), column("bound")))) nooutput
stats evolution using (column("best") - rooks[panel_of(column("limit"), column("bound"))]) nooutput
lowest = floor(10 * STATS_min) / 10.0 - 0.3; highest = ceil(10 * STATS_max) / 10.0 + 0.1

panel_width = 144; panel_height = 214; step_right = 178; step_down = 300
height = 640
eval begin_page
set logscale x
set xrange [1 : 1.25 * last]
set xtics (1, 10, 100, 1000)
set ytics 0, 1
do for [l = 1:limits] { do for [k = 1:panels] {
  b = real(word(bounds, k))
  i = panel_of(l, b)
  left = 54 + (k - 1) * step_right
  upper = 60 + (l - 1) * step_down
  eval place
  unset label; unset object
  panel_title = sprintf("bound %g", b)
  eval letter_panel
  if (k == 1) { set label 3 bold("limited: " . case_name("limit", l)) at screen X(left), Y(upper - 42) left }
  set yrange [rooks[i] + lowest : rooks[i] + highest]
  set format x (l == limits ? "10^{%T}" : "")
  set xlabel (l == limits ? "generation" : "") offset 0, 0.6
  set ylabel (k == 1 ? "flux [bit]" : "") offset 0.8, 0
  set label 1 ended[i] at graph 0.95, 0.25 right front
  set object 2 rectangle from graph 0, first -5 to graph 1, first 0 \
    behind fillcolor rgb "#e6e6e6" fillstyle solid noborder
  set object 1 rectangle from graph 0, first N to graph 1, first N + 5 \
    behind fillcolor rgb "#e6e6e6" fillstyle solid noborder
  here(z) = column("limit") == l && column("bound") == b
  plot for [e = 1:runs] evolution using (here(0) && column("evolution") == e ? column("generation") : NaN): \
      (column("best")) with lines linewidth 0.9 linecolor rgb import_colour notitle, \
    evolution using (here(0) && column("generation") == last ? last : NaN):(column("best")) \
      with points pointtype 7 pointsize 0.3 linecolor rgb import_colour notitle, \
    rooks[i] with lines linewidth 1.5 dashtype (6, 4) linecolor "black" notitle
}}
eval over_page
eval end_page
