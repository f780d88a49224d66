-- How wrong flux from states is, by four estimators of their entropy, against the number of neurons: for N-rooks,
-- all of whose states are equally likely, and for random machines, some of whose states are rare. Of the latter
-- only small ones have an exact flux to compare with.
local estimators = { "plug_in", "miller_madow", "grassberger", "chao_shen" }

-- A machine and its exact flux.
local function machine_of(p, rng)
	if p.kind_of == 1 then
		return recur.boltzmann {
			neurons = p.neurons,
			connections = recur.rooks_connections { neurons = p.neurons, magnitude = p.width, rng = rng },
		}, recur.rooks_flux(p.neurons, p.width)
	end
	local machine = recur.boltzmann { neurons = p.neurons, width = p.width, rng = rng }
	return machine, machine:chain():flux()
end

return recur.experiment {
	title  = "Error of flux from states by four estimators of entropy, against the size of the network",
	seed   = 2301,
	grid   = {
		recur.cases("kind", {
			{ "N-rooks", kind_of = 1, width = 2, most = 40 },
			{ "weak random weights", kind_of = 2, width = 0.5, most = 10 },
			{ "strong random weights", kind_of = 2, width = 2, most = 10 },
		}),
		recur.axis("steps", { 1000, 20000 }),
		recur.axis("neurons", { 4, 6, 8, 10, 12, 16, 20, 24, 28, 32, 40 }),
	},
	paired = { "steps" },
	fixed  = { transient = 200, machines = 20 },
	draft  = { grid = { neurons = { 4, 10, 16, 32 } }, fixed = { machines = 4 } },
	columns = {
		{ "exact", "flux, exact: mean over the machines", "bit" },
		{ "plug_in", "root mean square, over the machines, of the relative error with the entropy from counts as they are" },
		{ "miller_madow", "the same, Miller-Madow corrected" },
		{ "grassberger", "the same, by Grassberger's estimator" },
		{ "chao_shen", "the same, by Chao and Shen's estimator" },
	},
	rows = function(p, rng)
		if p.neurons > p.most then return {} end
		local row = { exact = 0 }
		for _, name in ipairs(estimators) do row[name] = 0 end
		for k = 1, p.machines do
			local own = rng:child(k)
			local machine, flux = machine_of(p, own)
			local trajectory = machine:run { steps = p.steps + p.transient, transient = p.transient, rng = own }
			local entropy, noise = trajectory:entropy(), machine:noise(trajectory)
			row.exact = row.exact + flux / p.machines
			for _, name in ipairs(estimators) do
				row[name] = row[name] + ((entropy[name] - noise) / flux - 1) ^ 2 / p.machines
			end
		end
		for _, name in ipairs(estimators) do row[name] = math.sqrt(row[name]) end
		return { row }
	end,
}
