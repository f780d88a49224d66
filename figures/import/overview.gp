# The two central claims at once. Above: where the input reaches the next state (C_xs), over balance and density, and
# in the regions that the claims compare. Below: at which strength of input or noise import (C_xs) and recurrence
# (C_ss) peak, at two places.
reads = "import/driven import/borders import/regions import/outlines import/resonance import/peaks"
load "figures/style.gp"
load "figures/maps.gp"

source = "driven"
eval read_maps
border_case = border_named("regimes, half chaotic")
height = 518; map_size = 190
places = "1 4" # of import/resonance, marked i and ii
numeral(i) = i == 1 ? "i" : "ii"
eval begin_page
unset colorbox

# ---- the map -------------------------------------------------------------------------------------------

name = "C_xs"; left = 54; upper = 32
map_title(name) = "import " . symbol(name)
set ylabel "density d" offset 1.3, 0
set xlabel "balance b" offset 0, 0.6
do for [i = 1:words(places)] {
  stats resonance using (column("place") == int(word(places, i)) ? column("balance") : NaN):(column("density")) \
    nooutput
  set object 10 + i circle center STATS_mean_x, STATS_mean_y size 0.09 front fillcolor rgb "black" \
    fillstyle solid border linecolor "white"
  set label 10 + i bold(numeral(i)) at STATS_mean_x, STATS_mean_y center front textcolor "white"
}
eval draw_map
do for [i = 1:words(places)] { unset object 10 + i; unset label 10 + i }

# ---- the regions, painted in the colours of their means ------------------------------------------------

regions_drawn = 5
letter_of(k) = "ABCDE"[k:k]
array average[5]; array error[5]; array letter_b[5]; array letter_d[5]
keep(k) = k > regions_drawn ? 0 : (average[k] = column("C_xs"), error[k] = column("C_xs_se"), \
  letter_b[k] = column("letter_balance"), letter_d[k] = column("letter_density"))
stats [*:*] [*:*] regions using (keep(int(column("region")))) nooutput
shade_of(k) = in_steps(share(average[k]))

# Along a row of cells, the upright pieces of an outline are by turns a left and a right edge of the region.
edge_seen = 0
right_edge(k) = column("region") != k || column("along_density") == 0 ? 0 : (edge_seen = !edge_seen, \
  left_b = edge_seen ? column("balance") : left_b, !edge_seen)
outline(k) = column("region") == k ? column("balance") : NaN

left = left + map_size + 34
eval place
panel_title = "means of regions"
eval letter_panel
set format y ""
unset ylabel
do for [k = 1:regions_drawn] {
  set label k bold(letter_of(k)) at letter_b[k], letter_d[k] center front \
    textcolor rgb shade_of(k) > 0.6 ? "black" : "white"
}
# Rows overlap by what the outline covers, so that no seams show.
# The edge of chaos, the third, lies partly within chaos: it is painted over the others.
paint(order) = '\
  for [k in "' . order . '"] outlines using (right_edge(int(k)) ? column("balance") : NaN):(column("density")): \
    (left_b):(column("balance")):(column("density") - 0.2 * half_d):(column("density") + 2.2 * half_d): \
    (palette(shade_of(int(k)))) with boxxyerror fillcolor rgb variable fillstyle solid noborder notitle, \
  for [k in "' . order . '"] outlines using (outline(int(k))):(column("density")): \
    (column("along_balance")):(column("along_density")) with vectors nohead linecolor "black" linewidth 1 notitle'
eval "plot " . paint("1 2 4 5") . "," . paint("3")
do for [k = 1:regions_drawn] { unset label k }
eval draw_bar

# ---- the means -------------------------------------------------------------------------------------------

left = 602; panel_width = 130
eval place
panel_title = "mean " . symbol(name)
eval letter_panel
set xrange [0 : most]
set yrange [5.7 : 0.3]
unset xlabel
set xtics border out nomirror scale 0.6 0, 0.05 offset 0, 0.3
set ytics border out nomirror scale 0 ()
do for [k = 1:regions_drawn] { set ytics add (letter_of(k) k) }
set arrow 1 from first floor_of(name), graph 0 to first floor_of(name), graph 1 arrowstyle 1
plot for [k = 1:regions_drawn] '+' using (0):(k):(0):(average[k]):(k - 0.33):(k + 0.33):(palette(shade_of(k))) \
    every ::0::0 with boxxyerror fillcolor rgb variable fillstyle solid border linecolor "black" notitle, \
  for [k = 1:regions_drawn] '+' using (average[k] - error[k]):(k):(2 * error[k]):(0) every ::0::0 \
    with vectors nohead linewidth 3 linecolor "black" notitle

# ---- the resonances ----------------------------------------------------------------------------------------

source = "resonance"
T = T_of(source)
eval read_couplings
colour(p) = name eq "C_xs" ? import_colour : recurrence_colour
dash(p)   = name eq "C_xs" ? 1 : 2
mark(p)   = 7
panel_width = 146; panel_height = 150; upper = 304
eval coupling_axis
set format x "%g"
set xlabel "coupling η" offset 0, 0.6
do for [j = 1:2] {
  name = word("C_xs C_ss", j)
  stats [*:*] [*:*] resonance using (is_in(places, column("place")) ? column(name) : NaN) nooutput
  highest = 1.15 * STATS_max
  on_scale(y) = y / highest
  set yrange [0 : highest]
  set ytics border out nomirror scale 0.6 nice_step(2 * STATS_max) offset 0.5, 0
  do for [i = 1:words(places)] {
    drawn = word(places, i)
    left = 54 + (j - 1) * 368 + (i - 1) * 164
    eval place
    panel_title = symbol(name) . " at " . bold(numeral(i))
    eval letter_panel
    set format y (i == 1 ? "%g" : "")
    eval coupling_tics
    eval draw_floor
    eval plot_curves
  }
}
eval over_page
eval end_page
