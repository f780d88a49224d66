-- The declaration of an experiment: all of it is checked before the first point runs. An error in it names the script's
-- line, the key, what was found and what was expected.

local recur, private = ...

-- What the library keeps of an experiment: title, seed, runs, axes, fixed, draft, columns, paired, reads, run or rows
-- as they were declared, but checked; `declared`, where in a script that was; `taken`, what each name of a column of
-- the data file stands for; quality and points, which overrides change. Its methods stand in overrides.lua, points.lua
-- and head.lua.
local experiment_type = { __index = {} }
private.experiment_methods = experiment_type.__index

-- private.experiment_of(x): what the library keeps of what a script has for an experiment; nil if x is none.
local close, content = private.closed_type("recur.experiment", { title = function(self) return self.title end })
private.experiment_of = content

-- Raises an error at the line of the entry at `path`, a list of keys.
local function fail(self, path, problem, ...) private.refuse_entry(self.declared, path, problem, ...) end

local sorted_keys = private.sorted_keys

-- What of t, in words, is no part of a list without holes; nil if nothing is.
local function odd_key(t) return select(2, private.list_length(t)) end

local function check_table(self, path, value)
	if type(value) ~= "table" then
		fail(self, path, "expected a table, found %s", private.text(value))
	end
end

local function with(path, key)
	local longer = table.move(path, 1, #path, 1, {})
	longer[#longer + 1] = key
	return longer
end

-- Every key of the table at `path` must be in `known`, with a value of the type that stands there.
local function check_keys(self, path, t, known)
	local problem, key = private.keys_problem(t, known)
	if problem then fail(self, type(key) == "string" and with(path, key) or path, "%s", problem) end
end

local function whole(self, path, value, least)
	local exact = private.whole(value, least)
	if not exact then
		fail(self, path, "expected a whole number of at least %d, found %s", least, private.text(value))
	end
	return exact
end

local function check_axes(self, grid)
	check_table(self, { "grid" }, grid)
	local axes, seen = {}, {}
	for i, entry in ipairs(grid) do
		local axis = private.axis_of(entry)
		if not axis then
			fail(self, { "grid" }, "entry %d: expected recur.axis(...), found %s", i, private.text(entry))
		end
		for _, setting in ipairs(axis:settings(1)) do
			if seen[setting[1]] then fail(self, { "grid" }, "two axes set '%s'", setting[1]) end
			seen[setting[1]] = true
		end
		axes[i] = axis
	end
	if odd_key(grid) then fail(self, { "grid" }, "expected a list of axes, found %s", odd_key(grid)) end
	return axes
end

local function check_fixed(self, path, fixed)
	check_table(self, path, fixed)
	for _, name in ipairs(sorted_keys(fixed)) do
		local value = fixed[name]
		local wrong = private.parameter_name_problem(name)
		if wrong then fail(self, type(name) == "string" and with(path, name) or path, "%s", wrong) end
		local kind = type(value)
		if kind ~= "number" and kind ~= "string" and kind ~= "boolean" then
			fail(self, with(path, name), "expected a number, a string or a truth value, found %s",
				private.text(value))
		end
		local problem = private.value_problem(value) or private.parameter_problem(name, value)
		if problem then fail(self, with(path, name), "%s", problem) end
	end
end

-- Notes that a name of the data file's columns is taken by `column`, or by its standard errors; it must have been free.
local function take_name(self, taken, name, column)
	if not taken[name] then
		taken[name] = "the standard error of a column"
		return
	end
	error(("%s: columns.%s: there is %s of the name %s already"):format(
		private.place(self.declared, { "columns", column }, true), column, taken[name], name), 0)
end

local column_form = "expected { name, meaning, unit, exact = true }: "

-- What is wrong with the declaration of a column; nil if nothing is.
local function column_problem(column)
	for _, key in ipairs(sorted_keys(column)) do
		if key ~= "exact" and (math.type(key) ~= "integer" or key < 1 or key > 3) then
			return "nothing else, found the key " .. private.text(key)
		end
	end
	if column.exact ~= nil and type(column.exact) ~= "boolean" then return "exact: expected true or false" end
	return private.name_problem(column[1]) or private.text_problem(column[2]) or private.unit_problem(column[3] or "1")
end

-- A list of { name, meaning, unit, exact = }; with_errors: each has a column of standard errors, too.
local function check_columns(self, columns, axes, with_errors)
	check_table(self, { "columns" }, columns)
	local taken, list = {}, {}
	for _, axis in ipairs(axes) do
		for _, setting in ipairs(axis:settings(1)) do taken[setting[1]] = "an axis" end
	end
	for i, column in ipairs(columns) do
		if type(column) ~= "table" or type(column[1]) ~= "string" or type(column[2]) ~= "string" then
			fail(self, { "columns" }, "entry %d: %sfound %s", i, column_form, private.text(column))
		end
		local name = column[1]
		local problem = column_problem(column)
		if problem then fail(self, { "columns", name }, "%s%s", column_form, problem) end
		take_name(self, taken, name, name)
		if with_errors then take_name(self, taken, name .. "_se", name) end
		taken[name] = "a column"
		list[i] = { name = name, meaning = column[2], unit = column[3] or "1",
			text = column.exact and private.number_text or private.measured_text }
	end
	if next(columns) == nil then fail(self, { "columns" }, "expected at least one column, found none") end
	if odd_key(columns) then
		fail(self, { "columns" }, "expected a list of { name, meaning, unit }, found %s", odd_key(columns))
	end
	return list, taken
end

-- The names of the axes along which networks and inputs stay the same, as a set.
local function check_paired(self, paired)
	local set, known = {}, {}
	for _, axis in ipairs(self.axes) do known[axis.name] = true end
	for i, name in ipairs(paired) do
		if not known[name] then
			fail(self, { "paired" }, "entry %d: expected the name of an axis (%s), found %s", i,
				table.concat(sorted_keys(known), ", "), private.text(name))
		end
		set[name] = true
	end
	if odd_key(paired) then fail(self, { "paired" }, "expected a list of names of axes, found %s", odd_key(paired)) end
	return set
end

local function check_draft(self, draft)
	check_table(self, { "draft" }, draft)
	check_keys(self, { "draft" }, draft, { grid = "table", runs = "number", fixed = "table" })
	local known = {}
	for _, axis in ipairs(self.axes) do
		local listed = axis.kind == "list" and type((draft.grid or {})[axis.name]) == "table"
		known[axis.name] = listed and "table" or "number"
	end
	check_keys(self, { "draft", "grid" }, draft.grid or {}, known)
	if draft.runs then whole(self, { "draft", "runs" }, draft.runs, 1) end
	for _, name in ipairs(sorted_keys(draft.fixed or {})) do
		if self.fixed[name] == nil then
			fail(self, { "draft", "fixed", name }, "there is no fixed parameter of that name")
		end
	end
	check_fixed(self, { "draft", "fixed" }, draft.fixed or {})
	return draft
end

local known_keys = {
	title = "string", seed = "number", runs = "number", grid = "table", fixed = "table",
	draft = "table", columns = "table", run = "function", rows = "function", paired = "table", reads = "table",
}

local function check_required(self, d)
	-- An experiment that reads datasets may do without random numbers, and may have a single point.
	for _, key in ipairs(d.reads and { "title", "columns" } or { "title", "seed", "grid", "columns" }) do
		if d[key] == nil then fail(self, {}, "missing key '%s'", key) end
	end
	if (d.run == nil) == (d.rows == nil) then
		fail(self, {}, "expected either 'run', measures of one run, or 'rows', a list of rows")
	end
	if d.rows and d.runs then fail(self, { "runs" }, "'rows' has no runs to take a mean over") end
	local problem = private.text_problem(d.title)
	if problem then fail(self, { "title" }, "%s", problem) end
end

-- Counts the points of the grid; its axes may set no fixed parameter.
local function count_points(self)
	local points = 1
	for _, axis in ipairs(self.axes) do
		for _, setting in ipairs(axis:settings(1)) do
			if self.fixed[setting[1]] ~= nil then
				fail(self, { "fixed", setting[1] }, "is an axis of the grid too")
			end
		end
		points = points * axis.count
		if points > private.most_points then
			fail(self, { "grid" }, "more than %d points are too many for memory", private.most_points)
		end
	end
	return points
end

-- Every run has to be longer than its transient, so the longest transient must be less than the fewest steps.
local function check_transient(self)
	local function extreme(name, pick)
		local value = self.fixed[name]
		for _, axis in ipairs(self.axes) do
			if axis.name == name then value = pick(axis:value(1), axis:value(axis.count)) end
		end
		return value
	end
	local transient, steps = extreme("transient", math.max), extreme("steps", math.min)
	if transient and steps and transient >= steps then
		local path = { self.fixed.transient and "fixed" or "grid", "transient" }
		if self.quality == "draft" then table.insert(path, 1, "draft") end
		fail(self, path, "expected less than steps = %s, found %s", steps, transient)
	end
end

-- Checks what is right or wrong only with all settings together. It is called again when drafts or overrides change
-- some.
function private.check_together(self)
	self.points = count_points(self)
	check_transient(self)
end

-- What is wrong with the list of the stems of the datasets that an experiment or the claims read; nil if nothing is.
function private.reads_problem(reads)
	local count, odd = private.list_length(reads)
	if not count then return "expected a list of names of datasets, found " .. odd end
	local seen = {}
	for i, stem in ipairs(reads) do
		if type(stem) ~= "string" or not stem:find("^[%w_-]+/[%w_-]+$") then
			return ("entry %d: expected the name of a dataset, such as \"import/driven\", found %s"):format(i,
				private.text(stem))
		elseif seen[stem] then
			return ("entry %d: %s is there already"):format(i, stem)
		end
		seen[stem] = true
	end
end

-- recur.experiment { title, seed, runs, grid, paired, fixed, draft, reads, columns, run | rows }: declares an
-- experiment. On the stack, level 1 is this function, 2 the C function of without_tail_call, 3 the script.
local function declare(d, ...)
	local self = setmetatable({ declared = private.caller(3) }, experiment_type)
	private.no_more_without_tail_call("recur.experiment { ... }", ...)
	check_table(self, {}, d)
	local grid = private.held(rawget(d, "grid"), private.axis_of)
	d = private.held(d)
	d.grid = grid
	check_keys(self, {}, d, known_keys)
	check_required(self, d)
	self.title = d.title
	self.seed = d.seed and whole(self, { "seed" }, d.seed, 0)
	self.runs = whole(self, { "runs" }, d.runs or 1, 1)
	self.axes = check_axes(self, d.grid or {})
	local problem = private.reads_problem(d.reads or {})
	if problem then fail(self, { "reads" }, "%s", problem) end
	self.reads = table.move(d.reads or {}, 1, #(d.reads or {}), 1, {})
	check_fixed(self, { "fixed" }, d.fixed or {})
	self.fixed = {}
	for name, value in pairs(d.fixed or {}) do self.fixed[name] = private.plain_value(value) end
	self.columns, self.taken = check_columns(self, d.columns, self.axes, d.run ~= nil)
	for _, name in ipairs(sorted_keys(self.fixed)) do
		if self.taken[name] == "a column" then
			fail(self, { "fixed", name }, "there is a column of that name")
		end
	end
	self.draft = check_draft(self, d.draft or {})
	self.paired = check_paired(self, d.paired or {})
	self.run, self.rows = d.run, d.rows
	self.quality = "full"
	private.check_together(self)
	private.check_together(private.drafted(self))
	return close(self)
end

recur.experiment = private.without_tail_call(declare)
function recur.is_experiment(x, ...)
	private.no_more("recur.is_experiment(x)", ...)
	return content(x) ~= nil
end
