# The best matrices found within a bound, and how far they are from N-rooks: if every weight is limited, something
# else is always better; if the norm of all weights is, N-rooks come out at all but weak bounds.
load "figures/style.gp"

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

# From which bound on all that was found with a limited norm is N-rooks; a search may fail at strong ones.
stats [*:*] [*:*] data . "flux/budget.tsv" using (column("flux") > column("rooks_flux") + 1e-6 ? column("bound") : NaN) nooutput
last_other = STATS_max
least_bound = STATS_min # weak bounds have others
stats [*:*] [*:*] data . "flux/budget.tsv" using (column("bound") > last_other ? column("bound") : NaN) nooutput
heading = sprintf("If every weight is limited, other matrices beat N-rooks at every bound; " \
  . "if the norm is, none found does from b = %g on", STATS_min)

# Networks side by side, without connections, have the sum of their fluxes, and N-rooks likewise: so the gains of
# smaller ones add up to one that is reached, whether a search finds it or not. One neuron gains nothing.
# "neurons bound built gain": the most built of two smaller ones, and whether the search fell short of it.
built = sprintf("< awk '" . \
    '/^#/ { next } ' . \
    '$1 == "neurons" { for (i = 1; i <= NF; i++) c[$i] = i; next } ' . \
    '{ N = $c["neurons"]; b = $c["bound"]; g = $c["flux"] - $c["rooks_flux"]; ' . \
    '  if (!((N, b) in gain) || g > gain[N, b]) gain[N, b] = g; if (!(b in seen)) { seen[b]; bound[++bounds] = b } ' . \
    '  if (N > most) most = N } ' . \
    'END { print "neurons bound built short"; for (k = 1; k <= bounds; k++) { b = bound[k]; top[1] = 0; ' . \
    '  for (N = 2; N <= most; N++) { sum = 0; ' . \
    '    for (i = 1; i < N; i++) if (top[i] + top[N - i] > sum) sum = top[i] + top[N - i]; ' . \
    '    own = (N, b) in gain; short = own && gain[N, b] < sum - 1e-5; ' . \
    '    if (own) printf "%%d %%s %%.12g %%d\n", N, b, sum, short; ' . \
    '    top[N] = own && gain[N, b] > sum ? gain[N, b] : sum } } ' . \
    "}' '%s' '%s'", ternary, data . "flux/optimum.tsv")
set print $built
print system(built[3:])
unset print

# A search that ends below N-rooks, or below smaller networks side by side, has failed: its point is a cross, off
# the curve, which goes through what is built instead.
gain(x)   = column("flux") - column("rooks_flux")
array short[500] # by neurons and place of the bound
place_of(b) = int(sum [i = 1:words(bounds)] (real(word(bounds, i)) == b ? i : 0))
index(x) = 50 * int(column("neurons")) + place_of(column("bound"))
array reached[500]
do for [i = 1:500] { short[i] = 0; reached[i] = 0 }
fell_short = 0 # how many of these, with every weight limited
least_gain = 0
do for [p = 1:2] {
  stats [*:*] [*:*] word(tables, p) using (column("flux") - column("rooks_flux")) nooutput
  least_gain = STATS_min < least_gain ? STATS_min : least_gain
}
none_failed = least_gain > -1e-6
stats [*:*] [*:*] $built using (place_of(column("bound")) ? (reached[index(0)] = column("built"), short[index(0)] = column("short"), fell_short = fell_short + column("short")) : 0) nooutput
none_failed = none_failed && fell_short == 0
of_weights = 1
failed(x) = gain(0) < -1e-6 || of_weights && short[index(0)] > 0
reaches(row) = failed(0) ? (row eq "gain" && of_weights ? reached[index(0)] : NaN) : shown(row)
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
height = 1010
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox
set logscale x
set xrange [(least_bound < real(word(bounds, 1)) ? least_bound : real(word(bounds, 1))) / 1.12 : real(word(bounds, words(bounds))) * 1.12]
do for [p = 1:2] {
  left = 95 + (p - 1) * step_right
  source = word(tables, p)
  of_weights = p == 1
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
      for [k = 1:words(sizes)] source using (row eq "gain" ? here(k) : good(k)):(reaches(row)) with lines linewidth 1.5 linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] source using (good(k)):(shown(row)) with points pointtype 7 pointsize 0.55 \
        linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] source using (row eq "gain" ? bad(k) : NaN):(reaches(row)) with points pointtype 4 \
        pointsize 0.8 linewidth 1.5 linecolor rgb tint(k) notitle, \
      for [k = 1:words(sizes)] source using (bad(k)):(shown(row)) with points pointtype 2 pointsize 0.75 linewidth 2 \
        linecolor rgb tint(k) notitle, \
      ternary using (p == 1 && i < 3 && column("neurons") == exhausted ? column("bound") : NaN):(shown(i < 3 ? row : "gain")) \
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
  set label "no point is below N-rooks or, left, below smaller networks side by side, without connections, whose gains add up" at x, y + 50
} else {
  set label "" at x + 98, y + 50 point pointtype 2 pointsize 0.75 linewidth 2 linecolor "black"
  set label "the search failed: less flux than N-rooks, or than   □   smaller networks side by side, without connections, whose gains add up" \
    at x + 118, y + 50
}
set label "" at x + 98, y + 25 point pointtype 6 pointsize 1.1 linewidth 1.2 linecolor "black"
set label sprintf("N = %d: the best of all %d matrices of weights 0, −b and b, no search", exhausted, \
    matrices_of(exhausted)) at x + 118, y + 25
source = data . "flux/optimum.tsv"
set label sprintf("best of %s evolutions (left), of %s (right); N-rooks of magnitude b use up both limits", \
    header("evolutions"), evolutions_norm) at x, y + 75
set label sprintf("distance: squared, to N-rooks of any magnitude, relative to the squared norm of the matrix; gain: linear within ± %.4f bit, logarithmic beyond", knee) at x, y + 100
eval end_page
