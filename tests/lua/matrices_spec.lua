-- Matrices of some kinds, and how far a matrix is from an N-rooks matrix.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed, kinds = helper.refused, helper.changed, helper.kinds

local rng = recur.rng(2385)

-- Fails unless the matrix is square, of floats.
local function check_square(matrix, neurons)
	assert.are.equal(neurons, #matrix)
	for _, row in ipairs(matrix) do
		assert.are.equal(neurons, #row)
		for _, w in ipairs(row) do assert.are.equal("float", math.type(w)) end
	end
end

local function largest(matrix)
	local most = 0
	for _, row in ipairs(matrix) do
		for _, w in ipairs(row) do most = math.max(most, math.abs(w)) end
	end
	return most
end

-- What every constructor must refuse. `options` are good ones.
local function common(name, options, keys)
	local make = recur[name]
	local function with(key) return function(x) return make(changed(options, key, x)) end end
	if options.neurons then
		local accepts, noun = kinds.whole(1, 65536)
		helper.walk(it, "neurons", accepts, noun, with "neurons")
		it("neurons refuses 0 and 65537", function()
			refused(function() with "neurons" (0) end, "recur." .. name .. ": neurons", "from 1", "found 0")
			refused(function() with "neurons" (65537) end, "neurons", "65536", "found 65537")
		end)
	end
	local accepts, noun = kinds.real(5e-324, math.huge)
	helper.walk(it, "magnitude", accepts, noun, with "magnitude")
	it("magnitude refuses 0", function()
		refused(function() with "magnitude" (0) end, "recur." .. name .. ": magnitude", "above 0", "found 0")
	end)
	if options.rng then helper.walk(it, "rng", kinds.never(), "recur.rng", with "rng") end
	it("names an unknown key and the known ones", function()
		refused(function() with "magnitud" (1) end, "recur." .. name .. ': unknown key "magnitud"', keys)
		refused(function() with(1)(1) end, "unknown key 1", keys)
		refused(function() with(true)(1) end, "unknown key true", keys)
	end)
	it("names the same of several unknown keys", function()
		refused(function() make(changed(changed(options, "zz", 1), "aa", 1)) end, 'unknown key "aa"')
	end)
	helper.walk_argument(it, "the table of options", kinds.never(), "table", make, "a table")
	it("names the script's line", function()
		local head = 'local recur = require "recur"\nlocal x = 1\n'
		helper.script_refused(head .. "local m = recur." .. name .. " { nothing = x } -- here\nreturn m", "recur." .. name)
		helper.script_refused(head .. "local m = recur." .. name .. " {} -- here\nreturn m", "recur." .. name, "missing key")
		helper.script_refused(head .. "local m = recur." .. name .. "(x) -- here\nreturn m", "table of options", "found 1")
		helper.script_refused(head .. "local m = recur." .. name .. " { magnitude = -x } -- here\nreturn m",
			"magnitude: expected a finite number above 0, found -1")
	end)
	it("is the same again", function() assert.are.same(make(options), make(options)) end)
	if options.rng then
		it("is another for another rng", function()
			assert.are_not.same(make(options), with "rng" (rng:child "other"))
		end)
	end
	it("takes whole numbers in whatever form", function()
		if options.neurons then assert.are.same(make(options), with "neurons" (options.neurons * 2 / 2)) end
		check_square(with "magnitude" (3), options.neurons or #options.permutation)
	end)
end

describe("recur.rooks", function()
	local options = { neurons = 9, magnitude = 0.385, rng = rng }
	it("has one entry of the magnitude in every row and column, of both signs", function()
		local signs, places = { [-0.385] = 0, [0.385] = 0 }, {}
		for run = 1, 60 do
			local matrix = recur.rooks(changed(options, "rng", rng:child(run)))
			check_square(matrix, 9)
			local distance, magnitude, columns = recur.rooks_distance(matrix)
			assert.are.equal(0, distance)
			assert.are.equal(0.385, magnitude)
			for m, n in ipairs(columns) do
				signs[matrix[m][n]] = signs[matrix[m][n]] + 1
				places[9 * m + n] = (places[9 * m + n] or 0) + 1
			end
		end
		helper.near(270, signs[-0.385], 5 * math.sqrt(540 / 4))
		assert.are.equal(540, signs[-0.385] + signs[0.385])
		for m = 1, 9 do
			for n = 1, 9 do helper.near(60 / 9, places[9 * m + n] or 0, 15) end
		end
	end)
	it("of one neuron is its magnitude with a sign", function()
		assert.are.equal(0.385, math.abs(recur.rooks(changed(options, "neurons", 1))[1][1]))
	end)
	common("rooks", options, "known keys: magnitude, neurons, rng")
end)

local function refuses_signs(with, function_name)
	helper.walk(it, "signs", kinds.only "table", "list of", with "signs", "nothing")
	it("signs must be as many as rows, each 1 or -1", function()
		local where = function_name .. ": signs: "
		refused(function() with "signs" { 1, 1 } end, where .. "expected a list of 3 signs, found a list of 2")
		refused(function() with "signs" { 1, 1, 1, 1 } end, where .. "expected a list of 3 signs, found a list of 4")
		refused(function() with "signs" { 1, 0, 1 } end, where .. "entry 2: expected 1 or -1, found 0")
		refused(function() with "signs" { 1, 1, "1" } end, where .. 'entry 3: expected 1 or -1, found "1"')
		refused(function() with "signs" { 1, 1, 1, more = 1 } end, where, 'found the key "more"')
		refused(function() with "signs" { 1, nil, 1 } end, where, "found a hole in it")
		helper.script_refused('local recur = require "recur"\nlocal m = recur.cycle { neurons = 2, magnitude = 1,'
			.. " signs = { 1 } } -- here\nreturn m", "recur.cycle: signs")
	end)
end

describe("recur.cycle", function()
	local options = { neurons = 3, magnitude = 2 }
	it("has neuron n drive neuron n + 1, the last the first", function()
		assert.are.same({ { 0.0, 0.0, 2.0 }, { 2.0, 0.0, 0.0 }, { 0.0, 2.0, 0.0 } }, recur.cycle(options))
		assert.are.same({ { 0.0, 0.0, -2.0 }, { 2.0, 0.0, 0.0 }, { 0.0, -2.0, 0.0 } },
			recur.cycle(changed(options, "signs", { -1, 1.0, -1 })))
		assert.are.same({ { 2.0 } }, recur.cycle(changed(options, "neurons", 1)))
	end)
	common("cycle", options, "known keys: magnitude, neurons, signs")
	refuses_signs(function(key) return function(x) return recur.cycle(changed(options, key, x)) end end, "recur.cycle")
end)

describe("recur.signed_permutation", function()
	local options = { permutation = { 2, 3, 1 }, magnitude = 0.5 }
	local function with(key) return function(x) return recur.signed_permutation(changed(options, key, x)) end end
	it("has row m's rook in column permutation[m]", function()
		assert.are.same({ { 0.0, 0.5, 0.0 }, { 0.0, 0.0, 0.5 }, { 0.5, 0.0, 0.0 } }, recur.signed_permutation(options))
		assert.are.same({ { 0.0, -0.5, 0.0 }, { 0.0, 0.0, 0.5 }, { 0.5, 0.0, 0.0 } }, with "signs" { -1, 1, 1 })
		assert.are.same(recur.signed_permutation(options), with "permutation" { 2.0, 3.0, 1.0 })
		local _, _, columns = recur.rooks_distance(recur.signed_permutation(options))
		assert.are.same({ 2, 3, 1 }, columns)
	end)
	common("signed_permutation", options, "known keys: magnitude, permutation, signs")
	refuses_signs(with, "recur.signed_permutation")
	helper.walk(it, "permutation", kinds.only "table", "list of", with "permutation")
	local accepts, noun = kinds.never(), "whole number"
	helper.walk(it, "permutation: entry 2", accepts, noun,
		function(x) return with "permutation" { 1, x, 3 } end, "nothing")
	it("must be a permutation", function()
		local function wrong(list, problem)
			refused(function() with "permutation" (list) end, "recur.signed_permutation: permutation: " .. problem)
		end
		wrong({}, "expected a list of 1 to 65536 columns, found a list of 0")
		wrong({ 1, 4, 2 }, "entry 2: expected a whole number from 1 to 3, found 4")
		wrong({ 0, 1, 2 }, "entry 1: expected a whole number from 1 to 3, found 0")
		wrong({ 1, 3, 1 }, "entry 3: expected every column once, found 1 also in entry 1")
		wrong({ 1, 2, x = 3 }, 'expected a list of columns, found the key "x" (a string)')
	end)
end)

describe("recur.hopfield", function()
	local options = { neurons = 12, magnitude = 0.385, patterns = 3, rng = rng }
	local function with(key) return function(x) return recur.hopfield(changed(options, key, x)) end end
	it("is symmetric, with zeros on the diagonal and the magnitude as its largest", function()
		for run = 1, 10 do
			local matrix = with "rng" (rng:child(run))
			check_square(matrix, 12)
			assert.are.equal(0.385, largest(matrix))
			for m = 1, 12 do
				assert.are.equal(0, matrix[m][m])
				for n = 1, m do assert.are.equal(matrix[m][n], matrix[n][m]) end
			end
		end
	end)
	it("has sums of as many products as there are patterns", function()
		local matrix, seen = recur.hopfield(changed(options, "neurons", 40)), {}
		for m = 2, 40 do
			for n = 1, m - 1 do
				local sum = matrix[m][n] / 0.385 * 3
				local whole = math.floor(sum + 0.5)
				helper.near(whole, sum, 1e-12)
				seen[whole] = (seen[whole] or 0) + 1
			end
		end
		for sum, share in pairs { [-3] = 1 / 8, [-1] = 3 / 8, [1] = 3 / 8, [3] = 1 / 8 } do
			helper.near(780 * share, seen[sum], 120)
		end
	end)
	it("of one pattern remembers it", function()
		local matrix = with "patterns" (1)
		for m = 1, 12 do
			for n = 1, 12 do
				if m ~= n then assert.are.equal(0.385, math.abs(matrix[m][n])) end
				if m ~= n and m ~= 1 and n ~= 1 then assert(matrix[m][n] * matrix[1][m] * matrix[1][n] > 0) end
			end
		end
	end)
	it("draws again where patterns cancel", function()
		for run = 1, 20 do
			local matrix = recur.hopfield { neurons = 2, magnitude = 1.5, patterns = 2, rng = rng:child(run) }
			assert.are.equal(1.5, math.abs(matrix[1][2]))
			assert.are.equal(matrix[1][2], matrix[2][1])
		end
	end)
	common("hopfield", options, "known keys: magnitude, neurons, patterns, rng")
	local accepts, noun = kinds.whole(1, 65536)
	helper.walk(it, "patterns", accepts, noun, with "patterns")
	it("refuses one neuron, and patterns of 0 and 65537", function()
		refused(function() with "neurons" (1) end, "recur.hopfield: neurons: expected at least 2", "found 1")
		refused(function() with "patterns" (0) end, "patterns: expected a whole number from 1 to 65536, found 0")
		refused(function() with "patterns" (65537) end, "patterns", "found 65537")
	end)
end)

describe("recur.bounded", function()
	local options = { neurons = 40, magnitude = 0.385, rng = rng }
	it("is uniform between -magnitude and magnitude", function()
		local matrix, sum, squares = recur.bounded(options), 0, 0
		check_square(matrix, 40)
		for _, row in ipairs(matrix) do
			for _, w in ipairs(row) do sum, squares = sum + w, squares + w * w end
		end
		local most = largest(matrix)
		assert(most <= 0.385 and most > 0.38)
		helper.near(0, sum / 1600, 5 * 0.385 / math.sqrt(3 * 1600))
		helper.near(0.385 ^ 2 / 3, squares / 1600, 0.006)
	end)
	common("bounded", options, "known keys: magnitude, neurons, rng")
end)

describe("recur.conference", function()
	it("is 0 on the diagonal, of signs elsewhere, symmetric or skew, with orthogonal rows", function()
		for _, order in ipairs { 4, 6, 8, 10, 12, 14, 18, 20, 24, 26, 30, 32, 50, 122 } do
			local matrix = recur.conference(order)
			check_square(matrix, order)
			for m = 1, order do
				for n = 1, order do
					assert.are.equal(m == n and 0 or 1, math.abs(matrix[m][n]))
					assert.are.equal((order % 4 == 2 and 1 or -1) * matrix[n][m], matrix[m][n])
					local product = 0
					for k = 1, order do product = product + matrix[m][k] * matrix[n][k] end
					assert.are.equal(m == n and order - 1 or 0, product)
				end
			end
		end
	end)
	-- By hand: the squares modulo 5 are 1 and 4, those modulo 3 are 1.
	it("has the known orders 4 and 6", function()
		assert.are.same({ { 0, 1, 1, 1 }, { -1, 0, -1, 1 }, { -1, 1, 0, -1 }, { -1, -1, 1, 0 } }, recur.conference(4))
		assert.are.same({
			{ 0, 1, 1, 1, 1, 1 }, { 1, 0, 1, -1, -1, 1 }, { 1, 1, 0, 1, -1, -1 }, { 1, -1, 1, 0, 1, -1 },
			{ 1, -1, -1, 1, 0, 1 }, { 1, 1, -1, -1, 1, 0 },
		}, recur.conference(6))
	end)
	it("refuses orders that it cannot make", function()
		local where = "recur.conference: order: expected "
		for _, order in ipairs { 5, 16, 22, 28, 34, 1000 } do
			refused(function() recur.conference(order) end, where .. "an odd prime and 1, or the square of an odd prime and 1, "
				.. "found " .. order)
		end
		for _, order in ipairs { 2, 0, -4, 1025, 4.5, 0 / 0 } do
			refused(function() recur.conference(order) end, where .. "a whole number from 4 to 1024, found ")
		end
		refused(function() recur.conference "4" end, where, '"4" (a string)')
		refused(function() recur.conference() end, where, "found nothing")
	end)
end)

describe("recur.rooks_distance", function()
	it("is 1 - S²/(N Σ w²)", function()
		local distance, magnitude, columns = recur.rooks_distance { { 1, -3 }, { -4, 2 } }
		helper.near(1 - 49 / 60, distance, 1e-15)
		assert.are.equal(3.5, magnitude)
		assert.are.same({ 2, 1 }, columns)
	end)
	it("has known values at the ends", function()
		assert.are.equal(0, (recur.rooks_distance { { -2.385 } }))
		assert.are.equal(0.5, (recur.rooks_distance { { 1, 1 }, { 1, 1 } }))
		assert.are.same({ 1.0, 0.0, { 1, 2 } }, { recur.rooks_distance { { 0, 0 }, { 0, 0 } } })
	end)
	it("takes the matrix of a network", function()
		local net = recur.network { neurons = 30, density = 1, balance = 0, width = 1, rng = rng }
		local distance = recur.rooks_distance(net:matrix())
		assert(distance > 0.5 and distance < 1)
	end)
	helper.walk_argument(it, "the matrix", kinds.only "table", "list", recur.rooks_distance)
	helper.walk_argument(it, "matrix row", kinds.only "table", "list of 2",
		function(x) return recur.rooks_distance { { 1, 2 }, x } end, "nothing")
	local accepts, noun = kinds.real(-math.huge, math.huge)
	helper.walk(it, "entry 2", accepts, noun,
		function(x) return recur.rooks_distance { { 1, 2 }, { 3, x } } end, "nothing")
	it("must be square, and not empty or too large", function()
		local where = "recur.rooks_distance: matrix"
		refused(function() recur.rooks_distance {} end, where .. ": expected a list of 1 to 65536 rows, found a table of 0")
		refused(function() recur.rooks_distance { { 1, 2 }, { 3 } } end, where .. " row 2", "2 numbers", "a list of 1")
		refused(function() recur.rooks_distance { { 1, 2 } } end, where .. " row 1", "1 numbers")
		refused(function() recur.rooks_distance { { 1, 2 }, { 3, 0 / 0 } } end,
			where .. " row 2: entry 2: expected a finite number, found nan")
		local row, rows = {}, {}
		for n = 1, 1025 do row[n] = 1 end
		for m = 1, 1025 do rows[m] = row end
		refused(function() recur.rooks_distance(rows) end, where .. ": expected at most 1024 rows, found 1025")
	end)
	it("names the script's line", function()
		helper.script_refused('local recur = require "recur"\nlocal d = recur.rooks_distance { { 1 }, {} } -- here\nreturn d',
			"matrix row 1")
	end)
end)
