# What a network driven by noise imports: how much of the input reaches the next state (C_xs, I_xs)
# and how much of its own state does (C_ss, I_ss), over the balance and the density of its weights.
reads = "import/driven import/borders"
load "figures/style.gp"
load "figures/maps.gp"

source = "driven"
maps   = "C_xs I_xs C_ss I_ss"
array names[3] = ["chaotic", "stable", "stable"]
map_title(name) = (name[3:4] eq "xs" ? "import " : "recurrence ") . in_unit(name)
eval read_maps
border_case = border_named("driven, λ = 0")
eval name_regimes
eval draw_maps
