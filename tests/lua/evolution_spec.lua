-- recur.evolution: objectives, bounds, selection, restarts, and what an objective may not return.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed, kinds, near = helper.refused, helper.changed, helper.kinds, helper.near

local rng = recur.rng(2385)
local options = { neurons = 3, bound = 2, objective = "flux", population = 4, offspring = 6, rng = rng }

local function evolve(key, value)
	return recur.evolution(key == nil and options or changed(options, key, value))
end

local function flux(matrix, coding) return recur.boltzmann { matrix = matrix, coding = coding }:chain():flux() end
local function mean_period(matrix, coding)
	return recur.boltzmann { matrix = matrix, coding = coding }:attractors().mean_period
end

-- Fails unless the history has an entry a generation, of which the best never falls.
local function check_history(evolution, generations)
	local history = evolution:history()
	assert.are.equal(generations, #history)
	assert.are.equal(generations, evolution:generation())
	local best = -math.huge
	for _, entry in ipairs(history) do
		assert(entry.best >= best and entry.best >= entry.now and entry.now >= entry.mean)
		best = entry.best
	end
	local _, value = evolution:best()
	assert.are.equal(best, value)
end

local function each_weight(matrix, f)
	for _, row in ipairs(matrix) do
		for _, w in ipairs(row) do f(w) end
	end
end

local function sum_of(matrix)
	local sum = 0
	each_weight(matrix, function(w) sum = sum + w end)
	return sum
end

describe("recur.evolution's objective", function()
	for _, coding in ipairs { "signs", "bits" } do
		it("flux is that of the exact chain, of " .. coding, function()
			for _, neurons in ipairs { 1, 2, 3, 5, 7 } do
				local evolution = recur.evolution { neurons = neurons, bound = 2, objective = "flux", coding = coding,
					population = 3, offspring = 9, rng = rng }
				evolution:advance(6)
				local matrix, value = evolution:best()
				assert.are.equal(flux(matrix, coding), value)
				check_history(evolution, 6)
			end
		end)
		it("mean_period is that of the attractors, of " .. coding, function()
			for _, neurons in ipairs { 1, 2, 4, 7 } do
				local evolution = recur.evolution { neurons = neurons, bound = 2, objective = "mean_period", coding = coding,
					population = 3, offspring = 9, rng = rng }
				evolution:advance(6)
				local matrix, value = evolution:best()
				assert.are.equal(mean_period(matrix, coding), value)
				check_history(evolution, 6)
			end
		end)
		it("may be a mixture of both, of " .. coding, function()
			for _, shares in ipairs { { 1, 0.25 }, { -2, 0.5 }, { 0.385, nil }, { nil, -3 }, { 0, 0 }, { 0, 2 } } do
				local evolution = recur.evolution { neurons = 3, bound = 2, coding = coding, population = 3, offspring = 9,
					rng = rng, objective = { flux = shares[1], mean_period = shares[2] } }
				evolution:advance(4)
				for i = 1, 3 do
					local matrix, value = evolution:parent(i)
					local a, b = shares[1] or 0, shares[2] or 0
					near(a * flux(matrix, coding) + b * mean_period(matrix, coding), value, 1e-14)
				end
			end
		end)
	end
	it("given as shares of one alone is that one, to the bit", function()
		for _, name in ipairs { "flux", "mean_period" } do
			local alone, share = evolve("objective", name), evolve("objective", { [name] = 1 })
			alone:advance(8)
			share:advance(8)
			assert.are.same(alone:history(), share:history())
		end
	end)
	it("may be a function of the matrix, which is a list of rows", function()
		local evolution, calls = evolve("objective", function(...)
			local matrix = ...
			assert(select("#", ...) == 1 and #matrix == 3 and #matrix[3] == 3 and math.type(matrix[2][3]) == "float")
			return sum_of(matrix)
		end), 0
		for generation = 1, 30 do
			local value = evolution:advance()
			local matrix, best = evolution:best()
			assert.are.equal(best, value)
			assert.are.equal(sum_of(matrix), best)
			assert.are.equal(generation, evolution:generation())
			calls = calls + (generation == 1 and 4 or 6)
			assert.are.equal(calls, evolution:evaluations())
		end
		check_history(evolution, 30)
	end)
	it("as a function that finds the flux goes the way of flux", function()
		local built_in, by_script = evolve("objective", "flux"), evolve("objective", function(matrix) return flux(matrix) end)
		built_in:advance(12)
		by_script:advance(12)
		assert.are.same(built_in:history(), by_script:history())
		assert.are.same({ built_in:best() }, { by_script:best() })
	end)
	it("may return whole numbers and change the matrix it was given", function()
		local evolution = evolve("objective", function(matrix)
			matrix[1][1] = 17
			return 3
		end)
		assert.are.equal(3.0, evolution:advance(5))
		each_weight((evolution:best()), function(w) assert(math.abs(w) <= 2) end)
	end)
end)

describe("an evolution", function()
	it("gets better: from random matrices to nearly the largest flux", function()
		local evolution = recur.evolution { neurons = 3, bound = 3, objective = "flux", rng = rng }
		local first = evolution:advance()
		local last = evolution:advance(300)
		local rooks = recur.boltzmann { matrix = recur.cycle { neurons = 3, magnitude = 3 } }:chain():flux()
		assert(last > first)
		assert(last >= 0.999 * rooks, last .. " of " .. rooks)
	end)
	it("stays within its bounds, and reaches them", function()
		for _, bound in ipairs { 1e-3, 0.385, 2, 1e6 } do
			for _, jumps in ipairs { 0, 0.5, 1 } do
				local most = 0
				local evolution = recur.evolution { neurons = 2, bound = bound, jumps = jumps, population = 3, offspring = 5,
					rng = rng, objective = function(matrix)
					each_weight(matrix, function(w)
						assert(math.abs(w) <= bound)
						most = math.max(most, math.abs(w))
					end)
					return sum_of(matrix)
				end }
				evolution:advance(100)
				assert.are.equal(bound, most)
			end
		end
	end)
	it("jumps to zero and to the bounds as often as it is told", function()
		local function zeros(matrix)
			local count = 0
			each_weight(matrix, function(w) count = count + (w == 0 and 1 or 0) end)
			return count
		end
		assert.are.equal(0.0, recur.evolution(changed(changed(options, "objective", zeros), "jumps", 0)):advance(60))
		assert.are.equal(9.0, recur.evolution(changed(changed(options, "objective", zeros), "jumps", 1)):advance(60))
	end)
	it("jumps to either bound where nothing but a jump leads there", function()
		for _, sign in ipairs { -1, 1 } do
			local evolution = recur.evolution(changed(changed(options, "jumps", 1), "objective",
				function(matrix) return sign * sum_of(matrix) end))
			assert.are.equal(18.0, evolution:advance(60))
			each_weight((evolution:best()), function(w) assert.are.equal(sign * 2.0, w) end)
		end
	end)
	it("has its parents in order, and their mean and best in the history", function()
		for _, objective in ipairs { "flux", "mean_period" } do
			local evolution = evolve("objective", objective)
			for generation = 1, 10 do
				evolution:advance()
				local sum, before = 0, math.huge
				for i = 1, 4 do
					local matrix, value = evolution:parent(i)
					assert.are.equal(objective == "flux" and flux(matrix) or mean_period(matrix), value)
					assert(value <= before)
					before, sum = value, sum + value
				end
				local entry = evolution:history()[generation]
				assert.are.equal(select(2, evolution:parent(1)), entry.now)
				near(sum / 4, entry.mean, 1e-15)
			end
		end
	end)
	it("never loses its best without restarts: the best parent is the best", function()
		local evolution = evolve("objective", "flux")
		for _ = 1, 20 do
			evolution:advance()
			assert.are.same({ evolution:best() }, { evolution:parent(1) })
		end
		assert.are.equal(0, evolution:history()[20].restarts)
	end)
	it("advances one generation, or as many as told, the same", function()
		local one, many = evolve(), evolve()
		for _ = 1, 14 do one:advance() end
		assert.are.equal(select(2, one:best()), many:advance(14))
		assert.are.same(one:history(), many:history())
		assert.are.same({ one:best() }, { many:best() })
	end)
	it("is the same for the same rng, another for another", function()
		local a, b, c = evolve(), evolve(), evolve("rng", rng:child "other")
		a:advance(10)
		b:advance(10)
		c:advance(10)
		assert.are.same({ a:best() }, { b:best() })
		assert.are.same(a:history(), b:history())
		assert.are_not.same({ a:best() }, { c:best() })
	end)
	it("starts afresh after its patience, and counts that", function()
		local evolution = recur.evolution { neurons = 2, bound = 1, objective = function() return 1 end, patience = 2,
			population = 3, offspring = 2, rng = rng }
		evolution:advance(10)
		local restarts = {}
		for i, entry in ipairs(evolution:history()) do restarts[i] = entry.restarts end
		assert.are.same({ 0, 0, 1, 1, 1, 2, 2, 2, 3, 3 }, restarts)
		assert.are.equal(4 * 3 + 6 * 2, evolution:evaluations())
	end)
	it("is patient as long as it gets better", function()
		local calls = 0
		local evolution = recur.evolution(changed(changed(options, "patience", 2), "objective", function()
			calls = calls + 1
			return calls
		end))
		evolution:advance(30)
		assert.are.equal(0, evolution:history()[30].restarts)
	end)
	it("keeps its best through a restart, though not its population", function()
		local evolution = evolve("patience", 1)
		evolution:advance(200)
		check_history(evolution, 200)
		local history = evolution:history()
		assert(history[200].restarts > 3)
		local fell = false
		for i = 2, 200 do fell = fell or history[i].now < history[i - 1].now end
		assert(fell)
		local matrix, value = evolution:best()
		assert.are.equal(flux(matrix), value)
	end)
	it("starts afresh too where it grows by too little to be progress", function()
		local calls = 0
		local function growing(progress)
			return recur.evolution(changed(changed(changed(options, "patience", 2), "progress", progress), "objective",
				function()
					calls = calls + 1
					return calls
				end))
		end
		local slow, fast = growing(100), growing(5)
		slow:advance(30)
		fast:advance(30)
		assert.are.equal(0, fast:history()[30].restarts)
		assert.are.equal(10, slow:history()[30].restarts)
	end)
	it("draws ternary parents, which only jumps, redraws and exchanges keep ternary", function()
		for _, limit in ipairs { "weights", "norm" } do
			local evolution = recur.evolution { neurons = 3, bound = 1.5, draw = "ternary", redraws = 0.5, exchanges = 0.5,
				limit = limit, rng = rng, objective = function(matrix)
					local size
					each_weight(matrix, function(w)
						assert(w == 0 or not size or limit == "norm" or math.abs(w) == size)
						assert(limit == "norm" or w == 0 or math.abs(w) == 1.5)
						size = w ~= 0 and math.abs(w) or size
					end)
					return sum_of(matrix)
				end }
			evolution:advance(60)
			assert(evolution:best()[1][1] > 0)
		end
	end)
	it("finds the best of all ternary matrices of three neurons", function()
		-- of all 19,683, by enumeration: flux/ternary
		for bound, largest in pairs { [0.5] = 0.3786653063, [2] = 1.768244368, [4] = 2.706323312, [10] = 2.998378974 } do
			local evolution = recur.evolution { neurons = 3, bound = bound, objective = "flux", draw = "ternary", jumps = 1,
				exchanges = 0.3, redraws = 0.1, patience = 20, rng = rng }
			near(largest, evolution:advance(400), 1e-9)
		end
	end)
	it("finds six neurons that take the majority of five, the conference matrix of order 6", function()
		-- all rows orthogonal: |h| is b, 3b, 5b in 20, 10, 2 of 32 states; nearly equally likely at strong bounds
		local function h2(field) return recur.binary_entropy(1 / (1 + recur.exp(field))) end
		local majority = 6 * (1 - (20 * h2(10) + 10 * h2(30) + 2 * h2(50)) / 32)
		local _, largest = recur.evolve { neurons = 6, bound = 10, objective = "flux", draw = "ternary", population = 40,
			evolutions = 8, generations = 2000, jumps = 0.8, exchanges = 0.3, redraws = 0.1, patience = 30, progress = 0.001,
			rng = rng }
		near(majority, largest, 1e-5)
	end)
	it("refined, goes on from its best by small steps, and never starts afresh again", function()
		local target, evolution = { { 0.385, -1.7 }, { 2, 0 } }, nil
		local function hill(matrix)
			local sum = 0
			for m = 1, 2 do
				for n = 1, 2 do sum = sum - (matrix[m][n] - target[m][n]) ^ 2 end
			end
			return sum
		end
		evolution = recur.evolution { neurons = 2, bound = 2, objective = hill, draw = "ternary", jumps = 1, patience = 3,
			population = 4, rng = rng }
		refused(function() evolution:refine() end,
			"evolution:refine: expected an evolution that has been advanced, found generation 0")
		local before = evolution:advance(100)
		near(-(0.385 ^ 2 + 0.3 ^ 2), before, 1e-12)
		local restarts = evolution:history()[100].restarts
		assert(restarts > 0)
		evolution:refine()
		assert.are.same({ evolution:best() }, { evolution:parent(4) })
		near(0, evolution:advance(300), 1e-4)
		check_history(evolution, 400)
		assert.are.equal(restarts, evolution:history()[400].restarts)
	end)
	it("without patience never starts afresh", function()
		local evolution = evolve("objective", function() return 1 end)
		evolution:advance(50)
		assert.are.equal(0, evolution:history()[50].restarts)
	end)
	it("has a history that a script may change: it is a copy each time", function()
		local one, other = evolve(), evolve()
		one:advance(3)
		other:advance(3)
		local history = one:history()
		history[2].best, history[2].more, history[3], history[9] = 1e9, true, nil, {}
		assert.are.same(other:history(), one:history())
		one:advance(2)
		other:advance(2)
		assert.are.same(other:history(), one:history())
		assert.are.equal(5, #one:history())
	end)
	it("has an empty history before its first generation", function()
		local evolution = evolve()
		assert.are.same({}, evolution:history())
		assert.are.equal(0, evolution:generation())
		assert.are.equal(0, evolution:evaluations())
		assert.are.equal("recur.evolution of 3 neurons, generation 0", tostring(evolution))
		evolution:advance(2)
		assert.are.equal("recur.evolution of 3 neurons, generation 2", tostring(evolution))
	end)
	it("has no best and no parents before its first generation", function()
		refused(function() evolve():best() end,
			"evolution:best: expected an evolution that has been advanced, found generation 0")
		refused(function() evolve():parent(1) end,
			"evolution:parent: expected an evolution that has been advanced, found generation 0")
	end)
	it("keeps its function alive", function()
		local evolution
		do
			local weight = { 3 }
			evolution = evolve("objective", function(matrix) return weight[1] * matrix[1][1] end)
		end
		for _ = 1, 80 do
			evolution:advance()
			collectgarbage()
		end
		near(6, select(2, evolution:best()), 0.5)
	end)
end)

-- ---- objectives that go wrong ---------------------------------------------------------------------

describe("an objective function", function()
	local function returning(...)
		local answer = table.pack(...)
		return function() evolve("objective", function() return table.unpack(answer, 1, answer.n) end):advance() end
	end
	it("must return a finite number", function()
		local where = "evolution:advance: objective: expected a finite number, found "
		refused(returning(), where .. "nothing")
		refused(returning(nil), where .. "nothing")
		refused(returning(0 / 0), where .. "nan")
		refused(returning(math.huge), where .. "inf")
		refused(returning(-math.huge), where .. "-inf")
		refused(returning "3", where .. '"3" (a string)')
		refused(returning(true), where .. "true")
		refused(returning {}, where .. "a table")
		returning(3, "ignored")()
	end)
	it("that errs is heard in its own words, at its own line", function()
		local message = helper.script_refused([[
			local recur = require "recur"
			local evolution = recur.evolution { neurons = 2, bound = 1, rng = recur.rng(1), objective = function(matrix)
				if #matrix == 2 then error("no luck") end -- here
				return 1
			end }
			return evolution:advance(3)]], "no luck")
		assert.truthy(message:find "no luck$")
		helper.script_refused([[
			local recur = require "recur"
			local evolution = recur.evolution { neurons = 2, bound = 1, rng = recur.rng(1), objective = function(matrix)
				return matrix[3][1] -- here
			end }
			return evolution:advance(3)]], "attempt to index a nil value")
		local thrown = { "of its own" }
		local ok, caught = pcall(function() evolve("objective", function() error(thrown) end):advance() end)
		assert.falsy(ok)
		assert.are.equal(thrown, caught)
	end)
	it("that errs now and then costs nothing: advancing again is as if it had not", function()
		local calls, undisturbed = 0, evolve("objective", sum_of)
		local evolution = evolve("objective", function(matrix)
			calls = calls + 1
			if calls == 3 or calls == 17 then error "now" end
			return sum_of(matrix)
		end)
		local failed = 0
		while evolution:generation() < 9 do failed = failed + (pcall(evolution.advance, evolution) and 0 or 1) end
		undisturbed:advance(9)
		assert.are.equal(2, failed)
		assert.are.same(undisturbed:history(), evolution:history())
		assert.are.equal(undisturbed:evaluations(), evolution:evaluations())
		assert.are.same({ undisturbed:best() }, { evolution:best() })
	end)
	it("may not advance its own evolution", function()
		local evolution, once
		evolution = evolve("objective", function(matrix)
			if not once then
				once = true
				evolution:advance()
			end
			return sum_of(matrix)
		end)
		refused(function() evolution:advance() end, "evolution:advance: the objective has itself advanced this evolution")
		evolution:advance(5)
		assert.are.equal(sum_of((evolution:best())), select(2, evolution:best()))
	end)
	it("may not refine its own evolution", function()
		local evolution, calls = nil, 0
		evolution = evolve("objective", function(matrix)
			calls = calls + 1
			if calls == 6 then evolution:refine() end
			return sum_of(matrix)
		end)
		refused(function() evolution:advance(5) end, "evolution:advance: the objective has itself refined this evolution")
		evolution:advance(5)
		check_history(evolution, 6)
		assert.are.equal(sum_of((evolution:best())), select(2, evolution:best()))
	end)
end)

describe("an objective of the kernel", function()
	it("refuses weights so strong that their rounding decides", function()
		refused(function() evolve("bound", 1e5):advance(3) end,
			"evolution:advance: the weights are so strong that their rounding decides", "beyond 100000")
	end)
	it("refuses shares that lead out of the finite numbers", function()
		for _, shares in ipairs { { mean_period = 1e308 }, { flux = 1e308, mean_period = 1e308 } } do
			refused(function() evolve("objective", shares):advance(40) end,
				"evolution:advance: objective: its shares are so large that the value is not finite")
		end
	end)
	it("is refused for what is too large, with what to do instead", function()
		local function sized(neurons, objective, coding)
			return function()
				recur.evolution { neurons = neurons, bound = 1, objective = objective, coding = coding, population = 2,
					offspring = 1, rng = rng }
			end
		end
		local instead = "; use a function of the matrix as the objective"
		refused(sized(14, "flux"), "recur.evolution: expected at most 13 neurons with coding signs, found 14: the exact chain"
			.. " would take 2^13 by 2^13 numbers" .. instead)
		refused(sized(13, { flux = 1 }, "bits"), "expected at most 12 neurons with coding bits, found 13", "2^13", instead)
		refused(sized(11, "mean_period"),
			"recur.evolution: expected at most 10 neurons for the mean period, found 11" .. instead)
		refused(sized(11, { flux = 1, mean_period = 0.5 }), "at most 10 neurons for the mean period, found 11")
		sized(13, "flux")()
		sized(11, { flux = 1, mean_period = 0 })()
		sized(10, "mean_period")()
		sized(40, sum_of)()
	end)
end)

-- ---- options --------------------------------------------------------------------------------------

describe("recur.evolution's options:", function()
	local function with(key) return function(x) return evolve(key, x) end end
	local accepts, noun = kinds.whole(1, 65536)
	helper.walk(it, "neurons", accepts, noun, with "neurons")
	accepts, noun = kinds.real(5e-324, math.huge)
	helper.walk(it, "bound", accepts, noun, with "bound")
	accepts, noun = kinds.real(0, 1)
	helper.walk(it, "jumps", accepts, noun, with "jumps", "nothing")
	accepts, noun = kinds.real(5e-324, 1)
	helper.walk(it, "start", accepts, noun, with "start", "nothing")
	accepts, noun = kinds.real(0, 1)
	for _, key in ipairs { "redraws", "exchanges" } do helper.walk(it, key, accepts, noun, with(key), "nothing") end
	accepts, noun = kinds.real(0, math.huge)
	helper.walk(it, "progress", accepts, noun, with "progress", "nothing")
	accepts, noun = kinds.whole(2, 65536)
	helper.walk(it, "population", accepts, noun, with "population", "nothing")
	accepts, noun = kinds.whole(1, 65536)
	helper.walk(it, "offspring", accepts, noun, with "offspring", "nothing")
	accepts, noun = kinds.whole(0, 1000000000)
	helper.walk(it, "patience", accepts, noun, with "patience", "nothing")
	helper.walk(it, "coding", kinds.never(), "signs, bits", with "coding", "nothing")
	helper.walk(it, "draw", kinds.never(), "uniform, ternary", with "draw", "nothing")
	helper.walk(it, "rng", kinds.never(), "recur.rng", with "rng")
	helper.walk(it, "objective", function(x) return type(x) == "table" or type(x) == "function" end,
		'"flux", "mean_period"', with "objective")
	accepts, noun = kinds.real(-math.huge, math.huge)
	for _, share in ipairs { "flux", "mean_period" } do
		helper.walk(it, "objective: " .. share, accepts, noun, function(x) return evolve("objective", { [share] = x }) end,
			"nothing")
	end
	helper.walk_argument(it, "the table of options", kinds.only "table", "table", recur.evolution)
	it("ranges are named with the key, what was expected and found", function()
		local function wrong(key, value, problem)
			refused(function() with(key)(value) end, "recur.evolution: " .. key .. ": " .. problem)
		end
		wrong("bound", 0, "expected a finite number above 0, found 0")
		wrong("bound", -2, "expected a finite number above 0, found -2")
		wrong("bound", 0 / 0, "expected a finite number above 0, found nan")
		wrong("bound", "2", 'expected a finite number above 0, found "2" (a string)')
		wrong("population", 1, "expected a whole number from 2 to 65536, found 1")
		wrong("population", 2.5, "expected a whole number from 2 to 65536, found 2.5")
		wrong("population", "20", 'expected a whole number from 2 to 65536, found "20" (a string)')
		wrong("offspring", 0, "expected a whole number from 1 to 65536, found 0")
		wrong("patience", -1, "expected a whole number from 0 to 1000000000, found -1")
		wrong("neurons", 0, "expected a whole number from 1 to 65536, found 0")
		wrong("draw", "binary", 'expected one of uniform, ternary, found "binary" (a string)')
		wrong("progress", -1e-3, "expected a finite number of at least 0.0, found -0.001")
		refused(function() recur.evolution(changed(changed(options, "redraws", 0.75), "exchanges", 0.5)) end,
			"recur.evolution: expected redraws and exchanges of at most 1 together, found 1.25")
		recur.evolution(changed(changed(options, "redraws", 0.75), "exchanges", 0.25))
		wrong("coding", "sings", 'expected one of signs, bits, found "sings" (a string)')
		refused(function() with "jumps" (1.5) end, "recur.evolution: jumps: expected a number from 0", "found 1.5")
	end)
	it("objective is one of the known", function()
		local expected = 'recur.evolution: objective: expected "flux", "mean_period", a table of their shares'
			.. " { flux = ..., mean_period = ... }, or a function of the matrix, found "
		refused(function() with "objective" "fluks" end, expected .. '"fluks" (a string)')
		refused(function() with "objective" (3) end, expected .. "3")
		refused(function() with "objective" (true) end, expected .. "true")
		local where = "recur.evolution: objective: "
		refused(function() with "objective" {} end, where .. "expected a share of flux or mean_period, found none")
		refused(function() with "objective" { fluks = 1 } end,
			where .. 'unknown key "fluks" (did you mean flux?); known keys: flux, mean_period')
		refused(function() with "objective" { "flux" } end, where .. "unknown key 1; known keys: flux, mean_period")
		refused(function() with "objective" { flux = 1, bound = 2 } end, where .. 'unknown key "bound"')
		refused(function() with "objective" { flux = "1" } end,
			where .. 'flux: expected a finite number, found "1" (a string)')
		refused(function() with "objective" { flux = 1, mean_period = 0 / 0 } end,
			where .. "mean_period: expected a finite number, found nan")
	end)
	it("an unknown or misspelt key is named, with the known ones", function()
		local known = "; known keys: bound, coding, draw, exchanges, jumps, limit, neurons, objective, offspring, "
			.. "patience, population, progress, redraws, rng, start"
		for _, key in ipairs { "populaton", "Bound", "generations", "" } do
			refused(function() with(key)(3) end, 'recur.evolution: unknown key "' .. key .. '"', known)
		end
		refused(function() with(1)(3) end, "recur.evolution: unknown key 1" .. known)
	end)
	it("a missing key is named", function()
		for _, key in ipairs { "bound", "neurons", "objective", "rng" } do
			refused(function() with(key)(nil) end, "recur.evolution: missing key '" .. key .. "'")
		end
	end)
	it("may be too much, which is said, not tried", function()
		refused(function()
			recur.evolution { neurons = 5000, bound = 1, population = 65536, offspring = 65536, objective = sum_of, rng = rng }
		end, "not enough memory")
	end)
end)

describe("evolution methods:", function()
	local evolution = evolve()
	evolution:advance()
	local accepts, noun = kinds.whole(1, 4)
	helper.walk_argument(it, "parent's number", accepts, noun, function(x) return evolution:parent(x) end)
	accepts, noun = kinds.whole(1, 1000000000)
	helper.walk_argument(it, "advance's generations", accepts, noun, function(x) return evolution:advance(x) end,
		"nothing")
	it("refuse parents that are not there and no generations", function()
		refused(function() evolution:parent(0) end, "#1 to 'parent' (i: expected a whole number from 1 to 4, found 0)")
		refused(function() evolution:parent(5) end, "(i: expected a whole number from 1 to 4, found 5)")
		refused(function() evolution:advance(0) end,
			"#1 to 'advance' (generations: expected a whole number from 1 to 1000000000, found 0)")
	end)
	it("are refused of what is no evolution", function()
		assert.falsy(getmetatable(evolution))
		for _, method in ipairs { "advance", "refine", "best", "parent", "history", "generation", "evaluations" } do
			refused(function() evolution[method](rng, 1) end, "recur.evolution expected, got recur.rng")
			refused(function() evolution[method]() end, "recur.evolution expected, got no value")
		end
	end)
	it("leave an evolution as it was when they are refused", function()
		local one, other = evolve(), evolve()
		pcall(one.advance, one, 0)
		pcall(one.best, one)
		pcall(one.parent, one, 9)
		one:advance(5)
		other:advance(5)
		assert.are.same(one:history(), other:history())
	end)
end)
