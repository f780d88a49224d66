-- What a mean-field theory says of import: each neuron hears a constant field, Gaussian over the neurons, and Gaussian
-- noise, the others' motion, beside its own input; it fits where the network rests but for its input.
local mean_field = {}

local pi = math.pi

-- Points of the standard normal distribution with their weights, evenly spaced to `reach` standard deviations.
local function normal(count, reach)
	local points, total = {}, 0
	for i = 1, count do
		local x = reach * (2 * (i - 1) / (count - 1) - 1)
		points[i] = { x = x, weight = math.exp(-x * x / 2) }
		total = total + points[i].weight
	end
	for _, point in ipairs(points) do point.weight = point.weight / total end
	return points
end
local over_neurons, over_time = normal(33, 4.5), normal(49, 7)

-- Of a neuron in the constant field h and noise of the standard deviation tau: mean and variance of its departure from
-- saturation on the side of h, tanh(u) - sign(h), and its correlation with the noise.
local function moments(h, tau)
	local side, mean, square, along = h < 0 and -1 or 1, 0, 0, 0
	for _, y in ipairs(over_time) do
		local s = -2 / (1 + math.exp(2 * (side * h + tau * y.x)))
		mean, square, along = mean + y.weight * s, square + y.weight * s * s, along + y.weight * s * y.x
	end
	local variance = square - mean * mean
	local correlation = variance > 0 and along / math.sqrt(variance) or 0
	return { mean = side * (1 + mean), variance = variance, correlation = correlation }
end

-- The neurons of a network in its mean-field state: a list of { weight, variance, correlation with the own input }.
function mean_field.neurons(p)
	local mu, square = p.density * p.balance * p.width * math.sqrt(2 / pi), p.density * p.width ^ 2
	local m, q, v = 1, 1, 0 -- mean state, mean square of states' means over time, mean variance over time
	local list
	for _ = 1, 30 do
		local before = m + q + v
		local center, spread = p.neurons * mu * m, math.sqrt(math.max(0, p.neurons * (square * q - (mu * m) ^ 2)))
		local tau = math.sqrt(p.coupling ^ 2 + p.neurons * square * v)
		list, m, q, v = {}, 0, 0, 0
		for k, point in ipairs(over_neurons) do
			local found = moments(center + spread * point.x, tau)
			m, q, v = m + point.weight * found.mean, q + point.weight * found.mean ^ 2, v + point.weight * found.variance
			list[k] = {
				weight = point.weight, variance = found.variance, correlation = found.correlation * p.coupling / tau,
			}
		end
		if math.abs(m + q + v - before) < 1e-5 then break end
	end
	return list
end

-- Import as mean share of the variance of such neurons' states, for an observer with noise, which divides a squared
-- correlation by 1 + noise^2/variance.
function mean_field.share(neurons, noise)
	local sum = 0
	for _, one in ipairs(neurons) do
		if one.variance > 0 then
			sum = sum + one.weight * one.correlation ^ 2 * one.variance / (one.variance + noise ^ 2)
		end
	end
	return sum
end

return mean_field
