-- Axes of a parameter grid. Values come from whole-number positions, so the ends are exact and a
-- draft's coarser axis picks points of the full one: point i of n is first + (last - first)·(i-1)/(n-1).

local recur = ...

-- Every point of a grid costs a few bytes of bookkeeping; more points than this are a mistake.
recur.most_points = 1 << 22

local Axis = {}
Axis.__index = Axis
Axis.__name = "recur.axis"

local function check_name(name, level)
	if type(name) ~= "string" or not name:match("^%a[%w_]*$") then
		error("axis: expected a name of letters, digits and _, found " .. recur.text(name), level + 1)
	end
end

local function check_count(name, count, level)
	if math.type(count) == "float" then count = math.tointeger(count) or count end
	if math.type(count) ~= "integer" or count < 1 or count > recur.most_points then
		error(("axis %s: expected 1 to %d points, found %s"):format(name, recur.most_points,
			recur.text(count)), level + 1)
	end
	return count
end

local function check_ends(name, first, last, count, level)
	for _, x in ipairs { first, last } do
		if type(x) ~= "number" or x ~= x or x == math.huge or x == -math.huge then
			error(("axis %s: expected finite numbers as ends, found %s"):format(name,
				recur.text(x)), level + 1)
		end
	end
	if first > last then
		error(("axis %s: reversed: it runs from %s to %s"):format(name, first, last), level + 1)
	end
	if (first == last) ~= (count == 1) then
		error(("axis %s: %d points from %s to %s: one point has equal ends, more have unequal ones")
			:format(name, count, first, last), level + 1)
	end
end

-- Checks every value against the range of a parameter of that name.
local function finish(axis, level)
	setmetatable(axis, Axis)
	for i = 1, axis.count do
		local problem = recur.parameter_problem(axis.name, axis:value(i))
		if problem then
			error(("axis %s: point %d: %s"):format(axis.name, i, problem), level + 1)
		end
	end
	return axis
end

local function linear(axis, i)
	if i == axis.count then return axis.last end
	return axis.first + (axis.last - axis.first) * ((i - 1) / (axis.count - 1))
end

local function logarithmic(axis, i)
	if i == 1 then return axis.first end
	if i == axis.count then return axis.last end
	return axis.first * recur.exp(recur.log(axis.last / axis.first) * ((i - 1) / (axis.count - 1)))
end

local function listed(axis, i) return axis.values[i] end

local function scaled(name, first, last, count, value, kind, level)
	check_name(name, level + 1)
	count = check_count(name, count, level + 1)
	check_ends(name, first, last, count, level + 1)
	if kind == "logarithmic" and first <= 0 then
		error(("axis %s: a logarithmic axis starts above 0, found %s"):format(name, first), level + 1)
	end
	return finish({ name = name, first = first, last = last, count = count, value = value, kind = kind },
		level + 1)
end

-- Equally spaced values: recur.axis("density", 0, 1, 41). Or a list: recur.axis("neurons", { 25, 50 }).
function recur.axis(name, first, last, count)
	if type(first) ~= "table" then
		return scaled(name, first, last, count, linear, "linear", 2)
	end
	check_name(name, 2)
	check_count(name, #first, 2)
	local values = table.move(first, 1, #first, 1, {})
	for i, x in ipairs(values) do
		if type(x) ~= "number" or x ~= x then
			error(("axis %s: point %d: expected a number, found %s"):format(name, i, recur.text(x)), 2)
		end
		if i > 1 and x <= values[i - 1] then
			error(("axis %s: point %d: values must increase, found %s after %s"):format(name, i, x,
				values[i - 1]), 2)
		end
	end
	return finish({ name = name, values = values, count = #values, value = listed, kind = "list" }, 2)
end

-- Values spaced equally in their logarithm.
function recur.log_axis(name, first, last, count)
	return scaled(name, first, last, count, logarithmic, "logarithmic", 2)
end

-- Places given by several parameters at once, each with a label:
-- recur.cases("place", { { "chaos", density = 0.5, balance = 0 }, ... }). Along it p has the parameters,
-- and place = 1, 2, ...
function recur.cases(name, list)
	check_name(name, 2)
	if type(list) ~= "table" then
		error(("cases %s: expected a list, found %s"):format(name, recur.text(list)), 2)
	end
	check_count(name, #list, 2)
	local parameters = {}
	for key in pairs(type(list[1]) == "table" and list[1] or {}) do
		if type(key) == "string" then parameters[#parameters + 1] = key end
	end
	table.sort(parameters)
	for i, case in ipairs(list) do
		if type(case) ~= "table" or type(case[1]) ~= "string" then
			error(("cases %s: entry %d: expected { label, parameter = value, ... }, found %s"):format(name,
				i, recur.text(case)), 2)
		end
		local count = -1 -- the label
		for _ in pairs(case) do count = count + 1 end
		for _, key in ipairs(parameters) do
			local problem = recur.parameter_problem(key, case[key])
				or (type(case[key]) ~= "number" and "expected a number, found " .. recur.text(case[key]))
			if problem then error(("cases %s: entry %d: %s: %s"):format(name, i, key, problem), 2) end
		end
		if count ~= #parameters then
			error(("cases %s: entry %d: expected the parameters %s in every case"):format(name, i,
				table.concat(parameters, ", ")), 2)
		end
	end
	return setmetatable({ name = name, cases = list, parameters = parameters, count = #list,
		value = function(_, i) return i end, kind = "cases" }, Axis)
end

-- The parameters that a point of the axis sets: a list of { name, value }. The place of a case in its
-- list is not what it is: the parameters name its random numbers, not the number.
function Axis:settings(i)
	if self.kind ~= "cases" then return { { self.name, self:value(i), names = true } } end
	local settings = { { self.name, i, names = false } }
	for _, key in ipairs(self.parameters) do
		settings[#settings + 1] = { key, self.cases[i][key], names = true }
	end
	return settings
end

-- The same axis with `count` points, for a draft. A list keeps its ends and spreads the others.
function Axis:thinned(count)
	if self.kind == "cases" then error("cases are not thinned out", 2) end
	if self.kind ~= "list" then
		return scaled(self.name, self.first, self.last, count, self.value, self.kind, 2)
	end
	count = check_count(self.name, count, 2)
	local values = {}
	for i = 1, math.min(count, self.count) do
		local q = count == 1 and 0 or (i - 1) / (count - 1)
		values[i] = self.values[1 + math.floor(q * (self.count - 1) + 0.5)]
	end
	return recur.axis(self.name, values)
end

function Axis:describe()
	if self.kind == "cases" then
		local texts = {}
		for i, case in ipairs(self.cases) do
			local values = {}
			for k, key in ipairs(self.parameters) do values[k] = ("%s %.10g"):format(key, case[key]) end
			texts[i] = ("%d %s (%s)"):format(i, case[1], table.concat(values, ", "))
		end
		return table.concat(texts, "; ")
	end
	if self.kind == "list" then
		local values = {}
		for i, x in ipairs(self.values) do values[i] = ("%.10g"):format(x) end
		return table.concat(values, ", ")
	end
	return ("%.10g ... %.10g in %d points%s"):format(self.first, self.last, self.count,
		self.kind == "logarithmic" and ", logarithmic" or "")
end

-- `count` numbers from first to last, equally spaced in their logarithm.
function recur.log_values(first, last, count)
	local axis, values = scaled("values", first, last, count, logarithmic, "logarithmic", 2), {}
	for i = 1, axis.count do values[i] = axis:value(i) end
	return values
end

function recur.is_axis(x) return getmetatable(x) == Axis end
