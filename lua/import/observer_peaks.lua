-- The peak of import at weak coupling among the fixed points, for observers of different resolution: on the curves of
-- import/observer_curves, up to where strong input begins to turn the states into signs.
local criteria = recur.include "criteria"

return recur.experiment {
	title = "Peaks of import at weak coupling, by the resolution of the observer",
	reads = { "import/observer_curves" },
	fixed = { up_to = 2 }, -- coupling strength
	columns = {
		{ "place", "place in the phase diagram, a case of import/observer_curves" },
		{ "resolution", "standard deviation of the observer's noise" },
		{ "measure", "1: C_xs; 2: I_xs, corrected" },
		{ "coupling", "coupling strength of the largest value" },
		{ "largest", "the largest value" },
		{ "height", "its rise above the higher of the lowest points of either side; 0: none" },
		{ "sigma_of_peak", "the lesser of the rises above the lowest points of either side, in standard errors" },
		{ "is_peak", "1 if that is at least what the claims ask for, else 0" },
	},
	rows = function(p, _, data)
		local curves, order = {}, {}
		for _, row in ipairs(data("import/observer_curves")) do
			local key = ("%d %g"):format(row.place, row.resolution)
			if not curves[key] then curves[key], order[#order + 1] = {}, key end
			if row.coupling <= p.up_to then table.insert(curves[key], row) end
		end
		local rows = {}
		for _, key in ipairs(order) do
			for measure, name in ipairs { "C_xs", "I_xs_mm" } do
				local couplings, means, errors = {}, {}, {}
				for k, row in ipairs(curves[key]) do
					couplings[k], means[k], errors[k] = row.coupling, row[name], row[name .. "_se"]
				end
				local peak = recur.peak(couplings, means, errors)
				rows[#rows + 1] = {
					place = curves[key][1].place, resolution = curves[key][1].resolution, measure = measure,
					coupling = peak.x, largest = means[peak.index], height = peak.height, sigma_of_peak = peak.sigma,
					is_peak = peak.sigma >= criteria.sigma and 1 or 0,
				}
			end
		end
		return rows
	end,
}
