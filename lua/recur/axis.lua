-- Axes of a parameter grid. Values come from whole-number positions, so the ends are exact and a
-- draft's coarser axis picks points of the full one: point i of n is first + (last - first)·(i-1)/(n-1).

local recur, private = ...

-- Every point of a grid costs a few bytes of bookkeeping; more points than this are a mistake.
private.most_points = 1 << 22

local Axis = {}
local axis_type = {
	__name = "recur.axis",
	__index = function(_, key) return Axis[key] end,
	__metatable = false, -- scripts cannot reach, and change, what all axes share
}

-- The axes there are; a script cannot make something else pass for one.
local axes = setmetatable({}, { __mode = "k" })
function private.is_axis(x) return axes[x] ~= nil end

local function check_name(name, level)
	local problem = private.parameter_name_problem(name)
	if problem then error("axis: " .. problem, level + 1) end
end

local known_options = { meaning = true, unit = true }

-- The meaning and the unit of an axis: { meaning = , unit = }, or nothing.
local function check_options(name, options, level)
	if options == nil then return {} end
	if type(options) ~= "table" then
		error(("axis %s: expected { meaning = , unit = } at the end, found %s"):format(name, private.text(options)),
			level + 1)
	end
	local kept = {}
	for _, key in ipairs(private.sorted_keys(options)) do
		local value = options[key]
		if not known_options[key] then
			error(("axis %s: %s"):format(name, private.unknown("key", key, known_options)), level + 1)
		end
		local problem = private.text_problem(value)
			or key == "unit" and value:find("[%[%]]") and "expected a unit without brackets, found " .. private.text(value)
		if problem then error(("axis %s: %s: %s"):format(name, key, problem), level + 1) end
		kept[key] = value
	end
	return kept
end

local function check_count(name, count, level)
	if math.type(count) == "float" then count = math.tointeger(count) or count end
	if math.type(count) ~= "integer" or count < 1 or count > private.most_points then
		error(("axis %s: expected 1 to %d points, found %s"):format(name, private.most_points,
			private.text(count)), level + 1)
	end
	return count
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

-- Checks values against the range of a parameter of that name: both ends, and all of them unless the ends
-- vouch for the rest (a whole-numbered parameter takes no values between).
local function finish(axis, options, level)
	axis.options = check_options(axis.name, options, level + 1)
	setmetatable(axis, axis_type)
	local ends_vouch = axis.kind ~= "list" and not private.parameter_problem(axis.name, 0.5)
	for i = 1, axis.count, ends_vouch and math.max(1, axis.count - 1) or 1 do
		local problem = private.parameter_problem(axis.name, axis:value(i))
		if problem then
			error(("axis %s: point %d: %s"):format(axis.name, i, problem), level + 1)
		end
	end
	axes[axis] = true
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

local function scaled(name, first, last, count, value, kind, options, level)
	check_name(name, level + 1)
	count = check_count(name, count, level + 1)
	check_ends(name, first, last, count, level + 1)
	if kind == "logarithmic" and (first <= 0 or not is_finite(last / first)) then
		error(("axis %s: a logarithmic axis starts above 0 and not too close to it, found %s"):format(name,
			first), level + 1)
	end
	local axis = finish({ name = name, first = first, last = last, count = count, value = value,
		kind = kind }, options, level + 1)
	return axis
end

local function check_list(name, list, level)
	local entries, odd = 0, nil
	for _, key in ipairs(private.sorted_keys(list)) do
		entries = entries + 1
		if math.type(key) ~= "integer" then odd = "the key " .. private.text(key) end
	end
	if entries ~= #list then
		error(("axis %s: expected a list of numbers, found %s"):format(name, odd or "a hole in it"), level + 1)
	end
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
	check_count(name, #list, level + 1)
	check_list(name, list, level + 1)
	local axis = { name = name, values = table.move(list, 1, #list, 1, {}), count = #list, value = listed,
		kind = "list" }
	axis = finish(axis, options, level + 1)
	return axis
end

-- (No tail calls here: they would take the script's line out of the error messages.)

-- Equally spaced values: recur.axis("density", 0, 1, 41). Or a list: recur.axis("neurons", { 25, 50 }). At the end
-- may stand what the head of the data file says of the axis: { meaning = "...", unit = "..." }.
function recur.axis(name, first, last, count, options, ...)
	private.no_more("recur.axis(name, first, last, count, options)", ...)
	check_name(name, 2)
	local axis
	if type(first) == "table" then
		if count ~= nil or options ~= nil then
			error(("axis %s: expected nothing after a list and its options, found %s"):format(name,
				private.text(count == nil and options or count)), 2)
		end
		axis = from_list(name, first, last, 2)
	else
		axis = scaled(name, first, last, count, linear, "linear", options, 2)
	end
	return axis
end

-- Values spaced equally in their logarithm.
function recur.log_axis(name, first, last, count, options, ...)
	private.no_more("recur.log_axis(name, first, last, count, options)", ...)
	local axis = scaled(name, first, last, count, logarithmic, "logarithmic", options, 2)
	return axis
end

-- Places given by several parameters at once, each with a label:
-- recur.cases("place", { { "chaos", density = 0.5, balance = 0 }, ... }). Along it p has the parameters,
-- and place = 1, 2, ...
function recur.cases(name, list, options, ...)
	private.no_more("recur.cases(name, list, options)", ...)
	check_name(name, 2)
	if type(list) ~= "table" then
		error(("cases %s: expected a list, found %s"):format(name, private.text(list)), 2)
	end
	check_count(name, #list, 2)
	local parameters = {}
	for key in pairs(type(list[1]) == "table" and list[1] or {}) do
		if type(key) == "string" then parameters[#parameters + 1] = key end
	end
	table.sort(parameters)
	for _, key in ipairs(parameters) do
		local problem = private.parameter_name_problem(key)
		if problem then error(("cases %s: %s"):format(name, problem), 2) end
	end
	for i, case in ipairs(list) do
		if type(case) ~= "table" or type(case[1]) ~= "string" then
			error(("cases %s: entry %d: expected { label, parameter = value, ... }, found %s"):format(name,
				i, private.text(case)), 2)
		end
		local label_problem = private.text_problem(case[1])
		if label_problem then error(("cases %s: entry %d: label: %s"):format(name, i, label_problem), 2) end
		local count = -1 -- the label
		for _ in pairs(case) do count = count + 1 end
		for _, key in ipairs(parameters) do
			local problem = private.parameter_problem(key, case[key])
				or (type(case[key]) ~= "number" and "expected a number, found " .. private.text(case[key]))
			if problem then error(("cases %s: entry %d: %s: %s"):format(name, i, key, problem), 2) end
		end
		if count ~= #parameters then
			error(("cases %s: entry %d: expected the parameters %s in every case"):format(name, i,
				table.concat(parameters, ", ")), 2)
		end
	end
	local axis = finish({ name = name, cases = list, parameters = parameters, count = #list,
		value = function(_, i) return i end, kind = "cases" }, options, 2)
	return axis
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
		axis = scaled(self.name, self.first, self.last, count, self.value, self.kind, self.options, 2)
	end
	return axis
end

-- The cases as the head lists them: { label, settings } of each; nil for other axes.
function Axis:case_list()
	if self.kind ~= "cases" then return nil end
	local list = {}
	for i, case in ipairs(self.cases) do
		local values = {}
		for k, key in ipairs(self.parameters) do values[k] = key .. " " .. private.number_text(case[key]) end
		list[i] = { label = case[1], settings = table.concat(values, ", ") }
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
	local axis = scaled("values", first, last, count, logarithmic, "logarithmic", nil, 2)
	local values = {}
	for i = 1, axis.count do values[i] = axis:value(i) end
	return values
end
