-- Matrices whose largest weight has a given magnitude, and trajectories of their machines.
local bounded = {}

local constructors = {
	function(o) return recur.rooks(o) end,
	function(o) return recur.bounded(o) end,
	function(o) -- half as many patterns as the capacity 0.14 N allows would be none: one or two
		o.patterns = o.neurons < 10 and 1 or 2
		return recur.hopfield(o)
	end,
}
local labels = { "N-rooks", "random", "Hopfield" }

-- The axis of the first `count` kinds of matrices: N-rooks, random ones, Hopfield's.
function bounded.kinds(count)
	local cases = {}
	for k = 1, count do cases[k] = { labels[k], kind_of = k } end
	return recur.cases("kind", cases)
end

-- A machine of that kind, number of neurons and magnitude.
function bounded.machine(p, rng)
	return recur.boltzmann {
		matrix = constructors[p.kind_of] { neurons = p.neurons, magnitude = p.magnitude, rng = rng },
	}
end

-- Its trajectory: several chains, each after a transient.
function bounded.trajectory(machine, p, rng)
	return machine:run {
		steps = p.steps // p.chains + p.transient, transient = p.transient, chains = p.chains, rng = rng,
	}
end

return bounded
