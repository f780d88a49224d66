-- The best matrix found if every weight is bounded, and how far it is from N-rooks: where N-rooks are the best
-- there is, and where something else wins.
--
-- At strong bounds the landscape is steep and full of dead ends: nearly all of a structure is worth little, and
-- nearly any matrix can be polished for ever. So populations start from weights of 0 and the bounds, many and few;
-- rows and columns change places, whole rows are drawn anew; and what has not grown by `progress` within `patience`
-- generations is given up. Only the best of each evolution is polished, at its end.
return recur.experiment {
	title = "The largest flux found within a bound on the weights, and its matrix",
	seed  = 2301,
	grid  = {
		recur.axis("neurons", { 3, 4, 5, 6 }),
		recur.axis("bound", { 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10 }),
	},
	fixed = {
		evolutions = 16, generations = 3000, refinement = 300, population = 40, jumps = 0.8, exchanges = 0.3, redraws = 0.1,
		patience = 30, progress = 0.001,
	},
	draft = {
		grid = { neurons = { 3, 4, 5 }, bound = { 1, 2, 3, 4, 6, 8, 10 } },
		fixed = { evolutions = 6, generations = 1500, refinement = 150 },
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
	rows = function(p, rng)
		local best, best_flux, fluxes = recur.evolve {
			evolutions = p.evolutions, generations = p.generations, neurons = p.neurons, bound = p.bound,
			refinement = p.refinement, objective = "flux", draw = "ternary", population = p.population, jumps = p.jumps,
			exchanges = p.exchanges, redraws = p.redraws, patience = p.patience, progress = p.progress, rng = rng,
		}
		local found, at_bound, zero = 0, 0, 0
		for _, flux in ipairs(fluxes) do found = found + (flux > best_flux - 0.001 and 1 or 0) end
		for _, row in ipairs(best) do
			for _, w in ipairs(row) do
				at_bound = at_bound + (math.abs(w) > 0.99 * p.bound and 1 or 0)
				zero = zero + (math.abs(w) < 0.01 * p.bound and 1 or 0)
			end
		end
		-- of three inputs, all agree in a quarter of the cases: a field of three bounds instead of one
		local function h2(field) return recur.binary_entropy(1 / (1 + recur.exp(field))) end
		local majority_flux = p.neurons * (1 - 0.75 * h2(p.bound) - 0.25 * h2(3 * p.bound))
		local skeleton = recur.boltzmann { matrix = best }:attractors()
		return { {
			flux = best_flux, rooks_flux = recur.rooks_flux(p.neurons, p.bound),
			majority_flux = majority_flux, rooks_distance = recur.rooks_distance(best),
			found = found / p.evolutions, at_bound = at_bound / p.neurons ^ 2, zero = zero / p.neurons ^ 2,
			mean_period = skeleton.mean_period, ties = skeleton.ties,
		} }
	end,
}
