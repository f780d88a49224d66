# The two central claims at once. Left: where the input reaches the next state (C_xs), over balance and
# density, and in the regions that the claims compare. Right: at which strength of input or noise import
# (C_xs) and recurrence (C_ss) peak.
reads = "import/driven import/borders import/regions import/outlines import/resonance import/peaks"
load "figures/style.gp"
load "figures/maps.gp"

# ---- the regions that the claims compare --------------------------------------------------------------

source = "driven"
eval read_maps
border_case = border_named("regimes, half chaotic")

letters_of_regions = "ABCDE"
array average[5]; array error[5]; array letter_b[5]; array letter_d[5]
keep(k) = k > 5 ? 0 : (average[k] = column("C_xs"), error[k] = column("C_xs_se"), \
  letter_b[k] = column("letter_balance"), letter_d[k] = column("letter_density"))
stats regions using (keep(int(column("region")))) nooutput
painted_mean(k) = palette(in_steps(share(average[k])))

# ---- left: the map, and the regions' means ----------------------------------------------------------

telling = "1 4" # of the places of import/resonance, marked i and ii
numeral(i) = i == 1 ? "i" : "ii"

heading = "Where a network takes in its input; at which strength of the input import and recurrence peak"
width = 1260; height = 830
map_size = 380
letters = 80
map_title(name) = symbol(name) . ": " . about(name) . ", η = " . header("coupling")
eval begin_page
set xlabel "balance b" offset 0, 0.4
set ylabel "density d" offset 1.5, 0
set xrange [-1 - half_b : 1 + half_b]
set yrange [-half_d : 1 + half_d]
set title offset 0, -0.4
set cbtics offset -0.5, 0
do for [k = 1:5] {
  set object k rectangle center letter_b[k], letter_d[k] size 0.075, 0.055 front fillcolor rgb "white" \
    fillstyle transparent solid 0.75 noborder
  set label k bold(letters_of_regions[k:k]) at letter_b[k], letter_d[k] center front
}
do for [i = 1:words(telling)] {
  stats resonance using (column("place") == int(word(telling, i)) ? column("balance") : NaN):(column("density")) \
    nooutput
  set object 10 + i circle center STATS_mean_x, STATS_mean_y size 0.045 front fillcolor rgb "black" \
    fillstyle solid border linecolor "white"
  set label 10 + i bold(numeral(i)) at STATS_mean_x, STATS_mean_y center front textcolor "white"
}
name = "C_xs"; left = 70; upper = 105
eval draw_map
unset label; unset object; unset title; unset ylabel; unset colorbox
set style fill solid border linecolor "black"
plot outlines using (column("region") <= 5 ? column("balance") : NaN):(column("density")): \
    (column("along_balance")):(column("along_density")) with vectors nohead linecolor "black" linewidth 1.5 notitle

panel_width = 230; panel_height = 120; left = 70; upper = 570
eval place
set xrange [0 : most]
set yrange [5.7 : 0.3]
set xlabel "mean " . symbol(name)
set xtics 0, 0.05
set ytics ()
do for [k = 1:5] {
  set ytics add (letters_of_regions[k:k] k)
  set label k with_error(average[k], error[k]) . "  " . value(sprintf("regions_case_region_%d", k)) \
    at first most, k offset 1, 0
}
set arrow 1 from floor_of(name), graph 0 to floor_of(name), graph 1 arrowstyle 1 front
plot for [k = 1:5] '+' using (0):(k):(0):(average[k]):(k - 0.36):(k + 0.36):(painted_mean(k)) every ::0::0 \
    with boxxyerror fillcolor rgb variable notitle, \
  for [k = 1:5] '+' using (average[k] - error[k]):(k):(2 * error[k]):(0) every ::0::0 \
    with vectors nohead linewidth 4 linecolor "black" notitle

map_floor = floor_of(name)

# ---- right: the resonances ----------------------------------------------------------------------------

source = "resonance"
T = T_of(source)
eval read_couplings
colour(p) = name eq "C_xs" ? import_colour : recurrence_colour
dash(p)   = name eq "C_xs" ? 1 : 3
letters   = 30
panel_width = 240; panel_height = 240
eval coupling_axis
set xlabel "coupling strength η"
do for [row = 1:2] {
  name = word("C_xs C_ss", row)
  stats [*:*] [*:*] resonance using (strstrt(telling, sprintf("%d", column("place"))) ? column(name) : NaN) nooutput
  set yrange [0 : 1.35 * STATS_max]
  set ytics nice_step(2 * STATS_max)
  do for [i = 1:words(telling)] {
    p = int(word(telling, i))
    drawn = word(telling, i)
    left = 715 + (i - 1) * 270
    upper = 105 + (row - 1) * 310
    eval place
    unset label
    set title row == 1 ? bold(numeral(i) . "   " . case_name("place", p)) . "\n" . case_settings("place", p) : ""
    set format y i == 1 ? "%g" : ""
    set ylabel i == 1 ? (row == 1 ? "import " : "recurrence ") . symbol(name) : "" offset 0.5, 0
    eval coupling_tics
    eval draw_floor
    eval read_peak
    set label 2 has_peak ? peak_words(0) : "no peak" at graph 0.97, 0.93 right front
    eval plot_curves
  }
}
eval over_page
x = 40; y = height - 62
set arrow from x, y rto 26, 0 nohead linecolor "black" linewidth 4.5
set arrow from x, y rto 26, 0 nohead linecolor "white" linewidth 2
set label "half of the networks chaotic when left to themselves" at x + 36, y
set label "thin lines: the regions A to E; bars: their means and standard errors" at x + 36, y + 23
set arrow from x, y + 46 rto 26, 0 arrowstyle 1
set label sprintf("floor 1/√T, what independent series show on average: left %.2g, right %.2g", map_floor, \
  floor_of("C_xs")) at x + 36, y + 46
x = 660
set label peak_note(peaks_sigma) at x, y
set label sprintf("● no input; bands, bars: ± 1 standard error over %s networks of %s neurons", header("runs"), \
  header("neurons")) at x, y + 46
eval end_page
