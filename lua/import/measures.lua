-- What the experiments of paper 1 share: the network of a grid point, its driven run, and what is measured on that.
local measures = {}

-- A random network with the parameters of the point.
function measures.network(p, rng)
	return recur.network { neurons = p.neurons, density = p.density, balance = p.balance, width = p.width, rng = rng }
end

-- A network driven by noise; coupling: that of the point, if none is given.
function measures.drive(net, p, rng, coupling)
	return net:drive { coupling = coupling or p.coupling, steps = p.steps, transient = p.transient, rng = rng }
end

-- A network left to itself.
function measures.free(net, p, rng) return net:run { steps = p.steps, transient = p.transient, rng = rng } end

-- The columns of what a driven run is measured by.
measures.driven_columns = {
	{ "fluctuation", "mean over neurons of the temporal standard deviation" },
	{ "C_ss", "RMS correlation of successive states" },
	{ "I_ss", "mean pairwise mutual information of successive states, plug-in", "bit" },
	{ "I_ss_mm", "the same, Miller-Madow corrected", "bit" },
	{ "C_xs", "RMS correlation of input and next state" },
	{ "I_xs", "mean pairwise mutual information of input and next state, plug-in", "bit" },
	{ "I_xs_mm", "the same, Miller-Madow corrected", "bit" },
	{ "lyapunov", "largest Lyapunov exponent, conditional on the input", "1/step" },
}

-- How much a path moves, what a state tells of the next, and the exponent: of driven and of free runs.
function measures.recurrence(path)
	local I_ss, I_ss_mm = path:recurrence_information()
	return {
		fluctuation = path:fluctuation(), C_ss = path:recurrence_correlation(), I_ss = I_ss, I_ss_mm = I_ss_mm,
		lyapunov = path:lyapunov(),
	}
end

-- All of driven_columns.
function measures.driven(path)
	local result = measures.recurrence(path)
	result.C_xs = path:import_correlation()
	result.I_xs, result.I_xs_mm = path:import_information()
	return result
end

return measures
