-- Axes: exact ends, coarse ones picking points of fine ones, and everything that is no axis.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, kinds, content = helper.refused, helper.kinds, helper.content

local function values(axis)
	local list = {}
	for i = 1, axis.count do list[i] = axis:value(i) end
	return list
end

local function check_axis(axis, first, last, count)
	assert.are.equal(count, axis.count)
	assert.are.equal(first, axis:value(1))
	assert.are.equal(last, axis:value(count))
	for i = 1, count do
		local x = axis:value(i)
		assert(x == x and x >= first and x <= last, ("point %d is %s"):format(i, x))
		if i > 1 then assert(x > axis:value(i - 1), ("point %d does not increase"):format(i)) end
	end
end

describe("recur.axis", function()
	it("has exact ends and increases between", function()
		for _, a in ipairs { { 0, 1, 41 }, { -1, 1, 41 }, { 0, 0.3, 4 }, { 0.1, 0.7, 7 }, { -2.385, 1e6, 1001 },
			{ 1e-300, 1e-299, 10 }, { 0, 5, 6 } } do
			check_axis(recur.axis("x", a[1], a[2], a[3]), a[1], a[2], a[3])
		end
	end)
	it("refuses ends too far apart to be divided", function()
		refused(function() recur.axis("x", -1.5e308, 1.5e308, 5) end, "axis x", "1.5e+308", "too far")
	end)
	it("hits the decimal values one writes", function()
		assert.are.same({ 0, 0.25, 0.5, 0.75, 1 }, values(recur.axis("x", 0, 1, 5)))
		assert.are.same({ 10, 20, 30 }, values(recur.axis("neurons", 10, 30, 3)))
		assert.are.same({ 2.385 }, values(recur.axis("x", 2.385, 2.385, 1)))
		assert.are.equal(3, recur.axis("x", 0, 1, 6 / 2).count)
	end)
	it("a coarse one's points are points of the fine one", function()
		for _, make in ipairs { recur.axis, recur.log_axis } do
			for _, n in ipairs { { 41, 21, 2 }, { 41, 11, 4 }, { 41, 2, 40 }, { 101, 21, 5 }, { 7, 3, 3 } } do
				local fine, coarse = make("x", 0.1, 2.385, n[1]), make("x", 0.1, 2.385, n[2])
				for i = 1, n[2] do assert.are.equal(fine:value(1 + (i - 1) * n[3]), coarse:value(i)) end
			end
		end
	end)

	helper.walk(it, "name", function(x) return false end, "letters",
		function(x) return recur.axis(x, 0, 1, 3) end)
	it("name refuses what is no identifier", function()
		for _, name in ipairs { "", "1x", "a b", "a-b", "_x", "a=", "a\n", "é" } do
			refused(function() recur.axis(name, 0, 1, 3) end, "name", "letters")
		end
	end)
	local accepts, noun = kinds.real(-math.huge, 1)
	helper.walk_argument(it, "first", function(x) return accepts(x) or type(x) == "table" or
		type(x) == "number" and x > 1 and x < math.huge end, noun, function(x) return recur.axis("x", x, 1, 3) end)
	accepts, noun = kinds.real(-2, math.huge)
	helper.walk_argument(it, "last", accepts, noun, function(x) return recur.axis("x", -2, x, 3) end)
	accepts, noun = kinds.whole(2, 1 << 22)
	helper.walk_argument(it, "count", accepts, "points", function(x) return recur.axis("x", 0, 1, x) end)
	it("errors name the axis", function()
		for _, bad in ipairs { { nil, 1, 3 }, { 0, nil, 3 }, { 0, 1, nil }, { "0", 1, 3 }, { 0, 1, 0 } } do
			refused(function() recur.axis("gain", bad[1], bad[2], bad[3]) end, "axis gain", "expected")
		end
	end)
	it("refuses an empty, reversed or degenerate one", function()
		refused(function() recur.axis("x", 0, 1, 0) end, "axis x", "found 0")
		refused(function() recur.axis("x", 1, 0, 3) end, "axis x", "reversed", "1", "0")
		refused(function() recur.axis("x", 1, 1, 3) end, "axis x", "3 points")
		refused(function() recur.axis("x", 0, 1, 1) end, "axis x", "1 point")
		refused(function() recur.axis("x", 0, 1, (1 << 22) + 1) end, "axis x", "4194304", "4194305")
	end)
	it("checks every value as a parameter of that name", function()
		refused(function() recur.axis("neurons", 10, 20, 4) end, "axis neurons", "point 2", "whole number", "13.3")
		refused(function() recur.axis("density", 0, 1.5, 4) end, "axis density", "point 4", "1.5")
		refused(function() recur.axis("balance", -2, 1, 4) end, "axis balance", "point 1", "-2")
		refused(function() recur.axis("coupling", -0.5, 1, 4) end, "axis coupling", "point 1", "-0.5")
	end)
	it("errors are those of the calling line", function()
		helper.script_refused('local recur = require "recur"\n\nrecur.axis("x", 0, 1, "3") -- here\n', "axis x")
		helper.script_refused('local recur = require "recur"\n\nrecur.axis("x", nil, 1, 3) -- here\n', "axis x")
		helper.script_refused('local recur = require "recur"\n\nrecur.axis(3, 0, 1, 3) -- here\n', "name")
		helper.script_refused('local recur = require "recur"\n\nrecur.axis("x", 1, 0, 3) -- here\n', "axis x")
		helper.script_refused('local recur = require "recur"\nrecur.axis("x", { 1, 1 }) -- here\n', "axis x")
		helper.script_refused('local recur = require "recur"\nrecur.axis("density", 0, 2, 3) -- here\n', "density")
		helper.script_refused('local recur = require "recur"\nrecur.axis("neurons", { 1.5 }) -- here\n', "neurons")
		helper.script_refused('local recur = require "recur"\n\nrecur.log_axis("x", 0, 1, 3) -- here\n', "axis x")
	end)
end)

describe("values of an axis", function()
	it("are the numbers one writes, nearest to the exact division of the ends", function()
		local axis = recur.axis("balance", -1, 1, 41)
		for i = 1, 41 do assert.are.equal(tonumber(("%.2f"):format((i - 21) * 0.05)), axis:value(i)) end
		axis = recur.axis("x", 0, 1, 7)
		for i = 1, 7 do assert.are.equal((i - 1) / 6, axis:value(i)) end
	end)
	it("are the same in a part, another step and a single point", function()
		for _, a in ipairs { { -1, 1, 41 }, { 0, 1, 7 }, { 0, 0.3, 31 }, { 0.1, 2.7, 53 }, { 1e-5, 1, 100 },
			{ -2.385, 7.1, 12 }, { 0, 0.0007, 10 }, { 0, 5, 8 } } do
			local whole = content(recur.axis("x", a[1], a[2], a[3]))
			for i = 1, whole.count do
				local x = whole:value(i)
				assert.are.equal(x, whole:of_values({ tonumber(("%.17g"):format(x)) }):value(1))
				for j = i + 1, whole.count do
					local part = whole:from_to(x, whole:value(j), j - i + 1)
					for k = i, j do assert.are.equal(whole:value(k), part:value(k - i + 1)) end
				end
			end
		end
	end)
	it("of a logarithmic axis have six digits, and are the same in a part", function()
		local whole = content(recur.log_axis("x", 0.03, 30, 13))
		for i = 1, 13 do
			assert.are.equal(tonumber(("%.6g"):format(0.03 * 10 ^ ((i - 1) / 4))), whole:value(i))
			for j = i + 1, 13 do
				local part = whole:from_to(whole:value(i), whole:value(j), j - i + 1)
				for k = i, j do assert.are.equal(whole:value(k), part:value(k - i + 1)) end
				local again = part:from_to(whole:value(j - 1), whole:value(j), 2)
				assert.are.equal(whole:value(j - 1), again:value(1))
			end
		end
		local part = whole:from_to(whole:value(3), whole:value(11), 5):from_to(whole:value(5), whole:value(9), 5)
		for k = 1, 5 do assert.are.equal(whole:value(4 + k), part:value(k)) end
	end)
	it("are integers where they are whole, and there is one zero", function()
		for _, list in ipairs { { -0.0, 3.0 }, { 0, 3 } } do
			local axis = recur.axis("x", list)
			assert.are.equal("0 3", axis:value(1) .. " " .. axis:value(2))
			axis = recur.axis("x", list[1], list[2], 4)
			assert.are.equal("0 1 2 3", table.concat({ axis:value(1), axis:value(2), axis:value(3), axis:value(4) }, " "))
		end
		local settings = content(recur.cases("place", { { "a", x = -0.0, y = 3.0 } })):settings(1)
		assert.are.equal("0 3", settings[2][2] .. " " .. settings[3][2])
	end)
	it("are asked for by their place", function()
		for _, i in ipairs { 0, 4, 1.5, "1", -1 } do
			refused(function() recur.axis("x", 0, 1, 3):value(i) end, "axis x", "from 1 to 3")
		end
	end)
end)

describe("an axis in a script", function()
	it("cannot be changed, nor what it does", function()
		local axis = recur.axis("x", 0, 1, 3)
		refused(function() axis.count = 5 end, "recur.axis", "count", "cannot be changed")
		refused(function() return axis.__index end, "recur.axis", "unknown key", "count, name, value")
		assert.are.equal(false, getmetatable(axis))
		rawset(axis, "count", 5)
		rawset(axis, "value", function() return 7 end)
		local experiment = content(recur.experiment { title = "t", seed = 1, grid = { axis },
			columns = { { "y", "a number" } }, run = function(p) return { y = p.x } end })
		assert.are.equal(3, experiment.points)
		assert.are.same({ "0.5" }, experiment:coordinate_texts(2))
	end)
end)

describe("recur.axis of a list", function()
	it("has the values listed, whatever is done to the list afterwards", function()
		local list = { 25, 50, 100, 200 }
		local axis = recur.axis("neurons", list)
		list[1] = 7
		assert.are.same({ 25, 50, 100, 200 }, values(axis))
		assert.are.same({ 0.5 }, values(recur.axis("x", { 0.5 })))
	end)
	it("refuses an empty, unordered or repeating one", function()
		refused(function() recur.axis("x", {}) end, "axis x", "found 0")
		refused(function() recur.axis("x", { 1, 3, 2 }) end, "axis x", "point 3", "increase", "2", "3")
		refused(function() recur.axis("x", { 1, 1 }) end, "axis x", "point 2", "increase")
	end)
	local accepts, noun = kinds.real(-1, math.huge)
	helper.walk(it, "point 2", accepts, noun, function(x) return recur.axis("gain", { -2, x }) end, "nothing")
	it("checks every value as a parameter of that name", function()
		refused(function() recur.axis("neurons", { 10, 20.5 }) end, "axis neurons", "point 2", "20.5")
	end)
	it("refuses keys that are no places of a list", function()
		refused(function() recur.axis("x", { 1, 2, count = 3 }) end, "axis x", "count")
		refused(function() recur.axis("x", { 1, nil, 3 }) end, "axis x")
	end)
	it("refuses a count beside the list", function()
		refused(function() recur.axis("x", { 1, 2, 3 }, 5) end, "axis x", "5")
	end)
end)

describe("recur.log_axis", function()
	it("has exact ends and equal ratios", function()
		check_axis(recur.log_axis("x", 0.001, 1000, 7), 0.001, 1000, 7)
		check_axis(recur.log_axis("x", 0.1, 0.7, 50), 0.1, 0.7, 50)
		refused(function() recur.log_axis("x", 1e-300, 1e300, 5) end, "axis x", "1e-300", "too close")
		local axis = recur.log_axis("x", 0.385, 38.5, 5)
		for i = 2, 5 do helper.near(math.sqrt(10), axis:value(i) / axis:value(i - 1), 1e-5) end
	end)
	it("starts above 0", function()
		refused(function() recur.log_axis("x", 0, 1, 3) end, "axis x", "above 0", "found 0")
		refused(function() recur.log_axis("x", -1, 1, 3) end, "axis x", "above 0", "-1")
	end)
	local function ok(x) return type(x) == "number" and x > 0 and x < math.huge end
	helper.walk_argument(it, "first", function(x) return ok(x) or x == -1 end, "number",
		function(x) return recur.log_axis("x", x, 3, 3) end)
	helper.walk_argument(it, "last", function(x) return ok(x) or x == -1 end, "number",
		function(x) return recur.log_axis("x", 0.1, x, 3) end)
	local accepts = kinds.whole(2, 1 << 22)
	helper.walk_argument(it, "count", accepts, "points", function(x) return recur.log_axis("x", 1, 2, x) end)
end)

describe("a thinned axis", function()
	it("keeps the ends and picks points that are there", function()
		assert.are.same({ 0, 0.5, 1 }, values(content(recur.axis("x", 0, 1, 41)):thinned(3)))
		assert.are.same({ 1, 100 }, values(content(recur.log_axis("x", 1, 100, 5)):thinned(2)))
		local list = content(recur.axis("neurons", { 1, 2, 4, 8, 16, 32, 64 }))
		for count = 2, 7 do
			local thin = list:thinned(count)
			check_axis(thin, 1, 64, count)
		end
		assert.are.same({ 1 }, values(list:thinned(1)))
	end)
	it("of a list has no more points than the list", function()
		refused(function() content(recur.axis("x", { 1, 2, 3 })):thinned(5) end, "axis x", "from 1 to 3", "5")
	end)
	local accepts = kinds.whole(1, 3)
	helper.walk_argument(it, "count of a linear axis", accepts, "points",
		function(x) return content(recur.axis("x", 0, 1, 41)):thinned(x) end)
	helper.walk_argument(it, "count of a list", accepts, "points",
		function(x) return content(recur.axis("x", { 1, 2, 3 })):thinned(x) end, "a table") -- see draft_spec.lua
end)
