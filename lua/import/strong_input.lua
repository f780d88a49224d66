-- Import at strong input, at balance zero: the coupling at which C_xs is largest and by how much it then exceeds its
-- limit of infinite coupling, beside what theory says. In that limit a state is the sign of its input. A weaker input
-- lets the sum of the other neurons through, of variance v = N d w^2; but it also spreads the states, whose variance
-- falls as tanh turns from a sign into a slope. To leading order in 1/coupling,
--   C_xs sqrt(N) = sqrt(2/pi) (1 + 1/(sqrt(2 pi) coupling) - v/(2 coupling^2)),
-- which is largest at sqrt(2 pi) v, by the share 1/(4 pi v).
local measures = recur.include "measures"

local pi = math.pi

return recur.experiment {
	title = "The peak of import at strong input, measured and by theory",
	seed  = 2108,
	grid  = { recur.axis("density", { 0.1, 0.2, 0.4, 0.6, 0.8, 1 }) },
	fixed = {
		balance = 0, neurons = 50, width = 0.5, steps = 4000, transient = 400, networks = 40, couplings = 17, range = 6,
	},
	draft = { grid = { density = { 0.2, 0.6, 1 } }, fixed = { networks = 20, steps = 2000, transient = 200 } },
	columns = {
		{ "theory_coupling", "sqrt(2 pi) N d w^2" },
		{ "coupling", "coupling of the largest C_xs: top of the parabola through the logarithms of the largest three" },
		{ "coupling_se", "standard error of it, over halves of the networks" },
		{ "theory_rise", "1/(4 pi N d w^2)" },
		{ "rise", "the largest C_xs, floor taken off, relative to that of signs, sqrt(2/(pi N)), less 1" },
		{ "rise_se", "standard error of it" },
		{ "sigma", "by how many standard errors, taken network by network, the largest C_xs stands above both ends" },
	},
	rows = function(p, rng)
		local v = p.neurons * p.density * p.width ^ 2
		local theory = math.sqrt(2 * pi) * v
		local couplings = recur.log_values(theory / p.range, theory * p.range, p.couplings)
		local curves = {}
		for k = 1, p.networks do
			local own = rng:child(k)
			local net = measures.network(p, own)
			curves[k] = {}
			for i, coupling in ipairs(couplings) do
				curves[k][i] = measures.drive(net, p, own, coupling):import_correlation()
			end
		end
		-- of some of the curves: where their mean is largest
		local function top(first, step)
			local part = {}
			for k = first, #curves, step do part[#part + 1] = curves[k] end
			local peak, means = recur.paired_peak(couplings, part)
			local i = math.min(math.max(peak.index, 2), #couplings - 1)
			local left, middle, right = means[i - 1], means[i], means[i + 1]
			local shift = 0.5 * (left - right) / (left - 2 * middle + right)
			return couplings[i] * (couplings[i + 1] / couplings[i]) ^ shift, peak, i
		end
		local coupling, peak, i = top(1, 1)
		local odd, even = top(1, 2), top(2, 2)
		local rises, floor = {}, 1 / (p.steps - p.transient)
		for k, curve in ipairs(curves) do
			rises[k] = math.sqrt(math.max(0, curve[i] ^ 2 - floor)) * math.sqrt(pi * p.neurons / 2) - 1
		end
		local rise, rise_se = recur.mean_and_error(rises)
		return { {
			theory_coupling = theory, coupling = coupling, coupling_se = math.abs(odd - even) / 2,
			theory_rise = 1 / (4 * pi * v), rise = rise, rise_se = rise_se, sigma = peak.sigma,
		} }
	end,
}
