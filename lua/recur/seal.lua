-- The sealed environment of experiment scripts: nothing in it can tell one run from another. No
-- files, time, locale, addresses or chance; `pairs` and `table.sort` have one order only.

local recur, session = ...

local function sorted(a, b)
	local ta, tb = math.type(a) and "number" or type(a), math.type(b) and "number" or type(b)
	if ta ~= tb then return ta < tb end
	return a < b
end

-- table.sort of the stock library may pick its pivots by the clock, which shows in the order of
-- equal elements; a merge sort is stable. Elements of t[first ... last] end in order.
local function merge_sort(t, spare, first, last, less)
	if first >= last then return end
	local middle = (first + last) // 2
	merge_sort(t, spare, first, middle, less)
	merge_sort(t, spare, middle + 1, last, less)
	table.move(t, first, middle, first, spare)
	local i, j, k = first, middle + 1, first
	while i <= middle and j <= last do
		if less(t[j], spare[i]) then
			t[k], j = t[j], j + 1
		else
			t[k], i = spare[i], i + 1
		end
		k = k + 1
	end
	table.move(spare, i, middle, k, t)
end

local function sort(t, less)
	if type(t) ~= "table" then error("table.sort: expected a table, found " .. recur.text(t), 2) end
	merge_sort(t, {}, 1, #t, less or function(a, b) return a < b end)
end

local function sorted_pairs(t)
	if type(t) ~= "table" then error("pairs: expected a table, found " .. recur.text(t), 2) end
	local keys, i = {}, 0
	for key in next, t do
		if type(key) ~= "string" and type(key) ~= "number" and type(key) ~= "boolean" then
			error("pairs: a key that is " .. recur.text(key) .. " has no repeatable order", 2)
		end
		keys[#keys + 1] = type(key) == "boolean" and tostring(key) or key
	end
	sort(keys, sorted)
	return function()
		i = i + 1
		local key = keys[i]
		if (key == "true" or key == "false") and t[key] == nil then key = key == "true" end
		return key, t[key]
	end
end

-- The text of a value without an address in it.
local plain_tostring = tostring
local function safe_tostring(x)
	local kind = type(x)
	if kind == "table" or kind == "function" or kind == "userdata" or kind == "thread" then
		local meta = getmetatable(x)
		if type(meta) ~= "table" or not meta.__tostring then
			return kind == "userdata" and plain_tostring(x) or kind
		end
	end
	return plain_tostring(x)
end

local plain_format = string.format
local function format(pattern, ...)
	if type(pattern) == "string" and pattern:gsub("%%%%", ""):find("%%[-+ #0-9.]*p") then
		error("string.format: %p shows an address, which differs from run to run", 2)
	end
	local values = table.pack(...)
	for i = 1, values.n do
		if type(values[i]) == "table" or type(values[i]) == "function" then
			values[i] = safe_tostring(values[i])
		end
	end
	return plain_format(pattern, table.unpack(values, 1, values.n))
end

local plain_setmetatable = setmetatable
local function safe_setmetatable(t, meta)
	if type(meta) == "table" and (rawget(meta, "__gc") or rawget(meta, "__mode")) then
		error("setmetatable: __gc and __mode depend on when memory is collected", 2)
	end
	return plain_setmetatable(t, meta)
end

-- Refuses names that are not there, saying why the usual ones are missing.
local absent = {
	io = "files", os = "the system", debug = "the interpreter", load = "other code",
	loadstring = "other code", loadfile = "other code", dofile = "other code", require = "other code",
	collectgarbage = "memory", coroutine = "the interpreter", next = "memory order (use pairs)",
	package = "other code",
}
local function undefined(_, name)
	local reason = absent[name]
	error(("undefined variable '%s'%s"):format(plain_tostring(name),
		reason and ": an experiment script has no access to " .. reason or ""), 2)
end

local function no_chance()
	error("there is no math.random in an experiment script: draw from rng:stream(label)", 2)
end

local function copy(t, changes)
	local c = {}
	for key, value in next, t do c[key] = value end
	for key, value in next, changes do c[key] = value or nil end
	return c
end

-- Methods of strings reach the string table through their metatable, so that table itself is sealed.
string.format, string.dump = format, nil
getmetatable("").__metatable = false

local function read_only(t)
	return plain_setmetatable({}, {
		__index = t,
		__newindex = function() error("the library cannot be changed by a script", 2) end,
		__metatable = false,
	})
end

-- A new environment for each instance of a script: none can leave traces for another.
local function new_environment()
	local environment = {
		recur = read_only(recur), assert = assert, error = error, getmetatable = getmetatable, ipairs = ipairs,
		pairs = sorted_pairs, pcall = pcall, print = print, rawequal = rawequal, rawget = rawget,
		rawlen = rawlen, rawset = rawset, select = select, setmetatable = safe_setmetatable,
		tonumber = tonumber, tostring = safe_tostring, type = type, xpcall = xpcall, _VERSION = _VERSION,
		math = copy(math, { random = no_chance, randomseed = no_chance }),
		string = copy(string, {}),
		table = copy(table, { sort = sort }),
		utf8 = copy(utf8, {}),
	}
	environment._G = environment
	return plain_setmetatable(environment, {
		__index = undefined,
		__newindex = function(_, name)
			error(("assignment to undeclared variable '%s': say 'local %s'"):format(plain_tostring(name),
				plain_tostring(name)), 2)
		end,
		__metatable = false,
	})
end

session.new_environment = new_environment
