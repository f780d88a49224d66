-- Shares of networks that end as import-1 expects, in the parts of the phase diagram that it names.
local expected = recur.include "expected"

local cases = {}
for k, part in ipairs(expected.parts) do cases[k] = { part[1], part_of = k } end

return recur.experiment {
	title = "Shares of networks in the regimes that import-1 expects",
	reads = { "import/regimes" },
	grid = { recur.cases("part", cases) },
	columns = {
		{ "share", "share of the networks that end so" },
		{ "share_se", "standard error of share" },
		{ "networks", "networks in the part" },
	},
	rows = function(p, _, data)
		local regimes = data("import/regimes")
		regimes:grid("density", "balance")
		regimes:axis("balance", -1, 1, 11)
		regimes:axis("density", 0.05, 1, 11)
		local share, points = expected.share(regimes, expected.parts[p.part_of])
		local networks = points * tonumber(regimes:parameter("runs"))
		return { { share = share, share_se = math.sqrt(share * (1 - share) / networks), networks = networks } }
	end,
}
