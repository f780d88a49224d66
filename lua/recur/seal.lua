-- The sealed environment of experiment scripts: nothing in it can tell one run from another. No
-- files, time, locale, addresses or chance; `pairs` and `table.sort` have one order only.

local recur, private = ...

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
	if type(t) ~= "table" then error("table.sort: expected a table, found " .. private.text(t), 2) end
	merge_sort(t, {}, 1, #t, less or function(a, b) return a < b end)
end

local ranks = { boolean = 1, number = 2, string = 3 }

local function key_less(a, b)
	local ra, rb = ranks[type(a)], ranks[type(b)]
	if ra ~= rb then return ra < rb end
	if ra == 1 then return not a and b end
	return a < b
end

local function sorted_pairs(t)
	if type(t) ~= "table" then error("pairs: expected a table, found " .. private.text(t), 2) end
	local keys, i = {}, 0
	for key in next, t do
		if not ranks[type(key)] then
			error("pairs: a key that is " .. private.text(key) .. " has no repeatable order", 2)
		end
		keys[#keys + 1] = key
	end
	sort(keys, key_less)
	return function()
		while i < #keys do
			i = i + 1
			local value = t[keys[i]] -- nil if the loop has removed it
			if value ~= nil then return keys[i], value end
		end
	end
end

local plain_format = string.format
local function format(pattern, ...)
	if type(pattern) == "string" and pattern:gsub("%%%%", ""):find("%%[-+ #0-9.]*p") then
		error("string.format: %p shows an address, which differs from run to run", 2)
	end
	local values = table.pack(...)
	for i = 1, values.n do
		local kind = type(values[i])
		if values[i] ~= values[i] then
			values[i] = private.nan -- one sign for all
		elseif kind == "table" or kind == "function" or kind == "userdata" then
			values[i] = private.plain(values[i])
		end
	end
	return plain_format(pattern, table.unpack(values, 1, values.n))
end

local plain_pack = string.pack
local function pack(pattern, ...)
	local values = table.pack(...)
	for i = 1, values.n do
		if values[i] ~= values[i] then values[i] = private.nan end
	end
	return plain_pack(pattern, table.unpack(values, 1, values.n))
end

-- Weak tables and finalizers show when memory is collected. A metatable is looked at again whenever a
-- key is added to it.
local plain_setmetatable, plain_getmetatable, plain_rawset = setmetatable, getmetatable, rawset

local function refuse_collection(key)
	if key == "__gc" or key == "__mode" then
		error("setmetatable: __gc and __mode depend on when memory is collected", 3)
	end
end

local function guarded_newindex(t, key, value)
	refuse_collection(key)
	plain_rawset(t, key, value)
end

local function guard(meta)
	local above = plain_getmetatable(meta)
	if above == nil then
		plain_setmetatable(meta, { __newindex = guarded_newindex })
	elseif type(above) == "table" and rawget(above, "__newindex") == nil then
		above.__newindex = guarded_newindex
	elseif type(above) ~= "table" or rawget(above, "__newindex") ~= guarded_newindex then
		error("setmetatable: a metatable whose own metatable has __newindex is one turn too many", 3)
	end
end

local function safe_setmetatable(t, meta)
	if type(meta) == "table" then
		if rawget(meta, "__gc") ~= nil then refuse_collection("__gc") end
		if rawget(meta, "__mode") ~= nil then refuse_collection("__mode") end
		guard(meta)
	end
	return plain_setmetatable(t, meta)
end

local function safe_rawset(t, key, value)
	refuse_collection(key)
	return plain_rawset(t, key, value)
end

-- The handler runs after the call, not inside it: within a limit's error nothing is counted.
local function safe_xpcall(f, handler, ...)
	local results = table.pack(pcall(f, ...))
	if results[1] then return table.unpack(results, 1, results.n) end
	return false, handler(results[2])
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
	error(("undefined variable '%s'%s"):format(private.plain(name),
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
string.format, string.pack, string.dump = format, pack, nil
getmetatable("").__metatable = false

local function read_only(t)
	return plain_setmetatable({}, {
		__index = t,
		__newindex = function() error("the library cannot be changed by a script", 2) end,
		__metatable = false,
	})
end

-- A new environment for each instance of a script: none can leave traces for another. `include` is its
-- recur.include.
local function new_environment(include)
	local own = copy(recur, { simd = false })
	own.include = include
	local environment = {
		recur = read_only(own), assert = assert, error = error,
		getmetatable = getmetatable, ipairs = ipairs,
		pairs = sorted_pairs, pcall = pcall, print = print, rawequal = rawequal, rawget = rawget,
		rawlen = rawlen, rawset = safe_rawset, select = select, setmetatable = safe_setmetatable,
		tonumber = tonumber, tostring = private.plain, type = type, xpcall = safe_xpcall, _VERSION = _VERSION,
		math = copy(math, { random = no_chance, randomseed = no_chance }),
		string = copy(string, {}),
		table = copy(table, { sort = sort }),
		utf8 = copy(utf8, {}),
	}
	environment._G = environment
	return plain_setmetatable(environment, {
		__index = undefined,
		__newindex = function(_, name)
			error(("assignment to undeclared variable '%s': say 'local %s'"):format(private.plain(name),
				private.plain(name)), 2)
		end,
		__metatable = false,
	})
end

private.new_environment = new_environment
