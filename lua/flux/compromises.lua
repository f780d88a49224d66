-- The best compromise between flux and mean period, of all one-to-one maps of strong weights: the one that has the
-- largest share of the most that there is of both, where the most of a mean period is one cycle through all 2^N states.
-- Maps under which some state has no predecessor need not be looked at: states without one come in pairs, opposite
-- to each other, so that at most 2^N - 2 lie on cycles, and no cycle is longer than that.
return recur.experiment {
	title = "The machine of each size that is best in both flux and mean period",
	reads = { "flux/maps" },
	columns = {
		{ "neurons", "neurons of the network" },
		{ "maps", "one-to-one maps" },
		{ "most_flux", "largest flux of any of them", "bit" },
		{ "states", "all states, and so the longest mean period that there can be", "step" },
		{ "flux", "flux of the best compromise", "bit" },
		{ "mean_period", "its mean period", "step" },
		{ "share", "the smaller of its shares of the largest flux and of all states" },
	},
	rows = function(_, _, data)
		local maps, rows = data("flux/maps"), {}
		for _, neurons in ipairs(maps:axis("neurons", 2, 5, 4)) do
			local classes = maps:where(neurons .. " neurons", function(row) return row.neurons == neurons end)
			local most_flux, states = math.max(table.unpack(classes:column("flux"))), 2 ^ neurons
			local best, count = { share = 0 }, 0
			for _, class in ipairs(classes) do
				count = count + class.maps
				local share = math.min(class.flux / most_flux, class.mean_period / states)
				if share > best.share then
					best = { share = share, flux = class.flux, mean_period = class.mean_period }
				end
			end
			best.neurons, best.maps, best.most_flux, best.states = neurons, count, most_flux, states
			rows[#rows + 1] = best
		end
		return rows
	end,
}
