-- The best matrix found if not each weight is bounded but the norm of all, and how far it is from N-rooks: many
-- inputs must then share what a single one can have to itself.
local search = recur.include "search"

return recur.experiment {
	title = "The largest flux found within a bound on the norm of the weights",
	reads = { "flux/budget_matrices" },
	grid  = search.grid,
	draft = {
		grid = { neurons = { 3, 4, 5 }, bound = { 2, 3, 4, 6, 8, 10 } },
	},
	columns = {
		{ "flux", "the largest flux found", "bit" },
		{ "rooks_flux", "flux of N-rooks of the same norm, closed form", "bit" },
		{ "rooks_distance", "squared distance of the best matrix to the nearest N-rooks, relative" },
		{ "found", "share of the evolutions that came to that flux within 0.001 bit" },
		{ "zero", "share of its weights below 1 % of the bound" },
		{ "mean_period", "mean period of its most probable dynamics", "step" },
		{ "ties", "neurons undecided in a state, summed over all states" },
	},
	rows = function(p, _, data) return { (search.result(p, data("flux/budget_matrices"))) } end,
}
