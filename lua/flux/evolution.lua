-- The largest flux by generation in many independent evolutions, which know nothing of any structure: random
-- first parents, Gaussian mutations only, rows mixed between parents.
local limits = recur.include "limits"

local evolutions = {}
for i = 1, 16 do evolutions[i] = i end

return recur.experiment {
	title = "Flux by generation in independent evolutions",
	seed  = 2301,
	grid  = {
		limits.axis,
		recur.axis("bound", { 1, 2, 4, 8 }),
		recur.axis("evolution", evolutions),
	},
	fixed = { neurons = 5, generations = 3000, population = 20, offspring = 100 },
	draft = { grid = { evolution = { 1, 2, 3, 4, 5, 6 } }, fixed = { generations = 1000 } },
	columns = {
		{ "generation", "selections so far; the first is among random matrices" },
		{ "best", "largest flux so far", "bit" },
		{ "mean", "mean flux of the population", "bit" },
		{ "rooks_distance", "squared distance of the best matrix to the nearest N-rooks, relative" },
	},
	rows = function(p, rng)
		local evolution = recur.evolution {
			neurons = p.neurons, bound = p.bound, limit = limits.of(p),
			objective = "flux", population = p.population, offspring = p.offspring, rng = rng,
		}
		local rows, done = {}, 0
		for _, generation in ipairs { 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000 } do
			if generation <= p.generations then
				evolution:advance(generation - done)
				done = generation
				local matrix, best = evolution:best()
				rows[#rows + 1] = {
					generation = generation, best = best, mean = evolution:history()[generation].mean,
					rooks_distance = recur.rooks_distance(matrix),
				}
			end
		end
		return rows
	end,
}
