-- Flux and mean period maximised together: what the matrices of flux/periods_matrices have of both.
local published = recur.include "published"

return recur.experiment {
	title = "Flux and mean period of matrices evolved for both",
	reads = { "flux/periods_matrices" },
	grid  = {
		recur.axis("neurons", { 2, 3, 4, 5, 6 }),
		recur.axis("bound", { 10 }),
		recur.axis("share", { 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1 }),
		recur.axis("evolution", { 1, 2, 3, 4, 5, 6 }),
	},
	draft = {
		grid = { neurons = { 2, 3, 4, 5 }, share = { 0, 0.25, 0.5, 0.75, 1 }, evolution = { 1, 2, 3 } },
	},
	columns = {
		{ "flux", "flux of the best matrix", "bit" },
		{ "mean_period", "mean period of the cycles its states end in", "step" },
		{ "longest", "longest period of its cycles", "step" },
		{ "ties", "neurons undecided in a state, summed over all states" },
		{ "rooks_distance", "squared distance to the nearest N-rooks, relative" },
	},
	rows = function(p, _, data)
		local rows = data("flux/periods_matrices"):where("a matrix", function(row)
			return row.neurons == p.neurons and row.bound == p.bound and row.share == p.share and row.evolution == p.evolution
		end)
		local matrix = published.matrix(rows)
		local machine = recur.boltzmann { matrix = matrix }
		local skeleton, longest = machine:attractors(), 0
		for _, attractor in ipairs(skeleton) do longest = math.max(longest, attractor.period) end
		return { {
			flux = machine:chain():flux(), mean_period = skeleton.mean_period, longest = longest,
			ties = skeleton.ties, rooks_distance = recur.rooks_distance(matrix),
		} }
	end,
}
