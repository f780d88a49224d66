-- How far the maps of import by correlation and by mutual information agree: their rank correlation over all points
-- with connections.
return recur.experiment {
	title = "Rank correlation of the two maps of import",
	reads = { "import/driven" },
	seed = 2108, -- of the bootstrap
	grid = {},
	columns = {
		{ "rank_correlation", "of C_xs and I_xs" },
		{ "low", "lower end of its 95 % bootstrap interval" },
		{ "high", "upper end" },
		{ "points", "grid points with connections" },
	},
	rows = function(_, rng, data)
		local driven = data("import/driven")
		driven:grid("density", "balance")
		driven:axis("balance", -1, 1, 11)
		driven:axis("density", 0.05, 1, 11)
		local part = driven:where("connections", function(row) return row.density > 0 end)
		local rho, low, high = recur.rank_correlation(part:column("C_xs"), part:column("I_xs"), rng)
		return { { rank_correlation = rho, low = low, high = high, points = #part } }
	end,
}
