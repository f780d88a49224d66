-- The form of a data file, which only this file knows. Experiments, claims and replicas are written by its functions;
-- scripts, claims, figures, articles and the program read by them.
--
-- A file is a head of lines that begin with `#`, a line of column names, and rows of cells between tabs. The head
-- says what the file is, what it was made from, and what each column means:
--
--   # title = Information import over balance and density
--   # density = 0 ... 1 in 41 points
--   # case place 1 [balance 0, density 0.2]: low-density chaos
--   # script = import/driven.lua, sha256 ...
--   # column C_xs [1]: RMS correlation of input and next state

local recur, private = ...

-- ---- what may enter a file -----------------------------------------------------------------------

-- Names that the head uses itself: no parameter or axis may be called so.
local reserved = { title = true, quality = true, seed = true, runs = true, script = true, include = true, source = true,
	program = true, column = true, case = true }

-- What is wrong with the name of a column; nil if nothing is.
function private.name_problem(name)
	if type(name) ~= "string" or not name:find("^%a[%w_]*$") then
		return "expected a name of letters, digits and _, found " .. private.text(name)
	end
end

-- What is wrong with the name of a parameter or an axis; nil if nothing is.
function private.parameter_name_problem(name)
	return private.name_problem(name) or reserved[name]
		and ("the name '%s' has a meaning of its own in the head of a data file"):format(name) or nil
end

-- What is wrong with a text of the head; nil if nothing is.
function private.text_problem(text)
	if type(text) ~= "string" then return "expected a text, found " .. private.text(text) end
	local line_break = text:find("%c") or text:find("\u{85}", 1, true) or text:find("\u{2028}", 1, true)
		or text:find("\u{2029}", 1, true)
	if line_break then return "expected one line of text without control characters, found " .. private.text(text) end
	if not utf8.len(text) then return "expected text in UTF-8, found " .. private.text(text) end
end

-- What is wrong with the unit of a column or an axis; nil if nothing is.
function private.unit_problem(unit)
	return private.text_problem(unit) or unit:find("[%[%]]") and "expected a unit without brackets, found "
		.. private.text(unit) or nil
end

-- What is wrong with the value of a parameter, whatever its name; nil if nothing is.
function private.value_problem(value)
	if type(value) == "number" and value - value ~= 0 then
		return "expected a finite number, found " .. private.text(value)
	elseif type(value) == "string" then
		return private.text_problem(value)
	end
end

local replacements = { ['"'] = "\u{201C} or \u{201D}", ["'"] = "\u{2019}", ["#"] = "another sign" }

-- What is wrong with the text of a cell: besides the above, pandas and R take quotes and # for more than a sign.
function private.cell_problem(text)
	local problem = private.text_problem(text)
	local sign = not problem and text:match("[\"'#]")
	if sign then
		return ("a cell cannot hold the sign %s, which other programs misread: write %s"):format(sign, replacements[sign])
	end
	return problem
end

local function check(problem, what)
	if problem then error(what .. ": " .. problem, 0) end
end

-- ---- numbers -------------------------------------------------------------------------------------

-- A number so that reading gives it back: as short as it can be without becoming another one.
function private.number_text(x)
	if x ~= x then return "nan" end -- whatever its sign bit
	if x == math.huge or x == -math.huge then return x > 0 and "inf" or "-inf" end
	if x == math.floor(x) and math.abs(x) < 1e15 then return ("%d"):format(x) end
	for digits = 10, 16 do
		local text = ("%." .. digits .. "g"):format(x)
		if tonumber(text) == x then return text end
	end
	return ("%.17g"):format(x)
end

-- A measured number, to ten digits.
function private.measured_text(x)
	if x ~= x then return "nan" end
	if x == math.floor(x) and math.abs(x) < 1e15 then return ("%d"):format(x) end
	return ("%.10g"):format(x)
end

local function number_of(text)
	if text == "inf" or text == "-inf" then return text == "inf" and math.huge or -math.huge end
	return text:find("^%-?%.?%d") and not text:find("[xX ]") and tonumber(text) or nil
end

-- ---- writing -------------------------------------------------------------------------------------

-- The head as text. head.entries: a list of { name, value, cases }, `cases` a list of { number, label, settings } or
-- nil; head.origins: a list of { kind, path, sha256 }, the files it is made from; head.columns: a list of
-- { name, unit, meaning }.
function private.head_text(head)
	local lines, names, seen = {}, {}, {}
	local function add(pattern, ...)
		local line = pattern:format(...)
		check(private.text_problem(line), "head")
		lines[#lines + 1] = line
	end
	for _, entry in ipairs(head.entries) do
		add("# %s = %s", entry[1], entry[2])
		for _, case in ipairs(entry.cases or {}) do
			add("# case %s %d [%s]: %s", entry[1], case.number, case.settings, case.label)
		end
	end
	for _, origin in ipairs(head.origins) do add("# %s = %s, sha256 %s", origin.kind, origin.path, origin.sha256) end
	add("# program = recur, numerics %d", recur.numerics)
	for i, column in ipairs(head.columns) do
		check(private.name_problem(column[1]), "column " .. i)
		if seen[column[1]] then error(("two columns of the name %s"):format(column[1]), 0) end
		seen[column[1]], names[i] = true, column[1]
		add("# column %s [%s]: %s", column[1], column[2], column[3])
	end
	lines[#lines + 1] = table.concat(names, "\t")
	return table.concat(lines, "\n") .. "\n"
end

-- One row as text, from the texts of its cells.
function private.row_text(cells)
	for i, cell in ipairs(cells) do check(private.cell_problem(cell), "cell " .. i) end
	return table.concat(cells, "\t") .. "\n"
end

-- ---- reading -------------------------------------------------------------------------------------

local methods = {}
local dataset_type = {
	__name = "recur.dataset",
	__index = function(self, key)
		if type(key) == "number" then return nil end -- there are no more rows
		if not methods[key] then
			error(("%s: a dataset has no %s; it has %s"):format(rawget(self, "path"), private.text(key),
				table.concat(private.sorted_keys(methods), ", ")), 2)
		end
		return methods[key]
	end,
	__metatable = false, -- scripts cannot reach, and change, what all datasets share
}

local function split(line)
	local cells = {}
	for cell in (line .. "\t"):gmatch("([^\t]*)\t") do cells[#cells + 1] = cell end
	return cells
end

private.cells_of = split

-- What a line of the head says, put into the dataset.
local function read_head_line(self, line)
	local axis, place, settings, label = line:match("^# case (%S+) (%d+) %[([^%]]*)%]: (.*)$")
	if axis then
		self.axes_of_cases[axis] = self.axes_of_cases[axis] or {}
		self.axes_of_cases[axis][tonumber(place)] = { label = label, settings = settings }
		return
	end
	local column, unit, meaning = line:match("^# column (%S+) %[([^%]]*)%]: (.*)$")
	if column then
		self.meanings[column] = { unit = unit, meaning = meaning }
		return
	end
	local name, value = line:match("^# (%S+) = (.*)$")
	if not name then return end -- a comment of somebody's own table
	local path, sha256 = value:match("^(.*), sha256 (%x+)$")
	if path then
		self.origins[#self.origins + 1] = { kind = name, path = path, sha256 = sha256 }
	else
		self.parameters[name] = value
		self.parameter_names[#self.parameter_names + 1] = name
	end
end

local function read_names(self, line)
	self.columns = split(line)
	for i, column in ipairs(self.columns) do
		if column == "" then error(("%s: column %d has no name"):format(self.path, i), 0) end
		if self.positions[column] then error(("%s: two columns of the name %s"):format(self.path, column), 0) end
		self.positions[column] = i
	end
end

-- The cell of a row as it stands. To be called by a function that a script calls: an error names the script's line.
local function text_of(self, row, name)
	local at = self.positions[name]
	if not at then
		error(("%s: no column %s; its columns: %s"):format(self.path, private.text(name),
			table.concat(self.columns, ", ")), 3)
	end
	return rawget(row, at)
end

-- A row: row.C_xs is a number; anything else in that cell is an error.
local function row_type(self)
	return { __name = "recur.row", __metatable = false, __index = function(row, name)
		local text = text_of(self, row, name)
		local x = number_of(text)
		if not x then
			error(("%s: line %d, column %s: expected a number, found %s"):format(self.path, self:line(row), name,
				private.text(text)), 2)
		end
		return x
	end }
end

local function check_form(path, text)
	local problem = text:find("\0", 1, true) and "not a text file"
		or text:find("\r", 1, true) and "its lines end as those of another system do (CR)"
		or text:sub(-1) ~= "\n" and "its last line has no end: was the file cut off?"
	if problem then error(path .. ": " .. problem, 0) end
end

-- The dataset in `text`, the content of the file `path`: self[i] is row i.
function private.read_dataset(path, text)
	check_form(path, text)
	local self = setmetatable({ path = path, parameters = {}, parameter_names = {}, axes_of_cases = {}, meanings = {},
		origins = {}, positions = {}, lines = {} }, dataset_type)
	local number, names_end, meta = 0, nil, row_type(self)
	for line, ending in text:gmatch("([^\n]*)()\n") do
		number = number + 1
		if line:find("^#") then
			if names_end then error(("%s: line %d: a line of the head among the rows"):format(path, number), 0) end
			read_head_line(self, line)
		elseif not names_end then
			read_names(self, line)
			names_end = ending
		else
			local cells = split(line)
			if #cells ~= #self.columns then
				error(("%s: line %d: expected %d columns, found %d"):format(path, number, #self.columns, #cells), 0)
			end
			self[#self + 1] = setmetatable(cells, meta)
			self.lines[cells] = number
		end
	end
	if not names_end then error(path .. ": no line of column names", 0) end
	if #self == 0 then error(path .. ": no rows", 0) end
	self.head = text:sub(1, names_end)
	return self
end

-- The head of a file, all up to its first row; nil if it has none.
function private.head_of(text)
	local _, last = ("\n" .. text):find("\n[^#\n][^\n]*\n")
	return last and text:sub(1, last - 1)
end

-- Whether a head says that the file is a result of full quality.
function private.is_full(head) return ("\n" .. head):find("\n# quality = full\n", 1, true) ~= nil end

-- ---- what a dataset can be asked -----------------------------------------------------------------

-- The cell of a row as it stands.
function methods:text(row, name, ...)
	private.no_more("dataset:text(row, name)", ...)
	local text = text_of(self, row, name)
	return text
end

-- The line of the file in which a row stands.
function methods:line(row, ...)
	private.no_more("dataset:line(row)", ...)
	return self.lines[row]
end

-- What the head says of a name, as text.
function methods:parameter(name, ...)
	private.no_more("dataset:parameter(name)", ...)
	local text = self.parameters[name]
	if text then return text end
	error(("%s: no parameter %s; its parameters: %s"):format(self.path, private.text(name),
		table.concat(private.sorted_keys(self.parameters), ", ")), 2)
end

-- The labels of an axis of cases, by their numbers; nil if it has none.
function methods:cases(axis, ...)
	private.no_more("dataset:cases(axis)", ...)
	local labels = self.axes_of_cases[axis] and {}
	for k, case in pairs(labels and self.axes_of_cases[axis] or {}) do labels[k] = case.label end
	return labels
end

-- The label of case k of an axis.
function methods:case(axis, k, ...)
	private.no_more("dataset:case(axis, k)", ...)
	local case = (self.axes_of_cases[axis] or {})[k]
	if case then return case.label end
	error(("%s: %s has no case %s"):format(self.path, axis, private.text(k)), 2)
end

-- The rows for which the condition is true, as a dataset; none at all is an error: the grid does not
-- cover what is asked of it. `what` says what was asked.
function methods:where(what, condition, ...)
	private.no_more("dataset:where(what, condition)", ...)
	local part = {}
	for key, value in pairs(self) do
		if math.type(key) ~= "integer" then part[key] = value end
	end
	setmetatable(part, dataset_type)
	for _, row in ipairs(self) do
		if condition(row) then part[#part + 1] = row end
	end
	if #part == 0 then error(("%s: the grid has no point with %s"):format(self.path, what), 2) end
	return part
end

-- The axis must reach from first to last, with at least `count` values: returns them in order.
function methods:axis(name, first, last, count, ...)
	private.no_more("dataset:axis(name, first, last, count)", ...)
	local seen, values = {}, {}
	for _, row in ipairs(self) do
		local x = row[name]
		if not seen[x] then
			seen[x] = true
			values[#values + 1] = x
		end
	end
	table.sort(values)
	if #values < count or values[1] > first or values[#values] < last then
		error(("%s: %s: expected at least %d values from %s to %s, found %d from %s to %s"):format(
			self.path, name, count, first, last, #values, values[1], values[#values]), 2)
	end
	return values
end

-- A grid must be whole: every combination of the two axes exactly once. Returns a function of two values that
-- gives the row there, or nil.
function methods:grid(first, second, ...)
	private.no_more("dataset:grid(first, second)", ...)
	local rows, seconds, count_a, count_b = {}, {}, 0, 0
	for _, row in ipairs(self) do
		local a, b = row[first], row[second]
		if not rows[a] then rows[a], count_a = {}, count_a + 1 end
		if not seconds[b] then seconds[b], count_b = true, count_b + 1 end
		if rows[a][b] then error(("%s: line %d: a second row at the same point"):format(self.path, self:line(row)), 2) end
		rows[a][b] = row
	end
	if count_a * count_b ~= #self then
		error(("%s: expected the whole grid, %d by %d points, found %d rows"):format(self.path, count_a, count_b,
			#self), 2)
	end
	return function(x, y) return rows[x] and rows[x][y] end
end

-- All numbers of a column.
function methods:column(name, ...)
	private.no_more("dataset:column(name)", ...)
	local values = {}
	for i, row in ipairs(self) do values[i] = row[name] end
	return values
end

function methods:mean(name, ...)
	private.no_more("dataset:mean(name)", ...)
	return (recur.mean_and_error(self:column(name)))
end
