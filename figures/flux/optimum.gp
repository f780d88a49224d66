# The best matrices found within a bound, and how far they are from N-rooks: if every weight is limited, something
# else is always better; if the norm of all weights is, N-rooks come out at all but weak bounds.
reads = "flux/optimum flux/budget flux/gains flux/winners flux/ternary"
load "figures/style.gp"

source = "optimum"
sizes  = values("neurons")
bounds = values("bound")
source = "gains"
limits = gains_cases_limit
names  = "'every weight limited' 'norm limited'"
exhausted = 3 # neurons whose every ternary matrix has been tried
stats winners using (column("failed")) nooutput
none_failed = STATS_max == 0
stats gains using (column("bound")) nooutput
weakest = STATS_min; strongest = STATS_max

# A search that failed is a cross, off the curve of gains, which goes through smaller networks side by side instead.
here(k)  = column("limit") == p && column("neurons") == real(word(sizes, k)) ? column("bound") : NaN
good(k)  = column("failed") > 0 ? NaN : here(k)
bad(k)   = column("failed") > 0 ? here(k) : NaN
reached(row) = column("failed") > 0 ? (row eq "gain" ? column("side_by_side") : NaN) : column(row)
enumerated(row) = row eq "gain" ? column("flux") - column("rooks_flux") : column(row)
tint(k)  = palette(0.85 * (k - 1) / (words(sizes) - 1.0))
knee     = 1e-4
rows     = "rooks_distance gain found"
about_row(row) = row eq "rooks_distance" ? "distance from N-rooks" \
  : row eq "gain" ? "gain in flux [bit]" : "share of evolutions"
# Larger sizes have wider lines, so that sizes are told apart in grey too.
width_of(k) = 0.8 + 0.35 * k

panel_width = 310; step_right = 362
height = none_failed ? 640 : 664
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set logscale x
set xrange [weakest / 1.12 : strongest * 1.12]
do for [p = 1:limits] {
  left = 62 + (p - 1) * step_right
  upper = 54
  do for [i = 1:3] {
    row = word(rows, i)
    panel_height = int(word("130 200 80", i))
    eval place
    set xtics (0.5, 1, 2, 3, 4, 6, 8, 10) format (i == 3 ? "%g" : "")
    if (i == 3) { set xlabel "bound b" offset 0, 0.6 } else { unset xlabel }
    if (i == 2) {
      set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
      set yrange [none_failed ? -0.0005 : -1.5 : 3]
      set ytics (-1, -0.1, -0.01, -0.001, 0, 0.001, 0.01, 0.1, 1) format (p == 1 ? "%g" : "")
    } else {
      set yrange [-0.06 : 1.06]
      step = i == 1 ? 0.2 : 0.5
      set ytics 0, step, 1 format (p == 1 ? "%g" : "")
    }
    unset label
    panel_title = about_row(row)
    panel_count = (i - 1) * limits + p - 1
    eval letter_panel
    if (i == 1) { set label 1 bold(word(names, p)) at screen X(left + panel_width / 2), Y(14) center }
    if (i == 1) { set label 2 "0: N-rooks" at graph 0.985, first 0.05 right offset 0, 0.3 }
    if (i == 2) { set label 2 "0: flux of N-rooks" at graph 0.02, first 0 offset 0, -0.7 }
    plot 0 with lines linecolor rgb "#a0a0a0" notitle, \
      for [k = 1:words(sizes)] gains using (row eq "gain" ? here(k) : good(k)):(reached(row)) \
        with lines linewidth width_of(k) linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] gains using (good(k)):(column(row)) with points pointtype 7 pointsize 0.45 \
        linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] gains using (row eq "gain" ? bad(k) : NaN):(reached(row)) with points pointtype 4 \
        pointsize 0.8 linewidth 1.5 linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] gains using (bad(k)):(column(row)) with points pointtype 2 pointsize 0.75 linewidth 2 \
        linecolor rgb tint(k) notitle, \
      ternary using (p == 1 && i < 3 && column("neurons") == exhausted ? column("bound") : NaN): \
        (enumerated(i < 3 ? row : "gain")) \
        with points pointtype 6 pointsize 0.9 linewidth 1.2 linecolor "black" notitle
    unset nonlinear y
    upper = upper + panel_height + 40
  }
}
eval over_page
x = 62; y = 618
set label "neurons N" at x, y
do for [k = 1:words(sizes)] {
  set arrow from x + 80 + (k - 1) * 62, y rto 26, 0 nohead linewidth width_of(k) linecolor rgb tint(k)
  set label "" at x + 93 + (k - 1) * 62, y point pointtype 7 pointsize 0.5 linecolor rgb tint(k)
  set label word(sizes, k) at x + 112 + (k - 1) * 62, y
}
set label "" at x + 362, y point pointtype 6 pointsize 0.9 linewidth 1.2 linecolor "black"
set label sprintf("N = %d, all matrices tried", exhausted) at x + 378, y
if (!none_failed) {
  set label "" at x + 13, y + 24 point pointtype 2 pointsize 0.75 linewidth 2 linecolor "black"
  set label "search failed" at x + 30, y + 24
  set label "" at x + 362, y + 24 point pointtype 4 pointsize 0.8 linewidth 1.5 linecolor "black"
  set label "smaller networks side by side" at x + 378, y + 24
}
eval end_page
