-- Threshold functions of a few inputs, with the weights within a bound that lose least flux, and all one-to-one maps of
-- states that are made of them: what machines of strong weights without biases can do.
local orders = recur.include "orders"

local threshold = {}

-- Weights of whole numbers up to 3 realise all threshold functions of up to five inputs.
local most = 3

local function each_vector(neurons, visit)
	local w = {}
	local function extend(n)
		if n > neurons then return visit(w) end
		for value = -most, most do
			w[n] = value
			extend(n + 1)
		end
	end
	extend(1)
end

-- The field of a neuron of these weights in state x.
local function field_of(w, x)
	local field = 0
	for n = 1, #w do field = field + (x >> (n - 1) & 1 == 1 and w[n] or -w[n]) end
	return field
end

-- A function as a number, whose bit x is the value in state x; nothing if a field is 0.
local function function_of(w)
	local number = 0
	for x = 0, 2 ^ #w - 1 do
		local field = field_of(w, x)
		if field == 0 then return nil end
		if field > 0 then number = number | 1 << x end
	end
	return number
end

-- Of each function, the weights of least sum, and how large that is.
local function threshold_functions(neurons)
	local list, weights, sums = {}, {}, {}
	each_vector(neurons, function(w)
		local number, sum = function_of(w), 0
		for n = 1, neurons do sum = sum + math.abs(w[n]) end
		if number and not sums[number] then list[#list + 1] = number end
		if number and sum < (sums[number] or math.huge) then
			sums[number], weights[number] = sum, table.move(w, 1, neurons, 1, {})
		end
	end)
	table.sort(list)
	return list, weights
end

-- Mean entropy, in bits, of a neuron of these weights over all states. Where its field is less than the margin, or has
-- the wrong sign by the function with `signs`, that goes on to rise with the field: the function is to be kept.
local function mean_entropy(w, signs, margin)
	local sum = 0
	for x = 0, 2 ^ #w - 1 do
		local field = signs[x] * field_of(w, x)
		sum = sum + (field < margin and 1 + margin - field or recur.binary_entropy(1 / (1 + recur.exp(-field))))
	end
	return sum / 2 ^ #w
end

-- The place of the smallest value between low and high of a function that falls and then rises, by golden sections.
local function smallest_between(low, high, f)
	local golden = (math.sqrt(5) - 1) / 2
	local one, two = high - golden * (high - low), low + golden * (high - low)
	local f_one, f_two = f(one), f(two)
	for _ = 1, 30 do
		if f_one <= f_two then
			high, two, f_two = two, one, f_one
			one = high - golden * (high - low)
			f_one = f(one)
		else
			low, one, f_one = one, two, f_two
			two = low + golden * (high - low)
			f_two = f(two)
		end
	end
	return f(high) <= f(one) and high or (low + high) / 2
end

-- The best weights within the bound of all functions with these magnitudes: a factor for each magnitude. Magnitudes
-- are scaled so that the largest is the bound, and then moved one after the other; the entropy is convex in the
-- fields while these are above 1.5, so that there is one best place.
local function best_factors(w, bound)
	local largest = math.max(table.unpack(w))
	local value_of, magnitudes, signs = {}, {}, {}
	for x = 0, 2 ^ #w - 1 do signs[x] = field_of(w, x) > 0 and 1 or -1 end
	for _, magnitude in ipairs(w) do
		if magnitude > 0 and not value_of[magnitude] then
			value_of[magnitude] = bound * magnitude / largest
			magnitudes[#magnitudes + 1] = magnitude
		end
	end
	local function cost()
		local scaled = {}
		for n, magnitude in ipairs(w) do scaled[n] = magnitude > 0 and value_of[magnitude] or 0 end
		return mean_entropy(scaled, signs, bound / 100)
	end
	for _ = 1, 6 do
		for _, magnitude in ipairs(magnitudes) do
			value_of[magnitude] = smallest_between(0, bound, function(value)
				value_of[magnitude] = value
				return cost()
			end)
		end
	end
	return value_of
end

-- Of every function its weights within the bound that lose least; functions of the same magnitudes share them.
local function weigh(weights, bound)
	local factors, own = {}, {}
	for number, small in pairs(weights) do
		local magnitudes = {}
		for n, w in ipairs(small) do magnitudes[n] = math.abs(w) end
		table.sort(magnitudes, function(a, b) return a > b end)
		local key = table.concat(magnitudes, " ")
		factors[key] = factors[key] or best_factors(magnitudes, bound)
		own[number] = {}
		for n, w in ipairs(small) do
			own[number][n] = w == 0 and 0 or (w > 0 and 1 or -1) * factors[key][math.abs(w)]
		end
	end
	return own
end

-- The mean over all states x of the period of the cycle that x is on if y = successor[x], with the bits in `flips`
-- changed, follows it; for a one-to-one map.
local function mean_period(successor, flips)
	local seen, sum, states = {}, 0, #successor + 1
	for start = 0, states - 1 do
		local x, period = start, 0
		while not seen[x] do
			seen[x] = true
			x, period = successor[x] ~ flips, period + 1
		end
		sum = sum + period * period
	end
	return sum / states
end

-- Visits the maps of a kind, its functions in all orders and with all signs: with the order, the signs, a bit for each
-- neuron, and the mean period.
local function each_map(functions, visit)
	local neurons = #functions
	orders.each(neurons, function(order)
		local successor = {}
		for x = 0, 2 ^ neurons - 1 do
			local y = 0
			for m = 1, neurons do y = y | (functions[order[m]] >> x & 1) << (m - 1) end
			successor[x] = y
		end
		for signs = 0, 2 ^ neurons - 1 do visit(order, signs, mean_period(successor, signs)) end
	end)
end

-- No stationary distribution gives the maps of these rows more flux than this, in bits: whatever the probabilities p of
-- states x are, -sum p log2(p) - sum p c, with the entropy c(x) of the next state, is at most log2(sum 2^-c).
local function most_flux(rows)
	local sum = 0
	for x = 0, 2 ^ #rows - 1 do
		local c = 0
		for _, w in ipairs(rows) do c = c + recur.binary_entropy(1 / (1 + recur.exp(-field_of(w, x)))) end
		sum = sum + recur.exp(-recur.log(2) * c)
	end
	return recur.log2(sum)
end

-- All one-to-one maps of machines of so many neurons, by mean period, as recur.one_to_one_maps lists them; and of each
-- mean period the largest flux of its machines, and that one's matrix. Each function has one set of weights within the
-- bound, those that lose least flux if all states are equally likely. The flux is computed exactly, of all maps but
-- those that by the above cannot exceed what has been found.
function threshold.best_of_periods(neurons, bound)
	local list, small = threshold_functions(neurons)
	local found, weights = recur.one_to_one_maps { neurons = neurons, functions = list }, weigh(small, bound)
	for _, kind in ipairs(found.kinds) do
		kind.rows = {}
		for m, number in ipairs(kind.functions) do kind.rows[m] = weights[number] end
		kind.most, kind.name = most_flux(kind.rows), table.concat(kind.functions, " ")
	end
	table.sort(found.kinds, function(a, b)
		if a.most ~= b.most then return a.most > b.most end
		return a.name < b.name
	end)
	local class_of = {}
	for _, class in ipairs(found.periods) do
		class_of[class.mean_period] = class
		class.flux = -1
	end
	for _, kind in ipairs(found.kinds) do
		each_map(kind.functions, function(order, signs, period)
			local class = class_of[period]
			if kind.most <= class.flux then return end
			local matrix = orders.matrix(kind.rows, order, signs, 1)
			local machine = recur.boltzmann { matrix = matrix }
			local flux = machine:chain():flux()
			if flux <= class.flux then return end
			assert(machine:attractors().mean_period == period, "a map and its machine differ")
			class.flux, class.matrix = flux, matrix
		end)
	end
	return found.periods
end

return threshold
