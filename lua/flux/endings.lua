-- How the evolutions of flux/evolution ended: with more flux than N-rooks, on them, or below.
local limits = recur.include "limits"

return recur.experiment {
	title = "Evolutions that ended above, on and below the flux of N-rooks",
	reads = { "flux/evolution" },
	grid  = { limits.axis },
	fixed = { near = 1e-4 },
	columns = {
		{ "bound", "the largest magnitude a weight may have, or that of N-rooks of the largest norm" },
		{ "generation", "the last generation" },
		{ "rooks_flux", "flux of N-rooks whose magnitude is the bound, closed form", "bit" },
		{ "best", "largest flux of all evolutions", "bit" },
		{ "above", "evolutions that ended above N-rooks" },
		{ "on", "evolutions that ended nearer to the flux of N-rooks than 'near', in bits" },
		{ "below", "evolutions that ended below N-rooks" },
	},
	rows = function(p, _, data)
		local evolution = data("flux/evolution")
		local neurons, last = tonumber(evolution:parameter("neurons")), tonumber(evolution:parameter("generations"))
		local rows = {}
		for i, bound in ipairs(evolution:axis("bound", 1, 8, 4)) do
			local row = { bound = bound, generation = last, rooks_flux = recur.rooks_flux(neurons, bound),
				best = -math.huge, above = 0, on = 0, below = 0 }
			for _, ending in ipairs(evolution:where("an end at bound " .. bound, function(r)
				return r.norm == p.norm and r.bound == bound and r.generation == last
			end)) do
				local over = ending.best - row.rooks_flux
				local side = math.abs(over) < p.near and "on" or over > 0 and "above" or "below"
				row[side] = row[side] + 1
				row.best = math.max(row.best, ending.best)
			end
			rows[i] = row
		end
		return rows
	end,
}
