-- The parts of the phase diagram of free networks that import-1 and import-1b speak of, and what is expected there.
local expected = {}

local margin = 1e-9 -- for what rounding does to a coordinate

expected.parts = {
	{ "periodic, strong inhibition", column = "periodic", low = -1, high = -0.7, from = 0.3, to = 1 },
	{ "chaotic, near balance", column = "chaotic", low = -0.1, high = 0.1, from = 0.3, to = 1 },
	{ "fixed, strong excitation", column = "fixed", low = 0.7, high = 1, from = 0.3, to = 1 },
	{ "chaotic, near balance, sparse", column = "chaotic", low = -0.1, high = 0.1, from = margin, to = 0.1 },
}

-- The mean share of networks that end as expected over the points of a part, and how many points these are.
function expected.share(regimes, part)
	local rows = regimes:where(part[1], function(row)
		return row.density >= part.from - margin and row.density <= part.to + margin and row.density > 0
			and row.balance >= part.low - margin and row.balance <= part.high + margin
	end)
	return rows:mean(part.column), #rows
end

return expected
