# Maps over balance and density. Load figures/style.gp and this file, set `source`, `maps` (columns), `heading`,
# and what else import/driven.gp sets; then eval read_maps and eval draw_maps.

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
             : sprintf("set cbtics add ('%g' %.6f)", tic, share(tic))
label_bar = '\
  set cbtics (); \
  if (scale eq "linear") { do for [k = 0:20] { eval mark_at(k * nice_step(most)) } }; \
  if (scale eq "log") { do for [e = -7:2] { \
    do for [m in factors(most / least)] { eval mark_at(real(m) * 10 ** e) } } }; \
  if (scale eq "bent") { do for [m in "-30 -10 -3 -1 -0.3 -0.1 0 0.1 0.3 1"] { eval mark_at(real(m)) } }'

bar_label(name) = in_unit(name) \
    . (is_C(name) ? sprintf("     ► floor  1/√T = %.2g", floor_of(name)) : "") \
    . (is_I(name) ? gprintf("     ► floor  1/(2 T ln 2) = %.1t·10^{%T}", floor_of(name)) : "")
map_title(name) = symbol(name) . ": " . about(name)

# What is drawn of a column: its value, and nothing where it is not `shown`. The exponent of a network
# that forgets everything at once is minus infinity: the end of the scale.
measured(name) = strcol(name) eq "-inf" ? -1e300 : column(name)
shown(name) = 1

# d = 0 is a network without connections: left out.
connected(z) = column("density") > 0 ? z : NaN

# A cell is painted as a bar from its left edge to the end of its row, and a little into the row above;
# the cells after it paint over the rest. So no seams show, and a cell that looks like the one to its
# left, repeated, needs no bar of its own. Scales are drawn in 256 steps.
in_steps(share) = share > 0 ? (share < 1 ? floor(255 * share + 0.5) / 255.0 : 1) : 0
painted(name) = shown(name) ? palette(in_steps(share(measured(name)))) : 0xffffff
repeated(z) = (above = row, before = shade, row = column("density"), shade = z, row == above && shade == before)

slot_width = 480; slot_height = 400; key_height = 115; columns = 2
map_left = 66; map_top = 50; map_size = 280
bar_width = 16; bar_gap = 24

# What all maps of `source` need to know.
read_maps = '\
  T = T_of(source); \
  half_b = half_cell("balance"); \
  half_d = half_cell("density")'

# The line drawn through a map: the case of import/borders of that name; none is drawn for 0.
border_case = 0
border_named(name) = sum [k = 1:borders_cases_border] (value(sprintf("borders_case_border_%d", k)) eq name ? k : 0)
piece(z) = column("border") == border_case ? z : NaN

# 1: chaotic. 2, 3: stable, and moving or at rest. F lies between 0 and 1.
regime(z) = column("lyapunov") > 0 ? 1 : column("fluctuation") > 0.5 ? 2 : 3

# The names of the regimes, two lines each, stand amid the cells that show them in the denser half.
name_regimes = '\
  do for [k = 1:3] { \
    stats file(source) using (regime(0) == k && column("density") >= 0.5 ? column("balance") : NaN): \
      (column("density")) nooutput; \
    set object k rectangle center STATS_mean_x, 0.75 size 0.06 + 0.04 * strstrt(names[k], "\n"), 0.17 \
      front fillcolor rgb "white" fillstyle transparent solid 0.7 noborder; \
    set label k names[k] at STATS_mean_x, 0.75 center offset 0, character 0.5 front; \
  }'

# The map of column `name` with its upper left corner at x = left, y = upper.
draw_map = '\
  panel_width = map_size; panel_height = map_size; \
  eval place; \
  set colorbox user origin X(left + map_size + bar_gap), Y(upper + map_size) size X(bar_width), 1 - Y(map_size); \
  stats [*:*] [*:*] file(source) using (measured(name)) nooutput; \
  if (STATS_invalid > 0) { printerr file(source) . ": not a number in column " . name; exit status 1 }; \
  stats [*:*] [*:*] file(source) \
    using (shown(name) && measured(name) > -1e300 ? connected(measured(name)) : NaN) nooutput; \
  scale = kind(name); \
  least = start_of(name); \
  most = end_of(name); \
  row = shade = NaN; \
  eval scale eq "bent" ? two_sided(share(0)) : viridis; \
  set cbrange [0 : 1]; \
  eval label_bar; \
  set label 9 is_C(name) || is_I(name) ? "►" : "" front right offset character 0.2, 0 \
    at screen X(left + map_size + bar_gap), Y(upper + map_size * (1 - share(floor_of(name)))); \
  set title map_title(name); \
  set cblabel bar_label(name) offset -0.5, 0; \
  plot file(source) using (repeated(painted(name)) ? NaN : column("balance")):(connected(column("density"))): \
      (column("balance") - half_b):(1 + half_b): \
      (column("density") - half_d):(column("density") + 1.2 * half_d):(shade) \
      with boxxyerror fillcolor rgb variable fillstyle solid noborder notitle, \
    file(source) using (shown(name) ? NaN : column("balance")):(connected(column("density"))) \
      with points pointtype 7 pointsize 0.2 linecolor rgb "#808080" notitle, \
    1/0 palette notitle, \
    borders using (piece(column("balance"))):(column("density")):(column("along_balance")):(column("along_density")) \
      with vectors nohead linecolor "black" linewidth 4.5 notitle, \
    borders using (piece(column("balance"))):(column("density")):(column("along_balance")):(column("along_density")) \
      with vectors nohead linecolor "white" linewidth 2 notitle'

# The key: what the line is, what is left blank, and `notes` on the rest, beside it or below it.
line_name = "λ = 0"
blank_name = "d = 0, networks without connections, left out"; blank_mark = ""
cell_note(networks) = sprintf("cell: mean of %s networks of %s neurons\nT = %.0f steps", \
                              networks, header("neurons"), T) \
                    . (exists(source . "_coupling") ? ", coupling " . header("coupling") : "")
floor_note = "► floor: what independent series show on average\nscale: for I logarithmic from the floor, else linear"

draw_key = '\
  eval over_page; \
  x1 = odd ? (columns - 1) * slot_width + 50 : 60; \
  y1 = height - (odd ? slot_height - 100 : key_height - 20); \
  x2 = odd ? x1 : x1 + (columns - 1) * slot_width; \
  y2 = odd ? y1 + 90 : y1; \
  set arrow from x1, y1 rto 26, 0 nohead linecolor "black" linewidth 4.5; \
  set arrow from x1, y1 rto 26, 0 nohead linecolor "white" linewidth 2; \
  set label line_name at x1 + 36, y1; \
  set object rectangle from x1, y1 + 40 rto 26, 12 fillstyle empty border linecolor "black"; \
  set label blank_mark at x1 + 13, y1 + 45 center; \
  set label blank_name at x1 + 36, y1 + 46; \
  set label notes at x2 + 10, y2'

draw_maps = '\
  width = columns * slot_width; \
  odd = words(maps) % columns; \
  height = top + (words(maps) + columns - 1) / columns * slot_height + (odd ? 0 : key_height); \
  eval begin_page; \
  set xlabel "balance b" offset 0, 0.5; \
  set ylabel "density d" offset 2, 0; \
  set title offset 0, -0.5; \
  set xtics offset 0, 0.3; \
  set ytics offset 0.5, 0; \
  set cbtics offset -0.5, 0; \
  set xrange [-1 - half_b : 1 + half_b]; \
  set yrange [-half_d : 1 + half_d]; \
  do for [i = 1:words(maps)] { \
    name = word(maps, i); \
    left = (i - 1) % columns * slot_width + map_left; \
    upper = top + (i - 1) / columns * slot_height + map_top; \
    eval draw_map \
  }; \
  eval draw_key; \
  eval end_page'
