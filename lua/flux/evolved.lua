-- What evolution comes to, for several goals: the best matrix of many evolutions as a list of weights, neurons
-- numbered along the rooks nearest to it; and its most probable transitions between states, cycle after cycle.

local limits = recur.include "limits"
local matrix_rows = recur.include "matrix_rows"

-- Neurons in the order in which each drives the next, cycle by cycle; column[m] is whom neuron m listens to
-- most.
local function order_along(column)
	local driven, order, seen = {}, {}, {}
	for m, n in ipairs(column) do driven[n] = m end
	for first = 1, #column do
		local n = first
		while not seen[n] do
			seen[n] = true
			order[#order + 1] = n
			n = driven[n]
		end
	end
	return order
end

local function relabelled(matrix)
	local _, _, column = recur.rooks_distance(matrix)
	local order = order_along(column)
	local new = {}
	for m = 1, #matrix do
		new[m] = {}
		for n = 1, #matrix do new[m][n] = matrix[order[m]][order[n]] end
	end
	return new
end

local function best_of(p, rng)
	return relabelled((recur.evolve {
		evolutions = p.evolutions, generations = p.generations, neurons = p.neurons, bound = p.bound,
		limit = limits.of(p), jumps = p.jumps, patience = p.patience, rng = rng,
		objective = { flux = p.share / p.neurons, mean_period = (1 - p.share) / 2 ^ p.neurons },
	}))
end

return recur.experiment {
	title  = "Evolved matrices and their most probable transitions",
	seed   = 2301,
	paired = { "part" },
	grid   = {
		recur.cases("goal", {
			{ "flux, every weight limited to 1", share = 1, norm = 0, bound = 1 },
			{ "flux, every weight limited to 2", share = 1, norm = 0, bound = 2 },
			{ "flux, every weight limited to 4", share = 1, norm = 0, bound = 4 },
			{ "flux, every weight limited to 8", share = 1, norm = 0, bound = 8 },
			{ "flux, norm limited to 1", share = 1, norm = 1, bound = 1 },
			{ "flux, norm limited to 2", share = 1, norm = 1, bound = 2 },
			{ "flux, norm limited to 4", share = 1, norm = 1, bound = 4 },
			{ "flux, norm limited to 8", share = 1, norm = 1, bound = 8 },
			{ "mean period", share = 0, norm = 0, bound = 10 },
			{ "flux and mean period", share = 0.5, norm = 0, bound = 10 },
		}),
		matrix_rows.parts,
	},
	fixed = { neurons = 5, evolutions = 8, generations = 2000, jumps = 0.8, patience = 100 },
	draft = { fixed = { evolutions = 4, generations = 1000 } },
	columns = matrix_rows.columns,
	rows = function(p, rng) return matrix_rows.of(p.part_of, best_of(p, rng)) end,
}
