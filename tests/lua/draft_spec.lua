-- A draft of a list axis may name the values it keeps.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"

describe("a draft that names values", function()
	local axis = helper.content(recur.axis("neurons", { 25, 50, 100, 400 }))
	it("keeps them", function()
		local kept = axis:thinned { 25, 100 }
		assert.are.equal(2, kept.count)
		assert.are.equal(100, kept:value(2))
	end)
	it("refuses others, disorder and nothing", function()
		helper.refused(function() axis:thinned { 25, 51 } end, "neurons", "values of its list", "51")
		helper.refused(function() axis:thinned { 100, 25 } end, "neurons", "increase")
		helper.refused(function() axis:thinned {} end, "neurons", "found 0")
	end)
end)
