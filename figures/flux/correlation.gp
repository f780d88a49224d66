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
keep_moderate(z) = (moderate = column("width"), found = column("pooled"), \
  found_interval = sprintf("%.4f to %.4f", column("pooled_low"), column("pooled_high")), z)
stats ordering using (column("strength") == 1 ? keep_moderate(0) : NaN) nooutput

tint(k) = palette(0.9 * (k - 1) / (count - 1.0))
within_colour = import_colour; pooled_colour = recurrence_colour; information_colour = "#007a5a"
weak_limit = "#303030"

# A point is a line too short to see, with round ends: a quarter of the bytes.
with_cloud = '\
  for [k = count:1:-1] correlation using (column("width") == real(word(widths, k)) ? column(name) : NaN): \
    (column("flux")):(speck(column(name))):(0) with vectors nohead linewidth 1.8 linecolor rgb tint(k) notitle, \
  correlation_means using (column(name)):(column("flux")) with lines linewidth 5 linecolor "white" notitle, \
  correlation_means using (column(name)):(column("flux")) with lines linewidth 1.5 linecolor "black" notitle, \
  correlation_means using (column(name)):(column("flux")) \
    with points pointtype 7 pointsize 0.75 linecolor "black" notitle, \
  correlation_means using (column(name)):(column("flux")):(tint($0 + 1)) \
    with points pointtype 7 pointsize 0.5 linecolor rgb variable notitle'

heading = "While weights are weak, flux follows correlation on one curve; strong weights turn the relation around"
width = 1280; height = 700
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox

# ---- left and middle: the networks --------------------------------------------------------------------

upper = 95; panel_height = 410
set samples 300
set yrange [0 : 1.04 * most_flux]
set ytics 1
set ylabel "flux [bit]" offset 0.5, 0
left = 65; panel_width = 430
eval place
name = "C_rms"
speck(x) = 0.0003
set xrange [0 : 1]
set xtics 0.2
set xlabel "C_{rms}" offset 0, 0.4
set label 1 "flux against RMS correlation" at graph 0, 1.05
set label 2 "weak weights:\n(N C_{rms})² / (2 ln 2)" at 0.34, 0.95 * most_flux right
set label 3 "two opposite states,\nno others: 1 bit" at 0.985, 0.62 right
plot @with_cloud, \
  (N * x) ** 2 / (2 * log(2)) with lines dashtype (6, 4) linewidth 1.5 linecolor rgb weak_limit notitle

left = 545; panel_width = 250
eval place
name = "information"
speck(x) = 0.001 * x
set logscale x
set xrange [10 ** (0.1 * floor(10 * log10(least_I))) : 1.2]
set xtics 10 format "%g"
set format y ""
set xlabel "mean pairwise information [bit]"
unset ylabel
set label 1 "against pairwise information"
set label 2 "weak weights:\nN² times it" at 0.07, 0.95 * most_flux right
unset label 3
plot @with_cloud, N ** 2 * x with lines dashtype (6, 4) linewidth 1.5 linecolor rgb weak_limit notitle
unset label

# ---- right: rank correlations ---------------------------------------------------------------------------

with_ranks = '\
  "+" using (moderate):(0):(narrowest / 2):(moderate):(-2):(2) every ::0::0 \
    with boxxyerror fillcolor rgb "#e6e6e6" fillstyle solid noborder notitle, \
  for [y in levels] real(y) with lines linewidth 0.7 linecolor rgb "#a0a0a0" notitle, \
  monotonic using (column("width")):(column("C_low")):(column("C_high")) \
    with filledcurves linecolor rgb within_colour fillstyle transparent solid 0.3 noborder notitle, \
  monotonic using (column("width")):(column("pooled_low")):(column("pooled_high")) \
    with filledcurves linecolor rgb pooled_colour fillstyle transparent solid 0.3 noborder notitle, \
  monotonic using (column("width")):(column("C")) \
    with linespoints pointtype 7 pointsize 0.3 linewidth 2 linecolor rgb within_colour notitle, \
  monotonic using (column("width")):(column("I")) \
    with points pointtype 6 pointsize 0.75 linewidth 1.5 linecolor rgb information_colour notitle, \
  monotonic using (column("width")):(column("pooled")) \
    with linespoints pointtype 7 pointsize 0.3 linewidth 2 linecolor rgb pooled_colour notitle'

left = 885; panel_width = 365
panel_height = 230
eval place
set xrange [0.92 * narrowest : 1.09 * widest]
set xtics (0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8) format ""
unset xlabel
set format y "%g"
set yrange [-1.38 : 1.1]
set ytics 0.5
set ylabel "rank correlation" offset 0.5, 0
set label 1 "how well either orders networks by flux" at graph 0, 1.09
set label 2 "moderate" at graph 0.02, first 0.25 front
set label 3 "negative: the more correlated, the less flux" at graph 0.98, first -1.2 right front
levels = "-1 0 1"
plot @with_ranks

upper = 95 + panel_height + 40; panel_height = 140
eval place
set format x "%g"
set xlabel "width of weights" offset 0, 0.4
set yrange [0.95 : 1.002]
set ytics 0.01 format "%.2f"
set label 1 "the same, near 1" at graph 0, 1.14
set label 2 sprintf("○ %.4f\n%s", found, found_interval) \
  at graph 0.98, first 0.5 * (1 + criterion) right offset 0, 0.3 front
set label 3 sprintf("criterion: > %g", criterion) at graph 0.98, first criterion right offset 0, -0.7 front
set arrow 1 from graph 0, first criterion to graph 1, first criterion nohead front dashtype (6, 4) linecolor "black"
levels = "1"
plot @with_ranks, "+" using (moderate):(found) every ::0::0 \
  with points pointtype 6 pointsize 0.9 linewidth 2 linecolor "black" notitle
unset arrow

# ---- the key --------------------------------------------------------------------------------------------

eval over_page
x = 65; y = height - 94
set label "width of weights" at x, y
do for [k = 1:count] {
  set label "" at x + 130 + (k - 1) * 58, y point pointtype 7 pointsize 0.7 linecolor rgb tint(k)
  set label word(widths, k) at x + 138 + (k - 1) * 58, y
}
set arrow from x, y + 24 rto 26, 0 nohead linewidth 1.5 linecolor "black"
set label "" at x + 13, y + 24 point pointtype 7 pointsize 0.7
set label "means of the widths" at x + 36, y + 24
set arrow from x + 250, y + 24 rto 26, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor rgb weak_limit
set label "what independent pairs would add up to, each weakly correlated" at x + 286, y + 24
set label sprintf("points: random networks of N = %d neurons, %s of each width; " \
  . "all three quantities exact, none sampled", N, header("networks")) at x, y + 48
x = 855
set arrow from x, y rto 26, 0 nohead linewidth 2 linecolor rgb pooled_colour
set label "C_{rms}  and flux, widths uniform up to this one" at x + 36, y
set arrow from x, y + 24 rto 26, 0 nohead linewidth 2 linecolor rgb within_colour
set label "C_{rms}  and flux, all of this width" at x + 36, y + 24
set label "" at x + 13, y + 48 point pointtype 6 pointsize 0.75 linewidth 1.5 linecolor rgb information_colour
set label "pairwise information and flux, all of this width" at x + 36, y + 48
set label sprintf("bands: 95 %% bootstrap intervals over %s networks", monotonic_networks) at x + 36, y + 72
eval end_page
