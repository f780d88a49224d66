-- Regimes and import over balance and density, on a coarse grid, under every choice of import/choices: what import/
-- multiverse judges the first three claims by. Networks and inputs are the same in all worlds as far as they can be.
local choices = recur.include "choices"

local worlds = {}
for k in ipairs(choices.worlds) do worlds[k] = k end

-- The means over networks, and standard errors, of one choice.
local function row_of(choice, shares, lists)
	local C_xs, C_xs_se = recur.mean_and_error(lists.C_xs)
	local I_xs = recur.mean_and_error(lists.I_xs)
	return {
		choice = choice.number, networks = #lists.C_xs, fixed = shares["fixed point"], periodic = shares.periodic,
		chaotic = shares.chaotic, C_xs = C_xs, C_xs_se = C_xs_se, I_xs = I_xs,
	}
end

return recur.experiment {
	title  = "Regimes and import over balance and density under other choices",
	seed   = 2108,
	grid   = {
		recur.axis("world", worlds, { meaning = "what networks and runs are, by number in import/choices" }),
		recur.axis("density", 0.1, 1, 7),
		recur.axis("balance", -1, 1, 21),
	},
	paired = { "world" },
	-- few: networks of choices about information, which take longest; all others have so many that together they have
	-- `together` neurons, or `least`. From `large` neurons on, every second density is left out. free: steps of free runs
	fixed  = {
		steps = 2000, transient = 500, free = 2000, free_transient = 1000, together = 250, least = 2, few = 2, large = 400,
	},
	draft  = {
		grid = { world = { 1, 7 }, density = 4, balance = 11 },
		fixed = { steps = 800, transient = 200, free = 1000, free_transient = 500, together = 100 },
	},
	columns = {
		{ "choice", "number of the choice, a case of import/multiverse" },
		{ "networks", "independent networks" },
		{ "fixed", "fraction of them that end in a fixed point" },
		{ "periodic", "fraction that end in a cycle" },
		{ "chaotic", "fraction that are chaotic" },
		{ "C_xs", "correlation of input and next state" },
		{ "C_xs_se", "standard error of C_xs" },
		{ "I_xs", "mean pairwise mutual information of input and next state, plug-in", "bit" },
	},
	rows = function(p, rng)
		local neurons = choices.worlds[p.world].settings.neurons
		if neurons >= p.large and math.floor((p.density - 0.1) / 0.15 + 0.5) % 2 == 1 then return {} end
		local measured, lists = choices.measured(p.world, "maps"), {}
		local shares = { ["fixed point"] = 0, periodic = 0, chaotic = 0, other = 0 }
		local networks = math.max(p.least, p.together // neurons)
		for k = 1, networks do
			local own = rng:child(k)
			local net = choices.network(p.world, p, own)
			local free = net:run {
				steps = choices.steps(p.world, p.free), transient = choices.steps(p.world, p.free_transient), rng = own,
			}
			local regime = free:regime()
			shares[regime] = shares[regime] + 1 / networks
			local path = choices.drive(p.world, net, p, own)
			for i, choice in ipairs(measured) do
				lists[i] = lists[i] or { C_xs = {}, I_xs = {} }
				if k <= p.few or not choice.aspects.information then
					lists[i].C_xs[k], lists[i].I_xs[k] = choices.import(choice, choices.seen(choice, path, own))
				end
			end
		end
		local rows = {}
		for i, choice in ipairs(measured) do rows[i] = row_of(choice, shares, lists[i]) end
		return rows
	end,
}
