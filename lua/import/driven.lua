-- How much of the input reaches the next state, over the balance and the density of the weights.
local measures = recur.include "measures"

return recur.experiment {
	title = "Information import over balance and density",
	seed  = 2108,
	runs  = 10, -- independent networks for each grid point
	grid  = { recur.axis("density", 0, 1, 41), recur.axis("balance", -1, 1, 41) },
	fixed = { neurons = 50, width = 0.5, coupling = 0.5, steps = 10000, transient = 1000 },
	draft = { grid = { density = 21, balance = 21 }, runs = 5, fixed = { steps = 2000, transient = 500 } },
	columns = measures.driven_columns,
	run = function(p, rng)
		local path = measures.drive(measures.network(p, rng), p, rng)
		return measures.driven(path)
	end,
}
