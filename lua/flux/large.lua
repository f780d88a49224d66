-- What can be known of large networks, and at what cost: exact flux, flux estimated from pairs of states and from
-- states alone, and C_rms, against the number of neurons, of N-rooks, for which both are known at any size. All
-- estimates see the same number of states; costs are counts, which repeat.

local formulas = recur.include "formulas"

local function run(p, rng)
	local machine = recur.boltzmann {
		neurons = p.neurons,
		connections = recur.rooks_connections { neurons = p.neurons, magnitude = p.magnitude, rng = rng },
	}
	return machine:run { steps = p.steps // p.chains, chains = p.chains, rng = rng }, machine
end

-- Each returns what it found, what is true, and its cost: operations and bytes.
local methods = {
	function(p, rng)
		if p.neurons > p.most_exact then return nil end
		local machine = recur.boltzmann {
			matrix = recur.rooks { neurons = p.neurons, magnitude = p.magnitude, rng = rng },
		}
		return machine:chain():flux(), recur.rooks_flux(p.neurons, p.magnitude), formulas.exact_cost(p.neurons)
	end,
	function(p, rng)
		if p.neurons > p.most_sampled then return nil end
		local _, corrected = run(p, rng):flux()
		return corrected, recur.rooks_flux(p.neurons, p.magnitude), formulas.sampled_cost(p.neurons, p.steps)
	end,
	function(p, rng)
		local C = run(p, rng):recurrence_correlation()
		-- chance alone gives each pair a mean square of 1/T
		local above_floor = math.sqrt(math.max(0, C * C - 1 / formulas.pairs_seen(p.steps, p.chains)))
		return above_floor, formulas.rooks_correlation(p.neurons, p.magnitude),
			formulas.correlation_cost(p.neurons, p.steps)
	end,
	function(p, rng)
		if p.neurons > p.most_states then return nil end
		local trajectory, machine = run(p, rng)
		-- the noise is exact for each state: only the entropy of states is estimated
		local flux = trajectory:entropy().chao_shen - machine:noise(trajectory)
		return flux, recur.rooks_flux(p.neurons, p.magnitude), formulas.states_cost(p.neurons, p.steps)
	end,
}

return recur.experiment {
	title = "Accuracy and cost of exact flux, sampled flux and C_rms against the size of the network",
	seed  = 2301,
	grid  = {
		recur.cases("method", {
			{ "exact flux", method_of = 1 }, { "flux from pairs of states", method_of = 2 },
			{ "C_rms", method_of = 3 }, { "flux from states", method_of = 4 },
		}),
		recur.axis("neurons", { 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 64, 128, 256, 512, 1024, 2048, 4096 }),
	},
	fixed = {
		magnitude = 2, steps = 20000, chains = 16, repeats = 5, most_exact = 12, most_sampled = 32, most_states = 64,
	},
	draft = {
		grid = { neurons = { 2, 4, 6, 8, 10, 16, 32, 64, 128, 512, 1024 } },
		fixed = { repeats = 3, steps = 10000, most_exact = 10 },
	},
	columns = {
		{ "estimate", "mean over repeats: flux in bits, or C_rms less the floor that chance gives" },
		{ "scatter", "root mean square over repeats of its distance from the truth" },
		{ "truth", "closed form: flux in bits, or C_rms" },
		{ "operations", "multiplications, additions and counts" },
		{ "bytes", "memory", "byte" },
	},
	rows = function(p, rng)
		local sum, squares, truth, operations, bytes = 0, 0, nil, nil, nil
		for i = 1, p.repeats do
			local value
			value, truth, operations, bytes = methods[p.method_of](p, rng:child(i))
			if not value then return {} end
			sum, squares = sum + value, squares + (value - truth) * (value - truth)
		end
		return { {
			estimate = sum / p.repeats, scatter = math.sqrt(squares / p.repeats), truth = truth,
			operations = operations, bytes = bytes,
		} }
	end,
}
