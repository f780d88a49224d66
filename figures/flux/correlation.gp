# Flux against C_rms and against pairwise information, one point for each of thousands of random networks; and
# how well either orders networks by their flux, against the width of weights.
reads = "flux/correlation flux/correlation_means flux/monotonic flux/ordering"
load "figures/style.gp"

source  = "correlation"
N       = int(header("neurons"))
widths  = values("width")
count   = words(widths)
stats correlation using (column("flux")) nooutput
most_flux = STATS_max
stats correlation using (column("information")) nooutput
least_I = STATS_min
stats monotonic using (column("width")) nooutput
narrowest = STATS_min; widest = STATS_max

# What claim flux-1a asks for, and what was found.
criterion = real(ordering_nearly_monotonic)
keep_moderate(z) = (moderate = column("width"), found = column("pooled"), z)
stats ordering using (column("strength") == 1 ? keep_moderate(0) : NaN) nooutput

tint(k) = palette(0.9 * (k - 1) / (count - 1.0))
within_colour = import_colour; pooled_colour = recurrence_colour; information_colour = "#007a5a"
weak_limit = "#303030"

# A point is a line too short to see, with round ends: a quarter of the bytes.
with_cloud = '\
  for [k = count:1:-1] correlation using (column("width") == real(word(widths, k)) ? column(name) : NaN): \
    (column("flux")):(speck(column(name))):(0) with vectors nohead linewidth 1.3 linecolor rgb tint(k) notitle, \
  correlation_means using (column(name)):(column("flux")) with lines linewidth 5 linecolor "white" notitle, \
  correlation_means using (column(name)):(column("flux")) with lines linewidth 1.5 linecolor "black" notitle, \
  correlation_means using (column(name)):(column("flux")) \
    with points pointtype 7 pointsize 0.75 linecolor "black" notitle, \
  correlation_means using (column(name)):(column("flux")):(tint($0 + 1)) \
    with points pointtype 7 pointsize 0.5 linecolor rgb variable notitle'

height = 706
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox

# ---- above: the networks --------------------------------------------------------------------

upper = 32; panel_height = 270
set samples 300
set yrange [0 : 1.04 * most_flux]
set ytics 1
left = 58; panel_width = 370
eval place
name = "C_rms"
speck(x) = 0.0003
set xrange [0 : 1]
set xtics 0.2
set xlabel "C_{rms}" offset 0, 0.6
panel_title = "flux [bit]"
eval letter_panel
set label 2 "weak weights:\n(N C_{rms})² / (2 ln 2)" at 0.33, 0.95 * most_flux right
set label 3 "two opposite states,\nno others: 1 bit" at 0.985, 0.62 right
plot @with_cloud, \
  (N * x) ** 2 / (2 * log(2)) with lines dashtype (6, 4) linewidth 1.5 linecolor rgb weak_limit notitle

left = 462; panel_width = 270
eval place
name = "information"
speck(x) = 0.001 * x
set logscale x
set xrange [10 ** (0.1 * floor(10 * log10(least_I))) : 1.2]
set xtics 10 format "%g"
set format y ""
set xlabel "mean pairwise information [bit]"
eval letter_panel
set label 2 "weak weights:\nN² times it" at 0.07, 0.95 * most_flux right
unset label 3
plot @with_cloud, N ** 2 * x with lines dashtype (6, 4) linewidth 1.5 linecolor rgb weak_limit notitle
unset label

# ---- below: rank correlations ---------------------------------------------------------------------------

with_ranks = '\
  "+" using (moderate):(0):(narrowest / 2):(moderate):(-2):(2) every ::0::0 \
    with boxxyerror fillcolor rgb "#e6e6e6" fillstyle solid noborder notitle, \
  for [y in levels] real(y) with lines linewidth 0.8 linecolor rgb "#a0a0a0" notitle, \
  monotonic using (column("width")):(column("C_low")):(column("C_high")) \
    with filledcurves linecolor rgb within_colour fillstyle transparent solid 0.3 noborder notitle, \
  monotonic using (column("width")):(column("pooled_low")):(column("pooled_high")) \
    with filledcurves linecolor rgb pooled_colour fillstyle transparent solid 0.3 noborder notitle, \
  monotonic using (column("width")):(column("C")) \
    with linespoints dashtype 2 pointtype 7 pointsize 0.3 linewidth 1.6 linecolor rgb within_colour notitle, \
  monotonic using (column("width")):(column("I")) \
    with points pointtype 6 pointsize 0.75 linewidth 1.2 linecolor rgb information_colour notitle, \
  monotonic using (column("width")):(column("pooled")) \
    with linespoints pointtype 7 pointsize 0.3 linewidth 1.6 linecolor rgb pooled_colour notitle'

left = 58; panel_width = 318; upper = 386
panel_height = 184
eval place
set xrange [0.92 * narrowest : 1.09 * widest]
set xtics (0.1, 0.25, 0.5, 1, 2, 4, 8) format "%g"
set xlabel "width of weights" offset 0, 0.6
set format y "%g"
set yrange [-1.38 : 1.1]
set ytics 0.5
panel_title = "rank correlation"
eval letter_panel
set label 2 "moderate" at graph 0.02, first 0.25 front
levels = "-1 0 1"
plot @with_ranks

left = 424; panel_width = 308
eval place
set yrange [0.95 : 1.002]
set ytics 0.01 format "%.2f"
panel_title = "rank correlation near 1"
eval letter_panel
set label 3 sprintf("criterion: > %g", criterion) at graph 0.98, first criterion right offset 0, 0.7 front
set arrow 1 from graph 0, first criterion to graph 1, first criterion nohead front dashtype (6, 4) linecolor "black"
levels = "1"
plot @with_ranks, "+" using (moderate):(found) every ::0::0 \
  with points pointtype 6 pointsize 0.9 linewidth 2 linecolor "black" notitle
unset arrow

# ---- the key --------------------------------------------------------------------------------------------

eval over_page
x = 58; y = height - 62
set label "width" at x, y
do for [k = 1:count] {
  set label "" at x + 55 + (k - 1) * 46, y point pointtype 7 pointsize 0.6 linecolor rgb tint(k)
  set label word(widths, k) at x + 62 + (k - 1) * 46, y
}
set arrow from x + 530, y rto 26, 0 nohead linewidth 1.5 linecolor "black"
set label "" at x + 543, y point pointtype 7 pointsize 0.6
set label "their means" at x + 564, y
set arrow from x, y + 22 rto 26, 0 nohead linewidth 1.6 linecolor rgb pooled_colour
set label "C_{rms}  and flux, all widths up to this one" at x + 34, y + 22
set arrow from x + 366, y + 22 rto 26, 0 nohead linewidth 1.6 dashtype 2 linecolor rgb within_colour
set label "C_{rms}  and flux, this width" at x + 400, y + 22
set label "" at x + 379, y + 44 point pointtype 6 pointsize 0.75 linewidth 1.2 linecolor rgb information_colour
set label "pairwise information and flux, this width" at x + 400, y + 44
set arrow from x, y + 44 rto 26, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor rgb weak_limit
set label "independent pairs, each weakly correlated" at x + 34, y + 44
eval end_page
