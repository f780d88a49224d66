# What a network left to itself does, over the balance and the density of its weights: how much it
# moves (F) and what one state tells of the next (C_ss, I_ss). Between the λ = 0 lines it is chaotic.
reads = "import/free import/borders"
load "figures/style.gp"
load "figures/maps.gp"

source   = "free"
maps     = "fluctuation C_ss I_ss"
columns  = 3; slot_width = 232; map_size = 156
array names[3] = ["chaotic", "periodic", "fixed point"]
map_title(name) = name eq "fluctuation" ? "fluctuation F" : "recurrence " . in_unit(name)
eval read_maps
border_case = border_named("free, λ = 0")
eval name_regimes
eval draw_maps
