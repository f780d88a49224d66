-- Import and recurrence against the coupling strength, at four places of the phase diagram, under every choice of
-- import/choices: what import/multiverse judges the claims on resonances by. The places are those of import/resonance,
-- moved as the estimated borders of chaos move with the size: as many connections for each neuron in low-density chaos,
-- and elsewhere the same multiple of the balance at which chaos ends, which goes as 1/sqrt(N).
local choices = recur.include "choices"

local worlds = {}
for k in ipairs(choices.worlds) do worlds[k] = k end

-- Of 50 neurons. sparse: whether density or balance goes with the size. Networks differ most among fixed points, where
-- some jump and others do not; elsewhere `fewer` times fewer do. few: networks of choices about information, which take
-- longest.
local places = {
	{ "low-density chaos", density = 0.25, balance = 0, sparse = true, fewer = 4, few = 6 },
	{ "border", density = 0.5, balance = 0.3, fewer = 4, few = 6 },
	{ "fixed point, near the border", density = 0.5, balance = 0.45, fewer = 1, few = 6 },
	{ "fixed point, far from it", density = 0.5, balance = 0.7, fewer = 1, few = 20 },
}

local function located(place, neurons)
	local of_size = 50 / neurons
	return place.sparse and { density = place.density * of_size, balance = place.balance }
		or { density = place.density, balance = place.balance * math.sqrt(of_size) }
end

local names = { "C_xs", "I_xs_mm", "C_ss", "I_ss_mm" }

local function measured_of(choice, path, own)
	local seen, m = choices.seen(choice, path, own), {}
	local _
	m.C_xs, _, m.I_xs_mm = choices.import(choice, seen)
	m.C_ss, _, m.I_ss_mm = choices.recurrence(choice, seen)
	return m
end

local function columns()
	local list = {
		{ "choice", "number of the choice, a case of import/multiverse" },
		{ "density", "of the place" },
		{ "balance", "likewise" },
		{ "networks", "independent networks" },
		{ "C_xs", "correlation of input and next state" },
		{ "I_xs_mm", "mean pairwise mutual information of input and next state, corrected", "bit" },
		{ "C_ss", "correlation of successive states" },
		{ "I_ss_mm", "mean pairwise mutual information of successive states, corrected", "bit" },
	}
	for _, name in ipairs(names) do list[#list + 1] = { name .. "_se", "standard error of " .. name } end
	return list
end

local cases = {}
for k, place in ipairs(places) do cases[k] = { place[1], place_of = k } end

return recur.experiment {
	title  = "Import and recurrence against the coupling strength under other choices",
	seed   = 2108,
	grid   = {
		recur.axis("world", worlds, { meaning = "what networks and runs are, by number in import/choices" }),
		recur.cases("place", cases),
		recur.axis("coupling", { 0.02, 0.2, 0.8, 1.8, 3, 4.5, 7, 12, 25, 200 }),
	},
	paired = { "world", "coupling" },
	-- as many networks as together have `together` neurons, or `least`, and anywhere `fewest`; few: at most so many for
	-- information
	fixed  = { steps = 1300, transient = 200, together = 2500, least = 6, fewest = 4, few = 20 },
	draft  = {
		grid = { world = { 1, 7 }, coupling = { 0.02, 0.8, 3, 12, 200 } },
		fixed = { steps = 800, transient = 200, together = 250, fewest = 2, few = 2 },
	},
	columns = columns(),
	rows = function(p, rng)
		local s, lists = choices.worlds[p.world].settings, {}
		local measured, place = choices.measured(p.world, "curves"), places[p.place_of]
		local at = located(place, s.neurons)
		local networks = math.max(p.fewest, math.max(p.least, p.together // s.neurons) // place.fewer)
		at.steps, at.transient = p.steps, p.transient
		for k = 1, #measured > 0 and networks or 0 do
			local own = rng:child(k)
			local path = choices.drive(p.world, choices.network(p.world, at, own), at, own, p.coupling)
			for i, choice in ipairs(measured) do
				lists[i] = lists[i] or {}
				if k <= math.min(place.few, p.few) or not choice.aspects.information then
					lists[i][k] = measured_of(choice, path, own)
				end
			end
		end
		local rows = {}
		for i, choice in ipairs(measured) do
			local row = { choice = choice.number, density = at.density, balance = at.balance, networks = #lists[i] }
			for _, name in ipairs(names) do
				local values = {}
				for k, m in ipairs(lists[i]) do values[k] = m[name] end
				row[name], row[name .. "_se"] = recur.mean_and_error(values)
			end
			rows[i] = row
		end
		return rows
	end,
}
