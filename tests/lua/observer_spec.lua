-- What is measured in other ways: on observed paths, by other means over pairs, in other classes. Against definitions
-- written out in Lua.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local refused, near = helper.refused, helper.near

local rng = recur.rng(2385)
local net = recur.network { neurons = 4, density = 0.8, balance = 0.1, width = 0.9, rng = rng }
local path = net:drive { coupling = 0.7, steps = 400, transient = 100, rng = rng }
local function states(p) return function(t) return p:state(t) end end
local function inputs(p) return function(t) return p:input(t) end end

local function column(series, n, first, last)
	local list = {}
	for t = first, last do list[#list + 1] = series(t)[n] end
	return list
end

local function pearson(a, b)
	local ma, mb, aa, bb, ab = 0, 0, 0, 0, 0
	for i in ipairs(a) do ma, mb = ma + a[i] / #a, mb + b[i] / #b end
	for i in ipairs(a) do
		aa, bb, ab = aa + (a[i] - ma) ^ 2, bb + (b[i] - mb) ^ 2, ab + (a[i] - ma) * (b[i] - mb)
	end
	return ab / math.sqrt(aa * bb)
end

-- Calls f with the pairs of series u_m(t), v_n(t + lag) of T recorded steps.
local function each_pair(u, v, T, lag, f)
	for m = 1, 4 do
		for n = 1, 4 do f(column(u, m, 1, T - lag), column(v, n, 1 + lag, T)) end
	end
end

local function mean_size(u, v, T, lag)
	local sum = 0
	each_pair(u, v, T, lag, function(a, b) sum = sum + math.abs(pearson(a, b)) / 16 end)
	return sum
end

-- Classes of a whole series: how many cuts each sample reaches.
local function classes(series, n, T, cut, count)
	local all = column(series, n, 1, T)
	local sorted = table.move(all, 1, T, 1, {})
	table.sort(sorted)
	local of = {}
	for t, x in ipairs(all) do
		of[t] = 0
		for k = 1, count - 1 do
			local at = cut == "widths" and sorted[1] + (sorted[T] - sorted[1]) * k / count or sorted[k * T // count + 1]
			if x >= at then of[t] = of[t] + 1 end
		end
	end
	return of
end

local function information(u, v, T, lag, cut, count)
	local plain, corrected = 0, 0
	for m = 1, 4 do
		for n = 1, 4 do
			local a, b = classes(u, m, T, cut, count), classes(v, n, T, cut, count)
			local first, second, joint, cells = {}, {}, {}, 1
			for t = 1, T - lag do
				local x, y = a[t], b[t + lag]
				for list, key in pairs { [first] = x, [second] = y, [joint] = x * 10 + y } do
					list[key] = (list[key] or 0) + 1
				end
			end
			local value = 0
			for key, c in pairs(joint) do
				value = value + c / (T - lag) * math.log(c * (T - lag) / (first[key // 10] * second[key % 10]), 2)
				cells = cells + 1
			end
			for _ in pairs(first) do cells = cells - 1 end
			for _ in pairs(second) do cells = cells - 1 end
			plain, corrected = plain + value / 16, corrected + (value - cells / (2 * (T - lag) * math.log(2))) / 16
		end
	end
	return plain, corrected
end

describe("the mean of |r|", function()
	it("is taken over all pairs, with lags", function()
		for _, lag in ipairs { 0, 1, 3 } do
			local options = { lag = lag, mean = "absolute" }
			near(mean_size(inputs(path), states(path), 300, lag), path:import_correlation(options), 1e-12)
			near(mean_size(states(path), states(path), 300, lag), path:recurrence_correlation(options), 1e-12)
		end
	end)
	it("leaves the root mean square as it was", function()
		assert.are.equal(path:import_correlation(), path:import_correlation {})
		assert.are.equal(path:import_correlation(2), path:import_correlation { lag = 2, mean = "rms" })
		assert.are.equal(path:recurrence_correlation(), path:recurrence_correlation { lag = 1 })
	end)
end)

describe("information of classes", function()
	for _, how in ipairs { { "median", 2 }, { "quantiles", 4 }, { "quantiles", 8 }, { "widths", 4 }, { "widths", 3 } } do
		local cut, count = table.unpack(how)
		it(("cut by %s into %d"):format(cut, count), function()
			for _, lag in ipairs { 0, 2 } do
				local options = { lag = lag, cut = cut, classes = cut ~= "median" and count or nil }
				local plain, corrected = information(inputs(path), states(path), 300, lag, cut, count)
				local found, found_corrected = path:import_information(options)
				near(plain, found, 1e-12)
				near(corrected, found_corrected, 1e-12)
				plain = information(states(path), states(path), 300, lag, cut, count)
				near(plain, (path:recurrence_information(options)), 1e-12)
			end
		end)
	end
	it("is none where nothing moves", function()
		local still = recur.network { matrix = { { 0 } } }:run { steps = 50, transient = 10, rng = rng }
		assert.are.same({ 0.0, 0.0 }, { still:recurrence_information { cut = "quantiles", classes = 4 } })
	end)
	it("at the mean is that of the bits", function()
		assert.are.same({ path:import_information() }, { path:import_information { cut = "mean", classes = 2 } })
		assert.are.same({ path:recurrence_information(3) }, { path:recurrence_information { lag = 3 } })
	end)
	it("refuses what does not fit", function()
		refused(function() path:import_information { classes = 4 } end, "classes: expected 2 with cut = \"mean\", found 4")
		refused(function() path:import_information { classes = 9, cut = "widths" } end, "classes", "from 2 to 8", "found 9")
		refused(function() path:import_information { cut = "thirds" } end, "cut", "mean, median, quantiles, widths")
		refused(function() path:import_information { lags = 1 } end, "unknown key \"lags\" (did you mean lag?)")
		refused(function() path:import_correlation { lag = -1 } end, "lag", "found -1")
		refused(function() path:import_correlation { mean = "median" } end, "mean", "rms, absolute")
	end)
end)

describe("path:observed", function()
	it("shows states with noise of the width asked for, the same for the same rng", function()
		local seen = path:observed { noise = 0.25, rng = rng:child("eye") }
		local sum, squares, cross = 0, 0, 0
		for t = 1, 300 do
			local last
			for n, s in ipairs(path:state(t)) do
				local noise = seen:state(t)[n] - s
				sum, squares = sum + noise / 1200, squares + noise * noise / 1200
				if last then cross = cross + noise * last / 900 end
				last = noise
			end
			assert.are.same(path:input(t), seen:input(t))
		end
		near(0, sum, 5 * 0.25 / math.sqrt(1200))
		near(0.0625, squares, 5 * 0.0625 * math.sqrt(2 / 1200))
		near(0, cross, 5 * 0.0625 / 30)
		assert.are.same(seen:state(7), path:observed { noise = 0.25, rng = rng:child("eye") }:state(7))
		assert.are_not.same(seen:state(7), path:observed { noise = 0.25, rng = rng:child("other") }:state(7))
		assert.truthy(tostring(seen):find("as observed", 1, true))
	end)
	it("shows single precision, by string.pack", function()
		local seen = path:observed { precision = "single" }
		for t = 1, 300 do
			for n, s in ipairs(path:state(t)) do
				assert.are.equal((("f"):unpack(("f"):pack(s))), seen:state(t)[n])
			end
		end
	end)
	it("makes neurons at rest move by noise, and hides weak motion by few digits", function()
		local loud = recur.network { matrix = { { 8, 0 }, { 0, 0.5 } } }
		local run = loud:drive { coupling = 0.02, steps = 2000, transient = 500, rng = rng }
		assert.are.equal(2, run:moving())
		assert.are.equal(2, run:observed { precision = "single" }:moving())
		local strong = recur.network { matrix = { { 15 } } }
		local quiet = strong:drive { coupling = 0.02, steps = 2000, transient = 500, rng = rng }
		assert.are.equal(1, quiet:moving())
		assert.are.equal(0, quiet:observed { precision = "single" }:moving())
		local still = recur.network { matrix = { { 0.5 } } }:run { steps = 3000, transient = 2000, rng = rng }
		assert.are.equal(0, still:moving())
		assert.are.equal(1, still:observed { noise = 1e-8, rng = rng }:moving())
		near(1e-8, still:observed { noise = 1e-8, rng = rng }:fluctuation(), 1e-9)
	end)
	it("lowers correlations as attenuation says", function()
		-- independent noise divides each coefficient by the root of 1 + noise^2/variance
		local own = recur.network { matrix = { { 0 } } }:drive { coupling = 1, steps = 60000, rng = rng }
		local variance = own:fluctuation() ^ 2
		local seen = own:observed { noise = 0.5, rng = rng:child("eye") }
		near(own:import_correlation() / math.sqrt(1 + 0.25 / variance), seen:import_correlation(), 0.01)
	end)
	it("refuses what does not fit", function()
		refused(function() path:observed() end, "expected a table of options")
		refused(function() path:observed {} end, "expected either noise above 0, and rng, or precision = \"single\"")
		refused(function() path:observed { noise = 0, rng = rng } end, "expected either noise above 0")
		refused(function() path:observed { noise = 1 } end, "rng: expected together with noise")
		refused(function() path:observed { precision = "single", rng = rng } end, "rng: expected together with noise")
		refused(function() path:observed { noise = 1, rng = rng, precision = "single" } end, "expected either")
		refused(function() path:observed { noise = -1, rng = rng } end, "noise", "at least 0")
		refused(function() path:observed { noise = 1, rng = rng, presicion = "single" } end, "did you mean precision?")
		local seen = path:observed { precision = "single" }
		for _, method in ipairs { "lyapunov", "regime", "recurrence_distances", "departures" } do
			refused(function() seen[method](seen) end, "expected the path of a run, found what was observed of one")
		end
		refused(function() seen:observed { precision = "single" } end, "found what was observed of one")
		refused(function() path:departures():observed { precision = "single" } end, "found its departures")
		local eye = path:departures():observed { noise = 1, rng = rng }
		refused(function() eye:observed { noise = 1, rng = rng } end, "found what was observed of one")
	end)
	it("shows departures beside noise of the same size, and so the same", function()
		for _, noise in ipairs { 1e-9, 1e-3, 0.2 } do
			local stored = path:observed { noise = noise, rng = rng }
			local departed = path:departures():observed { noise = noise, rng = rng }
			for _, measure in ipairs { "import_correlation", "recurrence_correlation", "fluctuation" } do
				near(stored[measure](stored), departed[measure](departed), 1e-7)
			end
		end
	end)
	it("shows what saturation hides to a device of that resolution", function()
		-- 1 - tanh u is 2 exp(-2u), a lognormal variable of log-variance 4 coupling^2, to within exp(-58)
		local held = recur.network { matrix = { { 30 } } }:drive { coupling = 0.1, steps = 60000, rng = rng, start = { 1 } }
		assert.are.equal(0, held:moving())
		local variance = 4 * math.exp(-120) * math.exp(0.04) * (math.exp(0.04) - 1)
		local unseen = 0.2 / math.sqrt(math.exp(0.04) - 1)
		for _, ratio in ipairs { 0.1, 1, 10 } do
			local noise = math.sqrt(ratio * variance)
			local seen = held:departures():observed { noise = noise, rng = rng:child("eye") }
			near(unseen / math.sqrt(1 + ratio), seen:import_correlation(), 0.015)
			near(math.sqrt(variance + noise ^ 2) / noise, seen:fluctuation() / noise, 0.05 * math.sqrt(1 + 1 / ratio))
			near(0, held:observed { noise = noise, rng = rng:child("eye") }:import_correlation(), 0.015)
		end
	end)
	it("outlives the path it was taken of", function()
		local seen
		do seen = net:drive { coupling = 0.7, steps = 60, rng = rng }:observed { noise = 1, rng = rng } end
		collectgarbage()
		collectgarbage()
		assert.are.equal(4, #seen:input(60))
		assert(seen:import_correlation() > 0)
	end)
end)
