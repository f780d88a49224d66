-- The claims under every choice of flux/choices: the verdict by the criteria of flux/claims, on smaller experiments
-- than the article's, and the number that decided. Claims that a choice cannot concern have no row there. flux-3 and
-- flux-3b differ in what is limited, and so are one claim here; flux-6 and flux-6b are about single optima and are
-- left out.
local biased    = recur.include "biased"
local choices   = recur.include "choices"
local criteria  = recur.include "criteria"
local formulas  = recur.include "formulas"
local search    = recur.include "search"
local threshold = recur.include "threshold"

local code = { ["holds"] = 1, ["undecided"] = 0, ["does not hold"] = -1 }

local function judged(id, measured, decided_by)
	return { verdict = code[criteria.judge[id](measured)], decided_by = decided_by }
end

-- ---- random networks -------------------------------------------------------------------------------

local function random_matrix(s, neurons, width, rng)
	local weights, signs = rng:stream("weights"), rng:stream("signs")
	local sign_of, matrix = {}, {}
	for n = 1, neurons do sign_of[n] = signs:uniform() < 0.5 and -1 or 1 end
	for m = 1, neurons do
		matrix[m] = {}
		for n = 1, neurons do
			local size = s.weights == "uniform" and math.sqrt(3) * (2 * weights:uniform() - 1) or weights:gaussian()
			local present = weights:uniform() < s.density and (s.self_connections or m ~= n)
			matrix[m][n] = not present and 0 or width * (s.signs == "neurons" and sign_of[n] * math.abs(size) or size)
			if s.symmetric and n < m then matrix[m][n] = matrix[n][m] end
		end
	end
	return matrix
end

-- Weights and biases of the machine of -1 and 1 that does what the machine of a choice does. Balanced: values 0 and 1,
-- with biases that make up for the half of the weights that is always on.
local function as_signs(s, matrix, width, rng)
	local biases = {}
	local stream = rng:stream("biases")
	for m = 1, #matrix do biases[m] = s.bias_width * width * stream:gaussian() end
	if s.coding == "signs" then return matrix, biases end
	local half, own = biased.from_bits(matrix, biases)
	return half, s.coding == "balanced" and biases or own
end

local function mean_correlation(s, r)
	local sum, count = 0, 0
	for _, row in ipairs(r) do
		for _, x in ipairs(row) do
			sum, count = sum + (s.mean == "rms" and x * x or math.abs(x)), count + 1
		end
	end
	return s.mean == "rms" and math.sqrt(sum / count) or sum / count
end

-- The rank correlation of flux and C over random networks, with its interval; widths by width_of(stream).
local function ordering(p, s, label, width_of, rng)
	local flux, C = {}, {}
	local widths = rng:stream(label .. " widths")
	for i = 1, p.networks do
		local own, width = rng:child(label, i), width_of(widths)
		local matrix = random_matrix(s, s.neurons > 0 and s.neurons or 5, width, own)
		local half, biases = as_signs(s, matrix, width, own)
		if s.coding == "signs" and s.bias_width == 0 then
			local chain = recur.boltzmann { matrix = matrix }:chain()
			flux[i], C[i] = chain:flux(), mean_correlation(s, chain:correlations())
		else
			flux[i], C[i] = biased.flux(half, biases), mean_correlation(s, biased.correlations(half, biases))
		end
	end
	local rho, low, high = recur.rank_correlation(flux, C, rng:child(label), p.resamples)
	return { rho = rho, low = low, high = high }
end

-- ---- N-rooks, evolved and constructed ----------------------------------------------------------------

local function list_of(s, name, ours) return s[name] > 0 and { s[name] } or ours end

-- What evolution uses, of a choice: its coding is that of the kernel.
local function evolution_options(s, options)
	options.limit, options.coding = s.limit, s.coding == "bits" and "bits" or "signs"
	return options
end

-- N-rooks of a magnitude under a choice, their flux. Values 0 and 1, balanced, are values -1 and 1 with half of the
-- weights.
local function flux_of(s, matrix)
	if s.coding == "signs" then return recur.boltzmann { matrix = matrix }:chain():flux() end
	if s.coding == "bits" then return recur.boltzmann { matrix = matrix, coding = "bits" }:chain():flux() end
	return biased.flux(as_signs(s, matrix, 0, recur.rng(1)))
end

local function rooks_flux(s, neurons, bound, rng)
	return flux_of(s, recur.rooks { neurons = neurons, magnitude = bound, rng = rng })
end

-- The best matrix of a search within the limit, and its flux.
local function optimum(p, s, neurons, bound, rng)
	local settings = search.settings(p.evolutions, p.generations, p.refinement)
	settings.neurons, settings.bound, settings.rng = neurons, s.coding == "balanced" and bound / 2 or bound, rng
	settings.objective, settings.draw = "flux", "ternary"
	local matrix, flux = recur.evolve(evolution_options(s, settings))
	return matrix, flux
end

-- The share of evolutions that end at N-rooks.
local function share_at_rooks(p, s, start, rng)
	local count, all = 0, 0
	for _, neurons in ipairs(list_of(s, "neurons", { 4, 5 })) do
		for _, bound in ipairs(list_of(s, "bound", { 8 })) do
			for i = 1, p.evolutions do
				local evolution = recur.evolution(evolution_options(s, {
					neurons = neurons, bound = s.coding == "balanced" and bound / 2 or bound, jumps = s.jumps, start = start,
					objective = "flux", rng = rng:child(neurons, bound, i),
				}))
				evolution:advance(p.evolved)
				count = count + (recur.rooks_distance((evolution:best())) < criteria.is_rooks and 1 or 0)
				all = all + 1
			end
		end
	end
	return count / all
end

-- ---- flux from states --------------------------------------------------------------------------------

-- The trajectory of N-rooks, and their machine.
local function run(p, s, neurons, rng)
	local machine = recur.boltzmann {
		neurons = neurons,
		connections = recur.rooks_connections { neurons = neurons, magnitude = p.magnitude, rng = rng },
	}
	return machine:run { steps = math.tointeger(p.steps * s.steps // p.chains), chains = p.chains, rng = rng }, machine
end

-- The relative error, root mean square over repeats, of what `estimate` makes of a trajectory and its machine.
local function error_of(p, s, neurons, truth, rng, estimate)
	local squares = 0
	for i = 1, p.repeats do
		squares = squares + (estimate(run(p, s, neurons, rng:child(neurons, i))) / truth - 1) ^ 2 / p.repeats
	end
	return math.sqrt(squares)
end

local function correlation_error(p, s, neurons, rng)
	local floor = 1 / formulas.pairs_seen(p.steps * s.steps, p.chains)
	return error_of(p, s, neurons, formulas.rooks_correlation(neurons, p.magnitude), rng, function(trajectory)
		return math.sqrt(math.max(0, trajectory:recurrence_correlation() ^ 2 - floor))
	end)
end

local function flux_error(p, s, neurons, rng)
	return error_of(p, s, neurons, recur.rooks_flux(neurons, p.magnitude), rng, function(trajectory, machine)
		if s.estimator == "pairs" then return (select(2, trajectory:flux())) end
		return trajectory:entropy()[s.estimator] - machine:noise(trajectory)
	end)
end

-- ---- each claim --------------------------------------------------------------------------------------

local function moderate(s) return s.coding == "signs" and 0.75 or 1.5 end -- of values 0 and 1, weights count half

local judge = {
	["flux-1a"] = function(p, s, rng)
		local m = ordering(p, s, "widths up to", function(widths) return moderate(s) * widths:uniform() end, rng)
		return judged("flux-1a", m, m.rho)
	end,
	["flux-1b"] = function(p, s, rng)
		local weak = ordering(p, s, "one width", function() return moderate(s) end, rng)
		local strong = ordering(p, s, "strong", function() return 8 * moderate(s) end, rng)
		return judged("flux-1b", { low = strong.low, high = strong.high, moderate_low = weak.low }, strong.rho)
	end,
	["flux-1c"] = function(p, s, rng)
		local m = ordering(p, s, "one width", function() return moderate(s) end, rng)
		return judged("flux-1c", m, m.rho)
	end,
	["flux-2"] = function(p, s, rng)
		local of_flux = flux_error(p, s, 16, rng)
		return judged("flux-2", {
			C_error = correlation_error(p, s, p.most_neurons, rng), flux_error = of_flux,
			cost = formulas.exact_cost(16) / formulas.correlation_cost(p.most_neurons, p.steps * s.steps),
		}, of_flux)
	end,
	["flux-2b"] = function(p, s, rng)
		local of_flux = flux_error(p, s, 64, rng)
		return judged("flux-2b", { C_error = correlation_error(p, s, 64, rng), flux_error = of_flux }, of_flux)
	end,
	["flux-3"] = function(p, s, rng)
		local distance, gain = 0, 0
		for _, neurons in ipairs(list_of(s, "neurons", { 3, 4 })) do
			for _, bound in ipairs(list_of(s, "bound", { 8 })) do
				local own = rng:child(neurons, bound)
				local matrix, flux = optimum(p, s, neurons, bound, own)
				local away = recur.rooks_distance(matrix)
				distance = math.max(distance, away)
				if away >= criteria.is_other then gain = math.max(gain, flux - rooks_flux(s, neurons, bound, own)) end
			end
		end
		return judged(s.limit == "norm" and "flux-3b" or "flux-3", { distance = distance, gain = gain }, distance)
	end,
	["flux-3c"] = function(p, s, rng)
		local small, whole = share_at_rooks(p, s, 0.01, rng:child("small")), share_at_rooks(p, s, 1, rng:child("large"))
		return judged("flux-3c", { small = small, whole = whole }, small - whole)
	end,
	["flux-4"] = function(p, s, rng)
		local share, sigma = math.huge, math.huge
		for _, neurons in ipairs(list_of(s, "neurons", { 3, 4 })) do
			for _, bound in ipairs(list_of(s, "bound", { 4, 8 })) do
				local own = rng:child(neurons, bound)
				local rooks, _, most = rooks_flux(s, neurons, bound, own), optimum(p, s, neurons, bound, own)
				share = math.min(share, rooks / most)
				local fluxes = {}
				for i = 1, p.matrices do
					fluxes[i] = flux_of(s, recur.bounded { neurons = neurons, magnitude = bound, rng = own:child("random", i) })
				end
				local mean, error = recur.mean_and_error(fluxes)
				sigma = math.min(sigma, (rooks - mean) / error)
			end
		end
		return judged("flux-4", { share = share, sigma = sigma }, share)
	end,
	["flux-5"] = function(p, s)
		local share = 1
		for _, neurons in ipairs(list_of(s, "neurons", { 3, 4, p.most_listed })) do
			local classes = threshold.best_of_periods(neurons, list_of(s, "bound", { 10 })[1])
			local most, best = 0, 0
			for _, class in ipairs(classes) do most = math.max(most, class.flux) end
			for _, class in ipairs(classes) do
				best = math.max(best, math.min(class.flux / most, class.mean_period / 2 ^ neurons))
			end
			share = math.min(share, best)
		end
		return judged("flux-5", { share = share }, share)
	end,
}

local choice_cases, claim_names = {}, {}
for k, choice in ipairs(choices.list) do choice_cases[k] = { choice.label, group = choice.group } end
for k, claim in ipairs(choices.claims) do claim_names[k] = ("%d: %s"):format(k, claim[1]) end

return recur.experiment {
	title = "Claims under every choice",
	seed  = 2301,
	grid  = { recur.cases("choice", choice_cases) },
	fixed = {
		networks = 1000, resamples = 400, evolutions = 6, generations = 800, refinement = 200, evolved = 400, matrices = 20,
		steps = 20000, chains = 16, magnitude = 2, repeats = 3, most_neurons = 1024, most_listed = 5,
	},
	draft = {
		fixed = { networks = 100, resamples = 100, evolutions = 2, generations = 100, refinement = 20, evolved = 50,
			matrices = 4, steps = 4000, repeats = 1, most_neurons = 128, most_listed = 4 },
	},
	columns = {
		{ "claim", table.concat(claim_names, ", ") },
		{ "verdict", "1: holds; 0: undecided; -1: does not hold" },
		{ "decided_by", "the number that decided: a rank correlation, error, distance or share" },
	},
	rows = function(p, rng)
		local choice, rows = choices.list[p.choice], {}
		for k, claim in ipairs(choices.claims) do
			if choices.enters(choice, claim) then
				local row = judge[claim[1]](p, choice.settings, rng:child(claim[1]))
				row.claim = k
				rows[#rows + 1] = row
			end
		end
		return rows
	end,
}
