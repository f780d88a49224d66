-- Import and recurrence against the balance, for networks from 25 to 400 neurons, sparse and dense. Small networks
-- differ more from each other than large ones, and cost less: there are more of them.
local measures = recur.include "measures"

local function measured(p, rng)
	local net = measures.network(p, rng)
	local free, path = measures.free(net, p, rng), measures.drive(net, p, rng)
	local departures = path:departures()
	return {
		lyapunov_free = free:lyapunov(),
		C_ss = path:recurrence_correlation(),
		I_ss_mm = select(2, path:recurrence_information()),
		C_xs = path:import_correlation(),
		I_xs_mm = select(2, path:import_information()),
		moving = path:moving(),
		C_xs_departures = departures:import_correlation(),
		I_xs_mm_departures = select(2, departures:import_information()),
	}
end

local columns = {
	{ "lyapunov_free", "largest Lyapunov exponent of the free run", "1/step" },
	{ "C_ss", "RMS correlation of successive states, driven" },
	{ "I_ss_mm", "mean pairwise mutual information of successive states, corrected", "bit" },
	{ "C_xs", "RMS correlation of input and next state" },
	{ "I_xs_mm", "mean pairwise mutual information of input and next state, corrected", "bit" },
	{ "moving", "neurons that are not at rest, as stored" },
	{ "C_xs_departures", "C_xs of the states' departures from saturation, which keep what rounding to 1 takes" },
	{ "I_xs_mm_departures", "I_xs_mm of the states' departures from saturation", "bit" },
}

-- Each measure, and the standard error of its mean over the networks.
local function with_errors()
	local list = { { "networks", "independent networks" } }
	for _, column in ipairs(columns) do
		list[#list + 1] = column
		list[#list + 1] = { column[1] .. "_se", "standard error of " .. column[1], column[3] }
	end
	return list
end

return recur.experiment {
	title = "Import, recurrence and chaos against the size of the network",
	seed  = 2108,
	grid  = {
		recur.axis("neurons", { 25, 50, 100, 200, 400 }),
		recur.axis("density", { 0.1, 0.5 }),
		recur.axis("balance", -1, 1, 41),
	},
	-- so many networks that together they have `together` neurons, or `least`
	fixed = { width = 0.5, coupling = 0.5, steps = 2000, transient = 500, together = 2000, least = 10 },
	draft = {
		grid = { neurons = { 25, 50, 100 }, balance = 21 },
		fixed = { steps = 1500, transient = 300, together = 500, least = 5 },
	},
	columns = with_errors(),
	rows = function(p, rng)
		local networks = math.max(p.least, p.together // p.neurons)
		local values, row = {}, { networks = networks }
		for _, column in ipairs(columns) do values[column[1]] = {} end
		for k = 1, networks do
			for name, value in pairs(measured(p, rng:child(k))) do values[name][k] = value end
		end
		for name, list in pairs(values) do row[name], row[name .. "_se"] = recur.mean_and_error(list) end
		return { row }
	end,
}
