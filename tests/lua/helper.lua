-- What the specs share: calls that must be refused, the walk through values of the wrong kind, and
-- experiment scripts written to a file so that their errors have lines.

local helper = {}

-- What the library keeps from scripts: the table that its files share, which lies in the registry.
local function find_private()
	for _, value in pairs(debug.getregistry()) do
		if type(value) == "table" and rawget(value, "axis_of") then return value end
	end
	error("the library's own table is not in the registry")
end

-- The content of an axis or an experiment, with the methods that scripts do not have.
function helper.content(object)
	local private = find_private()
	return assert(private.axis_of(object) or private.experiment_of(object), "neither an axis nor an experiment")
end

local nothing = {} -- stands for nil in the list of wrong values

-- Value, how an error may show it (plain texts, any of which will do), what it is called here.
local values = {
	{ nothing, { "nothing", "missing" }, "nothing" },
	{ {}, { "a table" }, "a table" },
	{ "3", { '"3"' }, "a string of digits" },
	{ true, { "true" }, "true" },
	{ false, { "false" }, "false" },
	{ print, { "a function" }, "a function" },
	{ 0 / 0, { "nan" }, "NaN" },
	{ math.huge, { "inf" }, "infinity" },
	{ -math.huge, { "-inf" }, "minus infinity" },
	{ (1 << 53) + 1, { "9007199254740993" }, "2^53 + 1" },
	{ -1, { "-1" }, "a negative number" },
	{ 2.385, { "2.385" }, "a fraction" },
}

local kinds = {}
function kinds.whole(low, high)
	return function(x)
		local exact = type(x) == "number" and math.tointeger(x)
		return exact and exact >= low and exact <= high
	end, "whole number"
end
function kinds.real(low, high)
	return function(x)
		return type(x) == "number" and x >= low and x <= high and math.abs(x) < math.huge
	end, "number"
end
function kinds.only(kind, word)
	return function(x) return type(x) == kind end, word or kind
end
function kinds.never(word)
	return function() return false end, word
end
helper.kinds = kinds

-- Fails unless calling f raises a message that holds every one of the texts (a list: any of them).
function helper.refused(f, ...)
	local ok, message = pcall(f)
	assert(not ok, "expected an error, but the call went through")
	assert(type(message) == "string", "the error is a " .. type(message) .. ", not a message")
	for _, wanted in ipairs { ... } do
		local found = false
		for _, text in ipairs(type(wanted) == "table" and wanted or { wanted }) do
			found = found or message:find(text, 1, true) ~= nil
		end
		if not found then
			error(("the error does not say %s: %s"):format(
				type(wanted) == "table" and table.concat(wanted, " or ") or wanted, message), 2)
		end
	end
	return message
end

-- One test for each value that `accepts` refuses: call(value) must raise an error naming `key`, the
-- value found and what was expected. `except` names values not to be tried ("nothing" where a key may
-- be absent).
function helper.walk(it, key, accepts, noun, call, except)
	for _, entry in ipairs(values) do
		local value, shown, called = entry[1], entry[2], entry[3]
		if value == nothing then value = nil end
		if not accepts(value) and called ~= except then
			it(("%s refuses %s"):format(key, called), function()
				local missing = value == nil and { "missing", "expected" } or "expected"
				helper.refused(function() call(value) end, key, missing, shown)
				if value ~= nil then helper.refused(function() call(value) end, noun) end
			end)
		end
	end
end

-- Like walk, for the positional argument of a function (the name of which its error need not give).
function helper.walk_argument(it, name, accepts, noun, call, except)
	for _, entry in ipairs(values) do
		local value, shown, called = entry[1], entry[2], entry[3]
		if value == nothing then value = nil end
		if not accepts(value) and called ~= except then
			it(("%s refuses %s"):format(name, called), function()
				local got = { "got " .. type(value), "nothing", "no value", "value expected" }
				if value ~= nil then got = { shown[1], type(value) ~= "number" and got[1] or nil } end
				helper.refused(function() call(value) end, { noun, "expected" }, got)
			end)
		end
	end
end

-- A copy of t with one key changed; value nil takes the key away.
function helper.changed(t, key, value)
	local copy = {}
	for k, v in pairs(t) do copy[k] = v end
	copy[key] = value
	return copy
end

-- Runs the text of a script from a file. Returns pcall's results, the file's name in a message replaced
-- by "script", and the line that the text marks with "-- here".
function helper.script(text)
	local name = os.tmpname()
	local file = assert(io.open(name, "w"))
	file:write(text)
	file:close()
	local chunk, problem = loadfile(name)
	local ok, result = false, problem
	if chunk then ok, result = pcall(chunk) end
	os.remove(name)
	if not ok and type(result) == "string" then
		local first, last = result:find(name, 1, true)
		while first do
			result = result:sub(1, first - 1) .. "script" .. result:sub(last + 1)
			first, last = result:find(name, first, true)
		end
	end
	local line = 1
	for one in text:gmatch("([^\n]*)\n?") do
		if one:find("-- here", 1, true) then return ok, result, line end
		line = line + 1
	end
	return ok, result, nil
end

-- Fails unless the script is refused at the line it marks, with every text in the message.
function helper.script_refused(text, ...)
	local ok, message, line = helper.script(text)
	assert(not ok, "expected an error, but the script went through")
	for _, wanted in ipairs { ... } do
		assert(message:find(wanted, 1, true), ("the error does not say %s: %s"):format(wanted, message))
	end
	if line then
		local found = message:match("^script:(%d+): ")
		assert(found == tostring(line), ("expected line %d: %s"):format(line, message))
	end
	return message
end

-- Runs Lua code in a process of its own, for calls that might not come back: its last line of output.
function helper.elsewhere(code)
	local name = os.tmpname()
	local file = assert(io.open(name, "w"))
	file:write(code)
	file:close()
	local pipe = assert(io.popen("lua5.4 " .. name .. " 2>&1", "r"))
	local text = pipe:read("a")
	pipe:close()
	os.remove(name)
	return text:match("([^\n]*)\n?$")
end

function helper.near(expected, found, tolerance)
	assert(expected == found or math.abs(expected - found) <= tolerance,
		("expected %.17g ± %g, found %.17g"):format(expected, tolerance, found))
end

return helper
