# Where in the phase diagram import (C_xs) and recurrence (C_ss) peak against the coupling strength: at which
# strength, and how far the peak rises.
reads = "import/resonance_map import/borders import/peaks"
load "figures/style.gp"
load "figures/maps.gp"

source = "resonance_map"
eval read_maps
border_case = border_named("regimes, λ = 0")

# A peak must stand above both sides by as many standard errors as those of import/peaks.
needed_sigma = real(peaks_sigma)
maps = "import_coupling import_height recurrence_coupling recurrence_height"
group(name) = name[1:strstrt(name, "_") - 1]
shown(name) = column(group(name) . "_sigma") >= needed_sigma
kind(name)  = "log"
is_coupling(name) = strstrt(name, "coupling") > 0
weakest = 1e300; strongest = 0
do for [name in "import_coupling recurrence_coupling"] {
  stats resonance_map using (shown(name) ? column(name) : NaN) nooutput
  weakest   = STATS_min < weakest ? STATS_min : weakest
  strongest = STATS_max > strongest ? STATS_max : strongest
}
start_of(name) = is_coupling(name) ? weakest : STATS_min
end_of(name)   = is_coupling(name) ? strongest : STATS_max
peak_of(name)  = group(name) eq "import" ? "C_{xs}" : "C_{ss}"
map_title(name) = is_coupling(name) ? "coupling η at the peak of " . peak_of(name) : "rise of the peak of " . peak_of(name)
eval draw_maps
