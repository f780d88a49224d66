-- Every matrix of three neurons whose weights are 0, -bound or bound, all 19,683 of them: the largest flux among
-- them, with nothing left to a search.
return recur.experiment {
	title = "Every matrix of weights 0, -bound and bound",
	seed  = 2301,
	grid  = {
		recur.axis("neurons", { 2, 3 }),
		recur.axis("bound", { 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10 }),
	},
	draft = { grid = { bound = { 1, 4, 8 } } },
	columns = {
		{ "matrices", "how many there are" },
		{ "flux", "the largest flux", "bit" },
		{ "best", "how many have it, to a millionth of a bit" },
		{ "rooks_distance", "squared distance of the first of these to the nearest N-rooks, relative" },
		{ "rooks_flux", "flux of N-rooks of this magnitude, closed form", "bit" },
		{ "above_rooks", "how many have more flux than N-rooks, by more than a millionth of a bit" },
	},
	rows = function(p)
		local rooks_flux = recur.rooks_flux(p.neurons, p.bound)
		local entries = p.neurons * p.neurons
		local count = math.tointeger(3 ^ entries)
		local best_flux, best, best_matrix, above = -math.huge, 0, nil, 0
		local matrix = {}
		for m = 1, p.neurons do matrix[m] = {} end
		for k = 0, count - 1 do
			local rest = k
			for i = 0, entries - 1 do
				matrix[i // p.neurons + 1][i % p.neurons + 1] = (rest % 3 - 1) * p.bound
				rest = rest // 3
			end
			local flux = recur.boltzmann { matrix = matrix }:chain():flux()
			if flux > best_flux + 1e-6 then
				best, best_matrix = 0, k
			end
			best = best + (math.abs(flux - math.max(flux, best_flux)) <= 1e-6 and 1 or 0)
			best_flux = math.max(best_flux, flux)
			above = above + (flux > rooks_flux + 1e-6 and 1 or 0)
		end
		for i = 0, entries - 1 do
			matrix[i // p.neurons + 1][i % p.neurons + 1] = (best_matrix % 3 - 1) * p.bound
			best_matrix = best_matrix // 3
		end
		return { {
			matrices = count, flux = best_flux, best = best, rooks_distance = recur.rooks_distance(matrix),
			rooks_flux = rooks_flux, above_rooks = above,
		} }
	end,
}
