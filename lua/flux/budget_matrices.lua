-- The search for the largest flux if the norm of all weights is bounded: the best matrices.
local search = recur.include "search"

return recur.experiment {
	title = "The largest flux found within a bound on the norm of the weights, and its matrix",
	seed  = 2301,
	grid  = search.grid,
	fixed = search.settings(6, 2000, 600),
	draft = {
		grid = { neurons = { 3, 4, 5 }, bound = { 2, 3, 4, 6, 8, 10 } },
		fixed = { evolutions = 4, generations = 1000, refinement = 300 },
	},
	columns = search.columns,
	rows = function(p, rng) return search.best(p, "norm", rng) end,
}
