-- Times what paper 2 rests on, through the module: lua5.4 machines.lua. Prints lines of a name, the best time in
-- seconds of one unit, and a result to compare with.
local recur = require "recur"
local rng = recur.rng(2301)

local function best_of(repeats, f)
	local best, result = math.huge, nil
	for _ = 1, repeats do
		local start = os.clock()
		result = f()
		best = math.min(best, os.clock() - start)
	end
	return best, result
end

local function report(name, repeats, units, f)
	local time, result = best_of(repeats, f)
	print(name, ("%.4g"):format(time / units), ("%.15g"):format(result))
end

-- An evolution's evaluations, with all that breeding and selection cost.
local evolution = recur.evolution { neurons = 5, bound = 2, objective = "flux", rng = rng }
evolution:advance()
report("fitness", 20, 20 * 100, function() return evolution:advance(20) end)

for _, neurons in ipairs { 10, 12 } do
	local machine = recur.boltzmann { matrix = recur.cycle { neurons = neurons, magnitude = 2 } }
	report("exact " .. neurons, neurons == 10 and 20 or 5, 1, function() return machine:chain():flux() end)
end

local large = recur.boltzmann { neurons = 1000, width = 0.03, rng = rng }
local path = large:run { steps = 10001, transient = 1, chains = 1, rng = rng }
report("pairwise", 5, 1, function() return (path:recurrence_information()) end)

local ten = recur.boltzmann { neurons = 10, width = 0.5, rng = rng }
report("simulation", 10, 16 * 20000, function()
	return #ten:run { steps = 20000, chains = 16, rng = rng }
end)
report("simulation, one chain", 10, 100000, function() return #ten:run { steps = 100000, rng = rng } end)
