-- recur.rng, a name of random numbers, and the sequences it opens.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, kinds = helper.refused, helper.kinds

local function draw(rng, count)
	local stream, list = rng:stream("s"), {}
	for i = 1, count or 4 do list[i] = stream:uniform() end
	return list
end

describe("recur.rng", function()
	it("names the same numbers by the same seed", function()
		assert.are.same(draw(recur.rng(2385)), draw(recur.rng(2385)))
		assert.are.same(draw(recur.rng(10 / 2)), draw(recur.rng(5)))
	end)
	it("names other numbers by another seed, however near or large", function()
		assert.are_not.same(draw(recur.rng(0)), draw(recur.rng(1)))
		assert.are_not.same(draw(recur.rng(1 << 53)), draw(recur.rng((1 << 53) + 1)))
		assert.are_not.same(draw(recur.rng(1)), draw(recur.rng(math.maxinteger)))
		assert.are_not.same(draw(recur.rng(1)), draw(recur.rng((1 << 32) + 1)))
	end)
	it("shows its name", function()
		assert.are.equal(tostring(recur.rng(1)), tostring(recur.rng(1)))
		assert.are_not.equal(tostring(recur.rng(1)), tostring(recur.rng(2)))
		assert.truthy(tostring(recur.rng(1)):find("recur.rng", 1, true))
	end)
	local accepts, noun = kinds.whole(math.mininteger, math.maxinteger)
	helper.walk_argument(it, "seed", accepts, noun, function(x) return recur.rng(x) end)
	it("hides its metatable", function()
		assert.falsy(getmetatable(recur.rng(1)))
	end)
end)

describe("rng:child", function()
	local rng = recur.rng(2385)
	it("is another name, the same each time", function()
		assert.are.same(draw(rng:child("a")), draw(rng:child("a")))
		assert.are_not.same(draw(rng), draw(rng:child("a")))
		assert.are_not.same(draw(rng:child("a")), draw(rng:child("b")))
		assert.are_not.same(draw(rng:child("a")), draw(rng:child("A")))
		assert.are_not.same(draw(rng:child("a")), draw(rng:child("a\0")))
	end)
	it("takes several labels as a path", function()
		assert.are.same(draw(rng:child("a", "b")), draw(rng:child("a"):child("b")))
		assert.are_not.same(draw(rng:child("a", "b")), draw(rng:child("b", "a")))
		assert.are_not.same(draw(rng:child("a", "b")), draw(rng:child("ab")))
		assert.are_not.same(draw(rng:child("ab", "c")), draw(rng:child("a", "bc")))
	end)
	it("reads a whole number as its digits", function()
		assert.are.same(draw(rng:child(5)), draw(rng:child("5")))
		assert.are.same(draw(rng:child(10 / 2)), draw(rng:child(5)))
		assert.are_not.same(draw(rng:child(1)), draw(rng:child(2)))
		assert.are_not.same(draw(rng:child(1 << 53)), draw(rng:child((1 << 53) + 1)))
	end)
	it("does not depend on what was drawn before", function()
		local other = recur.rng(2385)
		draw(other, 100)
		other:child("x")
		assert.are.same(draw(rng:child("a")), draw(other:child("a")))
	end)
	local function label(x)
		return type(x) == "string" or kinds.whole(math.mininteger, math.maxinteger)(x)
	end
	helper.walk_argument(it, "label", label, "label", function(x) return rng:child(x) end)
	helper.walk_argument(it, "second label", label, "label", function(x) return rng:child("a", x) end)
	it("needs a label, and an rng to be a child of", function()
		refused(function() rng:child() end, "label")
		refused(function() rng.child(3, "a") end, "recur.rng", "number")
		refused(function() rng.child({}, "a") end, "recur.rng", "table")
	end)
end)

describe("rng:stream", function()
	local rng = recur.rng(77)
	helper.walk_argument(it, "label", function(x)
		return type(x) == "string" or kinds.whole(math.mininteger, math.maxinteger)(x)
	end, "label", function(x) return rng:stream(x) end)
	it("gives uniforms in [0, 1) of mean 1/2 and variance 1/12", function()
		local stream, sum, squares = rng:stream("u"), 0, 0
		for _ = 1, 20000 do
			local u = stream:uniform()
			assert(u >= 0 and u < 1)
			sum, squares = sum + u, squares + (u - 0.5) ^ 2
		end
		helper.near(0.5, sum / 20000, 0.01)
		helper.near(1 / 12, squares / 20000, 0.003)
	end)
	it("gives uniforms of 53 bits", function()
		local stream, low = rng:stream("u"), 0
		for _ = 1, 200 do
			local k = stream:uniform() * 2.0 ^ 53
			assert.are.equal(k, math.floor(k))
			low = low | math.tointeger(k)
		end
		assert.are.equal((1 << 53) - 1, low)
	end)
	it("gives gaussians of mean 0, variance 1, kurtosis 3", function()
		local stream, n = rng:stream("g"), 20000
		local m1, m2, m4 = 0, 0, 0
		for _ = 1, n do
			local g = stream:gaussian()
			m1, m2, m4 = m1 + g / n, m2 + g ^ 2 / n, m4 + g ^ 4 / n
		end
		helper.near(0, m1, 0.03)
		helper.near(1, m2, 0.05)
		helper.near(3, m4, 0.4)
	end)
	it("gives whole numbers from 1 to n, each as often", function()
		local stream, counts = rng:stream("i"), { 0, 0, 0, 0, 0, 0 }
		for _ = 1, 6000 do
			local i = stream:integer(6)
			assert.are.equal("integer", math.type(i))
			counts[i] = counts[i] + 1
		end
		for _, count in ipairs(counts) do helper.near(1000, count, 150) end
		assert.are.equal(1, stream:integer(1))
		assert.are.equal(1, stream:integer(2 / 2))
	end)
	it("opens the same sequence each time, apart from other labels", function()
		assert.are.equal(rng:stream("a"):uniform(), rng:stream("a"):uniform())
		assert.are_not.equal(rng:stream("a"):uniform(), rng:stream("b"):uniform())
		local one, two = rng:stream("a"), rng:stream("a")
		one:uniform()
		assert.are_not.equal(one:uniform(), two:uniform())
	end)
	local accepts, noun = kinds.whole(1, 1 << 53)
	helper.walk_argument(it, "integer's n", accepts, noun, function(x) return rng:stream("s"):integer(x) end)
	it("is refused as what it is not", function()
		refused(function() rng:stream("s").uniform(rng) end, "recur.stream")
		refused(function() rng:stream("s").gaussian(3) end, "recur.stream")
		refused(function() rng:stream() end, { "label", "string" })
		assert.falsy(getmetatable(rng:stream("s")))
	end)
end)

describe("elementary functions", function()
	it("agree with the usual ones", function()
		for x = 0.385, 20, 0.61803 do
			helper.near(math.exp(x), recur.exp(x), 4e-16 * math.exp(x))
			helper.near(math.log(x), recur.log(x), 1e-15)
			helper.near(math.log(x, 2), recur.log2(x), 1e-15)
			local e = math.exp(-2 * x)
			helper.near((1 - e) / (1 + e), recur.tanh(x), 1e-15)
		end
		assert.are.equal(-math.huge, recur.log(0))
		assert.are.equal(1.0, recur.tanh(math.huge))
		assert.are.equal(0.0, recur.exp(-math.huge))
	end)
	for _, name in ipairs { "exp", "log", "log2", "tanh" } do
		it(name .. " refuses what is no number", function()
			refused(function() recur[name]() end, "number expected")
			refused(function() recur[name]({}) end, "number expected", "table")
			refused(function() recur[name](true) end, "number expected", "boolean")
			refused(function() recur[name](print) end, "number expected", "function")
		end)
	end
end)
