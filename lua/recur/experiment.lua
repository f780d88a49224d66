-- The declaration of an experiment: checks all of it before the first point runs, then evaluates grid
-- points one by one. Means and standard errors over runs are made here, not in the scripts.
--
-- An error in a declaration names the script's line, the key, what was found and what was expected.

local recur, private = ...

local Experiment = {}
local experiment_type = { __index = Experiment }

-- Experiments as scripts get them, and what the library keeps of them: private.experiment_of(x), nil if x is none.
local close, content = private.closed_type("recur.experiment", { title = function(self) return self.title end })
private.experiment_of = content

-- ---- where in the script -------------------------------------------------------------------------

-- The text with comments and strings blanked, so that a key is not found in one; lines stay lines.
local function blank(text)
	local function spaces(part) return (part:gsub("[^\n]", " ")) end
	local out, position = {}, 1
	while position <= #text do
		local start = text:find("[-\"'%[]", position)
		if not start then break end
		out[#out + 1] = text:sub(position, start - 1)
		local finish
		local equals = text:match("^%-?%-?%[(=*)%[", start)
		if equals and (text:sub(start, start) == "[" or text:sub(start, start + 1) == "--") then
			finish = select(2, text:find("]" .. equals .. "]", start, true)) or #text
		elseif text:sub(start, start + 1) == "--" then
			finish = (text:find("\n", start, true) or #text + 1) - 1
		elseif text:find("^[\"']", start) then
			local quote = text:sub(start, start)
			finish = start + 1
			while finish <= #text and text:sub(finish, finish) ~= quote do
				finish = finish + (text:sub(finish, finish) == "\\" and 2 or 1)
			end
		end
		out[#out + 1] = finish and spaces(text:sub(start, finish)) or text:sub(start, start)
		position = (finish or start) + 1
	end
	out[#out + 1] = text:sub(position)
	return table.concat(out)
end

-- Where in the (blanked) table constructor that opens at `open` the entry `key = ...` stands, counting
-- only entries of that table itself; and where its value starts.
local function find_entry(text, original, open, key)
	local depth, position = 0, open
	local bracketed = "^%[%s*[\"']" .. key:gsub("%W", "%%%0") .. "[\"']%s*%]%s*="
	while true do
		local at = text:find("[%w_{}()%[]", position)
		if not at then return nil end
		local c = text:sub(at, at)
		if c == "{" or c == "(" then
			depth = depth + 1
		elseif c == "}" or c == ")" then
			depth = depth - 1
			if depth == 0 then return nil end
		elseif c == "[" then
			if depth == 1 and original:find(bracketed, at) then return at, nil end
		else
			local word, value = text:match("^([%w_]+)%s*()", at)
			if depth == 1 and word == key and text:find("^=[^=]", value) then
				return at, text:match("^=%s*()", value)
			end
			at = at + #word - 1
		end
		position = at + 1
	end
end

-- The name and the text of the file that a declaration stands in; the program has read it already.
local function source_of(declared)
	local name = declared.source:match("^@(.*)$")
	if private.texts then return name or declared.short_src, private.texts[name] end
	local file = name and io.open(name)
	if not file then return declared.short_src, nil end
	local text = file:read("a")
	file:close()
	return name, text
end

-- Where in the (blanked) text the table constructor of the declaration on that line opens; nil if the
-- table was made elsewhere.
local function declaration_start(text, line)
	local position = 1
	for _ = 2, line do position = (text:find("\n", position, true) or #text) + 1 end
	local open, rest = text:match("experiment%s*%(?%s*(){()", position)
	return open and not text:sub(position, rest):match("\n.*experiment") and open
end

-- "file:line" of the entry at `path` in the declaration, or of the last part of the path there is. A
-- column is looked for by its name in quotes; `last`: its last occurrence.
local function place(declared, path, last)
	local name, text = source_of(declared)
	local bare = text and blank(text)
	local open = bare and declaration_start(bare, declared.line)
	if not open then return ("%s:%d"):format(name, declared.line) end
	local position = #path > 0 and open or #text:sub(1, open):match("^(.*)experiment")
	for _, key in ipairs(path) do
		local at, value = find_entry(bare, text, open, key)
		if not at and path[1] == "columns" then
			for quoted in text:gmatch("()[\"']" .. key:gsub("%W", "%%%0") .. "[\"']", position) do
				at = (last or not at) and quoted or at
			end
		end
		if not at then break end
		position, open = at, value or at
	end
	local line = select(2, text:sub(1, position):gsub("\n", "")) + 1
	return ("%s:%d"):format(name, line)
end

-- Raises "file:line: key: problem".
local function fail(self, path, problem, ...)
	local shown = {}
	for i, key in ipairs(path) do
		shown[i] = type(key) == "string" and key:find("^[%w_ ]+$") and #key < 100 and key or private.text(key)
	end
	local key = #path > 0 and table.concat(shown, ".") .. ": " or ""
	error(("%s: %s%s"):format(place(self.declared, path), key, problem:format(...)), 0)
end

-- ---- checks --------------------------------------------------------------------------------------

-- A parameter as scripts get it: its text in the head gives back the same value.
local function plain(value) return type(value) == "number" and private.plain_number(value) or value end

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

-- Every key of t must be one of known (name -> type of its value).
local function check_keys(self, path, t, known)
	for _, key in ipairs(sorted_keys(t)) do
		if known[key] == nil then
			fail(self, type(key) == "string" and with(path, key) or path,
				"%s", private.unknown("key", key, known))
		end
		if type(known[key]) == "string" and type(t[key]) ~= known[key] then
			fail(self, with(path, key), "expected a %s, found %s", known[key], private.text(t[key]))
		end
	end
end

local function whole(self, path, value, least)
	local exact = type(value) == "number" and math.tointeger(value)
	if not exact or exact < least then
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

-- What no parameter may be, whatever its name.
function private.value_problem(value)
	if type(value) == "number" and value - value ~= 0 then
		return "expected a finite number, found " .. private.text(value)
	elseif type(value) == "string" then
		return private.text_problem(value)
	end
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
		local problem = private.value_problem(value)
		if problem then fail(self, with(path, name), "%s", problem) end
		problem = private.parameter_problem(name, value)
		if problem then fail(self, with(path, name), "%s", problem) end
	end
end


local function claim_name(self, taken, name, column)
	if not taken[name] then
		taken[name] = "the standard error of a column"
		return
	end
	error(("%s: columns.%s: there is %s of the name %s already"):format(
		place(self.declared, { "columns", column }, true), column, taken[name], name), 0)
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
	local unit = column[3] or "1"
	return private.name_problem(column[1]) or private.text_problem(column[2]) or private.text_problem(unit)
		or unit:find("[%[%]]") and "expected a unit without brackets, found " .. private.text(unit) or nil
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
		claim_name(self, taken, name, name)
		if with_errors then claim_name(self, taken, name .. "_se", name) end
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

-- Names of axes along which networks and inputs stay the same: a set.
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
	-- what only reads other datasets may have no chance in it, and a single point
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

-- What no single parameter shows wrong: checked once overrides and drafts are in.
local function check_whole(self)
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
	self.points = points
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

-- The stems of the datasets that an experiment or the claims read: a list.
function private.reads_problem(reads)
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
	local odd = odd_key(reads)
	return odd and "expected a list of names of datasets, found " .. odd or nil
end

-- recur.experiment { title, seed, runs, grid, paired, fixed, draft, reads, columns, run | rows }
local function declare(d, ...)
	local self = setmetatable({ declared = private.caller(3) }, experiment_type)
	private.no_more_kept("recur.experiment { ... }", ...)
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
	for name, value in pairs(d.fixed or {}) do self.fixed[name] = plain(value) end
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
	check_whole(self)
	check_whole(private.drafted(self))
	return close(self)
end

recur.experiment = private.kept(declare)
function recur.is_experiment(x, ...)
	private.no_more("recur.is_experiment(x)", ...)
	return content(x) ~= nil
end

-- ---- overrides -----------------------------------------------------------------------------------

local function apply_draft(self)
	for i, axis in ipairs(self.axes) do
		local count = (self.draft.grid or {})[axis.name]
		if count then
			local ok, thinned = pcall(axis.thinned, axis, count)
			if not ok then
				fail(self, { "draft", "grid", axis.name }, "%s", (thinned:gsub("^[^:]*:%d+: ", "")))
			end
			self.axes[i] = thinned
		end
	end
	for name, value in pairs(self.draft.fixed or {}) do self.fixed[name] = plain(value) end
	self.runs = self.draft.runs or self.runs
	self.quality = "draft"
end

-- The axis that --set makes of an axis: first:last:count, a value, or values with commas between.
local function axis_from_text(axis, text)
	local first, last, count = text:match("^([^:]+):([^:]+):([^:]+)$")
	if first then return axis:from_to(tonumber(first) or first, tonumber(last) or last, tonumber(count) or count) end
	local values = {}
	for value in (text .. ","):gmatch("([^,]*),") do values[#values + 1] = tonumber(value) or value end
	return axis:of_values(values)
end

local function value_from_text(old, text)
	if type(old) == "string" then return text end
	if type(old) == "boolean" then
		if text == "true" or text == "false" then return text == "true" end
		return nil
	end
	return tonumber(text)
end

-- One --set name=text: a fixed parameter, or an axis.
local function set(self, name, text)
	for i, axis in ipairs(self.axes) do
		if axis.name == name then
			local ok, new = pcall(axis_from_text, axis, text)
			if not ok then
				error(("--set %s=%s: %s"):format(name, text, (new:gsub("^[^:]*:%d+: ", ""))), 0)
			end
			self.axes[i] = new
			return
		end
	end
	if self.fixed[name] == nil then
		local names = sorted_keys(self.fixed)
		for _, axis in ipairs(self.axes) do names[#names + 1] = axis.name end
		error(("--set %s: unknown parameter; known: %s"):format(name, table.concat(names, ", ")), 0)
	end
	local value = value_from_text(self.fixed[name], text)
	local problem = value == nil and ("expected a %s, found %s"):format(type(self.fixed[name]),
		private.text(text)) or private.value_problem(value) or private.parameter_problem(name, value)
	if problem then error(("--set %s: %s"):format(name, problem), 0) end
	self.fixed[name] = plain(value)
end

-- A copy as it would be in a draft.
function private.drafted(self)
	local copy = setmetatable({}, experiment_type)
	for key, value in pairs(self) do copy[key] = value end
	copy.axes, copy.fixed = table.move(self.axes, 1, #self.axes, 1, {}), {}
	for name, value in pairs(self.fixed) do copy.fixed[name] = value end
	apply_draft(copy)
	return copy
end

-- overrides: quality ("draft" or "full"), set (list of { name, text }), runs, seed.
function Experiment:configure(overrides)
	if overrides.quality == "draft" then apply_draft(self) end
	for _, pair in ipairs(overrides.set or {}) do
		set(self, pair[1], pair[2])
		self.quality = self.quality == "full" and "custom" or self.quality
	end
	if overrides.runs then
		if self.rows then error("--runs: this experiment has no runs to take a mean over", 0) end
		self.runs = overrides.runs
	end
	self.seed = self.seed and (overrides.seed or self.seed)
	if (overrides.runs or overrides.seed) and self.quality == "full" then self.quality = "custom" end
	check_whole(self)
end

-- ---- points --------------------------------------------------------------------------------------

local function unknown_parameter(p, name)
	error(private.unknown("parameter", name, p), 2)
end

-- The settings of point i: a list of { name, value }, in the order of the axes; the first axis varies
-- slowest.
function Experiment:coordinates(i)
	local rest, by_axis, list = i - 1, {}, {}
	for a = #self.axes, 1, -1 do
		local axis = self.axes[a]
		by_axis[a] = axis:settings(rest % axis.count + 1)
		rest = rest // axis.count
	end
	for a, settings in ipairs(by_axis) do
		for _, setting in ipairs(settings) do
			list[#list + 1] = { setting[1], setting[2],
				names = setting.names and not self.paired[self.axes[a].name] }
		end
	end
	return list
end

local function parameters(self, coordinates)
	local p = {}
	for name, value in pairs(self.fixed) do p[name] = value end
	for _, setting in ipairs(coordinates) do p[setting[1]] = setting[2] end
	return setmetatable(p, { __index = unknown_parameter })
end

-- A point's random numbers are named by its coordinates as they are printed, not by its place in the grid: a finer
-- grid, a part of it or a draft gives the same networks at the same point. Paired axes do not take part.
local function point_name(coordinates)
	local parts = {}
	for _, setting in ipairs(coordinates) do
		if setting.names then parts[#parts + 1] = setting[1] .. "=" .. private.number_text(setting[2]) end
	end
	table.sort(parts)
	return table.concat(parts, " ")
end

local function where(coordinates, run)
	local parts = {}
	if #coordinates == 0 then return "the only point" end
	for i, setting in ipairs(coordinates) do parts[i] = ("%s = %.10g"):format(setting[1], setting[2]) end
	if run then parts[#parts + 1] = ("run %d"):format(run) end
	return table.concat(parts, ", ")
end

-- A row of results: every column there, a number, nothing else.
local function check_row(self, result, coordinates, run)
	local function refuse(problem, ...)
		error(("%s: at %s: %s"):format(place(self.declared, { self.run and "run" or "rows" }),
			where(coordinates, run), problem:format(...)), 0)
	end
	if type(result) ~= "table" then refuse("expected a table of columns, found %s", private.text(result)) end
	local columns = {}
	for _, column in ipairs(self.columns) do
		columns[column.name] = true
		local value = result[column.name]
		if type(value) ~= "number" or value ~= value then
			refuse("column %s: expected a number, found %s", column.name, private.text(value))
		end
	end
	for _, key in ipairs(sorted_keys(result)) do
		if self.taken[key] ~= "a column" then
			refuse("%s", private.unknown("column", key, columns))
		end
	end
end

-- Mean and standard error of the mean; the latter is nan for one run or an infinite mean.
function recur.mean_and_error(values, ...)
	private.no_more("recur.mean_and_error(values)", ...)
	local sum, n = 0
	values, n = private.check_numbers("recur.mean_and_error", values)
	for _, x in ipairs(values) do sum = sum + x end
	local mean, squares = sum / n, 0
	for _, x in ipairs(values) do squares = squares + (x - mean) * (x - mean) end
	return mean, n > 1 and math.sqrt(squares / (n - 1) / n) or 0 / 0
end

-- The line of the data file; `texts` are those of the columns.
local function row_text(coordinates, texts)
	local cells = {}
	for i, setting in ipairs(coordinates) do cells[i] = private.number_text(setting[2]) end
	return private.row_text(table.move(texts, 1, #texts, #cells + 1, cells))
end

-- The program adds to a message which lines of the script led to it.
local function traceback(message)
	return private.host and private.host.traceback(message) or message
end

-- What the script's function returns; an error out of it says at which point it happened.
local function call(self, f, coordinates, rng, data, run)
	local ok, result = xpcall(f, traceback, parameters(self, coordinates), rng, data)
	if ok then return private.held(result) end
	error(("%s\n  at %s"):format(type(result) == "string" and result or private.text(result),
		where(coordinates, run)), 0)
end

local function evaluate_runs(self, coordinates, rng, data)
	local columns = {}
	for c in ipairs(self.columns) do columns[c] = {} end
	for run = 1, self.runs do
		local result = call(self, self.run, coordinates, rng and rng:child(run), data, run)
		check_row(self, result, coordinates, run)
		for c, column in ipairs(self.columns) do columns[c][run] = result[column.name] end
	end
	local texts = {}
	for c, column in ipairs(self.columns) do
		local mean, err = recur.mean_and_error(columns[c])
		texts[#texts + 1], texts[#texts + 2] = column.text(mean), private.measured_text(err)
	end
	return row_text(coordinates, texts)
end

local function evaluate_rows(self, coordinates, rng, data)
	local rows = call(self, self.rows, coordinates, rng, data)
	if type(rows) ~= "table" or odd_key(rows) then
		error(("%s: at %s: expected a list of rows, found %s"):format(place(self.declared, { "rows" }),
			where(coordinates), type(rows) == "table" and odd_key(rows) or private.text(rows)), 0)
	end
	local lines = {}
	for i, row in ipairs(rows) do
		check_row(self, row, coordinates)
		local texts = {}
		for c, column in ipairs(self.columns) do texts[c] = column.text(row[column.name]) end
		lines[i] = row_text(coordinates, texts)
	end
	return table.concat(lines)
end

-- The texts of the coordinates of point i, as they stand in its rows.
function Experiment:coordinate_texts(i)
	local texts = {}
	for k, setting in ipairs(self:coordinates(i)) do texts[k] = private.number_text(setting[2]) end
	return texts
end

-- The data lines of point i; data(stem) gives a dataset that the experiment reads. Random numbers are named by the
-- title, so that a script gives the same ones wherever its file lies.
function Experiment:evaluate(i, data)
	local coordinates = self:coordinates(i)
	local rng = self.seed and recur.rng(self.seed):child(self.title, point_name(coordinates))
	return (self.run and evaluate_runs or evaluate_rows)(self, coordinates, rng, data)
end

-- ---- descriptions --------------------------------------------------------------------------------

-- What decides the numbers of this experiment, as entries of a head: a list of { name, value, cases }.
function Experiment:description()
	local list = { { "title", self.title }, { "quality", self.quality } }
	if self.seed then list[#list + 1] = { "seed", tostring(self.seed) } end
	if self.run then list[#list + 1] = { "runs", tostring(self.runs) } end
	for _, axis in ipairs(self.axes) do
		local paired = self.paired[axis.name] and "; same networks and inputs along it" or ""
		list[#list + 1] = { axis.name, axis:describe() .. paired, cases = axis:case_list() }
	end
	for _, name in ipairs(sorted_keys(self.fixed)) do
		local value = self.fixed[name]
		list[#list + 1] = { name, type(value) == "number" and private.number_text(value) or tostring(value) }
	end
	return list
end

-- The columns of the data file: name, unit, meaning.
function Experiment:table_columns()
	local list = {}
	for _, axis in ipairs(self.axes) do
		for _, setting in ipairs(axis:settings(1)) do
			local meaning, unit = axis:about(setting[1])
			list[#list + 1] = { setting[1], unit, meaning }
		end
	end
	for _, column in ipairs(self.columns) do
		list[#list + 1] = { column.name, column.unit, column.meaning }
		if self.run then
			list[#list + 1] = { column.name .. "_se", column.unit, "standard error of " .. column.name }
		end
	end
	return list
end

-- The head of the data file; origins: a list of { kind, path, sha256 }, the files it is made from.
function Experiment:header(origins)
	return private.head_text {
		entries = self:description(), origins = origins, program = ("recur, numerics %d"):format(recur.numerics),
		columns = self:table_columns(),
	}
end
