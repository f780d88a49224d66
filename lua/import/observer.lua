-- Import as observers of different resolution see it, from chaos over the border to deep among the fixed points: states
-- with all their digits beside noise of the observer's own, states as stored, and in single precision. One path for
-- each network, seen by all of them, and one draw of noise, scaled: what differs along the resolution is the observer.
local measures = recur.include "measures"
local mean_field = recur.include "mean_field"

-- Numbers just below one have these steps, which rounding spreads evenly: noise of their standard deviation.
local double, single = 2 ^ -53 / math.sqrt(12), 2 ^ -24 / math.sqrt(12)

-- bits: of the numbers that states are rounded to; 0: all digits, beside noise of the standard deviation `resolution`.
-- Those that round come after the noise of the same resolution.
local observers = { { resolution = 0, bits = 0 } }
for _, noise in ipairs {
	1e-34, 1e-30, 1e-26, 1e-22, double, 1e-14, 1e-12, 1e-10, single, 1e-6, 1e-4, 1e-3, 1e-2, 1e-1,
} do
	observers[#observers + 1] = { resolution = noise, bits = 0 }
end
observers[#observers + 1] = { resolution = double, bits = 53 }
observers[#observers + 1] = { resolution = single, bits = 24 }

local function seen_by(observer, path, departures, rng)
	if observer.bits == 53 then return path end
	if observer.bits == 24 then return path:observed { precision = "single" } end
	return observer.resolution > 0 and departures:observed { noise = observer.resolution, rng = rng } or departures
end

-- Import as mean share of a state's variance, as in import/shares.
local function share_of(seen, C, p) return p.neurons * C ^ 2 - seen:moving() / (p.steps - p.transient) end

-- Of each observer, what it sees of each network: lists of C_xs, of the share, of the share less that beside noise of
-- the same resolution, and of I_xs.
local function measured(p, rng, networks)
	local found = {}
	for o in ipairs(observers) do found[o] = { C_xs = {}, share = {}, over_noise = {}, I_xs_mm = {} } end
	for k = 1, networks do
		local own = rng:child(k)
		local path = measures.drive(measures.network(p, own), p, own)
		local departures, beside_noise = path:departures(), {}
		for o, observer in ipairs(observers) do
			local seen, lists = seen_by(observer, path, departures, own), found[o]
			lists.C_xs[k] = seen:import_correlation()
			lists.share[k] = share_of(seen, lists.C_xs[k], p)
			lists.I_xs_mm[k] = select(2, seen:import_information())
			beside_noise[observer.resolution] = beside_noise[observer.resolution] or lists.share[k]
			lists.over_noise[k] = lists.share[k] - beside_noise[observer.resolution]
		end
	end
	return found
end

return recur.experiment {
	title = "Import against the resolution of the observer",
	seed  = 2108,
	grid  = { recur.axis("neurons", { 50, 100, 200 }), recur.axis("balance", 0, 1, 21) },
	fixed = { density = 0.5, width = 0.5, coupling = 0.5, steps = 2000, transient = 500, together = 2000, least = 10 },
	draft = {
		grid = { neurons = { 50, 100 }, balance = 11 },
		fixed = { steps = 1000, transient = 200, together = 300, least = 3 },
	},
	columns = {
		{ "resolution", "standard deviation of the observer's noise, or of that of rounding" },
		{ "bits", "of the numbers that states are rounded to; 0: all their digits, beside noise" },
		{ "networks", "independent networks, the same for all observers" },
		{ "C_xs", "RMS correlation of input and next state" },
		{ "C_xs_se", "standard error of C_xs" },
		{ "share", "import as mean share of a state's variance, floor taken off" },
		{ "share_se", "standard error of share" },
		{ "theory", "the share by mean-field theory, beside noise of that resolution" },
		{ "over_noise", "share less that of all digits beside noise of that resolution" },
		{ "over_noise_se", "standard error of over_noise, network by network" },
		{ "I_xs_mm", "mean pairwise mutual information of input and next state, corrected", "bit" },
		{ "I_xs_mm_se", "standard error of I_xs_mm", "bit" },
	},
	rows = function(p, rng)
		local networks = math.max(p.least, p.together // p.neurons)
		local neurons, rows = mean_field.neurons(p), {}
		for o, lists in ipairs(measured(p, rng, networks)) do
			local row = { resolution = observers[o].resolution, bits = observers[o].bits, networks = networks }
			for name, list in pairs(lists) do row[name], row[name .. "_se"] = recur.mean_and_error(list) end
			row.theory = mean_field.share(neurons, row.resolution)
			rows[o] = row
		end
		return rows
	end,
}
