-- Tables of a script that have metatables: the library reads what they hold themselves, and runs no function of theirs.
local recur = require "recur"

describe("a table with a metatable that fails", function()
	local function odd(t) return setmetatable(t or {}, { __index = 1, __len = function() error("ran") end }) end
	local calls = {
		["recur.cycle"] = function() recur.cycle(odd { neurons = 3, magnitude = 1 }) end,
		["recur.signed_permutation"] = function()
			recur.signed_permutation { permutation = odd { 2, 1 }, magnitude = 1, signs = odd { 1, 1 } }
		end,
		["recur.peak"] = function() recur.peak(odd { 1, 2, 3 }, odd { 1, 2, 1 }, odd { 0, 0, 0 }) end,
		["recur.paired_peak"] = function() recur.paired_peak(odd { 1, 2, 3 }, odd { odd { 1, 2, 1 } }) end,
		["recur.mean_and_error"] = function() recur.mean_and_error(odd { 1, 2, 3 }) end,
		["recur.axis"] = function() recur.axis("x", odd { 1, 2 }, odd { unit = "s" }) end,
		["recur.cases"] = function() recur.cases("place", odd { odd { "a", density = 1 } }) end,
		["recur.verdict"] = function() recur.verdict(odd { odd { 1, yes = 0, no = 0 } }) end,
	}
	for name, call in pairs(calls) do
		it("is read as it is by " .. name, function() assert.has_no.errors(call) end)
	end

	it("may be nested as deeply as memory allows", function()
		local deep = {}
		for _ = 1, 300000 do deep = { deep } end
		local ok, message = pcall(function() recur.cycle { neurons = deep, magnitude = 1 } end)
		assert.is_false(ok)
		assert.matches("^tests/lua/held_spec.lua:%d+: recur.cycle: neurons: expected", message)
	end)

	it("lacks what it does not hold itself", function()
		local inherited = setmetatable({ neurons = 3 }, { __index = { magnitude = 1 } })
		local ok, message = pcall(function() recur.cycle(inherited) end)
		assert.is_false(ok)
		assert.matches("^tests/lua/held_spec.lua:%d+: recur.cycle: missing key 'magnitude'$", message)
	end)

	it("is no table of options if it is an object of the library", function()
		local ok, message = pcall(function() recur.cycle(recur.axis("x", 0, 1, 2)) end)
		assert.is_false(ok)
		assert.matches("^tests/lua/held_spec.lua:%d+: recur.cycle: missing key 'magnitude'$", message)
	end)
end)
