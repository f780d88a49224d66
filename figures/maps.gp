# Maps over balance and density. Load figures/style.gp and this file, set `source`, `maps` (columns), and what else
# import/driven.gp sets; then eval read_maps and eval draw_maps.

# A column is drawn on a scale from `least` to `most`: logarithmic from the floor for I and for coupling
# strengths, bent at 0.1 for the Lyapunov exponent, else linear from 0.
kind(name) = is_I(name) || strstrt(name, "_coupling") ? "log" : name eq "lyapunov" ? "bent" : "linear"
knee = 0.1
round_up(x) = x > 0 ? ceil(x / 10 ** floor(log10(x) - 1) - 1e-9) * 10 ** floor(log10(x) - 1) : -round_up(-x)
start_of(name) = is_I(name) ? floor_of(name) : kind(name) eq "linear" ? 0 \
               : kind(name) eq "bent" ? round_up(STATS_min) : STATS_min
end_of(name) = kind(name) eq "log" && !is_I(name) ? STATS_max : round_up(STATS_max)
share(z) = scale eq "log" ? (z > least ? log(z / least) / log(most / least) : 0) \
         : scale eq "bent" ? (bent(z, knee) - bent(least, knee)) / (bent(most, knee) - bent(least, knee)) \
         : (z - least) / (most - least)

# The labels of a scale; a logarithmic one of few decades has room, and need, for more than powers of ten.
factors(ratio) = log10(ratio) < 4 ? (log10(ratio) < 2.7 ? "1 2 5" : "1 3") : "1"
mark_at(tic) = tic < least - 1e-9 || tic > most * (1 + 1e-9) ? "" \
             : sprintf("set y2tics add ('%g' %.6f)", tic, share(tic))
label_bar = '\
  set y2tics (); \
  if (scale eq "linear") { do for [k = 0:20] { eval mark_at(k * nice_step(1.3 * most)) } }; \
  if (scale eq "log") { do for [e = -7:3] { \
    do for [m in factors(most / least)] { eval mark_at(real(m) * 10 ** e) } } }; \
  if (scale eq "bent") { do for [m in "-30 -10 -3 -1 -0.3 -0.1 0 0.1 0.3 1"] { eval mark_at(real(m)) } }'

map_title(name) = in_unit(name)

# What is drawn of a column: its value, and nothing where it is not `shown`. The exponent of a network
# that forgets everything at once is minus infinity: the end of the scale.
measured(name) = strcol(name) eq "-inf" ? -1e300 : column(name)
shown(name) = 1

# d = 0 is a network without connections: left out.
connected(z) = column("density") > 0 ? z : NaN

# Cells of one row and one colour that stand side by side are painted as one, from the left edge of the first to the
# right edge of the last, and half a cell farther, to the right and upwards, where the cells painted later lie over it. So
# a viewer that smooths edges mixes the colours of neighbours at a seam and never lets the paper through, nor the
# colour of a cell farther off, down to cells of two pixels. Colours are taken in 256 steps.
array run_end[1]; array run_shade[1]
in_steps(share) = share > 0 ? (share < 1 ? floor(255 * share + 0.5) / 255.0 : 1) : 0
painted(name) = shown(name) ? in_steps(share(measured(name))) : white
white = -1
tone(share) = share == white ? 0xffffff : palette(share)
begin_runs = 'cell = 0; run = 0; row = shade = none; array run_end[cells]; array run_shade[cells]'
note_cell(z) = (cell = cell + 1, next_shade = painted(name), is_new = column("density") != row || next_shade != shade, \
  run = is_new ? cell : run, row = column("density"), shade = next_shade, \
  run_shade[cell] = shade, run_end[cell] = none, \
  run_end[run] = column("density") > 0 ? column("balance") + half_b : none, z)
none = -9 # where no run begins
overlap = 1 # in half cells

# What all maps of `source` need to know.
read_maps = '\
  T = T_of(source); \
  half_b = half_cell("balance"); \
  half_d = half_cell("density"); \
  cells = points("balance") * points("density")'

# The line drawn through a map: the case of import/borders of that name; none is drawn for 0.
border_case = 0
border_named(name) = sum [k = 1:borders_cases_border] (value(sprintf("borders_case_border_%d", k)) eq name ? k : 0)
piece(z) = column("border") == border_case ? z : NaN

# More curves over the map of a column, as the rest of a plot command that begins with a comma.
overlay(name) = ""

# 1: chaotic. 2, 3: stable, and moving or at rest. F lies between 0 and 1.
regime(z) = column("lyapunov") > 0 ? 1 : column("fluctuation") > 0.5 ? 2 : 3

# The names of the regimes stand upright amid the cells that show them in the denser half.
name_regimes = '\
  do for [k = 1:3] { \
    stats [*:*] [*:*] file(source) using (regime(0) == k && column("density") >= 0.5 ? column("balance") : NaN): \
      (column("density")) nooutput; \
    set object k rectangle center STATS_mean_x, 0.6 size first 18.0 * (2 + 2 * half_b) / map_size, \
      first (7.4 * strlen(names[k]) + 6) * (1 + 2 * half_d) / map_size \
      front fillcolor rgb "white" fillstyle transparent solid 0.8 noborder; \
    set label k names[k] at STATS_mean_x, 0.6 center rotate by 90 offset -0.1, 0 front; \
  }'
forget_names = 'do for [k = 1:3] { unset object k; unset label k }'

# ---- a map and its scale -----------------------------------------------------------------------------

map_size = 240; bar_width = 10; bar_gap = 9

# The scale of column `name`: what comes of it, and the palette.
set_scale = '\
  stats [*:*] [*:*] file(source) using (measured(name)) nooutput; \
  if (STATS_invalid > 0) { printerr file(source) . ": not a number in column " . name; exit status 1 }; \
  stats [*:*] [*:*] file(source) \
    using (shown(name) && measured(name) > -1e300 ? connected(measured(name)) : NaN) nooutput; \
  scale = kind(name); \
  least = start_of(name); \
  most = end_of(name); \
  eval scale eq "bent" ? two_sided(share(0)) : viridis; \
  set cbrange [0 : 1]'

map_axes = '\
  set xrange [-1 - half_b : 1 + half_b]; \
  set yrange [-half_d : 1 + half_d]; \
  set xtics border out nomirror scale 0.6 -1, 0.5 offset 0, 0.3; \
  set ytics border out nomirror scale 0.6 0, 0.2 offset 0.5, 0'

# The map of column `name` with its upper left corner at x = left, y = upper.
draw_map = '\
  panel_width = map_size; panel_height = map_size; \
  eval place; \
  eval set_scale; \
  eval begin_runs; \
  stats [*:*] [*:*] file(source) using (note_cell(1)) nooutput; \
  panel_title = map_title(name); \
  eval letter_panel; \
  eval map_axes; \
  eval plot_map . overlay(name)'
plot_map = '\
  plot file(source) using (run_end[int($0) + 1] == none ? NaN : column("balance")):(column("density")): \
      (column("balance") - half_b):(run_end[int($0) + 1] + overlap * half_b): \
      (column("density") - half_d):(column("density") + (1 + overlap) * half_d):(tone(run_shade[int($0) + 1])) \
      with boxxyerror fillcolor rgb variable fillstyle solid noborder notitle, \
    file(source) using (shown(name) ? NaN : column("balance")):(connected(column("density"))) \
      with points pointtype 7 pointsize 0.15 linecolor rgb "#707070" notitle, \
    borders using (piece(column("balance"))):(column("density")):(column("along_balance")):(column("along_density")) \
      with vectors nohead linecolor "black" linewidth 3.5 notitle, \
    borders using (piece(column("balance"))):(column("density")):(column("along_balance")):(column("along_density")) \
      with vectors nohead linecolor "white" linewidth 1.5 notitle'

# The scale of the map drawn last, to the right of it: colours in 128 steps, each painted up to the upper end, so that
# no seams show. ► marks the floor.
draw_bar = '\
  left = left + map_size + bar_gap; panel_width = bar_width; \
  eval place; \
  eval forget_names; \
  unset xtics; unset ytics; unset xlabel; unset ylabel; unset label 90; \
  set xrange [0 : 1]; set yrange [0 : 1]; set y2range [0 : 1]; \
  set y2tics out scale 0.6 offset -0.6, 0; \
  eval label_bar; \
  set label 9 is_C(name) || is_I(name) ? "►" : "" front right offset character 0.2, 0 \
    at graph 0, share(floor_of(name)); \
  set samples 129; \
  plot "+" every ::::127 using (0.5):(0.5):(-1):(2):($0 / 128.0):(2):(palette($0 / 127.0)) \
    with boxxyerror fillcolor rgb variable fillstyle solid noborder notitle; \
  set samples 100; \
  unset y2tics; unset label 9'

# ---- a page of maps ----------------------------------------------------------------------------------

# `maps` in rows of `columns`; each has its own scale unless has_bar says no.
columns = 2; slot_width = 362; first_left = 54
has_bar(name) = 1

draw_maps = '\
  rows = (words(maps) + columns - 1) / columns; \
  height = 32 + rows * (map_size + 52) - 52 + 48; \
  eval begin_page; \
  unset colorbox; \
  do for [i = 1:words(maps)] { \
    name = word(maps, i); \
    left = first_left + (i - 1) % columns * slot_width; \
    upper = 32 + (i - 1) / columns * (map_size + 52); \
    set format y ((i - 1) % columns == 0 ? "%g" : ""); \
    set ylabel ((i - 1) % columns == 0 ? "density d" : "") offset 1.3, 0; \
    set xlabel (i > words(maps) - columns ? "balance b" : "") offset 0, 0.6; \
    eval draw_map; \
    if (has_bar(name)) { eval draw_bar } \
  }; \
  eval end_page'
