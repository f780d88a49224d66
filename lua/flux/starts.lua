-- What evolution finds, by where it starts: from weights as large as the limit allows, or from smaller ones; for
-- several limits, and for mutations that are Gaussian steps or, half of them, jumps to 0 or the bound.
local limits = { "weights", "norm", "sum", "none" }

local function largest_weight(matrix)
	local most = 0
	for _, row in ipairs(matrix) do
		for _, w in ipairs(row) do most = math.max(most, math.abs(w)) end
	end
	return most
end

return recur.experiment {
	title = "Where evolutions end, by the size of the weights that they start from",
	seed  = 2301,
	grid  = {
		recur.cases("limit", {
			{ "every weight", limit_of = 1 }, { "norm", limit_of = 2 }, { "sum of magnitudes", limit_of = 3 },
			{ "no limit", limit_of = 4 },
		}),
		recur.cases("mutation", { { "Gaussian steps", jumps = 0 }, { "half of them jumps", jumps = 0.5 } }),
		recur.axis("neurons", { 3, 4, 5, 6 }),
		recur.axis("bound", { 4, 8 }),
		recur.axis("start", { 0.01, 0.1, 0.3, 1 }, { meaning = "size of the first weights, relative to the bound" }),
	},
	fixed = { evolutions = 6, generations = 500, near = 0.01 },
	draft = { grid = { neurons = { 5 }, bound = { 8 }, start = { 0.01, 1 } }, fixed = { generations = 300 } },
	columns = {
		{ "rooks", "share of the evolutions that ended nearer to N-rooks than 'near', squared and relative" },
		{ "flux", "mean flux at the end", "bit" },
		{ "flux_se", "standard error of flux", "bit" },
		{ "best", "largest flux at the end", "bit" },
		{ "rooks_flux", "flux of N-rooks whose magnitude is the bound, closed form", "bit" },
		{ "largest", "mean over the evolutions of the largest weight at the end" },
	},
	rows = function(p, rng)
		local fluxes, rooks, largest = {}, 0, 0
		for i = 1, p.evolutions do
			local evolution = recur.evolution {
				neurons = p.neurons, bound = p.bound, limit = limits[p.limit_of], jumps = p.jumps, start = p.start,
				objective = "flux", rng = rng:child(i),
			}
			evolution:advance(p.generations)
			local matrix
			matrix, fluxes[i] = evolution:best()
			rooks = rooks + (recur.rooks_distance(matrix) < p.near and 1 or 0) / p.evolutions
			largest = largest + largest_weight(matrix) / p.evolutions
		end
		local mean, error = recur.mean_and_error(fluxes)
		return { {
			rooks = rooks, flux = mean, flux_se = error, best = math.max(table.unpack(fluxes)),
			rooks_flux = recur.rooks_flux(p.neurons, p.bound), largest = largest,
		} }
	end,
}
