# What a network left to itself does, over the balance and the density of its weights: how much it
# moves (F) and what one state tells of the next (C_ss, I_ss). Between the λ = 0 lines it is chaotic.
reads = "import/free import/borders"
load "figures/style.gp"
load "figures/maps.gp"

source  = "free"
maps    = "fluctuation C_ss I_ss"
heading = "Networks left to themselves: how much they move (F), what a state tells of the next (C, I)"
array names[3] = ["chaotic\nλ > 0", "periodic\nλ < 0", "fixed point\nλ < 0"]
eval read_maps
border_case = border_named("free, λ = 0")
line_name = "λ = 0     " . about("lyapunov")
notes = floor_note . "\n" . cell_note(header("runs"))
eval name_regimes
eval draw_maps
