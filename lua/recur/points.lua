-- The points of an experiment's grid: the settings of each, its random numbers, and the rows of results that the
-- script's function gives there. Means and standard errors over runs are made here, not in the scripts.

local recur, private = ...

local methods = private.experiment_methods

local function unknown_parameter(p, name)
	error(private.unknown("parameter", name, p), 2)
end

-- The settings of point i: a list of { name, value }, in the order of the axes; the first axis varies
-- slowest.
function methods:coordinates(i)
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

-- A point, or a run at a point, in words.
local function where(coordinates, run)
	local parts = {}
	if #coordinates == 0 then return "the only point" end
	for i, setting in ipairs(coordinates) do parts[i] = ("%s = %.10g"):format(setting[1], setting[2]) end
	if run then parts[#parts + 1] = ("run %d"):format(run) end
	return table.concat(parts, ", ")
end

-- A row of results must have a number for every column, and nothing else.
local function check_row(self, result, coordinates, run)
	local function refuse(problem, ...)
		error(("%s: at %s: %s"):format(private.place(self.declared, { self.run and "run" or "rows" }),
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
	local unknown = private.keys_problem(result, columns, "column")
	if unknown then refuse("%s", unknown) end
end

-- The mean of a list of numbers and its standard error, which is nan for one number or an infinite mean.
function recur.mean_and_error(values, ...)
	private.no_more("recur.mean_and_error(values)", ...)
	local sum, n = 0
	values, n = private.check_numbers("recur.mean_and_error", values)
	for _, x in ipairs(values) do sum = sum + x end
	local mean, squares = sum / n, 0
	for _, x in ipairs(values) do squares = squares + (x - mean) * (x - mean) end
	return mean, n > 1 and math.sqrt(squares / (n - 1) / n) or 0 / 0
end

local function coordinate_texts(coordinates)
	local texts = {}
	for i, setting in ipairs(coordinates) do texts[i] = private.number_text(setting[2]) end
	return texts
end

-- The line of the data file; `texts` are those of the columns.
local function row_text(coordinates, texts)
	local cells = coordinate_texts(coordinates)
	return private.row_text(table.move(texts, 1, #texts, #cells + 1, cells))
end

-- An error message, to which the program adds which lines of the script led to it; the module alone does not.
local function traceback(message)
	return private.host and private.host.traceback(message) or message
end

-- Calls the script's function for a point. An error in it is raised again, with the point that it happened at.
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
	local count, odd = private.list_length(rows)
	if not count then
		error(("%s: at %s: expected a list of rows, found %s"):format(private.place(self.declared, { "rows" }),
			where(coordinates), odd), 0)
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
function methods:coordinate_texts(i) return coordinate_texts(self:coordinates(i)) end

-- The data lines of point i; data(stem) gives a dataset that the experiment reads. Random numbers are named by the
-- title, so that a script gives the same ones wherever its file lies.
function methods:evaluate(i, data)
	local coordinates = self:coordinates(i)
	local rng = self.seed and recur.rng(self.seed):child(self.title, point_name(coordinates))
	return (self.run and evaluate_runs or evaluate_rows)(self, coordinates, rng, data)
end
