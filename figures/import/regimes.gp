# What networks left to themselves end in, over the balance and the density of their weights: a short
# cycle, chaos, a fixed point, or none of these; and the Lyapunov exponent, which tells chaos from the rest.
reads = "import/regimes import/borders"
load "figures/style.gp"
load "figures/maps.gp"

source  = "regimes"
heading = "What networks left to themselves end in: balance and density decide"
eval read_maps
border_case = border_named("regimes, λ = 0")

# In the order in which the balance runs through them; below, what is rare, and the exponent.
maps = "period_2 chaotic fixed period_longer other lyapunov"
measured(name) = name eq "period_longer" ? column("period_4") + column("period_longer") \
               : strcol(name) eq "-inf" ? -1e300 : column(name)
end_of(name) = name eq "lyapunov" ? round_up(STATS_max) : 1
regime_name(name) = name eq "lyapunov" ? "λ" : name eq "fixed" ? "fixed point" : name eq "period_2" ? "period 2" \
    : name eq "period_longer" ? "longer period" : name
map_title(name) = bold(regime_name(name)) . "\n" \
    . (name eq "period_longer" ? about("period_4") . "\n+ " : "") . about(name)
bar_label(name) = name eq "lyapunov" ? "λ [" . unit(name) . "], logarithmic beyond ±0.1" : "fraction of networks"

columns = 3; slot_width = 410; slot_height = 380; map_left = 62; map_top = 70; map_size = 230; letters = 36
notes = "darkest λ: also −∞, a network that forgets at once\n" . cell_note(header("runs"))
eval draw_maps
