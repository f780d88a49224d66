-- What decides on the claims of paper 2, in figures, claims and wherever the claims are judged under other choices.
local criteria = {
	-- of a rank correlation, or of the ends of its interval
	nearly_monotonic = 0.98, hardly_monotonic = 0.95, unordered = 0.9,
	-- squared relative distances from N-rooks: a matrix is one, or is not
	is_rooks = 0.01, is_other = 0.1,
	clear_gain = 0.001, -- bit
}

-- Of each claim, the verdict on what was measured.
criteria.judge = {
	-- ends of the interval, over networks of all widths up to a moderate one
	["flux-1a"] = function(m)
		return m.low >= criteria.nearly_monotonic and "holds" or m.high < criteria.hardly_monotonic and "does not hold"
			or "undecided"
	end,
	-- ends of the interval at one strong width, and the lower end at one moderate width
	["flux-1b"] = function(m)
		return m.high < criteria.unordered and m.high < m.moderate_low and "holds"
			or m.low > criteria.hardly_monotonic and "does not hold" or "undecided"
	end,
	-- ends of the interval at one moderate width
	["flux-1c"] = function(m)
		return m.high < criteria.hardly_monotonic and "holds" or m.low >= criteria.nearly_monotonic and "does not hold"
			or "undecided"
	end,
	-- relative errors of C_rms and of the flux; operations of the exact flux over those of C_rms
	["flux-2"] = function(m)
		return recur.verdict {
			{ -m.C_error, yes = -0.05, no = -0.2 },
			{ m.flux_error, yes = 0.2, no = 0.05 },
			{ m.cost, yes = 1, no = 0.1 },
		}
	end,
	["flux-2b"] = function(m)
		return recur.verdict { { -m.C_error, yes = -0.05, no = -0.2 }, { m.flux_error, yes = 0.2, no = 0.05 } }
	end,
	-- the largest distance of the optima from N-rooks, and the most flux above N-rooks of those that are none
	["flux-3"] = function(m)
		return m.distance <= criteria.is_rooks and "holds" or m.gain > 0 and "does not hold" or "undecided"
	end,
	["flux-3b"] = function(m)
		return m.distance <= criteria.is_rooks and "holds" or m.gain > criteria.clear_gain and "does not hold" or "undecided"
	end,
	-- shares of evolutions that end at N-rooks, from small and from large weights
	["flux-3c"] = function(m)
		return recur.verdict { { m.small, yes = 0.75, no = 0.5 }, { -m.whole, yes = -0.25, no = -0.5 } }
	end,
	-- flux of N-rooks over the most found, and how far it exceeds that of other matrices, in standard errors
	["flux-4"] = function(m)
		return recur.verdict { { m.share, yes = 0.95, no = 0.75 }, { m.sigma, yes = 5, no = 0 } }
	end,
	-- the least share of the most flux and of the longest mean period
	["flux-5"] = function(m) return recur.verdict { { m.share, yes = 0.95, no = 0.75 } } end,
	-- at weak bounds the least gain over N-rooks and distance; at strong ones the largest of both
	["flux-6"] = function(m)
		return m.gain >= criteria.clear_gain and m.distance >= criteria.is_other and m.far <= criteria.is_rooks and "holds"
			or (m.gain <= 0 or m.excess > criteria.clear_gain) and "does not hold" or "undecided"
	end,
	-- the least gain over N-rooks of an enumeration
	["flux-6b"] = function(m) return recur.verdict { { m.gain, yes = 1e-4, no = 0 } } end,
}

return criteria
