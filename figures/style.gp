# The look that all figures share: pages, panels and their letters, scales, labels.
# A figure sets `height`, evals begin_page, evals place and letter_panel and plots for each panel, then evals over_page,
# sets the labels of its key, and evals end_page. What a figure shows is told in the caption of the article that has
# it: a drawing has no headline and no notes, only letters, short titles and a key. Maps are drawn by figures/maps.gp.

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

# Dashes by number, so that a curve differs from its neighbours by more than its colour.
set dashtype 2 (6, 3)
set dashtype 3 (8, 3, 1.5, 3)
set dashtype 4 (1.5, 2.5)

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
values(axis) = told("values_" . axis)
points(axis) = told("points_" . axis)
case_name(axis, k)     = told(sprintf("case_%s_%d", axis, k))
case_settings(axis, k) = told(sprintf("settings_%s_%d", axis, k))
half_cell(axis) = (told("last_" . axis) - told("first_" . axis)) / (points(axis) - 1.0) / 2

bold(text) = "{/:Bold " . text . "}"

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

# Lengths are in pixels. A page is 750 wide, which is 180 mm in print: a pixel is 0.68 points, text of 13 pixels 8.8
# points and a lowered index, at 0.8 of that, 7.1. `recur draw` refuses text of less than 7.
width = 750
X(x) = real(x) / width
Y(y) = 1 - real(y) / height

begin_page = '\
  set terminal svg rounded size width, height font face . ",13" background "white"; \
  set multiplot; \
  set border front; \
  set format "%g"; \
  set tics out nomirror scale 0.6'

# The next plot goes to x = left, y = upper and has the inner size panel_width, panel_height.
place = '\
  set lmargin at screen X(left); \
  set rmargin at screen X(left + panel_width); \
  set tmargin at screen Y(upper); \
  set bmargin at screen Y(upper + panel_height)'

# The next letter of the alphabet, bold, and after it the text `panel_title`, stand above the upper left corner of the
# panel placed last. Letters run along the rows: a figure that draws its panels in another order sets panel_count, the
# number of panels before this one. The label has the number 90: unset label before, if at all.
panel_count = 0
panel_title = ""
letter_panel = '\
  panel_count = panel_count + 1; \
  set label 90 sprintf("{/:Bold=15 %s}   %s", "abcdefghijklmnopqrstuvwxyz"[panel_count:panel_count], panel_title) \
    at screen X(left), Y(upper - 12) left front'

# From here on coordinates are pixels of the whole page.
over_page = '\
  unset border; unset tics; unset xlabel; unset ylabel; unset colorbox; \
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

# A step between labels that suits a range.
nice_step(range) = (unit10 = 10 ** floor(log10(range / 3.0)), \
                    unit10 * (range / unit10 > 20 ? 5 : range / unit10 > 8 ? 2 : 1))

# ---- curves against the coupling strength ------------------------------------------------------------

# Curves of a column `name` of import/resonance at the places `drawn`, as lines in bands of one standard error; η = 0,
# which a logarithmic axis lacks, as points left of a gap. What peaks they have says import/peaks, whose measures are
# numbered in the order of `measures`. A peak is marked where it can be seen: where it rises by a hundredth of the
# panel's height or more. on_scale(y) is the height of y in the panel, from 0 to 1.
measures = "C_xs I_xs_mm C_ss I_ss_mm"
read_couplings = '\
  stats [*:*] [*:*] resonance using (column("coupling") > 0 ? column("coupling") : NaN) nooutput; \
  first = STATS_min; last = STATS_max; zero_at = first / 5'
coupling_axis = 'set logscale x; set xrange [zero_at / 2 : last * 1.5]'
coupling_tics = 'set xtics border out nomirror scale 0.6 ("0" zero_at, "" 0.01, 0.1, 1, 10) format "%g"'
no_coupling_tics = 'set xtics border out nomirror scale 0.6 ("" zero_at, "" 0.01, "" 0.1, "" 1, "" 10)'
driven_at(p) = column("place") == int(p) && column("coupling") > 0 ? column("coupling") : NaN
undriven_at(p) = column("place") == int(p) && column("coupling") == 0 ? zero_at : NaN

measure_number(name) = sum [i = 1:words(measures)] (word(measures, i) eq name ? i : 0)
is_in(list, number) = sum [i = 1:words(list)] (int(word(list, i)) == number)
is_seen(z) = on_scale(column("largest")) - on_scale(column("largest") - column("height")) >= 0.01
peak_at(z) = column("measure") == measure_number(name) && is_in(drawn, column("place")) && column("is_peak") == 1 \
  && is_seen(0) ? column("coupling") : NaN

plot_curves = '\
  plot for [p in drawn] resonance using (driven_at(p)): \
      (column(name) - column(name . "_se")):(column(name) + column(name . "_se")) \
      with filledcurves linecolor rgb colour(p) fillstyle transparent solid 0.3 noborder notitle, \
    for [p in drawn] resonance using (driven_at(p)):(column(name)) \
      with lines linecolor rgb colour(p) linewidth 1.6 dashtype dash(p) notitle, \
    for [p in drawn] resonance using (undriven_at(p)): \
      (column(name) - column(name . "_se")):(0):(2 * column(name . "_se")) \
      with vectors nohead linewidth 1.5 linecolor rgb colour(p) notitle, \
    for [p in drawn] resonance using (undriven_at(p)):(column(name)) \
      with points pointtype mark(p) pointsize 0.45 linecolor rgb colour(p) notitle, \
    peaks using (peak_at(0)):(column("largest")) with points pointtype 9 pointsize 0.65 linecolor "black" notitle'
