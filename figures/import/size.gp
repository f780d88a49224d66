# How import, recurrence and chaos vary with the balance in small and large networks, sparse and dense.
reads = "import/size import/shares"
load "figures/style.gp"

source  = "size"
rows    = "C_xs share C_ss lyapunov_free"
T = T_of(source)
sizes     = values("neurons")
densities = values("density")
knee      = 0.1

# The row of shares has a dataset of its own.
of_row(name) = name eq "share" ? shares : size
least_of(name) = name eq "lyapunov_free" ? unbent(bent(STATS_min, knee) * 1.05, knee) \
               : STATS_min < 0 ? 1.2 * STATS_min : 0
row_title(name) = name eq "share" ? "input’s share of a state’s variance" : name eq "C_xs" ? "import C_{xs}" \
                : name eq "C_ss" ? "recurrence C_{ss}" : "exponent " . in_unit(name) . " of free runs"
# In the largest networks, what double precision takes away: import without it.
largest = words(sizes)
unrounded(name) = name eq "C_xs" || name eq "share" ? column(name . "_departures") : NaN
size_note(text) = sprintf("%s, %s", word(sizes, largest), text)
# Wider and lighter with the size, so that sizes are told apart in grey too.
tint(k)   = palette(0.85 * (k - 1) / (words(sizes) - 1.0))
width_of(k) = 0.8 + 0.4 * k

panel_width = 316; panel_height = 122; step_right = 356; step_down = 160
height = 54 + words(rows) * step_down + 54
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set xrange [-1.05 : 1.05]
do for [row = 1:words(rows)] {
  name = word(rows, row)
  stats [*:*] [*:*] of_row(name) using (column(name)) nooutput
  if (name eq "lyapunov_free") {
    set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
    set ytics (-100, -10, -1, "" -0.1, 0, "" 0.1, 1)
    set xlabel "balance b" offset 0, 0.6
  } else { set ytics nice_step(1.5 * STATS_max) }
  set yrange [least_of(name) : name eq "lyapunov_free" ? 1 : 1.1 * STATS_max]
  do for [p = 1:words(densities)] {
    d = real(word(densities, p))
    left = 62 + (p - 1) * step_right
    upper = 54 + (row - 1) * step_down
    eval place
    set format x row == words(rows) ? "%g" : ""
    set format y p == 1 ? "%g" : ""
    unset label
    panel_title = row_title(name)
    eval letter_panel
    if (row == 1) { set label 1 bold(sprintf("density %g", d)) at screen X(left + panel_width / 2), Y(14) center }
    if (name eq "share" && p == words(densities)) {
      set label 2 size_note("unrounded") at first 0.12, graph 0.91 right
      set label 3 size_note("as stored") at first 0.12, graph 0.5 right
    }
    eval draw_floor
    on_curve(k) = column("density") == d && column("neurons") == real(word(sizes, k)) ? column("balance") : NaN
    plot for [k = 1:words(sizes)] of_row(name) using (on_curve(k)): \
        (column(name) - column(name . "_se")):(column(name) + column(name . "_se")) \
        with filledcurves linecolor rgb tint(k) fillstyle transparent solid 0.3 noborder notitle, \
      for [k = 1:words(sizes)] of_row(name) using (on_curve(k)):(column(name)) \
        with lines linewidth width_of(k) linecolor rgb tint(k) notitle, \
      of_row(name) using (on_curve(largest)):(unrounded(name)) \
        with lines linewidth 2.5 dashtype (5, 3) linecolor rgb tint(largest) notitle
  }
}
eval over_page
x = 62; y = height - 18
set label "neurons N" at x, y
do for [k = 1:words(sizes)] {
  set arrow from x + 80 + (k - 1) * 78, y rto 30, 0 nohead linewidth width_of(k) linecolor rgb tint(k)
  set label word(sizes, k) at x + 116 + (k - 1) * 78, y
}
set arrow from x + 490, y rto 30, 0 nohead linewidth 2 dashtype (5, 3) linecolor rgb tint(largest)
set label size_note("unrounded") at x + 528, y
eval end_page
