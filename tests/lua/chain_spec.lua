-- boltzmann:chain: what is known in closed form or by hand, and everything against the chain solved in Lua.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, kinds, near = helper.refused, helper.kinds, helper.near

local rng = recur.rng(2385)

local function fire(field) return 1 / (1 + math.exp(-field)) end
local function log2(x) return math.log(x, 2) end
local function plogp(p) return p > 0 and -p * log2(p) or 0 end
local function h2(p) return plogp(p) + plogp(1 - p) end

local function solve(matrix, coding, method)
	return recur.boltzmann { matrix = matrix, coding = coding }:chain { method = method }
end

-- The whole chain by its definition: fire[x][m], transitions p[x][y], the stationary state after many steps.
local function by_hand(matrix, coding)
	local neurons, off = #matrix, coding == "signs" and -1 or 0
	local states, chain = 1 << neurons, { on = {}, p = {} }
	for x = 0, states - 1 do
		chain.on[x], chain.p[x] = {}, {}
		for m = 1, neurons do
			local field = 0
			for n = 1, neurons do field = field + matrix[m][n] * (x >> (n - 1) & 1 == 1 and 1 or off) end
			chain.on[x][m] = fire(field)
		end
		for y = 0, states - 1 do
			local product = 1
			for m = 1, neurons do
				product = product * (y >> (m - 1) & 1 == 1 and chain.on[x][m] or 1 - chain.on[x][m])
			end
			chain.p[x][y] = product
		end
	end
	local pi = {}
	for x = 0, states - 1 do pi[x] = 1 / states end
	for _ = 1, 3000 do
		local new = {}
		for y = 0, states - 1 do
			new[y] = 0.5 * pi[y] -- lazily: a chain of even period settles too
			for x = 0, states - 1 do new[y] = new[y] + 0.5 * pi[x] * chain.p[x][y] end
		end
		local sum = 0 -- drifts away from 1 by rounding
		for x = 0, states - 1 do sum = sum + new[x] end
		for x = 0, states - 1 do new[x] = new[x] / sum end
		pi = new
	end
	chain.pi, chain.entropy, chain.noise = pi, 0, 0
	for x = 0, states - 1 do
		chain.entropy = chain.entropy + plogp(pi[x])
		for m = 1, neurons do chain.noise = chain.noise + pi[x] * h2(chain.on[x][m]) end
	end
	return chain
end

-- Over all pairs of neurons now and next: coefficients, their root mean square, mean information.
local function pairs_by_hand(chain, neurons)
	local r, squares, information = {}, 0, 0
	for m = 1, neurons do
		r[m] = {}
		for n = 1, neurons do
			local a, b, both = 0, 0, 0
			for x = 0, (1 << neurons) - 1 do
				local now = x >> (m - 1) & 1
				a, b = a + chain.pi[x] * now, b + chain.pi[x] * chain.on[x][n]
				both = both + chain.pi[x] * now * chain.on[x][n]
			end
			r[m][n] = (both - a * b) / math.sqrt(a * (1 - a) * b * (1 - b))
			squares = squares + r[m][n] ^ 2
			information = information + h2(a) + h2(b) -
				(plogp(both) + plogp(a - both) + plogp(b - both) + plogp(1 - a - b + both))
		end
	end
	return r, math.sqrt(squares) / neurons, information / neurons ^ 2
end

local function check(matrix, coding, method)
	local neurons = #matrix
	local chain, hand = solve(matrix, coding, method), by_hand(matrix, coding)
	local sum = 0
	for x = 0, (1 << neurons) - 1 do
		near(hand.pi[x], chain:probability(x), 1e-13)
		sum = sum + chain:probability(x)
		local leaving = 0
		for y = 0, (1 << neurons) - 1 do
			near(hand.p[x][y], chain:transition(x, y), 1e-14)
			leaving = leaving + chain:transition(x, y)
		end
		near(1, leaving, 1e-14)
	end
	near(1, sum, 1e-14)
	near(hand.entropy, chain:entropy(), 1e-12)
	near(hand.noise, chain:noise(), 1e-12)
	assert.are.equal(chain:entropy() - chain:noise(), chain:flux())
	local r, rms, information = pairs_by_hand(hand, neurons)
	near(rms, chain:correlation(), 1e-12)
	near(information, chain:information(), 1e-12)
	local found = chain:correlations()
	assert.are.equal(neurons, #found)
	for m = 1, neurons do
		assert.are.equal(neurons, #found[m])
		for n = 1, neurons do near(r[m][n], found[m][n], 1e-12) end
	end
end

describe("boltzmann:chain of N-rooks matrices", function()
	local function rooks(neurons, magnitude)
		local matrix = recur.rooks { neurons = neurons, magnitude = magnitude, rng = rng:child(neurons) }
		return recur.boltzmann { matrix = matrix }:chain()
	end
	it("has the flux N(1 - h2(1/(1 + e^q))) known in figures", function()
		near(1.8917, rooks(4, 2):flux(), 5e-5)
		near(4.7293, rooks(10, 2):flux(), 5e-5)
		near(4.9964, rooks(5, 10):flux(), 5e-5)
	end)
	it("has all states equally likely, and flux, correlation and information in closed form", function()
		for _, magnitude in ipairs { 1e-3, 0.385, 2, 10, 30 } do
			for _, neurons in ipairs { 1, 2, 3, 4, 5, 8, 9, 10 } do
				local chain, share = rooks(neurons, magnitude), 1 - h2(fire(-magnitude))
				near(neurons, chain:entropy(), 1e-9)
				near(neurons * share, chain:flux(), 1e-9)
				near(math.abs(2 * fire(magnitude) - 1) / math.sqrt(neurons), chain:correlation(), 1e-9)
				near(share / neurons, chain:information(), 1e-9)
				for x = 0, #chain - 1, 1 + #chain // 16 do near(2.0 ^ -neurons, chain:probability(x), 1e-10) end
			end
		end
	end)
	it("of a cycle correlates neuron n now with neuron n + 1 next, with its sign", function()
		local matrix = recur.cycle { neurons = 4, magnitude = 2, signs = { 1, -1, 1, 1 } }
		local found = solve(matrix, "signs"):correlations()
		for m = 1, 4 do
			for n = 1, 4 do
				local driven = n == m % 4 + 1
				near(driven and (n == 2 and -1 or 1) * (2 * fire(2) - 1) or 0, found[m][n], 1e-12)
			end
		end
	end)
end)

describe("boltzmann:chain of one neuron", function()
	it("of signs is known by hand", function()
		for _, w in ipairs { -3, -0.385, 0, 0.385, 3 } do
			local chain = solve({ { w } }, "signs")
			assert.are.same({ 0.5, 0.5 }, { chain:probability(0), chain:probability(1) })
			near(1, chain:entropy(), 1e-15)
			near(h2(fire(w)), chain:noise(), 1e-14)
			near(1 - h2(fire(w)), chain:flux(), 1e-14)
			near(2 * fire(w) - 1, chain:correlations()[1][1], 1e-14)
			near(math.abs(2 * fire(w) - 1), chain:correlation(), 1e-14)
			near(1 - h2(fire(w)), chain:information(), 1e-14)
			near(fire(w), chain:transition(1, 1), 1e-15)
			near(fire(-w), chain:transition(1, 0), 1e-15)
			near(fire(-w), chain:transition(0, 1), 1e-15)
		end
	end)
	it("of bits is known by hand", function()
		for _, w in ipairs { -3, -0.385, 0, 0.385, 3 } do
			local chain, stay = solve({ { w } }, "bits"), fire(w)
			local on = 0.5 / (1.5 - stay) -- on (1 - stay) = (1 - on) / 2
			near(on, chain:probability(1), 1e-15)
			near(1 - on, chain:probability(0), 1e-15)
			near(h2(on), chain:entropy(), 1e-14)
			near(on * h2(stay) + 1 - on, chain:noise(), 1e-14)
			near(h2(on) - on * h2(stay) - (1 - on), chain:flux(), 1e-14)
			near(stay - 0.5, chain:correlations()[1][1], 1e-14)
			near(h2(on) - on * h2(stay) - (1 - on), chain:information(), 1e-14)
			assert.are.equal(0.5, chain:transition(0, 1))
			near(stay, chain:transition(1, 1), 1e-15)
		end
	end)
end)

describe("boltzmann:chain", function()
	for _, coding in ipairs { "signs", "bits" } do
		for _, method in ipairs { "fast", "plain" } do
			it("of " .. coding .. ", " .. method .. ", is the chain solved in Lua", function()
				for neurons = 1, 5 do
					local drawn = recur.boltzmann { neurons = neurons, width = 1.2, rng = rng:child(neurons) }
					check(drawn:matrix(), coding, method)
				end
				check({ { 0.5, -2.385, 0 }, { 0, 3, -1 }, { 1, 0, 0 } }, coding, method)
			end)
		end
		it("of " .. coding .. " is by the plain method what it is by the fast one", function()
			for _, neurons in ipairs { 6, 7, 8, 9, 10 } do
				local machine = recur.boltzmann { neurons = neurons, width = 0.8, rng = rng:child(neurons), coding = coding }
				local fast, plain = machine:chain(), machine:chain { method = "plain" }
				assert.are.equal(machine:chain { method = "fast" }:flux(), fast:flux())
				for _, measure in ipairs { "flux", "entropy", "noise", "correlation", "information" } do
					near(plain[measure](plain), fast[measure](fast), 1e-12)
				end
				for x = 0, #fast - 1, 7 do
					near(1, fast:probability(x) / plain:probability(x), 1e-10)
					assert.are.equal(plain:transition(x, 3), fast:transition(x, 3))
				end
			end
		end)
		it("of " .. coding .. " keeps the relative precision of rare states", function()
			-- Neuron 1 stays up and, in signs, down; neuron 2 follows nothing.
			local chain = solve({ { 30, 0 }, { 0, 0 } }, coding)
			local up, down = chain:probability(1) + chain:probability(3), chain:probability(0) + chain:probability(2)
			if coding == "signs" then
				near(1, up / down, 1e-12)
			else
				near(1, down / up / (2 * fire(-30)), 1e-12)
			end
		end)
	end
	it("of a machine of signs has opposite states equally likely, to the bit", function()
		local chain = recur.boltzmann { neurons = 6, width = 1, rng = rng }:chain()
		for x = 0, 31 do assert.are.equal(chain:probability(x), chain:probability(63 - x)) end
	end)
	it("is the same however the weights are stored", function()
		for _, neurons in ipairs { 3, 9 } do
			local options = { neurons = neurons, width = 1, density = 0.5, rng = rng, storage = "dense" }
			local dense = recur.boltzmann(options):chain()
			options.storage = "sparse"
			local sparse = recur.boltzmann(options):chain()
			assert.are.equal(dense:flux(), sparse:flux())
			assert.are.same(dense:correlations(), sparse:correlations())
		end
	end)
	it("is right where what decides is rarer than any double", function()
		-- Neuron 3 changes with e^-950, and then 1 and 2 follow; by themselves these change with e^-1001 only.
		for _, leader in ipairs { 500, 950, 5000 } do
			local matrix = { { -200, 800, 0 }, { 400, 800, -1 }, { 0, 0, leader } }
			for _, method in ipairs { "fast", "plain" } do
				local chain = solve(matrix, "signs", method)
				-- the leader at e^-5000 is rarer than they are: then up is e^2 times as likely as down
				local share = leader == 5000 and 1 / (1 + math.exp(2)) / 2 or 0.25
				local shares = { [0] = share, 0, 0, 0.5 - share, 0.5 - share, 0, 0, share }
				for state = 0, 7 do near(shares[state], chain:probability(state), 1e-12) end
			end
		end
	end)
	it("lives longer than its machine", function()
		local chain
		do chain = recur.boltzmann { matrix = recur.cycle { neurons = 4, magnitude = 2 } }:chain() end
		collectgarbage()
		collectgarbage()
		near(1.8917, chain:flux(), 5e-5)
	end)
	it("says what it is and how many states it has", function()
		local chain = recur.boltzmann { neurons = 5, width = 1, rng = rng }:chain()
		assert.are.equal(32, #chain)
		assert.are.equal("recur.chain of 32 states", tostring(chain))
	end)
	it("solves the largest machine of each coding that it takes", function()
		for coding, neurons in pairs { signs = 11, bits = 10 } do -- two less: the full size takes long here
			local machine = recur.boltzmann { neurons = neurons, width = 0, rng = rng, coding = coding }
			near(0, machine:chain():flux(), 1e-9)
		end
	end)
end)

describe("chain:probability and chain:transition", function()
	local chain = recur.boltzmann { matrix = { { 0, 2 }, { -2, 0 } } }:chain()
	it("are numbered by bits, neuron 1 the lowest", function()
		-- From state 1 (neuron 1 up, 2 down) the fields are -2 and -2.
		near(fire(2) * fire(2), chain:transition(1, 0), 1e-15)
		near(fire(-2) * fire(2), chain:transition(1, 1), 1e-15)
		near(fire(2) * fire(-2), chain:transition(1, 2), 1e-15)
		-- From state 2 both are 2; from state 3: 2 and -2.
		near(fire(2) * fire(2), chain:transition(2, 3), 1e-15)
		near(fire(2) * fire(2), chain:transition(3, 1), 1e-15)
		near(fire(-2) * fire(-2), chain:transition(3, 2), 1e-15)
		assert.are.equal(chain:transition(3, 1), chain:transition(3.0, 1.0))
	end)
	local accepts, noun = kinds.whole(0, 3)
	helper.walk_argument(it, "probability's state", accepts, noun, function(x) return chain:probability(x) end)
	helper.walk_argument(it, "transition's from", accepts, noun, function(x) return chain:transition(x, 1) end)
	helper.walk_argument(it, "transition's to", accepts, noun, function(x) return chain:transition(1, x) end)
	it("refuse states that are not there", function()
		refused(function() chain:probability(4) end, "'probability' (state: expected a whole number from 0 to 3, found 4)")
		refused(function() chain:probability(-1) end, "'probability' (state: expected a whole number from 0 to 3, found -1)")
		refused(function() chain:transition(4, 0) end,
			"#1 to 'transition' (from: expected a whole number from 0 to 3, found 4)")
		refused(function() chain:transition(0, 4) end,
			"#2 to 'transition' (to: expected a whole number from 0 to 3, found 4)")
		refused(function() chain:transition(0) end, "(to: expected a whole number from 0 to 3, found nothing)")
	end)
	it("and all else are refused of what is no chain", function()
		assert.falsy(getmetatable(chain))
		for _, method in ipairs { "flux", "entropy", "noise", "correlation", "correlations", "information", "probability",
			"transition" } do
			refused(function() chain[method](rng, 0, 0) end, "recur.chain expected, got recur.rng")
			refused(function() chain[method]() end, "recur.chain expected, got no value")
		end
	end)
end)

-- What lua/flux/biased.lua rests on. The machine with values 0 and 1 is solved without its symmetry, the other with.
describe("a machine whose values are 0 and 1", function()
	it("is one of -1 and 1 with half of the weights, and biases from one neuron more that holds its value", function()
		for neurons = 1, 6 do
			local matrix = recur.bounded { neurons = neurons, magnitude = 3, rng = rng:child(neurons) }
			local larger = { { 700 } }
			for n = 1, neurons do larger[1][n + 1] = 0 end
			for m, row in ipairs(matrix) do
				larger[m + 1] = { 0 }
				for n, w in ipairs(row) do
					larger[m + 1][1] = larger[m + 1][1] + w / 2
					larger[m + 1][n + 1] = w / 2
				end
			end
			local bits = recur.boltzmann { matrix = matrix, coding = "bits" }:chain()
			local held = recur.boltzmann { matrix = larger }:chain()
			near(bits:flux() + 1, held:flux(), 1e-13)
			near(bits:entropy() + 1, held:entropy(), 1e-13)
			local r, mixed = bits:correlations(), held:correlations()
			for m = 1, neurons do
				for n = 1, neurons do
					local a, b = mixed[1][m + 1], mixed[1][n + 1] -- means of the neurons while the first is 1
					near(r[m][n], (mixed[m + 1][n + 1] - a * b) / math.sqrt((1 - a * a) * (1 - b * b)), 1e-12)
				end
			end
		end
	end)
end)
