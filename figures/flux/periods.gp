# Flux and mean period together: of each size all one-to-one maps of strong weights, and matrices evolved for mixtures
# of both; and two of the maps with most of one and of the other.
reads = "flux/maps flux/best_maps flux/compromises flux/periods"
load "figures/style.gp"
matrices = "best_maps"
N = 5 # of the maps drawn as matrices
array bound_of[2] = [real(maps_bound), real(maps_bound)]
load "figures/matrices.gp"
is_size(z) = column("neurons") == N

source = "periods"
has_six = words(values("neurons")) > 4 # a draft has none
sizes  = has_six ? "3 4 5 6" : "3 4 5"
shares = values("share")

# The best compromise of each size, by the exact list where there is one, else, for six neurons, of the evolved.
array best_F[words(sizes)]
array best_P[words(sizes)]
array most_F[words(sizes)]
of_size(n) = int(sum [s = 1:words(sizes)] (real(word(sizes, s)) == n ? s : 0))
keep_best(s) = s < 1 ? NaN : (best_F[s] = column("flux"), best_P[s] = column("mean_period"), \
  most_F[s] = column("most_flux"), column("share"))
stats compromises using (keep_best(of_size(column("neurons")))) nooutput
last = words(sizes)
here(z) = column("neurons") == size ? column("flux") : NaN
size = int(word(sizes, last))
both(z) = here(0) / most_F[last] < column("mean_period") / 2 ** size ? here(0) / most_F[last] : \
  here(0) / here(0) * column("mean_period") / 2 ** size
note_best(z) = both(0) == best ? (best_F[last] = column("flux"), best_P[last] = column("mean_period"), 1) : NaN
if (has_six) {
  stats periods using (here(0)) nooutput
  most_F[last] = STATS_max
  stats periods using (both(0)) nooutput
  best = STATS_max
  stats periods using (note_best(0)) nooutput
}
tint(share) = palette(0.88 * share)

# ---- all of them -------------------------------------------------------------------------------------------

panel_width = 196; panel_height = 168; step_right = 238; step_down = 246; columns = 3
first_left = 56
height = 32 + 2 * step_down + 62
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
do for [s = 1:words(sizes)] {
  size = int(word(sizes, s))
  left = first_left + (s - 1) % columns * step_right
  upper = 32 + (s - 1) / columns * step_down
  eval place
  unset label; unset arrow; unset object
  panel_title = sprintf("%d neurons", size)
  eval letter_panel
  set xrange [0.5 * size : 1.04 * size]
  set yrange [0 : 1.1 * 2 ** size]
  set xtics 0.5
  set ytics 2 ** (size - 2)
  set xlabel "flux [bit]" offset 0, 0.6
  set ylabel ((s - 1) % columns == 0 ? "mean period [step]" : "") offset 0.6, 0
  set object 1 rectangle from 0.95 * most_F[s], 0.95 * 2 ** size to most_F[s], 2 ** size \
    fillcolor rgb "#dddddd" fillstyle solid noborder behind
  set arrow 1 from size, 0 to size, 1.1 * 2 ** size nohead dashtype (4, 3) linecolor "#606060"
  set arrow 2 from 0.5 * size, 2 ** size to 1.04 * size, 2 ** size nohead dashtype (4, 3) linecolor "#606060"
  set label 1 "" at graph 0.06, 0.4 point pointtype 6 pointsize 1.2 linewidth 1.4 linecolor "black"
  set label 2 sprintf("%.3f bit", best_F[s]) at graph 0.12, 0.4
  set label 3 sprintf("%.4g of %d steps", best_P[s], 2 ** size) at graph 0.12, 0.28
  plot maps using (here(0)):(column("mean_period")) \
      with points pointtype 7 pointsize 0.35 linecolor rgb "#8a8a8a" notitle, \
    periods using (here(0)):(column("mean_period")):(tint(column("share"))) \
      with points pointtype 6 pointsize 0.6 linewidth 1.6 linecolor rgb variable notitle, \
    '+' using (best_F[s]):(best_P[s]) every ::0::0 \
      with points pointtype 6 pointsize 1.2 linewidth 1.4 linecolor "black" notitle
}

# ---- two of the maps ---------------------------------------------------------------------------------------

array share_colour[words(shares)]
do for [k = 1:words(shares)] { share_colour[k] = tint(real(word(shares, k))) }
eval signed
cell_size = 92
do for [k = 1:2] {
  goal = k
  left = first_left + k * step_right
  upper = 32 + step_down
  panel_title = word("'longest mean period' 'most flux'", k)
  unset label; unset arrow; unset object
  eval letter_panel
  eval draw_matrix
  unset label
  left = left + cell_size + 12
  eval draw_transitions
}
eval over_page
x = first_left; y = height - 42
set label "" at x + 4, y point pointtype 7 pointsize 0.45 linecolor rgb "#8a8a8a"
set label "one-to-one maps: the most flux of each mean period" at x + 16, y
set label "evolved, by share of flux in the goal:" at x + 16, y + 24
do for [k = 1:words(shares)] {
  set label "" at x + 288 + (k - 1) * 56, y + 24 point pointtype 6 pointsize 0.7 linewidth 1.6 linecolor rgb share_colour[k]
  set label word(shares, k) at x + 297 + (k - 1) * 56, y + 24
}
eval end_page
