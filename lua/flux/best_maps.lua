-- The one-to-one machines of strong weights that are best in flux and in mean period, of all that there are: their
-- weights and most probable transitions.
local threshold = recur.include "threshold"
local matrix_rows = recur.include "matrix_rows"

-- The class of the largest of one value, and of these, up to rounding, of the other.
local function best(classes, first, second)
	local found
	for _, class in ipairs(classes) do
		local more = found and class[first] - found[first]
		if not found or more > 1e-9 or more > -1e-9 and class[second] > found[second] then found = class end
	end
	return found
end

local columns = {
	{ "goal", "1: the longest mean period, and of these the most flux; 2: the most flux, and of these the longest" },
	{ "part", "1: weights; 2: transitions" },
}
table.move(matrix_rows.columns, 1, #matrix_rows.columns, #columns + 1, columns)

return recur.experiment {
	title = "Machines of one-to-one maps that are best in flux and mean period",
	seed  = 2301,
	grid  = { recur.axis("neurons", { 2, 3, 4, 5 }) },
	fixed = { bound = 10 },
	columns = columns,
	rows = function(p)
		local classes = threshold.best_of_periods(p.neurons, p.bound)
		local winners, rows = { best(classes, "mean_period", "flux"), best(classes, "flux", "mean_period") }, {}
		for goal, class in ipairs(winners) do
			for part = 1, 2 do
				for _, row in ipairs(matrix_rows.of(part, class.matrix)) do
					row.goal, row.part = goal, part
					rows[#rows + 1] = row
				end
			end
		end
		return rows
	end,
}
