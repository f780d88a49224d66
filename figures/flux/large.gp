# What can be known of large networks, and at what cost: exact flux, sampled flux and C_rms of N-rooks against
# the number of neurons.
reads = "flux/large flux/costs"
load "figures/style.gp"

source  = "large"
heading = "C_{rms}  can be had in large networks; flux cannot"
array colour[3] = ["black", recurrence_colour, import_colour]
array mark[3]   = [6, 9, 7]
array last[3]
do for [k = 1:3] {
  stats large using (column("method") == k ? column("neurons") : NaN) nooutput
  last[k] = STATS_max
}
least_N = STATS_min; most_N = STATS_max
here(k) = column("method") == k ? column("neurons") : NaN

# Of the smallest and of the largest networks, by formula.
keep_least(z) = (least_flux = column("flux"), saturation = column("saturation"), z)
keep_most(z) = (most_flux = column("flux"), dearest = column("C_operations"), as_dear = column("as_dear"), z)
stats costs using (column("neurons") == least_N ? keep_least(0) : NaN) nooutput
stats costs using (column("neurons") == most_N ? keep_most(0) : NaN) nooutput
beyond(name) = column("neurons") >= last[1] && column(name) < 1e20 ? column(name) : NaN

with_methods = '\
  for [k in drawn] large using (here(int(k))):(quantity(0)) with linespoints pointtype mark[int(k)] pointsize 0.6 \
    linewidth 1.5 linecolor rgb colour[int(k)] notitle'
quantity(z) = column(name)
no_names = 'do for [e = 1:15] { set xtics add ("" 2 ** e) }'
names    = 'do for [e = 1:15] { set xtics add (sprintf("%d", 2 ** e) 2 ** e) }'

panel_width = 480
width = 1180; height = 880
eval begin_page
set logscale xy
set xrange [least_N / 1.25 : most_N * 1.25]
set xtics ()

# ---- left: what is found, and how wrong it is ----------------------------------------------------------

left = 85; upper = 90; panel_height = 300
eval place
eval no_names
set yrange [least_flux / 1.4 : most_flux * 1.4]
set ytics (1, 10, 100, "10^3" 1000)
set ylabel "flux [bit]" offset 0.5, 0
crossing = saturation * least_N / least_flux # fluxes are in proportion to neurons
set label 1 "flux, as found and as it is" at graph 0, 1.05
set label 2 "the true flux" at most_N / 8, most_flux / 8 right offset -1, 0.4
set label 3 sprintf("log_2  T + 1/(2 ln 2) = %.1f bit:\nwhat the estimate comes to\n" \
  . "if no pair of states is seen twice", saturation) \
  at graph 0.98, first 0.6 * saturation right
set arrow 1 from crossing, 4.5 * saturation to crossing, 1.25 * saturation size character 0.8, 20 filled linewidth 1
set label 4 "right by accident:\nthe lines cross" at crossing, 10 * saturation center
name = "estimate"; drawn = "2 1"
plot saturation with lines dashtype (4, 3) linecolor "#606060" notitle, \
  costs using (column("neurons")):(column("flux")) with lines linewidth 4 linecolor rgb "#c0c0c0" notitle, @with_methods
unset arrow; unset label

upper = 430; panel_height = 215
eval place
set yrange [3e-5 : 2.5]
set ytics ("100 %%" 1, "10 %%" 0.1, "1 %%" 0.01, "0.1 %%" 0.001, "0.01 %%" 0.0001)
unset ylabel
set label 1 "relative error: root mean square distance from the truth" at graph 0, 1.07
quantity(z) = column("scatter") / column("truth")
drawn = "2 3"
plot @with_methods
unset label

upper = 665; panel_height = 70
eval place
eval names
set xlabel "neurons N" offset 0, 0.4
set yrange [5e-17 : 5e-13]
set ytics ("10^{−16}" 1e-16, "10^{−14}" 1e-14)
set label 2 "exact flux: errors of rounding" at graph 0.98, 0.5 right
drawn = "1"
plot @with_methods
unset label; unset xlabel

# ---- right: the cost --------------------------------------------------------------------------------------

quantity(z) = column(name)
drawn = "1 2 3"
left = 675; upper = 90; panel_height = 300
eval place
eval no_names
set yrange [3 : 3e18]
set ytics ()
do for [e = 0:18:3] { set ytics add (sprintf("10^{%d}", e) 10.0 ** e) }
name = "operations"
set label 1 "operations, by count: " . about("operations") at graph 0, 1.05
set label 2 "exact flux, ∝ 8^N" at 23, 1e15 textcolor rgb colour[1]
set label 3 "C_{rms} , ∝ N² when large" at most_N, 1e-4 * dearest right textcolor rgb colour[3]
set label 4 "sampled flux" at 24, 3e4 textcolor rgb colour[2]
set label 5 sprintf("C_{rms}  of %d neurons: as dear\nas exact flux of %.1f neurons", most_N, as_dear) \
  at most_N, 300 * dearest right
set arrow 1 from as_dear, dearest to most_N, dearest nohead dashtype (2, 4)
plot costs using (column("neurons")):(beyond(name)) \
    with lines dashtype (6, 4) linewidth 1.5 linecolor rgb colour[1] notitle, \
  @with_methods
unset label; unset arrow

upper = 430; panel_height = 305
eval place
eval names
set xlabel "neurons N" offset 0, 0.4
set yrange [8 : 3e15]
set ytics ("10 B" 10, "1 kB" 1e3, "1 MB" 1e6, "1 GB" 1e9, "1 TB" 1e12, "1 PB" 1e15)
name = "bytes"
set label 1 "memory, by count" at graph 0, 1.05
set label 2 "exact flux, ∝ 4^N" at 28, 1e13 textcolor rgb colour[1]
set label 3 "C_{rms} , ∝ N" at most_N / 12, 1e5 textcolor rgb colour[3]
set label 4 "sampled flux" at 22, 4e6 textcolor rgb colour[2]
plot costs using (column("neurons")):(beyond(name)) \
    with lines dashtype (6, 4) linewidth 1.5 linecolor rgb colour[1] notitle, \
  @with_methods
unset label

# ---- the key ------------------------------------------------------------------------------------------------

eval over_page
unset logscale
x = 85; y = height - 62
array method[3] = ["exact flux", "sampled flux", "C_{rms}  less its floor"]
do for [k = 1:3] {
  set arrow from x + (k - 1) * 175, y rto 26, 0 nohead linewidth 1.5 linecolor rgb colour[k]
  set label "" at x + 13 + (k - 1) * 175, y point pointtype mark[k] pointsize 0.6 linecolor rgb colour[k]
  set label method[k] at x + 36 + (k - 1) * 175, y
}
set arrow from x + 590, y rto 26, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor "black"
set label sprintf("what exact flux would cost beyond %d neurons", last[1]) at x + 626, y
set label sprintf("N-rooks of magnitude %g, whose flux and C_{rms}  are known at any size; " \
  . "sampled from T = %.0f pairs of states in %s runs, Miller-Madow corrected; %s repeats", \
  real(header("magnitude")), real(header("steps")) - real(header("chains")), header("chains"), header("repeats")) \
  at x, y + 26
eval end_page
