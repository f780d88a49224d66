-- Machines of very strong weights, all of them: the most probable successor of each state makes a map of the states,
-- and without biases every neuron is a threshold function that changes its sign with the state. Here are all such maps
-- under which every state has one predecessor, by mean period, and of each mean period the machine with the most flux.
local threshold = recur.include "threshold"

return recur.experiment {
	title = "One-to-one maps of strong weights, all of them, and their flux",
	seed  = 2301,
	grid  = { recur.axis("neurons", { 2, 3, 4, 5 }) },
	fixed = { bound = 10 },
	columns = {
		{ "mean_period", "mean period of the cycles", "step" },
		{ "maps", "one-to-one maps of that mean period" },
		{ "longest", "longest period of any of them", "step" },
		{ "flux", "largest flux of their machines within the bound", "bit" },
	},
	rows = function(p)
		local rows = {}
		for i, class in ipairs(threshold.best_of_periods(p.neurons, p.bound)) do
			rows[i] = {
				mean_period = class.mean_period, maps = class.maps, longest = class.longest, flux = class.flux,
			}
		end
		return rows
	end,
}
