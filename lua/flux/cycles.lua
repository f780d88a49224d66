-- The cycles of the matrices of flux/evolved: how many states lie on one, and on the longest.
return recur.experiment {
	title = "States on cycles of evolved matrices",
	reads = { "flux/evolved" },
	columns = {
		{ "goal", "number of the goal in flux/evolved" },
		{ "norm", "1 if the norm of the weights was limited, 0 if every weight was" },
		{ "share", "share of flux in what was maximised" },
		{ "bound", "the largest magnitude a weight may have, or that of N-rooks of the largest norm" },
		{ "states", "all states" },
		{ "on_cycles", "states on cycles of the most probable dynamics" },
		{ "longest", "states on the longest cycle" },
	},
	rows = function(_, _, data)
		local rows = {}
		for _, row in ipairs(data("flux/evolved"):where("transitions", function(r) return r.part_of == 2 end)) do
			local result = rows[row.goal] or { goal = row.goal, norm = row.norm, share = row.share, bound = row.bound,
				states = 0, on_cycles = 0, longest = 0 }
			rows[row.goal] = result
			result.states = result.states + 1
			result.on_cycles = result.on_cycles + (row.cycle > 0 and 1 or 0)
			result.longest = result.longest + (row.cycle == 1 and 1 or 0)
		end
		return rows
	end,
}
