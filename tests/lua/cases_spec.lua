-- recur.cases, an axis of places given by several parameters, and recur.log_values.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, content = helper.refused, helper.content

local function cases(list) return function() return recur.cases("place", list) end end

describe("recur.cases", function()
	it("sets its parameters and its number", function()
		local axis = content(recur.cases("place", {
			{ "sparse", density = 0.1, balance = 0.25 }, { "dense", density = 1, balance = -0.5 },
		}))
		assert.are.equal(2, axis.count)
		local settings = axis:settings(2)
		assert.are.same({ "place", "balance", "density" }, { settings[1][1], settings[2][1], settings[3][1] })
		assert.are.same({ 2, -0.5, 1 }, { settings[1][2], settings[2][2], settings[3][2] })
		assert.are.equal("2 cases", axis:describe())
		assert.are.same({ number = 2, label = "dense", settings = "balance -0.5, density 1" }, axis:case_list()[2])
	end)
	it("keep their numbers where some are chosen", function()
		local list = { { "a", x = 1 }, { "b", x = 2 }, { "c", x = 3 } }
		local axis = content(recur.cases("place", list))
		list[3].x = 7
		local chosen = axis:of_values { 1, 3 }
		assert.are.equal(2, chosen.count)
		assert.are.same({ 3, 3 }, { chosen:settings(2)[1][2], chosen:settings(2)[2][2] })
		assert.are.same({ number = 3, label = "c", settings = "x 3" }, chosen:case_list()[2])
		refused(function() axis:of_values { 4 } end, "cases place", "from 1 to 3", "found 4")
		refused(function() axis:of_values { "a" } end, "cases place", '"a"')
		refused(function() axis:from_to(1, 3, 3) end, "cases place", "1,3")
	end)
	it("refuses what is no list of cases", function()
		refused(cases(nil), "place", "found nothing")
		refused(cases {}, "place", "found 0")
		refused(cases { 3 }, "place", "entry 1", "found 3")
		refused(cases { { density = 0.5 } }, "entry 1", "label")
	end)
	it("refuses labels that would break a head, and names the head uses itself", function()
		refused(cases { { "a\nb", density = 1 } }, "entry 1", "label", "one line")
		refused(cases { { "a\0b", density = 1 } }, "entry 1", "label", "one line")
		refused(cases { { "\xff", density = 1 } }, "entry 1", "label", "UTF-8")
		refused(cases { { "a", seed = 1 } }, "seed", "meaning of its own")
		refused(function() recur.cases("quality", { { "a", x = 1 } }) end, "quality", "meaning of its own")
	end)
	it("takes any signs in a label", function()
		local label = "a (b); \"c\" 'd' _e_ {f} [g] # \\ \u{3B7}"
		assert.are.equal(label, content(recur.cases("place", { { label, x = 1 } })):case_list()[1].label)
	end)
	it("refuses parameters out of range, missing or beside the others'", function()
		refused(cases { { "a", density = 1.5 } }, "entry 1", "density", "from 0", "1.5")
		refused(cases { { "a", density = 0.5 }, { "b" } }, "entry 2", "density", "nothing")
		refused(cases { { "a", density = 0.5 }, { "b", density = 0.5, balance = 0 } }, "entry 2", "density")
		refused(cases { { "a", gain = "high" } }, "entry 1", "gain", '"high"')
	end)
end)

describe("recur.log_values", function()
	it("has exact ends and equal ratios", function()
		local values = recur.log_values(0.01, 30, 40)
		assert.are.equal(40, #values)
		assert.are.equal(0.01, values[1])
		assert.are.equal(30, values[40])
		helper.near(values[2] / values[1], values[30] / values[29], 1e-5)
	end)
end)
