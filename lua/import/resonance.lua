-- Import and recurrence against the strength of the input (or noise), at six places of the phase
-- diagram. The same networks and the same inputs along each curve: a curve, not a cloud.
local couplings = recur.log_values(0.01, 30, 40)
table.insert(couplings, 1, 0)

return recur.experiment {
	title  = "Import and recurrence against the coupling strength",
	seed   = 2108,
	runs   = 50, -- networks for each curve
	paired = { "coupling" },
	grid   = {
		recur.cases("place", {
			{ "low-density chaos", density = 0.2, balance = 0 },
			{ "chaos", density = 0.5, balance = 0 },
			{ "border", density = 0.5, balance = 0.3 },
			{ "fixed point, near the border", density = 0.5, balance = 0.45 },
			{ "fixed point, far from it", density = 0.5, balance = 0.7 },
			{ "periodic", density = 0.5, balance = -0.6 },
		}),
		recur.axis("coupling", couplings),
	},
	fixed = { neurons = 50, width = 0.5, steps = 6000, transient = 1000 },
	draft = { grid = { coupling = 21 }, runs = 60, fixed = { steps = 1000, transient = 200 } },
	columns = {
		{ "fluctuation", "mean over neurons of the temporal standard deviation" },
		{ "C_ss", "RMS correlation of successive states" },
		{ "I_ss", "mean pairwise mutual information of successive states, plug-in", "bit" },
		{ "I_ss_mm", "the same, Miller-Madow corrected", "bit" },
		{ "C_xs", "RMS correlation of input and next state" },
		{ "I_xs", "mean pairwise mutual information of input and next state, plug-in", "bit" },
		{ "I_xs_mm", "the same, Miller-Madow corrected", "bit" },
		{ "lyapunov", "largest Lyapunov exponent, conditional on the input", "1/step" },
	},
	run = function(p, rng)
		local net = recur.network {
			neurons = p.neurons, density = p.density, balance = p.balance, width = p.width, rng = rng,
		}
		local path = net:drive {
			coupling = p.coupling, steps = p.steps, transient = p.transient, rng = rng,
		}
		local I_ss, I_ss_mm = path:recurrence_information()
		local I_xs, I_xs_mm = path:import_information()
		return {
			fluctuation = path:fluctuation(),
			C_ss = path:recurrence_correlation(),
			I_ss = I_ss,
			I_ss_mm = I_ss_mm,
			C_xs = path:import_correlation(),
			I_xs = I_xs,
			I_xs_mm = I_xs_mm,
			lyapunov = path:lyapunov(),
		}
	end,
}
