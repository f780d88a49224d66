-- Import against the coupling strength among the fixed points, as observers of different resolution see it. The same
-- networks and inputs along each curve, and the same draw of the observer's noise, scaled.
local measures = recur.include "measures"
local mean_field = recur.include "mean_field"

-- Standard deviations of the observer's noise; 0: states with all their digits.
local resolutions = { 0, 1e-8, 1e-6, 1e-4, 1e-2 }

return recur.experiment {
	title  = "Import against the coupling strength and the resolution of the observer",
	seed   = 2108,
	paired = { "coupling" },
	grid   = {
		recur.cases("place", {
			{ "fixed point, near the border", density = 0.5, balance = 0.45 },
			{ "fixed point, far from it", density = 0.5, balance = 0.7 },
		}),
		recur.log_axis("coupling", 0.001, 100, 26),
	},
	fixed = { neurons = 50, width = 0.5, steps = 2300, transient = 300, networks = 60 },
	draft = { grid = { coupling = 9 }, fixed = { networks = 6, steps = 1300, transient = 200 } },
	columns = {
		{ "resolution", "standard deviation of the observer's noise" },
		{ "C_xs", "RMS correlation of input and next state" },
		{ "C_xs_se", "standard error of C_xs" },
		{ "theory", "C_xs by mean-field theory" },
		{ "I_xs_mm", "mean pairwise mutual information of input and next state, corrected", "bit" },
		{ "I_xs_mm_se", "standard error of I_xs_mm", "bit" },
	},
	rows = function(p, rng)
		local found, rows = {}, {}
		for o in ipairs(resolutions) do found[o] = { C_xs = {}, I_xs_mm = {} } end
		for k = 1, p.networks do
			local own = rng:child(k)
			local departures = measures.drive(measures.network(p, own), p, own):departures()
			for o, noise in ipairs(resolutions) do
				local seen = noise > 0 and departures:observed { noise = noise, rng = own } or departures
				found[o].C_xs[k] = seen:import_correlation()
				found[o].I_xs_mm[k] = select(2, seen:import_information())
			end
		end
		local neurons = mean_field.neurons(p)
		for o, noise in ipairs(resolutions) do
			local row = { resolution = noise }
			for name, list in pairs(found[o]) do row[name], row[name .. "_se"] = recur.mean_and_error(list) end
			row.theory = math.sqrt(mean_field.share(neurons, noise) / p.neurons + 1 / (p.steps - p.transient))
			rows[o] = row
		end
		return rows
	end,
}
