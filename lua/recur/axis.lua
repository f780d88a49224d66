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

-- The same axis with `count` points, for a draft. A list keeps its ends and spreads the others.
function Axis:thinned(count)
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
	if self.kind == "list" then
		local values = {}
		for i, x in ipairs(self.values) do values[i] = ("%.10g"):format(x) end
		return table.concat(values, ", ")
	end
	return ("%.10g ... %.10g in %d points%s"):format(self.first, self.last, self.count,
		self.kind == "logarithmic" and ", logarithmic" or "")
end

function recur.is_axis(x) return getmetatable(x) == Axis end
