# Flux estimated from trajectories: from counts of pairs of states, and from counts of states less the machine's exact
# noise. Errors against the number of steps, and of several estimators of entropy against the number of neurons.
reads = "flux/estimators flux/estimator_limits flux/entropies flux/large"
load "figures/style.gp"

source    = "estimators"
strengths = values("q")
N = 10
stats estimators using (column("steps")) nooutput
shortest = STATS_min; longest = STATS_max
knee = 0.01

tint(k) = palette(0.85 * (k - 1) / (words(strengths) - 1.0))
plain(e) = e eq "plug_in" || e eq "states_plug_in"
mark(e) = plain(e) ? 7 : 8
dash(e) = plain(e) ? 1 : 3
here(k) = column("neurons") == N && column("q") == real(word(strengths, k)) ? column("steps") : NaN
error(e) = column(e) - column("exact")
limit(name) = column("neurons") == N ? column(name) : NaN

panel_width = 316; step_right = 352
height = 690
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox

# ---- above: against the number of steps --------------------------------------------------------------

set logscale x
set xrange [shortest / 1.4 : longest * 1.4]
set format x "10^{%T}"
set xlabel "steps T" offset 0, 0.6
set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
set yrange [-14 : 14]
array titles[2] = ["from pairs of states: error [bit]", "from states: error [bit]"]
array estimates[2] = ["plug_in miller_madow", "states_plug_in chao_shen"]
do for [p = 1:2] {
  left = 66 + (p - 1) * step_right
  upper = 32; panel_height = 230
  eval place
  set ytics (-10, -1, -0.1, "" -0.01, 0, "" 0.01, 0.1, 1, 10) format (p == 1 ? "%g" : "")
  panel_title = titles[p]
  eval letter_panel
  set arrow 1 from (p == 1 ? 4.0 : 2.0) ** N, graph 0 to (p == 1 ? 4.0 : 2.0) ** N, graph 1 nohead dashtype (2, 4) \
    linecolor "black"
  set label 2 (p == 1 ? "T = 4^N" : "T = 2^N") at (p == 1 ? 4.0 ** N / 1.3 : 2.0 ** N * 1.3), graph 0.08
  if (p == 1) { set label 2 right } else { set label 2 left }
  plot 0 with lines linecolor rgb "#a0a0a0" notitle, \
    estimator_limits using (p == 1 ? limit("steps") : NaN):(column("bias")) \
      with lines linewidth 1.5 dashtype (6, 4) linecolor "black" notitle, \
    for [e in estimates[p]] for [k = 1:words(strengths)] estimators using (here(k)):(error(e)) \
      with lines linewidth 0.8 dashtype dash(e) linecolor rgb tint(k) notitle, \
    for [e in estimates[p]] for [k = 1:words(strengths)] estimators using (here(k)): \
      (error(e) - column(e . "_se")):(0):(2 * column(e . "_se")) \
      with vectors nohead linewidth 1.5 linecolor rgb tint(k) notitle, \
    for [e in estimates[p]] for [k = 1:words(strengths)] estimators using (here(k)):(error(e)) \
      with points pointtype mark(e) pointsize 0.5 linecolor rgb tint(k) notitle
}
unset nonlinear y
unset arrow; unset label

# ---- below: against the number of neurons ------------------------------------------------------------

source = "entropies"
methods = "plug_in miller_madow grassberger chao_shen"
array shade[5] = ["#909090", "#d1600f", "#20a060", "#0060a8", "#000000"]
array sign[5]  = [7, 8, 5, 10, 12]
dash_of(kind) = kind == 2 ? 1 : 4
birthday = 2 * log(20000) / log(2)
of(kind, T) = column("kind") == kind && column("steps") == T ? column("neurons") : NaN
array lower_titles[2] = ["N-rooks, T = 20 000: relative error", "random weights, T = 1000: relative error"]
unset logscale x
set logscale y
set format x "%g"
set xlabel "neurons N"
set yrange [1e-4 : 3]
do for [p = 1:2] {
  left = 66 + (p - 1) * step_right
  upper = 340; panel_height = 230
  eval place
  lowest = p == 1 ? 2 : 3.5; highest = p == 1 ? 42 : 10.5
  set xrange [lowest : highest]
  if (p == 1) { set xtics 8 } else { set xtics 2 }
  set ytics ("100 %%" 1, "10 %%" 0.1, "1 %%" 0.01, "0.1 %%" 0.001, "0.01 %%" 0.0001)
  if (p == 2) { set ytics ("" 1, "" 0.1, "" 0.01, "" 0.001, "" 0.0001) }
  panel_title = lower_titles[p]
  eval letter_panel
  if (p == 1) {
    set arrow 1 from birthday, graph 0 to birthday, graph 1 nohead dashtype (2, 4) linecolor "black"
    set label 2 "2^N = T²" at birthday + 0.6, graph 0.08 left
    plot for [i = 1:4] entropies using (of(1, 20000)):(column(word(methods, i))) \
        with linespoints pointtype sign[i] pointsize 0.55 linewidth 1.2 linecolor rgb shade[i] notitle, \
      large using (column("method") == 2 ? column("neurons") : NaN):(column("scatter") / column("truth")) \
        with linespoints pointtype sign[5] pointsize 0.6 linewidth 1.2 dashtype 2 linecolor rgb shade[5] notitle
    unset arrow; unset label
  } else {
    plot for [kind = 2:3] for [i = 1:4] entropies using (of(kind, 1000)):(column(word(methods, i))) \
        with linespoints pointtype sign[i] pointsize 0.55 linewidth 1.2 dashtype dash_of(kind) \
        linecolor rgb shade[i] notitle
  }
}

# ---- the key -----------------------------------------------------------------------------------------

eval over_page
x = 58; y = height - 58
do for [k = 1:words(strengths)] {
  set arrow from x + (k - 1) * 62, y rto 18, 0 nohead linewidth 3.5 linecolor rgb tint(k)
  set label "q = " . word(strengths, k) at x + 22 + (k - 1) * 62, y
}
array upper_names[3] = ["plug-in", "corrected", "expected bias of plug-in"]
do for [i = 1:3] {
  at = x + 280 + (i == 1 ? 0 : i == 2 ? 92 : 196)
  if (i < 3) {
    set arrow from at, y rto 24, 0 nohead linewidth 0.8 dashtype dash(i == 1 ? "plug_in" : "chao_shen")
    set label "" at at + 12, y point pointtype mark(i == 1 ? "plug_in" : "chao_shen") pointsize 0.6
  } else {
    set arrow from at, y rto 24, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor "black"
  }
  set label upper_names[i] at at + 30, y
}
array lower_names[5] = ["plug-in", "Miller-Madow", "Grassberger", "Chao-Shen", "from pairs"]
do for [i = 1:5] {
  at = x + (i - 1) * 132
  set arrow from at, y + 24 rto 26, 0 nohead linewidth 1.2 linecolor rgb shade[i]
  set label "" at at + 13, y + 24 point pointtype sign[i] pointsize 0.6 linecolor rgb shade[i]
  set label lower_names[i] at at + 32, y + 24
}
eval end_page
