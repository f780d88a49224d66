-- What scripts can call, all of it: a surplus argument, an unknown key and an unknown name are errors of the caller's
-- line that say what there is instead.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused = helper.refused

local rng = recur.rng(2385)
local matrix = { { 0, 1.5 }, { -1.5, 0.5 } }
local options = {
	run = { steps = 20, rng = rng },
	drive = { steps = 20, rng = rng, coupling = 0.5 },
	network = { neurons = 3, density = 1, balance = 0, width = 1, rng = rng },
	boltzmann = { neurons = 3, width = 1, rng = rng },
	evolution = { neurons = 2, bound = 1, objective = "flux", rng = rng, population = 2, offspring = 2 },
	evolve = { evolutions = 1, generations = 1, neurons = 2, bound = 1, objective = "flux", rng = rng },
	rooks = { neurons = 3, magnitude = 1, rng = rng },
	permutation = { permutation = { 2, 1 }, magnitude = 1 },
	cycle = { neurons = 3, magnitude = 1 },
	hopfield = { neurons = 3, magnitude = 1, patterns = 1, rng = rng },
	experiment = { title = "t", seed = 1, grid = {}, columns = { { "a", "b" } }, run = function() end },
}
local claim = { id = "c-1", claim = "c", criterion = "k", figure = "f", test = function() end }
local evolution = recur.evolution(options.evolution)
evolution:advance()
local network = recur.network { matrix = matrix }
local machine = recur.boltzmann { matrix = matrix }
local trajectory = machine:run(options.run)

-- Each object, the name of its type, and of each method arguments that it takes, as many as it can.
local objects = {
	{ rng, "rng", { stream = { "a" } } }, -- rng:child takes any number of labels
	{ rng:stream("s"), "stream", { uniform = {}, gaussian = {}, integer = { 3 } } },
	{ network, "network", { run = { options.run }, drive = { options.drive }, neurons = {}, connections = {}, storage = {},
		weight = { 1, 2 }, matrix = {}, biases = {} } },
	{ network:drive(options.drive), "path", { fluctuation = {}, moving = {},
		observed = { { precision = "single" } }, recurrence_correlation = { 1 },
		import_correlation = { 1 }, recurrence_information = { 1 }, import_information = { 1 },
		autocorrelation = { 1 }, departures = {}, lyapunov = {},
		regime = {}, recurrence_distances = {}, state = { 1 }, input = { 1 } } },
	{ machine, "boltzmann", { run = { options.run }, chain = { { method = "plain" } },
		attractors = { { successors = true } }, noise = { trajectory }, matrix = {}, neurons = {} } },
	{ machine:chain(), "chain", { flux = {}, entropy = {}, noise = {}, correlation = {}, correlations = {},
		information = {}, probability = { 1 }, transition = { 1, 2 } } },
	{ trajectory, "trajectory", { fluctuation = {}, recurrence_correlation = { 1 },
		recurrence_information = { 1 }, autocorrelation = { 1 }, flux = { 1 }, entropy = {},
		state = { 1, 1 }, neurons = {}, chains = {} } },
	{ evolution, "evolution", { advance = { 1 }, refine = {}, best = {}, parent = { 1 }, history = {}, generation = {},
		evaluations = {} } },
}

local functions = {
	rng = { 1 }, exp = { 1 }, log = { 1 }, log2 = { 1 }, tanh = { 1 }, network = { options.network },
	boltzmann = { options.boltzmann }, evolution = { options.evolution }, evolve = { options.evolve },
	rank_correlation = { { 1, 2, 3 }, { 1, 2, 4 }, rng, 40 }, rooks_distance = { matrix }, rooks = { options.rooks },
	conference = { 6 }, one_to_one_maps = { { neurons = 1, functions = { 1, 2 } } },
	rooks_connections = { options.rooks }, bounded = { options.rooks }, hopfield = { options.hopfield },
	signed_permutation = { options.permutation }, cycle = { options.cycle }, binary_entropy = { 0.5 },
	rooks_flux = { 3, 1 }, axis = { "x", 0, 1, 3, {} }, log_axis = { "x", 1, 2, 3, {} }, log_values = { 1, 2, 3 },
	cases = { "x", { { "a", b = 1 } }, {} }, experiment = { options.experiment }, is_experiment = { 1 },
	claims = { { claim } }, verdict = { { { 1, yes = 1, no = 0 } } }, mean_and_error = { { 1, 2 } },
	peak = { { 1, 2, 3 }, { 1, 2, 1 }, { 1, 1, 1 } }, paired_peak = { { 1, 2, 3 }, { { 1, 2, 1 }, { 1, 3, 1 } } },
}
local not_functions = { version = true, numerics = true, simd = true }

local function call(f, arguments, ...)
	local all = table.move(arguments, 1, #arguments, 1, {})
	local surplus = table.pack(...)
	for i = 1, surplus.n do all[#arguments + i] = surplus[i] end
	return f(table.unpack(all, 1, #arguments + surplus.n))
end

-- Fails unless the message begins with the place where this file makes the call.
local function refused_here(f, ...)
	local message = refused(f, ...)
	assert(message:find("^tests/lua/arguments_spec.lua:%d+: "), "the error has no line of the caller's: " .. message)
end

describe("a surplus argument", function()
	for name, arguments in pairs(functions) do
		it("is refused by recur." .. name, function()
			call(recur[name], arguments)
			for _, surplus in ipairs { 0, false, {} } do
				refused_here(function()
					local a, b = call(recur[name], arguments, surplus) -- no tail call: the line would be lost
					return a, b
				end, "recur." .. name, #arguments .. " argument", "found " .. #arguments + 1)
			end
			refused_here(function()
				local a = call(recur[name], arguments, nil, nil)
				return a
			end, "found " .. #arguments + 2)
		end)
	end
	for _, object in ipairs(objects) do
		local self, type_name, methods = table.unpack(object)
		for name, arguments in pairs(methods) do
			it(("is refused by %s:%s"):format(type_name, name), function()
				local own = table.move(arguments, 1, #arguments, 2, { self })
				call(self[name], own)
				refused_here(function()
					local a = call(self[name], own, 3)
					return a
				end, ("%s:%s"):format(type_name, name), #arguments .. " argument", "found " .. #arguments + 1)
			end)
		end
	end
	it("is looked for in everything that there is", function()
		for name in pairs(recur) do assert(functions[name] or not_functions[name], name .. " is not in the list") end
		for _, object in ipairs(objects) do
			local message = refused(function() return object[1].zzzzzzzz end, "known methods: ")
			local known, count, listed = message:match("known methods: (.*)$"), 0, 0
			for name in known:gmatch("[%w_]+") do
				count = count + 1
				assert(object[3][name] or name == "child", name .. " is not in the list")
			end
			for _ in pairs(object[3]) do listed = listed + 1 end
			assert.are.equal(count, listed + (object[2] == "rng" and 1 or 0))
		end
	end)
	it("makes stream:integer(1, n) tell its form", function()
		refused(function() rng:stream("s"):integer(1, 5) end, "stream:integer(n): expected at most 1 argument, found 2")
	end)
	it("is none of a label's", function()
		assert.are.equal(tostring(rng:child("a", "b", "c")), tostring(rng:child("a"):child("b"):child("c")))
	end)
end)

describe("an unknown key", function()
	local takers = {
		network = options.network, boltzmann = options.boltzmann, evolution = options.evolution, evolve = options.evolve,
		rooks = options.rooks, rooks_connections = options.rooks, bounded = options.rooks, hopfield = options.hopfield,
		signed_permutation = options.permutation, cycle = options.cycle, experiment = options.experiment,
	}
	local function all_refuse(name, taker, given)
		for _, key in ipairs { "zzz", "", "neurons\0", 0, true, 1.5 } do
			it(("%s is refused by %s"):format(tostring(key), name), function()
				refused(function() taker(helper.changed(given, key, 1)) end, "unknown key", "; known keys: ")
			end)
		end
		it("is the same of several of " .. name, function()
			local many = given
			for _, key in ipairs { "zb", "zc", "za", "zd" } do many = helper.changed(many, key, 1) end
			refused(function() taker(many) end, 'unknown key "za"')
		end)
	end
	for name, given in pairs(takers) do all_refuse("recur." .. name, recur[name], given) end
	for _, object in ipairs(objects) do
		for name, arguments in pairs(object[3]) do
			if type(arguments[1]) == "table" then
				all_refuse(object[2] .. ":" .. name, function(t) return object[1][name](object[1], t) end, arguments[1])
			end
		end
	end
	all_refuse("an axis", function(t) return recur.axis("x", 0, 1, 3, t) end, {})
	all_refuse("a claim", function(t) return recur.claims { t } end, claim)
	all_refuse("shares of an objective", function(t)
		return recur.evolution(helper.changed(options.evolution, "objective", t))
	end, { flux = 1 })
	it("is refused of lists", function()
		local function row(key) return helper.changed({ 0, 1 }, key, 1) end
		for _, key in ipairs { "x", 0, 3.5, false } do
			local wanted = { "found the key", "hole" }
			refused(function() recur.network { matrix = { row(key), { 1, 0 } } } end, "matrix row 1", wanted)
			refused(function() recur.boltzmann { matrix = helper.changed(matrix, key, { 1, 2 }) } end, "matrix", wanted)
			refused(function() recur.rooks_distance(helper.changed(matrix, key, { 1, 2 })) end, "matrix", wanted)
			refused(function() network:run(helper.changed(options.run, "start", row(key))) end, "start", wanted)
			refused(function() machine:run(helper.changed(options.run, "start", row(key))) end, "start", wanted)
			refused(function() recur.boltzmann { neurons = 2, connections = { helper.changed({ 1, 2, 1 }, key, 1) } } end,
				"connections: entry 1", wanted)
			refused(function() recur.boltzmann { neurons = 2, connections = helper.changed({ { 1, 2, 1 } }, key, 1) } end,
				"connections", wanted)
			refused(function() recur.rank_correlation(row(key), { 1, 2 }, rng) end, "x", wanted)
			refused(function() recur.rank_correlation({ 1, 2 }, row(key), rng) end, "y", wanted)
		end
		refused(function() recur.boltzmann { neurons = 2, connections = { { 1, 2, 1, 1 } } } end, "{ to, from, weight }")
	end)
	it("of a list of numbers is refused if an entry is none, by its place", function()
		refused(function() recur.rank_correlation({ 1, "2" }, { 1, 2 }, rng) end, "entry 2: expected a number, found \"2\"")
		refused(function() recur.rank_correlation({ 1, 2 }, { 0 / 0, 2 }, rng) end, "entry 1: expected a number, found nan")
	end)
	it("does not end at a NUL, nor does a word", function()
		refused(function() recur.network { matrix = matrix, storage = "dense\0" } end, 'found "dense\\x00"')
		refused(function() recur.evolution(helper.changed(options.evolution, "objective", "flux\0")) end, 'found "flux\\x00"')
	end)
end)

describe("an unknown name", function()
	for _, object in ipairs(objects) do
		it("of a method is refused by " .. object[2], function()
			local self, first = object[1], nil
			for name in pairs(object[3]) do first = (not first or name < first) and name or first end
			for _, name in ipairs { first .. "s_", first:sub(1, -2), first:upper() } do
				refused_here(function() self[name](self) end, "recur." .. object[2] .. ': unknown method "' .. name .. '"',
					"known methods: ", first)
			end
			refused_here(function() local x = self[first:sub(1, -2)] return x end, "did you mean " .. first .. "?")
			for _, key in ipairs { 1, true, {}, 0.5 } do
				refused_here(function() local x = self[key] return x end, "unknown method", "known methods")
			end
		end)
	end
	it("of the library is refused, with the nearest", function()
		refused_here(function() recur.netwrok {} end,
			'recur: unknown name "netwrok" (did you mean network?); known names: axis,')
		refused_here(function() local x = recur[1] return x end, "recur: unknown name 1; known names: ")
		refused_here(function() local x = recur[("n"):rep(1000)] return x end, "recur: unknown name", "...")
	end)
	it("is shown so that it can be read", function()
		refused(function() return rng["\0\xFF\x80\n\u{9F}\u{E9}\u{1F600}"] end,
			'"\\x00\\xFF\\x80\\x0A\\xC2\\x9F\u{E9}\u{1F600}"')
	end)
end)
