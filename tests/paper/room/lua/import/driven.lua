-- A fixture: an experiment.
-- Two lines of it.
local function scaled(x) return 2 * x end

return recur.experiment {
	title = "A fixture",
	grid = { recur.axis("density", 0, 1, 3) },
	run = function(p)
		local x = scaled(p.density)

		return { x = x }
	end,
}
