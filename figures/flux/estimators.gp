# Flux estimated from a trajectory, plug-in and Miller-Madow corrected, beside the exact flux, against the
# number of steps: right with 4 neurons, wrong with 10.
reads = "flux/estimators flux/estimator_limits"
load "figures/style.gp"

source    = "estimators"
sizes     = values("neurons")
strengths = values("q")
estimates = "plug_in miller_madow"
stats estimators using (column("steps")) nooutput
shortest = STATS_min; longest = STATS_max
knee = 0.01

tint(k) = palette(0.85 * (k - 1) / (words(strengths) - 1.0))
mark(e) = e eq "plug_in" ? 7 : 8
dash(e) = e eq "plug_in" ? 1 : 3
here(k) = column("neurons") == N && column("q") == real(word(strengths, k)) ? column("steps") : NaN
error(e) = column(e) - column("exact")
limit(name) = column("neurons") == N ? column(name) : NaN

panel_width = 316; step_right = 358
height = 636
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set logscale x
set xrange [shortest / 1.4 : longest * 1.4]
do for [p = 1:words(sizes)] {
  N = int(word(sizes, p))
  left = 58 + (p - 1) * step_right
  upper = 32; panel_height = 240
  eval place
  set format x ""
  unset xlabel
  set yrange [-0.03 * N : 1.09 * N]
  set ytics nice_step(1.5 * N) format "%g"
  panel_title = sprintf("%d neurons: flux [bit]", N)
  panel_count = p - 1
  eval letter_panel
  late = 4.0 ** N > sqrt(shortest * longest)
  set label 2 "T = 4^{N}" at 4.0 ** N, 0.74 * N
  if (late) { set label 2 right offset -0.5, 0 } else { set label 2 left offset 0.5, 0 }
  set arrow 1 from 4.0 ** N, graph 0 to 4.0 ** N, graph 1 nohead dashtype (2, 4) linecolor "black"
  plot estimator_limits using (limit("steps")):(column("ceiling")):(2 * N) \
      with filledcurves fillcolor rgb "#e6e6e6" fillstyle solid noborder notitle, \
    for [k = 1:words(strengths)] estimators using (here(k)):(column("exact")) \
      with lines linewidth 3.5 linecolor rgb tint(k) + 0x90000000 notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(column(e)) \
      with lines linewidth 0.8 dashtype dash(e) linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(column(e) - column(e . "_se")):(0): \
      (2 * column(e . "_se")) with vectors nohead linewidth 1.5 linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(column(e)) \
      with points pointtype mark(e) pointsize 0.5 linecolor rgb tint(k) notitle

  upper = 312; panel_height = 196
  eval place
  set format x "10^{%T}"
  set xlabel "steps T" offset 0, 0.6
  set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
  set yrange [-4 : 14]
  set ytics (-1, -0.1, "" -0.01, 0, "" 0.01, 0.1, 1, 10) format (p == 1 ? "%g" : "")
  unset label 2
  panel_title = sprintf("%d neurons: error [bit]", N)
  panel_count = words(sizes) + p - 1
  eval letter_panel
  plot 0 with lines linecolor rgb "#a0a0a0" notitle, \
    estimator_limits using (limit("steps")):(column("bias")) \
      with lines linewidth 1.5 dashtype (6, 4) linecolor "black" notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(error(e)) \
      with lines linewidth 0.8 dashtype dash(e) linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(error(e) - column(e . "_se")):(0): \
      (2 * column(e . "_se")) with vectors nohead linewidth 1.5 linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(error(e)) \
      with points pointtype mark(e) pointsize 0.5 linecolor rgb tint(k) notitle
  unset nonlinear y
}
eval over_page
x = 58; y = height - 58
do for [k = 1:words(strengths)] {
  set arrow from x + (k - 1) * 90, y rto 26, 0 nohead linewidth 3.5 linecolor rgb tint(k)
  set label "q = " . word(strengths, k) at x + 34 + (k - 1) * 90, y
}
do for [i = 1:2] {
  set arrow from x + 358 + (i - 1) * 110, y rto 26, 0 nohead linewidth 0.8 dashtype dash(word(estimates, i))
  set label "" at x + 371 + (i - 1) * 110, y point pointtype mark(word(estimates, i)) pointsize 0.6
  set label word("plug-in Miller-Madow", i) at x + 392 + (i - 1) * 110, y
}
set object rectangle from x, y + 17 rto 26, 12 fillcolor rgb "#e6e6e6" fillstyle solid noborder
set label "out of reach of the plug-in" at x + 34, y + 23
set arrow from x + 358, y + 23 rto 26, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor "black"
set label "expected bias of the plug-in" at x + 392, y + 23
eval end_page
