# Flux and mean period maximised together: all evolved matrices of each size, the longest mean period against
# the number of states, and three of the matrices with their most probable transitions.
load "figures/style.gp"

goals   = "9 10 4" # of the evolved ones
source  = data . "flux/evolved.tsv"
wanted  = "#goal #neurons #evolutions goal bound share part from to value cycle place"
@check
evolved = source
best_of = header("evolutions"); evolved_N = int(header("neurons"))
array goal_name[words(goals)]
do for [k = 1:words(goals)] { goal_name[k] = case_name("goal", int(word(goals, k))) }

source  = data . "flux/periods.tsv"
wanted  = "#neurons #bound #share #evolution #generations neurons bound share evolution flux mean_period"
@check
sizes  = values("neurons")
bounds = values("bound")
shares = values("share")
last_bound = real(word(bounds, words(bounds)))

# ---- what the data come to ---------------------------------------------------------------------------------

# For each size and bound the largest flux (here or in flux/optimum) and the longest mean period found, the matrices that no other exceeds
# in both, as corners of a staircase, and of the largest bound the best compromise: the matrix with the largest
# of the smaller of flux / largest flux and period / longest period.
least(x, y) = x < y ? x : y
most(x, y)  = x > y ? x : y
stats source using (column("flux")) nooutput
array F[STATS_records]
array P[STATS_records]
array most_F[words(sizes)]
array most_P[words(sizes)]
array known_F[words(sizes)] # with that of the search for flux alone, where there is one
array longest[words(sizes)] # over all bounds: a factor changes no successor
array best[words(sizes)]
array best_F[words(sizes)]
array best_P[words(sizes)]
taken(z) = column("neurons") == N && column("bound") == b
remember(f, p) = (n = n + 1, F[n] = f, P[n] = p, f)
do for [s = 1:words(sizes)] { longest[s] = 0 }
set print $front
print "neurons bound flux mean_period"
do for [s = 1:words(sizes)] { do for [k = 1:words(bounds)] {
  N = real(word(sizes, s)); b = real(word(bounds, k))
  n = 0
  stats [*:*] [*:*] source using (taken(0) ? remember(column("flux"), column("mean_period")) : NaN) nooutput
  most_F[s] = 0; most_P[s] = 0; best[s] = 0
  do for [i = 1:n] { most_F[s] = most(most_F[s], F[i]); most_P[s] = most(most_P[s], P[i]) }
  longest[s] = most(longest[s], most_P[s])
  known_F[s] = most_F[s]
  stats [*:*] [*:*] data . "flux/optimum.tsv" using (taken(0) ? (known_F[s] = most(known_F[s], column("flux"))) : 0) nooutput
  do for [i = 1:n] {
    compromise = least(F[i] / known_F[s], P[i] / most_P[s])
    if (compromise > best[s]) { best[s] = compromise; best_F[s] = F[i]; best_P[s] = P[i] }
  }
  corner = 0
  while (corner < most_F[s]) {
    f = 0; p = 0
    do for [i = 1:n] { if (F[i] > corner && (P[i] > p || P[i] == p && F[i] > f)) { f = F[i]; p = P[i] } }
    print sprintf("%g %g %.10g %.10g", N, b, corner, p)
    print sprintf("%g %g %.10g %.10g", N, b, f, p)
    corner = f
  }
  print sprintf("%g %g %.10g 0", N, b, corner)
  print ""
} }
unset print
worst = 1
do for [s = 1:words(sizes)] { worst = least(worst, best[s]) }
heading = sprintf("Flux and mean period can be large together: one matrix of each size has at least %d %% of the most found of both", \
                  floor(100 * worst))

tint(share) = palette(0.88 * share)
array mark[2] = [8, 7]
array mark_size[2] = [0.75, 0.55]
array dash[2] = [3, 1]

eval viridis
set cbrange [0 : 1]
array share_colour[words(shares)]

# ---- all matrices ------------------------------------------------------------------------------------------

panel_width = 340; panel_height = 250; step_right = 415; step_down = 358; columns = 3
map_row = top + 2 * step_down + 92
width  = 60 + columns * step_right
height = map_row + 372
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
here(k) = column("neurons") == N && column("bound") == real(word(bounds, k)) ? column("flux") : NaN
on_front(k) = column("neurons") == N && column("bound") == real(word(bounds, k)) ? column("flux") : NaN
do for [s = 1:words(sizes)] {
  N = int(word(sizes, s))
  left = 75 + (s - 1) % columns * step_right
  upper = top + 55 + (s - 1) / columns * step_down
  eval place
  unset label; unset arrow; unset object
  set title sprintf("{/:Bold %d neurons}", N) offset 0, -0.3
  set xrange [0 : 1.06 * N]
  set yrange [0 : 1.1 * 2 ** N]
  set xtics 1
  set ytics 2 ** (N - 2)
  set xlabel "flux [bit]" offset 0, 0.5
  set ylabel (s - 1) % columns == 0 ? "mean period [step]" : "" offset 0.5, 0
  set object 1 rectangle from 0.95 * known_F[s], 0.95 * most_P[s] to known_F[s], most_P[s] \
    fillcolor rgb "#dddddd" fillstyle solid noborder behind
  set arrow 1 from N, 0 to N, 1.1 * 2 ** N nohead dashtype (4, 3) linecolor "#606060"
  set arrow 2 from 0, 2 ** N to 1.06 * N, 2 ** N nohead dashtype (4, 3) linecolor "#606060"
  set label 1 sprintf("%.2f of %.2f bit,\n%.4g of %.4g steps", best_F[s], known_F[s], best_P[s], most_P[s]) \
    at graph 0.05, 0.3
  set arrow 3 from graph 0.4, 0.32 to best_F[s], best_P[s] nohead linewidth 0.7 linecolor "black"
  plot for [k = 1:words(bounds)] $front using (on_front(k)):(column("mean_period")) \
      with lines linewidth 1.2 dashtype dash[k] linecolor rgb "#a0a0a0" notitle, \
    for [k = words(bounds):1:-1] source using (here(k)):(column("mean_period")):(tint(column("share"))) \
      with points pointtype mark[k] pointsize mark_size[k] linewidth 1.3 linecolor rgb variable notitle, \
    '+' using (best_F[s]):(best_P[s]) every ::0::0 with points pointtype 6 pointsize 1.4 linewidth 1.6 linecolor "black" notitle
}

# ---- the longest mean period of each size --------------------------------------------------------------------

left = 75 + words(sizes) % columns * step_right
upper = top + 55 + words(sizes) / columns * step_down
eval place
unset label; unset arrow; unset object
set title "{/:Bold longest mean period found}" offset 0, -0.3
set logscale y 2
set xrange [real(word(sizes, 1)) - 0.4 : real(word(sizes, words(sizes))) + 0.4]
set yrange [2 : 2 ** (real(word(sizes, words(sizes))) + 0.4)]
set xtics 1
set ytics 2
set xlabel "neurons N"
set ylabel ""
set label 1 "dashed: all 2^N  states in one cycle" at graph 0.05, 0.9
plot 2 ** x with lines linewidth 1.2 dashtype (4, 3) linecolor rgb "#606060" notitle, \
  for [s = 1:words(sizes)] '+' using (real(word(sizes, s))):(longest[s]) every ::0::0 \
    with points pointtype 7 pointsize 0.7 linecolor rgb import_colour notitle, \
  for [s = 1:words(sizes)] '+' using (real(word(sizes, s))):(longest[s]):(sprintf("%.4g", longest[s])) every ::0::0 \
    with labels left offset 0.6, -0.6 notitle
unset logscale y
unset label

# ---- three of the matrices -----------------------------------------------------------------------------------

do for [k = 1:words(shares)] { share_colour[k] = tint(real(word(shares, k))) }
unset title
source = evolved
N = evolved_N
eval signed
cell_size = 165
array period[words(goals)]
array cycle_of_most[words(goals)]
do for [k = 1:words(goals)] {
  goal = int(word(goals, k))
  stats [*:*] [*:*] source using (of_goal(1) ? column("bound") : NaN) nooutput
  b = STATS_mean
  left = 75 + (k - 1) * step_right
  upper = map_row
  eval draw_matrix
  left = left + cell_size + 20
  eval draw_transitions
  stats [*:*] [*:*] source using (of_goal(2) && column("cycle") > 0 ? 1 : 0) nooutput
  period[k] = STATS_sum
  stats [*:*] [*:*] source using (of_goal(2) && column("cycle") == 1 ? 1 : 0) nooutput # the first is the longest
  cycle_of_most[k] = int(STATS_sum + 0.5)
}
eval over_page
do for [k = 1:words(goals)] {
  set label bold(goal_name[k]) at 75 + (k - 1) * step_right, map_row - 22
  set label sprintf("%g of %g on cycles,\nlongest of %d", period[k], 2 ** N, cycle_of_most[k]) at 75 + (k - 1) * step_right + cell_size * 1.5 + 20, \
    map_row + cell_size + 14 center
}
x = 75; y = height - 128
set label "share of flux in what is maximised" at x, y
do for [k = 1:words(shares)] {
  set label "" at x + 245 + (k - 1) * 62, y point pointtype 7 pointsize 0.7 linecolor rgb share_colour[k]
  set label word(shares, k) at x + 255 + (k - 1) * 62, y
}
do for [k = 1:words(bounds)] {
  set label "" at x + 720 + (k - 1) * 150, y point pointtype mark[k] pointsize 0.8
  set label sprintf("weights up to %s", word(bounds, k)) at x + 732 + (k - 1) * 150, y
}
source = data . "flux/periods.tsv"
set label sprintf("%d evolutions of %s generations for each share and bound; grey lines: what no other matrix exceeds in both; dashed: N bits, 2^N  steps", \
  words(values("evolution")), header("generations")) at x, y + 25
set label sprintf("ring: the best compromise of weights up to %g; of the most found within that bound, here or for flux alone; bottom: best of %s evolutions each, %d neurons", last_bound, best_of, N) at x, y + 50
set label matrices_note at x, y + 75
set label transitions_note at x, y + 100
eval end_page
