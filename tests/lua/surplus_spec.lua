-- Functions of the library that are written in Lua refuse arguments that they have no use for.

local recur = require "recur"
local refused = dofile("tests/lua/helper.lua").refused

local rng = recur.rng(1)
local experiment = { title = "t", seed = 1, grid = { recur.axis("x", 0, 1, 2) }, columns = { { "y", "a number" } },
	run = function(p) return { y = p.x } end }
local claim = { id = "a", claim = "b", criterion = "c", figure = "d", test = function() return "holds", "e" end }

-- Each with arguments that it takes, all of them.
local calls = {
	axis = { "x", 0, 1, 3, {} },
	log_axis = { "x", 1, 2, 3, {} },
	log_values = { 1, 2, 3 },
	cases = { "place", { { "a", x = 1 } }, {} },
	experiment = { experiment },
	is_experiment = { 1 },
	mean_and_error = { { 1, 2 } },
	claims = { { claim } },
	verdict = { { { 3, yes = 2, no = 1 } } },
	peak = { { 1, 2, 3 }, { 0, 1, 0 }, { 0.1, 0.1, 0.1 } },
	paired_peak = { { 1, 2, 3 }, { { 0, 1, 0 }, { 0, 2, 0 } } },
	binary_entropy = { 0.5 },
	rooks_flux = { 3, 1 },
	rooks = { { neurons = 3, magnitude = 1, rng = rng } },
	rooks_connections = { { neurons = 3, magnitude = 1, rng = rng } },
	signed_permutation = { { permutation = { 2, 1 }, magnitude = 1 } },
	cycle = { { neurons = 3, magnitude = 1 } },
	bounded = { { neurons = 3, magnitude = 1, rng = rng } },
	hopfield = { { patterns = 2, neurons = 5, magnitude = 1, rng = rng } },
	evolve = { { evolutions = 1, generations = 2, neurons = 2, bound = 1, limit = "norm", objective = "flux",
		rng = rng } },
}

describe("a function of the library", function()
	for name, arguments in pairs(calls) do
		it(name .. " refuses arguments that it has no use for", function()
			recur[name](table.unpack(arguments))
			local more = table.move(arguments, 1, #arguments, 1, { [#arguments + 1] = 7 })
			refused(function() recur[name](table.unpack(more)) end, { "nothing more", "nothing after", "more after" })
		end)
	end
end)
