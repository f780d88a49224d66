-- What the plug-in estimate of flux errs by and cannot exceed, against the length of the trajectory, a little beyond
-- the range of flux/estimators.
local formulas = recur.include "formulas"

return recur.experiment {
	title = "Bias and ceiling of the plug-in estimate of flux against the length of the trajectory",
	reads = { "flux/estimators" },
	fixed = { points = 121, beyond = 1.5 },
	columns = {
		{ "neurons", "neurons of the network" },
		{ "steps", "time steps, as a fraction" },
		{ "bias", "bias of the plug-in, to first order, if all pairs of states are equally likely", "bit" },
		{ "ceiling", "the largest value the plug-in can have", "bit" },
	},
	rows = function(p, _, data)
		local estimators, rows = data("flux/estimators"), {}
		local steps = estimators:axis("steps", 100, 100000, 4)
		for _, neurons in ipairs(estimators:axis("neurons", 4, 10, 2)) do
			for _, T in ipairs(recur.log_values(steps[1] / p.beyond, steps[#steps] * p.beyond, p.points)) do
				rows[#rows + 1] = { neurons = neurons, steps = T, bias = formulas.plug_in_bias(neurons, T),
					ceiling = formulas.plug_in_ceiling(neurons, T) }
			end
		end
		return rows
	end,
}
