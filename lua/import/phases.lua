-- The regions of the driven phase diagram, by what free networks do at the same point: chaos; at each density the
-- edge of chaos, which is the last chaotic cell and the one after it towards fixed points; the border, a band of
-- balance just beyond; and the fixed points that lie deeper.
local phases = {}

-- In this order; letter: in the figure.
phases.names = {
	{ name = "sparse_chaos", label = "chaos, d < 0.3", letter = true },
	{ name = "dense_chaos", label = "chaos, d ≥ 0.7", letter = true },
	{ name = "edge", label = "edge of chaos", letter = true },
	{ name = "border", label = "border to fixed points", letter = true },
	{ name = "deep", label = "fixed points beyond it", letter = true },
	{ name = "chaos", label = "chaos, any density", letter = false },
}

-- The cases of an axis of regions.
function phases.cases()
	local list = {}
	for k, region in ipairs(phases.names) do list[k] = { region.label, region_of = k } end
	return recur.cases("region", list)
end

local sparse_below, dense_from, border_width = 0.3, 0.7, 0.4
local margin = 1e-9 -- for what rounding does to a coordinate

-- Whether a balance lies at the border, or deeper, by how far it is beyond that of the last chaotic point.
function phases.is_border(beyond, step) return beyond > 1.5 * step and beyond <= border_width + margin end
function phases.is_deep(beyond) return beyond > border_width + margin end

-- Whether half of the networks are chaotic at each density and balance, and at each density the largest balance where
-- they are; the step of the balances. The map must have so many densities, from `lowest` on.
local function chaotic_cells(regimes, lowest, densities)
	regimes:grid("density", "balance")
	regimes:axis("density", lowest, 1, densities)
	local balances = regimes:axis("balance", -1, 1, 11)
	local chaotic, last = {}, {}
	for _, row in ipairs(regimes) do
		local d, b = row.density, row.balance
		chaotic[d] = chaotic[d] or {}
		chaotic[d][b] = d > 0 and row.chaotic >= 0.5
		if chaotic[d][b] then last[d] = math.max(last[d] or -2, b) end
	end
	return chaotic, last, balances[2] - balances[1]
end

-- A function of a density, a balance and a region's name: whether the cell there belongs to it. Cells without
-- connections belong to none. lowest, densities: how coarse the map may be; from 0.05 on 11 if not given.
function phases.membership(regimes, lowest, densities)
	local chaotic, last, step = chaotic_cells(regimes, lowest or 0.05, densities or 11)
	local function beyond(d, b) return last[d] and b - last[d] or -2 end
	local within = {
		chaos = function(d, b) return chaotic[d][b] end,
		sparse_chaos = function(d, b) return chaotic[d][b] and d < sparse_below - margin end,
		dense_chaos = function(d, b) return chaotic[d][b] and d >= dense_from - margin end,
		edge = function(d, b) return beyond(d, b) > -0.5 * step and beyond(d, b) < 1.5 * step end,
		border = function(d, b) return phases.is_border(beyond(d, b), step) end,
		deep = function(d, b) return phases.is_deep(beyond(d, b)) end,
	}
	return function(d, b, name)
		if not chaotic[d] or chaotic[d][b] == nil then
			error(("%s: no point at density %s, balance %s"):format(regimes.path, d, b))
		end
		return d > 0 and within[name](d, b)
	end
end

-- The mean C_xs of the cells in a list of rows, and its standard error, from those of the cells.
function phases.mean_import(rows)
	local sum, squares = 0, 0
	for _, row in ipairs(rows) do sum, squares = sum + row.C_xs, squares + row.C_xs_se ^ 2 end
	return sum / #rows, math.sqrt(squares) / #rows
end

return phases
