-- The best compromise between flux and mean period among the matrices of flux/periods: the one that has the largest
-- share of the most found of both.
return recur.experiment {
	title = "The matrix of each size and bound that is best in both flux and mean period",
	reads = { "flux/periods", "flux/optimum" },
	columns = {
		{ "neurons", "neurons of the network" },
		{ "bound", "the largest magnitude a weight may have" },
		{ "most_flux", "largest flux found, here or where flux alone was maximised", "bit" },
		{ "longest", "longest mean period found", "step" },
		{ "flux", "flux of the best compromise", "bit" },
		{ "mean_period", "its mean period", "step" },
		{ "share", "the smaller of its shares of the largest flux and of the longest mean period" },
		{ "longest_of_size", "longest mean period found at any bound: a factor changes no successor", "step" },
	},
	rows = function(_, _, data)
		local periods, optimum = data("flux/periods"), data("flux/optimum")
		local function at(neurons, bound)
			return function(row) return row.neurons == neurons and row.bound == bound end
		end
		local rows = {}
		for _, neurons in ipairs(periods:axis("neurons", 2, 5, 4)) do
			local of_size = periods:where(neurons .. " neurons", function(row) return row.neurons == neurons end)
			for _, bound in ipairs(of_size:axis("bound", 4, 10, 2)) do
				local is_here = at(neurons, bound)
				local found = of_size:where("bound " .. bound, is_here)
				found:axis("share", 0, 1, 3)
				local longest = math.max(table.unpack(found:column("mean_period")))
				local most_flux = math.max(table.unpack(found:column("flux")))
				for _, row in ipairs(optimum) do
					if is_here(row) then most_flux = math.max(most_flux, row.flux) end
				end
				local best = { share = 0 }
				for _, row in ipairs(found) do
					local share = math.min(row.flux / most_flux, row.mean_period / longest)
					if share > best.share then best = { share = share, flux = row.flux, mean_period = row.mean_period } end
				end
				best.neurons, best.bound, best.most_flux, best.longest = neurons, bound, most_flux, longest
				best.longest_of_size = math.max(table.unpack(of_size:column("mean_period")))
				rows[#rows + 1] = best
			end
		end
		return rows
	end,
}
