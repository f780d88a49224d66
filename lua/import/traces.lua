-- One network of each kind, left to itself from a random start: what its neurons do, how it is
-- correlated with its own past, how close it comes to where it has been. At one place networks of several
-- kinds are found, so each example is the first network drawn there whose long-term behaviour is of the kind shown.
local measures = recur.include "measures"

local kinds = { "fixed point", "periodic", "chaotic" }

-- The first network at a place that ends in the regime of that name, its random numbers, and its number.
local function first_of_kind(kind, p, rng)
	for number = 1, p.tried do
		local own = rng:child(number)
		local net = measures.network(p, own)
		local regime = net:run { steps = p.long_run, transient = p.long_run // 2, rng = own }:regime()
		if regime == kind then return net, own, number end
	end
	error(("no network of %d is %s at density %s and balance %s"):format(p.tried, kind, p.density, p.balance))
end

return recur.experiment {
	title = "Example networks of the three regimes",
	seed  = 2108,
	grid  = {
		recur.cases("example", {
			{ kinds[1], density = 0.5, balance = 0.45 },
			{ kinds[2], density = 0.5, balance = -0.5 },
			{ kinds[3], density = 0.5, balance = 0 },
		}),
	},
	fixed = { neurons = 50, width = 0.5, steps = 400, shown = 200, long_run = 4000, tried = 100 },
	columns = {
		{ "network", "number of the network, in the order in which they are drawn" },
		{ "step", "time step; of the autocorrelation, the lag", "step" },
		{ "s1", "state of neuron 1" },
		{ "s2", "state of neuron 2" },
		{ "s3", "state of neuron 3" },
		{ "s4", "state of neuron 4" },
		{ "autocorrelation", "mean over neurons, of the second half of the run" },
		{ "nearest", "RMS distance to the nearest earlier state" },
	},
	rows = function(p, rng)
		local net, own, number = first_of_kind(kinds[p.example], p, rng)
		local path = net:run { steps = p.steps, rng = own }
		local settled = net:run { steps = p.steps, transient = p.steps - p.shown, rng = own }
		local nearest = path:recurrence_distances()
		local rows = {}
		for t = 1, p.shown do
			local s = path:state(t)
			rows[t] = {
				network = number, step = t, s1 = s[1], s2 = s[2], s3 = s[3], s4 = s[4],
				autocorrelation = settled:autocorrelation(math.min(t, p.shown - 2)),
				nearest = nearest[t],
			}
		end
		return rows
	end,
}
