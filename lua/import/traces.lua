-- One network of each kind, left to itself from a random start: what its neurons do, how it is
-- correlated with its own past, how close it comes to where it has been.
local measures = recur.include "measures"

return recur.experiment {
	title = "Example networks of the three regimes",
	seed  = 2108,
	grid  = {
		recur.cases("example", {
			{ "fixed point", density = 0.5, balance = 0.45 },
			{ "periodic", density = 0.4, balance = -0.25 },
			{ "chaotic", density = 0.5, balance = 0 },
		}),
	},
	fixed = { neurons = 50, width = 0.5, steps = 400, shown = 200 },
	columns = {
		{ "step", "time step; of the autocorrelation, the lag", "step" },
		{ "s1", "state of neuron 1" },
		{ "s2", "state of neuron 2" },
		{ "s3", "state of neuron 3" },
		{ "s4", "state of neuron 4" },
		{ "autocorrelation", "mean over neurons, of the second half of the run" },
		{ "nearest", "RMS distance to the nearest earlier state" },
	},
	rows = function(p, rng)
		local net = measures.network(p, rng)
		local path = net:run { steps = p.steps, rng = rng }
		local settled = net:run { steps = p.steps, transient = p.steps - p.shown, rng = rng }
		local nearest = path:recurrence_distances()
		local rows = {}
		for t = 1, p.shown do
			local s = path:state(t)
			rows[t] = {
				step = t, s1 = s[1], s2 = s[2], s3 = s[3], s4 = s[4],
				autocorrelation = settled:autocorrelation(math.min(t, p.shown - 2)),
				nearest = nearest[t],
			}
		end
		return rows
	end,
}
