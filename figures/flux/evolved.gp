# What the best matrices that evolve look like, if every weight is limited and if the norm of all weights is, and where
# each of their states most probably leads.
reads = "flux/evolution flux/evolved flux/cycles"
load "figures/style.gp"

# What flux/cycles says of each goal.
array bound_of[evolved_cases_goal]
array on_cycles[evolved_cases_goal]
array longest_cycle[evolved_cases_goal]
keep_goal(g) = (bound_of[g] = column("bound"), on_cycles[g] = column("on_cycles"), longest_cycle[g] = column("longest"))
stats cycles using (keep_goal(int(column("goal")))) nooutput
cycles_note(g) = sprintf("%d on cycles, longest %d", on_cycles[g], longest_cycle[g])

matrices = "evolved"
N = int(evolved_neurons)
load "figures/matrices.gp"

source = "evolution"
bounds = values("bound")
panels = words(bounds) # of each limit
limits = evolution_cases_limit

cell_size = 116; step_right = 180; step_down = 362
height = 734
eval signed
set cbrange [0 : 1]
eval begin_page
unset colorbox
do for [l = 1:limits] { do for [k = 1:panels] {
  norm = real(word(case_settings("limit", l), 2))
  b = real(word(bounds, k))
  stats [*:*] [*:*] cycles using (column("norm") == norm && column("bound") == b && column("share") == 1 \
    ? column("goal") : NaN) nooutput
  goal = int(STATS_min)
  left = 56 + (k - 1) * step_right
  upper = 60 + (l - 1) * step_down
  panel_title = sprintf("bound %g", b)
  eval letter_panel
  if (k == 1) { set label 1 bold("limited: " . case_name("limit", l)) at screen X(left), Y(upper - 42) left }
  eval draw_matrix
  unset label
  upper = upper + cell_size + 46
  set label 2 cycles_note(goal) at screen X(left + cell_size / 2), Y(upper + cell_size + 12) center
  eval draw_transitions
  unset label
}}
eval over_page
eval end_page
