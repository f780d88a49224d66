-- Shares of networks that end as import-1 expects, in the parts of the phase diagram that it names.
local margin = 1e-9 -- for what rounding does to a coordinate

local parts = {
	{ "periodic, strong inhibition", column = "periodic", low = -1, high = -0.7, from = 0.3, to = 1 },
	{ "chaotic, near balance", column = "chaotic", low = -0.1, high = 0.1, from = 0.3, to = 1 },
	{ "fixed, strong excitation", column = "fixed", low = 0.7, high = 1, from = 0.3, to = 1 },
	{ "chaotic, near balance, sparse", column = "chaotic", low = -0.1, high = 0.1, from = margin, to = 0.1 },
}

local cases = {}
for k, part in ipairs(parts) do cases[k] = { part[1], part_of = k } end

return recur.experiment {
	title = "Shares of networks in the regimes that import-1 expects",
	reads = { "import/regimes" },
	grid = { recur.cases("part", cases) },
	columns = {
		{ "share", "mean share of the networks of a grid point that end so" },
		{ "points", "grid points in the part" },
	},
	rows = function(p, _, data)
		local part, regimes = parts[p.part_of], data("import/regimes")
		regimes:grid("density", "balance")
		regimes:axis("balance", -1, 1, 11)
		regimes:axis("density", 0.05, 1, 11)
		local rows = regimes:where(part[1], function(row)
			return row.density >= part.from - margin and row.density <= part.to + margin and row.density > 0
				and row.balance >= part.low - margin and row.balance <= part.high + margin
		end)
		return { { share = rows:mean(part.column), points = #rows } }
	end,
}
