-- The best matrix found if not each weight is bounded but the norm of all, and how far it is from N-rooks: many
-- inputs must then share what a single one can have to itself.
return recur.experiment {
	title = "The largest flux found within a bound on the norm of the weights, and its matrix",
	seed  = 2301,
	grid  = {
		recur.axis("neurons", { 3, 4, 5, 6 }),
		recur.axis("bound", { 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10 }),
	},
	fixed = {
		evolutions = 6, generations = 2000, refinement = 600, population = 40, jumps = 0.8, exchanges = 0.3, redraws = 0.1,
		patience = 30, progress = 0.001,
	},
	draft = {
		grid = { neurons = { 3, 4, 5 }, bound = { 0.5, 1, 2, 3, 4, 6, 8, 10 } },
		fixed = { evolutions = 4, generations = 1000, refinement = 300 },
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
	rows = function(p, rng)
		local best, best_flux, fluxes = recur.evolve {
			evolutions = p.evolutions, generations = p.generations, neurons = p.neurons, bound = p.bound,
			refinement = p.refinement, limit = "norm", objective = "flux", draw = "ternary", population = p.population,
			jumps = p.jumps, exchanges = p.exchanges, redraws = p.redraws, patience = p.patience, progress = p.progress,
			rng = rng,
		}
		local found, zero = 0, 0
		for _, flux in ipairs(fluxes) do found = found + (flux > best_flux - 0.001 and 1 or 0) end
		for _, row in ipairs(best) do
			for _, w in ipairs(row) do
				zero = zero + (math.abs(w) < 0.01 * p.bound and 1 or 0)
			end
		end
		local skeleton = recur.boltzmann { matrix = best }:attractors()
		return { {
			flux = best_flux, rooks_flux = recur.rooks_flux(p.neurons, p.bound), rooks_distance = recur.rooks_distance(best),
			found = found / p.evolutions, zero = zero / p.neurons ^ 2,
			mean_period = skeleton.mean_period, ties = skeleton.ties,
		} }
	end,
}
