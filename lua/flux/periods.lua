-- Flux and mean period maximised together: evolutions whose objective is a mixture of both, from the period
-- alone to the flux alone. The period cannot exceed the number of states, 2^N, nor the flux N bits.
return recur.experiment {
	title = "Flux and mean period of attractors, maximised together",
	seed  = 2301,
	grid  = {
		recur.axis("neurons", { 2, 3, 4, 5, 6 }),
		recur.axis("bound", { 10 }),
		recur.axis("share", { 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1 }),
		recur.axis("evolution", { 1, 2, 3, 4, 5, 6 }),
	},
	fixed = {
		generations = 2000, refinement = 200, jumps = 0.5, exchanges = 0.2, redraws = 0.6, patience = 30, progress = 0.003,
	},
	draft = {
		grid = { neurons = { 2, 3, 4, 5 }, share = { 0, 0.25, 0.5, 0.75, 1 }, evolution = { 1, 2, 3 } },
		fixed = { generations = 1000, refinement = 100 },
	},
	columns = {
		{ "flux", "flux of the best matrix", "bit" },
		{ "mean_period", "mean period of the cycles its states end in", "step" },
		{ "longest", "longest period of its cycles", "step" },
		{ "ties", "neurons undecided in a state, summed over all states" },
		{ "rooks_distance", "squared distance to the nearest N-rooks, relative" },
	},
	rows = function(p, rng)
		-- A period stays the same under most changes of weights. What it takes is another neuron's response to all states at
		-- once: a new row, or one that has proved good elsewhere.
		local evolution = recur.evolution {
			neurons = p.neurons, bound = p.bound, jumps = p.jumps, exchanges = p.exchanges, redraws = p.redraws,
			patience = p.patience, progress = p.progress, rng = rng,
			objective = { flux = p.share / p.neurons, mean_period = (1 - p.share) / 2 ^ p.neurons },
		}
		evolution:advance(p.generations - p.refinement)
		evolution:refine()
		evolution:advance(p.refinement)
		local matrix = evolution:best()
		local machine = recur.boltzmann { matrix = matrix }
		local skeleton, longest = machine:attractors(), 0
		for _, attractor in ipairs(skeleton) do longest = math.max(longest, attractor.period) end
		return { {
			flux = machine:chain():flux(), mean_period = skeleton.mean_period, longest = longest,
			ties = skeleton.ties, rooks_distance = recur.rooks_distance(matrix),
		} }
	end,
}
