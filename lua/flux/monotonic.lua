-- How nearly the flux is a monotonic function of C_rms, or of the mean pairwise information: rank
-- correlations over random networks, of one width of weights and of all widths up to it.
return recur.experiment {
	title = "Rank correlation of flux with correlation and with pairwise information",
	seed  = 2301,
	grid  = { recur.axis("width", { 0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8 }) },
	fixed = { neurons = 5, networks = 2000, resamples = 1000 },
	draft = { fixed = { networks = 500, resamples = 400 } },
	columns = {
		{ "C", "rank correlation of flux and C_rms, weights of this width" },
		{ "C_low", "lower end of its 95 % bootstrap interval" },
		{ "C_high", "upper end" },
		{ "I", "rank correlation of flux and mean pairwise information, weights of this width" },
		{ "I_low", "lower end of its 95 % bootstrap interval" },
		{ "I_high", "upper end" },
		{ "pooled", "rank correlation of flux and C_rms, widths uniform up to this one" },
		{ "pooled_low", "lower end of its 95 % bootstrap interval" },
		{ "pooled_high", "upper end" },
		{ "flux", "mean flux at this width", "bit" },
	},
	rows = function(p, rng)
		local function draw(label, width_of)
			local flux, C, I = {}, {}, {}
			local widths = rng:stream(label .. " widths")
			for i = 1, p.networks do
				local machine = recur.boltzmann {
					neurons = p.neurons, width = width_of(widths), rng = rng:child(label, i),
				}
				local chain = machine:chain()
				flux[i], C[i], I[i] = chain:flux(), chain:correlation(), chain:information()
			end
			return flux, C, I
		end
		local flux, C, I = draw("one width", function() return p.width end)
		local pooled_flux, pooled_C = draw("widths up to it", function(s) return p.width * s:uniform() end)
		local row = { flux = (recur.mean_and_error(flux)) }
		row.C, row.C_low, row.C_high = recur.rank_correlation(flux, C, rng:child("C"), p.resamples)
		row.I, row.I_low, row.I_high = recur.rank_correlation(flux, I, rng:child("I"), p.resamples)
		row.pooled, row.pooled_low, row.pooled_high = recur.rank_correlation(pooled_flux, pooled_C,
			rng:child("pooled"), p.resamples)
		return { row }
	end,
}
