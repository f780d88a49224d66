-- Import and recurrence against the strength of the input (or noise), at six places of the phase
-- diagram. The same networks and the same inputs along each curve: a curve, not a cloud.
local measures = recur.include "measures"

local couplings = recur.log_values(0.01, 100, 31)
table.insert(couplings, 1, 0)

-- Every third of them, after none at all.
local few_couplings = { 0 }
for i = 4, #couplings, 3 do few_couplings[#few_couplings + 1] = couplings[i] end

return recur.experiment {
	title  = "Import and recurrence against the coupling strength",
	seed   = 2108,
	runs   = 150, -- networks for each curve; those that jump rarely differ much
	paired = { "coupling" },
	grid   = {
		recur.cases("place", {
			{ "low-density chaos", density = 0.25, balance = 0 },
			{ "chaos", density = 0.5, balance = 0 },
			{ "border", density = 0.5, balance = 0.3 },
			{ "fixed point, near the border", density = 0.5, balance = 0.45 },
			{ "fixed point, far from it", density = 0.5, balance = 0.7 },
			{ "periodic", density = 0.5, balance = -0.6 },
		}),
		recur.axis("coupling", couplings),
	},
	fixed = { neurons = 50, width = 0.5, steps = 3500, transient = 500 },
	draft = { grid = { coupling = few_couplings }, runs = 50, fixed = { steps = 2300, transient = 300 } },
	columns = measures.driven_columns,
	run = function(p, rng)
		local path = measures.drive(measures.network(p, rng), p, rng)
		return measures.driven(path)
	end,
}
