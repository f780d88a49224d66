# How import, recurrence and chaos vary with the balance in small and large networks, sparse and dense.
reads = "import/size import/shares"
load "figures/style.gp"

source  = "size"
rows    = "C_xs share C_ss lyapunov_free"
heading = "Import, recurrence and chaos against the balance, for networks of different size"
T = T_of(source)
sizes     = values("neurons")
densities = values("density")
knee      = 0.1

# The row of shares has a dataset of its own.
of_row(name) = name eq "share" ? shares : size
least_of(name) = name eq "lyapunov_free" ? unbent(bent(STATS_min, knee) * 1.05, knee) \
               : STATS_min < 0 ? 1.2 * STATS_min : 0
axis_label(name) = name eq "share" ? "N · (C@_{xs}^{ 2 }  −  1/T)" : in_unit(name)
row_title(name) = name eq "share" ? shares_about_share : about(name)
# In the largest networks, what double precision takes away: import without it.
largest = words(sizes)
unrounded(name) = name eq "C_xs" || name eq "share" ? column(name . "_departures") : NaN
size_note(text) = sprintf("%s, %s", word(sizes, largest), text)
tint(k)   = palette(0.85 * (k - 1) / (words(sizes) - 1.0))
width_of(k) = 1 + 0.5 * k
letters   = 80

panel_width = 440; panel_height = 150; step_right = 480; step_down = 200
width  = 100 + words(densities) * step_right
height = 90 + words(rows) * step_down + 136
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
    set ytics (-100, -10, -1, -0.1, 0, 0.1, 1)
    set xlabel "balance b" offset 0, 0.4
  } else { set ytics nice_step(1.5 * STATS_max) }
  set yrange [least_of(name) : name eq "lyapunov_free" ? 1 : 1.1 * STATS_max]
  do for [p = 1:words(densities)] {
    d = real(word(densities, p))
    left = 90 + (p - 1) * step_right
    upper = 95 + (row - 1) * step_down
    eval place
    set format x row == words(rows) ? "%g" : ""
    set format y p == 1 ? "%g" : ""
    set ylabel p == 1 ? axis_label(name) : "" offset 0, 0
    unset label
    set label 1 row_title(name) at graph 0, 1.08
    if (name eq "share" && p == words(densities)) {
      set label 2 size_note("unrounded") at first 1, graph 0.91 right
      set label 3 size_note("as stored") at first 1, graph 0.11 right
    }
    set title row == 1 ? sprintf("{/:Bold density %g}", d) : "" offset 0, 0.9
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
x = 90; y = height - 86
set label "neurons N" at x, y
do for [k = 1:words(sizes)] {
  set arrow from x + 85 + (k - 1) * 90, y rto 30, 0 nohead linewidth width_of(k) linecolor rgb tint(k)
  set label word(sizes, k) at x + 120 + (k - 1) * 90, y
}
set arrow from x + 540, y rto 30, 0 arrowstyle 1
set label sprintf("floor of C, 1/√T = %.2g; neurons that never move count 0", floor_of("C_xs")) at x + 578, y
set label sprintf("bands: ± 1 standard error over %s networks; T = %.0f steps; coupling %s, ", header("runs"), T, \
    header("coupling")) . "except for λ, of networks left to themselves" at x, y + 26
set arrow from x + 85, y + 52 rto 30, 0 nohead linewidth 2.5 dashtype (5, 3) linecolor rgb tint(largest)
set label size_note("unrounded: the states next to ±1 kept to all their digits, by their departures from it") \
  at x + 120, y + 52
eval end_page
