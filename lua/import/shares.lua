-- Import as a share of variance. Inputs are independent: the squares of a neuron's correlations with them all add
-- up to at most 1, the share of its variance that is linear in the input. The mean share over neurons is N C_xs^2;
-- of each square, 1/T is what chance gives, if the neuron moves, and 0 if it is at rest. Where chance happened to give
-- less, the share is told as 0, since no share is negative.
return recur.experiment {
	title = "Import as mean share of a state's variance, for networks of different size",
	reads = { "import/size" },
	columns = {
		{ "neurons", "number of neurons" },
		{ "density", "probability that a weight is not zero" },
		{ "balance", "excitatory less inhibitory share of the weights" },
		{ "share", "import as mean share of a state's variance, floor taken off" },
		{ "share_se", "standard error of share" },
		{ "share_departures", "the same of the states' departures from saturation" },
	},
	rows = function(_, _, data)
		local size, rows = data("import/size"), {}
		local T = tonumber(size:parameter("steps")) - tonumber(size:parameter("transient"))
		for i, row in ipairs(size) do
			rows[i] = {
				neurons = row.neurons, density = row.density, balance = row.balance,
				share = math.max(0, row.neurons * row.C_xs ^ 2 - row.moving / T),
				share_se = row.neurons * 2 * row.C_xs * row.C_xs_se,
				share_departures = math.max(0, row.neurons * (row.C_xs_departures ^ 2 - 1 / T)),
			}
		end
		return rows
	end,
}
