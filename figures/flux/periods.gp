# Flux and mean period maximised together: all evolved matrices of each size, the longest mean period against
# the number of states, and three of the matrices with their most probable transitions.
reads = "flux/periods flux/fronts flux/compromises flux/evolved flux/cycles"
load "figures/style.gp"
load "figures/matrices.gp"

goals  = "9 10 4" # of the evolved ones
source = "periods"
sizes  = values("neurons")
bounds = values("bound")
shares = values("share")
last_bound = real(word(bounds, words(bounds)))

# The best compromise of each size with weights up to the largest bound, and the most found.
array best_F[words(sizes)]
array best_P[words(sizes)]
array most_F[words(sizes)]
array most_P[words(sizes)]
of_size(n) = int(sum [s = 1:words(sizes)] (real(word(sizes, s)) == n ? s : 0))
keep_best(s) = (best_F[s] = column("flux"), best_P[s] = column("mean_period"), most_F[s] = column("most_flux"), \
  most_P[s] = column("longest"), column("share"))
stats compromises using (column("bound") == last_bound ? keep_best(of_size(column("neurons"))) : NaN) nooutput
tint(share) = palette(0.88 * share)
array mark[2] = [8, 7]
array mark_size[2] = [0.75, 0.55]
array dash[2] = [3, 1]

eval viridis
set cbrange [0 : 1]
array share_colour[words(shares)]

# ---- all matrices ------------------------------------------------------------------------------------------

panel_width = 196; panel_height = 150; step_right = 238; step_down = 226; columns = 3
first_left = 56
map_row = 32 + 2 * step_down
height = map_row + 204
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
here(k) = column("neurons") == size && column("bound") == real(word(bounds, k)) ? column("flux") : NaN
do for [s = 1:words(sizes)] {
  size = int(word(sizes, s))
  left = first_left + (s - 1) % columns * step_right
  upper = 32 + (s - 1) / columns * step_down
  eval place
  unset label; unset arrow; unset object
  panel_title = sprintf("%d neurons", size)
  eval letter_panel
  set xrange [0 : 1.06 * size]
  set yrange [0 : 1.1 * 2 ** size]
  set xtics 1
  set ytics 2 ** (size - 2)
  set xlabel "flux [bit]" offset 0, 0.6
  set ylabel ((s - 1) % columns == 0 ? "mean period [step]" : "") offset 0.6, 0
  set object 1 rectangle from 0.95 * most_F[s], 0.95 * most_P[s] to most_F[s], most_P[s] \
    fillcolor rgb "#dddddd" fillstyle solid noborder behind
  set arrow 1 from size, 0 to size, 1.1 * 2 ** size nohead dashtype (4, 3) linecolor "#606060"
  set arrow 2 from 0, 2 ** size to 1.06 * size, 2 ** size nohead dashtype (4, 3) linecolor "#606060"
  set label 1 "" at graph 0.08, 0.24 point pointtype 6 pointsize 1.2 linewidth 1.4 linecolor "black"
  set label 2 sprintf("%.2f of %.2f bit", best_F[s], most_F[s]) at graph 0.14, 0.24
  set label 3 sprintf("%.4g of %.4g steps", best_P[s], most_P[s]) at graph 0.14, 0.12
  plot for [k = 1:words(bounds)] fronts using (here(k)):(column("mean_period")) \
      with fsteps linewidth 1.2 dashtype dash[k] linecolor rgb "#a0a0a0" notitle, \
    for [k = words(bounds):1:-1] periods using (here(k)):(column("mean_period")):(tint(column("share"))) \
      with points pointtype mark[k] pointsize mark_size[k] linewidth 1.3 linecolor rgb variable notitle, \
    '+' using (best_F[s]):(best_P[s]) every ::0::0 \
      with points pointtype 6 pointsize 1.2 linewidth 1.4 linecolor "black" notitle
}

# ---- the longest mean period of each size --------------------------------------------------------------------

left = first_left + words(sizes) % columns * step_right
upper = 32 + words(sizes) / columns * step_down
eval place
unset label; unset arrow; unset object
panel_title = "longest mean period"
eval letter_panel
set logscale y 2
set xrange [real(word(sizes, 1)) - 0.4 : real(word(sizes, words(sizes))) + 0.5]
set yrange [2 : 2 ** (real(word(sizes, words(sizes))) + 0.4)]
set xtics 1
set ytics 2
set xlabel "neurons N"
set ylabel ""
set label 1 "2^N  states" at graph 0.06, 0.88
at_last(z) = column("bound") == last_bound ? column("neurons") : NaN
plot 2 ** x with lines linewidth 1.2 dashtype (4, 3) linecolor rgb "#606060" notitle, \
  compromises using (at_last(0)):(column("longest_of_size")) \
    with points pointtype 7 pointsize 0.7 linecolor rgb import_colour notitle, \
  compromises using (at_last(0)):(column("longest_of_size")):(sprintf("%.4g", column("longest_of_size"))) \
    with labels left offset 0.3, -0.7 notitle
unset logscale y
unset label

# ---- three of the matrices -----------------------------------------------------------------------------------

do for [k = 1:words(shares)] { share_colour[k] = tint(real(word(shares, k))) }
eval signed
cell_size = 92
do for [k = 1:words(goals)] {
  goal = int(word(goals, k))
  left = first_left + (k - 1) * step_right
  upper = map_row
  panel_title = word("'mean period' both flux", k)
  eval letter_panel
  eval draw_matrix
  unset label
  left = left + cell_size + 12
  eval draw_transitions
}
eval over_page
x = first_left; y = height - 42
set label "share of flux in the goal" at x, y
do for [k = 1:words(shares)] {
  set label "" at x + 190 + (k - 1) * 56, y point pointtype 7 pointsize 0.7 linecolor rgb share_colour[k]
  set label word(shares, k) at x + 198 + (k - 1) * 56, y
}
set label "bound on the weights" at x, y + 24
do for [k = 1:words(bounds)] {
  set label "" at x + 190 + (k - 1) * 56, y + 24 point pointtype mark[k] pointsize 0.8
  set label word(bounds, k) at x + 198 + (k - 1) * 56, y + 24
}
eval end_page
