-- Reading results: a data file as rows whose columns are asked for by name. What is not there, or not
-- a number, is an error that names it: a claim never rests on a hole.

local recur, private = ...

local Dataset = {}
Dataset.__index = Dataset
Dataset.__name = "recur.dataset"
Dataset.__metatable = false

local function split(line)
	local cells = {}
	for cell in (line .. "\t"):gmatch("([^\t]*)\t") do cells[#cells + 1] = cell end
	return cells
end

-- A row: row.C_xs is a number (NaN refused), row:text("label") the cell as it stands.
local function row_type(dataset)
	local positions = dataset.positions
	local function cell(row, name)
		local at = positions[name]
		if not at then
			error(("%s: no column %s; its columns: %s"):format(dataset.path, private.text(name),
				table.concat(dataset.columns, ", ")), 3)
		end
		return rawget(row, at)
	end
	return {
		__index = function(row, name)
			if name == "text" then return cell end
			local text = cell(row, name)
			local x = tonumber(text) or (text == "inf" and math.huge) or (text == "-inf" and -math.huge)
			if not x then
				error(("%s: line %d, column %s: expected a number, found %s"):format(dataset.path,
					rawget(row, "line"), name, private.text(text)), 2)
			end
			return x
		end,
	}
end

-- The dataset in `text`, the content of the file `path`.
function private.read_dataset(path, text)
	local self = setmetatable({ path = path, parameters = {}, columns = nil, positions = {} }, Dataset)
	local number, rows = 0, {}
	for line in text:gmatch("([^\n]*)\n") do
		number = number + 1
		local name, value = line:match("^# (%S+) = (.*)$")
		if name then
			self.parameters[name] = value
		elseif not line:find("^#") then
			local cells = split(line)
			if not self.columns then
				self.columns = cells
				for i, column in ipairs(cells) do self.positions[column] = i end
			elseif #cells ~= #self.columns then
				error(("%s: line %d: expected %d columns, found %d"):format(path, number, #self.columns,
					#cells), 0)
			else
				cells.line = number
				rows[#rows + 1] = cells
			end
		end
	end
	if not self.columns then error(path .. ": no line of column names", 0) end
	if #rows == 0 then error(path .. ": no rows", 0) end
	local meta = row_type(self)
	for i, row in ipairs(rows) do self[i] = setmetatable(row, meta) end
	return self
end

-- The rows for which the condition is true, as a dataset; none at all is an error: the grid does not
-- cover what is asked of it. `what` says what was asked.
function Dataset:where(what, condition)
	local part = setmetatable({ path = self.path, parameters = self.parameters, columns = self.columns,
		positions = self.positions }, Dataset)
	for _, row in ipairs(self) do
		if condition(row) then part[#part + 1] = row end
	end
	if #part == 0 then error(("%s: the grid has no point with %s"):format(self.path, what), 2) end
	return part
end

-- The axis must reach from first to last, with at least `count` values: returns them in order.
function Dataset:axis(name, first, last, count)
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

-- A grid must be whole: every combination of the two axes exactly once.
function Dataset:grid(first, second)
	local seen, a, b = {}, {}, {}
	for _, row in ipairs(self) do
		local key = row[first] .. " " .. row[second]
		if seen[key] then error(("%s: line %d: a second row at the same point"):format(self.path, row.line), 2) end
		seen[key], a[row[first]], b[row[second]] = row, true, true
	end
	local count_a, count_b = 0, 0
	for _ in pairs(a) do count_a = count_a + 1 end
	for _ in pairs(b) do count_b = count_b + 1 end
	if count_a * count_b ~= #self then
		error(("%s: expected the whole grid, %d by %d points, found %d rows"):format(self.path, count_a,
			count_b, #self), 2)
	end
	return function(x, y) return seen[x .. " " .. y] end
end

function Dataset:column(name)
	local values = {}
	for i, row in ipairs(self) do values[i] = row[name] end
	return values
end

function Dataset:mean(name) return (recur.mean_and_error(self:column(name))) end
