-- How well C_rms orders networks by their flux where weights are moderate and where they are strong, and how well it
-- has to for the claims.
local criteria = recur.include "criteria"

return recur.experiment {
	title = "Rank correlation of flux and C_rms for moderate and for strong weights",
	reads = { "flux/monotonic" },
	grid  = { recur.cases("strength", { { "moderate", width = 0.75 }, { "strong", width = 6 } }) },
	fixed = {
		nearly_monotonic = criteria.nearly_monotonic, hardly_monotonic = criteria.hardly_monotonic,
		unordered = criteria.unordered,
	},
	columns = {
		{ "C", "rank correlation of flux and C_rms, weights of this width" },
		{ "C_low", "lower end of its 95 % bootstrap interval" },
		{ "C_high", "upper end" },
		{ "pooled", "rank correlation of flux and C_rms, widths uniform up to this one" },
		{ "pooled_low", "lower end of its 95 % bootstrap interval" },
		{ "pooled_high", "upper end" },
	},
	rows = function(p, _, data)
		local row = data("flux/monotonic"):where("width " .. p.width, function(row) return row.width == p.width end)[1]
		return { { C = row.C, C_low = row.C_low, C_high = row.C_high, pooled = row.pooled, pooled_low = row.pooled_low,
			pooled_high = row.pooled_high } }
	end,
}
