-- Flux of N-rooks against the magnitude of their weights, by the closed form, a little beyond the range of flux/rooks.
return recur.experiment {
	title = "Flux of N-rooks for each neuron against the magnitude of weights",
	reads = { "flux/rooks" },
	fixed = { points = 241, beyond = 1.2 },
	columns = {
		{ "magnitude", "the largest magnitude of a weight" },
		{ "flux", "flux for each neuron, 1 - h2(1/(1 + exp q))", "bit" },
	},
	rows = function(p, _, data)
		local magnitudes = data("flux/rooks"):axis("magnitude", 0.5, 10, 7)
		local rows = {}
		for i, q in ipairs(recur.log_values(magnitudes[1] / p.beyond, magnitudes[#magnitudes] * p.beyond, p.points)) do
			rows[i] = { magnitude = q, flux = recur.rooks_flux(1, q) }
		end
		return rows
	end,
}
