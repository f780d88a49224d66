-- One-to-one maps of states, against a search through all tuples of functions, and against counts that are known.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed = helper.refused, helper.changed

-- All functions that whole weights up to 3 realise without a tie, as numbers with a bit for each state.
local function threshold_functions(neurons)
	local seen, list, w = {}, {}, {}
	local function note()
		local number = 0
		for x = 0, 2 ^ neurons - 1 do
			local field = 0
			for n = 1, neurons do field = field + (x >> (n - 1) & 1 == 1 and w[n] or -w[n]) end
			if field == 0 then return end
			if field > 0 then number = number | 1 << x end
		end
		if not seen[number] then
			seen[number] = true
			list[#list + 1] = number
		end
	end
	local function extend(n)
		if n > neurons then return note() end
		for value = -3, 3 do
			w[n] = value
			extend(n + 1)
		end
	end
	extend(1)
	return list
end

-- The successors of all states under a tuple of functions; nothing if two states have the same.
local function one_to_one(tuple, neurons)
	local successor, taken = {}, {}
	for x = 0, 2 ^ neurons - 1 do
		local y = 0
		for m = 1, neurons do y = y | (tuple[m] >> x & 1) << (m - 1) end
		if taken[y] then return nil end
		taken[y], successor[x] = true, y
	end
	return successor
end

-- The mean period of all states, and the longest.
local function periods(successor, neurons)
	local sum, longest = 0, 0
	for x = 0, 2 ^ neurons - 1 do
		local y, period = successor[x], 1
		while y ~= x do y, period = successor[y], period + 1 end
		sum, longest = sum + period, math.max(longest, period)
	end
	return sum / 2 ^ neurons, longest
end

local function by_brute_force(list, neurons)
	local maps, longest, count, tuple = {}, {}, 0, {}
	local function extend(m)
		if m > neurons then
			local successor = one_to_one(tuple, neurons)
			if not successor then return end
			local mean, most = periods(successor, neurons)
			maps[mean], longest[mean] = (maps[mean] or 0) + 1, math.max(longest[mean] or 0, most)
			count = count + 1
			return
		end
		for _, number in ipairs(list) do
			tuple[m] = number
			extend(m + 1)
		end
	end
	extend(1)
	return maps, longest, count
end

describe("recur.one_to_one_maps", function()
	it("finds what a search through all tuples finds", function()
		for neurons = 1, 3 do
			local list = threshold_functions(neurons)
			local maps, longest, count = by_brute_force(list, neurons)
			local found = recur.one_to_one_maps { neurons = neurons, functions = list }
			assert.are.equal(count, found.maps)
			local listed = 0
			for i, class in ipairs(found.periods) do
				assert.are.equal(maps[class.mean_period], class.maps)
				assert.are.equal(longest[class.mean_period], class.longest)
				assert.is_true(i == 1 or class.mean_period > found.periods[i - 1].mean_period)
				listed = listed + class.maps
			end
			assert.are.equal(count, listed)
		end
	end)

	-- 4, 14, 104, 1882: self-dual threshold functions of up to five inputs (Muroga, Threshold logic, 1971). The sets were
	-- counted by another program, that knows of no symmetry but signs.
	it("counts functions, sets, kinds and maps", function()
		local functions = { 2, 4, 14, 104, 1882 }
		local sets, kinds, maps = { 1, 1, 5, 233, 87073 }, { 1, 1, 2, 8, 90 }, { 2, 8, 240, 89472, 334360320 }
		for neurons = 1, 5 do
			local list = threshold_functions(neurons)
			assert.are.equal(functions[neurons], #list)
			local found = recur.one_to_one_maps { neurons = neurons, functions = list }
			assert.are.equal(sets[neurons], found.sets)
			assert.are.equal(kinds[neurons], #found.kinds)
			assert.are.equal(maps[neurons], found.maps)
			local sum = 0
			for _, kind in ipairs(found.kinds) do
				assert.is_not_nil(one_to_one(kind.functions, neurons))
				sum = sum + kind.sets
			end
			assert.are.equal(found.sets, sum)
			assert.are.equal(2 ^ neurons, found.periods[#found.periods].mean_period)
		end
	end)

	-- A referee's matrix: its rows are threshold functions, and its states one cycle.
	it("has the cycle through all states of five neurons", function()
		local rows = { { -1, -1, -1, 1, 1 }, { 3, -1, -1, 2, -2 }, { 1, -3, 2, -2, -1 }, { -1, -2, 3, 2, 1 },
			{ 2, -1, -1, -2, 3 } }
		assert.are.equal(32, recur.boltzmann { matrix = rows }:attractors().mean_period)
		local found = recur.one_to_one_maps { neurons = 5, functions = threshold_functions(5) }
		assert.are.equal(32, found.periods[#found.periods].longest)
	end)

	it("refuses what it cannot do", function()
		local list = threshold_functions(3)
		local options = { neurons = 3, functions = list }
		local function changed_to(key, value, ...)
			refused(function() recur.one_to_one_maps(changed(options, key, value)) end, "recur.one_to_one_maps", ...)
		end
		changed_to("neurons", 6, "neurons", "at most 5")
		changed_to("neurons", 0, "neurons")
		changed_to("neurons", nil, "neurons")
		changed_to("functions", nil, "functions")
		changed_to("functions", 3, "functions", "expected a list, found 3")
		changed_to("functions", {}, "functions", "1 to 2048")
		changed_to("functions", { 256 }, "functions", "0 to 255")
		changed_to("functions", { 1.5 }, "functions", "whole number")
		changed_to("functions", { "1" }, "functions", "whole number")
		changed_to("functions", { list[1] }, "negation")
		changed_to("functions", { list[1], list[1] }, "once")
		changed_to("weights", 1, "weights")
		local asymmetric = { 0xf0, 0x0f } -- the third input and its negation, without the others
		changed_to("functions", asymmetric, "exchanged")
	end)
end)
