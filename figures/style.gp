# The look that all figures share, and the drawing of maps over balance and density.
# To draw maps: load this file, set what import/driven.gp sets, then @read_maps and @draw_maps.
# To draw panels of curves: eval begin_page, for each panel eval place and a plot, then eval over_page, labels,
# and eval end_page.

set encoding utf8
set datafile columnheaders # every file and block below names its columns in its first line
face = "sans-serif"

# Viridis, by anchors: lightness grows evenly from end to end, so it reads in grey and for the colour-blind.
viridis = 'set palette defined (0 "#440154", 1 "#482475", 2 "#414487", 3 "#355f8d", 4 "#2a788e", 5 "#21918c", \
                                6 "#22a884", 7 "#44bf70", 8 "#7ad151", 9 "#bddf26", 10 "#fde725")'
# Lightness grows here too; the hue changes where the sign does, at this share of the scale.
two_sided(zero) = sprintf('set palette defined (0 "#0b1538", %g "#2b5a9e", %g "#9fc3e6", %g "#e58a2e", 1 "#fff0a0")', \
                          0.55 * zero, zero - 1e-4, zero)

# Colours that the colour-blind tell apart, and that differ in grey: what is imported, what recurs.
import_colour = "#0060a8"
recurrence_colour = "#d1600f"

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

# `source` is the file. C_xs and its like are written with their indices lowered, and two spaces, of which
# every viewer keeps one.
read_off(command) = system(sprintf("%s '%s' | sed 's/\\<\\([CI]\\)_\\([a-z]*\\) */\\1_{\\2}  /g'", command, source))
header(key) = read_off(sprintf("sed -n 's/^# %s = //p'", key))
unit(name)  = read_off(sprintf("sed -n 's/^# column %s \\[\\(.*\\)\\]: .*/\\1/p'", name))
# The description, in lines of `letters` bytes at most.
letters     = 42
fold(text)  = system(sprintf("printf '%%s' '%s' | tr '\\n' ' ' | fold -s -w %d", text, letters))
about(name) = fold(read_off(sprintf("sed -n 's/^# column %s \\[.*\\]: //p'", name)))

# Every line of a text in bold.
bold(text)  = system(sprintf("echo '%s' | sed 's|.*|{/:Bold &}|'", text))

# Of the k-th case of an axis "1 name (settings); 2 name (settings)": its name, its settings, or nothing.
case_name(axis, k)     = read_off(sprintf("sed -n 's/^# %s = \\(.*; \\)*%d \\([^(]*\\) (.*/\\2/p'", axis, k))
case_settings(axis, k) = read_off(sprintf("sed -n 's/^# %s = \\(.*; \\)*%d [^(]* (\\([^)]*\\)).*/\\2/p'", axis, k))

# The values of an axis "first, second, ..." as words.
values(axis) = system(sprintf("echo '%s' | tr -d ,", header(axis)))

# What the file lacks of the columns and (with a #) header lines wanted: one complaint a line, or nothing.
lacks(wanted) = system(sprintf("awk -v wanted='%s' '" . \
    '/^# [a-z]* = / { have["#" $2]; next } ' . \
    '/^#/ { next } ' . \
    '{ for (i = 1; i <= NF; i++) have[$i]; exit } ' . \
    'END { n = split(wanted, name); for (i = 1; i <= n; i++) ' . \
    'if (!(name[i] in have)) print FILENAME ": no header line (#) or column named " name[i] }' . \
    "' '%s' 2>&1", wanted, source))
check = 'complaint = lacks(wanted); if (strlen(complaint)) { printerr complaint; exit status 1 }'

# An axis "first ... last in n points": n, and half the distance between two of them.
points(axis)    = int(word(header(axis), 5))
half_cell(axis) = (real(word(header(axis), 3)) - real(word(header(axis), 1))) / (points(axis) - 1) / 2

# ---- measures --------------------------------------------------------------------------------------

is_C(name) = name[1:1] eq "C"
is_I(name) = name[1:1] eq "I"
is_corrected(name) = name[strlen(name) - 2:] eq "_mm"
symbol(name) = is_C(name) || is_I(name) ? sprintf("%s_{%s}", name[1:1], name[3:4]) \
             : name eq "fluctuation" ? "F" : name eq "lyapunov" || name eq "lyapunov_free" ? "λ" : name
in_unit(name) = symbol(name) . (unit(name) eq "1" ? "" : "  [" . unit(name) . "]")

# What T samples of two independent series show on average: of C, and of I in bit; corrected, I has 0.
floor_of(name) = is_C(name) ? 1 / sqrt(T) : is_I(name) && !is_corrected(name) ? 1 / (2 * T * log(2)) : 0
read_T = 'T = real(header("steps")) - real(header("transient"))'

# A linear scale for what lies within ± its knee, turning logarithmic beyond: zero and the sign stay.
bent(x, knee) = asinh(x / knee)
unbent(y, knee) = knee * sinh(y)

# ---- pages and panels ------------------------------------------------------------------------------

# Lengths in pixels. A page has a title of height `top`, panels, and below them a key.
top = 45
X(x) = real(x) / width
Y(y) = 1 - real(y) / height

begin_page = '\
  set terminal svg rounded size width, height font face . ",13" background "white"; \
  set multiplot title heading font face . ",16"; \
  set border front; \
  set tics out nomirror'

# The next plot goes to x = left, y = upper and has the inner size panel_width, panel_height.
place = '\
  set lmargin at screen X(left); \
  set rmargin at screen X(left + panel_width); \
  set tmargin at screen Y(upper); \
  set bmargin at screen Y(upper + panel_height)'

# From here on coordinates are pixels of the whole page.
over_page = '\
  unset border; unset tics; unset title; unset xlabel; unset ylabel; unset colorbox; \
  unset label; unset object; unset arrow; unset logscale; unset nonlinear x; unset nonlinear y; \
  left = 0; upper = 0; panel_width = width; panel_height = height; \
  eval place; \
  set xrange [0 : width]; \
  set yrange [height : 0]'

# The last plot, for labels and arrows set after over_page; it marks a draft.
end_page = '\
  size = (width + height) / 60.0; \
  plot $draft using (draft ? width / 2 + size * (column("x") - 11.6 - 0.5 * (column("y") - 3)) : NaN): \
      (height / 2 - size * (column("y") - 3 + 0.5 * (column("x") - 11.6))) \
      with lines linecolor rgb "#b8cc0000" linewidth size / 2 notitle; \
  unset multiplot'

# ---- curves with peaks -----------------------------------------------------------------------------

# A curve has a peak where its largest value over x > 0 stands above the lowest point on either side by at
# least needed_sigma standard errors, as in lua/recur/peak.lua. "x y rise error", the rise and its standard
# error above the higher of these two points; or nothing.
needed_sigma = 5
peak(axis, name, condition) = system(sprintf("awk -v axis=%s -v name=%s -v needed=%g '" . \
    '/^#/ { next } ' . \
    '!width { width = NF; for (i = 1; i <= NF; i++) c[$i] = i; next } ' . \
    '$c[axis] > 0 && %s { n++; x[n] = $c[axis]; y[n] = $c[name]; e[n] = $c[name "_se"] } ' . \
    'function lowest(first, last,   i, low) { low = first; ' . \
    '  for (i = first; i <= last; i++) if (y[i] < y[low]) low = i; return low } ' . \
    'function error(i) { return sqrt(e[top] ^ 2 + e[i] ^ 2) } ' . \
    'function sigma(i) { return error(i) > 0 ? (y[top] - y[i]) / error(i) : 1e9 * (y[top] > y[i]) } ' . \
    'END { top = 1; for (i = 2; i <= n; i++) if (y[i] > y[top]) top = i; if (top == 1 || top == n) exit; ' . \
    '  a = lowest(1, top - 1); b = lowest(top + 1, n); higher = y[a] > y[b] ? a : b; ' . \
    '  if (sigma(a) >= needed && sigma(b) >= needed) print x[top], y[top], y[top] - y[higher], error(higher) }' . \
    "' '%s'", axis, name, needed_sigma, condition, source))

# The condition of peak() for the curve at place p of resonance data.
at_place(p) = sprintf("$c[\"place\"] == %d", p)

# The curves of a column `name` of resonance data against the coupling strength η at the places `drawn`, as
# lines in bands of one standard error; η = 0, which a logarithmic axis lacks, as points left of a gap.
read_couplings = '\
  stats [*:*] [*:*] source using (column("coupling") > 0 ? column("coupling") : NaN) nooutput; \
  first = STATS_min; last = STATS_max; zero_at = first / 5'
coupling_axis = '\
  set logscale x; \
  set xrange [zero_at / 2 : last * 1.5]'
coupling_tics = 'set xtics ("0" zero_at, 0.01, 0.1, 1, 10) format "%g"'
no_coupling_tics = 'set xtics ("" zero_at, "" 0.01, "" 0.1, "" 1, "" 10)'
driven_at(p) = column("place") == int(p) && column("coupling") > 0 ? column("coupling") : NaN
undriven_at(p) = column("place") == int(p) && column("coupling") == 0 ? zero_at : NaN
with_curves = '\
  for [p in drawn] source using (driven_at(p)):(column(name) - column(name . "_se")):(column(name) + column(name . "_se")) \
    with filledcurves linecolor rgb colour(p) fillstyle transparent solid 0.3 noborder notitle, \
  for [p in drawn] source using (driven_at(p)):(column(name)) \
    with lines linecolor rgb colour(p) linewidth 2 dashtype dash(p) notitle, \
  for [p in drawn] source using (undriven_at(p)):(column(name) - column(name . "_se")):(0):(2 * column(name . "_se")) \
    with vectors nohead linewidth 1.5 linecolor rgb colour(p) notitle, \
  for [p in drawn] source using (undriven_at(p)):(column(name)) \
    with points pointtype 7 pointsize 0.45 linecolor rgb colour(p) notitle'

# What is said of a peak (x y rise error), and the mark upon it, as label number `tag`.
decimals(value, n) = sprintf(sprintf("%%.%df", n > 0 ? n : 0), value)
with_error(value, error) = decimals(value, ceil(-log10(error))) . " ± " . decimals(error, ceil(-log10(error)))
peak_place(top) = sprintf("peak at η = %.2g", real(word(top, 1)))
peak_rise(top) = "rise " . with_error(real(word(top, 3)), real(word(top, 4)))
mark_peak(tag, top) = strlen(top) == 0 ? "" : \
    sprintf("set label %d '' at %s, %s point pointtype 9 pointsize 0.8 front", tag, word(top, 1), word(top, 2))
peak_note = sprintf("▲ peak: largest value over η > 0 that lies %g standard errors or more above\n" \
    . "     the lowest on either side; rise: above the higher of these", needed_sigma)

# ---- maps over balance and density -----------------------------------------------------------------

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
nice_step(range) = (unit10 = 10 ** floor(log10(range / 3.0)), \
                    unit10 * (range / unit10 > 20 ? 5 : range / unit10 > 8 ? 2 : 1))
factors(ratio) = log10(ratio) < 4 ? (log10(ratio) < 2.7 ? "1 2 5" : "1 3") : "1"
mark_at(tic) = tic < least - 1e-9 || tic > most * (1 + 1e-9) ? "" \
             : sprintf("set cbtics add ('%g' %.6f)", tic, share(tic))
label_bar = '\
  set cbtics (); \
  if (scale eq "linear") { do for [k = 0:20] { eval mark_at(k * nice_step(most)) } }; \
  if (scale eq "log") { do for [e = -7:2] { do for [m in factors(most / least)] { eval mark_at(real(m) * 10 ** e) } } }; \
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

# Check the file and read from it what all its maps need.
read_maps = '\
  wanted = "#steps #transient #density #balance #neurons density balance " . maps; \
  eval check; \
  eval read_T; \
  half_b = half_cell("balance"); \
  half_d = half_cell("density")'

# Find the line where a column of `source` takes a value, by straight lines through the grid points,
# without smoothing.
border_of = "lyapunov"; border_at = 0
find_border = '\
  wanted = "density balance " . border_of; \
  eval check; \
  set print $border; \
  print "balance density"; \
  unset print; \
  set table $border append; \
  set contour base; \
  set cntrparam linear levels discrete border_at; \
  unset surface; \
  splot sprintf("< awk ''$1 != scan { print \"\" } { scan = $1; print }'' ''%s''", source) \
    using (column("balance")):(column("density")):(connected(column(border_of))); \
  unset contour; \
  unset table'

# 1: chaotic. 2, 3: stable, and moving or at rest. F lies between 0 and 1.
regime(z) = column("lyapunov") > 0 ? 1 : column("fluctuation") > 0.5 ? 2 : 3

# The names of the regimes, two lines each, stand amid the cells that show them in the denser half.
name_regimes = '\
  wanted = "density balance lyapunov fluctuation"; \
  eval check; \
  do for [k = 1:3] { \
    stats source using (regime(0) == k && column("density") >= 0.5 ? column("balance") : NaN):(column("density")) \
      nooutput; \
    set object k rectangle center STATS_mean_x, 0.75 size 0.06 + 0.04 * strstrt(names[k], "\n"), 0.17 \
      front fillcolor rgb "white" fillstyle transparent solid 0.7 noborder; \
    set label k names[k] at STATS_mean_x, 0.75 center offset 0, character 0.5 front; \
  }'

# The map of column `name` with its upper left corner at x = left, y = upper.
draw_map = '\
  panel_width = map_size; panel_height = map_size; \
  eval place; \
  set colorbox user origin X(left + map_size + bar_gap), Y(upper + map_size) size X(bar_width), 1 - Y(map_size); \
  stats [*:*] [*:*] source using (measured(name)) nooutput; \
  if (STATS_invalid > 0) { printerr source . ": not a number in column " . name; exit status 1 }; \
  stats [*:*] [*:*] source using (shown(name) && measured(name) > -1e300 ? connected(measured(name)) : NaN) nooutput; \
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
  plot source using (repeated(painted(name)) ? NaN : column("balance")):(connected(column("density"))): \
      (column("balance") - half_b):(1 + half_b): \
      (column("density") - half_d):(column("density") + 1.2 * half_d):(shade) \
      with boxxyerror fillcolor rgb variable fillstyle solid noborder notitle, \
    source using (shown(name) ? NaN : column("balance")):(connected(column("density"))) \
      with points pointtype 7 pointsize 0.2 linecolor rgb "#808080" notitle, \
    1/0 palette notitle, \
    $border using 1:2 with lines linecolor "black" linewidth 4.5 notitle, \
    $border using 1:2 with lines linecolor "white" linewidth 2 notitle'

# The key: what the line is, what is left blank, and `notes` on the rest, beside it or below it.
line_name = "λ = 0"
blank_name = "d = 0, networks without connections, left out"; blank_mark = ""
cell_note(networks) = sprintf("cell: mean of %s networks of %s neurons\nT = %.0f steps", \
                              networks, header("neurons"), T) \
                    . (strlen(header("coupling")) ? ", coupling " . header("coupling") : "")
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

# ---- matrices and where states lead ----------------------------------------------------------------

# Of evolved.tsv as `source`: set goal, its bound b, N, cell_size, left and upper, then eval draw_matrix or
# draw_transitions.
signed = 'set palette defined (0 "#003c78", 0.2 "#0060a8", 0.5 "#ffffff", 0.8 "#d1600f", 1 "#a03c00")'
of_goal(part) = column("goal") == goal && column("part") == part
relative(b) = column("value") / b
cell(b) = palette(0.5 + 0.5 * relative(b))
matrices_note = "matrices: weights relative to the bound, + above and − below 0; neurons numbered along the nearest N-rooks"
transitions_note = "circles: all states, each joined to its most probable successor; coloured by cycle, grey on none; " \
  . "larger: more probable"

# The most probable transitions of a matrix as curves from state to state around the circle, bent inward the
# more, the farther they lead: "x y cycle", an empty line after each; and the middle of the long ones, "x y dx dy cycle".
curves(goal, want) = sprintf("< awk -v goal=%d -v states=%d -v want=%s '" . \
    '/^#/ { next } ' . \
    '!width { width = NF; for (i = 1; i <= NF; i++) c[$i] = i; next } ' . \
    '$c["goal"] == goal && $c["part"] == 2 { n++; from[n] = $c["from"]; to[n] = $c["to"]; cycle[n] = $c["cycle"]; ' . \
    '  a = 2 * 3.14159265358979 * $c["place"] / states; px[$c["from"]] = sin(a); py[$c["from"]] = cos(a) } ' . \
    'function at(p, q, m) { return (1 - t) ^ 2 * p + 2 * t * (1 - t) * m + t ^ 2 * q } ' . \
    'END { print want == "lines" ? "x y cycle" : "x y dx dy cycle"; for (i = 1; i <= n; i++) { ' . \
    '  x1 = px[from[i]]; y1 = py[from[i]]; x2 = px[to[i]]; y2 = py[to[i]]; ' . \
    '  d = sqrt((x2 - x1) ^ 2 + (y2 - y1) ^ 2); if (d == 0) continue; ' . \
    '  b = (1 - 0.35 * d) / 2; mx = b * (x1 + x2); my = b * (y1 + y2); steps = d < 0.3 ? 1 : 16; ' . \
    '  if (want == "lines") { for (s = 0; s <= steps; s++) { t = s / steps; ' . \
    '    printf "%%.4f %%.4f %%d\n", at(x1, x2, mx), at(y1, y2, my), cycle[i] } print "" } ' . \
    '  else if (d >= 0.3) { t = 0.5; ' . \
    '    printf "%%.4f %%.4f %%.4f %%.4f %%d\n", at(x1, x2, mx), at(y1, y2, my), (x2 - x1) / d, (y2 - y1) / d, cycle[i] } ' . \
    "} }' '%s'", goal, 2 ** N, want, source)

# Neighbouring cycles differ in colour.
array tone[4] = [0x0060a8, 0xd1600f, 0x007a5a, 0x9a3f9a]
hue(cycle) = cycle > 0 ? tone[1 + (int(cycle) - 1) % 4] : 0x9a9a9a
size_of(p) = 0.15 + 0.3 * sqrt(p * 2 ** N)

draw_matrix = '\
  panel_width = cell_size; panel_height = cell_size; \
  eval place; \
  set format x "%g"; \
  set xrange [0.5 : N + 0.5]; \
  set yrange [N + 0.5 : 0.5]; \
  set xtics 1 nomirror scale 0 offset 0, 0.5; \
  set ytics 1 nomirror scale 0 offset 0.8, 0; \
  set xlabel "from neuron" offset 0, 1; \
  set ylabel "to neuron" offset 1.2, 0; \
  plot source using (of_goal(1) ? column("from") : NaN):(column("to")):(0.5):(0.5):(cell(b)) \
      with boxxyerror fillcolor rgb variable fillstyle solid border linecolor rgb "#c8c8c8" linewidth 0.5 notitle, \
    source using (of_goal(1) && abs(relative(b)) > 0.05 ? column("from") : NaN):(column("to")): \
      (column("value") > 0 ? "+" : "−"):(abs(relative(b)) > 0.6 ? 0xffffff : 0) with labels textcolor rgb variable notitle; \
  set tics scale 1'

draw_transitions = '\
  panel_width = cell_size; panel_height = cell_size; \
  eval place; \
  unset border; unset tics; unset xlabel; unset ylabel; \
  set xrange [-1.12 : 1.12]; \
  set yrange [-1.12 : 1.12]; \
  plot curves(goal, "lines") using 1:2:(hue($3)) with lines linewidth 1 linecolor rgb variable notitle, \
    curves(goal, "heads") using ($1 - 0.06 * $3):($2 - 0.06 * $4):(0.12 * $3):(0.12 * $4):(hue($5)) \
      with vectors head filled size 0.11, 18 linewidth 1 linecolor rgb variable notitle, \
    source using (of_goal(2) ? sin(2 * pi * column("place") / 2 ** N) : NaN):(cos(2 * pi * column("place") / 2 ** N)): \
      (size_of(column("value"))):(hue(column("cycle"))) with points pointtype 7 pointsize variable \
      linecolor rgb variable notitle; \
  set border; set tics out nomirror scale 1'
