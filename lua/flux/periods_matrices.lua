-- Evolutions whose objective is a mixture of flux and mean period, from the period alone to the flux alone: the best
-- matrices. The period cannot exceed the number of states, 2^N, nor the flux N bits.
local published = recur.include "published"

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
	columns = published.columns,
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
		return published.rows((evolution:best()))
	end,
}
