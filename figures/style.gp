# The look that all figures share, and the drawing of maps over balance and density.
# To draw panels of curves: eval begin_page, for each panel eval place and a plot, then eval over_page, labels,
# and eval end_page. Maps are drawn by figures/maps.gp.

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

# ---- what the program tells of a dataset -------------------------------------------------------------

# Every dataset that a figure's line `reads = ...` names is told by variables that begin with its name; `source` is the
# name of the one that these functions speak of. The file itself is file(source).
told(key)    = value(source . "_" . key)
file(name)   = value(name)
header(key)  = told(key)
unit(column) = told("unit_" . column)
about(column) = fold(told("about_" . column))
values(axis) = told("values_" . axis)
points(axis) = told("points_" . axis)
case_name(axis, k)     = told(sprintf("case_%s_%d", axis, k))
case_settings(axis, k) = told(sprintf("settings_%s_%d", axis, k))
half_cell(axis) = (told("last_" . axis) - told("first_" . axis)) / (points(axis) - 1.0) / 2

# A text in lines of `letters` letters at most; every line of a text in bold. The marks that lower an index are no
# letters; and of the two spaces after a lowered index, viewers keep one.
letters = 41
fold(text) = (folded = "", length = 0, sum [i = 1:words(text)] (take(word(text, i)), 0), folded)
take(next) = length > 0 && length + 1 + letters_of(next) <= letters \
           ? (folded = folded . (folded[strlen(folded):] eq "}" ? "  " : " ") . next, \
              length = length + 1 + letters_of(next)) \
           : (folded = folded . (length > 0 ? "\n" : "") . next, length = letters_of(next))
letters_of(text) = strlen(text) - (strstrt(text, "_{") ? 3 : 0)
bold(text) = strstrt(text, "\n") \
           ? "{/:Bold " . text[:strstrt(text, "\n") - 1] . "}\n" . bold(text[strstrt(text, "\n") + 1:]) \
           : "{/:Bold " . text . "}"

# ---- measures --------------------------------------------------------------------------------------

is_C(name) = name[1:1] eq "C"
is_I(name) = name[1:1] eq "I"
is_corrected(name) = name[strlen(name) - 2:] eq "_mm"
symbol(name) = is_C(name) || is_I(name) ? sprintf("%s_{%s}", name[1:1], name[3:4]) \
             : name eq "fluctuation" ? "F" : name eq "lyapunov" || name eq "lyapunov_free" ? "λ" : name
in_unit(name) = symbol(name) . (unit(name) eq "1" ? "" : "  [" . unit(name) . "]")

# What T samples of two independent series show on average: of C, and of I in bit; corrected, I has 0.
floor_of(name) = is_C(name) ? 1 / sqrt(T) : is_I(name) && !is_corrected(name) ? 1 / (2 * T * log(2)) : 0
T_of(name) = value(name . "_T")

# The floor of the column `name`, across a panel.
set style arrow 1 nohead dashtype (4, 3) linecolor "#606060"
draw_floor = 'set arrow 1 from graph 0, first floor_of(name) to graph 1, first floor_of(name) arrowstyle 1'

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

# ---- scales and labels -----------------------------------------------------------------------------

# A step between labels that suits a range, and a number with so many decimals as its error allows.
nice_step(range) = (unit10 = 10 ** floor(log10(range / 3.0)), \
                    unit10 * (range / unit10 > 20 ? 5 : range / unit10 > 8 ? 2 : 1))
decimals(value, n) = sprintf(sprintf("%%.%df", n > 0 ? n : 0), value)
with_error(value, error) = decimals(value, ceil(-log10(error))) . " ± " . decimals(error, ceil(-log10(error)))

# ---- curves against the coupling strength ------------------------------------------------------------

# Curves of a column `name` of import/resonance at the places `drawn`, as lines in bands of one standard error; η = 0,
# which a logarithmic axis lacks, as points left of a gap. What peaks they have says import/peaks, whose measures are
# numbered in the order of `measures`.
measures = "C_xs I_xs_mm C_ss I_ss_mm"
read_couplings = '\
  stats [*:*] [*:*] resonance using (column("coupling") > 0 ? column("coupling") : NaN) nooutput; \
  first = STATS_min; last = STATS_max; zero_at = first / 5'
coupling_axis = 'set logscale x; set xrange [zero_at / 2 : last * 1.5]'
coupling_tics = 'set xtics ("0" zero_at, 0.01, 0.1, 1, 10) format "%g"'
no_coupling_tics = 'set xtics ("" zero_at, "" 0.01, "" 0.1, "" 1, "" 10)'
driven_at(p) = column("place") == int(p) && column("coupling") > 0 ? column("coupling") : NaN
undriven_at(p) = column("place") == int(p) && column("coupling") == 0 ? zero_at : NaN
plot_curves = '\
  plot for [p in drawn] resonance using (driven_at(p)): \
      (column(name) - column(name . "_se")):(column(name) + column(name . "_se")) \
      with filledcurves linecolor rgb colour(p) fillstyle transparent solid 0.3 noborder notitle, \
    for [p in drawn] resonance using (driven_at(p)):(column(name)) \
      with lines linecolor rgb colour(p) linewidth 2 dashtype dash(p) notitle, \
    for [p in drawn] resonance using (undriven_at(p)): \
      (column(name) - column(name . "_se")):(0):(2 * column(name . "_se")) \
      with vectors nohead linewidth 1.5 linecolor rgb colour(p) notitle, \
    for [p in drawn] resonance using (undriven_at(p)):(column(name)) \
      with points pointtype 7 pointsize 0.45 linecolor rgb colour(p) notitle, \
    peaks using (of_peak(0) ? column("coupling") : NaN):(column("largest")) \
      with points pointtype 9 pointsize 0.8 linecolor "black" notitle'

# The peak of the curve `name` at place `p`, if it has one: whether there is, what is said of it.
measure_number(name) = sum [i = 1:words(measures)] (word(measures, i) eq name ? i : 0)
of_curve(z) = column("measure") == measure_number(name) && column("place") == p
of_peak(z) = of_curve(0) && column("is_peak") == 1
of_this(text) = sprintf("stats [*:*] [*:*] peaks using (of_curve(0) ? column(\"%s\") : NaN) nooutput", text)
read_peak = '\
  eval of_this("coupling"); peak_at = STATS_mean; \
  eval of_this("height"); peak_height = STATS_mean; \
  eval of_this("height_se"); peak_error = STATS_mean; \
  eval of_this("is_peak"); has_peak = int(STATS_mean + 0.5)'
peak_words(z) = !has_peak ? "" : sprintf("peak at η = %.2g\nrise %s", peak_at, with_error(peak_height, peak_error))
peak_note(sigmas) = sprintf("▲ peak: largest value over η > 0 that lies %s standard errors or more above\n" \
    . "     the lowest on either side; rise: above the higher of these", sigmas)
