-- Peaks of measured curves. A curve has a peak only where it stands above both sides: above the lowest
-- point to the left and the lowest to the right, and by how many standard errors.

local recur, private = ...

local function index_of_largest(values)
	local best = 1
	for i, x in ipairs(values) do
		if x > values[best] then best = i end
	end
	return best
end

local function index_of_smallest(values, first, last)
	local best = first
	for i = first, last do
		if values[i] < values[best] then best = i end
	end
	return best
end

-- The measures of a curve are exact to some 1e-12 of their size: a peak that rises above a side by less than this part
-- of its height is none.
local rounding = 1e-9

-- The peak of `means` over positions x (lists of equal length). difference(i, j) returns the mean of
-- curve i less curve j and its standard error. Returns a table: index, x; height, the lesser of the
-- rises above the two sides, and error, its standard error; sigma, the lesser of the two rises in their
-- own standard errors. All are 0 if the largest value is at an end, or above a side by rounding only.
local function find(x, means, difference)
	local top = index_of_largest(means)
	local peak = { index = top, x = x[top], height = 0, error = 0, sigma = 0 }
	if top == 1 or top == #means then return peak end
	local sides = { index_of_smallest(means, 1, top - 1), index_of_smallest(means, top + 1, #means) }
	local height, height_error, sigma = math.huge, 0, math.huge
	for _, side in ipairs(sides) do
		local rise, err = difference(top, side)
		if rise <= rounding * math.abs(means[top]) then return peak end
		if rise < height then height, height_error = rise, err end
		sigma = math.min(sigma, err > 0 and rise / err or math.huge)
	end
	peak.height, peak.error, peak.sigma = height, height_error, sigma
	return peak
end

-- The peak of a curve of means over positions x. The standard errors of the means are taken as independent.
function recur.peak(x, means, errors, ...)
	private.no_more("recur.peak(x, means, errors)", ...)
	local count
	x, count = private.check_numbers("recur.peak: x", x)
	means = private.check_numbers("recur.peak: means", means, count)
	errors = private.check_numbers("recur.peak: errors", errors, count)
	return find(x, means, function(i, j)
		return means[i] - means[j], math.sqrt(errors[i] * errors[i] + errors[j] * errors[j])
	end)
end

-- The peak of the mean of several curves, and that mean: curves[r][i] is the value of network r at x[i]. Differences
-- are taken network by network, so that what makes one network's curve higher than another's everywhere counts as no
-- error.
function recur.paired_peak(x, curves, ...)
	private.no_more("recur.paired_peak(x, curves)", ...)
	local count
	local means = {}
	x, count = private.check_numbers("recur.paired_peak: x", x)
	curves = private.held(curves)
	local curve_count, odd = private.list_length(curves)
	if not curve_count or curve_count == 0 then
		error("recur.paired_peak: curves: expected a list of curves, found " .. (odd or private.text(curves)), 2)
	end
	for r = 1, curve_count do
		curves[r] = private.check_numbers(("recur.paired_peak: curve %d"):format(r), curves[r], count)
	end
	for i in ipairs(x) do
		local sum = 0
		for _, curve in ipairs(curves) do sum = sum + curve[i] end
		means[i] = sum / #curves
	end
	return find(x, means, function(i, j)
		local differences = {}
		for r, curve in ipairs(curves) do differences[r] = curve[i] - curve[j] end
		return recur.mean_and_error(differences)
	end), means
end
