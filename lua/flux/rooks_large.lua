-- N-rooks too large for any sum over states: here the flux is the sum of the pairs' mutual informations,
-- since each neuron depends on one other; measured on trajectories, beside random matrices within the same
-- bound, of which that sum says less.
local bounded = recur.include "bounded"

return recur.experiment {
	title = "Pairwise information of large N-rooks and random matrices",
	seed  = 2301,
	runs  = 5, -- independent matrices for each point
	grid  = { bounded.kinds(2), recur.axis("magnitude", { 0.5, 1, 2, 3, 4, 6, 8 }) },
	fixed = { neurons = 200, steps = 20000, transient = 1000, chains = 16 },
	draft = { runs = 2, fixed = { steps = 8000 } },
	columns = {
		{ "closed", "flux of N-rooks of this magnitude, N (1 - h2(1/(1 + exp q)))", "bit" },
		{ "pairwise", "sum over all pairs of their mutual information, Miller-Madow corrected", "bit" },
		{ "C_rms", "RMS correlation of neurons and next neurons" },
	},
	run = function(p, rng)
		local path = bounded.trajectory(bounded.machine(p, rng), p, rng)
		local _, corrected = path:recurrence_information()
		return {
			closed = recur.rooks_flux(p.neurons, p.magnitude), pairwise = p.neurons * p.neurons * corrected,
			C_rms = path:recurrence_correlation(),
		}
	end,
}
