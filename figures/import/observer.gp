# Import as observers of different resolution see it: against the balance, against the resolution, where it ends, and
# against the coupling strength.
reads = "import/observer import/observer_ends import/observer_curves"
load "figures/style.gp"

# Resolutions by colour, from all digits to hardly any; the same in all panels that show several.
resolutions = "none -26 -16.494 -12 -7.764 -6 -4 -2" # their decimal logarithms
sees(k) = k == 1 ? column("resolution") == 0 \
        : column("resolution") > 0 && abs(log10(column("resolution")) - real(word(resolutions, k))) < 0.01
shade(k) = palette(k == 1 ? 0 : 0.14 + 0.78 * (k - 2) / (words(resolutions) - 2.0))
name_of(k) = word("'0: all digits' '10^{−26}' '3.2·10^{−17}' '10^{−12}' '1.7·10^{−8}' '10^{−6}' '10^{−4}' '10^{−2}'", k)
double_mark = 7; single_mark = 9

# Rows of other observers lie between those of a curve.
bridge_rows = "set datafile missing NaN"
end_bridges = "set datafile missing"

source = "observer"
sizes  = values("neurons") # three; a draft has two
drawn_size(n) = column("neurons") == real(n)
size_mark(i) = int(word("4 6 12", i))
tint(i) = int(word("0x7fb2e5 0x2a78c0 0x08306b", i))

panel_width = 200; panel_height = 190; step_right = 238
height = 644
x_of(c) = 56 + (c - 1) * step_right
eval viridis
set cbrange [0 : 1]
eval begin_page
unset colorbox

# share against balance
eval bridge_rows
set xrange [0 : 1.02]; set yrange [-0.02 : 0.68]
set xtics 0.2; set ytics 0.2
upper = 44
do for [c = 1:words(sizes)] {
  left = x_of(c)
  eval place
  unset label
  panel_title = sprintf("share imported, N = %s", word(sizes, c))
  eval letter_panel
  set xlabel "balance b" offset 0, 0.6
  set format y (c == 1 ? "%g" : "")
  on_cut(k) = drawn_size(word(sizes, c)) && column("bits") == 0 && sees(k)
  rounded(b) = drawn_size(word(sizes, c)) && column("bits") == b
  plot for [k = 1:words(resolutions)] observer using (on_cut(k) ? column("balance") : NaN):(column("share")) \
         with lines linewidth 2 linecolor rgb shade(k) notitle, \
       for [k = 1:words(resolutions)] observer using (on_cut(k) ? column("balance") : NaN):(column("theory")) \
         with lines linewidth 0.9 dashtype 4 linecolor "black" notitle, \
       observer using (rounded(53) ? column("balance") : NaN):(column("share")) \
         with points pointtype double_mark pointsize 0.4 linecolor "black" notitle, \
       observer using (rounded(24) ? column("balance") : NaN):(column("share")) \
         with points pointtype single_mark pointsize 0.5 linecolor "black" notitle
}
eval end_bridges

# share against the resolution, at the border and deep among the fixed points
dash_at(b) = b > 0.6 ? 1 : 2
upper = 320
set logscale x
set xrange [1e-36 : 1]; set xtics ("10^{−30}" 1e-30, "10^{−20}" 1e-20, "10^{−10}" 1e-10, "1" 1)
set xlabel "resolution σ_o" offset 0, 0.6
left = x_of(1)
eval place
unset label
panel_title = "share, b = 0.8 and 0.4"
eval letter_panel
set format y "%g"
at_place(n, b) = drawn_size(n) && abs(column("balance") - b) < 1e-6 && column("resolution") > 0
plot for [i = 1:words(sizes)] for [b in "0.4 0.8"] observer \
       using (at_place(word(sizes, i), b) && column("bits") == 0 ? column("resolution") : NaN):(column("share")) \
       with lines linewidth 2 dashtype dash_at(real(b)) linecolor rgb tint(i) notitle, \
     for [i = 1:words(sizes)] for [b in "0.4 0.8"] observer \
       using (at_place(word(sizes, i), b) && column("bits") == 53 ? column("resolution") : NaN):(column("share")) \
       with points pointtype double_mark pointsize 0.6 linecolor "black" notitle, \
     for [i = 1:words(sizes)] for [b in "0.4 0.8"] observer \
       using (at_place(word(sizes, i), b) && column("bits") == 24 ? column("resolution") : NaN):(column("share")) \
       with points pointtype single_mark pointsize 0.75 linecolor "black" notitle

# the field at which import ends: one line
left = x_of(2)
eval place
unset label
panel_title = "field where it ends"
eval letter_panel
set yrange [0 : 42]; set ytics 10
set label 1 "double" at 3e-16, 21.5 left
set label 2 "single" at 1e-7, 11.7 left
end_of(n, b) = drawn_size(n) && column("bits") == b ? column("resolution") : NaN
q = 4 * real(observer_coupling) ** 2
plot [s = 1e-36:1] 0.5 * log(2 * exp(q / 2) * sqrt(exp(q) - 1) / s) with lines linewidth 1.2 linecolor "black" notitle, \
     for [i = 1:words(sizes)] observer_ends using (end_of(word(sizes, i), 0)):(column("field")) \
       with points pointtype size_mark(i) pointsize 0.9 linewidth 1.5 linecolor rgb tint(i) notitle, \
     for [i = 1:words(sizes)] observer_ends using (end_of(word(sizes, i), 53)):(column("field")) \
       with points pointtype double_mark pointsize 0.6 linecolor "black" notitle, \
     for [i = 1:words(sizes)] observer_ends using (end_of(word(sizes, i), 24)):(column("field")) \
       with points pointtype single_mark pointsize 0.75 linecolor "black" notitle

# information against the coupling strength
eval bridge_rows
left = x_of(3)
eval place
unset label
panel_title = "I_{xs}  [10^{−3} bit], N = 50"
eval letter_panel
set xrange [1e-3 : 10]; set xtics ("" 0.001, 0.01, 0.1, 1, 10) format "%g"
set xlabel "coupling η" offset 0, 0.6
set yrange [0 : 20]; set ytics 5
on_curve(k) = column("place") == 2 && sees(k) ? column("coupling") : NaN
plot for [k in "1 6 7 8"] observer_curves using (on_curve(int(k))):(1e3 * column("I_xs_mm")) \
       with lines linewidth 2 linecolor rgb shade(int(k)) notitle
eval end_bridges
eval over_page
y = 574
set label "σ_o  in a, b, c, f" at 56, y
do for [k = 1:words(resolutions)] {
  x = 176 + ((k - 1) % 4) * 140; row = (k - 1) / 4
  set arrow from x, y + 22 * row rto 26, 0 nohead linewidth 2 linecolor rgb shade(k)
  set label name_of(k) at x + 34, y + 22 * row
}
y = y + 50
set label "" at 64, y point pointtype double_mark pointsize 0.6 linecolor "black"
set label "double" at 76, y
set label "" at 144, y point pointtype single_mark pointsize 0.75 linecolor "black"
set label "single precision" at 156, y
set arrow from 278, y rto 26, 0 nohead linewidth 0.9 dashtype 4 linecolor "black"
set label "theory" at 310, y
do for [i = 1:words(sizes)] {
  x = 372 + (i - 1) * 92
  set arrow from x, y rto 26, 0 nohead linewidth 2 linecolor rgb tint(i)
  set label "" at x + 13, y point pointtype size_mark(i) pointsize 0.9 linewidth 1.5 linecolor rgb tint(i)
  set label "N = " . word(sizes, i) at x + 32, y
}
set arrow from 650, y rto 36, 0 nohead linewidth 2 dashtype (5, 4) linecolor rgb tint(2)
set label "b = 0.4" at 688, y
eval end_page
