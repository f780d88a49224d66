# Resonance: import (C_xs, I_xs) and recurrence (C_ss, I_ss), as correlation and as mutual information, against
# the strength of the input, or noise, at six places of the phase diagram; and where they have a peak.
reads = "import/resonance import/peaks"
load "figures/style.gp"

source  = "resonance"
rows    = "C_xs I_xs_mm C_ss I_ss_mm"
heading = "Import (blue) and recurrence (orange) against the strength of the input: where do they peak?"
T = T_of(source)
eval read_couplings
places = resonance_cases_place

colour(p) = name[3:4] eq "xs" ? import_colour : recurrence_colour
dash(p)   = name[3:4] eq "xs" ? 1 : 3
letters   = 24
knee      = 2e-4 # about the error of I

panel_width = 186; panel_height = 140; step_right = 204; step_down = 168
width  = 110 + places * step_right
height = 130 + words(rows) * step_down + 145
eval begin_page
eval coupling_axis
eval no_coupling_tics
do for [row = 1:words(rows)] {
  name = word(rows, row)
  if (is_C(name)) {
    stats [*:*] [*:*] resonance using (column(name) + column(name . "_se")) nooutput
    unset nonlinear y
    set yrange [0 : 1.3 * STATS_max]
    set ytics nice_step(2 * STATS_max)
  } else {
    stats [*:*] [*:*] resonance using (column(name) + column(name . "_se")) nooutput
    set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
    set yrange [-knee / 2 : unbent(bent(STATS_max, knee) * 1.25, knee)]
    set ytics (0, 0.001, 0.01, 0.1, 1)
  }
  if (row == words(rows)) { set xlabel "coupling strength η" offset 0, 0.4; eval coupling_tics }
  do for [p = 1:places] {
    drawn = sprintf("%d", p)
    left = 96 + (p - 1) * step_right
    upper = 125 + (row - 1) * step_down
    eval place
    unset label
    unset title
    if (row == 1) { set title bold(fold(case_name("place", p))) . "\n" . case_settings("place", p) offset 0, -0.4 }
    set format y p == 1 ? "%g" : ""
    set ylabel p == 1 ? in_unit(name) : "" offset 0.3, 0
    eval draw_floor
    eval read_peak
    set label 2 peak_words(0) at graph 0.97, 0.91 right front
    eval plot_curves
  }
}
eval over_page
set label peak_note(peaks_sigma) at 96, height - 95
set arrow from 96, height - 52 rto 26, 0 arrowstyle 1
set label sprintf("floor, what independent series show on average: C 1/√T = %.2g; I, Miller-Madow corrected, 0", \
    floor_of("C_xs")) . "     ● no input, η = 0" at 130, height - 52
set label sprintf("band, bar: ± 1 standard error over %s networks of %s neurons; T = %.0f steps; ", header("runs"), \
    header("neurons"), T) . sprintf("the scale of I is logarithmic above %g %s", knee, unit("I_xs_mm")) \
    at 96, height - 30
eval end_page
