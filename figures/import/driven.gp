# What a network driven by noise imports: how much of the input reaches the next state (C_xs, I_xs)
# and how much of its own state does (C_ss, I_ss), over the balance and the density of its weights.
reads = "import/driven import/borders"
load "figures/style.gp"
load "figures/maps.gp"

source  = "driven"
maps    = "C_xs I_xs C_ss I_ss"
heading = "What reaches the next state of a driven network: its input (above), its own state (below)"
array names[3] = ["chaotic\nλ > 0", "stable\nλ < 0", "stable\nλ < 0"]
eval read_maps
border_case = border_named("driven, λ = 0")
line_name = "λ = 0     " . about("lyapunov")
notes = floor_note . "\n" . cell_note(header("runs"))
eval name_regimes
eval draw_maps
