-- Flux against the largest magnitude a weight may have: N-rooks by closed form, exact chain and simulation;
-- beside them random and Hopfield-like matrices within the same bound.
local bounded = recur.include "bounded"

return recur.experiment {
	title = "Flux of N-rooks, random and Hopfield matrices against the magnitude of weights",
	seed  = 2301,
	runs  = 20, -- independent matrices for each point
	grid  = {
		bounded.kinds(3),
		recur.axis("neurons", { 4, 10 }),
		recur.axis("magnitude", { 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 }),
	},
	fixed = { steps = 200000, transient = 1000, chains = 8 },
	draft = { runs = 12, grid = { magnitude = { 0.5, 1, 2, 4, 6, 8, 10 } }, fixed = { steps = 20000 } },
	columns = {
		{ "closed", "flux of N-rooks of this magnitude, N (1 - h2(1/(1 + exp q)))", "bit" },
		{ "exact", "flux from the exact chain", "bit" },
		{ "sampled", "flux from trajectories, Miller-Madow corrected", "bit" },
		{ "pairwise", "sum over all pairs of neurons of their mutual information, exact", "bit" },
		{ "C_rms", "RMS correlation of neurons and next neurons, exact" },
	},
	run = function(p, rng)
		local machine = bounded.machine(p, rng)
		local chain = machine:chain()
		local _, corrected = bounded.trajectory(machine, p, rng):flux()
		return {
			closed = recur.rooks_flux(p.neurons, p.magnitude), exact = chain:flux(), sampled = corrected,
			pairwise = p.neurons * p.neurons * chain:information(), C_rms = chain:correlation(),
		}
	end,
}
