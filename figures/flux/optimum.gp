# The best matrices found within a bound, and how far they are from N-rooks: if every weight is limited, something
# else is always better; if the norm of all weights is, N-rooks come out at all but weak bounds.
reads = "flux/optimum flux/budget flux/gains flux/winners flux/ternary"
load "figures/style.gp"

source = "optimum"
sizes  = values("neurons")
bounds = values("bound")
source = "gains"
limits = gains_cases_limit
names  = "'every weight at most b' 'mean squared norm of a row at most b²'"
exhausted = 3 # neurons whose every ternary matrix has been tried
stats ternary using (column("neurons") == exhausted ? column("matrices") : NaN) nooutput
matrices = STATS_max

stats winners using (column("norm") == 1 ? column("rooks_from") : NaN) nooutput
heading = sprintf("If every weight is limited, other matrices beat N-rooks at every bound; " \
  . "if the norm is, none found does from b = %g on", STATS_max)
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
about_row(row) = row eq "rooks_distance" ? "distance of the best matrix from the nearest N-rooks" \
  : row eq "gain" ? "its flux less that of N-rooks" : "evolutions that came to that flux within 0.001 bit"

panel_width = 470; step_right = 540
width  = 100 + limits * step_right
height = 1010
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set logscale x
set xrange [weakest / 1.12 : strongest * 1.12]
do for [p = 1:limits] {
  left = 95 + (p - 1) * step_right
  upper = 95
  do for [i = 1:3] {
    row = word(rows, i)
    panel_height = i == 1 ? 200 : i == 2 ? 290 : 110
    eval place
    set title i == 1 ? bold(word(names, p)) : "" offset 0, 0.9
    set xtics (0.5, 1, 2, 3, 4, 6, 8, 10) format (i == 3 ? "%g" : "")
    if (i == 3) { set xlabel "bound b" offset 0, 0.4 } else { unset xlabel }
    if (i == 2) {
      set nonlinear y via asinh(y / knee) inverse knee * sinh(y)
      set yrange [none_failed ? -0.0005 : -1.5 : 3]
      set ytics (-1, -0.1, -0.01, -0.001, 0, 0.001, 0.01, 0.1, 1) format "%g"
    } else {
      set yrange [-0.06 : 1.06]
      step = i == 1 ? 0.2 : 0.5
      set ytics 0, step, 1 format "%g"
    }
    set ylabel p == 1 ? word("distance 'gain [bit]' share", i) : "" offset (i != 2 ? 0 : none_failed ? 1 : 2.5), 0
    unset label
    set label 1 about_row(row) at graph 0, 1 offset 0, 0.7
    if (i == 1) { set label 2 "0: N-rooks" at graph 0.985, first 0.05 right offset 0, 0.3 }
    if (i == 2) { set label 2 "0: flux of N-rooks" at graph 0.02, first 0 offset 0, -0.7 }
    plot 0 with lines linecolor rgb "#a0a0a0" notitle, \
      for [k = 1:words(sizes)] gains using (row eq "gain" ? here(k) : good(k)):(reached(row)) \
        with lines linewidth 1.5 linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] gains using (good(k)):(column(row)) with points pointtype 7 pointsize 0.55 \
        linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] gains using (row eq "gain" ? bad(k) : NaN):(reached(row)) with points pointtype 4 \
        pointsize 0.8 linewidth 1.5 linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] gains using (bad(k)):(column(row)) with points pointtype 2 pointsize 0.75 linewidth 2 \
        linecolor rgb tint(k) notitle, \
      ternary using (p == 1 && i < 3 && column("neurons") == exhausted ? column("bound") : NaN): \
        (enumerated(i < 3 ? row : "gain")) \
        with points pointtype 6 pointsize 1.1 linewidth 1.2 linecolor "black" notitle
    unset nonlinear y
    upper = upper + panel_height + 40
  }
}
eval over_page
x = 95; y = height - 123
set label "neurons N" at x, y
do for [k = 1:words(sizes)] {
  set arrow from x + 85 + (k - 1) * 70, y rto 26, 0 nohead linewidth 1.5 linecolor rgb tint(k)
  set label "" at x + 98 + (k - 1) * 70, y point pointtype 7 pointsize 0.6 linecolor rgb tint(k)
  set label word(sizes, k) at x + 118 + (k - 1) * 70, y
}
if (none_failed) {
  set label "no point is below N-rooks or below smaller networks side by side, without connections, " \
    . "whose gains add up" at x, y + 50
} else {
  set label "" at x + 98, y + 50 point pointtype 2 pointsize 0.75 linewidth 2 linecolor "black"
  set label "the search failed: less flux than N-rooks, or than   □   smaller networks side by side, " \
    . "without connections, whose gains add up" at x + 118, y + 50
}
set label "" at x + 98, y + 25 point pointtype 6 pointsize 1.1 linewidth 1.2 linecolor "black"
set label sprintf("N = %d: the best of all %d matrices of weights 0, −b and b, no search", exhausted, \
    matrices) at x + 118, y + 25
set label sprintf("best of %s evolutions (left), of %s (right); N-rooks of magnitude b use up both limits", \
    optimum_evolutions, budget_evolutions) at x, y + 75
set label sprintf("distance: squared, to N-rooks of any magnitude, relative to the squared norm of the matrix; " \
  . "gain: linear within ± %.4f bit, logarithmic beyond", knee) at x, y + 100
eval end_page
