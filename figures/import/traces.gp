# One network of each kind, left to itself: what four of its neurons do, how it is correlated with its own
# past, and how close it comes to where it has been.
reads = "import/traces"
load "figures/style.gp"

source  = "traces"
examples = traces_cases_example
shown_steps = int(header("shown"))

# Zero has no place on a logarithmic axis: it is drawn at its lower end.
stats traces using (column("nearest") > 0 && strcol("nearest") ne "inf" ? column("nearest") : NaN) nooutput
zero_at = 10 ** (floor(log10(STATS_min)) - 2)

four = "#0060a8 #d1600f #007a5a #8a4a7d"
longest_lag = shown_steps / 4
first_steps = 60

panel_width = 204; step_right = 226
height = 604
here(z) = column("example") == p ? z : NaN
returned(z) = column("example") == p && strcol("nearest") ne "inf"
eval begin_page

# By rows: what four neurons do, the autocorrelation, the distance.
do for [row = 1:3] { do for [p = 1:examples] {
  left = 80 + (p - 1) * step_right
  upper = int(word("32 270 448", row)); panel_height = int(word("166 106 106", row))
  eval place
  panel_title = row == 1 ? case_name("example", p) : ""
  eval letter_panel
  if (row == 1) {
    set xrange [0 : first_steps + 1]
    set yrange [-9.3 : 1.3]
    set xlabel "time [step]" offset 0, 0.6
    set ylabel (p == 1 ? "states" : "") offset -0.5, 0
    set ytics ()
    do for [k = 1:4] { set ytics add (p == 1 ? sprintf("neuron %d", k) : "" -2.65 * (k - 1)) }
    plot for [k = 1:4] -2.65 * (k - 1) with lines linecolor rgb "#c0c0c0" notitle, \
      for [k = 1:4] traces using (here(column("step"))):(column(sprintf("s%d", k)) - 2.65 * (k - 1)) \
        with linespoints pointtype 7 pointsize 0.2 linecolor rgb word(four, k) notitle
  }
  if (row == 2) {
    set xrange [0 : longest_lag + 1]
    set yrange [-1.1 : 1.1]
    set xlabel "lag [step]" offset 0, 0.6
    set ylabel (p == 1 ? "autocorrelation" : "") offset 0, 0
    set ytics -1, 0.5, 1 format (p == 1 ? "%g" : "")
    plot 0 with lines linecolor rgb "#c0c0c0" notitle, \
      traces using (here(column("step"))):(column("autocorrelation")) \
        with linespoints pointtype 7 pointsize 0.25 linecolor rgb "#303030" notitle
  }
  if (row == 3) {
    set logscale y
    set xrange [0 : shown_steps]
    set yrange [zero_at / 10 : 10]
    set xlabel "time [step]" offset 0, 0.6
    set ylabel (p == 1 ? "distance" : "") offset 1.5, 0
    set ytics (1) format (p == 1 ? "10^{%T}" : "")
    do for [e = -15:0:5] { set ytics add (10.0 ** e) }
    set ytics add (p == 1 ? "0" : "" zero_at)
    plot traces using (returned(0) && column("nearest") > 0 ? column("step") : NaN):(column("nearest")) \
        with points pointtype 7 pointsize 0.3 linecolor rgb "#303030" notitle, \
      traces using (returned(0) && column("nearest") == 0 ? column("step") : NaN):(zero_at) \
        with points pointtype 6 pointsize 0.3 linecolor rgb import_colour notitle
    unset logscale y
  }
}}
eval over_page
eval end_page
