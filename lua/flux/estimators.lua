-- The flux estimated from a trajectory, from counts of pairs of states and from counts of states alone, beside the
-- exact one: N-rooks of magnitude q (q = 0: no weights at all, no flux), against the length of the trajectory. All
-- states are equally likely in these machines, so a trajectory that starts from fair coins needs no transient.
return recur.experiment {
	title = "Estimated and exact flux against the length of the trajectory",
	seed  = 2301,
	runs  = 10, -- independent N-rooks and trajectories for each point
	grid  = {
		recur.axis("neurons", { 4, 10 }),
		recur.axis("q", { 0, 1, 2, 4 }),
		recur.axis("steps", { 100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1200000 }),
	},
	draft = { grid = { steps = { 100, 1000, 10000, 100000 } }, runs = 4 },
	columns = {
		{ "exact", "flux, exact", "bit" },
		{ "plug_in", "flux from the counts of states and of pairs of states as they are", "bit" },
		{ "miller_madow", "the same, Miller-Madow corrected", "bit" },
		{ "pairs", "different pairs of states seen" },
		{ "states_plug_in", "flux from the counts of states as they are: their entropy less the machine's noise", "bit" },
		{ "chao_shen", "the same, with the entropy estimated by Chao and Shen", "bit" },
	},
	run = function(p, rng)
		local matrix
		if p.q > 0 then
			matrix = recur.rooks { neurons = p.neurons, magnitude = p.q, rng = rng }
		else
			matrix = {}
			for m = 1, p.neurons do
				matrix[m] = {}
				for n = 1, p.neurons do matrix[m][n] = 0 end
			end
		end
		local machine = recur.boltzmann { matrix = matrix }
		local trajectory = machine:run { steps = p.steps, rng = rng }
		local plug_in, miller_madow, pairs_seen = trajectory:flux()
		local entropy, noise = trajectory:entropy(), machine:noise(trajectory)
		return {
			exact = machine:chain():flux(), plug_in = plug_in, miller_madow = miller_madow, pairs = pairs_seen,
			states_plug_in = entropy.plug_in - noise, chao_shen = entropy.chao_shen - noise,
		}
	end,
}
