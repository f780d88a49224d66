-- net:run, net:drive and everything measured on a path: trajectories worked out by hand, measures
-- against their definitions written out in Lua, and the values known for the papers' ensembles.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, changed, kinds, near = helper.refused, helper.changed, helper.kinds, helper.near

local rng = recur.rng(2385)
local one = { steps = 40, transient = 10, rng = rng }

local function tanh(x)
	local e = math.exp(-2 * math.abs(x))
	return (x < 0 and -1 or 1) * (1 - e) / (1 + e)
end

local function step(matrix, state, coupling, input)
	local new = {}
	for m, row in ipairs(matrix) do
		local sum = input and coupling * input[m] or 0
		for n, w in ipairs(row) do sum = sum + w * state[n] end
		new[m] = tanh(sum)
	end
	return new
end

local function near_list(expected, found, tolerance)
	assert.are.equal(#expected, #found)
	for i, x in ipairs(expected) do near(x, found[i], tolerance) end
end

local given = { { 0.385, 1.2, 0 }, { -2.1, 0.5, 0.7 }, { 0, -0.9, 1.1 } }
local net = recur.network { matrix = given }

-- ---- trajectories --------------------------------------------------------------------------------

describe("net:run", function()
	it("steps as s(t+1) = tanh(W s(t)) from a given start", function()
		local path = net:run { steps = 6, rng = rng, start = { 0.3, -0.7, 2.385 } }
		local state = { 0.3, -0.7, 2.385 }
		assert.are.equal(6, #path)
		for t = 1, 6 do
			state = step(given, state)
			near_list(state, path:state(t), 1e-14)
		end
	end)
	it("discards the transient", function()
		local all, late = net:run { steps = 10, rng = rng }, net:run { steps = 10, transient = 4, rng = rng }
		assert.are.equal(6, #late)
		for t = 1, 6 do assert.are.same(all:state(t + 4), late:state(t)) end
	end)
	it("starts at random from the rng, the same each time", function()
		assert.are.same(net:run(one):state(1), net:run(one):state(1))
		assert.are_not.same(net:run(one):state(1), net:run(changed(one, "rng", rng:child(1))):state(1))
	end)
	it("of a network without connections is at zero from the first step", function()
		local path = recur.network { matrix = { { 0, 0 }, { 0, 0 } } }:run { steps = 5, rng = rng }
		for t = 1, 5 do assert.are.same({ 0.0, 0.0 }, path:state(t)) end
	end)
	it("of one neuron with w = -3 alternates", function()
		local path = recur.network { matrix = { { -3 } } }:run { steps = 200, transient = 100, rng = rng }
		local s = path:state(1)[1]
		near(math.abs(tanh(3 * s)), math.abs(s), 1e-15)
		near(0.9949, math.abs(s), 1e-3)
		for t = 1, #path do near(t % 2 == 1 and s or -s, path:state(t)[1], 1e-15) end
	end)
	it("keeps its network alive", function()
		local path
		do path = recur.network { matrix = { { -3 } } }:run { steps = 200, transient = 100, rng = rng } end
		collectgarbage()
		collectgarbage()
		assert.are.same({ "periodic", 2 }, { path:regime() })
	end)
	it("says what it is", function()
		local text = tostring(net:run(one))
		assert.truthy(text:find("30 steps", 1, true) and text:find("3 neurons", 1, true) and text:find("free", 1, true))
	end)
end)

describe("net:drive", function()
	it("steps as s(t+1) = tanh(W s(t) + coupling x)", function()
		local path = net:drive { coupling = 0.385, steps = 30, rng = rng, start = { 0.3, -0.7, 2.385 } }
		local state = { 0.3, -0.7, 2.385 }
		for t = 1, 30 do
			state = step(given, state, 0.385, path:input(t))
			near_list(state, path:state(t), 1e-14)
			state = path:state(t)
		end
	end)
	it("has the same inputs whatever the coupling and the transient, others for another rng", function()
		local weak = net:drive { coupling = 0.1, steps = 20, rng = rng }
		local strong = net:drive { coupling = 3, steps = 20, transient = 5, rng = rng }
		for t = 1, 15 do assert.are.same(weak:input(t + 5), strong:input(t)) end
		local other = net:drive { coupling = 0.1, steps = 20, rng = rng:child("x") }
		assert.are_not.same(weak:input(1), other:input(1))
	end)
	it("without coupling moves as if left to itself", function()
		local free, driven = net:run(one), net:drive(changed(one, "coupling", 0))
		for t = 1, #free do assert.are.same(free:state(t), driven:state(t)) end
	end)
	it("has standard normal inputs", function()
		local path = net:drive { coupling = 1, steps = 4000, rng = rng }
		local mean, square = 0, 0
		for t = 1, 4000 do
			for _, x in ipairs(path:input(t)) do mean, square = mean + x / 12000, square + x * x / 12000 end
		end
		near(0, mean, 0.04)
		near(1, square, 0.05)
	end)
end)

for _, method in ipairs { "run", "drive" } do
	describe("net:" .. method .. "'s options", function()
		local good = changed(one, "coupling", method == "drive" and 0.5 or nil)
		local function with(key) return function(x) return net[method](net, changed(good, key, x)) end end
		local accepts, noun = kinds.whole(11, 2147483647)
		helper.walk(it, "steps", accepts, noun, with "steps")
		accepts, noun = kinds.whole(0, 39)
		helper.walk(it, "transient", accepts, noun, with "transient", "nothing")
		if method == "drive" then
			accepts, noun = kinds.real(0, math.huge)
			helper.walk(it, "coupling", accepts, noun, with "coupling")
		end
		helper.walk(it, "rng", kinds.never(), "recur.rng", with "rng")
		helper.walk(it, "start", kinds.only "table", "list of 3", with "start", "nothing")
		accepts, noun = kinds.real(-math.huge, math.huge)
		helper.walk(it, "entry 2", accepts, noun, function(x) with "start" { 0, x, 0 } end, "nothing")
		helper.walk_argument(it, "the table of options", kinds.only "table", "table",
			function(x) return net[method](net, x) end)
		it("refuse a start of the wrong length", function()
			refused(function() with "start" { 1, 2 } end, "start", "3 numbers")
			refused(function() with "start" { 1, 2, 3, 4 } end, "start", "3 numbers")
		end)
		it("refuse a transient that leaves nothing", function()
			refused(function() with "transient" (40) end, "transient", "less than steps = 40", "found 40")
			refused(function() with "transient" (41) end, "transient", "less than steps = 40", "found 41")
			assert.are.equal(1, #with "transient" (39))
			assert.are.equal(30, #with "steps" (80 / 2))
		end)
		it("name an unknown key and the known ones", function()
			refused(function() with "stesp" (3) end, 'unknown key "stesp"', "steps", "transient", "rng", "start")
			refused(function() with(1)(3) end, "unknown key 1", "steps")
			if method == "run" then refused(function() with "coupling" (0.5) end, 'unknown key "coupling"') end
		end)
		it("may be too much for memory, which is said, not tried", function()
			local big = recur.network { neurons = 1000, density = 0.01, balance = 0, width = 1, rng = rng }
			refused(function() big[method](big, changed(good, "steps", 2147483647)) end, "memory")
		end)
	end)
end

describe("path:state and path:input", function()
	local path = net:drive(changed(one, "coupling", 0.5))
	local accepts, noun = kinds.whole(1, 30)
	for _, method in ipairs { "state", "input" } do
		helper.walk_argument(it, method .. "'s step", accepts, noun, function(x) return path[method](path, x) end)
		it(method .. " refuses steps outside of the path", function()
			refused(function() path[method](path, 0) end, "from 1 to 30", "found 0")
			refused(function() path[method](path, 31) end, "from 1 to 30", "found 31")
			assert.are.equal(3, #path[method](path, 60 / 2))
		end)
	end
	it("input is refused of a free run", function()
		refused(function() net:run(one):input(1) end, "driven", "free")
	end)
end)

-- ---- measures against their definitions ----------------------------------------------------------

local function series(path, method)
	local list = {}
	for t = 1, #path do list[t] = path[method](path, t) end
	return list
end

-- Components m of u(t) and n of v(t + lag), as two lists.
local function pair(u, v, m, n, lag)
	local a, b = {}, {}
	for t = 1, #u - lag do a[t], b[t] = u[t][m], v[t + lag][n] end
	return a, b
end

local function pearson(a, b)
	local ma, mb = 0, 0
	for t = 1, #a do ma, mb = ma + a[t] / #a, mb + b[t] / #a end
	local aa, bb, ab = 0, 0, 0
	for t = 1, #a do
		aa, bb, ab = aa + (a[t] - ma) ^ 2, bb + (b[t] - mb) ^ 2, ab + (a[t] - ma) * (b[t] - mb)
	end
	return ab / math.sqrt(aa * bb)
end

local function rms(u, v, lag)
	local sum = 0
	for m = 1, #u[1] do
		for n = 1, #v[1] do sum = sum + pearson(pair(u, v, m, n, lag)) ^ 2 end
	end
	return math.sqrt(sum / #u[1] / #v[1])
end

-- Each component cut at its mean over the whole path: 1 above, 0 below.
local function cut(u)
	local bits = {}
	for t = 1, #u do bits[t] = {} end
	for m = 1, #u[1] do
		local mean = 0
		for t = 1, #u do mean = mean + u[t][m] / #u end
		for t = 1, #u do bits[t][m] = u[t][m] > mean and 1 or 0 end
	end
	return bits
end

local function entropy(counts, total)
	local h, occupied = 0, 0
	for _, c in pairs(counts) do
		if c > 0 then h, occupied = h - c / total * math.log(c / total, 2), occupied + 1 end
	end
	return h, h + (occupied - 1) / (2 * total * math.log(2))
end

local function information(u, v, lag)
	local plain, corrected = 0, 0
	for m = 1, #u[1] do
		for n = 1, #v[1] do
			local a, b = pair(u, v, m, n, lag)
			local ca, cb, cab = { [0] = 0, 0 }, { [0] = 0, 0 }, { [0] = 0, 0, 0, 0 }
			for t = 1, #a do
				ca[a[t]], cb[b[t]] = ca[a[t]] + 1, cb[b[t]] + 1
				cab[2 * a[t] + b[t]] = cab[2 * a[t] + b[t]] + 1
			end
			local ha, ha_mm = entropy(ca, #a)
			local hb, hb_mm = entropy(cb, #a)
			local hab, hab_mm = entropy(cab, #a)
			plain, corrected = plain + ha + hb - hab, corrected + ha_mm + hb_mm - hab_mm
		end
	end
	local pairs_ = #u[1] * #v[1]
	return plain / pairs_, corrected / pairs_
end

describe("path measures", function()
	local path = net:drive { coupling = 0.385, steps = 157, transient = 20, rng = rng }
	local s, x = series(path, "state"), series(path, "input")
	it("fluctuation is the mean temporal standard deviation", function()
		local sum = 0
		for m = 1, 3 do
			local mean, square = 0, 0
			for t = 1, #s do mean = mean + s[t][m] / #s end
			for t = 1, #s do square = square + (s[t][m] - mean) ^ 2 / #s end
			sum = sum + math.sqrt(square) / 3
		end
		near(sum, path:fluctuation(), 1e-13)
	end)
	it("recurrence and import correlation are root mean squares of Pearson coefficients", function()
		near(rms(s, s, 1), path:recurrence_correlation(), 1e-12)
		near(rms(x, s, 0), path:import_correlation(), 1e-12)
		for _, lag in ipairs { 0, 1, 2, 5, 64 } do
			near(rms(s, s, lag), path:recurrence_correlation(lag), 1e-12)
			near(rms(x, s, lag), path:import_correlation(lag), 1e-12)
		end
	end)
	it("autocorrelation is the mean Pearson coefficient of a neuron with itself", function()
		for _, lag in ipairs { 0, 1, 2, 5, 64 } do
			local sum = 0
			for m = 1, 3 do sum = sum + pearson(pair(s, s, m, m, lag)) / 3 end
			near(sum, path:autocorrelation(lag), 1e-12)
		end
		near(1, path:autocorrelation(0), 1e-14)
	end)
	it("information is that of series cut at their means, in bits, with its Miller-Madow correction", function()
		local sb, xb = cut(s), cut(x)
		for _, lag in ipairs { 0, 1, 2, 5, 64 } do
			near_list({ information(sb, sb, lag) }, { path:recurrence_information(lag) }, 1e-12)
			near_list({ information(xb, sb, lag) }, { path:import_information(lag) }, 1e-12)
		end
		assert.are.same({ path:recurrence_information(1) }, { path:recurrence_information() })
		assert.are.same({ path:import_information(0) }, { path:import_information() })
	end)
	it("do not change what is measured next", function()
		local again = net:drive { coupling = 0.385, steps = 157, transient = 20, rng = rng }
		local lyapunov, import = again:lyapunov(), again:import_correlation()
		assert.are.equal(path:lyapunov(), lyapunov)
		assert.are.equal(path:import_correlation(), import)
		assert.are.same(s[17], path:state(17))
	end)
	local accepts, noun = kinds.whole(0, 135)
	for _, method in ipairs { "recurrence_correlation", "import_correlation", "recurrence_information",
		"import_information", "autocorrelation" } do
		-- all but one take a table of options, too
		local takes = method == "autocorrelation" and accepts or
			function(value) return type(value) == "table" or accepts(value) end
		helper.walk_argument(it, method .. "'s lag", takes, noun,
			function(lag) return path[method](path, lag) end, method ~= "autocorrelation" and "nothing" or nil)
		it(method .. " leaves at least two pairs", function()
			refused(function() path[method](path, 136) end, "from 0 to 135", "found 136")
			path[method](path, 135)
		end)
	end
	it("are refused of what is no path, and of a path too short", function()
		local short = net:drive { coupling = 1, steps = 1, rng = rng }
		for _, method in ipairs { "fluctuation", "recurrence_correlation", "import_correlation",
			"recurrence_information", "import_information", "autocorrelation", "lyapunov", "regime", "state",
			"input" } do
			refused(function() path[method](net) end, "recur.path", "recur.network")
			refused(function() path[method]() end, "recur.path")
			if method:find("corr") or method:find("info") then
				refused(function() short[method](short, 0) end, "steps")
			end
		end
		assert.falsy(getmetatable(path))
	end)
	it("of the input are refused of a free run", function()
		local free = net:run(one)
		refused(function() free:import_correlation() end, "driven", "free")
		refused(function() free:import_information() end, "driven", "free")
	end)
end)

describe("path:departures", function()
	local path = net:drive { coupling = 0.385, steps = 157, transient = 20, rng = rng }
	-- A neuron that excites itself stays on its side.
	local function held(weight, coupling, steps)
		local single = recur.network { matrix = { { weight } } }
		return single:drive { coupling = coupling, steps = steps, transient = 5, rng = rng, start = { 1 } }
	end
	it("have the correlations and informations of their path where nothing saturates", function()
		for _, run in ipairs { path, held(2.385, 0.2, 500), held(3, 0.3, 500) } do
			local departures = run:departures()
			assert.are.equal(#run, #departures)
			for _, lag in ipairs { 0, 1, 2, 64 } do
				for _, method in ipairs { "recurrence_correlation", "import_correlation", "autocorrelation" } do
					near(run[method](run, lag), departures[method](departures, lag), 1e-12)
				end
				for _, method in ipairs { "recurrence_information", "import_information" } do
					near_list({ run[method](run, lag) }, { departures[method](departures, lag) }, 1e-12)
				end
			end
		end
	end)
	it("keep what a saturated neuron tells of its input", function()
		local run = held(30, 0.5, 10005)
		assert.are.equal(1.0, run:state(1)[1])
		assert.are.equal(0.0, run:import_correlation())
		near(0, (run:import_information()), 0.002) -- coins
		local departures = run:departures()
		-- c / sqrt(exp(c^2) - 1) for c = 2 coupling; some hundredths are what so long a path leaves unsure
		near(1 / math.sqrt(math.exp(1) - 1), departures:import_correlation(), 0.1)
		-- Where exp(-cx) lies about its mean is a matter of where x lies about -c/2.
		local a, b = {}, {}
		local mean, cut_at = 0, 0
		for t = 1, #run do mean, cut_at = mean + run:input(t)[1] / #run, cut_at + math.exp(-run:input(t)[1]) / #run end
		for t = 1, #run do
			local x = run:input(t)[1]
			a[t], b[t] = { x > mean and 1 or 0 }, { math.exp(-x) < cut_at and 1 or 0 }
		end
		near_list({ information(a, b, 0) }, { departures:import_information() }, 1e-12)
	end)
	it("of a free run and of a network at rest are told too", function()
		local free = net:run(one)
		near(free:recurrence_correlation(), free:departures():recurrence_correlation(), 1e-12)
		refused(function() free:departures():import_correlation() end, "driven", "free")
		local rest = recur.network { matrix = { { 0, 0 }, { 0, 0 } } }:run { steps = 300, rng = rng }
		assert.are.equal(0.0, rest:departures():recurrence_correlation())
		-- the coins are those of the path
		assert.are.same({ rest:recurrence_information() }, { rest:departures():recurrence_information() })
	end)
	it("leave their path as it was, and keep it and its network alive", function()
		local state, again = path:state(17), net:drive { coupling = 0.385, steps = 157, transient = 20, rng = rng }
		local expected = path:departures():import_correlation()
		assert.are.same(state, path:state(17))
		local departures = again:departures()
		again = nil
		collectgarbage()
		collectgarbage()
		for _ = 1, 20 do net:drive { coupling = 3, steps = 157, rng = rng:child("other") } end
		assert.are.equal(expected, departures:import_correlation())
		assert.are.same(path:input(17), departures:input(17))
	end)
	it("refuse what depends on the size of states, and to be taken twice", function()
		local departures = path:departures()
		local wanted = "expected the path of a run"
		for _, method in ipairs { "fluctuation", "lyapunov", "regime", "recurrence_distances", "departures" } do
			refused(function() departures[method](departures) end, wanted, "departures")
		end
		refused(function() departures:state(1) end, wanted, "departures")
		refused(function() path.departures(net) end, "recur.path", "recur.network")
	end)
	it("say what they are", function()
		assert.truthy(tostring(path:departures()):find("3 neurons, driven, departures from saturation", 1, true))
	end)
end)

describe("measures of simple motions", function()
	it("of a network at rest are zero", function()
		local path = recur.network { matrix = { { 0, 0 }, { 0, 0 } } }:run { steps = 300, rng = rng }
		assert.are.equal(0.0, path:fluctuation())
		assert.are.equal(0.0, path:recurrence_correlation())
		assert.are.equal(0.0, path:autocorrelation(1))
		near(0, (path:recurrence_information()), 0.02) -- coins against coins
		assert.are.equal(-math.huge, path:lyapunov())
		assert.are.same({ "fixed point", 1 }, { path:regime() })
	end)
	it("of one neuron of period two are known", function()
		local path = recur.network { matrix = { { -3 } } }:run { steps = 300, transient = 99, rng = rng }
		local s = math.abs(path:state(1)[1])
		near(s, path:fluctuation(), 1e-4)
		near(1, path:recurrence_correlation(), 1e-12)
		near(-1, path:autocorrelation(1), 1e-12)
		near(1, path:autocorrelation(2), 1e-12)
		near(1, (path:recurrence_information()), 1e-3)
		near(math.log(3 * (1 - s * s)), path:lyapunov(), 1e-12)
		assert.are.same({ "periodic", 2 }, { path:regime() })
	end)
	it("of a neuron that dies out: a fixed point, exponent ln w", function()
		local path = recur.network { matrix = { { 0.5 } } }:run { steps = 500, transient = 100, rng = rng }
		near(math.log(0.5), path:lyapunov(), 1e-9)
		assert.are.same({ "fixed point", 1 }, { path:regime() })
	end)
	it("of a ring of three and of seven neurons: its period", function()
		for _, n in ipairs { 3, 7 } do
			local matrix, start = {}, {}
			for m = 1, n do
				matrix[m], start[m] = {}, m == 1 and 1 or -1
				for k = 1, n do matrix[m][k] = k == (m - 2) % n + 1 and 5 or 0 end
			end
			local ring = recur.network { matrix = matrix }
			local path = ring:run { steps = 200, transient = 50, rng = rng, start = start }
			assert.are.same({ "periodic", n }, { path:regime() })
			near(1, path:autocorrelation(n), 1e-9)
		end
	end)
	it("of a large network of mixed weights: chaotic, with a positive exponent", function()
		local large = recur.network { neurons = 60, density = 1, balance = 0, width = 0.5, rng = rng }
		local path = large:run { steps = 2000, transient = 500, rng = rng }
		local exponent, err = path:lyapunov()
		assert(exponent > 0.1)
		assert(err > 0.001 and err < 0.03)
		assert.are.same({ "chaotic", 0 }, { path:regime() })
	end)
	it("of a torus: neither chaotic nor periodic, with an exponent of zero", function()
		for angle = 1, 6 do
			local c, s = 1.2 * math.cos(angle / 7), 1.2 * math.sin(angle / 7)
			local path = recur.network { matrix = { { c, -s }, { s, c } } }:run { steps = 3000, transient = 1000, rng = rng }
			assert.are.same({ "other", 0 }, { path:regime() })
			local exponent, err = path:lyapunov()
			near(0, exponent, 10 / 1800)
			assert(err >= 0 and err < 0.01)
		end
	end)
	it("have an exponent whose error short paths do not tell", function()
		assert.are.equal(math.huge, (select(2, net:run { steps = 43, rng = rng }:lyapunov())))
		assert(select(2, net:run { steps = 44, rng = rng }:lyapunov()) < math.huge)
		assert.are.same({ -math.huge, 0.0 }, { recur.network { matrix = { { 0 } } }:run { steps = 9, rng = rng }:lyapunov() })
	end)
	it("of neurons that only flip their last bits are zero, as if they stood still", function()
		local flipping = 0
		for run = 1, 30 do
			local resting = recur.network { neurons = 50, density = 0.3, balance = 0.55, width = 0.5, rng = rng:child(run) }
			local path = resting:run { steps = 2100, transient = 2000, rng = rng:child(run) }
			local first, flips = path:state(1), 0
			for t = 2, #path do
				for i, s in ipairs(path:state(t)) do flips = flips + (s ~= first[i] and 1 or 0) end
			end
			if path:regime() == "fixed point" and path:lyapunov() < -0.3 then
				flipping = flipping + (flips > 0 and 1 or 0)
				assert.are.equal(0.0, path:fluctuation())
				assert.are.equal(0.0, path:recurrence_correlation())
				assert.are.equal(0.0, path:departures():recurrence_correlation())
			end
		end
		assert(flipping > 3)
	end)
	it("of a small signal are those of a signal", function()
		local resting = recur.network { matrix = { { 0.2, 0.3 }, { 0.1, 0.4 } } }
		local path = resting:drive { coupling = 1e-9, steps = 3000, transient = 1000, rng = rng }
		assert(path:fluctuation() > 1e-10)
		assert(path:import_correlation() > 0.5)
	end)
end)

-- ---- values known for the papers' ensembles ------------------------------------------------------

local function ensemble_means(density, balance)
	local means = { F = 0, C_ss = 0, C_xs = 0 }
	for run = 1, 10 do
		local r = recur.rng(2108):child(run)
		local drawn = recur.network { neurons = 50, density = density, balance = balance, width = 0.5, rng = r }
		local path = drawn:drive { coupling = 0.5, steps = 1000, transient = 100, rng = r }
		means.F = means.F + path:fluctuation() / 10
		means.C_ss = means.C_ss + path:recurrence_correlation() / 10
		means.C_xs = means.C_xs + path:import_correlation() / 10
	end
	return means
end

describe("driven networks of 50 neurons", function()
	it("at balance 0.6, density 0.5 import much and recur little", function()
		local means = ensemble_means(0.5, 0.6)
		near(0.11, means.C_xs, 0.01)
		assert(means.C_ss < 0.06, means.C_ss)
	end)
	it("at balance -1, density 1 alternate and import nothing", function()
		local means = ensemble_means(1, -1)
		near(1, means.F, 0.03)
		near(1, means.C_ss, 0.03)
		near(1 / math.sqrt(900), means.C_xs, 0.01)
	end)
end)

describe("path:moving", function()
	it("counts the neurons that are not at rest, and of departures those that saturation hides", function()
		local three = recur.network { matrix = { { 0, 0, 0 }, { 0, 40, 0 }, { 0, 0, 0.5 } } }
		local path = three:drive { coupling = 0.1, steps = 300, transient = 100, rng = rng }
		assert.are.equal(2, path:moving()) -- tanh(40) is 1
		assert.are.equal(3, path:departures():moving())
		assert.are.equal("integer", math.type(path:moving()))
	end)
	it("is zero at a fixed point and all on a cycle", function()
		assert.are.equal(0, recur.network { matrix = { { 0.5 } } }:run { steps = 3000, transient = 2000, rng = rng }:moving())
		local swap = recur.network { matrix = { { 0, -3 }, { -3, 0 } } }
		assert.are.equal(0, swap:run { steps = 3000, transient = 2000, rng = rng:child(1) }:moving() % 2)
		local flip = recur.network { matrix = { { -3 } } }
		assert.are.equal(1, flip:run { steps = 3000, transient = 2000, rng = rng }:moving())
	end)
end)

-- By NumPy: the states of the network above from that start, and of each the least root mean square distance to those
-- before it. Of the last eleven the nearest is one to four steps back, and once, the sixth, the first of all.
local distances = {
	math.huge, 0.711818620267058, 0.816598872870939, 0.632314212895466, 0.748256236513575, 0.245772903146972,
	0.254729613061203, 0.380571867366109, 0.381534059528242, 0.304937524562535, 0.250977615571883, 0.382174257868566,
}
local late_distances = {
	math.huge, 0.973572427567403, 1.0601481282536, 0.840016937194682, 0.384662770089063, 0.40360700922457,
	0.382174257868566,
}

describe("path:recurrence_distances", function()
	local start = { 0.3, -0.7, 2.385 }
	it("are those to the nearest of all earlier states, infinite for the first", function()
		near_list(distances, net:run { steps = 12, rng = rng, start = start }:recurrence_distances(), 1e-13)
	end)
	it("do not look back into the transient", function()
		local path = net:run { steps = 12, transient = 5, rng = rng, start = start }
		near_list(late_distances, path:recurrence_distances(), 1e-13)
	end)
	it("of one neuron of period two: from one state to the other, and then none", function()
		-- s = tanh(3 s) at 0.99490152845262891
		local path = recur.network { matrix = { { -3 } } }:run { steps = 306, transient = 300, rng = rng }
		near_list({ math.huge, 1.98980305690525782, 0, 0, 0, 0 }, path:recurrence_distances(), 1e-15)
	end)
	it("are root mean squares over all neurons, those at rest too", function()
		local matrix = { { 0, 0, 0, 0 }, { 0, -3, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } }
		local path = recur.network { matrix = matrix }:run { steps = 303, transient = 300, rng = rng }
		near_list({ math.huge, 1.98980305690525782 / 2, 0 }, path:recurrence_distances(), 1e-15)
	end)
	it("of a driven path are those of its states, and more neurons than a register holds count all", function()
		local path = recur.network { neurons = 37, density = 0.5, balance = 0, width = 0.5, rng = rng }:drive {
			coupling = 1, steps = 30, rng = rng,
		}
		local expected = { math.huge }
		for t = 2, 30 do
			local now, least = path:state(t), math.huge
			for earlier = 1, t - 1 do
				local sum = 0
				for i, x in ipairs(path:state(earlier)) do sum = sum + (x - now[i]) ^ 2 end
				least = math.min(least, math.sqrt(sum / 37))
			end
			expected[t] = least
		end
		near_list(expected, path:recurrence_distances(), 1e-14)
	end)
end)
