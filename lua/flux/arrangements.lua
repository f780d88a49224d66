-- Machines whose neurons take the majority of all others, with the signs of a conference matrix: its rows may go to
-- the neurons in any order and with any sign, and these arrangements differ in flux and in mean period.
local orders = recur.include "orders"

local arrangements = {}

-- The weights, how many arrangements are looked at, and of how many of these the flux is computed.
arrangements.settings = { magnitude = 10, arrangements = 50000, fluxes = 8000 }

local function draw_order(stream, n)
	local order = {}
	for k = 1, n do order[k] = k end
	for k = n, 2, -1 do
		local i = stream:integer(k)
		order[k], order[i] = order[i], order[k]
	end
	return order
end

local function count_of(n)
	local all = 2 ^ n
	for k = 2, n do all = all * k end
	return all
end

-- Visits arrangements of n rows, with the number of each: all, if they are not more than `most`, else so many by
-- chance.
local function each(n, most, rng, visit)
	local count = 0
	if count_of(n) <= most then
		orders.each(n, function(order)
			for signs = 0, 2 ^ n - 1 do
				count = count + 1
				visit(order, signs, count)
			end
		end)
		return count
	end
	local stream = rng:stream("arrangements")
	while count < most do
		count = count + 1
		visit(draw_order(stream, n), math.tointeger(stream:integer(2 ^ n) - 1), count)
	end
	return count
end

-- How many states follow at least one.
function arrangements.images(machine)
	local seen, count = {}, 0
	for _, state in ipairs(machine:attractors { successors = true }.successor) do
		if not seen[state] then
			seen[state] = true
			count = count + 1
		end
	end
	return count
end

-- Of one-to-one arrangements, those of most flux and of longest mean period: flux, mean_period and matrix of each. If
-- not all are looked at, the flux is computed of the first `fluxes` and of all whose mean period is the longest so far.
-- Among fluxes that are equal up to rounding, the longer mean period counts.
function arrangements.best(conference, magnitude, most, fluxes, rng)
	local by_flux, by_period = { flux = 0, mean_period = 0 }, { flux = 0, mean_period = 0 }
	local is_complete = count_of(#conference) <= most
	local count = each(#conference, most, rng, function(order, signs, number)
		local matrix = orders.matrix(conference, order, signs, magnitude)
		local machine = recur.boltzmann { matrix = matrix }
		local period = machine:attractors().mean_period
		if not is_complete and number > fluxes and period <= by_period.mean_period then return end
		local one = { flux = machine:chain():flux(), mean_period = period, matrix = matrix }
		local more = one.flux - by_flux.flux
		if more > 1e-10 or more > -1e-10 and period > by_flux.mean_period then by_flux = one end
		if period > by_period.mean_period or period == by_period.mean_period and one.flux > by_period.flux then
			by_period = one
		end
	end)
	return by_flux, by_period, count, is_complete
end

return arrangements
