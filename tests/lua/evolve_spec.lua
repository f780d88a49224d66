-- The best of several evolutions, what evolution finds within a norm, and the closed form of N-rooks.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed, near = helper.refused, helper.changed, helper.near

local rng = recur.rng(2385)
local options = {
	evolutions = 3, generations = 20, neurons = 3, bound = 2, objective = "flux", population = 4, offspring = 6,
	rng = rng,
}

describe("recur.evolve", function()
	it("returns the best of evolutions that draw from rng:child(i)", function()
		local matrix, value, values = recur.evolve(options)
		local best = -math.huge
		for i = 1, 3 do
			local evolution = recur.evolution {
				neurons = 3, bound = 2, objective = "flux", population = 4, offspring = 6, rng = rng:child(i),
			}
			assert.are.equal(evolution:advance(20), values[i])
			best = math.max(best, values[i])
		end
		assert.are.equal(3, #values)
		assert.are.equal(best, value)
		assert.are.equal(value, recur.boltzmann { matrix = matrix }:chain():flux())
	end)

	it("polishes the best of each evolution in the last generations", function()
		local _, value, values = recur.evolve(changed(options, "refinement", 8))
		for i = 1, 3 do
			local evolution = recur.evolution {
				neurons = 3, bound = 2, objective = "flux", population = 4, offspring = 6, rng = rng:child(i),
			}
			evolution:advance(12)
			evolution:refine()
			assert.are.equal(evolution:advance(8), values[i])
		end
		assert.are.equal(math.max(table.unpack(values)), value)
		assert.are.same({ recur.evolve(options) }, { recur.evolve(changed(options, "refinement", 0)) })
	end)

	it("refuses a refinement that leaves no generation before it", function()
		for _, bad in ipairs { 20, 21, -1, 1.5, "3", 0 / 0, true } do
			refused(function() recur.evolve(changed(options, "refinement", bad)) end,
				"recur.evolve: refinement: expected a whole number from 0 to less than the generations, found ")
		end
	end)

	it("leaves its options as they were", function()
		local own = changed(options, "evolutions", 1)
		recur.evolve(own)
		assert.are.equal(1, own.evolutions)
		assert.are.equal(rng, own.rng)
	end)

	it("refuses what is no number of evolutions or generations", function()
		for _, key in ipairs { "evolutions", "generations" } do
			for _, bad in ipairs { 0, 1.5, "3", -1, 0 / 0 } do
				refused(function() recur.evolve(changed(options, key, bad)) end, "recur.evolve: " .. key,
					"a whole number of at least 1")
			end
			local without = changed(options, key, nil)
			without[key] = nil
			refused(function() recur.evolve(without) end, key, "found nothing")
		end
	end)

	it("refuses other options than those of recur.evolution", function()
		refused(function() recur.evolve(changed(options, "bonud", 2)) end, "unknown key", "bonud", "bound")
		refused(function() recur.evolve(changed(options, "rng", 3)) end, "recur.evolve: rng", "expected a recur.rng")
		refused(function() recur.evolve(3) end, "recur.evolve", "expected a table of options", "found 3")
	end)
end)

describe("a limited norm", function()
	local function norm(matrix)
		local sum = 0
		for _, row in ipairs(matrix) do
			for _, w in ipairs(row) do sum = sum + w * w end
		end
		return math.sqrt(sum / #matrix)
	end

	it("is kept by all parents, and lets a single weight exceed the bound", function()
		local evolution = recur.evolution {
			neurons = 4, bound = 1.5, limit = "norm", rng = rng,
			objective = function(W) return W[1][2] end,
		}
		evolution:advance(60)
		local largest = 0
		for i = 1, 20 do
			local matrix = evolution:parent(i)
			assert(norm(matrix) <= 1.5 * (1 + 1e-12))
			largest = math.max(largest, matrix[1][2])
		end
		-- all of the norm in one weight: sqrt(N) bound
		near(3, largest, 0.05)
	end)

	it("leads evolution to N-rooks", function()
		local matrix, flux = recur.evolve {
			evolutions = 3, generations = 400, neurons = 3, bound = 3, limit = "norm", objective = "flux", rng = rng,
		}
		near(recur.rooks_flux(3, 3), flux, 1e-6)
		assert(recur.rooks_distance(matrix) < 1e-6)
	end)

	it("can be of the sum of magnitudes, which one weight may have to itself", function()
		local evolution = recur.evolution {
			neurons = 4, bound = 1.5, limit = "sum", rng = rng,
			objective = function(W) return W[1][2] end,
		}
		evolution:advance(80)
		local largest = 0
		for i = 1, 20 do
			local sum, matrix = 0, evolution:parent(i)
			for _, row in ipairs(matrix) do
				for _, w in ipairs(row) do sum = sum + math.abs(w) end
			end
			assert(sum <= 4 * 1.5 * (1 + 1e-12))
			largest = math.max(largest, matrix[1][2])
		end
		near(6, largest, 0.3)
	end)

	it("can be none", function()
		local evolution = recur.evolution {
			neurons = 2, bound = 1.5, limit = "none", rng = rng, objective = function(W) return W[1][2] end,
		}
		assert(evolution:advance(300) > 100)
	end)

	it("is refused by another name", function()
		refused(function()
			recur.evolution { neurons = 3, bound = 1, limit = "rows", objective = "flux", rng = rng }
		end, "limit: expected one of weights, norm, sum, none", "rows")
	end)
end)

describe("the start of an evolution", function()
	it("is what is drawn, times that", function()
		for _, draw in ipairs { "uniform", "ternary" } do
			local function first(start)
				local evolution = recur.evolution {
					neurons = 3, bound = 2, draw = draw, start = start, rng = rng, objective = function() return 0 end,
				}
				evolution:advance()
				return evolution
			end
			local whole, part, again = first(1), first(0.125), first(nil)
			for i = 1, 20 do
				assert.are.same(whole:parent(i), again:parent(i))
				for m = 1, 3 do
					for n = 1, 3 do assert.are.equal(0.125 * whole:parent(i)[m][n], part:parent(i)[m][n]) end
				end
			end
		end
	end)
end)

describe("recur.rooks_flux", function()
	it("gives the known values", function()
		near(1.8917, recur.rooks_flux(4, 2), 5e-5)
		near(4.7293, recur.rooks_flux(10, 2), 5e-5)
		near(4.9964, recur.rooks_flux(5, 10), 5e-5)
	end)

	it("is the flux of the exact chain, whatever the rooks", function()
		for neurons = 1, 8 do
			local machine = recur.boltzmann { matrix = recur.rooks { neurons = neurons, magnitude = 1.375, rng = rng } }
			near(recur.rooks_flux(neurons, 1.375), machine:chain():flux(), 1e-12)
		end
	end)

	it("refuses what is no size and no magnitude", function()
		refused(function() recur.rooks_flux(0, 1) end, "recur.rooks_flux: neurons", "found 0")
		refused(function() recur.rooks_flux(4, 0) end, "recur.rooks_flux: magnitude", "above 0")
		refused(function() recur.rooks_flux(4, 0 / 0) end, "magnitude", "found nan")
	end)
end)

describe("recur.binary_entropy", function()
	it("is 0 for what is certain, 1 for a fair coin, 0.8112781 for one in four", function()
		assert.are.equal(0, recur.binary_entropy(0))
		assert.are.equal(0, recur.binary_entropy(1))
		assert.are.equal(1, recur.binary_entropy(0.5))
		near(0.8112781244591328, recur.binary_entropy(0.25), 1e-15)
		assert.are.equal(recur.binary_entropy(0.25), recur.binary_entropy(0.75))
	end)

	it("refuses what is no probability", function()
		for _, bad in ipairs { -0.1, 1.1, 0 / 0, "0.5", false } do
			refused(function() recur.binary_entropy(bad) end, "recur.binary_entropy: expected a probability")
		end
	end)
end)

describe("connections", function()
	it("make the machine of the matrix they stand for", function()
		local o = { neurons = 6, magnitude = 1.5, rng = rng }
		local sparse = recur.boltzmann { neurons = 6, connections = recur.rooks_connections(o) }
		assert.are.same(recur.rooks(o), sparse:matrix())
	end)

	it("are refused with the entry that is wrong", function()
		local function make(connections)
			return function() recur.boltzmann { neurons = 3, connections = connections } end
		end
		local wanted = "expected { to, from, weight }, two neurons from 1 to 3 and a finite number"
		refused(make { { 1, 2, 0.5 }, { 4, 1, 1 } }, "recur.boltzmann: connections: entry 2: " .. wanted)
		refused(make { { 1, 2.5, 0.5 } }, "entry 1: " .. wanted)
		refused(make { { 1, 2, "1" } }, "entry 1: " .. wanted)
		refused(make { { 1, 2, 1 / 0 } }, "entry 1: " .. wanted)
		refused(make { 3 }, "entry 1: " .. wanted)
		refused(make { { 1, 2, 1 }, { 1, 2, 1 } }, "entry 2: there is one from neuron 2 to neuron 1 already")
		refused(make(3), "connections: expected a list of { to, from, weight }, found 3")
		refused(function() recur.boltzmann { connections = {} } end, "missing key 'neurons'")
	end)
end)
