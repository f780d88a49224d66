-- Shares of networks that end as import-1 expects, in the parts of the phase diagram that it names.
local expected = recur.include "expected"

local cases = {}
for k, part in ipairs(expected.parts) do cases[k] = { part[1], part_of = k } end

return recur.experiment {
	title = "Shares of networks in the regimes that import-1 expects",
	reads = { "import/regimes" },
	grid = { recur.cases("part", cases) },
	columns = {
		{ "share", "mean share of the networks of a grid point that end so" },
		{ "points", "grid points in the part" },
	},
	rows = function(p, _, data)
		local regimes = data("import/regimes")
		regimes:grid("density", "balance")
		regimes:axis("balance", -1, 1, 11)
		regimes:axis("density", 0.05, 1, 11)
		local share, points = expected.share(regimes, expected.parts[p.part_of])
		return { { share = share, points = points } }
	end,
}
