-- Axes of a parameter grid. Every value is a number that its text in the data file gives back, and it depends on the
-- ends of the axis as they are written, not on the number of points between. So a part of an axis, a coarser one or a
-- single point has the same numbers at the same places.

local recur, private = ...

-- Every point of a grid costs a few bytes of bookkeeping; more points than this are a mistake.
private.most_points = 1 << 22

local Axis = {}
local axis_type = { __index = Axis }

-- Axes as scripts get them, and what the library keeps of them.
local close, open = private.closed_type("recur.axis", {
	name = function(axis) return axis.name end,
	count = function(axis) return axis.count end,
	value = function(axis)
		return function(_, i)
			local at = private.whole(i, 1, axis.count)
			if not at then
				error(("axis %s: expected a point from 1 to %d, found %s"):format(axis.name, axis.count,
					private.text(i)), 2)
			end
			return axis:value(at)
		end
	end,
})
private.axis_of = open

local function check_name(name, level)
	local problem = private.parameter_name_problem(name)
	if problem then error("axis: " .. problem, level + 1) end
end

local known_options = { meaning = true, unit = true }

-- The meaning and the unit of an axis, { meaning = , unit = }, from what a script gives for them, which may be nothing.
local function check_options(name, options, level)
	if options == nil then return {} end
	if type(options) ~= "table" then
		error(("axis %s: expected { meaning = , unit = } at the end, found %s"):format(name, private.text(options)),
			level + 1)
	end
	local unknown = private.keys_problem(options, known_options)
	if unknown then error(("axis %s: %s"):format(name, unknown), level + 1) end
	for _, key in ipairs(private.sorted_keys(options)) do
		local problem = (key == "unit" and private.unit_problem or private.text_problem)(options[key])
		if problem then error(("axis %s: %s: %s"):format(name, key, problem), level + 1) end
	end
	return { meaning = options.meaning, unit = options.unit }
end

local function check_count(name, count, level)
	local whole = private.whole(count, 1, private.most_points)
	if not whole then
		error(("axis %s: expected 1 to %d points, found %s"):format(name, private.most_points,
			private.text(count)), level + 1)
	end
	return whole
end

local function is_finite(x) return type(x) == "number" and x - x == 0 end

local function check_ends(name, first, last, count, level)
	for i = 1, 2 do
		local x = select(i, first, last)
		if not is_finite(x) then
			error(("axis %s: expected finite numbers as ends, found %s"):format(name,
				private.text(x)), level + 1)
		end
	end
	if first > last then
		error(("axis %s: reversed: it runs from %s to %s"):format(name, first, last), level + 1)
	end
	if (first == last) ~= (count == 1) then
		error(("axis %s: %d points from %s to %s: one point has equal ends, more have unequal ones")
			:format(name, count, first, last), level + 1)
	end
	if not is_finite(last - first) then
		error(("axis %s: from %s to %s is too far to be divided"):format(name, first, last), level + 1)
	end
end

-- Checks the values of an axis against the range of the parameter of its name. The two ends are enough, unless the
-- values are a list or the parameter takes whole numbers only: then all of them are checked.
local function finish(axis, options, level)
	axis.options = check_options(axis.name, options, level + 1)
	setmetatable(axis, axis_type)
	local ends_suffice = axis.kind ~= "list" and not private.parameter_problem(axis.name, 0.5)
	for i = 1, axis.count, ends_suffice and math.max(1, axis.count - 1) or 1 do
		local problem = private.parameter_problem(axis.name, axis:value(i))
		if problem then
			error(("axis %s: point %d: %s"):format(axis.name, i, problem), level + 1)
		end
	end
	return axis
end

-- ---- values --------------------------------------------------------------------------------------

-- A value as it is used, which is the one that its text in the data file gives back: whole numbers are integers, and
-- there is one zero; what is no number stays as it is.
function private.plain_value(x)
	return type(x) == "number" and x == math.floor(x) and math.abs(x) < 1 << 53 and math.tointeger(x) or x
end

-- The number nearest to the exact division of the ends as they are written.
local function linear(axis, i)
	local k, m = i - 1, axis.count - 1
	if k == 0 or k == m then return k == 0 and axis.first or axis.last end
	return private.plain_value(private.divide(axis.first, axis.last, k, m))
end

-- How far along a logarithmic axis its point i is, or along the whole axis that it is a part of: a fraction, as two
-- integers.
local function way(axis, i)
	local k, m = i - 1, math.max(1, axis.count - 1)
	return axis.scale.from * (m - k) + axis.scale.to * k, axis.scale.over * m
end

-- Values between the ends have six digits.
local function logarithmic(axis, i)
	if i == 1 or i == axis.count then return i == 1 and axis.first or axis.last end
	local top, bottom = way(axis, i)
	local scale = axis.scale
	local x = scale.first * recur.exp(recur.log(scale.last / scale.first) * (top / bottom))
	return private.plain_value(tonumber(("%.6g"):format(x)))
end

local function listed(axis, i) return axis.values[i] end

local value_of = { linear = linear, logarithmic = logarithmic }

-- An axis of `count` points from first to last. scale: of a part of a logarithmic axis, the ends of the whole one, and
-- the places on it at which this one begins and ends, from/over and to/over.
local function scaled(name, first, last, count, kind, options, level, scale)
	check_name(name, level + 1)
	count = check_count(name, count, level + 1)
	check_ends(name, first, last, count, level + 1)
	if kind == "logarithmic" and (first <= 0 or not is_finite(last / first)) then
		error(("axis %s: a logarithmic axis starts above 0 and not too close to it, found %s"):format(name,
			first), level + 1)
	end
	local axis = finish({ name = name, first = private.plain_value(first), last = private.plain_value(last),
		count = count, value = value_of[kind], kind = kind,
		scale = scale or { first = first, last = last, from = 0, to = 1, over = 1 } }, options, level + 1)
	return axis
end

local function check_list(name, list, level)
	local length, odd = private.list_length(list)
	if odd then error(("axis %s: expected a list of numbers, found %s"):format(name, odd), level + 1) end
	check_count(name, length, level + 1)
	for i, x in ipairs(list) do
		if not is_finite(x) then
			error(("axis %s: point %d: expected a finite number, found %s"):format(name, i,
				private.text(x)), level + 1)
		end
		if i > 1 and x <= list[i - 1] then
			error(("axis %s: point %d: values must increase, found %s after %s"):format(name, i, x,
				list[i - 1]), level + 1)
		end
	end
end

local function from_list(name, list, options, level)
	check_list(name, list, level + 1)
	local values = {}
	for i, x in ipairs(list) do values[i] = private.plain_value(x) end
	local axis = { name = name, values = values, count = #list, value = listed, kind = "list" }
	axis = finish(axis, options, level + 1)
	return axis
end

-- The functions below keep what they return in a local variable first: a tail call would take the script's line from
-- the stack, and so from the messages of errors.

-- Equally spaced values: recur.axis("density", 0, 1, 41). Or a list: recur.axis("neurons", { 25, 50 }). At the end
-- may stand what the head of the data file says of the axis: { meaning = "...", unit = "..." }.
function recur.axis(name, first, last, count, options, ...)
	private.no_more("recur.axis(name, first, last, count, options)", ...)
	first, last, options = private.held(first), private.held(last), private.held(options)
	check_name(name, 2)
	local axis
	if type(first) == "table" then
		if count ~= nil or options ~= nil then
			error(("axis %s: expected nothing after a list and its options, found %s"):format(name,
				private.text(count == nil and options or count)), 2)
		end
		axis = from_list(name, first, last, 2)
	else
		axis = scaled(name, first, last, count, "linear", options, 2)
	end
	return close(axis)
end

-- Values spaced equally in their logarithm.
function recur.log_axis(name, first, last, count, options, ...)
	private.no_more("recur.log_axis(name, first, last, count, options)", ...)
	options = private.held(options)
	local axis = scaled(name, first, last, count, "logarithmic", options, 2)
	return close(axis)
end

local function numbered(axis, i) return axis.numbers[i] end

-- An axis of some of the cases that `source` lists, by their numbers in it; all of them without numbers.
local function chosen_cases(source, numbers, options, level)
	if not numbers then
		numbers = {}
		for i = 1, #source.cases do numbers[i] = i end
	end
	return finish({ name = source.name, cases = source.cases, parameters = source.parameters, numbers = numbers,
		count = #numbers, value = numbered, kind = "cases" }, options, level + 1)
end

-- The names of the parameters that a case gives, in order.
local function parameters_of(case)
	local parameters = {}
	for _, key in ipairs(type(case) == "table" and private.sorted_keys(case) or {}) do
		if type(key) == "string" then parameters[#parameters + 1] = key end
	end
	return parameters
end

-- What is wrong with one of several cases, which all give the same parameters; nil if nothing is.
local function case_problem(case, parameters)
	if type(case) ~= "table" or type(case[1]) ~= "string" then
		return "expected { label, parameter = value, ... }, found " .. private.text(case)
	end
	local problem = private.text_problem(case[1])
	if problem then return "label: " .. problem end
	for _, key in ipairs(parameters) do
		local value = case[key]
		problem = private.value_problem(value) or private.parameter_problem(key, value)
			or type(value) ~= "number" and "expected a number, found " .. private.text(value)
		if problem then return ("%s: %s"):format(key, problem) end
	end
	if #private.sorted_keys(case) ~= 1 + #parameters then -- the label and these
		return ("expected the parameters %s in every case"):format(table.concat(parameters, ", "))
	end
end

-- Places given by several parameters at once, each with a label:
-- recur.cases("place", { { "chaos", density = 0.5, balance = 0 }, ... }). Along it p has the parameters,
-- and place = 1, 2, ...
function recur.cases(name, list, options, ...)
	private.no_more("recur.cases(name, list, options)", ...)
	list, options = private.held(list), private.held(options)
	check_name(name, 2)
	local length, odd = private.list_length(list)
	if odd then error(("cases %s: expected a list, found %s"):format(name, odd), 2) end
	check_count(name, length, 2)
	local parameters = parameters_of(list[1])
	for _, key in ipairs(parameters) do
		local problem = private.parameter_name_problem(key)
		if problem then error(("cases %s: %s"):format(name, problem), 2) end
	end
	local cases = {}
	for i, case in ipairs(list) do
		local problem = case_problem(case, parameters)
		if problem then error(("cases %s: entry %d: %s"):format(name, i, problem), 2) end
		cases[i] = { case[1] }
		for _, key in ipairs(parameters) do cases[i][key] = private.plain_value(case[key]) end
	end
	local axis = chosen_cases({ name = name, cases = cases, parameters = parameters }, nil, options, 2)
	return close(axis)
end

-- The parameters that a point of the axis sets: a list of { name, value, names = }, where `names` tells whether the
-- value is part of the name of the point's random numbers. The number of a case is not: so a case keeps its random
-- numbers wherever it stands in its list.
function Axis:settings(i)
	if self.kind ~= "cases" then return { { self.name, self:value(i), names = true } } end
	local number = self:value(i)
	local settings = { { self.name, number, names = false } }
	for _, key in ipairs(self.parameters) do
		settings[#settings + 1] = { key, self.cases[number][key], names = true }
	end
	return settings
end

-- The axis with the values listed instead of its own, for --set: any numbers; of cases, some of their numbers.
function Axis:of_values(list)
	if self.kind ~= "cases" then
		local axis = from_list(self.name, list, self.options, 2)
		return axis
	end
	for _, x in ipairs(list) do
		if not self.cases[x] then
			error(("cases %s: expected numbers from 1 to %d, found %s"):format(self.name, #self.cases,
				private.text(x)), 0)
		end
	end
	local numbers = from_list(self.name, list, nil, 2).values
	local axis = chosen_cases(self, numbers, self.options, 2)
	return axis
end

-- The point that has that value, or nil.
local function position(axis, x)
	for i = 1, axis.count do
		if axis:value(i) == x then return i end
	end
end

-- The axis from first to last in `count` points instead, for --set. A part of a logarithmic axis has points of the
-- whole one, where its steps are steps of that.
function Axis:from_to(first, last, count)
	if self.kind == "cases" then error(("cases %s: expected their numbers, as 1,3"):format(self.name), 0) end
	local kind = self.kind == "logarithmic" and self.kind or "linear"
	local from, to = kind == "logarithmic" and position(self, first), kind == "logarithmic" and position(self, last)
	local scale
	if from and to then
		local top, bottom = way(self, from)
		scale = { first = self.scale.first, last = self.scale.last, from = top, to = way(self, to), over = bottom }
	end
	local axis = scaled(self.name, first, last, count, kind, self.options, 2, scale)
	return axis
end

-- The same axis with `count` points, for a draft. A list keeps its ends and spreads the others; or it is
-- told which of its values to keep.
function Axis:thinned(count)
	if self.kind == "cases" then error("cases are not thinned out", 0) end
	if self.kind == "list" and type(count) == "table" then
		local has = {}
		for _, x in ipairs(self.values) do has[x] = true end
		for _, x in ipairs(count) do
			if not has[x] then
				error(("axis %s: expected values of its list, found %s"):format(self.name, private.text(x)), 0)
			end
		end
		local kept = from_list(self.name, count, self.options, 2)
		return kept
	end
	count = check_count(self.name, count, 2)
	if count > self.count then
		error(("axis %s: expected from 1 to %d points, found %d"):format(self.name, self.count, count), 0)
	end
	local axis
	if self.kind == "list" then
		local values = {}
		for i = 1, count do
			local q = count == 1 and 0 or (i - 1) / (count - 1)
			values[i] = self.values[1 + math.floor(q * (self.count - 1) + 0.5)]
		end
		axis = from_list(self.name, values, self.options, 2)
	else
		axis = scaled(self.name, self.first, self.last, count, self.kind, self.options, 2, self.scale)
	end
	return axis
end

-- The cases as the head lists them: { label, settings } of each; nil for other axes.
function Axis:case_list()
	if self.kind ~= "cases" then return nil end
	local list = {}
	for i, number in ipairs(self.numbers) do
		local case, values = self.cases[number], {}
		for k, key in ipairs(self.parameters) do values[k] = key .. " " .. private.number_text(case[key]) end
		list[i] = { number = number, label = case[1], settings = table.concat(values, ", ") }
	end
	return list
end

-- What the axis says of a parameter that it sets: its meaning and its unit.
function Axis:about(parameter)
	local own = parameter == self.name and self.options or {}
	local meaning = own.meaning or private.parameter_meaning(parameter)
	if not meaning then
		meaning = parameter ~= self.name and "set by " .. self.name or self.kind == "cases" and "number of the case"
			or "axis of the grid"
	end
	return meaning, own.unit or "1"
end

function Axis:describe()
	if self.kind == "cases" then return ("%d cases"):format(self.count) end
	if self.kind == "list" then
		local values = {}
		for i, x in ipairs(self.values) do values[i] = private.number_text(x) end
		return table.concat(values, ", ")
	end
	return ("%s ... %s in %d points%s"):format(private.number_text(self.first),
		private.number_text(self.last), self.count,
		self.kind == "logarithmic" and ", logarithmic" or "")
end

-- `count` numbers from first to last, equally spaced in their logarithm.
function recur.log_values(first, last, count, ...)
	private.no_more("recur.log_values(first, last, count)", ...)
	local axis = scaled("values", first, last, count, "logarithmic", nil, 2)
	local values = {}
	for i = 1, axis.count do values[i] = axis:value(i) end
	return values
end
