# What a network left to itself does, over the balance and the density of its weights: how much it
# moves (F) and what one state tells of the next (C_ss, I_ss). Between the λ = 0 lines it is chaotic.
load "figures/style.gp"

source  = data . "import/free.tsv"
maps    = "fluctuation C_ss I_ss"
heading = "Networks left to themselves: how much they move (F), what a state tells of the next (C, I)"
array names[3] = ["chaotic\nλ > 0", "periodic\nλ < 0", "fixed point\nλ < 0"]
@read_maps
@find_border
line_name = "λ = 0     ". about("lyapunov")
notes = floor_note . "\n" . cell_note(header("runs"))
@name_regimes
@draw_maps
