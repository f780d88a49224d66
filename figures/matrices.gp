# Matrices, and where states lead, from a dataset whose rows are weights (part 1) and transitions (part 2) of each goal.
# Before this file is loaded, set `matrices` to the dataset's name, N to the neurons and the array bound_of to the largest
# weight of each goal; after it, is_size to choose the rows of N neurons, if there are others.
# Set goal, cell_size, left and upper, then eval draw_matrix or draw_transitions. The caption says that weights are
# relative to the bound, + above and − below 0, and neurons numbered along the nearest N-rooks; that states stand around
# a circle, each joined to its most probable successor, coloured by cycle, grey on none, larger if more probable.

states = 2 ** N
signed = 'set palette defined (0 "#003c78", 0.2 "#0060a8", 0.5 "#ffffff", 0.8 "#d1600f", 1 "#a03c00")'

# ---- weights -----------------------------------------------------------------------------------------------

is_size(z) = 1
of_goal(part) = column("goal") == goal && column("part") == part && is_size(0)
relative(z) = column("value") / bound_of[goal]
cell(z) = palette(0.5 + 0.5 * relative(0))

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
  plot file(matrices) using (of_goal(1) ? column("from") : NaN):(column("to")):(0.5):(0.5):(cell(0)) \
      with boxxyerror fillcolor rgb variable fillstyle solid border linecolor rgb "#c8c8c8" linewidth 0.8 notitle, \
    file(matrices) using (of_goal(1) && abs(relative(0)) > 0.05 ? column("from") : NaN):(column("to")): \
      (column("value") > 0 ? "+" : "−"):(abs(relative(0)) > 0.6 ? 0xffffff : 0) \
      with labels textcolor rgb variable notitle; \
  set tics scale 1'

# ---- transitions -------------------------------------------------------------------------------------------

# States stand around a circle by their places, 0, 1, ...; of each place, where its state leads, and its cycle.
array place_of[states]
array leads_to[states]
array cycle_at[states]
keep_state(p) = (place_of[int(column("from")) + 1] = p, leads_to[p + 1] = int(column("to")), \
  cycle_at[p + 1] = column("cycle"))
x_at(p) = sin(2 * pi * p / states)
y_at(p) = cos(2 * pi * p / states)
end_of_curve(p) = place_of[leads_to[p + 1] + 1]

# From place p to place q a curve, bent inward the more, the farther they are apart; t runs from 0 to 1.
apart(p, q) = 2 * abs(sin(pi * (p - q) / states))
bent_at(a, b, t, d) = (1 - t) ** 2 * a + t * (1 - t) * (1 - 0.35 * d) * (a + b) + t ** 2 * b
curve_x(p, q, t) = bent_at(x_at(p), x_at(q), t, apart(p, q))
curve_y(p, q, t) = bent_at(y_at(p), y_at(q), t, apart(p, q))
is_long(p, q) = apart(p, q) >= 0.3

# All curves are one row of samples, 18 for each place: 17 points and a gap; of a short curve two points.
curve_of(i) = int(i) / 18
step_of(i) = int(i) % 18
is_drawn(p, q, s) = p != q && s < (is_long(p, q) ? 17 : 2)
along(p, q, s) = is_long(p, q) ? s / 16.0 : s
sample_x(p, q, s) = is_drawn(p, q, s) ? curve_x(p, q, along(p, q, s)) : NaN
sample_y(p, q, s) = curve_y(p, q, along(p, q, s))

# The head of a long curve, amid it: where its arrow starts, and which way it points.
head(z) = of_goal(2) && is_long(column("place"), end_of_curve(int(column("place"))))
middle_x(p) = curve_x(p, end_of_curve(p), 0.5)
middle_y(p) = curve_y(p, end_of_curve(p), 0.5)
way_x(p) = 0.12 * (x_at(end_of_curve(p)) - x_at(p)) / apart(p, end_of_curve(p))
way_y(p) = 0.12 * (y_at(end_of_curve(p)) - y_at(p)) / apart(p, end_of_curve(p))

# Neighbouring cycles differ in colour.
array tone[4] = [0x0060a8, 0xd1600f, 0x007a5a, 0x9a3f9a]
hue(cycle) = cycle > 0 ? tone[1 + (int(cycle) - 1) % 4] : 0x9a9a9a
size_of(p) = 0.15 + 0.3 * sqrt(p > 0 ? p * states : 0)

draw_transitions = '\
  panel_width = cell_size; panel_height = cell_size; \
  eval place; \
  stats [*:*] [*:*] file(matrices) using (of_goal(2) ? keep_state(int(column("place"))) : NaN) nooutput; \
  unset border; unset tics; unset xlabel; unset ylabel; \
  set xrange [-1.12 : 1.12]; \
  set yrange [-1.12 : 1.12]; \
  set samples 18 * states; \
  plot "+" using (sample_x(curve_of($0), end_of_curve(curve_of($0)), step_of($0))): \
      (sample_y(curve_of($0), end_of_curve(curve_of($0)), step_of($0))):(hue(cycle_at[curve_of($0) + 1])) \
      with lines linewidth 1 linecolor rgb variable notitle, \
    file(matrices) using (head(0) ? middle_x(int(column("place"))) - way_x(int(column("place"))) / 2 : NaN): \
      (middle_y(int(column("place"))) - way_y(int(column("place"))) / 2): \
      (way_x(int(column("place")))):(way_y(int(column("place")))):(hue(column("cycle"))) \
      with vectors head filled size 0.11, 18 linewidth 1 linecolor rgb variable notitle, \
    file(matrices) using (of_goal(2) ? x_at(column("place")) : NaN):(y_at(column("place"))): \
      (size_of(column("value"))):(hue(column("cycle"))) with points pointtype 7 pointsize variable \
      linecolor rgb variable notitle; \
  set samples 100; \
  set border; set tics out nomirror scale 1'
