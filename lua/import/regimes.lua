-- Which long-term behaviour free-running networks end in, over the balance and the density of weights.
local measures = recur.include "measures"

return recur.experiment {
	title = "Regimes of free-running networks over balance and density",
	seed  = 2108,
	runs  = 20, -- independent networks for each grid point
	grid  = { recur.axis("density", 0, 1, 41), recur.axis("balance", -1, 1, 41) },
	fixed = { neurons = 50, width = 0.5, steps = 5000, transient = 2000 },
	draft = { grid = { density = 21, balance = 21 }, runs = 8, fixed = { steps = 2000, transient = 1000 } },
	columns = {
		{ "fixed", "fraction of networks that end in a fixed point" },
		{ "periodic", "fraction that end in a cycle, of any period" },
		{ "period_2", "fraction that end in a cycle of period 2" },
		{ "period_4", "fraction of period 4" },
		{ "period_longer", "fraction of any other period" },
		{ "chaotic", "fraction that do not repeat and have a Lyapunov exponent positive beyond its error" },
		{ "other", "fraction that do neither: quasi-periodic, not settled yet, or too weakly chaotic to tell" },
		{ "lyapunov", "largest Lyapunov exponent", "1/step" },
	},
	run = function(p, rng)
		local net = measures.network(p, rng)
		local path = measures.free(net, p, rng)
		local regime, period = path:regime()
		local function is(truth) return truth and 1 or 0 end
		return {
			fixed = is(regime == "fixed point"),
			periodic = is(regime == "periodic"),
			period_2 = is(period == 2),
			period_4 = is(period == 4),
			period_longer = is(period > 2 and period ~= 4),
			chaotic = is(regime == "chaotic"),
			other = is(regime == "other"),
			lyapunov = path:lyapunov(),
		}
	end,
}
