-- The best matrix found if every weight is bounded, and how far it is from N-rooks: where N-rooks are the best
-- there is, and where something else wins.
local search = recur.include "search"

return recur.experiment {
	title = "The largest flux found within a bound on the weights",
	reads = { "flux/optimum_matrices" },
	grid  = search.grid,
	draft = {
		grid = { neurons = { 3, 4, 5 }, bound = { 1, 2, 3, 4, 6, 8, 10 } },
	},
	columns = {
		{ "flux", "the largest flux found", "bit" },
		{ "rooks_flux", "flux of N-rooks whose magnitude is the bound, closed form", "bit" },
		{ "majority_flux", "flux if every neuron took the majority of three inputs at the bound and all states were "
			.. "equally likely", "bit" },
		{ "rooks_distance", "squared distance of the best matrix to the nearest N-rooks, relative" },
		{ "found", "share of the evolutions that came to that flux within 0.001 bit" },
		{ "at_bound", "share of its weights within 1 % of the bound" },
		{ "zero", "share of its weights below 1 % of the bound" },
		{ "mean_period", "mean period of its most probable dynamics", "step" },
		{ "ties", "neurons undecided in a state, summed over all states" },
	},
	rows = function(p, _, data)
		local row, best = search.result(p, data("flux/optimum_matrices"))
		row.at_bound = search.share_of_weights(best, function(w) return math.abs(w) > 0.99 * p.bound end)
		-- of three inputs, all agree in a quarter of the cases: a field of three bounds instead of one
		local function h2(field) return recur.binary_entropy(1 / (1 + recur.exp(field))) end
		row.majority_flux = p.neurons * (1 - 0.75 * h2(p.bound) - 0.25 * h2(3 * p.bound))
		return { row }
	end,
}
