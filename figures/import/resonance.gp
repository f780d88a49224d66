# Resonance: import (C_xs, I_xs) and recurrence (C_ss, I_ss), as correlation and, below it, as mutual information, against
# the strength of the input, or noise, at six places of the phase diagram; and where they have a peak.
reads = "import/resonance import/peaks"
load "figures/style.gp"

source  = "resonance"
rows    = "C_xs I_xs_mm C_ss I_ss_mm"
groups  = "'1 2 6' '3 4 5'" # places, by columns: away from the border to fixed points, and from it on
T = T_of(source)
eval read_couplings

# The curves of a column differ in colour, lightness, dashes and marks.
rank(p)   = sum [i = 1:3] (word(drawn, i) eq p ? i : 0)
colour(p) = int(word("0x000000 0x0072b2 0xe07b1a", rank(p)))
dash(p)   = rank(p)
mark(p)   = int(word("7 5 9", rank(p)))
knee      = 2e-4 # about the error of I

panel_width = 318; step_right = 356
height = 766
top_of = "32 222 362 552"
eval begin_page
eval coupling_axis
do for [row = 1:words(rows)] {
  name = word(rows, row)
  upper = int(word(top_of, row))
  panel_height = is_C(name) ? 146 : 96
  stats [*:*] [*:*] resonance using (column(name) + column(name . "_se")) nooutput
  if (is_C(name)) {
    unset nonlinear y
    highest = 1.1 * STATS_max
    on_scale(y) = y / highest
    set yrange [0 : highest]
    set ytics border out nomirror scale 0.6 nice_step(2 * STATS_max) offset 0.5, 0
  } else {
    set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
    lowest = bent(-knee / 2, knee); highest = bent(STATS_max, knee) * 1.1
    on_scale(y) = (bent(y, knee) - lowest) / (highest - lowest)
    set yrange [-knee / 2 : unbent(highest, knee)]
    set ytics border out nomirror scale 0.6 (0, 0.001, 0.01, 0.1, 1) offset 0.5, 0
  }
  do for [g = 1:words(groups)] {
    drawn = word(groups, g)
    left = 62 + (g - 1) * step_right
    eval place
    panel_title = (name[3:4] eq "xs" ? "import " : "recurrence ") . in_unit(name)
    eval letter_panel
    set format y (g == 1 ? "%g" : "")
    if (row == words(rows)) { set xlabel "coupling η" offset 0, 0.6 }
    if (row == words(rows)) { eval coupling_tics; set xtics add (0.01) } else { eval no_coupling_tics }
    eval draw_floor
    eval plot_curves
  }
}
eval over_page
do for [g = 1:words(groups)] { do for [i = 1:3] {
  drawn = word(groups, g); p = word(drawn, i)
  x = 62 + (g - 1) * step_right; y = height - 55 + (i - 1) * 20
  set arrow from x, y rto 34, 0 nohead linewidth 1.6 dashtype dash(p) linecolor rgb colour(p)
  set label "" at x + 17, y point pointtype mark(p) pointsize 0.45 linecolor rgb colour(p)
  set label case_name("place", int(p)) at x + 42, y
}}
eval end_page
