-- recur.boltzmann: drawn or given, its trajectories, its attractors.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed, kinds = helper.refused, helper.changed, helper.kinds

local rng = recur.rng(2385)
local ensemble = { neurons = 7, width = 0.5, rng = rng }
local given = { { 0.5, -2.385 }, { 0, 3 } }
local rotation = recur.boltzmann { matrix = { { 0, -1 }, { 1, 0 } } }

local function either(x) return type(x) == "boolean" end

describe("recur.boltzmann drawn", function()
	it("has the size asked for, and the coding signs", function()
		local machine = recur.boltzmann(ensemble)
		assert.are.equal(7, machine:neurons())
		assert.are.equal(7, #machine:matrix())
		assert.are.equal(7, #machine:matrix()[7])
		assert.are.equal("recur.boltzmann of 7 neurons, coding signs", tostring(machine))
		assert.are.equal("recur.boltzmann of 7 neurons, coding bits",
			tostring(recur.boltzmann(changed(ensemble, "coding", "bits"))))
	end)
	it("has the weights of a network of the same rng", function()
		local net = { neurons = 7, density = 1, balance = 0, width = 0.5, rng = rng }
		assert.are.same(recur.network(net):matrix(), recur.boltzmann(ensemble):matrix())
		net.density, net.balance = 0.6, 0.2
		local sparse = changed(changed(ensemble, "density", 0.6), "balance", 0.2)
		assert.are.same(recur.network(net):matrix(), recur.boltzmann(sparse):matrix())
	end)
	it("is the same for the same rng, another for another, whatever the coding", function()
		local matrix = recur.boltzmann(ensemble):matrix()
		assert.are.same(matrix, recur.boltzmann(ensemble):matrix())
		assert.are.same(matrix, recur.boltzmann(changed(ensemble, "coding", "bits")):matrix())
		assert.are_not.same(matrix, recur.boltzmann(changed(ensemble, "rng", rng:child "other")):matrix())
	end)

	local function with(key) return function(x) return recur.boltzmann(changed(ensemble, key, x)) end end
	local accepts, noun = kinds.whole(1, 65536)
	helper.walk(it, "neurons", accepts, noun, with "neurons")
	accepts, noun = kinds.real(0, math.huge)
	helper.walk(it, "width", accepts, noun, with "width")
	accepts, noun = kinds.real(0, 1)
	helper.walk(it, "density", accepts, noun, with "density", "nothing")
	accepts, noun = kinds.real(-1, 1)
	helper.walk(it, "balance", accepts, noun, with "balance", "nothing")
	helper.walk(it, "rng", kinds.never(), "recur.rng", with "rng")
	helper.walk(it, "coding", kinds.never(), "signs, bits", with "coding", "nothing")
	helper.walk(it, "storage", kinds.never(), "auto, dense, sparse", with "storage", "nothing")
	it("refuses an odd coding and storage, and neurons 0 and 65537", function()
		refused(function() with "coding" ("spins") end,
			'recur.boltzmann: coding: expected one of signs, bits, found "spins" (a string)')
		refused(function() with "coding" ("Bits") end, 'coding: expected one of signs, bits, found "Bits"')
		refused(function() with "storage" ("spars") end, "recur.boltzmann: storage: expected one of", '"spars"')
		refused(function() with "neurons" (0) end,
			"recur.boltzmann: neurons: expected a whole number from 1 to 65536, found 0")
		refused(function() with "neurons" (65537) end, "neurons", "found 65537")
	end)
	it("names an unknown key and the known ones, those of a matrix too", function()
		for _, key in ipairs { "nuerons", "Width", "steps", "matirx", "" } do
			refused(function() with(key)(0.5) end, 'recur.boltzmann: unknown key "' .. key .. '"',
				"known keys: balance, coding, connections, density, matrix, neurons, rng, storage, width")
		end
		refused(function() with(1)(0.5) end, "unknown key 1")
		refused(function() with(true)(0.5) end, "unknown key true")
	end)
	it("names a first missing key", function()
		refused(function() recur.boltzmann {} end, "recur.boltzmann: missing key 'neurons'")
		refused(function() with "width" (nil) end, "recur.boltzmann: missing key 'width'")
		refused(function() with "rng" (nil) end, "recur.boltzmann: missing key 'rng'")
	end)
	helper.walk_argument(it, "the table of options", kinds.only "table", "table", recur.boltzmann)
	it("names the script's line", function()
		helper.script_refused('local recur = require "recur"\nlocal x = -1\nlocal m = recur.boltzmann { neurons = x,'
			.. " width = 1, rng = recur.rng(1) } -- here\nreturn m", "recur.boltzmann: neurons", "found -1")
	end)
	it("hides its metatable and refuses other things as itself", function()
		local machine = recur.boltzmann(ensemble)
		assert.falsy(getmetatable(machine))
		for _, method in ipairs { "run", "chain", "attractors", "matrix", "neurons" } do
			refused(function() machine[method](rng) end, "recur.boltzmann expected, got recur.rng")
			refused(function() machine[method]() end, "recur.boltzmann expected, got no value")
		end
	end)
end)

describe("recur.boltzmann of a matrix", function()
	it("has the weights given, however they are stored", function()
		for _, storage in ipairs { "dense", "sparse", "auto" } do
			local machine = recur.boltzmann { matrix = given, storage = storage }
			assert.are.same({ { 0.5, -2.385 }, { 0, 3 } }, machine:matrix())
			assert.are.equal(2, machine:neurons())
		end
	end)
	it("takes the matrix of a network, and gives a copy", function()
		local net = recur.network { neurons = 5, density = 0.5, balance = 0, width = 1, rng = rng }
		local machine = recur.boltzmann { matrix = net:matrix() }
		assert.are.same(net:matrix(), machine:matrix())
		machine:matrix()[1][1] = 17
		assert.are.same(net:matrix(), machine:matrix())
	end)
	local function make(matrix) return recur.boltzmann { matrix = matrix } end
	helper.walk(it, "matrix", kinds.only "table", "list", make, "nothing")
	helper.walk_argument(it, "matrix row", kinds.only "table", "list of 2",
		function(x) return make { { 1, 2 }, x } end, "nothing")
	local accepts, noun = kinds.real(-math.huge, math.huge)
	helper.walk(it, "entry 2", accepts, noun, function(x) return make { { 1, 2 }, { 3, x } } end, "nothing")
	it("must be square, finite, of numbers, not empty", function()
		local where = "recur.boltzmann: matrix"
		refused(function() make {} end, where .. ": expected a list of 1 to 65536 rows, found a table of 0")
		local message = refused(function() make "x" end,
			where .. ': expected a list of 1 to 65536 rows, found "x" (a string)')
		assert.truthy(message:find "%(a string%)$")
		refused(function() make { { 1, 2 } } end, where .. " row 1: expected a list of 1 numbers, found a list of 2")
		refused(function() make { { 1, 2 }, { 3 } } end, where .. " row 2: expected a list of 2 numbers, found a list of 1")
		refused(function() make { 1, 2 } end, where .. " row 1: expected a list of 2 numbers, found 1")
		refused(function() make { { 1, 2 }, { "3", 4 } } end,
			where .. ' row 2: entry 1: expected a finite number, found "3" (a string)')
		refused(function() make { { 1, 0 / 0 }, { 3, 4 } } end,
			where .. " row 1: entry 2: expected a finite number, found nan")
		refused(function() make { { 1, 2 }, { -math.huge, 4 } } end, where .. " row 2: entry 1", "found -inf")
	end)
	it("goes with no key of the ensemble", function()
		refused(function() recur.boltzmann { matrix = given, width = 1 } end,
			'recur.boltzmann: unknown key "width"; known keys: coding, matrix, storage')
		refused(function() recur.boltzmann { matrix = given, codign = "bits" } end, 'unknown key "codign"')
		refused(function() recur.boltzmann { matrix = given, coding = "spins" } end, "coding: expected one of signs, bits")
	end)
end)

-- ---- trajectories --------------------------------------------------------------------------------

-- The states of chain `chain`, as a list.
local function states(trajectory, chain)
	local list = {}
	for t = 1, #trajectory do list[t] = trajectory:state(t, chain) end
	return list
end

describe("boltzmann:run", function()
	local machine = recur.boltzmann(ensemble)
	local options = { steps = 60, rng = rng }
	it("is a trajectory of the size asked for", function()
		local trajectory = machine:run { steps = 60, transient = 20, chains = 3, rng = rng }
		assert.are.equal(40, #trajectory)
		assert.are.equal(7, trajectory:neurons())
		assert.are.equal(3, trajectory:chains())
		assert.are.equal(1, machine:run(options):chains())
	end)
	it("is the same for the same rng, another for another", function()
		assert.are.same(states(machine:run(options)), states(machine:run(options)))
		assert.are_not.same(states(machine:run(options)), states(machine:run(changed(options, "rng", rng:child "x"))))
	end)
	it("is the same run after its transient, which is not recorded", function()
		local whole, late = machine:run(options), machine:run(changed(options, "transient", 45))
		for t = 1, 15 do assert.are.same(whole:state(t + 45), late:state(t)) end
	end)
	it("has chains that do not know of each other", function()
		local five = machine:run(changed(options, "chains", 5))
		for chains = 1, 4 do
			local fewer = machine:run(changed(options, "chains", chains))
			for chain = 1, chains do assert.are.same(states(five, chain), states(fewer, chain)) end
		end
		for chain = 2, 5 do assert.are_not.same(states(five, 1), states(five, chain)) end
	end)
	it("is the start of a longer run", function()
		local long, short = machine:run(changed(options, "steps", 2000)), machine:run(options)
		for t = 1, 60 do assert.are.same(long:state(t), short:state(t)) end
	end)
	it("is the same however the weights are stored", function()
		for _, neurons in ipairs { 3, 17, 70 } do
			local run, stored = changed(options, "chains", 3), {}
			for _, storage in ipairs { "dense", "sparse", "auto" } do
				local one = recur.boltzmann { neurons = neurons, width = 0.5, density = 0.4, rng = rng, storage = storage }
				stored[storage] = one:run(run)
			end
			for chain = 1, 3 do
				assert.are.same(states(stored.dense, chain), states(stored.sparse, chain))
				assert.are.same(states(stored.dense, chain), states(stored.auto, chain))
			end
		end
	end)
	it("follows strong weights from a given start, in both codings, beyond one word of neurons", function()
		for coding, off in pairs { signs = -1, bits = 0 } do
			for _, neurons in ipairs { 3, 12, 13, 70 } do
				local matrix = recur.cycle { neurons = neurons, magnitude = 200000 }
				for m = 1, neurons do -- in bits, a neuron whose driver is off has to be held down
					if coding == "bits" then matrix[m][m] = matrix[m][m] - 1000 end
				end
				local ring, start = recur.boltzmann { matrix = matrix, coding = coding }, {}
				for n = 1, neurons do start[n] = n == neurons - 1 and 1 or off end
				if coding == "bits" then start[1] = 1 end
				local path = ring:run { steps = 1, rng = rng, start = start, chains = 2 }
				for chain = 1, 2 do
					local state = path:state(1, chain)
					for m = 1, neurons do
						local field = 0
						for n = 1, neurons do field = field + matrix[m][n] * start[n] end
						if field ~= 0 then assert.are.equal(field > 0 and 1 or off, state[m]) end
					end
				end
			end
		end
	end)
	it("starts from fair coins otherwise", function()
		local still = recur.boltzmann { matrix = { { 1000, 0 }, { 0, 1000 } } }
		local path, ups, same = still:run { steps = 3, chains = 2000, rng = rng }, { 0, 0 }, 0
		for chain = 1, 2000 do
			local state = path:state(3, chain)
			assert.are.same(state, path:state(1, chain))
			for n = 1, 2 do ups[n] = ups[n] + (state[n] == 1 and 1 or 0) end
			same = same + (state[1] == state[2] and 1 or 0)
		end
		for _, count in ipairs { ups[1], ups[2], same } do helper.near(1000, count, 5 * math.sqrt(500)) end
	end)
	it("without weights tosses fair coins", function()
		local path = recur.boltzmann { matrix = { { 0 } }, coding = "bits" }:run { steps = 40000, rng = rng }
		local sum = 0
		for t = 1, #path do sum = sum + path:state(t)[1] end
		helper.near(20000, sum, 5 * 100)
	end)

	local function with(key) return function(x) return machine:run(changed(options, key, x)) end end
	local accepts, noun = kinds.whole(1, 2147483647)
	helper.walk(it, "steps", accepts, noun, with "steps")
	accepts, noun = kinds.whole(0, 59)
	helper.walk(it, "transient", accepts, noun, with "transient", "nothing")
	accepts, noun = kinds.whole(1, 65536)
	helper.walk(it, "chains", accepts, noun, with "chains", "nothing")
	helper.walk(it, "rng", kinds.never(), "recur.rng", with "rng")
	helper.walk(it, "start", kinds.only "table", "list of 7", with "start", "nothing")
	helper.walk(it, "entry 2", kinds.only "nil", { "finite number", "-1 or 1" },
		function(x) return rotation:run { steps = 3, rng = rng, start = { 1, x } } end, "a negative number")
	helper.walk_argument(it, "the table of options", kinds.only "table", "table", function(x) return machine:run(x) end)
	it("refuses a start of the wrong length or values", function()
		local function start(coding, list)
			return function()
				recur.boltzmann { matrix = given, coding = coding }:run { steps = 3, rng = rng, start = list }
			end
		end
		local where = "boltzmann:run: start: "
		refused(start("signs", { 1 }), where .. "expected a list of 2 numbers, found a list of 1")
		refused(start("signs", { 1, 1, 1 }), where .. "expected a list of 2 numbers, found a list of 3")
		local message = refused(start("signs", { 1, 0 }), where .. "entry 2: expected -1 or 1, found 0")
		assert.truthy(message:find "found 0$")
		refused(start("signs", { 0.5, 1 }), where .. "entry 1: expected -1 or 1, found 0.5")
		message = refused(start("bits", { -1, 0 }), where .. "entry 1: expected 0 or 1, found -1")
		assert.truthy(message:find "found %-1$")
		refused(start("bits", { 0, 2 }), where .. "entry 2: expected 0 or 1, found 2")
		start("bits", { 0, 1.0 })()
		start("signs", { -1.0, 1 })()
	end)
	it("refuses a transient that leaves nothing", function()
		refused(function() with "transient" (60) end, "boltzmann:run: transient: expected less than steps = 60, found 60")
		refused(function() with "transient" (61) end, "less than steps = 60, found 61")
		assert.are.equal(1, #with "transient" (59))
	end)
	it("names an unknown key and the known ones, and a missing one", function()
		refused(function() with "stesp" (3) end, 'boltzmann:run: unknown key "stesp"',
			"known keys: chains, rng, start, steps, transient")
		refused(function() with(1)(3) end, "unknown key 1")
		refused(function() machine:run { rng = rng } end, "boltzmann:run: missing key 'steps'")
		refused(function() machine:run { steps = 3 } end, "boltzmann:run: missing key 'rng'")
	end)
	it("may be too much for memory, which is said, not tried", function()
		refused(function() machine:run { steps = 2147483647, chains = 65536, rng = rng } end, "not enough memory")
	end)
end)

-- ---- attractors ----------------------------------------------------------------------------------

-- The same by walking from every state on, and by sums in another order.
local function attractors_of(matrix, coding)
	local neurons, off = #matrix, coding == "signs" and -1 or 0
	local successor, ties = {}, 0
	for x = 0, 2 ^ neurons - 1 do
		local y = 0
		for m = 1, neurons do
			local field = 0
			for n = 1, neurons do field = field + matrix[m][n] * (x >> (n - 1) & 1 == 1 and 1 or off) end
			if field >= 0 then y = y | 1 << (m - 1) end
			if field == 0 then ties = ties + 1 end
		end
		successor[x + 1] = y
	end
	local found, places, sum = {}, {}, 0
	for x = 0, 2 ^ neurons - 1 do
		local y, period = math.tointeger(x), 1
		for _ = 1, 2 ^ neurons do y = successor[y + 1] end
		local least, z = y, successor[y + 1]
		while z ~= y do least, z, period = math.min(least, z), successor[z + 1], period + 1 end
		found[least] = found[least] or { state = least, period = period, basin = 0 }
		found[least].basin = found[least].basin + 1
		sum = sum + period
	end
	for state in pairs(found) do places[#places + 1] = state end
	table.sort(places)
	local list = { mean_period = sum / 2 ^ neurons, ties = ties, count = #places, successor = successor }
	for i, state in ipairs(places) do list[i] = found[state] end
	return list
end

describe("boltzmann:attractors", function()
	it("of a rotation of two neurons is one cycle of four", function()
		assert.are.same({ { state = 0, period = 4, basin = 4 }, mean_period = 4.0, ties = 0, count = 1 },
			rotation:attractors())
		assert.are.same({ 1, 3, 0, 2 }, rotation:attractors { successors = true }.successor)
	end)
	it("of the rotation in bits is a fixed point, with ties", function()
		local machine = recur.boltzmann { matrix = { { 0, -1 }, { 1, 0 } }, coding = "bits" }
		assert.are.same({ { state = 2, period = 1, basin = 4 }, mean_period = 1.0, ties = 4, count = 1,
			successor = { 3, 3, 2, 2 } }, machine:attractors { successors = true })
	end)
	it("without weights is all ties, and these go up", function()
		local machine = recur.boltzmann { matrix = { { 0, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } } }
		assert.are.same({ { state = 7, period = 1, basin = 8 }, mean_period = 1.0, ties = 24, count = 1 },
			machine:attractors())
	end)
	it("count a tie as a tie in whatever unit the weights are", function()
		local function tenths(unit)
			local row = { 1 * unit, 2 * unit, -3 * unit }
			return recur.boltzmann { matrix = { row, row, row } }:attractors { successors = true }
		end
		assert.are.equal(6, tenths(1).ties)
		for _, unit in ipairs { 0.1, 1 / 3, 1 / 7, 1e-200, 1e200 } do assert.are.same(tenths(1), tenths(unit)) end
		local third = { 0.1, 0.2, -0.3 }
		assert.are.same(tenths(1), recur.boltzmann { matrix = { third, third, third } }:attractors { successors = true })
	end)
	it("of a ring of three has two fixed points and two cycles", function()
		local list = recur.boltzmann { matrix = recur.cycle { neurons = 3, magnitude = 1 } }:attractors()
		assert.are.same({ { state = 0, period = 1, basin = 1 }, { state = 1, period = 3, basin = 3 },
			{ state = 3, period = 3, basin = 3 }, { state = 7, period = 1, basin = 1 }, mean_period = 2.5, ties = 0,
			count = 4 }, list)
	end)
	it("are those found by walking from every state on", function()
		for run = 1, 12 do
			for _, coding in ipairs { "signs", "bits" } do
				local machine = recur.boltzmann { neurons = 2 + run % 5, width = 1, rng = rng:child(run), coding = coding }
				assert.are.same(attractors_of(machine:matrix(), coding), machine:attractors { successors = true })
			end
		end
	end)
	it("have successors only if asked for", function()
		for _, options in ipairs { {}, { successors = false } } do
			assert.are.equal(nil, rotation:attractors(options).successor)
			assert.are.same(rotation:attractors(), rotation:attractors(options))
		end
	end)
	it("of 24 neurons are too many for more", function()
		local machine = recur.boltzmann(changed(ensemble, "neurons", 25))
		refused(function() machine:attractors() end,
			"boltzmann:attractors: expected at most 24 neurons, found 25: there would be 2^25 states")
	end)
	helper.walk(it, "successors", either, "true or false", function(x) rotation:attractors { successors = x } end,
		"nothing")
	helper.walk_argument(it, "the table of options", kinds.only "table", "table",
		function(x) return rotation:attractors(x) end,
		"nothing")
	it("name an unknown key", function()
		refused(function() rotation:attractors { successor = true } end,
			'boltzmann:attractors: unknown key "successor" (did you mean successors?); known keys: successors')
		refused(function() rotation:attractors { true } end, "unknown key 1; known keys: successors")
	end)
end)

describe("boltzmann:chain's options", function()
	helper.walk(it, "method", kinds.never(), "fast, plain", function(x) rotation:chain { method = x } end, "nothing")
	helper.walk_argument(it, "the table of options", kinds.only "table", "table", function(x) return rotation:chain(x) end,
		"nothing")
	it("name an odd method and an unknown key", function()
		refused(function() rotation:chain { method = "slow" } end,
			'boltzmann:chain: method: expected one of fast, plain, found "slow" (a string)')
		refused(function() rotation:chain { metod = "fast" } end,
			'boltzmann:chain: unknown key "metod" (did you mean method?); known keys: method')
	end)
	it("do not matter for what is too large: the limit, what it would take, what to do instead", function()
		local function too_large(options, most, found, power)
			local machine = recur.boltzmann(options)
			for _, method in ipairs { "fast", "plain" } do
				local message = refused(function() machine:chain { method = method } end,
					("boltzmann:chain: expected at most %d neurons with coding %s, found %d: the exact chain would take 2^%d by 2^%d"
					.. " numbers; use boltzmann:run"):format(most, options.coding, found, power, power), "up to 32 neurons",
					"recurrence_correlation")
				assert.falsy(message:find(".0 ", 1, true))
			end
		end
		too_large({ neurons = 14, width = 1, rng = rng, coding = "signs" }, 13, 14, 13)
		too_large({ neurons = 13, width = 1, rng = rng, coding = "bits" }, 12, 13, 13)
		too_large({ neurons = 1500, width = 1, density = 0.01, rng = rng, coding = "bits" }, 12, 1500, 1500)
	end)
	it("go with weights that are not so strong that their rounding decides", function()
		for _, method in ipairs { "fast", "plain" } do
			for _, coding in ipairs { "signs", "bits" } do
				for _, neurons in ipairs { 2, 3, 8 } do
					local matrix = recur.signed_permutation { permutation = { 1, 2, 3, 4, 5, 6, 7, 8 }, magnitude = 200000 }
					local small = {}
					for m = 1, neurons do
						small[m] = {}
						for n = 1, neurons do small[m][n] = matrix[m][n] end
					end
					local machine = recur.boltzmann { matrix = small, coding = coding }
					refused(function() machine:chain { method = method } end,
						"boltzmann:chain: the weights are so strong that their rounding decides", "beyond 100000")
				end
			end
		end
	end)
end)
