-- How much more flux than N-rooks the best matrices found have, and whether the search for them failed: it did if it
-- ended below N-rooks, or below smaller networks side by side.
--
-- Networks without connections between them have the sum of their fluxes, N-rooks likewise, and together they keep to
-- either limit. So the gains of smaller networks add up to one that is reached, whether a search finds it or not. One
-- neuron gains nothing.
local limits = recur.include "limits"

local function gain(row) return row.flux - row.rooks_flux end

-- The largest gain known at each bound and size: known[bound][neurons].
local function largest_gains(datasets)
	local known = {}
	for _, dataset in ipairs(datasets) do
		for _, row in ipairs(dataset) do
			local at_bound = known[row.bound] or {}
			known[row.bound] = at_bound
			at_bound[row.neurons] = math.max(gain(row), at_bound[row.neurons] or -math.huge)
		end
	end
	return known
end

-- The largest sum of the gains of two smaller networks, each of which may be two side by side itself.
local function side_by_side(known, neurons)
	local reached, sum = { 0 }, 0
	for size = 2, neurons do
		sum = 0
		for part = 1, size - 1 do sum = math.max(sum, reached[part] + reached[size - part]) end
		reached[size] = math.max(sum, known[size] or 0)
	end
	return sum
end

return recur.experiment {
	title = "Gains over N-rooks of the best matrices found, and of smaller networks side by side",
	reads = { "flux/optimum", "flux/budget", "flux/ternary" },
	grid  = { limits.axis },
	fixed = { rooks_margin = 1e-6, sum_margin = 1e-5 },
	columns = {
		{ "neurons", "neurons of the network" },
		{ "bound", "the largest magnitude a weight may have, or that of N-rooks of the largest norm" },
		{ "gain", "largest flux found less that of N-rooks", "bit" },
		{ "rooks_distance", "squared distance of the best matrix to the nearest N-rooks, relative" },
		{ "found", "share of the evolutions that came to that flux within 0.001 bit" },
		{ "side_by_side", "largest gain of smaller networks, found or enumerated, side by side", "bit" },
		{ "failed", "1 if the search ended below N-rooks or below smaller networks side by side, by its margin; else 0" },
	},
	rows = function(p, _, data)
		local found = data(p.norm == 1 and "flux/budget" or "flux/optimum")
		local known = largest_gains(p.norm == 1 and { found } or { found, data("flux/ternary") })
		local rows = {}
		for i, row in ipairs(found) do
			local sum = side_by_side(known[row.bound], row.neurons)
			local failed = gain(row) < -p.rooks_margin or gain(row) < sum - p.sum_margin
			rows[i] = {
				neurons = row.neurons, bound = row.bound, gain = gain(row), rooks_distance = row.rooks_distance,
				found = row.found, side_by_side = sum, failed = failed and 1 or 0,
			}
		end
		return rows
	end,
}
