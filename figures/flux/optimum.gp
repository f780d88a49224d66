# The best matrices found within a bound, and how far they are from N-rooks: if every weight is limited, something
# else is always better; if the norm of all weights is, N-rooks come out.
load "figures/style.gp"

heading = "If every weight is limited, other matrices beat N-rooks, if only by a little; if the norm is, N-rooks are the best"
source  = data . "flux/ternary.tsv"
wanted  = "neurons bound flux rooks_flux rooks_distance"
@check
ternary = source
matrices_of(N) = 3 ** (N * N)
source  = data . "flux/budget.tsv"
wanted  = "#neurons #evolutions neurons bound flux rooks_flux rooks_distance found"
@check
evolutions_norm = header("evolutions")
source  = data . "flux/optimum.tsv"
@check
sizes   = values("neurons")
bounds  = values("bound")
tables  = data . "flux/optimum.tsv " . data . "flux/budget.tsv"
names   = "'every weight at most b' 'mean squared norm of a row at most b²'"
exhausted = 3 # neurons whose every ternary matrix has been tried

# A search that ends below N-rooks has failed: its point is a cross, off the curve. Equal to a billionth of a bit is equal.
gain(x)   = column("flux") - column("rooks_flux")
failed(x) = gain(0) < -1e-6
here(k)   = column("neurons") == real(word(sizes, k)) ? column("bound") : NaN
good(k)   = failed(0) ? NaN : here(k)
bad(k)    = failed(0) ? here(k) : NaN
tint(k)   = palette(0.85 * (k - 1) / (words(sizes) - 1.0))
knee      = 1e-4
rows      = "distance gain found"
letters   = 200

shown(row) = row eq "distance" ? column("rooks_distance") : row eq "gain" ? gain(0) : column("found")
about_row(row) = row eq "distance" ? "distance of the best matrix from the nearest N-rooks" \
  : row eq "gain" ? "its flux less that of N-rooks" : "evolutions that came to that flux within 0.001 bit"

panel_width = 470; step_right = 540
width  = 100 + 2 * step_right
height = 985
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set logscale x
set xrange [real(word(bounds, 1)) / 1.12 : real(word(bounds, words(bounds))) * 1.12]
do for [p = 1:2] {
  left = 95 + (p - 1) * step_right
  source = word(tables, p)
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
      set yrange [-1.5 : 3]
      set ytics (-1, -0.1, -0.01, "" -0.001, 0, "" 0.001, 0.01, 0.1, 1) format "%g"
    } else {
      set yrange [-0.06 : 1.06]
      step = i == 1 ? 0.2 : 0.5
      set ytics 0, step, 1 format "%g"
    }
    set ylabel p == 1 ? word("distance 'gain [bit]' share", i) : "" offset 0, 0
    unset label
    set label 1 about_row(row) at graph 0, 1 offset 0, 0.7
    if (i == 1) { set label 2 "0: N-rooks" at graph 0.985, first 0.05 right offset 0, 0.3 }
    if (i == 2) { set label 2 "below 0: the search failed" at graph 0.02, first -0.5 }
    plot 0 with lines linecolor rgb "#a0a0a0" notitle, \
      for [k = 1:words(sizes)] source using (good(k)):(shown(row)) with lines linewidth 1.5 linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] source using (good(k)):(shown(row)) with points pointtype 7 pointsize 0.55 \
        linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] source using (bad(k)):(shown(row)) with points pointtype 2 pointsize 0.6 linewidth 1.5 \
        linecolor rgb tint(k) notitle, \
      ternary using (p == 1 && i < 3 && column("neurons") == exhausted ? column("bound") : NaN):(shown(i < 3 ? row : "gain")) \
        with points pointtype 6 pointsize 1.1 linewidth 1.2 linecolor "black" notitle
    unset nonlinear y
    upper = upper + panel_height + 40
  }
}
eval over_page
x = 95; y = height - 98
set label "neurons N" at x, y
do for [k = 1:words(sizes)] {
  set arrow from x + 85 + (k - 1) * 70, y rto 26, 0 nohead linewidth 1.5 linecolor rgb tint(k)
  set label "" at x + 98 + (k - 1) * 70, y point pointtype 7 pointsize 0.6 linecolor rgb tint(k)
  set label word(sizes, k) at x + 118 + (k - 1) * 70, y
}
set label "" at x + 425, y point pointtype 2 pointsize 0.6 linewidth 1.5 linecolor rgb tint(words(sizes))
set label "found less flux than N-rooks have: not the optimum" at x + 440, y
set label "" at x + 98, y + 25 point pointtype 6 pointsize 1.1 linewidth 1.2 linecolor "black"
set label sprintf("N = %d: the best of all %d matrices of weights 0, −b and b, no search", exhausted, \
    matrices_of(exhausted)) at x + 118, y + 25
source = data . "flux/optimum.tsv"
set label sprintf("best of %s evolutions (left), of %s (right); N-rooks of magnitude b use up both limits", \
    header("evolutions"), evolutions_norm) at x, y + 50
set label "distance: squared, to N-rooks of any magnitude, relative to the squared norm of the matrix" at x, y + 75
eval end_page
