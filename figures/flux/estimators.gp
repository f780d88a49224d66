# Flux estimated from a trajectory, plug-in and Miller-Madow corrected, beside the exact flux, against the
# number of steps: right with 4 neurons, wrong with 10.
reads = "flux/estimators flux/estimator_limits"
load "figures/style.gp"

source    = "estimators"
sizes     = values("neurons")
strengths = values("q")
estimates = "plug_in miller_madow"
heading   = sprintf("Flux estimated from trajectories: soon right with %s neurons, far too high with %s", \
                    word(sizes, 1), word(sizes, words(sizes)))
stats estimators using (column("steps")) nooutput
shortest = STATS_min; longest = STATS_max
knee = 0.01

tint(k) = palette(0.85 * (k - 1) / (words(strengths) - 1.0))
mark(e) = e eq "plug_in" ? 7 : 8
dash(e) = e eq "plug_in" ? 1 : 3
here(k) = column("neurons") == N && column("q") == real(word(strengths, k)) ? column("steps") : NaN
error(e) = column(e) - column("exact")
keep_last(z) = (last_plug_in = column("plug_in"), last_corrected = column("miller_madow"), \
  last_exact = column("exact"), z)
limit(name) = column("neurons") == N ? column(name) : NaN

panel_width = 480; step_right = 540
width  = 100 + words(sizes) * step_right
height = 880
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set logscale x
set xrange [shortest / 1.4 : longest * 1.4]
do for [p = 1:words(sizes)] {
  N = int(word(sizes, p))
  left = 85 + (p - 1) * step_right
  upper = 95; panel_height = 300
  eval place
  set title sprintf("{/:Bold %d neurons}", N) offset 0, 0.9
  set format x ""
  unset xlabel
  set yrange [-0.03 * N : 1.09 * N]
  set ytics nice_step(1.5 * N) format "%g"
  set ylabel p == 1 ? "flux [bit]" : "" offset 0.5, 0
  set label 1 "estimates, and the exact flux" at graph 0, 1.05
  late = 4.0 ** N > sqrt(shortest * longest)
  set label 2 "T = 4^{N}, the number\nof pairs of states" at 4.0 ** N, 0.74 * N
  if (late) { set label 2 right offset -0.5, 0 } else { set label 2 left offset 0.5, 0 }
  stats [*:*] [*:*] estimators using (here(1) == longest ? keep_last(0) : NaN) nooutput
  set label 3 p == words(sizes) ? gprintf("q = " . word(strengths, 1) . ",  T = %.1t·10^{%T}:  ", longest) \
    . sprintf("%.2f, corrected %.2f; exact %g bit", last_plug_in, last_corrected, last_exact) : "" \
    at graph 0.03, first 0.07 * N
  set arrow 1 from 4.0 ** N, graph 0 to 4.0 ** N, graph 1 nohead dashtype (2, 4) linecolor "black"
  plot estimator_limits using (limit("steps")):(column("ceiling")):(2 * N) \
      with filledcurves fillcolor rgb "#e6e6e6" fillstyle solid noborder notitle, \
    for [k = 1:words(strengths)] estimators using (here(k)):(column("exact")) \
      with lines linewidth 3.5 linecolor rgb tint(k) + 0x90000000 notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(column(e)) \
      with lines linewidth 0.7 dashtype dash(e) linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(column(e) - column(e . "_se")):(0): \
      (2 * column(e . "_se")) with vectors nohead linewidth 1.5 linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(column(e)) \
      with points pointtype mark(e) pointsize 0.5 linecolor rgb tint(k) notitle

  upper = 455; panel_height = 250
  eval place
  unset title
  set format x "10^{%T}"
  set xlabel "steps T" offset 0, 0.4
  set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
  set yrange [-4 : 14]
  set ytics (-1, -0.1, "" -0.01, 0, "" 0.01, 0.1, 1, 10)
  set ylabel p == 1 ? "error [bit]" : ""
  set label 1 "estimate less exact flux"
  unset label 2; unset label 3
  plot 0 with lines linecolor rgb "#a0a0a0" notitle, \
    estimator_limits using (limit("steps")):(column("bias")) \
      with lines linewidth 1.5 dashtype (6, 4) linecolor "black" notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(error(e)) \
      with lines linewidth 0.7 dashtype dash(e) linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(error(e) - column(e . "_se")):(0): \
      (2 * column(e . "_se")) with vectors nohead linewidth 1.5 linecolor rgb tint(k) notitle, \
    for [e in estimates] for [k = 1:words(strengths)] estimators using (here(k)):(error(e)) \
      with points pointtype mark(e) pointsize 0.5 linecolor rgb tint(k) notitle
  unset nonlinear y
}
eval over_page
x = 85; y = height - 82
set label "N-rooks of magnitude" at x, y
do for [k = 1:words(strengths)] {
  set arrow from x + 160 + (k - 1) * 95, y rto 26, 0 nohead linewidth 3.5 linecolor rgb tint(k)
  set label "q = " . word(strengths, k) at x + 192 + (k - 1) * 95, y
}
set label "thick: exact flux; q = 0: no weights, no flux" at x + 160 + words(strengths) * 95 + 30, y
do for [i = 1:2] {
  set arrow from x + (i - 1) * 160, y + 26 rto 26, 0 nohead linewidth 0.7 dashtype dash(word(estimates, i))
  set label "" at x + 13 + (i - 1) * 160, y + 26 point pointtype mark(word(estimates, i)) pointsize 0.6
  set label word("plug-in Miller-Madow", i) at x + 34 + (i - 1) * 160, y + 26
}
set label sprintf("bars: ± 1 standard error over %s runs", header("runs")) at x + 320, y + 26
set object rectangle from x + 630, y + 20 rto 26, 12 fillcolor rgb "#e6e6e6" fillstyle solid noborder
set label "out of reach of the plug-in: above N and log_2  (T − 1)" at x + 664, y + 26
set arrow from x, y + 52 rto 26, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor "black"
set label sprintf("(2^N  − 1)² / (2 T ln 2): bias of the plug-in if T ≫ 4^N  and all pairs of states are alike; " \
    . "the scale of errors is logarithmic beyond ± %g bit", knee) at x + 34, y + 52
eval end_page
