-- The choices that a reproduction from an abstract had to make, each made otherwise in turn, and a few pairs of them;
-- and which of them each claim can depend on. What differs in the networks or their runs makes another world; what
-- differs in who looks, and how it is measured, is taken of the same paths.
local choices = {}

-- Ours: of worlds, and of what is measured in one.
-- gain: if above 0, the width is gain/sqrt(N d). length: of all runs, relative. strongest: coupling of the curves.
local own_world = {
	neurons = 50, width = 0.5, gain = 0, self_connections = true, signs = "connections", bias_width = 0,
	coupling = 0.5, input = "gaussian", length = 1,
}
local own_measure = {
	noise = 0, precision = "double", departures = false, mean = "rms", classes = 2, cut = "mean", strongest = 1e9,
}

-- Of what kind each setting is.
local aspect_of = {
	neurons = "network", width = "network", gain = "network", self_connections = "network", signs = "network",
	bias_width = "network", coupling = "coupling", input = "input", length = "length", noise = "observer",
	precision = "observer", departures = "observer", mean = "mean", classes = "information", cut = "information",
	strongest = "range",
}

-- The choices by groups; what is not named is ours.
choices.groups = {
	{ "ours", { "N = 50, w = 1/2, η = 1/2" } },
	{ "size", { "N = 25", neurons = 25 }, { "N = 100", neurons = 100 }, { "N = 200", neurons = 200 },
		{ "N = 400", neurons = 400 } },
	{ "width of weights", { "w = 1/4", width = 0.25 }, { "w = 1", width = 1 }, { "w = 1/√(Nd)", gain = 1 },
		{ "w = 2/√(Nd)", gain = 2 } },
	{ "network", { "no self-connections", self_connections = false }, { "signs of neurons", signs = "neurons" },
		{ "biases of width 0.1", bias_width = 0.1 }, { "biases of width 1", bias_width = 1 } },
	{ "input", { "coupling 1/4", coupling = 0.25 }, { "coupling 1", coupling = 1 }, { "coupling 2", coupling = 2 },
		{ "binary", input = "binary" }, { "uniform", input = "uniform" } },
	{ "length of runs", { "a quarter", length = 0.25 }, { "five times", length = 5 } },
	{ "observer", { "noise 1e-8", noise = 1e-8 }, { "noise 1e-6", noise = 1e-6 }, { "noise 1e-4", noise = 1e-4 },
		{ "noise 1e-2", noise = 1e-2 }, { "noise 1e-1", noise = 1e-1 }, { "single precision", precision = "single" },
		{ "all digits", departures = true } },
	{ "correlation", { "mean of |r|", mean = "absolute" } },
	{ "information", { "cut at median", cut = "median" }, { "4 quantiles", classes = 4, cut = "quantiles" },
		{ "4 equal widths", classes = 4, cut = "widths" }, { "8 quantiles", classes = 8, cut = "quantiles" },
		{ "8 equal widths", classes = 8, cut = "widths" } },
	{ "range of η", { "η ≤ 3", strongest = 3 } },
	{ "two at once", { "N = 100 and all digits", neurons = 100, departures = true },
		{ "N = 200 and all digits", neurons = 200, departures = true },
		{ "N = 400 and all digits", neurons = 400, departures = true },
		{ "w = 1 and all digits", width = 1, departures = true },
		{ "coupling 1 and all digits", coupling = 1, departures = true },
		{ "coupling 2 and all digits", coupling = 2, departures = true },
		{ "η ≤ 3 and noise 1e-8", strongest = 3, noise = 1e-8 }, { "η ≤ 3 and noise 1e-6", strongest = 3, noise = 1e-6 },
		{ "η ≤ 3 and noise 1e-4", strongest = 3, noise = 1e-4 } },
}

-- The claims, and the aspects that enter each; from: what it is judged by.
local of_maps = { network = true, length = true, coupling = true, input = true, observer = true, mean = true }
choices.claims = {
	{ "import-1", from = "regimes", aspects = { network = true, length = true } },
	{ "import-1b", from = "regimes", aspects = { network = true, length = true } },
	{ "import-2", from = "maps", aspects = { network = true, length = true, coupling = true, input = true, observer = true,
		mean = true, information = true } },
	{ "import-3a", from = "maps", aspects = of_maps },
	{ "import-3b", from = "maps", aspects = of_maps },
	{ "import-3c", from = "maps", aspects = of_maps },
	{ "import-4a", from = "curves",
		aspects = { network = true, length = true, input = true, observer = true, mean = true, range = true } },
	{ "import-4b", from = "curves",
		aspects = { network = true, length = true, input = true, observer = true, information = true, range = true } },
	{ "import-5", from = "curves", aspects = { network = true, length = true, input = true, observer = true, mean = true,
		information = true, range = true } },
}

-- The settings of a choice over those that are ours; and a name for how they differ, but for the range of couplings.
local function merged(own, choice)
	local settings, parts = {}, {}
	for name, value in pairs(own) do
		settings[name] = value
		if choice[name] ~= nil then
			settings[name] = choice[name]
			parts[#parts + 1] = name ~= "strongest" and name .. "=" .. tostring(choice[name]) or nil
		end
	end
	table.sort(parts)
	return settings, table.concat(parts, " ")
end

-- The list of all choices: { number, group, label, world, measure, aspects, like }, and that of worlds: { settings,
-- choices = numbers of those measured in it }. like: the number of the first choice with the same world and measure,
-- whatever the range of couplings: its rows are those of this one, too.
choices.list, choices.worlds = {}, {}
local worlds_by_name, measures_by_name = {}, {}
for group, entry in ipairs(choices.groups) do
	for k = 2, #entry do
		local choice, aspects = entry[k], {}
		for name in pairs(choice) do
			if name ~= 1 then aspects[aspect_of[name]] = true end
		end
		local settings, name = merged(own_world, choice)
		local measure, measure_name = merged(own_measure, choice)
		local world = worlds_by_name[name]
		if not world then
			world = #choices.worlds + 1
			worlds_by_name[name] = world
			choices.worlds[world] = { settings = settings, choices = {} }
		end
		local number = #choices.list + 1
		local like = measures_by_name[name .. "; " .. measure_name] or number
		measures_by_name[name .. "; " .. measure_name] = like
		choices.list[number] = { number = number, group = group, label = choice[1], world = world, measure = measure,
			aspects = aspects, like = like }
		table.insert(choices.worlds[world].choices, number)
	end
end

-- Whether a claim can depend on how a choice differs from ours; of a pair, on both. Ours enters all.
function choices.enters(choice, claim)
	for aspect in pairs(choice.aspects) do
		if not claim.aspects[aspect] then return false end
	end
	return true
end

-- The choices of a world that a claim judged by `from` ("maps" or "curves") can depend on, of those alike the first;
-- maps tell regimes, too.
function choices.measured(world, from)
	local list = {}
	for _, number in ipairs(choices.worlds[world].choices) do
		local choice, wanted = choices.list[number], false
		for _, claim in ipairs(choices.claims) do
			local here = claim.from == from or from == "maps" and claim.from == "regimes"
			wanted = wanted or here and choices.enters(choice, claim)
		end
		if wanted and choice.like == number then list[#list + 1] = choice end
	end
	return list
end

-- A random network of a world at a density and a balance.
function choices.network(world, p, rng)
	local s = choices.worlds[world].settings
	return recur.network {
		neurons = s.neurons, density = p.density, balance = p.balance,
		width = s.gain > 0 and s.gain / math.sqrt(s.neurons * p.density) or s.width,
		self_connections = s.self_connections, signs = s.signs, bias_width = s.bias_width, rng = rng,
	}
end

-- Steps of a run in a world, to the next whole number.
function choices.steps(world, steps) return math.ceil(steps * choices.worlds[world].settings.length) end

-- Its driven run; coupling: that of the world if none is given.
function choices.drive(world, net, p, rng, coupling)
	local s = choices.worlds[world].settings
	return net:drive {
		coupling = coupling or s.coupling, input = s.input, rng = rng,
		steps = choices.steps(world, p.steps), transient = choices.steps(world, p.transient),
	}
end

-- What the observer of a choice sees of a driven path.
function choices.seen(choice, path, rng)
	local m = choice.measure
	if m.departures then return path:departures() end
	if m.precision == "single" then return path:observed { precision = "single" } end
	return m.noise > 0 and path:observed { noise = m.noise, rng = rng:child("observer") } or path
end

-- Import as a choice measures it, of what was seen: a correlation; an information, plug-in and corrected.
function choices.import(choice, seen)
	local m = choice.measure
	return seen:import_correlation { mean = m.mean }, seen:import_information { classes = m.classes, cut = m.cut }
end

-- Recurrence, likewise.
function choices.recurrence(choice, seen)
	local m = choice.measure
	return seen:recurrence_correlation { mean = m.mean }, seen:recurrence_information { classes = m.classes, cut = m.cut }
end

return choices
