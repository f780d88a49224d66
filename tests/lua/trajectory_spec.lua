-- What is measured on a trajectory of a Boltzmann machine: against definitions written out in Lua, and
-- against the exact chain.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, kinds, near = helper.refused, helper.kinds, helper.near

local rng = recur.rng(2385)

-- Every recorded state of every chain: list[chain][t][n], as numbers of the coding.
local function states(trajectory)
	local list = {}
	for chain = 1, trajectory:chains() do
		list[chain] = {}
		for t = 1, #trajectory do list[chain][t] = trajectory:state(t, chain) end
	end
	return list
end

-- Calls f(x(t), x(t + lag)) for the pairs of all chains.
local function each_pair(list, lag, f)
	for _, chain in ipairs(list) do
		for t = 1, #chain - lag do f(chain[t], chain[t + lag]) end
	end
end

local function fluctuation(list)
	local neurons, sum = #list[1][1], 0
	for n = 1, neurons do
		local count, mean, square = 0, 0, 0
		each_pair(list, 0, function(x) count, mean = count + 1, mean + x[n] end)
		mean = mean / count
		each_pair(list, 0, function(x) square = square + (x[n] - mean) ^ 2 end)
		sum = sum + math.sqrt(square / count)
	end
	return sum / neurons
end

local function pearson(list, m, n, lag)
	local count, ma, mb = 0, 0, 0
	each_pair(list, lag, function(x, y) count, ma, mb = count + 1, ma + x[m], mb + y[n] end)
	ma, mb = ma / count, mb / count
	local aa, bb, ab = 0, 0, 0
	each_pair(list, lag, function(x, y)
		aa, bb, ab = aa + (x[m] - ma) ^ 2, bb + (y[n] - mb) ^ 2, ab + (x[m] - ma) * (y[n] - mb)
	end)
	return aa * bb > 0 and ab / math.sqrt(aa * bb) or 0
end

local function rms(list, lag)
	local neurons, sum = #list[1][1], 0
	for m = 1, neurons do
		for n = 1, neurons do sum = sum + pearson(list, m, n, lag) ^ 2 end
	end
	return math.sqrt(sum) / neurons
end

-- Entropy of counts in bits, plain and with its Miller-Madow correction; how many cells are occupied.
local function entropy(counts)
	local total, h, cells = 0, 0, 0
	for _, c in pairs(counts) do total, cells = total + c, cells + 1 end
	for _, c in pairs(counts) do h = h - c / total * math.log(c / total, 2) end
	return h, h + (cells - 1) / (2 * total * math.log(2)), cells
end

-- Mutual information of key(x(t)) and other(x(t + lag)), plain and corrected; joint cells occupied.
local function information(list, lag, key, other)
	local first, second, joint = {}, {}, {}
	each_pair(list, lag, function(x, y)
		local a, b = key(x), other(y)
		local both = a .. "|" .. b
		first[a], second[b], joint[both] = (first[a] or 0) + 1, (second[b] or 0) + 1, (joint[both] or 0) + 1
	end)
	local a, a_mm = entropy(first)
	local b, b_mm = entropy(second)
	local ab, ab_mm, cells = entropy(joint)
	return a + b - ab, a_mm + b_mm - ab_mm, cells
end

local function recurrence_information(list, lag)
	local neurons, plain, corrected = #list[1][1], 0, 0
	for m = 1, neurons do
		for n = 1, neurons do
			local one, one_mm = information(list, lag, function(x) return x[m] end, function(y) return y[n] end)
			plain, corrected = plain + one, corrected + one_mm
		end
	end
	return plain / neurons ^ 2, corrected / neurons ^ 2
end

local function flux(list, lag)
	local function whole(x) return table.concat(x, ",") end
	return information(list, lag, whole, whole)
end

-- The entropy of whole states by the estimators of src/core/entropy.h, their formulas written out.
local function states_entropy(list)
	local counts, total, singles = {}, 0, 0
	each_pair(list, 0, function(x)
		local key = table.concat(x, ",")
		counts[key], total = (counts[key] or 0) + 1, total + 1
	end)
	for _, n in pairs(counts) do singles = singles + (n == 1 and 1 or 0) end
	local plug_in, miller_madow, cells = entropy(counts)
	local coverage, chao_shen, grassberger = 1 - math.min(singles, total - 1) / total, 0, math.log(total)
	for _, n in pairs(counts) do
		local p = coverage * n / total
		if p < 1 then chao_shen = chao_shen - p * math.log(p, 2) / (1 - (1 - p) ^ total) end
		local G = -0.57721566490153286 - math.log(2)
		for k = 1, n // 2 do G = G + 2 / (2 * k - 1) end
		grassberger = grassberger - n * G / total
	end
	return { plug_in = plug_in, miller_madow = miller_madow, chao_shen = chao_shen, states = cells, singles = singles,
		grassberger = grassberger / math.log(2) }
end

-- The mean over all recorded states of the entropy of what comes next, by its definition.
local function states_noise(machine, list)
	local matrix, sum, count = machine:matrix(), 0, 0
	each_pair(list, 0, function(x)
		count = count + 1
		for _, row in ipairs(matrix) do
			local field = 0
			for n, w in ipairs(row) do field = field + w * x[n] end
			sum = sum + recur.binary_entropy(1 / (1 + math.exp(field)))
		end
	end)
	return sum / count
end

for _, coding in ipairs { "signs", "bits" } do
	describe("measures on a trajectory of " .. coding, function()
		for _, size in ipairs { { 4, 1, 150 }, { 3, 3, 41 }, { 5, 2, 64 }, { 1, 2, 9 } } do
			local neurons, chains, steps = table.unpack(size)
			local machine = recur.boltzmann { neurons = neurons, width = 1.5, rng = rng, coding = coding }
			local trajectory = machine:run { steps = steps + 7, transient = 7, chains = chains, rng = rng }
			local list, lags = states(trajectory), { 0, 1, 2, 5 }
			local called = (", %d neurons in %d chains of %d steps"):format(neurons, chains, steps)
			it("fluctuation is the mean standard deviation in the coding" .. called, function()
				near(fluctuation(list), trajectory:fluctuation(), 1e-13)
			end)
			it("recurrence_correlation is the root mean square of Pearson coefficients" .. called, function()
				for _, lag in ipairs(lags) do near(rms(list, lag), trajectory:recurrence_correlation(lag), 1e-12) end
				assert.are.equal(trajectory:recurrence_correlation(1), trajectory:recurrence_correlation())
			end)
			it("autocorrelation is the mean coefficient of a neuron with itself" .. called, function()
				for _, lag in ipairs(lags) do
					local sum = 0
					for n = 1, neurons do sum = sum + pearson(list, n, n, lag) / neurons end
					near(sum, trajectory:autocorrelation(lag), 1e-12)
				end
			end)
			it("recurrence_information is of pairs of neurons, in bits, corrected" .. called, function()
				for _, lag in ipairs(lags) do
					local plain, corrected = recurrence_information(list, lag)
					local found, found_corrected = trajectory:recurrence_information(lag)
					near(plain, found, 1e-12)
					near(corrected, found_corrected, 1e-12)
				end
				assert.are.same({ trajectory:recurrence_information(1) }, { trajectory:recurrence_information() })
			end)
			it("flux is of whole states, in bits, corrected, with the pairs seen" .. called, function()
				for _, lag in ipairs(lags) do
					local plain, corrected, cells = flux(list, lag)
					local found, found_corrected, seen = trajectory:flux(lag)
					near(plain, found, 1e-12)
					near(corrected, found_corrected, 1e-12)
					assert.are.equal(cells, seen)
				end
				assert.are.same({ trajectory:flux(1) }, { trajectory:flux() })
			end)
			it("entropy is of whole states, by several estimators" .. called, function()
				local expected, found = states_entropy(list), trajectory:entropy()
				for name, value in pairs(expected) do near(value, found[name], 1e-11) end
				for name in pairs(found) do assert.truthy(expected[name]) end
			end)
			it("the machine's noise is what is left open of the next state, averaged" .. called, function()
				near(states_noise(machine, list), machine:noise(trajectory), 1e-12)
			end)
		end
	end)
end

describe("a trajectory", function()
	local machine = recur.boltzmann { neurons = 3, width = 1, rng = rng }
	local bits = recur.boltzmann { neurons = 3, width = 1, rng = rng, coding = "bits" }
	it("has states of 1 and -1, or of 1 and 0, whole numbers", function()
		for coding, other in pairs { [machine] = -1, [bits] = 0 } do
			local seen = {}
			for _, state in ipairs(states(coding:run { steps = 50, rng = rng })[1]) do
				assert.are.equal(3, #state)
				for _, x in ipairs(state) do
					assert.are.equal("integer", math.type(x))
					seen[x] = true
				end
			end
			assert.are.same({ [1] = true, [other] = true }, seen)
		end
	end)
	it("says what it is", function()
		assert.are.equal("recur.trajectory of 30 steps of 3 neurons in 1 chain",
			tostring(machine:run { steps = 40, transient = 10, rng = rng }))
		assert.are.equal("recur.trajectory of 40 steps of 3 neurons in 2 chains",
			tostring(machine:run { steps = 40, chains = 2, rng = rng }))
	end)
	it("is not changed by what is measured on it, and lives longer than its machine", function()
		local trajectory
		do trajectory = recur.boltzmann { neurons = 3, width = 1, rng = rng }:run { steps = 80, rng = rng } end
		collectgarbage()
		collectgarbage()
		local before = states(trajectory)
		local value = trajectory:recurrence_correlation()
		trajectory:flux()
		trajectory:fluctuation()
		trajectory:autocorrelation(3)
		trajectory:recurrence_information()
		assert.are.equal(value, trajectory:recurrence_correlation())
		assert.are.same(before, states(trajectory))
	end)
	it("that does not move has no information and no correlation", function()
		local frozen = recur.boltzmann { matrix = { { 2000, 0 }, { 0, 2000 } } }
		local trajectory = frozen:run { steps = 100, rng = rng }
		assert.are.same({ 0.0, 0.0, 1 }, { trajectory:flux() })
		assert.are.same({ 0.0, 0.0 }, { trajectory:recurrence_information() })
		assert.are.equal(0.0, trajectory:recurrence_correlation())
		assert.are.equal(0.0, trajectory:autocorrelation(0))
		assert.are.equal(0.0, trajectory:fluctuation())
	end)
	it("that rotates without a miss has a flux of two bits, and an end to it", function()
		local rotation = recur.boltzmann { matrix = { { 0, -2000 }, { 2000, 0 } } }
		local trajectory = rotation:run { steps = 401, rng = rng }
		local plain, _, joint = trajectory:flux()
		near(2, plain, 1e-12)
		assert.are.equal(4, joint)
		near(-1, trajectory:autocorrelation(2), 1e-4)
		near(1, trajectory:autocorrelation(4), 1e-12)
		near(1, trajectory:fluctuation(), 1e-4)
		near(math.sqrt(0.5), trajectory:recurrence_correlation(), 1e-4)
	end)
	it("never pairs the end of a chain with the start of another", function()
		local shift = recur.boltzmann { matrix = { { -2000 } } }
		local trajectory = shift:run { steps = 3, chains = 500, rng = rng }
		assert.are.equal(2, select(3, trajectory:flux()))
		near(-1, trajectory:autocorrelation(1), 1e-12)
	end)
	it("of more than 64 neurons is measured as one of few", function()
		local large = recur.boltzmann { neurons = 70, width = 0.3, rng = rng, coding = "bits" }
		local trajectory = large:run { steps = 50, chains = 2, rng = rng }
		local list = states(trajectory)
		near(rms(list, 1), trajectory:recurrence_correlation(), 1e-12)
		near(fluctuation(list), trajectory:fluctuation(), 1e-12)
	end)
	it("of 64 neurons has an entropy, of 65 has not; noise is of any number", function()
		local function run(neurons)
			local large = recur.boltzmann { neurons = neurons, width = 0.3, rng = rng }
			return large, large:run { steps = 60, chains = 2, rng = rng }
		end
		local large, trajectory = run(64)
		local list = states(trajectory)
		for name, value in pairs(states_entropy(list)) do near(value, trajectory:entropy()[name], 1e-11) end
		near(states_noise(large, list), large:noise(trajectory), 1e-11)
		large, trajectory = run(130)
		near(states_noise(large, states(trajectory)), large:noise(trajectory), 1e-11)
		refused(function() trajectory:entropy() end, "trajectory:entropy: expected at most 64 neurons, found 130: no state"
			.. " would ever repeat")
	end)
	it("tells the noise of sparse connections as of the same matrix", function()
		local connections = recur.rooks_connections { neurons = 40, magnitude = 3, rng = rng }
		local sparse = recur.boltzmann { neurons = 40, connections = connections }
		local trajectory = sparse:run { steps = 30, rng = rng }
		near(40 * recur.binary_entropy(1 / (1 + math.exp(3))), sparse:noise(trajectory), 1e-12)
	end)
	it("is measured for noise only by a machine like its own", function()
		local own = machine:run { steps = 9, rng = rng }
		refused(function() bits:noise(own) end, "expected a trajectory of a machine of 3 neurons, coding bits, found one of"
			.. " 3, coding signs")
		refused(function() recur.boltzmann { neurons = 4, width = 1, rng = rng }:noise(own) end,
			"expected a trajectory of a machine of 4 neurons")
		refused(function() machine:noise() end, "recur.trajectory expected, got no value")
		refused(function() machine:noise(own, 1) end, "noise")
	end)
	it("of 32 neurons has a flux, of 33 has not", function()
		local function run(neurons)
			return recur.boltzmann { neurons = neurons, width = 0.3, rng = rng }:run { steps = 60, rng = rng }
		end
		local trajectory = run(32)
		local plain, corrected, cells = flux(states(trajectory), 1)
		local found, found_corrected, seen = trajectory:flux()
		near(plain, found, 1e-12)
		near(corrected, found_corrected, 1e-12)
		assert.are.equal(cells, seen)
		refused(function() run(33):flux() end, "trajectory:flux: expected at most 32 neurons, found 33: pairs of states would"
			.. " hardly ever repeat; use recurrence_correlation or recurrence_information")
	end)
end)

-- Mean of f over runs with other random numbers, and its standard error.
local function over_runs(machine, runs, steps, f)
	local sum, squares = 0, 0
	for run = 1, runs do
		local x = f(machine:run { steps = steps, transient = 200, chains = 2, rng = rng:child(run) })
		sum, squares = sum + x, squares + x * x
	end
	local mean = sum / runs
	return mean, math.sqrt((squares / runs - mean ^ 2) / (runs - 1))
end

describe("a long trajectory", function()
	for _, coding in ipairs { "signs", "bits" } do
		for _, neurons in ipairs { 1, 3, 5 } do
			local machine = recur.boltzmann { neurons = neurons, width = 0.9, rng = rng:child(neurons), coding = coding }
			local chain = machine:chain()
			local called = (" of %d neurons, %s,"):format(neurons, coding)
			it(called:sub(2) .. " has the flux of the exact chain", function()
				local mean, error_ = over_runs(machine, 12, 20000, function(t) return (select(2, t:flux())) end)
				near(chain:flux(), mean, 5 * error_ + 1e-4)
				assert(error_ < 0.01)
			end)
			it(called:sub(2) .. " has that flux from the entropy of its states and the machine's noise", function()
				for _, name in ipairs { "miller_madow", "grassberger", "chao_shen" } do
					local mean, error_ = over_runs(machine, 12, 20000, function(t) return t:entropy()[name] - machine:noise(t) end)
					near(chain:flux(), mean, 5 * error_ + 1e-4)
					assert(error_ < 0.01)
				end
			end)
			it(called:sub(2) .. " has the correlation, information and fluctuation of the exact chain", function()
				local mean, error_ = over_runs(machine, 12, 20000, function(t) return t:recurrence_correlation() end)
				near(chain:correlation(), mean, 5 * error_ + 1e-3)
				mean, error_ = over_runs(machine, 12, 20000, function(t) return (select(2, t:recurrence_information())) end)
				near(chain:information(), mean, 5 * error_ + 1e-4)
				local expected = 0
				for n = 1, neurons do
					local on = 0
					for x = 0, #chain - 1 do on = on + (x >> (n - 1) & 1) * chain:probability(x) end
					expected = expected + (coding == "signs" and 2 or 1) * math.sqrt(on * (1 - on)) / neurons
				end
				mean, error_ = over_runs(machine, 12, 20000, function(t) return t:fluctuation() end)
				near(expected, mean, 5 * error_ + 1e-4)
			end)
		end
	end
end)

describe("trajectory arguments:", function()
	local trajectory = recur.boltzmann { neurons = 2, width = 1, rng = rng }:run { steps = 40, chains = 3, rng = rng }
	local accepts, noun = kinds.whole(1, 40)
	helper.walk_argument(it, "state's step", accepts, noun, function(x) return trajectory:state(x) end)
	accepts, noun = kinds.whole(1, 3)
	helper.walk_argument(it, "state's chain", accepts, noun, function(x) return trajectory:state(1, x) end, "nothing")
	it("state refuses steps and chains that are not there", function()
		refused(function() trajectory:state(0) end, "#1 to 'state' (step: expected a whole number from 1 to 40, found 0)")
		refused(function() trajectory:state(41) end, "(step: expected a whole number from 1 to 40, found 41)")
		refused(function() trajectory:state(1, 0) end, "#2 to 'state' (chain: expected a whole number from 1 to 3, found 0)")
		refused(function() trajectory:state(1, 4) end, "(chain: expected a whole number from 1 to 3, found 4)")
		assert.are.same(trajectory:state(40, 1), trajectory:state(40.0))
	end)
	accepts, noun = kinds.whole(0, 38)
	for _, method in ipairs { "recurrence_correlation", "recurrence_information", "autocorrelation", "flux" } do
		helper.walk_argument(it, method .. "'s lag", accepts, noun,
			function(lag) return trajectory[method](trajectory, lag) end,
			method ~= "autocorrelation" and "nothing" or nil)
		it(method .. " leaves at least two pairs", function()
			refused(function() trajectory[method](trajectory, 39) end, "lag: expected a whole number from 0 to 38, found 39")
			refused(function() trajectory[method](trajectory, -1) end, "lag: expected a whole number from 0 to 38, found -1")
			trajectory[method](trajectory, 38)
		end)
		it(method .. " says that a trajectory is too short", function()
			local machine = recur.boltzmann { neurons = 2, width = 1, rng = rng }
			local least = method == "autocorrelation" and 2 or 3
			local short = machine:run { steps = least - 1, rng = rng }
			refused(function() short[method](short, 0) end,
				("trajectory:%s: expected at least %d recorded steps, found %d"):format(method, least, least - 1))
			local enough = machine:run { steps = least, rng = rng }
			enough[method](enough, 0)
		end)
	end
	it("autocorrelation asks for its lag", function()
		refused(function() trajectory:autocorrelation() end, "lag: expected a whole number, found nothing")
	end)
	it("all are refused of what is no trajectory", function()
		assert.falsy(getmetatable(trajectory))
		for _, method in ipairs { "fluctuation", "recurrence_correlation", "recurrence_information", "autocorrelation",
			"flux", "entropy", "state", "neurons", "chains" } do
			refused(function() trajectory[method](rng, 1) end, "recur.trajectory expected, got recur.rng")
			refused(function() trajectory[method]() end, "recur.trajectory expected, got no value")
		end
	end)
end)
