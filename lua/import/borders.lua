-- Lines through the maps of paper 1 along which a measure takes a value: where the exponent is zero, where half of the
-- networks are chaotic. Straight pieces between the edges of the squares that four neighbouring grid points make, by
-- linear interpolation along the edges, without smoothing.
local lines = {
	{ "driven, λ = 0", reads = "import/driven", column = "lyapunov", level = 0 },
	{ "free, λ = 0", reads = "import/free", column = "lyapunov", level = 0 },
	{ "regimes, λ = 0", reads = "import/regimes", column = "lyapunov", level = 0 },
	{ "regimes, half chaotic", reads = "import/regimes", column = "chaotic", level = 0.5 },
}

local cases = {}
for k, line in ipairs(lines) do cases[k] = { line[1], line_of = k } end

-- Where on the edge from p to q the level is crossed, or nil.
local function crossing(p, q, level)
	if (p.height > level) == (q.height > level) then return nil end
	local a, b = math.max(p.height, -1e9), math.max(q.height, -1e9) -- an exponent may be minus infinity
	local t = (level - a) / (b - a)
	return { b = p.b + t * (q.b - p.b), d = p.d + t * (q.d - p.d) }
end

-- The pieces of the line in one square, whose corners stand in the order of a round trip.
local function pieces(corners, level)
	local found = {}
	for k = 1, 4 do found[k] = crossing(corners[k], corners[k % 4 + 1], level) or false end
	local points = {}
	for k = 1, 4 do
		if found[k] then points[#points + 1] = found[k] end
	end
	if #points == 2 then return { points } end
	if #points == 0 then return {} end
	-- two opposite corners are above: the mean of all tells which of them are connected
	local mean = 0
	for _, corner in ipairs(corners) do mean = mean + math.max(corner.height, -1e9) / 4 end
	if (mean > level) == (corners[1].height > level) then
		return { { found[1], found[2] }, { found[3], found[4] } }
	end
	return { { found[4], found[1] }, { found[2], found[3] } }
end

return recur.experiment {
	title = "Borders of chaos in the maps",
	reads = { "import/driven", "import/free", "import/regimes" },
	grid = { recur.cases("border", cases) },
	columns = {
		{ "balance", "where a piece of the line begins" },
		{ "density", "likewise" },
		{ "along_balance", "how far it goes" },
		{ "along_density", "likewise" },
	},
	rows = function(p, _, data)
		local line = lines[p.line_of]
		local map = data(line.reads)
		local at, rows = map:grid("density", "balance"), {}
		local densities, balances = map:axis("density", 0, 1, 11), map:axis("balance", -1, 1, 11)
		local function corner(r, c)
			return { b = balances[c], d = densities[r], height = at(densities[r], balances[c])[line.column] }
		end
		local first = densities[1] > 0 and 1 or 2 -- networks without connections are left out
		for r = first, #densities - 1 do
			for c = 1, #balances - 1 do
				local corners = { corner(r, c), corner(r, c + 1), corner(r + 1, c + 1), corner(r + 1, c) }
				for _, piece in ipairs(pieces(corners, line.level)) do
					local from, to = piece[1], piece[2]
					rows[#rows + 1] = {
						balance = from.b, density = from.d, along_balance = to.b - from.b, along_density = to.d - from.d,
					}
				end
			end
		end
		return rows
	end,
}
