# Where in the phase diagram import (C_xs) and recurrence (C_ss) peak against the coupling strength: at which
# strength, and how far the peak rises.
reads = "import/resonance_map import/borders import/peaks"
load "figures/style.gp"
load "figures/maps.gp"

source  = "resonance_map"
heading = "Resonance: where import (above) and recurrence (below) peak at an interior coupling strength"
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
bar_label(name) = is_coupling(name) ? "coupling strength η at the peak" \
                : "rise of " . (group(name) eq "import" ? "C_{xs}" : "C_{ss}")
map_title(name) = about(name)
letters    = 48
line_name  = "λ = 0 of networks left to themselves (import/regimes)"
blank_mark = "·"
blank_name = sprintf("no peak: not %g standard errors above both sides", needed_sigma)
notes = sprintf("cell: %s networks of %s neurons, the same along a curve\nT = %.0f steps for each coupling strength\n" \
    . "all scales logarithmic; errors paired, network by network", header("networks"), header("neurons"), T)
eval draw_maps
