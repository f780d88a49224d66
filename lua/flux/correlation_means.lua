-- Means over the random networks of each width: the line that runs through the points of flux/correlation.
return recur.experiment {
	title = "Mean flux, correlation and pairwise information of random networks of each width",
	reads = { "flux/correlation" },
	columns = {
		{ "width", "standard deviation behind the weights' magnitudes" },
		{ "flux", "mean mutual information of successive states", "bit" },
		{ "C_rms", "mean RMS correlation of neurons and next neurons" },
		{ "information", "mean pairwise mutual information of neurons and next neurons", "bit" },
	},
	rows = function(_, _, data)
		local networks, rows = data("flux/correlation"), {}
		for i, width in ipairs(networks:axis("width", 0.25, 8, 10)) do
			local of_width = networks:where("width " .. width, function(row) return row.width == width end)
			rows[i] = { width = width, flux = of_width:mean("flux"), C_rms = of_width:mean("C_rms"),
				information = of_width:mean("information") }
		end
		return rows
	end,
}
