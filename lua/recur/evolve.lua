-- The best of several independent evolutions. How many of them came to the same value tells how far to trust it.

local recur, private = ...

-- The best matrix of one evolution, and its value.
local function evolved(options, generations, refinement)
	local evolution = recur.evolution(options)
	evolution:advance(generations)
	if refinement > 0 then
		evolution:refine()
		evolution:advance(refinement)
	end
	return evolution:best()
end

-- recur.evolve { evolutions, generations, refinement = 0, ... }, the rest as for recur.evolution: the best matrix
-- found, its value, and the best values of all evolutions, the i-th of which draws from rng:child(i). The last
-- `refinement` generations of each only polish its best.
function recur.evolve(options, ...)
	private.no_more("recur.evolve { evolutions, generations, ... }", ...)
	options = private.held(options)
	if type(options) ~= "table" then
		error("recur.evolve: expected a table of options, found " .. private.text(options), 2)
	end
	local own, rest = { evolutions = true, generations = true, refinement = true }, {}
	for key, value in next, options do
		if not own[key] then rest[key] = value end
	end
	for _, key in ipairs { "evolutions", "generations" } do
		if not private.whole(options[key], 1) then
			error(("recur.evolve: %s: expected a whole number of at least 1, found %s"):format(key,
				private.text(options[key])), 2)
		end
	end
	local refinement = options.refinement == nil and 0 or options.refinement
	local whole = private.whole(refinement, 0, options.generations - 1)
	if not whole then
		error(("recur.evolve: refinement: expected a whole number from 0 to less than the generations, found %s"):format(
			private.text(refinement)), 2)
	end
	if not private.is_rng(options.rng) then
		error("recur.evolve: rng: expected a recur.rng, found " .. private.text(options.rng), 2)
	end
	local best, best_value, values = nil, -math.huge, {}
	for i = 1, options.evolutions do
		rest.rng = options.rng:child(i)
		local ok, matrix, value = pcall(evolved, rest, options.generations - whole, whole)
		if not ok then error(type(matrix) == "string" and matrix:gsub("^recur/evolve:%d+: ", "") or matrix, 2) end
		values[i] = value
		if value > best_value then best, best_value = matrix, value end
	end
	return best, best_value, values
end
