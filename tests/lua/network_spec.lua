-- recur.network: drawn from an ensemble or given as a matrix.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed, kinds = helper.refused, helper.changed, helper.kinds

local rng = recur.rng(2385)
local ensemble = { neurons = 7, density = 0.6, balance = 0.2, width = 0.5, rng = rng }

describe("recur.network drawn", function()
	it("has the size asked for", function()
		local net = recur.network(ensemble)
		assert.are.equal(7, net:neurons())
		assert.are.equal(7, #net:matrix())
		assert.are.equal(7, #net:matrix()[7])
		assert.truthy(tostring(net):find("7 neurons", 1, true))
	end)
	it("is the same for the same rng, another for another", function()
		assert.are.same(recur.network(ensemble):matrix(), recur.network(ensemble):matrix())
		assert.are_not.same(recur.network(ensemble):matrix(),
			recur.network(changed(ensemble, "rng", rng:child("other"))):matrix())
		assert.are.same(recur.network(ensemble):matrix(),
			recur.network(changed(ensemble, "neurons", 14 / 2)):matrix())
	end)
	it("has as many connections as its density says", function()
		local many = changed(ensemble, "neurons", 200)
		for _, density in ipairs { 0.1, 0.385, 0.9 } do
			local net = recur.network(changed(many, "density", density))
			local n = 40000
			helper.near(n * density, net:connections(), 5 * math.sqrt(n * density * (1 - density)))
		end
		assert.are.equal(0, recur.network(changed(many, "density", 0)):connections())
		assert.are.equal(40000, recur.network(changed(many, "density", 1)):connections())
	end)
	it("has the shares and magnitudes of weights that balance and width say", function()
		local positive, squares, count = 0, 0, 0
		local net = recur.network { neurons = 150, density = 1, balance = 0.385, width = 0.7, rng = rng }
		for _, row in ipairs(net:matrix()) do
			for _, w in ipairs(row) do
				count = count + 1
				positive = positive + (w > 0 and 1 or 0)
				squares = squares + w * w
			end
		end
		helper.near((1 + 0.385) / 2, positive / count, 0.02)
		helper.near(0.49, squares / count, 0.03)
	end)
	it("is all of one sign at the ends of balance, all zero without width", function()
		for _, sign in ipairs { -1, 1 } do
			for _, row in ipairs(recur.network(changed(ensemble, "balance", sign)):matrix()) do
				for _, w in ipairs(row) do assert(w * sign >= 0) end
			end
		end
		for _, row in ipairs(recur.network(changed(ensemble, "width", 0)):matrix()) do
			for _, w in ipairs(row) do assert(w == 0) end
		end
	end)
	it("contains the connections of a sparser one", function()
		local sparse = recur.network(changed(ensemble, "density", 0.3)):matrix()
		local dense = recur.network(changed(ensemble, "density", 0.8)):matrix()
		for m, row in ipairs(sparse) do
			for n, w in ipairs(row) do assert(w == 0 or w == dense[m][n]) end
		end
	end)
	it("is the same however it is stored", function()
		local dense = recur.network(changed(ensemble, "storage", "dense"))
		local sparse = recur.network(changed(ensemble, "storage", "sparse"))
		assert.are.equal("dense", dense:storage())
		assert.are.equal("sparse", sparse:storage())
		assert.are.same(dense:matrix(), sparse:matrix())
		local run = { coupling = 0.385, steps = 300, rng = rng }
		assert.are.same(dense:drive(run):state(300), sparse:drive(run):state(300))
	end)

	local function with(key) return function(x) return recur.network(changed(ensemble, key, x)) end end
	local accepts, noun = kinds.whole(1, 65536)
	helper.walk(it, "neurons", accepts, noun, with "neurons")
	for key, range in pairs { density = { 0, 1 }, balance = { -1, 1 }, width = { 0, math.huge } } do
		accepts, noun = kinds.real(range[1], range[2])
		helper.walk(it, key, accepts, noun, with(key))
	end
	helper.walk(it, "rng", kinds.never(), "recur.rng", with "rng")
	helper.walk(it, "storage", kinds.never(), "dense", with "storage", "nothing")
	it("density refuses 1.0001, balance 1.0001, neurons 0 and 65537", function()
		refused(function() with "density" (1.0001) end, "density", "from 0", "1.0001")
		refused(function() with "balance" (-1.0001) end, "balance", "from -1", "-1.0001")
		refused(function() with "neurons" (0) end, "neurons", "found 0")
		refused(function() with "neurons" (65537) end, "neurons", "65536", "65537")
		refused(function() with "storage" ("spars") end, "storage", "sparse", '"spars"')
	end)
	it("an unknown or misspelt key is named, with the known ones", function()
		for _, key in ipairs { "nuerons", "Density", "steps", "weights", "" } do
			refused(function() with(key)(0.5) end, "unknown key", '"' .. key .. '"', "balance", "density",
				"neurons", "rng", "width")
		end
		refused(function() recur.network { matirx = { { 1 } } } end,
			"unknown key \"matirx\" (did you mean matrix?); known keys: balance, bias_width, biases, "
			.. "density, matrix, neurons, rng, self_connections, signs, storage, width")
		refused(function() with(1)(0.5) end, "unknown key 1")
		refused(function() with(true)(0.5) end, "unknown key true")
	end)
	helper.walk_argument(it, "the table of options", kinds.never(), "table",
		function(x) if type(x) == "table" then x = setmetatable(x, nil) end return recur.network(x) end, "a table")
	it("names a first missing key of an empty table", function()
		refused(function() recur.network {} end, "missing key", "balance")
	end)
	it("hides its metatable and refuses other things as itself", function()
		local net = recur.network(ensemble)
		assert.falsy(getmetatable(net))
		for _, method in ipairs { "run", "drive", "neurons", "connections", "storage", "weight", "matrix" } do
			refused(function() net[method](rng) end, "recur.network", "recur.rng")
			refused(function() net[method]() end, "recur.network")
		end
	end)
end)

describe("recur.network of a matrix", function()
	it("has the weights given, row m those to neuron m", function()
		local net = recur.network { matrix = { { 0.5, -2.385 }, { 0, 3 } } }
		assert.are.same({ { 0.5, -2.385 }, { 0, 3 } }, net:matrix())
		assert.are.equal(-2.385, net:weight(1, 2))
		assert.are.equal(0.0, net:weight(2, 1))
		assert.are.equal(3.0, net:weight(4 / 2, 2))
		assert.are.equal(2, net:neurons())
		assert.are.equal(3, net:connections())
	end)
	it("is the same however it is stored", function()
		for _, storage in ipairs { "dense", "sparse", "auto" } do
			local net = recur.network { matrix = { { 0.5, -2.385 }, { 0, 3 } }, storage = storage }
			assert.are.same({ { 0.5, -2.385 }, { 0, 3 } }, net:matrix())
		end
	end)
	helper.walk(it, "matrix", kinds.only "table", "list",
		function(x) return recur.network { matrix = x, storage = "auto" } end, "nothing")
	helper.walk_argument(it, "matrix row", kinds.only "table", "list of 2",
		function(x) return recur.network { matrix = { { 1, 2 }, x } } end, "nothing")
	local accepts, noun = kinds.real(-math.huge, math.huge)
	helper.walk(it, "entry 2", accepts, noun,
		function(x) return recur.network { matrix = { { 1, 2 }, { 3, x } } } end, "nothing")
	it("must be square", function()
		refused(function() recur.network { matrix = { { 1, 2 }, { 3 } } } end, "row 2", "2 numbers")
		refused(function() recur.network { matrix = { { 1, 2 } } } end, "row 1", "1 numbers")
		refused(function() recur.network { matrix = { { 1, 2 }, { 3, 4, 5 } } } end, "row 2")
		refused(function() recur.network { matrix = {} } end, "matrix", "rows")
	end)
	it("goes with no key of the ensemble", function()
		refused(function() recur.network { matrix = { { 1 } }, width = 1 } end, "unknown key", "width", "matrix")
		refused(function() recur.network { matrix = { { 1 } }, matrx = 1 } end, "unknown key", "matrx")
	end)
	local net = recur.network { matrix = { { 0.5, -2.385 }, { 0, 3 } } }
	accepts, noun = kinds.whole(1, 2)
	helper.walk_argument(it, "weight's row", accepts, noun, function(x) return net:weight(x, 1) end, "nothing")
	helper.walk_argument(it, "weight's column", accepts, noun, function(x) return net:weight(1, x) end, "nothing")
	it("weight refuses neurons that are not there", function()
		refused(function() net:weight(3, 1) end, "from 1 to 2", "found 3")
		refused(function() net:weight(1, 0) end, "from 1 to 2", "found 0")
		refused(function() net:weight(1) end, { "expected", "value" })
	end)
	for _, call in ipairs { "net:weight(nil, 1)", "net:weight(1, nil)", "net:weight(nil, nil)" } do
		it("refuses " .. call .. " and reads no other memory", function() -- elsewhere: it might crash
			local answer = helper.elsewhere([[
				local recur = require "recur"
				local net = recur.network { matrix = { { 0.5, -2.385 }, { 0, 3 } } }
				print(pcall(function() return ]] .. call .. [[ end))]])
			assert.truthy(answer:find("^false"), answer)
			assert.truthy(answer:find("expected", 1, true), answer)
		end)
	end
end)

describe("recur.network's other ensembles", function()
	local many = { neurons = 60, density = 0.7, balance = 0.3, width = 0.5, rng = rng }
	local plain = recur.network(many):matrix()
	it("has no self-connections, and all others as before", function()
		for m, row in ipairs(recur.network(changed(many, "self_connections", false)):matrix()) do
			for n, w in ipairs(row) do assert.are.equal(m == n and 0 or plain[m][n], w) end
		end
		assert.are.same(plain, recur.network(changed(many, "self_connections", true)):matrix())
	end)
	it("has one sign for all weights from a neuron, and magnitudes as before", function()
		local matrix = recur.network(changed(many, "signs", "neurons")):matrix()
		local positive = 0
		for n = 1, 60 do
			local sign = 0
			for m = 1, 60 do
				local w = matrix[m][n]
				assert.are.equal(math.abs(plain[m][n]), math.abs(w))
				assert(w * sign >= 0)
				if w ~= 0 then sign = w > 0 and 1 or -1 end
			end
			positive = positive + (sign > 0 and 1 or 0)
		end
		helper.near(0.65, positive / 60, 5 * math.sqrt(0.65 * 0.35 / 60))
		assert.are.same(plain, recur.network(changed(many, "signs", "connections")):matrix())
	end)
	it("has biases of the width asked for, which come after the weights", function()
		local net = recur.network(changed(changed(many, "bias_width", 0.25), "neurons", 900))
		local squares = 0
		for _, bias in ipairs(net:biases()) do squares = squares + bias * bias / 900 end
		helper.near(0.0625, squares, 5 * 0.0625 * math.sqrt(2 / 900))
		assert.are.same(plain, recur.network(changed(many, "bias_width", 1)):matrix())
		for _, bias in ipairs(recur.network(many):biases()) do assert.are.equal(0.0, bias) end
	end)
	for _, storage in ipairs { "dense", "sparse" } do
		it("adds biases to the fields: " .. storage, function()
			local matrix, biases = { { 0.5, -1, 0 }, { 0, 0.25, 2 }, { 0, 0, 0 } }, { 0.75, -0.125, 3 }
			local net = recur.network { matrix = matrix, biases = biases, storage = storage }
			assert.are.same(biases, net:biases())
			local path = net:drive { coupling = 0.5, steps = 20, rng = rng }
			for t = 2, 20 do
				local before, after, input = path:state(t - 1), path:state(t), path:input(t)
				for m, row in ipairs(matrix) do
					local field = biases[m] + 0.5 * input[m]
					for n, w in ipairs(row) do field = field + w * before[n] end
					helper.near(recur.tanh(field), after[m], 1e-15)
				end
			end
			local rest = recur.network { matrix = { { 0.5 } }, biases = { 0.3 }, storage = storage }
			local s = rest:run { steps = 500, rng = rng }:state(500)[1]
			helper.near(recur.tanh(0.5 * s + 0.3), s, 1e-15)
		end)
	end
	it("refuses biases that do not fit", function()
		refused(function() recur.network { matrix = { { 1 } }, biases = { 1, 2 } } end, "biases", "1")
		refused(function() recur.network { matrix = { { 1 } }, biases = { "a" } } end, "biases", "entry 1")
		refused(function() recur.network(changed(many, "biases", { 1 })) end, "biases: expected together with a matrix")
		refused(function() recur.network(changed(many, "bias_width", -1)) end, "bias_width", "at least 0")
		refused(function() recur.network(changed(many, "signs", "both")) end, "signs", "connections, neurons")
		refused(function() recur.network(changed(many, "self_connections", 1)) end,
			"self_connections: expected true or false")
	end)
	it("is driven by inputs of mean 0 and variance 1 of other kinds", function()
		local net = recur.network { matrix = { { 0, 0 }, { 0, 0 } } }
		local sums = {}
		for _, input in ipairs { "gaussian", "binary", "uniform" } do
			local path = net:drive { coupling = 1, steps = 4000, rng = rng, input = input }
			local sum, squares, largest = 0, 0, 0
			for t = 1, 4000 do
				for m, x in ipairs(path:input(t)) do
					sum, squares, largest = sum + x / 8000, squares + x * x / 8000, math.max(largest, math.abs(x))
					helper.near(recur.tanh(x), path:state(t)[m], 0)
				end
			end
			helper.near(0, sum, 5 / math.sqrt(8000))
			helper.near(1, squares, 5 * math.sqrt(2 / 8000))
			sums[input] = largest
		end
		assert.are.equal(1.0, sums.binary)
		assert(sums.uniform <= math.sqrt(3) and sums.uniform > 1.72)
		assert(sums.gaussian > 3)
		local default = net:drive { coupling = 1, steps = 9, rng = rng }
		assert.are.same(default:input(9), net:drive { coupling = 1, steps = 9, rng = rng, input = "gaussian" }:input(9))
		refused(function() net:drive { coupling = 1, steps = 9, rng = rng, input = "pink" } end, "input",
			"gaussian, binary, uniform")
		refused(function() net:run { steps = 9, rng = rng, input = "binary" } end, "unknown key \"input\"")
	end)
end)
