-- The machines of conference matrices that flux/conference tells of: the weights of those with the most flux and with
-- the longest mean period.
local arrangements = recur.include "arrangements"
local published = recur.include "published"

local columns = { { "goal", "1: most flux; 2: longest mean period" } }
table.move(published.columns, 1, #published.columns, 2, columns)

return recur.experiment {
	title = "Machines of conference matrices: states that follow, flux and mean period", -- for the same arrangements
	seed  = 2301,
	grid  = { recur.axis("order", { 4, 6, 8 }, { meaning = "neurons, each the majority of all others" }) },
	fixed = arrangements.settings,
	columns = columns,
	rows = function(p, rng)
		local rows = {}
		local by_flux, by_period = arrangements.best(recur.conference(p.order), p.magnitude, p.arrangements, p.fluxes, rng)
		for goal, one in ipairs { by_flux, by_period } do
			for _, row in ipairs(published.rows(one.matrix)) do
				row.goal = goal
				rows[#rows + 1] = row
			end
		end
		return rows
	end,
}
