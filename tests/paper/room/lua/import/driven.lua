-- A fixture: an experiment.
-- Two lines of it.
local function scaled(x) return 2 * x end

return recur.experiment {
	title = "A fixture",
	seed = 1,
	grid = { recur.axis("density", 0, 1, 3) },
	fixed = { neurons = 50 },
	columns = { { "balance", "another" }, { "C_xs", "a measure" }, { "lyapunov", "another", "1/step" } },
	rows = function(p)
		local x = scaled(p.density)

		return { { balance = 0, C_xs = x, lyapunov = x } }
	end,
}
