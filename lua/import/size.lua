-- Import and recurrence against the balance, for networks from 25 to 400 neurons, sparse and dense.
local measures = recur.include "measures"

return recur.experiment {
	title = "Import, recurrence and chaos against the size of the network",
	seed  = 2108,
	runs  = 10, -- independent networks for each point
	grid  = {
		recur.axis("neurons", { 25, 50, 100, 200, 400 }),
		recur.axis("density", { 0.1, 0.5 }),
		recur.axis("balance", -1, 1, 41),
	},
	fixed = { width = 0.5, coupling = 0.5, steps = 2000, transient = 500 },
	draft = { grid = { neurons = { 25, 50, 100 }, balance = 21 }, runs = 5, fixed = { steps = 1500, transient = 300 } },
	columns = {
		{ "lyapunov_free", "largest Lyapunov exponent of the free run", "1/step" },
		{ "C_ss", "RMS correlation of successive states, driven" },
		{ "I_ss_mm", "mean pairwise mutual information of successive states, corrected", "bit" },
		{ "C_xs", "RMS correlation of input and next state" },
		{ "I_xs_mm", "mean pairwise mutual information of input and next state, corrected", "bit" },
		{ "C_xs_departures", "C_xs of the states' departures from saturation, which keep what rounding to 1 takes" },
		{ "I_xs_mm_departures", "I_xs_mm of the states' departures from saturation", "bit" },
	},
	run = function(p, rng)
		local net = measures.network(p, rng)
		local free, path = measures.free(net, p, rng), measures.drive(net, p, rng)
		local _, I_ss_mm = path:recurrence_information()
		local _, I_xs_mm = path:import_information()
		local departures = path:departures()
		local _, I_xs_mm_departures = departures:import_information()
		return {
			lyapunov_free = free:lyapunov(),
			C_ss = path:recurrence_correlation(),
			I_ss_mm = I_ss_mm,
			C_xs = path:import_correlation(),
			I_xs_mm = I_xs_mm,
			C_xs_departures = departures:import_correlation(),
			I_xs_mm_departures = I_xs_mm_departures,
		}
	end,
}
