-- A matrix and its most probable transitions as rows of a dataset, for experiments that publish matrices and figures
-- that draw them.
local published = recur.include "published"

local matrix_rows = {}

matrix_rows.columns = {
	{ "from", "neuron a weight starts from; state a transition starts from, bit n - 1 for neuron n" },
	{ "to", "neuron it leads to; most probable next state" },
	{ "value", "weight; stationary probability of the state", exact = true },
	{ "cycle", "of a transition: the cycle the state is on, the longest first; 0: on none" },
	{ "place", "of a transition: place of the state in the drawing" },
}

-- The axis of the two parts.
matrix_rows.parts = recur.cases("part", { { "weights", part_of = 1 }, { "transitions", part_of = 2 } })

function matrix_rows.weights(machine)
	local rows = published.rows(machine:matrix())
	for _, row in ipairs(rows) do row.cycle, row.place = 0, 0 end
	return rows
end

-- States along their cycles, the longest first, those that only lead to one after it.
function matrix_rows.transitions(machine)
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

-- The rows of a part.
function matrix_rows.of(part, matrix)
	local machine = recur.boltzmann { matrix = matrix }
	return (part == 1 and matrix_rows.weights or matrix_rows.transitions)(machine)
end

return matrix_rows
