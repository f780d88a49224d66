-- Where in the phase diagram import and recurrence have a peak against the coupling strength, at which
-- strength, and how high it stands above both sides. (At no coupling there is no import: it is left out.)
local measures = recur.include "measures"

local couplings = recur.log_values(0.03, 100, 15)

return recur.experiment {
	title = "Resonances over balance and density",
	seed  = 2108,
	grid  = { recur.axis("density", 0.05, 1, 20), recur.axis("balance", -1, 1, 21) },
	fixed = { neurons = 50, width = 0.5, steps = 2000, transient = 400, networks = 10 },
	draft = { grid = { density = 5, balance = 11 }, fixed = { steps = 1500, transient = 300, networks = 5 } },
	columns = {
		{ "import_coupling", "coupling strength at which C_xs is largest" },
		{ "import_largest", "C_xs there" },
		{ "import_height", "the lesser of its rises above the lowest points of either side; 0: no peak" },
		{ "import_sigma", "the lesser of these rises in their standard errors" },
		{ "recurrence_coupling", "coupling strength at which C_ss is largest" },
		{ "recurrence_largest", "C_ss there" },
		{ "recurrence_height", "the lesser of its rises above the lowest points of either side; 0: no peak" },
		{ "recurrence_sigma", "the lesser of these rises in their standard errors" },
	},
	rows = function(p, rng)
		local import, recurrence = {}, {}
		for r = 1, p.networks do
			local name = rng:child(r)
			local net = measures.network(p, name)
			import[r], recurrence[r] = {}, {}
			for k, coupling in ipairs(couplings) do
				local path = measures.drive(net, p, name, coupling)
				import[r][k] = path:import_correlation()
				recurrence[r][k] = path:recurrence_correlation()
			end
		end
		local i, i_means = recur.paired_peak(couplings, import)
		local s, s_means = recur.paired_peak(couplings, recurrence)
		return { {
			import_coupling = i.x, import_largest = i_means[i.index],
			import_height = i.height, import_sigma = i.sigma,
			recurrence_coupling = s.x, recurrence_largest = s_means[s.index],
			recurrence_height = s.height, recurrence_sigma = s.sigma,
		} }
	end,
}
