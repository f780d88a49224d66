# What evolution finds, by the size of the weights that it starts from: the share that ends at N-rooks, and the flux,
# for each limit.
reads = "flux/starts"
load "figures/style.gp"

source = "starts"
limits = int(header("cases_limit"))
sizes  = values("neurons")
bound  = 8
colour(k) = int(word("0x000000 0x0072b2 0xe07b1a 0x007a5a", k))
mark(k)   = int(word("7 5 9 13", k))

# The flux of N-rooks is the same share of N bits at every size.
stats starts using (column("bound") == bound ? column("rooks_flux") / column("neurons") : NaN) nooutput
share_of_rooks = STATS_mean

panel_width = 148; panel_height = 138; step_right = 171; first_left = 68
height = 32 + 2 * (panel_height + 44) + 78
eval begin_page
set logscale x
set xrange [0.007 : 1.4]
here(k, m) = column("limit") == limit && column("mutation") == m && column("bound") == bound \
  && column("neurons") == real(word(sizes, k)) ? column("start") : NaN
with_curves = '\
  for [k = 1:words(sizes)] starts using (here(k, 1)):(column(name)) \
    with linespoints pointtype mark(k) pointsize 0.5 linewidth 1.6 linecolor rgb colour(k) notitle, \
  for [k = 1:words(sizes)] starts using (here(k, 2)):(column(name)) \
    with lines linewidth 1.4 dashtype (3, 3) linecolor rgb colour(k) notitle'
do for [row = 1:2] { do for [i = 1:limits] {
  limit = i
  left = first_left + (i - 1) * step_right
  upper = 32 + (row - 1) * (panel_height + 44)
  eval place
  unset label
  panel_title = row == 1 ? case_name("limit", i) : ""
  eval letter_panel
  set xtics (0.01, 0.1, 1)
  set format x (row == 2 ? "%g" : "")
  set format y (i == 1 ? "%g" : "")
  if (row == 1) {
    set yrange [-0.06 : 1.06]; set ytics 0.5
    set ylabel (i == 1 ? "share at N-rooks" : "") offset 1, 0
    unset xlabel
    name = "rooks"
    plot @with_curves
  } else {
    set yrange [0.86 : 1.01]; set ytics 0.05
    set ylabel (i == 1 ? "flux / N bits" : "") offset 1.9, 0
    set xlabel "first weights / bound" offset 0, 0.6
    name = "flux"
    per_neuron(z) = column("flux") / column("neurons")
    plot for [k = 1:words(sizes)] starts using (here(k, 1)):(per_neuron(0)) \
        with linespoints pointtype mark(k) pointsize 0.5 linewidth 1.6 linecolor rgb colour(k) notitle, \
      for [k = 1:words(sizes)] starts using (here(k, 2)):(per_neuron(0)) \
        with lines linewidth 1.4 dashtype (3, 3) linecolor rgb colour(k) notitle, \
      share_of_rooks with lines dashtype (6, 4) linewidth 1 linecolor rgb "#606060" notitle
  }
}}
eval over_page
x = first_left; y = height - 44
set label "neurons N" at x, y
do for [k = 1:words(sizes)] {
  set arrow from x + 82 + (k - 1) * 70, y rto 30, 0 nohead linewidth 1.6 linecolor rgb colour(k)
  set label "" at x + 97 + (k - 1) * 70, y point pointtype mark(k) pointsize 0.5 linecolor rgb colour(k)
  set label word(sizes, k) at x + 118 + (k - 1) * 70, y
}
y = y + 24
set label "mutations" at x, y
set arrow from x + 82, y rto 30, 0 nohead linewidth 1.6 linecolor "black"
set label case_name("mutation", 1) at x + 118, y
set arrow from x + 256, y rto 30, 0 nohead linewidth 1.4 dashtype (3, 3) linecolor "black"
set label case_name("mutation", 2) at x + 292, y
eval end_page
