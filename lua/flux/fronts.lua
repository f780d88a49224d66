-- The front of flux and mean period: the matrices of flux/periods that no other exceeds in both, as a staircase.
local function longest_beyond(rows, flux)
	local best
	for _, row in ipairs(rows) do
		if row.flux > flux and (not best or row.mean_period > best.mean_period
			or row.mean_period == best.mean_period and row.flux > best.flux) then
			best = row
		end
	end
	return best
end

return recur.experiment {
	title = "The longest mean period of matrices of at least a given flux",
	reads = { "flux/periods" },
	columns = {
		{ "neurons", "neurons of the network" },
		{ "bound", "the largest magnitude a weight may have" },
		{ "flux", "0; flux of each matrix on the front, rising; the last again", "bit" },
		{ "mean_period", "longest mean period of the matrices of that flux and more; at the end 0", "step" },
	},
	rows = function(_, _, data)
		local periods, rows = data("flux/periods"), {}
		local function add(neurons, bound, flux, mean_period)
			rows[#rows + 1] = { neurons = neurons, bound = bound, flux = flux, mean_period = mean_period }
		end
		for _, neurons in ipairs(periods:axis("neurons", 2, 5, 4)) do
			for _, bound in ipairs(periods:axis("bound", 4, 10, 2)) do
				local found = periods:where(("%d neurons, bound %g"):format(neurons, bound), function(row)
					return row.neurons == neurons and row.bound == bound
				end)
				local corner = longest_beyond(found, 0)
				add(neurons, bound, 0, corner.mean_period)
				local last
				while corner do
					last = corner.flux
					add(neurons, bound, last, corner.mean_period)
					corner = longest_beyond(found, last)
				end
				add(neurons, bound, last, 0)
			end
		end
		return rows
	end,
}
