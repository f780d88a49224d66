# Import at strong input: near its peak, over the coupling; and where the peak lies and how high it rises, over the
# density, beside what theory says.
reads = "import/resonance import/strong_input"
load "figures/style.gp"

source = "resonance"
T = T_of(source)
neurons = int(header("neurons")); w = real(header("width"))
drawn = "1 2" # places in chaos
rank(p) = int(p)
colour(p) = int(word("0x000000 0x0072b2", rank(p)))
array density[2]
do for [p in drawn] {
  stats resonance using (column("place") == int(p) ? column("density") : NaN) nooutput
  density[rank(p)] = STATS_mean
}

# C_xs by theory, to leading order in 1/coupling, its floor included; the limit is that of signs.
limit = sqrt(2 / (pi * neurons))
with_floor(C) = sqrt(C ** 2 + 1.0 / T)
theory(eta, d) = with_floor(limit * (1 + 1 / (sqrt(2 * pi) * eta) - neurons * d * w ** 2 / (2 * eta ** 2)))

panel_width = 170; panel_height = 180; upper = 32
height = upper + panel_height + 96
eval begin_page
set format x "%g"
set samples 400

left = 66
eval place
panel_title = "import C_{xs}"
eval letter_panel
set logscale x
set xrange [3 : 110]
set yrange [0.1135 : 0.1185]
set xtics (3, 10, 30, 100)
set ytics 0.002
set xlabel "coupling η" offset 0, 0.6
set arrow 1 from graph 0, first with_floor(limit) to graph 1, first with_floor(limit) arrowstyle 1
on(p) = column("place") == int(p) && column("coupling") > 0 ? column("coupling") : NaN
plot for [p in drawn] resonance using (on(p)):(column("C_xs") - column("C_xs_se")):(column("C_xs") + column("C_xs_se")) \
    with filledcurves linecolor rgb colour(p) fillstyle transparent solid 0.3 noborder notitle, \
  for [p in drawn] resonance using (on(p)):(column("C_xs")) \
    with points pointtype 7 pointsize 0.45 linecolor rgb colour(p) notitle, \
  for [p in drawn] theory(x, density[rank(p)]) with lines linewidth 1.4 linecolor rgb colour(p) notitle
unset arrow 1

set xrange [0.085 : 1.18]
set xtics (0.1, 0.2, "" 0.4, 0.5, 1)
set xlabel "density d" offset 0, 0.6
plot_density = '\
  plot strong_input using (column("density")):(column("theory_" . name)) \
      with lines linewidth 1.4 linecolor "black" notitle, \
    strong_input using (column("density")):(column(name)) \
      with points pointtype 7 pointsize 0.6 linecolor rgb import_colour notitle, \
    strong_input using (column("density")):(column(name) - column(name . "_se")):(0):(2 * column(name . "_se")) \
      with vectors nohead linewidth 2 linecolor rgb import_colour notitle'
left = 312
eval place
unset label
name = "coupling"
panel_title = "coupling η at the peak"
eval letter_panel
set logscale y
set yrange [2.4 : 42]
set ytics (3, 10, 30)
eval plot_density

left = 566
eval place
unset label
name = "rise"
panel_title = "relative rise of the peak"
eval letter_panel
set yrange [0.0045 : 0.08]
set ytics (0.005, 0.01, 0.02, 0.05)
eval plot_density
unset logscale

eval over_page
y = height - 20
do for [p in drawn] {
  x = 66 + (int(p) - 1) * 130
  set label "" at x + 4, y point pointtype 7 pointsize 0.6 linecolor rgb colour(p)
  set label sprintf("density %g", density[rank(p)]) at x + 14, y
}
set arrow from 312, y rto 30, 0 nohead linewidth 1.4 linecolor "black"
set label "theory" at 350, y
set label "" at 430, y point pointtype 7 pointsize 0.6 linecolor rgb import_colour
set label "measured" at 442, y
eval end_page
