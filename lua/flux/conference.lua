-- Larger majorities: neurons that take the majority of all others, with the signs of a conference matrix. Of each
-- order, whether such a machine is one-to-one; and if so, the most flux and the longest mean period of its
-- arrangements, beside N-rooks and blocks of four such neurons.
local arrangements = recur.include "arrangements"
local orders = recur.include "orders"

-- Blocks of four majorities of three, and N-rooks for what is left.
local function blocks_flux(p)
	local block = orders.matrix(recur.conference(4), { 1, 2, 3, 4 }, 0, p.magnitude)
	local left = p.order % 4
	return p.order // 4 * recur.boltzmann { matrix = block }:chain():flux()
		+ (left > 0 and recur.rooks_flux(left, p.magnitude) or 0)
end

return recur.experiment {
	title = "Machines of conference matrices: states that follow, flux and mean period",
	seed  = 2301,
	grid  = { recur.axis("order", { 4, 6, 8, 10, 12, 14, 18 }, { meaning = "neurons, each the majority of all others" }) },
	fixed = arrangements.settings,
	columns = {
		{ "states", "all states" },
		{ "images", "states that follow some state; if all, the map is one-to-one" },
		{ "tried", "arrangements that were looked at; 0 if the map is not one-to-one" },
		{ "is_complete", "1 if these are all, else 0" },
		{ "flux", "largest flux of those of which it was computed", "bit" },
		{ "mean_period", "mean period of that one", "step" },
		{ "longest", "longest mean period", "step" },
		{ "flux_of_longest", "flux of that one", "bit" },
		{ "rooks_flux", "flux of N-rooks of this size, closed form", "bit" },
		{ "blocks_flux", "flux of blocks of four such neurons, N-rooks beside them", "bit" },
	},
	rows = function(p, rng)
		local conference, identity = recur.conference(p.order), {}
		for k = 1, p.order do identity[k] = k end
		local machine = recur.boltzmann { matrix = orders.matrix(conference, identity, 0, p.magnitude) }
		local row = {
			states = 2 ^ p.order, images = arrangements.images(machine), tried = 0, is_complete = 0, flux = 0, mean_period = 0,
			longest = 0, flux_of_longest = 0, rooks_flux = recur.rooks_flux(p.order, p.magnitude), blocks_flux = blocks_flux(p),
		}
		if row.images < row.states then return { row } end
		local by_flux, by_period, is_complete
		by_flux, by_period, row.tried, is_complete = arrangements.best(conference, p.magnitude, p.arrangements, p.fluxes, rng)
		row.is_complete = is_complete and 1 or 0
		row.flux, row.mean_period = by_flux.flux, by_flux.mean_period
		row.longest, row.flux_of_longest = by_period.mean_period, by_period.flux
		return { row }
	end,
}
