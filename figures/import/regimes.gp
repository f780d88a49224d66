# What networks left to themselves end in, over the balance and the density of their weights: a short
# cycle, chaos, a fixed point, or none of these; and the Lyapunov exponent, which tells chaos from the rest.
reads = "import/regimes import/borders"
load "figures/style.gp"
load "figures/maps.gp"

source = "regimes"
eval read_maps
border_case = border_named("regimes, λ = 0")

# In the order in which the balance runs through them; below, what is rare, and the exponent. All shares have the
# scale that stands at the right end of the first row.
maps = "period_2 chaotic fixed period_longer other lyapunov"
measured(name) = name eq "period_longer" ? column("period_4") + column("period_longer") \
               : strcol(name) eq "-inf" ? -1e300 : column(name)
end_of(name) = name eq "lyapunov" ? round_up(STATS_max) : 1
has_bar(name) = name eq "fixed" || name eq "lyapunov"
map_title(name) = name eq "lyapunov" ? "exponent " . in_unit(name) : name eq "fixed" ? "fixed point" \
    : name eq "period_2" ? "period 2" : name eq "period_longer" ? "longer period" : name

columns = 3; slot_width = 216; map_size = 192
eval draw_maps
