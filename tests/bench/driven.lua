-- Times one driven run with all five measures through the module: lua5.4 driven.lua NEURONS REPEATS.
-- Prints the best time in seconds and the five measures of the last run.
local recur = require "recur"
local neurons, repeats = math.tointeger(tonumber(arg[1])), math.tointeger(tonumber(arg[2]))

local function run(rng)
	local net = recur.network { neurons = neurons, density = 0.5, balance = 0.6, width = 0.5, rng = rng }
	local path = net:drive { coupling = 0.5, steps = 1000, transient = 100, rng = rng }
	return path:fluctuation(), path:recurrence_correlation(), (path:recurrence_information()),
		path:import_correlation(), (path:import_information())
end

local best, measures = math.huge, nil
for i = 1, repeats do
	local rng = recur.rng(i)
	local start = os.clock()
	measures = { run(rng) }
	best = math.min(best, os.clock() - start)
end
print(best, table.unpack(measures))
