-- recur.peak and recur.paired_peak: a peak is one only where it stands above both sides.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"

local x = { 0.1, 0.2, 0.4, 0.8, 1.6 }

describe("recur.peak", function()
	it("finds a peak, its lesser rise, and by how many standard errors it stands above both sides", function()
		local peak = recur.peak(x, { 1, 2, 5, 4, 3 }, { 0.3, 9, 0.4, 9, 1.2 })
		assert.are.equal(3, peak.index)
		assert.are.equal(0.4, peak.x)
		assert.are.equal(2, peak.height) -- 5 - 3, against 5 - 1 on the left
		helper.near(math.sqrt(0.4 ^ 2 + 1.2 ^ 2), peak.error, 1e-12)
		helper.near(2 / math.sqrt(0.4 ^ 2 + 1.2 ^ 2), peak.sigma, 1e-12)
	end)
	it("takes the doubtful side for sigma, the lower rise for height", function()
		local peak = recur.peak(x, { 1, 5, 5.5, 5, 4 }, { 4, 0.1, 0.1, 0.1, 0.1 })
		assert.are.equal(1.5, peak.height)
		helper.near(4.5 / math.sqrt(0.1 ^ 2 + 4 ^ 2), peak.sigma, 1e-12)
	end)
	it("finds none at an end, on a plain, or above a side by rounding", function()
		local errors = { 0.1, 0.1, 0.1, 0.1, 0.1 }
		assert.are.equal(0, recur.peak(x, { 5, 4, 3, 2, 1 }, errors).sigma)
		assert.are.equal(0, recur.peak(x, { 1, 2, 3, 4, 5 }, errors).sigma)
		assert.are.equal(0, recur.peak(x, { 2, 2, 2, 2, 2 }, errors).sigma)
		local rounded = recur.peak(x, { 1, 1 + 3e-16, 1, 1, 1 }, { 0, 0, 0, 0, 0 })
		assert.are.equal(0, rounded.sigma)
		assert.are.equal(0, rounded.height)
	end)
end)

describe("recur.paired_peak", function()
	it("does not count as error what the networks have in common", function()
		local curves = {}
		for r = 1, 4 do
			local own = 10 * r -- far apart, but of the same shape, up to a little
			curves[r] = { own, own + 1, own + 3 + 0.01 * r, own + 1, own + 0.5 }
		end
		local peak, means = recur.paired_peak(x, curves)
		assert.are.equal(0.4, peak.x)
		helper.near(28.025, means[3], 1e-12)
		helper.near(2.525, peak.height, 1e-12)
		-- the standard error of 0.01, 0.02, 0.03, 0.04
		helper.near(math.sqrt(5e-4 / 3 / 4), peak.error, 1e-12)
		assert.truthy(peak.sigma > 300)
	end)
	it("refuses what is no list of numbers, or too short, by its name", function()
		local ones = { 1, 1, 1, 1, 1 }
		local function wrong(f, ...)
			local arguments = table.pack(...)
			return function(...) helper.refused(function() f(table.unpack(arguments, 1, arguments.n)) end, ...) end
		end
		wrong(recur.peak, 3, ones, ones)("recur.peak: x: expected a list of numbers, found 3")
		wrong(recur.peak, x, { 1, 2 }, ones)("recur.peak: means: expected a list of 5 numbers, found a list of 2")
		wrong(recur.peak, x, ones, { 1, 1, "1", 1, 1 })("recur.peak: errors: entry 3: expected a number, found \"1\"")
		wrong(recur.paired_peak, x, 3)("recur.paired_peak: curves: expected a list of curves, found 3")
		wrong(recur.paired_peak, x, {})("recur.paired_peak: curves: expected a list of curves, found a table")
		wrong(recur.paired_peak, x, { ones, { 1 } })("recur.paired_peak: curve 2: expected a list of 5 numbers")
	end)
end)
