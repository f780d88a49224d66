-- The choices that a reproduction from an abstract had to make, each made otherwise in turn; and which of them each
-- claim can depend on.
local choices = {}

-- Ours. steps: how many states estimates see, relative to ours.
local own = {
	neurons = 0, -- those that each claim names
	weights = "gaussian", density = 1, self_connections = true, signs = "connections", symmetric = false,
	coding = "signs", bias_width = 0, mean = "rms", estimator = "chao_shen", steps = 1, limit = "weights", jumps = 0,
	bound = 0, -- those that each claim names
}

-- Of what kind each setting is.
local aspect_of = {
	neurons = "size", weights = "network", density = "network", self_connections = "network", signs = "network",
	symmetric = "network", coding = "coding", bias_width = "biases", mean = "mean", estimator = "estimator",
	steps = "steps", limit = "limit", jumps = "mutation", bound = "bound",
}

-- The choices by groups; what is not named is ours.
choices.groups = {
	{ "ours", { "every claim as it stands" } },
	{ "size", { "N = 3", neurons = 3 }, { "N = 4", neurons = 4 }, { "N = 5", neurons = 5 }, { "N = 6", neurons = 6 },
		{ "N = 8", neurons = 8 } },
	{ "random weights", { "uniform", weights = "uniform" }, { "density 1/2", density = 0.5 },
		{ "no self-connections", self_connections = false }, { "signs of neurons", signs = "neurons" },
		{ "symmetric", symmetric = true } },
	{ "states", { "0 and 1", coding = "bits" }, { "0 and 1, balanced", coding = "balanced" },
		{ "biases as wide as weights", bias_width = 1 } },
	{ "correlation", { "mean of |r|", mean = "absolute" } },
	{ "flux from", { "pairs of states", estimator = "pairs" }, { "counts of states", estimator = "plug_in" },
		{ "Miller-Madow", estimator = "miller_madow" }, { "Grassberger", estimator = "grassberger" } },
	{ "length of runs", { "a tenth", steps = 0.1 }, { "ten times", steps = 10 } },
	{ "limit", { "norm", limit = "norm" }, { "sum of magnitudes", limit = "sum" }, { "none", limit = "none" } },
	{ "mutation", { "half of them jumps", jumps = 0.5 } },
	{ "bound", { "b = 2", bound = 2 }, { "b = 4", bound = 4 }, { "b = 6", bound = 6 }, { "b = 20", bound = 20 } },
}

local of_networks = { size = true, network = true, coding = true, biases = true, mean = true }
choices.claims = {
	{ "flux-1a", aspects = of_networks }, { "flux-1b", aspects = of_networks }, { "flux-1c", aspects = of_networks },
	{ "flux-2", aspects = { estimator = true, steps = true } },
	{ "flux-2b", aspects = { estimator = true, steps = true } },
	{ "flux-3", aspects = { size = true, limit = true, bound = true, coding = true } },
	{ "flux-3c", aspects = { size = true, limit = true, mutation = true, bound = true, coding = true } },
	{ "flux-4", aspects = { size = true, limit = true, bound = true, coding = true } },
	{ "flux-5", aspects = { size = true, bound = true } },
}

-- Sizes that a claim is not about, or that are too large for its experiment.
local sizes = {
	["flux-1a"] = { 3, 4, 6, 8 }, ["flux-3"] = { 3, 4, 5 }, ["flux-3c"] = { 3, 4, 5, 6 }, ["flux-4"] = { 3, 4, 5, 6 },
	["flux-5"] = { 3, 4, 5 },
}
sizes["flux-1b"], sizes["flux-1c"] = sizes["flux-1a"], sizes["flux-1a"]

-- The list of all choices: { number, group, label, settings, aspects }.
choices.list = {}
for group, entry in ipairs(choices.groups) do
	for k = 2, #entry do
		local choice, settings, aspects = entry[k], {}, {}
		for name, value in pairs(own) do settings[name] = value end
		for name, value in pairs(choice) do
			if name ~= 1 then
				settings[name] = value
				aspects[aspect_of[name]] = true
			end
		end
		choices.list[#choices.list + 1] = {
			number = #choices.list + 1, group = group, label = choice[1], settings = settings, aspects = aspects,
		}
	end
end

-- Whether a claim can depend on how a choice differs from ours. Ours enters all.
function choices.enters(choice, claim)
	for aspect in pairs(choice.aspects) do
		if not claim.aspects[aspect] then return false end
	end
	-- pairs of states are told apart up to 32 neurons, and flux-2b is about 64
	if choice.settings.estimator == "pairs" and claim[1] == "flux-2b" then return false end
	-- one-to-one maps are listed for strong weights
	if choice.settings.bound > 0 and choice.settings.bound < 4 and claim[1] == "flux-5" then return false end
	if choice.settings.neurons == 0 then return true end
	for _, neurons in ipairs(sizes[claim[1]]) do
		if neurons == choice.settings.neurons then return true end
	end
	return false
end

return choices
