-- What evolution comes to, for several goals: the best matrix of many evolutions as a list of weights, neurons
-- numbered along the rooks nearest to it; and its most probable transitions between states, cycle after cycle.

local limits = recur.include "limits"

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

local function weights(machine)
	local rows = {}
	for m, row in ipairs(machine:matrix()) do
		for n, w in ipairs(row) do
			rows[#rows + 1] = { from = n, to = m, value = w, cycle = 0, place = 0 }
		end
	end
	return rows
end

-- States along their cycles, the longest first, those that only lead to one after it.
local function transitions(machine)
	local chain, found = machine:chain(), machine:attractors { successors = true }
	local cycle_of, rank = {}, {}
	for i = 1, #found do rank[i] = i end
	table.sort(rank, function(a, b)
		if found[a].period ~= found[b].period then return found[a].period > found[b].period end
		return a < b
	end)
	local rows, place = {}, 0
	local function add(state, cycle)
		cycle_of[state] = cycle
		rows[#rows + 1] = {
			from = state, to = found.successor[state + 1], value = chain:probability(state), cycle = cycle,
			place = place,
		}
		place = place + 1
	end
	for cycle, i in ipairs(rank) do
		local state = found[i].state
		for _ = 1, found[i].period do
			add(state, cycle)
			state = found.successor[state + 1]
		end
	end
	for state = 0, #chain - 1 do
		if not cycle_of[state] then add(state, 0) end
	end
	return rows
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
		recur.cases("part", { { "weights", part_of = 1 }, { "transitions", part_of = 2 } }),
	},
	fixed = { neurons = 5, evolutions = 8, generations = 2000, jumps = 0.8, patience = 100 },
	draft = { fixed = { evolutions = 4, generations = 1000 } },
	columns = {
		{ "from", "neuron a weight starts from; state a transition starts from, bit n - 1 for neuron n" },
		{ "to", "neuron it leads to; most probable next state" },
		{ "value", "weight; stationary probability of the state", exact = true },
		{ "cycle", "of a transition: the cycle the state is on, the longest first; 0: on none" },
		{ "place", "of a transition: place of the state in the drawing" },
	},
	rows = function(p, rng)
		local machine = recur.boltzmann { matrix = best_of(p, rng) }
		return (p.part_of == 1 and weights or transitions)(machine)
	end,
}
