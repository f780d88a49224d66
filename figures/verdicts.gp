# The verdict on each claim under every choice: shape and colour tell the verdict, a shaded cell the opposite of ours. Set
# `paper`, `groups` and `claims` (in the order of the dataset `multiverse`, which the figure reads) and says[], what each
# claim says; regions, 1 if a verdict may be "no such region" (-2), else 0; then load this file.
row_height = 15.5; gap = 7; first_row = 122; first_column = 322
if (!exists("column_width")) { column_width = 48 }
array group_of[choices]; array first_of[words(groups)] # 0: none, as in a draft
do for [k = 1:choices] { group_of[k] = 0 }
do for [g = 1:words(groups)] { first_of[g] = 0 }
array ours[words(claims)]
keep(k, g, c, v) = (group_of[k] = g, first_of[g] = first_of[g] == 0 ? k : first_of[g], \
  ours[c] = k == 1 ? v : ours[c])
stats [*:*] [*:*] multiverse using (keep(int(column("choice")), int(column("group")), int(column("claim")), \
  column("verdict"))) nooutput
most_groups = words(groups)
row_of(k, g) = first_row + row_height * (k - 1) + gap * (g - 1)
at_x(c) = first_column + column_width * (c - 1)
here_x(z) = at_x(column("claim"))
here_y(z) = row_of(column("choice"), column("group"))
is(v) = column("verdict") == v ? here_x(0) : NaN
opposite(z) = column("verdict") * ours[int(column("claim"))] == -1 ? here_x(0) : NaN

height = row_of(choices, most_groups) + 52
eval begin_page
eval over_page
unset key

# ---- names of rows and columns ------------------------------------------------------------------------

set label bold(paper) at 8, 16 left
do for [c = 1:words(claims)] {
  set label bold(word(claims, c)) at at_x(c), 16 center
  set label says[c] at at_x(c), 34 center
}
do for [g = 1:most_groups] {
  if (first_of[g] > 0) {
    set label bold(word(groups, g)) at 8, row_of(first_of[g], g) left
    set arrow from 8, row_of(first_of[g], g) - 0.5 * (row_height + gap) to width - 12, \
      row_of(first_of[g], g) - 0.5 * (row_height + gap) nohead linecolor "#b0b0b0" linewidth 0.8
  }
}
do for [k = 1:choices] {
  if (group_of[k] > 0) {
    set label case_name("choice", k) at first_column - 36, row_of(k, group_of[k]) right
  }
}
set object 1 rectangle from 3, row_of(1, 1) - 0.5 * row_height to width - 7, row_of(1, 1) + 0.5 * row_height \
  fillstyle empty border linecolor "black" linewidth 1.5

# ---- what the marks mean ------------------------------------------------------------------------------

$marks << END
x v text
24 1 "holds"
110 0 "undecided"
226 -1 "does not hold"
362 -2 "no such region"
END
bottom = height - 20
shade = "#ffe9a8"
set object 2 rectangle from 496, bottom - 8 to 534, bottom + 8 fillcolor rgb shade fillstyle solid noborder
set label "the opposite of ours" at 542, bottom left
is_told(z) = column("v") > -2 || regions
mark_x(v) = column("v") == v && is_told(0) ? column("x") : NaN

holds    = "points pointtype 7 pointsize 0.75 linecolor rgb import_colour"
is_open  = "points pointtype 6 pointsize 0.75 linewidth 1.5 linecolor rgb '#606060'"
fails    = "vectors nohead linewidth 2.4 linecolor rgb recurrence_colour"
no_place = "vectors nohead linewidth 1.5 linecolor rgb '#606060'"
plot multiverse using (opposite(0)):(here_y(0)):(here_x(0) - 19):(here_x(0) + 19):(here_y(0) - 0.5 * row_height): \
    (here_y(0) + 0.5 * row_height) with boxxyerror fillcolor rgb shade fillstyle solid noborder, \
  multiverse using (is(1)):(here_y(0)) with @holds, $marks using (mark_x(1)):(bottom) with @holds, \
  multiverse using (is(0)):(here_y(0)) with @is_open, $marks using (mark_x(0)):(bottom) with @is_open, \
  for [s in "-1 1"] multiverse using (is(-1) - 4.5):(here_y(0) - 4.5 * s):(9):(9 * s) with @fails, \
  for [s in "-1 1"] $marks using (mark_x(-1) - 4.5):(bottom - 4.5 * s):(9):(9 * s) with @fails, \
  multiverse using (is(-2) - 5):(here_y(0)):(10):(0) with @no_place, \
  $marks using (mark_x(-2) - 5):(bottom):(10):(0) with @no_place, \
  $marks using (is_told(0) ? column("x") + 14 : NaN):(bottom):(stringcolumn("text")) with labels left
eval end_page
