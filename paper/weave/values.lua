-- The expressions of an article: STEM WHAT [where COND and ...] [as FORMAT], evaluated on data/STEM.tsv. The result is
-- a value, the rows and columns that it comes from, and the format to write it in.

local files = require "files"

local values = {}

-- The project's own reader of results, with its errors.
local private = { text = function(x) return ('"%s"'):format(tostring(x)) end }
for _, name in ipairs { "arguments", "table" } do
	assert(loadfile((PANDOC_SCRIPT_FILE:match("^(.*/)[^/]*$") or "") .. "../lua/recur/" .. name .. ".lua"))({}, private)
end

local datasets = {}

local function all_stems()
	local stems = {}
	for i, path in ipairs(files.ending("data", ".tsv")) do stems[i] = path:match("^data/(.*)%.tsv$") end
	return table.concat(stems, ", ")
end

function values.dataset(stem)
	if not datasets[stem] then
		local path = "data/" .. stem .. ".tsv"
		local text = files.read(path)
		if not text then error(("no dataset %s; there are %s"):format(stem, all_stems()), 0) end
		local dataset = private.read_dataset(path, text)
		files.check_fresh(path)
		datasets[stem] = dataset
	end
	return datasets[stem]
end

-- The name of a case for its number, or nil.
function values.case_name(dataset, column, number)
	local names = dataset:cases(column)
	return names and names[number]
end

local function number_of(text)
	return tonumber(text) or (text == "inf" and math.huge) or (text == "-inf" and -math.huge) or nil
end

local function case_number(dataset, column, name)
	local names = dataset:cases(column)
	if not names then return nil end
	for number, one in ipairs(names) do
		if one == name then return number end
	end
	error(("%s: %s has no case \"%s\"; its cases: %s"):format(dataset.path, column, name,
		table.concat(names, ", ")), 0)
end

local function equal(a, b) return a == b or math.abs(a - b) <= 1e-9 * math.max(math.abs(a), math.abs(b)) end

local compare = {
	["="] = equal,
	["!="] = function(a, b) return not equal(a, b) end,
	["<"] = function(a, b) return a < b and not equal(a, b) end,
	[">"] = function(a, b) return a > b and not equal(a, b) end,
	["<="] = function(a, b) return a < b or equal(a, b) end,
	[">="] = function(a, b) return a > b or equal(a, b) end,
}

-- NAME OP VALUE as a function of a row.
local function condition(dataset, text)
	local column, operator, wanted = text:match("^([%w_]+)%s*([<>!=]=?)%s*(.+)$")
	local test = compare[operator]
	if not test then
		error(("condition \"%s\": expected NAME OP VALUE with one of = != < <= > >="):format(text), 0)
	end
	local number = number_of(wanted) or case_number(dataset, column, wanted)
	if number then return function(row) return test(row[column], number) end end
	if operator ~= "=" and operator ~= "!=" then
		error(("condition \"%s\": a text is compared by = or !="):format(text), 0)
	end
	return function(row) return (dataset:text(row, column) == wanted) == (operator == "=") end
end

local function select_rows(dataset, conditions)
	if #conditions == 0 then return dataset end
	local tests = {}
	for i, text in ipairs(conditions) do tests[i] = condition(dataset, text) end
	return dataset:where(table.concat(conditions, " and "), function(row)
		for _, test in ipairs(tests) do
			if not test(row) then return false end
		end
		return true
	end)
end

-- The numbers of a column, or their natural logarithms for "log(NAME)".
local function numbers(rows, name)
	local inner = name:match("^log%(([%w_]+)%)$")
	local list = rows:column(inner or name)
	for i = 1, inner and #list or 0 do
		if list[i] <= 0 then
			error(("%s: line %d: %s of %g"):format(rows.path, rows:line(rows[i]), name, list[i]), 0)
		end
		list[i] = math.log(list[i])
	end
	return list
end

-- The slope of the line of least squares.
local function slope(y, x)
	local n, mean_x, mean_y, above, below = #x, 0, 0, 0, 0
	for i = 1, n do mean_x, mean_y = mean_x + x[i] / n, mean_y + y[i] / n end
	for i = 1, n do
		above, below = above + (x[i] - mean_x) * (y[i] - mean_y), below + (x[i] - mean_x) ^ 2
	end
	return above / below
end

local function extreme(rows, name, sign)
	local list = numbers(rows, name)
	local best = 1
	for i = 2, #list do
		if sign * list[i] > sign * list[best] then best = i end
	end
	return best, list[best]
end

local sign_of = { max = 1, min = -1 }
local superlative = { max = "the largest", min = "the smallest" }

-- One row's cell: its number, or its text where it is none.
local function cell(rows, i, name)
	local text = rows:text(rows[i], name)
	return number_of(text) or text, text
end

-- Each form of WHAT: a pattern, and a function of the selected rows and what the pattern caught, that
-- returns { value = , columns = , line = of the row it stands in, or nil, how = in words }.
local forms = {
	{ "^count$", function(rows)
		return { value = #rows, columns = {}, how = "number" }
	end },
	{ "^(m[axin]+) (%S+)$", function(rows, which, name)
		if not sign_of[which] then return nil end
		local i, value = extreme(rows, name, sign_of[which])
		return { value = value, columns = { name }, line = rows:line(rows[i]), how = superlative[which] }
	end },
	{ "^mean (%S+)$", function(rows, name)
		local sum, list = 0, numbers(rows, name)
		for _, x in ipairs(list) do sum = sum + x end
		return { value = sum / #list, columns = { name }, how = "mean" }
	end },
	{ "^(%S+) at (m[axin]+) (%S+)$", function(rows, name, which, by)
		if not sign_of[which] then return nil end
		local i = extreme(rows, by, sign_of[which])
		local value, text = cell(rows, i, name)
		return { value = value, text = text, column = name, columns = { name, by }, line = rows:line(rows[i]),
			how = "where " .. by .. " is " .. superlative[which] }
	end },
	{ "^slope (%S+) against (%S+)$", function(rows, y, x)
		return { value = slope(numbers(rows, y), numbers(rows, x)), columns = { y, x }, how = "slope of least squares" }
	end },
	{ "^([%w_]+)$", function(rows, name)
		local value, text = cell(rows, 1, name)
		if #rows > 1 then error(("ambiguous: %d rows (lines %d to %d)"):format(#rows, rows:line(rows[1]),
			rows:line(rows[#rows])), 0) end
		return { value = value, text = text, column = name, columns = { name }, line = rows:line(rows[1]) }
	end },
}

local function parameter(dataset, name)
	local text = dataset:parameter(name)
	return { value = number_of(text) or text, text = text, columns = { name }, how = "parameter" }
end

-- Splits at `word` between spaces.
local function split(text, word)
	local parts = {}
	for part in (text .. " " .. word .. " "):gmatch("(.-) " .. word .. " ") do parts[#parts + 1] = part end
	return parts
end

-- The parts of an expression; "quoted texts" are kept from being cut.
local function parse(expression)
	local quoted = {}
	local masked = expression:gsub('"([^"]*)"', function(text)
		quoted[#quoted + 1] = text
		return "\1" .. #quoted .. "\1"
	end)
	local function unmask(text) return (text:gsub("\1(%d+)\1", function(i) return quoted[tonumber(i)] end)) end
	masked = masked:gsub("^=%s*", ""):gsub("%s+", " "):gsub(" $", "")
	local rest, format = masked:match("^(.*) as (.-)$")
	rest = rest or masked
	local subject, where = rest:match("^(.-) where (.*)$")
	local stem, what = (subject or rest):match("^([%w_/-]+) (.+)$")
	if not stem then
		error(("\"%s\": expected =STEM WHAT [where COND and ...] [as FORMAT]"):format(expression), 0)
	end
	local conditions = where and split(where, "and") or {}
	for i, text in ipairs(conditions) do conditions[i] = unmask(text) end
	return { expression = unmask(rest), stem = stem, what = what, conditions = conditions, format = format }
end

-- Evaluates: adds to what the form returns the file, the rows, and the expression's parts.
function values.evaluate(expression)
	local parsed = parse(expression)
	local dataset = values.dataset(parsed.stem)
	local result
	local name = parsed.what:match("^parameter (%S+)$")
	if name then
		result = parameter(dataset, name)
	else
		local rows = select_rows(dataset, parsed.conditions)
		for _, form in ipairs(forms) do
			local caught = { parsed.what:match(form[1]) }
			result = result or (caught[1] and form[2](rows, table.unpack(caught)))
		end
		if not result then
			error(("\"%s\": expected COLUMN, max, min or mean COLUMN, count, COLUMN at max COLUMN, COLUMN at min "
				.. "COLUMN, slope COLUMN against COLUMN, parameter NAME"):format(parsed.what), 0)
		end
		result.rows = { count = #rows, first = rows:line(rows[1]), last = rows:line(rows[#rows]) }
	end
	if result.value ~= result.value then error("the value is not a number", 0) end
	result.path, result.dataset = dataset.path, dataset
	result.expression, result.stem, result.format = parsed.expression, parsed.stem, parsed.format
	return result
end

return values
