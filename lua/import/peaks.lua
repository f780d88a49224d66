-- Where import and recurrence peak against the coupling strength, at each place of import/resonance: the largest
-- value over all couplings above 0, and how far it stands above the lowest point on either side.
local criteria = recur.include "criteria"

return recur.experiment {
	title = "Peaks of import and recurrence against the coupling strength",
	reads = { "import/resonance" },
	grid = {
		recur.cases("measure", {
			{ "C_xs", measure_of = 1 }, { "I_xs_mm", measure_of = 2 }, { "C_ss", measure_of = 3 }, { "I_ss_mm", measure_of = 4 },
		}),
		recur.axis("place", { 1, 2, 3, 4, 5, 6 }, { meaning = "place in the phase diagram, a case of import/resonance" }),
	},
	fixed = { sigma = criteria.sigma },
	columns = {
		{ "coupling", "coupling strength of the largest value" },
		{ "largest", "the largest value" },
		{ "height", "its rise above the higher of the lowest points of either side; 0: none" },
		{ "height_se", "standard error of that rise" },
		{ "sigma_of_peak", "the lesser of the rises above the lowest points of either side, in standard errors" },
		{ "is_peak", "1 if that is at least the sigma asked for, else 0" },
	},
	rows = function(p, _, data)
		local name = ({ "C_xs", "I_xs_mm", "C_ss", "I_ss_mm" })[p.measure_of]
		-- at no coupling, import is zero by definition
		local curve = data("import/resonance"):where("place " .. p.place, function(row)
			return row.place == p.place and row.coupling > 0
		end)
		curve:axis("coupling", 0.02, 60, 10)
		local means = curve:column(name)
		local peak = recur.peak(curve:column("coupling"), means, curve:column(name .. "_se"))
		return { {
			coupling = peak.x, largest = means[peak.index], height = peak.height, height_se = peak.error,
			sigma_of_peak = peak.sigma, is_peak = peak.sigma >= p.sigma and 1 or 0,
		} }
	end,
}
