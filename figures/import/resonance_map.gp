# Where in the phase diagram import (C_xs) and recurrence (C_ss) peak against the coupling strength: at which
# strength, and how far the peak rises.
load "figures/style.gp"

source  = data . "import/resonance_map.tsv"
maps    = "import_coupling import_height import_sigma recurrence_coupling recurrence_height recurrence_sigma"
heading = "Resonance: where import (above) and recurrence (below) peak at an interior coupling strength"
@read_maps
source  = data . "import/regimes.tsv"
@find_border
source  = data . "import/resonance_map.tsv"

# A peak must stand above both sides by needed_sigma standard errors.
maps = "import_coupling import_height recurrence_coupling recurrence_height"
group(name) = name[1:strstrt(name, "_") - 1]
shown(name) = column(group(name) . "_sigma") >= needed_sigma
kind(name)  = "log"
is_coupling(name) = strstrt(name, "coupling") > 0
do for [name in "import_coupling recurrence_coupling"] {
  stats source using (shown(name) ? column(name) : NaN) nooutput
  weakest   = exists("weakest") && weakest < STATS_min ? weakest : STATS_min
  strongest = exists("strongest") && strongest > STATS_max ? strongest : STATS_max
}
start_of(name) = is_coupling(name) ? weakest : STATS_min
end_of(name)   = is_coupling(name) ? strongest : STATS_max
bar_label(name) = is_coupling(name) ? "coupling strength η at the peak" \
                : "rise of " . (group(name) eq "import" ? "C_{xs}" : "C_{ss}")
map_title(name) = about(name)
line_name  = "λ = 0 of networks left to themselves (import/regimes)"
blank_mark = "·"
blank_name = sprintf("no peak: not %g standard errors above both sides", needed_sigma)
notes = sprintf("cell: %s networks of %s neurons, the same along a curve\nT = %.0f steps for each coupling strength\n" \
    . "all scales logarithmic; errors paired, network by network", header("networks"), header("neurons"), T)
@draw_maps
