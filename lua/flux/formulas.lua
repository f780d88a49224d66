-- What is known by formula: correlation of N-rooks, costs of the ways to measure, and what estimates of flux from
-- trajectories err by where they must.
local formulas = {}

-- C_rms of N-rooks: N pairs correlated by tanh(q/2), all others by nothing.
function formulas.rooks_correlation(neurons, magnitude)
	return recur.tanh(magnitude / 2) / math.sqrt(neurons)
end

-- Exact flux is elimination of the chain of 2^(N-1) pairs of opposite states: multiplications and additions, and
-- bytes.
function formulas.exact_cost(neurons)
	local pairs_of_states = 2 ^ (neurons - 1)
	return 2 / 3 * pairs_of_states ^ 3, 8 * pairs_of_states ^ 2
end

-- The number of neurons, a fraction as a rule, whose exact flux costs so many operations.
function formulas.neurons_of_exact_cost(operations)
	return 1 + recur.log2(1.5 * operations) / 3
end

-- Sampled flux: pairs of states, sorted digit by digit (11 bits each) and counted.
function formulas.sampled_cost(neurons, steps)
	return steps * (neurons + 2 * math.ceil(2 * neurons / 11)), 24 * steps
end

-- Flux from states: a field, and an entropy of some 40 operations, for each neuron and step; states, sorted and
-- counted.
function formulas.states_cost(neurons, steps)
	return steps * (neurons * (neurons + 40) + 2 * math.ceil(neurons / 11)), 24 * steps
end

-- C_rms from a trajectory: joint counts of bits, 64 steps at a time.
function formulas.correlation_cost(neurons, steps)
	return steps * neurons + 3 * neurons ^ 2 * steps / 64, neurons * steps / 8
end

-- Pairs of successive states in that many steps of several chains.
function formulas.pairs_seen(steps, chains) return chains * (steps // chains - 1) end

-- What the corrected estimate of flux comes to if no pair of states is seen twice: the plug-in has log2 of the number
-- of pairs, Miller's correction adds the rest.
function formulas.saturation(seen) return recur.log2(seen) + 1 / (2 * recur.log(2)) end

-- The bias of the plug-in, to first order, if all pairs of states are equally likely.
function formulas.plug_in_bias(neurons, steps)
	return (2 ^ neurons - 1) ^ 2 / (2 * steps * recur.log(2))
end

-- The plug-in exceeds neither the entropy of steps - 1 pairs, all different, nor that of N coins.
function formulas.plug_in_ceiling(neurons, steps) return math.min(recur.log2(steps - 1), neurons) end

return formulas
