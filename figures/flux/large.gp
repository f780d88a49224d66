# What can be known of large networks, and at what cost: exact flux, flux estimated from pairs of states
# and from states, and C_rms of N-rooks against the number of neurons.
reads = "flux/large flux/costs"
load "figures/style.gp"

source  = "large"
array colour[4] = ["black", recurrence_colour, import_colour, "#20a060"]
array mark[4]   = [6, 9, 7, 5]
array last[4]
do for [k = 1:4] {
  stats large using (column("method") == k ? column("neurons") : NaN) nooutput
  last[k] = STATS_max
}
least_N = STATS_min
stats large using (column("neurons")) nooutput
most_N = STATS_max
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
names    = 'do for [e = 1:15] { set xtics add (e % 2 ? sprintf("%d", 2 ** e) : "" 2 ** e) }'

panel_width = 292
height = 708
eval begin_page
set logscale xy
set xrange [least_N / 1.25 : most_N * 1.25]
set xtics ()

# ---- left: what is found, and how wrong it is ----------------------------------------------------------

left = 68; upper = 32; panel_height = 230
eval place
eval no_names
set yrange [least_flux / 1.4 : most_flux * 1.4]
set ytics (1, 10, 100, "10^3" 1000)
crossing = saturation * least_N / least_flux # fluxes are in proportion to neurons
panel_title = "flux [bit]"
eval letter_panel
set label 2 "the true flux" at most_N / 8, most_flux / 8 right offset -1, 0.4
set label 3 sprintf("%.1f bit: no pair\nof states seen twice", saturation) \
  at graph 0.98, first 0.6 * saturation right
set arrow 1 from crossing, 4.5 * saturation to crossing, 1.25 * saturation size character 0.8, 20 filled linewidth 1
set label 4 "right by accident" at crossing, 7 * saturation center
name = "estimate"; drawn = "2 4 1"
plot saturation with lines dashtype (4, 3) linecolor "#606060" notitle, \
  costs using (column("neurons")):(column("flux")) with lines linewidth 4 linecolor rgb "#c0c0c0" notitle, @with_methods
unset arrow; unset label

upper = 312; panel_height = 156
eval place
set yrange [3e-5 : 2.5]
set ytics ("100 %%" 1, "10 %%" 0.1, "1 %%" 0.01, "0.1 %%" 0.001, "0.01 %%" 0.0001)
panel_title = "relative error"; panel_count = 2
eval letter_panel
quantity(z) = column("scatter") / column("truth")
drawn = "2 4 3"
plot @with_methods
unset label

upper = 518; panel_height = 62
eval place
panel_title = "relative error of exact flux"; panel_count = 4
eval letter_panel
eval names
set xlabel "neurons N" offset 0, 0.6
set yrange [5e-17 : 5e-13]
set ytics ("10^{−16}" 1e-16, "10^{−14}" 1e-14)
drawn = "1"
plot @with_methods
unset label; unset xlabel

# ---- right: the cost --------------------------------------------------------------------------------------

quantity(z) = column(name)
drawn = "1 2 4 3"
left = 446; upper = 32; panel_height = 230
eval place
eval no_names
set yrange [3 : 3e18]
set ytics ()
do for [e = 0:18:3] { set ytics add (sprintf("10^{%d}", e) 10.0 ** e) }
name = "operations"
panel_title = "operations"; panel_count = 1
eval letter_panel
set label 2 "exact flux, ∝ 8^N" at 23, 1e15 textcolor rgb colour[1]
set label 3 "C_{rms} , ∝ N² when large" at most_N, 2e-5 * dearest right textcolor rgb colour[3]
set label 4 "from pairs" at 14, 3e4 textcolor rgb colour[2]
set label 6 "from states" at 1.9, 1.5e8 left textcolor rgb colour[4]
set label 5 sprintf("as dear as exact flux\nof %.1f neurons", as_dear) \
  at most_N, 300 * dearest right
set arrow 1 from as_dear, dearest to most_N, dearest nohead dashtype (2, 4)
plot costs using (column("neurons")):(beyond(name)) \
    with lines dashtype (6, 4) linewidth 1.5 linecolor rgb colour[1] notitle, \
  @with_methods
unset label; unset arrow

upper = 312; panel_height = 268
eval place
eval names
set xlabel "neurons N" offset 0, 0.6
set yrange [8 : 3e15]
set ytics ("10 B" 10, "1 kB" 1e3, "1 MB" 1e6, "1 GB" 1e9, "1 TB" 1e12, "1 PB" 1e15)
name = "bytes"
panel_title = "memory"; panel_count = 3
eval letter_panel
set label 2 "exact flux, ∝ 4^N" at 28, 1e13 textcolor rgb colour[1]
set label 3 "C_{rms} , ∝ N" at most_N / 12, 1e5 textcolor rgb colour[3]
set label 4 "from states or pairs" at 20, 4e6 textcolor rgb colour[2]
plot costs using (column("neurons")):(beyond(name)) \
    with lines dashtype (6, 4) linewidth 1.5 linecolor rgb colour[1] notitle, \
  @with_methods
unset label

# ---- the key ------------------------------------------------------------------------------------------------

eval over_page
unset logscale
x = 68; y = height - 56
array method[4] = ["exact flux", "from pairs of states", "C_{rms}  less its floor", "from states"]
array key_at[4] = [0, 125, 330, 505]
do for [k = 1:4] {
  set arrow from x + key_at[k], y rto 26, 0 nohead linewidth 1.5 linecolor rgb colour[k]
  set label "" at x + 13 + key_at[k], y point pointtype mark[k] pointsize 0.6 linecolor rgb colour[k]
  set label method[k] at x + 34 + key_at[k], y
}
set arrow from x, y + 24 rto 26, 0 nohead linewidth 1.5 dashtype (6, 4) linecolor "black"
set label sprintf("exact flux beyond %d neurons, by formula", last[1]) at x + 34, y + 24
eval end_page
