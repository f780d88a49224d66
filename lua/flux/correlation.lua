-- Flux and what is easier to measure, for thousands of random networks whose flux is known exactly: C_rms
-- and the mean pairwise information of the same networks.
return recur.experiment {
	title = "Flux, correlation and pairwise information of random networks",
	seed  = 2301,
	grid  = { recur.axis("width", { 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8 }) },
	fixed = { neurons = 5, networks = 500 },
	draft = { fixed = { networks = 100 } },
	columns = {
		{ "flux", "mutual information of successive states, exact", "bit" },
		{ "C_rms", "RMS correlation of neurons and next neurons, exact" },
		{ "information", "mean pairwise mutual information of neurons and next neurons, exact", "bit" },
	},
	rows = function(p, rng)
		local rows = {}
		for i = 1, p.networks do
			local machine = recur.boltzmann { neurons = p.neurons, width = p.width, rng = rng:child(i) }
			local chain = machine:chain()
			rows[i] = { flux = chain:flux(), C_rms = chain:correlation(), information = chain:information() }
		end
		return rows
	end,
}
