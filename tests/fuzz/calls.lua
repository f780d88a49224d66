-- A case of the fuzzer of calls: the line -- CALLS is replaced by calls of what a script can reach from recur, most
-- of them with arguments that are right but for one or two. What they return and say comes to two numbers, which must
-- be the same each time. Errors that begin with FUZZ: are faults.

local sums = { 0, 0 }

-- Takes a text into the sums (modulo primes).
local function take(text)
	for first = 1, math.min(#text, 400), 100 do
		for _, byte in ipairs { text:byte(first, first + 99) } do
			sums[1] = (sums[1] * 263 + byte) % 1000000007
		end
	end
	sums[2] = (sums[2] * 31 + #text) % 1000003
end

local made, count_made = {}, 0 -- what calls have returned, the last of it

local function take_value(value, depth)
	if type(value) == "table" and getmetatable(value) == nil and depth < 3 then
		local count = 0
		for key, entry in pairs(value) do
			count = count + 1
			if count > 20 then break end
			take_value(key, 3)
			take_value(entry, depth + 1)
		end
	elseif type(value) == "number" then
		take(("%.17g"):format(value))
	elseif type(value) == "string" then
		take(value)
	else
		take(type(value))
	end
	if depth == 0 and value ~= nil then
		made[count_made % 40 + 1] = value
		count_made = count_made + 1
	end
end

-- Takes what pcall returned.
local function take_results(name, ok, ...)
	if ok then
		for i = 1, select("#", ...) do take_value((select(i, ...)), 0) end
		return
	end
	local message = ...
	if type(message) ~= "string" then
		take(type(message)) -- an error of our own
	else
		if message == "" then error("FUZZ: " .. name .. " fails without a message") end
		if not utf8.len(message) then error(("FUZZ: %s says what is not UTF-8: %q"):format(name, message)) end
		if message:find("0x%x%x%x%x%x%x") then
			error("FUZZ: " .. name .. " shows an address: " .. message)
		end
		if not name:find("^use") and message:find("^recur/") then
			error("FUZZ: " .. name .. " tells a line of the library: " .. message)
		end
		take(message)
	end
end

local function fresh(rng)
	local matrix = { { 0, 1.5 }, { -1.5, 0.5 } }
	local options = {
		run = { steps = 20, transient = 2, rng = rng, start = { 1, -1 } },
		drive = { steps = 20, transient = 2, rng = rng, coupling = 0.5, input = "uniform" },
		machine = { steps = 20, transient = 2, chains = 2, rng = rng, start = { 1, -1 } },
		network = { neurons = 3, density = 1, balance = 0, width = 1, rng = rng, signs = "neurons",
			self_connections = false, bias_width = 0.5 },
		noise = { noise = 0.5, rng = rng },
		connections = { neurons = 3, connections = { { 1, 2, 0.5 }, { 2, 3, -1 } } },
		boltzmann = { neurons = 3, width = 1, rng = rng },
		bits = { matrix = { { 0, 1 }, { 1, -1 } }, coding = "bits" },
		evolution = { neurons = 2, bound = 1, objective = "flux", rng = rng, population = 2, offspring = 2, jumps = 0.5,
			redraws = 0.5, exchanges = 0.5, patience = 3, progress = 0, coding = "bits", draw = "ternary", limit = "sum",
			start = 0.5 },
		evolve = { evolutions = 1, generations = 2, refinement = 1, neurons = 2, bound = 1, objective = "flux",
			rng = rng },
		rooks = { neurons = 3, magnitude = 1, rng = rng },
		permutation = { permutation = { 2, 1 }, magnitude = 1 },
		cycle = { neurons = 3, magnitude = 1 },
		hopfield = { neurons = 3, magnitude = 1, patterns = 1, rng = rng },
		experiment = { title = "t", seed = 1, runs = 2, grid = { recur.axis("x", 0, 1, 2) }, fixed = { neurons = 3 },
			draft = { runs = 1, grid = { x = 2 } }, columns = { { "a", "b", "1" } }, run = function() return { a = 1 } end },
		rows = { title = "t", seed = 1, grid = {}, columns = { { "a", "b" } }, reads = { "a/b" },
			rows = function() return { { a = 1 } } end },
	}
	local claim = { id = "c-1", claim = "c", criterion = "k", figure = "f", test = function() end }
	return matrix, options, claim
end

return recur.experiment {
	title = "calls",
	seed = 2385,
	grid = { recur.axis("x", { 1 }) },
	columns = { { "a", "what calls return and say" }, { "b", "how long that is" } },
	rows = function(_, rng)
		local matrix, options, claim = fresh(rng)
		local evolution = recur.evolution(options.evolution)
		evolution:advance()
		local network, machine = recur.network { matrix = matrix }, recur.boltzmann { matrix = matrix }
		local objects = {
			recur = recur, rng = rng, stream = rng:stream("s"), network = network, path = network:drive(options.drive),
			boltzmann = machine, chain = machine:chain(), trajectory = machine:run(options.run), evolution = evolution,
		}

		-- Of each function and method, arguments that are right; several for some.
		local valid = {
			["recur.rng"] = { { 1 } }, ["recur.exp"] = { { 1 } }, ["recur.log"] = { { 1 } }, ["recur.log2"] = { { 1 } },
			["recur.tanh"] = { { 1 } }, ["recur.network"] = { { options.network },
				{ { matrix = matrix, storage = "sparse", biases = { 1, 2 } } } },
			["recur.boltzmann"] = { { options.boltzmann }, { options.bits }, { options.connections } },
			["recur.evolution"] = { { options.evolution } },
			["recur.evolve"] = { { options.evolve } },
			["recur.rank_correlation"] = { { { 1, 2, 3, 4 }, { 1, 2, 4, 3 }, rng, 40 } },
			["recur.conference"] = { { 4 }, { 10 } },
			["recur.one_to_one_maps"] = { { { neurons = 2, functions = { 10, 12, 5, 3 } } } },
			["recur.rooks_distance"] = { { matrix } }, ["recur.rooks"] = { { options.rooks } },
			["recur.rooks_connections"] = { { options.rooks } }, ["recur.bounded"] = { { options.rooks } },
			["recur.hopfield"] = { { options.hopfield } }, ["recur.signed_permutation"] = { { options.permutation } },
			["recur.cycle"] = { { options.cycle } }, ["recur.binary_entropy"] = { { 0.5 } }, ["recur.rooks_flux"] = { { 3, 1 } },
			["recur.axis"] = { { "x", 0, 1, 3 }, { "x", { 0, 1, 3 } }, { "x", 0, 1, 3, { meaning = "m" } } },
			["recur.log_axis"] = { { "x", 1, 2, 3 } }, ["recur.log_values"] = { { 1, 2, 3 } },
			["recur.cases"] = { { "x", { { "a", density = 1 }, { "b", density = 0.5 } } } },
			["recur.experiment"] = { { options.experiment }, { options.rows } }, ["recur.is_experiment"] = { { 1 } },
			["recur.claims"] = { { { claim } } }, ["recur.verdict"] = { { { { 1, yes = 1, no = 0 } } } },
			["recur.mean_and_error"] = { { { 1, 2 } } }, ["recur.peak"] = { { { 1, 2, 3 }, { 1, 2, 1 }, { 1, 1, 1 } } },
			["recur.paired_peak"] = { { { 1, 2, 3 }, { { 1, 2, 1 }, { 1, 3, 1 } } } },
			["rng:child"] = { { "a" }, { "a", 2 } }, ["rng:stream"] = { { "a" } },
			["stream:uniform"] = { {} }, ["stream:gaussian"] = { {} }, ["stream:integer"] = { { 3 } },
			["network:run"] = { { options.run } }, ["network:drive"] = { { options.drive } }, ["network:neurons"] = { {} },
			["network:connections"] = { {} }, ["network:storage"] = { {} }, ["network:weight"] = { { 1, 2 } },
			["network:matrix"] = { {} }, ["network:biases"] = { {} },
			["path:fluctuation"] = { {} }, ["path:moving"] = { {} },
			["path:observed"] = { { options.noise }, { { precision = "single" } } },
			["path:recurrence_correlation"] = { { 1 } },
			["path:import_correlation"] = { { 1 } },
			["path:recurrence_information"] = { { 1 }, { { classes = 4, cut = "quantiles", lag = 1 } } },
			["path:import_information"] = { { 1 } },
			["path:autocorrelation"] = { { 1 } }, ["path:departures"] = { {} }, ["path:lyapunov"] = { {} },
			["path:regime"] = { {} }, ["path:recurrence_distances"] = { {} }, ["path:state"] = { { 1 } },
			["path:input"] = { { 1 } },
			["boltzmann:run"] = { { options.machine } }, ["boltzmann:chain"] = { { { method = "plain" } }, {} },
			["boltzmann:attractors"] = { { { successors = true } }, {} }, ["boltzmann:matrix"] = { {} },
			["boltzmann:neurons"] = { {} }, ["boltzmann:noise"] = { { objects.trajectory } },
			["chain:flux"] = { {} }, ["chain:entropy"] = { {} }, ["chain:noise"] = { {} }, ["chain:correlation"] = { {} },
			["chain:correlations"] = { {} }, ["chain:information"] = { {} }, ["chain:probability"] = { { 1 } },
			["chain:transition"] = { { 1, 2 } },
			["trajectory:fluctuation"] = { {} }, ["trajectory:recurrence_correlation"] = { { 1 } },
			["trajectory:recurrence_information"] = { { 1 } }, ["trajectory:autocorrelation"] = { { 1 } },
			["trajectory:flux"] = { { 1 } }, ["trajectory:entropy"] = { {} }, ["trajectory:state"] = { { 1, 1 } },
			["trajectory:neurons"] = { {} }, ["trajectory:chains"] = { {} },
			["evolution:advance"] = { { 1 } }, ["evolution:refine"] = { {} }, ["evolution:best"] = { {} },
			["evolution:parent"] = { { 1 } }, ["evolution:history"] = { {} }, ["evolution:generation"] = { {} },
			["evolution:evaluations"] = { {} },
			["recur.include"] = { { "x" } }, -- there is no such file
		}

		local keys, seen = { 1, 2, 3, 4, 0, -1, 1.5, "unknown",
			"", "neurons\0", true, "matrix", "connections", "start", "paired",
			"meaning", "successors", "method", "flux", "mean_period" }, {}
		for _, key in pairs(options) do
			for name in pairs(key) do
				if not seen[name] then keys[#keys + 1], seen[name] = name, true end
			end
		end

		local odd = setmetatable({}, { __index = function() error("no reading") end, __len = function() return 3 end })
		local named = setmetatable({}, { __tostring = function() return "named" end, __call = function() return 1 end })
		local raising = setmetatable({}, { __len = function() error({}) end, __tostring = function() error("no text") end })
		local holes = { 1, 2, nil, 4, [7] = 7 }
		local inf, nan = math.huge, 0 / 0
		local values = {
			false, true, 0, -0.0, 1, -1, 2, 3, 4, 5, 7, 12, 0.5, -0.5, 1.5, 1e-320, 1e-17, 0.1, 1 - 2 ^ -53, inf, -inf, nan,
			2 ^ 53, 2 ^ 53 + 1, 9007199254740993, 2147483647, 2147483648, 4294967296, -2147483649, 2 ^ 63, math.maxinteger,
			math.mininteger, 1e300, -1e300, 65535, 65536, 65537, "", "a", "flux", "mean_period",
			"plain", "fast", "bits", "signs", "dense", "sparse", "norm",
			"3", "0x10",
			"1e5", "nan",
			"x\0y", "\xff\xfe", ("é"):rep(3000), ("x"):rep(100000), "a\nb\tc", "\u{202e}", "import/driven",
			{}, { 1, 2, 3 }, { 0, 1 }, { 1, -1 }, { nan, 1 }, { 1, "2" }, { { 0, 1 }, { 1, 0 } }, { { 0, 1 }, { 1 } }, { {} },
			{ { 1e300, 1e300 }, { -1e300, 1e300 } }, { { inf } }, { { 5 } }, { { 0, 1, 0 }, { 0, 0, 1 }, { 1, 0, 0 } },
			{ { 1, 2, 3 } }, { { 1, 1, 1 }, { 1, 1, 1 } }, { { "a", "b", "c" } }, { { "a", "b" }, { "a", "b" } },
			holes, { holes },
			odd, { odd }, named, raising, { raising }, { a = 1, b = 2 }, { x = 1 }, { [1.5] = 1 }, { [odd] = 1 }, { [true] = 1 },
			function() end, function() error("raised") end, function() return {} end, print, math.sin, recur.rng,
			function() return nan end, recur.axis("x", 0, 1, 3), recur.axis("y", { 1, 2 }), claim, matrix,
			recur.cases("place", { { "a", density = 1 } }), recur.experiment(options.experiment), recur.claims { claim },
		}
		for _, name in ipairs { "recur", "rng", "stream", "network", "path", "boltzmann", "chain", "trajectory",
			"evolution" } do
			values[#values + 1] = objects[name]
		end
		for _, name in ipairs { "run", "drive", "network", "boltzmann", "evolution", "rooks", "experiment" } do
			values[#values + 1] = options[name]
		end
		made, count_made = {}, 0

		local function v(i)
			i = i % (#values + #made + 1)
			if i <= #values then return values[i] end -- v(0) is nil
			return made[i - #values]
		end

		local function k(i) return keys[i % #keys + 1] end

		local function function_of(name)
			local owner, key = name:match("^(%w+)[.:]([%w_]+)$")
			return objects[owner][key], name:find(":", 1, true) and objects[owner]
		end

		local function call(name, object, arguments, count)
			local f = function_of(name)
			if object then
				take_results(name, pcall(f, object, table.unpack(arguments, 1, count)))
			else
				take_results(name, pcall(f, table.unpack(arguments, 1, count)))
			end
		end

		local function copy(value)
			if type(value) ~= "table" or getmetatable(value) ~= nil then return value end
			local c = {}
			for key, entry in pairs(value) do c[key] = copy(entry) end
			return c
		end

		-- The function with its own arguments: right.
		local function right(name)
			local f, object = function_of(name)
			if not valid[name] then error("FUZZ: no arguments are known for " .. name) end
			for _, arguments in ipairs(valid[name]) do
				local results = table.pack(pcall(function()
					if object then return f(object, table.unpack(arguments)) end
					return f(table.unpack(arguments))
				end))
				if not results[1] and name ~= "recur.include" then error(("FUZZ: %s: %s"):format(name, results[2])) end
			end
		end

		-- The function with arguments that are right, changed: ... is a list of places, keys and values; key false: the
		-- argument itself is replaced.
		local function try(name, which, ...)
			local _, object = function_of(name)
			local list = valid[name]
			local arguments = copy(list[which % #list + 1])
			local count = #arguments
			for i = 1, select("#", ...), 3 do
				local place, key, value = select(i, ...)
				local at = arguments[place]
				if key and type(at) == "table" and getmetatable(at) == nil then
					local inner = at[k(key + 1)]
					if key % 3 == 0 and type(inner) == "table" and getmetatable(inner) == nil then at, key = inner, key // 3 end
					if key % 7 == 5 then
						setmetatable(at, { __index = value, __len = value })
					elseif k(key) ~= nil then
						at[k(key)] = value
					end
				else
					arguments[place], count = value, math.max(count, place)
				end
			end
			call(name, object, arguments, count)
		end

		-- The function with whatever it is given, the object too.
		local function any(name, ...) take_results(name, pcall(function_of(name), ...)) end

		-- What else can be done with a value.
		local function use(kind, a, b, c)
			local ok, result = pcall(function()
				if kind == 0 then return a[b] end
				if kind == 1 then a[b] = c return 1 end
				if kind == 2 then return tostring(a) end
				if kind == 3 then return #a end
				if kind == 4 then return a == b end
				if kind == 5 then return a < b end
				if kind == 6 then return a .. b end
				if kind == 7 then return a + b end
				if kind == 8 then return a(b, c) end
				if kind == 9 then for key in pairs(a) do take_value(key, 3) end return 1 end
				if kind == 10 then return ("%s %d"):format(a, b) end
				if kind == 11 then return rawlen(a) end
				if kind == 12 then return getmetatable(a) end
				if kind == 13 then return setmetatable(a, { __index = b, __len = c }) end
				if kind == 14 then return rawset(a, b, c) end
				if kind == 15 then return rawget(a, b) end
				if kind == 16 then return select("#", table.unpack(a)) end
				if kind == 17 then return table.concat(a, ",") end
				if kind == 18 then table.sort(a) return a end
				return a:child(b)
			end)
			take_results("use " .. kind, ok, result)
		end

		-- CALLS
		return { { a = sums[1], b = sums[2] } }
	end,
}
