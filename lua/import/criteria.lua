-- What decides on the claims of paper 1, in figures, claims and wherever the claims are judged under other choices. A
-- difference is told by its standard errors, and five of them are asked for, since the places of extremes are looked
-- for too.
local criteria = {
	sigma = 5, -- a difference, or a peak above both of its sides, counts from here on
	no_sigma = 2, -- a peak by less than this is none
	refuting_sigma = -5, -- the opposite of a difference that is claimed
}

local function difference(sigma) return { sigma, yes = criteria.sigma, no = criteria.refuting_sigma } end
local function peak(sigma) return { sigma, yes = criteria.sigma, no = criteria.no_sigma } end

-- Of each claim, the verdict on what was measured.
criteria.judge = {
	-- shares of networks that are periodic, chaotic and at rest where the claim says so
	["import-1"] = function(m)
		return recur.verdict {
			{ m.periodic, yes = 0.9, no = 0.5 },
			{ m.chaotic, yes = 0.9, no = 0.5 },
			{ m.fixed, yes = 0.9, no = 0.5 },
		}
	end,
	-- the share that is chaotic at low density
	["import-1b"] = function(m) return recur.verdict { { -m.chaotic, yes = -0.2, no = -0.5 } } end,
	-- ends of the interval of the rank correlation of both maps
	["import-2"] = function(m)
		return m.low >= 0.95 and "holds" or m.high < 0.9 and "does not hold" or "undecided"
	end,
	-- by how many standard errors one mean exceeds the other
	["import-3a"] = function(m) return recur.verdict { difference(m.sigma) } end,
	["import-3b"] = function(m) return recur.verdict { difference(m.over_chaos), difference(m.over_edge) } end,
	["import-3c"] = function(m) return recur.verdict { difference(m.sigma) } end,
	-- by how many standard errors the clearest peak stands above both sides; 0: there is none
	["import-4a"] = function(m) return recur.verdict { peak(m.sigma) } end,
	["import-4b"] = function(m) return recur.verdict { peak(m.sigma) } end,
	["import-5"] = function(m) return recur.verdict { peak(m.sigma) } end,
}

-- How far import falls behind the border, relative to its value there, and that in standard errors. A plateau may rise
-- or fall by a little: it falls by less than a hundredth, and so cannot stay undecided.
local function fall(m)
	return recur.verdict { { m.fall, yes = 0.05, no = 0.01 }, { m.sigma, yes = criteria.sigma, no = -math.huge } }
end
criteria.judge["import-3d"] = fall
criteria.judge["import-3e"] = fall

-- By how much the field at which import ends differs from theory at most, relative to theory, over all observers; and
-- by how much what rounding lets through differs from what noise does, of one import share.
criteria.judge["import-6"] = function(m)
	return recur.verdict { { -m.field, yes = -0.1, no = -0.3 }, { -m.rounding, yes = -0.02, no = -0.1 } }
end

-- By how many standard errors import peaks at weak coupling, by both measures, at the resolution where it does most
-- clearly; and by how many the clearest peak does for an observer without noise.
criteria.judge["import-6b"] = function(m)
	return recur.verdict { peak(m.sigma), { -m.without, yes = -criteria.no_sigma, no = -criteria.sigma } }
end

return criteria
