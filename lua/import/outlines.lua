-- The outlines of the regions of import/regions on the grid of import/driven, as segments along the edges of cells.
local phases = recur.include "phases"

return recur.experiment {
	title = "Outlines of the regions of the phase diagram",
	reads = { "import/regimes" },
	grid = { phases.cases() },
	columns = {
		{ "balance", "where a segment begins" },
		{ "density", "likewise" },
		{ "along_balance", "how far it goes" },
		{ "along_density", "likewise" },
	},
	rows = function(p, _, data)
		local regimes, name = data("import/regimes"), phases.names[p.region_of].name
		local within = phases.membership(regimes)
		local densities, balances = regimes:axis("density", 0.05, 1, 11), regimes:axis("balance", -1, 1, 11)
		local height, width = densities[2] - densities[1], balances[2] - balances[1]
		local function inside(r, c)
			return densities[r] and balances[c] and within(densities[r], balances[c], name)
		end
		local rows = {}
		local function segment(b, d, along_b, along_d)
			rows[#rows + 1] = { balance = b, density = d, along_balance = along_b, along_density = along_d }
		end
		for r, d in ipairs(densities) do
			for c, b in ipairs(balances) do
				if inside(r, c) then
					local left, low = b - width / 2, d - height / 2
					if not inside(r, c - 1) then segment(left, low, 0, height) end
					if not inside(r, c + 1) then segment(left + width, low, 0, height) end
					if not inside(r - 1, c) then segment(left, low, width, 0) end
					if not inside(r + 1, c) then segment(left, low + height, width, 0) end
				end
			end
		end
		return rows
	end,
}
