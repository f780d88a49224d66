-- What flux/large could not compute: the cost of exact flux at any size, by formula, beside the flux itself and what
-- sampled flux comes to.
local formulas = recur.include "formulas"

return recur.experiment {
	title = "Cost of exact flux, and flux of N-rooks, against the size of the network",
	reads = { "flux/large" },
	fixed = { most_neurons = 32 },
	columns = {
		{ "neurons", "neurons of the network: all sizes up to 'most_neurons', and those of flux/large" },
		{ "flux", "flux of N-rooks of the magnitude of flux/large, closed form", "bit" },
		{ "saturation", "sampled flux, corrected, if no pair of states is seen twice", "bit" },
		{ "operations", "multiplications and additions of exact flux; inf: beyond any floating-point number" },
		{ "bytes", "memory of exact flux", "byte" },
		{ "C_operations", "operations of C_rms, from as many states as in flux/large" },
		{ "as_dear", "number of neurons, as a fraction, whose exact flux costs as many operations as C_rms does here" },
	},
	rows = function(p, _, data)
		local large = data("flux/large")
		local magnitude, steps = tonumber(large:parameter("magnitude")), tonumber(large:parameter("steps"))
		local chains = tonumber(large:parameter("chains"))
		local rows = {}
		local function add(neurons)
			local operations, bytes = formulas.exact_cost(neurons)
			local C_operations = formulas.correlation_cost(neurons, steps)
			rows[#rows + 1] = {
				neurons = neurons, flux = recur.rooks_flux(neurons, magnitude), operations = operations, bytes = bytes,
				saturation = formulas.saturation(formulas.pairs_seen(steps, chains)), C_operations = C_operations,
				as_dear = formulas.neurons_of_exact_cost(C_operations),
			}
		end
		for neurons = 1, p.most_neurons do add(neurons) end
		for _, neurons in ipairs(large:axis("neurons", 2, 1024, 10)) do
			if neurons > p.most_neurons then add(neurons) end
		end
		return rows
	end,
}
