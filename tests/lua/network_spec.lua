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
			'unknown key "matirx" (did you mean matrix?); known keys: balance, density, matrix, neurons, rng, storage, width')
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
