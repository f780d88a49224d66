# Flux of N-rooks against the magnitude of their weights: closed form, exact, simulated; of random and Hopfield
# matrices within the same bound; and what the information of all pairs adds up to, of which large networks
# know no more.
reads = "flux/rooks flux/rooks_large flux/rooks_curve"
load "figures/style.gp"

source  = "rooks"
sizes   = values("neurons")
runs    = real(header("runs"))
stats rooks using (column("magnitude")) nooutput
least_q = STATS_min; most_q = STATS_max

array colour[3] = [import_colour, recurrence_colour, "#007a5a"]
array mark[3]   = [6, 7, 9]
here(k) = column("kind") == k && column("neurons") == N ? column("magnitude") : NaN
large_here(k) = column("kind") == k ? column("magnitude") : NaN
# From the standard error of a mean over the runs to the spread of the runs.
spread(name) = sqrt(runs) * column(name . "_se")

panels = words(sizes) + 1
panel_width = 208; step_right = 228
height = 560
eval begin_page
set logscale x
set xrange [least_q / 1.15 : most_q * 1.15]
set xtics (0.25, 0.5, 1, 2, 4, 8)
do for [p = 1:panels] {
  N = p < panels ? int(word(sizes, p)) : int(rooks_large_neurons)
  left = 66 + (p - 1) * step_right

  upper = 32; panel_height = 216
  eval place
  set format x ""
  set format y p == 1 ? "%g" : ""
  set yrange [0 : 1.1]
  set ytics 0.2
  set ylabel p == 1 ? "flux / N [bit]" : "" offset 0.5, 0
  panel_title = sprintf("%d neurons", N)
  panel_count = p - 1
  eval letter_panel
  set label 2 "N bits" at graph 0.03, first 1.05
  unset label 3; unset label 4
  if (p == panels) {
    set label 3 "random:\nsum of pairs" at graph 0.04, first 0.92 textcolor rgb colour[2]
    set label 4 "N-rooks" at graph 0.97, first 0.42 right textcolor rgb colour[1]
  }
  unset xlabel
  if (p < panels) {
    plot 1 with lines dashtype (4, 3) linecolor "#606060" notitle, \
      for [k = 2:3] rooks using (here(k)):((column("exact") - spread("exact")) / N): \
        ((column("exact") + spread("exact")) / N) \
        with filledcurves linecolor rgb colour[k] fillstyle transparent solid 0.2 noborder notitle, \
      for [k = 2:3] rooks using (here(k)):(column("exact") / N) \
        with linespoints pointtype mark[k] pointsize 0.5 linewidth 1.5 linecolor rgb colour[k] notitle, \
      rooks_curve using (column("magnitude")):(column("flux")) with lines linewidth 2 linecolor rgb colour[1] notitle, \
      rooks using (here(1)):(column("exact") / N) \
        with points pointtype 6 pointsize 0.8 linewidth 1.5 linecolor rgb colour[1] notitle, \
      rooks using (here(1)):((column("sampled") - column("sampled_se")) / N):(0):(2 * column("sampled_se") / N) \
        with vectors nohead linewidth 1.5 linecolor "black" notitle, \
      rooks using (here(1)):(column("sampled") / N) \
        with points pointtype 2 pointsize 0.6 linewidth 1.3 linecolor "black" notitle
  } else {
    plot 1 with lines dashtype (4, 3) linecolor "#606060" notitle, \
      rooks_curve using (column("magnitude")):(column("flux")) with lines linewidth 2 linecolor rgb colour[1] notitle, \
      rooks_large using (large_here(2)):(column("pairwise") / N) \
        with linespoints dashtype 3 pointtype 4 pointsize 0.5 linewidth 1.5 linecolor rgb colour[2] notitle, \
      rooks_large using (large_here(1)):(column("pairwise") / N) \
        with points pointtype 4 pointsize 0.6 linewidth 1.3 linecolor "black" notitle
  }

  upper = 290; panel_height = 146
  eval place
  panel_title = sprintf("%d neurons", N)
  panel_count = panels + p - 1
  eval letter_panel
  set format x "%g"
  set xlabel "magnitude q" offset 0, 0.6
  set logscale y
  set yrange [0.7 : 60]
  set ytics (1, 2, 5, 10, 20, 50)
  set ylabel p == 1 ? "sum of pairs / flux" : ""
  unset label 2; unset label 3; unset label 4
  if (p == panels) { set label 3 "random: flux unknown" at graph 0.97, first 8 right textcolor rgb colour[2] }
  if (p < panels) {
    plot 1 with lines dashtype (4, 3) linecolor "#606060" notitle, \
      for [k = 2:3] rooks using (here(k)):((column("pairwise") - column("pairwise_se")) / column("exact")):(0): \
        (2 * column("pairwise_se") / column("exact")) \
        with vectors nohead linewidth 1.5 linecolor rgb colour[k] notitle, \
      for [k = 1:3] rooks using (here(k)):(column("pairwise") / column("exact")) \
        with linespoints pointtype mark[k] pointsize 0.5 linewidth 1.5 linecolor rgb colour[k] notitle
  } else {
    plot 1 with lines dashtype (4, 3) linecolor "#606060" notitle, \
      rooks_large using (large_here(1)):(column("pairwise") / column("closed")) \
        with linespoints pointtype 4 pointsize 0.6 linewidth 1.3 linecolor rgb colour[1] notitle
  }
  unset logscale y
}
eval over_page
x = 66; y = height - 48; step = 23
set arrow from x, y rto 26, 0 nohead linewidth 2 linecolor rgb colour[1]
set label "N-rooks, closed form" at x + 34, y
set label "" at x + 241, y point pointtype 6 pointsize 0.8 linewidth 1.5 linecolor rgb colour[1]
set label "N-rooks, exact chain" at x + 262, y
set label "" at x + 469, y point pointtype 2 pointsize 0.6 linewidth 1.3
set label "N-rooks, simulated" at x + 490, y
set arrow from x, y + step rto 26, 0 nohead linewidth 1.5 linecolor rgb colour[2]
set label "" at x + 13, y + step point pointtype mark[2] pointsize 0.5 linecolor rgb colour[2]
set label "random matrices" at x + 34, y + step
set arrow from x + 228, y + step rto 26, 0 nohead linewidth 1.5 linecolor rgb colour[3]
set label "" at x + 241, y + step point pointtype mark[3] pointsize 0.5 linecolor rgb colour[3]
set label "Hopfield matrices" at x + 262, y + step
set label "" at x + 469, y + step point pointtype 4 pointsize 0.6 linewidth 1.3
set label sprintf("sum of pairs, %s neurons", rooks_large_neurons) at x + 490, y + step
eval end_page
