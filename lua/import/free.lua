-- How a network left to itself moves, over the balance and the density of its weights.
local measures = recur.include "measures"

return recur.experiment {
	title = "Free-running networks over balance and density",
	seed  = 2108,
	runs  = 10, -- independent networks for each grid point
	grid  = { recur.axis("density", 0, 1, 41), recur.axis("balance", -1, 1, 41) },
	fixed = { neurons = 50, width = 0.5, steps = 10000, transient = 1000 },
	draft = { grid = { density = 21, balance = 21 }, runs = 5, fixed = { steps = 2000, transient = 500 } },
	columns = {
		{ "fluctuation", "mean over neurons of the temporal standard deviation" },
		{ "C_ss", "RMS correlation of successive states" },
		{ "I_ss", "mean pairwise mutual information of successive states, plug-in", "bit" },
		{ "I_ss_mm", "the same, Miller-Madow corrected", "bit" },
		{ "lyapunov", "largest Lyapunov exponent", "1/step" },
	},
	run = function(p, rng)
		local path = measures.free(measures.network(p, rng), p, rng)
		return measures.recurrence(path)
	end,
}
