-- Machines with biases, as machines without: one neuron more, the first, holds its value, and the others listen to it
-- with their biases as weights. If its value is 1 they are the machine with these biases, if it is -1 the same with
-- all signs changed; and as it flips with a probability of 1e-304, the machine with one neuron more is an even mixture
-- of both.
local biased = {}

local holding = 700 -- weight of the first neuron to itself

local function with_holder(matrix, biases)
	local all = { { holding } }
	for n = 1, #matrix do all[1][n + 1] = 0 end
	for m, row in ipairs(matrix) do all[m + 1] = table.move(row, 1, #row, 2, { biases[m] }) end
	return recur.boltzmann { matrix = all }
end

-- Its flux, exact: the entropy of its states is that of the larger machine less one bit, for the neuron that holds its
-- value, and the noise is the same.
function biased.flux(matrix, biases) return with_holder(matrix, biases):chain():flux() - 1 end

-- Pearson's coefficients of neurons and next neurons, as chain:correlations() gives them. In the even mixture all means
-- are 0 and all variances 1; the means are the correlations with the neuron that holds its value.
function biased.correlations(matrix, biases)
	local mixed, r = with_holder(matrix, biases):chain():correlations(), {}
	local mean = table.move(mixed[1], 2, #matrix + 1, 1, {})
	for m = 1, #matrix do
		r[m] = {}
		for n = 1, #matrix do
			local spread = math.sqrt((1 - mean[m] ^ 2) * (1 - mean[n] ^ 2))
			r[m][n] = spread > 0 and (mixed[m + 1][n + 1] - mean[m] * mean[n]) / spread or 0
		end
	end
	return r
end

-- A machine whose values are 0 and 1, with these weights and biases, is one of -1 and 1 with half of the weights: its
-- matrix and its biases.
function biased.from_bits(matrix, biases)
	local half, own = {}, {}
	for m, row in ipairs(matrix) do
		half[m], own[m] = {}, biases and biases[m] or 0
		for n, w in ipairs(row) do
			half[m][n] = w / 2
			own[m] = own[m] + w / 2
		end
	end
	return half, own
end

return biased
