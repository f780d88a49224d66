-- The claims under every choice of import/choices: the verdict by the criteria of import/claims, on smaller experiments
-- than the article's, and the number that decided. Claims that a choice cannot concern have no row there. Those of
-- sizes (import-3d, import-3e) and of theory (import-4c) are no matter of one choice and are left out.
local choices  = recur.include "choices"
local criteria = recur.include "criteria"
local expected = recur.include "expected"
local phases   = recur.include "phases"

local code = { ["holds"] = 1, ["undecided"] = 0, ["does not hold"] = -1, ["not judged"] = -2 }

-- The rows of a choice; nil if a draft leaves it out.
local function of_choice(all, number)
	local is_there, chosen = false, {}
	for _, row in ipairs(all) do
		chosen[row] = row.choice == number
		is_there = is_there or chosen[row]
	end
	return is_there and all:where("choice " .. number, function(row) return chosen[row] end) or nil
end

local function row_of(verdict, decided_by, difference)
	return { verdict = code[verdict], decided_by = decided_by or 0, difference = difference or 0 }
end

-- ---- by maps ---------------------------------------------------------------------------------------

-- A function of a region's name: the mean C_xs and its standard error there; nil if the map has no such region.
local function regions_of(map)
	local within, cells = phases.membership(map, 0.1, 4), {}
	for k, row in ipairs(map) do
		cells[k] = { density = row.density, balance = row.balance, C_xs = row.C_xs, C_xs_se = row.C_xs_se }
	end
	return function(name)
		local inside = {}
		for _, cell in ipairs(cells) do
			if within(cell.density, cell.balance, name) then inside[#inside + 1] = cell end
		end
		if #inside == 0 then return nil end
		local mean, err = phases.mean_import(inside)
		return { mean = mean, error = err }
	end
end

-- By how many standard errors a exceeds b, and by what share of the larger.
local function compared(a, b)
	return (a.mean - b.mean) / math.sqrt(a.error ^ 2 + b.error ^ 2), (a.mean - b.mean) / math.max(a.mean, b.mean)
end

local function one_difference(id, first, second)
	return function(_, at)
		local a, b = at(first), at(second)
		if not a or not b then return row_of("not judged") end
		local sigma, difference = compared(a, b)
		return row_of(criteria.judge[id] { sigma = sigma }, sigma, difference)
	end
end

-- ---- by curves -------------------------------------------------------------------------------------

-- The peak of a measure at a place, over couplings up to the strongest.
local function peak_of(curves, choice, place, name)
	local curve = curves:where("place " .. place, function(row)
		return row.place == place and row.coupling <= choice.measure.strongest
	end)
	local means = curve:column(name)
	local peak = recur.peak(curve:column("coupling"), means, curve:column(name .. "_se"))
	return peak.sigma, peak.height / means[peak.index]
end

-- The clearest peak over places; all of the measures named must have it at the same place. Its sigma, the lesser of
-- theirs; and its rise, relative to the largest value, of the first measure.
local function clearest(curves, choice, places, names)
	local best, rise = -1, 0
	for _, place in ipairs(places) do
		local sigma, relative = math.huge, nil
		for _, name in ipairs(names) do
			local own, own_rise = peak_of(curves, choice, place, name)
			sigma, relative = math.min(sigma, own), relative or own_rise
		end
		if sigma > best then best, rise = sigma, relative end
	end
	return best, rise
end

local function one_peak(id, places, names)
	return function(curves, _, choice)
		local sigma, rise = clearest(curves, choice, places, names)
		return row_of(criteria.judge[id] { sigma = sigma }, sigma, rise)
	end
end

-- ---- each claim --------------------------------------------------------------------------------------

local judge = {
	["import-1"] = function(map)
		local shares = {}
		for k = 1, 3 do shares[k] = expected.share(map, expected.parts[k]) end
		local m = { periodic = shares[1], chaotic = shares[2], fixed = shares[3] }
		return row_of(criteria.judge["import-1"](m), math.min(table.unpack(shares)))
	end,
	["import-1b"] = function(map)
		local chaotic = expected.share(map, expected.parts[4])
		return row_of(criteria.judge["import-1b"] { chaotic = chaotic }, chaotic)
	end,
	["import-2"] = function(map, _, _, rng)
		local rho, low, high = recur.rank_correlation(map:column("C_xs"), map:column("I_xs"), rng)
		return row_of(criteria.judge["import-2"] { low = low, high = high }, rho)
	end,
	["import-3a"] = one_difference("import-3a", "sparse_chaos", "dense_chaos"),
	["import-3b"] = function(_, at)
		local border, chaos, edge = at("border"), at("chaos"), at("edge")
		if not border or not chaos or not edge then return row_of("not judged") end
		local over_chaos, more_than_chaos = compared(border, chaos)
		local over_edge, more_than_edge = compared(border, edge)
		return row_of(criteria.judge["import-3b"] { over_chaos = over_chaos, over_edge = over_edge },
			math.min(over_chaos, over_edge), math.min(more_than_chaos, more_than_edge))
	end,
	["import-3c"] = one_difference("import-3c", "border", "deep"),
	["import-4a"] = one_peak("import-4a", { 1, 2, 3, 4 }, { "C_xs" }),
	["import-4b"] = one_peak("import-4b", { 1, 2, 3, 4 }, { "I_xs_mm" }),
	["import-5"] = one_peak("import-5", { 2, 3, 4 }, { "C_ss", "I_ss_mm" }),
}

local choice_cases, claim_names = {}, {}
for k, choice in ipairs(choices.list) do choice_cases[k] = { choice.label, group = choice.group } end
for k, claim in ipairs(choices.claims) do claim_names[k] = ("%d: %s"):format(k, claim[1]) end

return recur.experiment {
	title = "Claims under every choice",
	seed = 2108, -- of the bootstrap
	reads = { "import/multiverse_maps", "import/multiverse_curves" },
	grid = { recur.cases("choice", choice_cases) },
	columns = {
		{ "claim", table.concat(claim_names, ", ") },
		{ "verdict", "1: holds; 0: undecided; -1: does not hold; -2: not judged, as there is no such region" },
		{ "decided_by", "the number that decided: the least share, a rank correlation, or standard errors" },
		{ "difference", "of claims on larger import: by what share of the larger; on peaks: rise, as a share of its top" },
	},
	rows = function(p, rng, data)
		local choice, rows = choices.list[p.choice], {}
		local part = {
			maps = of_choice(data("import/multiverse_maps"), choice.like),
			curves = of_choice(data("import/multiverse_curves"), choice.like),
		}
		local regions = part.maps and regions_of(part.maps)
		for k, claim in ipairs(choices.claims) do
			local own = part[claim.from == "curves" and "curves" or "maps"]
			if own and choices.enters(choice, claim) then
				local row = judge[claim[1]](own, regions, choice, rng)
				row.claim = k
				rows[#rows + 1] = row
			end
		end
		return rows
	end,
}
