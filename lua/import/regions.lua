-- Mean import in the regions of the phase diagram that the claims compare, and where a letter for each may stand.
local phases = recur.include "phases"

-- Where a letter stands: at the mean balance of the cells above a density, which is low where the region is.
local letter_above = { sparse_chaos = 0.22 }

return recur.experiment {
	title = "Mean import in regions of the phase diagram",
	reads = { "import/driven", "import/regimes" },
	grid = { phases.cases() },
	columns = {
		{ "C_xs", "mean over the cells of RMS correlation of input and next state" },
		{ "C_xs_se", "standard error of that mean, from those of the cells" },
		{ "cells", "grid points in the region" },
		{ "letter_balance", "where a letter for it may stand" },
		{ "letter_density", "likewise" },
	},
	rows = function(p, _, data)
		local driven, name = data("import/driven"), phases.names[p.region_of].name
		local within = phases.membership(data("import/regimes"))
		driven:grid("density", "balance")
		local part = driven:where(phases.names[p.region_of].label, function(row)
			return within(row.density, row.balance, name)
		end)
		local C_xs, C_xs_se = phases.mean_import(part)
		local top = part:where("room for a letter", function(row) return row.density > (letter_above[name] or 0.85) end)
		return { {
			C_xs = C_xs, C_xs_se = C_xs_se, cells = #part,
			letter_balance = top:mean("balance"), letter_density = top:mean("density"),
		} }
	end,
}
