-- recur.experiment: the declaration is checked whole, and an error names the script's line, the key,
-- what was found and what was expected.

local recur = require "recur"
local helper = dofile "tests/lua/helper.lua"
local kinds, refused = helper.kinds, helper.refused

local function good()
	return {
		title = "t",
		seed = 7,
		runs = 2,
		grid = { recur.axis("density", 0, 1, 3) },
		fixed = { neurons = 5, steps = 10, transient = 2, gain = 2.385, mode = "a", flag = true },
		draft = { grid = { density = 2 }, runs = 1, fixed = { steps = 5 } },
		columns = { { "C", "a measure" }, { "I", "another", "bit" } },
		run = function() return { C = 1, I = 2 } end,
	}
end

local function with(...) -- a path of keys; returns a function that declares with the value put there
	local path = { ... }
	return function(value)
		local d = good()
		local t = d
		for i = 1, #path - 1 do t = t[path[i]] end
		t[path[#path]] = value
		return recur.experiment(d)
	end
end

describe("recur.experiment", function()
	it("takes a whole declaration, and one without what may be left out", function()
		assert.truthy(recur.is_experiment(recur.experiment(good())))
		for _, key in ipairs { "runs", "draft" } do with(key)(nil) end
		local d = good()
		d.fixed, d.draft = nil, nil
		recur.experiment(d)
		with "seed" (14 / 2)
		with "runs" (4 / 2)
		with "seed" ((1 << 53) + 1)
		with("fixed", "steps")(20 / 2)
	end)
	helper.walk(it, "title", kinds.only "string", "string", with "title")
	local accepts, noun = kinds.whole(0, math.maxinteger)
	helper.walk(it, "seed", accepts, "number", with "seed")
	accepts, noun = kinds.whole(1, math.maxinteger)
	helper.walk(it, "runs", accepts, "number", with "runs", "nothing")
	helper.walk(it, "run", kinds.only "function", "function", with "run", "nothing")
	for _, key in ipairs { "grid", "fixed", "draft", "columns" } do
		local optional = (key == "fixed" or key == "draft") and "nothing" or nil
		helper.walk(it, key, kinds.only "table", "table", with(key), optional)
	end
	helper.walk(it, "grid", kinds.never(), "recur.axis", with("grid", 1), "nothing")
	helper.walk(it, "columns", kinds.never(), "name, meaning", with("columns", 1), "nothing")
	for key, range in pairs { neurons = { 1, 65536 }, steps = { 3, 2147483647 }, transient = { 0, 9 } } do
		accepts, noun = kinds.whole(range[1], range[2])
		helper.walk(it, key, accepts, "number", with("fixed", key), "nothing")
	end
	for key, range in pairs { balance = { -1, 1 }, width = { 0, math.huge }, coupling = { 0, math.huge } } do
		accepts, noun = kinds.real(range[1], range[2])
		helper.walk(it, key, accepts, noun, with("fixed", key), "nothing")
	end
	helper.walk(it, "gain", function(x)
		return type(x) == "string" or type(x) == "boolean" or
			type(x) == "number" and x == x and math.abs(x) < math.huge
	end, "expected", with("fixed", "gain"), "nothing")
	accepts, noun = kinds.whole(1, 3)
	helper.walk(it, "runs", kinds.whole(1, math.maxinteger), "number", with("draft", "runs"), "nothing")
	helper.walk(it, "density", accepts, "points", function(x)
		if type(x) ~= "number" then
			local ok, message = pcall(with("draft", "grid", "density"), x)
			error(ok or message .. " points", 0)
		end
		with("draft", "grid", "density")(x)
	end, "nothing")
	helper.walk(it, "steps", kinds.whole(3, 2147483647), "number", with("draft", "fixed", "steps"), "nothing")
	helper.walk(it, "fixed", kinds.only "table", "table", with("draft", "fixed"), "nothing")
	helper.walk(it, "grid", kinds.only "table", "table", with("draft", "grid"), "nothing")
	helper.walk_argument(it, "the declaration", kinds.only "table", "table",
		function(x) return recur.experiment(x) end)

	it("names every missing key", function()
		for _, key in ipairs { "title", "seed", "grid", "columns" } do
			refused(function() with(key)(nil) end, "missing key", key)
		end
		refused(function() with "run" (nil) end, "'run'", "'rows'")
		refused(function() with "rows" (print) end, "'run'", "'rows'")
	end)
	it("names every unknown key and lists the known ones", function()
		for _, key in ipairs { "sed", "Title", "colums", "x" } do
			refused(function() with(key)(3) end, "unknown key", key, "title", "seed", "runs", "grid", "fixed",
				"draft", "columns", "run", "rows")
		end
		refused(function() with(1)(3) end, "unknown key 1")
		refused(function() with("draft", "run")(3) end, "draft", "unknown key", "run", "runs", "fixed", "grid")
		refused(function() with("draft", "grid", "balance")(3) end, "draft", "unknown key", "balance", "density")
		refused(function() with("draft", "fixed", "stesp")(3) end, "draft", "stesp")
	end)
	it("names unknown keys of any characters", function()
		for _, key in ipairs { "(", "a%", "[", "x.y", "%f", "a b", "" } do
			refused(function() with(key)(3) end, "unknown key", '"' .. key .. '"')
		end
	end)
	it("refuses what is no list where a list is due", function()
		refused(function() with("columns", "D")({ "D", "d" }) end, "columns", "D")
		refused(function() with("columns", 4)({ "D", "d" }) end, "columns")
		refused(function() with("grid", "x")(recur.axis("x", 0, 1, 2)) end, "grid", "x")
		refused(function() with("grid", 3)(recur.axis("x", 0, 1, 2)) end, "grid", "a hole in it")
		refused(function() with("grid", -1)(recur.axis("x", 0, 1, 2)) end, "grid", "the key -1")
		refused(function() with("columns")({}) end, "columns", "at least one")
		refused(function() with("fixed", 1)(3) end, "fixed", "1")
		refused(function() with("fixed", "a b")(3) end, "fixed", "a b")
	end)
	it("refuses columns that are not name, meaning, unit", function()
		for _, column in ipairs { {}, { "D" }, { 1, "d" }, { "D", 1 }, { "D", "d", 1 }, { "D", "d", "u", "x" },
			{ "1D", "d" }, { "D E", "d" }, { "D", "d", unit = "bit" } } do
			refused(function() with("columns", 3)(column) end, "columns", "expected", "name, meaning, unit")
		end
	end)
	it("refuses names that the head uses itself", function()
		for _, name in ipairs { "title", "quality", "seed", "runs", "script", "include", "source", "program", "column" } do
			refused(function() with("fixed", name)(1) end, "fixed", name, "meaning of its own")
		end
	end)
	it("reads datasets by their names only", function()
		refused(function() with("reads")({ "../../secret" }) end, "reads", "entry 1", "name of a dataset", "secret")
		refused(function() with("reads")({ "/etc/passwd" }) end, "reads", "entry 1")
		refused(function() with("reads")({ "import/driven.tsv" }) end, "reads", "entry 1")
		refused(function() with("reads")({ "import/driven", "import/driven" }) end, "reads", "entry 2", "already")
		refused(function() with("reads")({ x = "import/driven" }) end, "reads", "the key")
		refused(function() with("reads")({ 3 }) end, "reads", "entry 1", "found 3")
	end)
	it("may leave out seed and grid if it reads", function()
		local d = good()
		d.seed, d.grid, d.draft, d.reads = nil, nil, nil, { "import/driven" }
		assert.has_no.errors(function() recur.experiment(d) end)
		d.reads = nil
		refused(function() recur.experiment(d) end, "missing key", "seed")
	end)
	it("refuses names used twice", function()
		refused(function() with("columns", 3)({ "C", "again" }) end, "columns.C", "already")
		refused(function() with("columns", 3)({ "density", "d" }) end, "density", "axis")
		refused(function() with("columns", 3)({ "gain", "d" }) end, "gain", "column")
		refused(function() with("fixed", "density")(0.5) end, "density", "axis")
		refused(function() with("grid", 2)(recur.axis("density", 0, 1, 2)) end, "grid", "density")
	end)
	it("refuses a column named as another one's standard error", function()
		refused(function() with("columns", 3)({ "C_se", "mine" }) end, "C_se", "already")
	end)
	it("refuses text that would break the head of a data file", function()
		refused(function() with "title" ("a\nb") end, "title", "one line")
		refused(function() with("fixed", "mode")("a\n# quality = full") end, "mode", "one line")
		refused(function() with("columns", 3)({ "D", "a\nb" }) end, "D", "one line")
		refused(function() with("columns", 3)({ "D", "d", "a\nb" }) end, "D", "one line")
	end)
	it("lists parameters in one order, however long their names are", function()
		local d, name = good(), ("a"):rep(300)
		for i = 9, 1, -1 do d.fixed[name .. i] = i end
		local text, found = helper.content(recur.experiment(d)):header {}, {}
		for i in text:gmatch("\n# a+(%d) = ") do found[#found + 1] = i end
		assert.are.equal("123456789", table.concat(found))
	end)
	it("refuses a transient not below steps, in the grid too", function()
		refused(function() with("fixed", "transient")(10) end, "transient", "less than steps = 10", "found 10")
		refused(function()
			local d = good()
			d.grid[2], d.fixed.transient = recur.axis("transient", 0, 20, 3), nil
			recur.experiment(d)
		end, "transient", "less than steps = 10", "found 20")
		refused(function()
			local d = good()
			d.grid[2], d.fixed.steps, d.draft.fixed = recur.axis("steps", { 1, 5 }), nil, nil
			recur.experiment(d)
		end, "transient", "less than steps = 1", "found 2")
	end)
	it("refuses a draft with a transient not below steps, before any draft is run", function()
		refused(function() with("draft", "fixed", "steps")(2) end, "draft", "transient", "steps = 2")
	end)
	it("refuses a grid too large for memory, however many axes it takes", function()
		local function declare(axes)
			local d = good()
			d.grid, d.draft = axes, nil
			return recur.experiment(d)
		end
		refused(function() declare { recur.axis("a", 1, 5000, 5000), recur.axis("b", 1, 5000, 5000) } end, "grid",
			"too many", "memory")
		local axes = {}
		for i = 1, 40 do axes[i] = recur.axis("a" .. i, 0, 1, 1000) end -- 1000^40 overflows
		refused(function() declare(axes) end, "grid", "too many", "memory")
	end)
	it("is not changed by what is done to its table afterwards", function()
		local d = good()
		local experiment = recur.experiment(d)
		d.fixed.neurons, d.columns[1][1], d.grid[1] = 9, "Z", nil
		local text = helper.content(experiment):header {}
		assert.truthy(text:find("neurons = 5", 1, true))
		assert.falsy(text:find("Z", 1, true))
		assert.truthy(text:find("# density = ", 1, true))
	end)
end)

-- ---- the line ------------------------------------------------------------------------------------

local head = 'local recur = require "recur"\n\n'

-- A script with its lines in a given order, or some exchanged.
local function script(changes, order)
	local lines = {
		title = '	title = "t",',
		seed = "	seed = 7,",
		runs = "	runs = 2,",
		grid = '	grid = { recur.axis("density", 0, 1, 3) },',
		fixed = "	fixed = {\n		neurons = 5,\n		steps = 10,\n	},",
		draft = "	draft = { runs = 1, grid = { density = 2 }, fixed = { steps = 5 } },",
		columns = '	columns = {\n		{ "C", "a measure" },\n	},',
		run = "	run = function() return { C = 1 } end,",
		extra = "",
	}
	for key, text in pairs(changes) do lines[key] = text end
	local parts = {}
	for key in (order or "title seed runs grid fixed draft columns run extra"):gmatch("%a+") do
		parts[#parts + 1] = lines[key]
	end
	return head .. "return recur.experiment {\n" .. table.concat(parts, "\n") .. "\n}\n"
end

describe("an error in a declaration gives the right line", function()
	local function at(name, changes, order, ...)
		local texts = { ... }
		it(name, function() helper.script_refused(script(changes, order), table.unpack(texts)) end)
	end
	it("(the script is right without the change)", function()
		assert.truthy((helper.script(script {})))
	end)
	at("of a wrong type", { seed = '	seed = "7", -- here' }, nil, "seed", '"7"', "number")
	at("of a misspelt key", { extra = "	sede = 7, -- here" }, nil, "sede", "seed")
	at("of a misspelt key in brackets", { extra = '	["sede"] = 7, -- here' }, nil, "sede", "seed")
	at("of an unknown key with odd characters", { extra = '	["a(b"] = 7, -- here' }, nil, "a(b", "unknown key")
	at("of a parameter", { fixed = "	fixed = {\n		neurons = 5,\n		steps = -3, -- here\n	}," }, nil,
		"fixed.steps", "-3")
	at("of a draft parameter", { draft = "	draft = { runs = 1,\n	fixed = { steps = 2.5 } }, -- here" }, nil,
		"draft.fixed.steps", "2.5")
	at("of a draft key", { draft = "	draft = { runs = 1,\n	fixd = {} }, -- here" }, nil, "draft", "fixd")
	at("of a column", { columns = '	columns = {\n		{ "C", "c" },\n		{ "C", "d" }, -- here\n	},' }, nil, "C", "already")
	at("of the grid", { grid = "	grid = { 3 }, -- here" }, nil, "grid", "3")
	at("of an axis", { grid = '	grid = {\n	recur.axis("density", 0, 1, 0) }, -- here' }, nil, "density", "found 0")
	at("of a missing key: the declaration's", { seed = "", title = "	title = 't'," }, nil, "seed", "missing")
	at("when a comment names the key first", { title = "	-- seed = 1\n	title = 't', -- seed = 2",
		seed = "	seed = -1, -- here" }, nil, "seed", "-1")
	at("when a long comment names the key first", { title = "	--[[ some\n	seed = 1\n	]]\n	title = 't',",
		seed = "	seed = -1, -- here" }, nil, "seed", "-1")
	at("when a text names the key first", { title = '	title = "the seed = 3 of it",', seed = "	seed = -1, -- here" },
		nil, "seed", "-1")
	at("when a text holds dashes", { title = '	title = "a -- b", sede = 3, -- here' }, nil, "sede")
	at("when the draft with the same key comes first", { runs = "	runs = 0, -- here" },
		"title seed draft runs grid fixed columns run", "runs", "found 0")
	at("when the draft with the same parameter comes first",
		{ fixed = "	fixed = {\n		neurons = 5,\n		steps = 0.5, -- here\n	}," },
		"title seed draft runs grid fixed columns run", "fixed.steps", "0.5")
	at("when a parameter has the key's name",
		{ fixed = "	fixed = { seed = 3, steps = 10 },", seed = "	seed = -1, -- here" },
		"title fixed runs grid draft seed columns run", "seed", "-1")
	at("when the column has a parameter's name first", { title = '	title = "steps",',
		fixed = "	fixed = {\n		neurons = 5,\n		steps = 0.5, -- here\n	}," }, nil, "fixed.steps", "0.5")
	it("of a declaration that is made before the call", function()
		helper.script_refused(head .. "local d = { title = 't', sede = 3 }\n\nreturn recur.experiment(d) -- here\n", "sede")
	end)
	it("of a declaration that is no table", function()
		helper.script_refused(head .. "return recur.experiment(3) -- here\n", "table", "3")
	end)
end)
