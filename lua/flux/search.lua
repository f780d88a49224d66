-- The search for the largest flux that the maps of optima share, whatever is limited: at which points, with what
-- settings, and what is told of the best matrix.
--
-- At strong bounds the landscape is steep and full of dead ends: nearly all of a structure is worth little, and
-- nearly any matrix can be polished for ever. So populations start from weights of 0 and the bounds, many and few;
-- rows and columns change places, whole rows are drawn anew; and what has not grown by `progress` within `patience`
-- generations is given up. Only the best of each evolution is polished, at its end.
local published = recur.include "published"

local search = {}

search.grid = {
	recur.axis("neurons", { 3, 4, 5, 6 }),
	recur.axis("bound", { 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10 }),
}

-- The settings of a search: how many evolutions, of how many generations, of which the last polish.
function search.settings(evolutions, generations, refinement)
	return {
		evolutions = evolutions, generations = generations, refinement = refinement, population = 40, jumps = 0.8,
		exchanges = 0.3, redraws = 0.1, patience = 30, progress = 0.001,
	}
end

-- The share of a matrix's weights of which the condition is true.
function search.share_of_weights(matrix, condition)
	local count = 0
	for _, row in ipairs(matrix) do
		for _, w in ipairs(row) do count = count + (condition(w) and 1 or 0) end
	end
	return count / (#matrix * #matrix)
end

-- The columns of a search.
search.columns = { { "found", "share of the evolutions that came to the flux of the best matrix within 0.001 bit" } }
table.move(published.columns, 1, #published.columns, #search.columns + 1, search.columns)

-- The weights of the best matrix of all evolutions within the limit, "weights" or "norm", as rows.
function search.best(p, limit, rng)
	local best, best_flux, fluxes = recur.evolve {
		evolutions = p.evolutions, generations = p.generations, neurons = p.neurons, bound = p.bound, limit = limit,
		refinement = p.refinement, objective = "flux", draw = "ternary", population = p.population, jumps = p.jumps,
		exchanges = p.exchanges, redraws = p.redraws, patience = p.patience, progress = p.progress, rng = rng,
	}
	local found, rows = 0, published.rows(best)
	for _, flux in ipairs(fluxes) do found = found + (flux > best_flux - 0.001 and 1 or 0) end
	for _, row in ipairs(rows) do row.found = found / p.evolutions end
	return rows
end

-- What is told of the best matrix that a search has published for a point, and the matrix.
function search.result(p, matrices)
	local rows = matrices:where(("%d neurons, bound %g"):format(p.neurons, p.bound), function(row)
		return row.neurons == p.neurons and row.bound == p.bound
	end)
	local matrix = published.matrix(rows)
	local machine = recur.boltzmann { matrix = matrix }
	local skeleton = machine:attractors()
	return {
		flux = machine:chain():flux(), rooks_flux = recur.rooks_flux(p.neurons, p.bound),
		rooks_distance = recur.rooks_distance(matrix), found = rows[1].found, mean_period = skeleton.mean_period,
		ties = skeleton.ties, zero = search.share_of_weights(matrix, function(w) return math.abs(w) < 0.01 * p.bound end),
	}, matrix
end

return search
