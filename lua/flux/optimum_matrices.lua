-- The search for the largest flux if every weight is bounded: the best matrices.
local search = recur.include "search"

return recur.experiment {
	title = "The largest flux found within a bound on the weights, and its matrix",
	seed  = 2301,
	grid  = search.grid,
	fixed = search.settings(16, 3000, 300),
	draft = {
		grid = { neurons = { 3, 4, 5 }, bound = { 1, 2, 3, 4, 6, 8, 10 } },
		fixed = { evolutions = 4, generations = 1500, refinement = 150 },
	},
	columns = search.columns,
	rows = function(p, rng) return search.best(p, "weights", rng) end,
}
