# The look that all figures share, and the drawing of maps over balance and density.
# To draw maps: load this file, set what import/driven.gp sets, then @read_maps and @draw_maps.

set encoding utf8
set datafile columnheaders # every file and block below names its columns in its first line
face = "sans-serif"

# Viridis, by anchors: lightness grows evenly from end to end, so it reads in grey and for the colour-blind.
set palette defined (0 "#440154", 1 "#482475", 2 "#414487", 3 "#355f8d", 4 "#2a788e", 5 "#21918c", \
                     6 "#22a884", 7 "#44bf70", 8 "#7ad151", 9 "#bddf26", 10 "#fde725")

# The strokes of the mark on a draft, in a box of 23 x 6.
$draft << END
x y
0 0
0 6
2 6
3.5 4.5
3.5 1.5
2 0
0 0

5 0
5 6
7.5 6
8.3 5.2
8.3 3.8
7.5 3
5 3

6.7 3
8.5 0

9.8 0
11.8 6
13.8 0

10.5 2
13.1 2

15.2 0
15.2 6
18.5 6

15.2 3
17.8 3

21.2 0
21.2 6

19.2 6
23.2 6
END

# ---- what a data file says of itself ---------------------------------------------------------------

header(key) = system(sprintf("sed -n 's/^# %s = //p' '%s'", key, source))
unit(name)  = system(sprintf("sed -n 's/^# column %s \\[\\(.*\\)\\]: .*/\\1/p' '%s'", name, source))
# The description, in lines of 42 characters at most.
about(name) = system(sprintf("sed -n 's/^# column %s \\[.*\\]: //p' '%s' | fold -s -w 42", name, source))

# What the file lacks of the columns and (with a #) header lines wanted: one complaint a line, or nothing.
lacks(wanted) = system(sprintf("awk -v wanted='%s' '" . \
    '/^# [a-z]* = / { have["#" $2]; next } ' . \
    '/^#/ { next } ' . \
    '{ for (i = 1; i <= NF; i++) have[$i]; exit } ' . \
    'END { n = split(wanted, name); for (i = 1; i <= n; i++) ' . \
    'if (!(name[i] in have)) print FILENAME ": no header line (#) or column named " name[i] }' . \
    "' '%s' 2>&1", wanted, source))

# Of an axis "first ... last in n points", half the distance between two points.
half_cell(axis) = (real(word(header(axis), 3)) - real(word(header(axis), 1))) \
                  / (real(word(header(axis), 5)) - 1) / 2

# ---- maps over balance and density -----------------------------------------------------------------

symbol(name) = name eq "fluctuation" ? "F" : sprintf("%s_{%s}", name[1:1], name[3:])

# What T samples of two independent series show on average: of C, and of I in bit. F has no such floor.
is_C(name) = name[1:1] eq "C"
is_I(name) = name[1:1] eq "I"
floor_of(name) = is_C(name) ? 1 / sqrt(T) : is_I(name) ? 1 / (2 * T * log(2)) : 0
bar_label(name) = symbol(name) . (is_I(name) ? " [" . unit(name) . "]" : "") \
    . (is_C(name) ? sprintf("     ► floor  1/√T = %.2g", floor_of(name)) : "") \
    . (is_I(name) ? gprintf("     ► floor  1/(2 T ln 2) = %.1t·10^{%T}", floor_of(name)) : "")

# The scale of I is logarithmic and starts at the floor, the others are linear and start at 0. A scale
# ends at the largest value, rounded up to two digits, and is drawn in 256 steps.
start_of(name) = is_I(name) ? floor_of(name) : 0
round_up(x) = ceil(x / 10 ** floor(log10(x) - 1) - 1e-9) * 10 ** floor(log10(x) - 1)
in_steps(share) = share > 0 ? floor(255 * share + 0.5) / 255.0 : 0
on_scale(z) = least > 0 ? least * (most / least) ** in_steps(log(z / least) / log(most / least)) \
                        : most * in_steps(z / most)

# A logarithmic scale of few decades has room, and need, for more labels than the powers of ten.
few_decades(ratio) = log10(ratio) < 2.5

# d = 0 is a network without connections: left out.
connected(z) = column("density") > 0 ? z : NaN

# A cell is painted as a bar from its left edge to the end of its row, and a little into the row above;
# the cells after it paint over the rest. So no seams show, and a cell that looks like the one to its
# left, repeated, needs no bar of its own.
repeated(z) = (above = row, before = shade, row = column("density"), shade = on_scale(z), \
               row == above && shade == before)

# 1: chaotic. 2, 3: stable, and moving or at rest. F lies between 0 and 1.
regime(z) = column("lyapunov") > 0 ? 1 : column("fluctuation") > 0.5 ? 2 : 3

# Lengths in pixels: a panel, in it its map and its colour bar, and the key below or in the last slot.
slot_width = 480; slot_height = 400; top = 45; key_height = 115
map_left = 66; map_top = 50; map_size = 280
bar_left = 370; bar_width = 16
X(x) = real(x) / width
Y(y) = 1 - real(y) / height

# Check the file and read from it what all its maps need; find the line where λ = 0, by straight lines
# through the grid points, without smoothing.
read_maps = '\
  complaint = lacks("#steps #transient #density #balance #runs #neurons " . \
                    "density balance lyapunov fluctuation " . maps); \
  if (strlen(complaint)) { printerr complaint; exit status 1 }; \
  T = real(header("steps")) - real(header("transient")); \
  half_b = half_cell("balance"); \
  half_d = half_cell("density"); \
  set print $border; \
  print "balance density"; \
  unset print; \
  set table $border append; \
  set contour base; \
  set cntrparam linear levels discrete 0; \
  unset surface; \
  splot sprintf("< awk ''$1 != scan { print \"\" } { scan = $1; print }'' ''%s''", source) \
    using (column("balance")):(column("density")):(connected(column("lyapunov"))); \
  unset contour; \
  unset table'

# The names of the regimes, two lines each, stand amid the cells that show them in the denser half.
name_regimes = '\
  do for [k = 1:3] { \
    stats source using (regime(0) == k && column("density") >= 0.5 ? column("balance") : NaN):(column("density")) \
      nooutput; \
    set object k rectangle center STATS_mean_x, 0.75 size 0.06 + 0.04 * strstrt(names[k], "\n"), 0.17 \
      front fillcolor rgb "white" fillstyle transparent solid 0.7 noborder; \
    set label k names[k] at STATS_mean_x, 0.75 center offset 0, character 0.5 front; \
  }'

draw_map = '\
  name = word(maps, i); \
  left = (i - 1) % 2 * slot_width; \
  upper = top + (i - 1) / 2 * slot_height; \
  set lmargin at screen X(left + map_left); \
  set rmargin at screen X(left + map_left + map_size); \
  set tmargin at screen Y(upper + map_top); \
  set bmargin at screen Y(upper + map_top + map_size); \
  set colorbox user origin X(left + bar_left), Y(upper + map_top + map_size) size X(bar_width), 1 - Y(map_size); \
  stats source using (column(name)) nooutput; \
  if (STATS_invalid > 0) { printerr source . ": not a number in column " . name; exit status 1 }; \
  stats source using (connected(column(name))) nooutput; \
  least = start_of(name); \
  most = round_up(STATS_max); \
  row = shade = NaN; \
  eval is_I(name) ? "set logscale cb; set cbtics ()" : "unset logscale cb; set cbtics autofreq"; \
  set cbrange [least : most]; \
  if (is_I(name)) { do for [e = -7:0] { do for [m in few_decades(most / least) ? "1 2 5" : "1"] { \
    set cbtics add (sprintf("%g", real(m) * 10 ** e) real(m) * 10 ** e) } } }; \
  mark = is_C(name) ? floor_of(name) / most : 0; \
  set label 9 is_C(name) || is_I(name) ? "►" : "" front right offset character 0.2, 0 \
    at screen X(left + bar_left), Y(upper + map_top + map_size * (1 - mark)); \
  set title symbol(name) . ": " . about(name); \
  set cblabel bar_label(name) offset -0.5, 0; \
  plot source using (repeated(connected(column(name))) ? NaN : column("balance")):(connected(column("density"))): \
      (column("balance") - half_b):(1 + half_b): \
      (column("density") - half_d):(column("density") + 1.2 * half_d):(shade) \
      with boxxyerror fillcolor palette fillstyle solid noborder notitle, \
    $border using 1:2 with lines linecolor "black" linewidth 4.5 notitle, \
    $border using 1:2 with lines linecolor "white" linewidth 2 notitle'

# In pixels over the whole picture: the key, its parts at x1, y1 and x2, y2, and the mark on a draft.
draw_key = '\
  unset border; unset tics; unset title; unset xlabel; unset ylabel; unset colorbox; unset label; unset object; \
  set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0; \
  set xrange [0 : width]; \
  set yrange [height : 0]; \
  x1 = odd ? slot_width + 50 : 60; \
  y1 = height - (odd ? slot_height - 100 : key_height - 20); \
  x2 = odd ? x1 : slot_width + 30; \
  y2 = odd ? y1 + 90 : y1; \
  set arrow from x1, y1 rto 26, 0 nohead linecolor "black" linewidth 4.5; \
  set arrow from x1, y1 rto 26, 0 nohead linecolor "white" linewidth 2; \
  set label "λ = 0" at x1 + 36, y1; \
  set label about("lyapunov") at x1 + 85, y1; \
  set object rectangle from x1, y1 + 40 rto 26, 12 fillstyle empty border linecolor "black"; \
  set label "d = 0, networks without connections, left out" at x1 + 36, y1 + 46; \
  set label "►" at x2 + 10, y2; \
  set label "floor: what independent series show on average" at x2 + 36, y2; \
  set label "scale: for I logarithmic from the floor, else linear" at x2 + 36, y2 + 23; \
  set label sprintf("cell: mean of %s networks of %s neurons", header("runs"), header("neurons")) at x2 + 36, y2 + 46; \
  set label sprintf("T = %.0f steps", T) . (strlen(header("coupling")) ? ", coupling " . header("coupling") : "") \
    at x2 + 36, y2 + 69; \
  size = width / 30.0; \
  plot $draft using (draft ? width / 2 + size * (column("x") - 11.6 - 0.5 * (column("y") - 3)) : NaN): \
      (height / 2 - size * (column("y") - 3 + 0.5 * (column("x") - 11.6))) \
      with lines linecolor rgb "#b8cc0000" linewidth size / 2 notitle'

draw_maps = '\
  width = 2 * slot_width; \
  odd = words(maps) % 2; \
  height = top + (words(maps) + 1) / 2 * slot_height + (odd ? 0 : key_height); \
  set terminal svg rounded size width, height font face . ",13" background "white"; \
  set multiplot title heading font face . ",16"; \
  set xlabel "balance b" offset 0, 0.5; \
  set ylabel "density d" offset 2, 0; \
  set title offset 0, -0.5; \
  set xtics offset 0, 0.3; \
  set ytics offset 0.5, 0; \
  set cbtics offset -0.5, 0; \
  set xrange [-1 - half_b : 1 + half_b]; \
  set yrange [-half_d : 1 + half_d]; \
  set format cb "%g"; \
  set border front; \
  set tics out nomirror; \
  do for [i = 1:words(maps)] { @draw_map }; \
  @draw_key; \
  unset multiplot'
