-- The sealed environment of experiment scripts, in which a script does the same in every run: it reaches no files, no
-- time, locale, addresses or chance, and `pairs` and `table.sort` have one order only.

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
	if less then
		merge_sort(t, {}, 1, #t, less)
		return
	end
	local ok, problem = pcall(merge_sort, t, {}, 1, #t, function(a, b) return a < b end)
	if not ok then error((tostring(problem):gsub("^recur/seal:%d+: ", "table.sort: ")), 2) end
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

-- For called(name, pcall(f, ...)): returns what f returned, or raises its error again at the script's line. Lua does
-- not know by which name scripts call f, and shows '?' for it.
local function called(name, ok, ...)
	if ok then return ... end
	error(((...):gsub("^(bad argument #%d+ to )'%?'", "%1'" .. name .. "'")), 3)
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
	return (called("format", pcall(plain_format, pattern, table.unpack(values, 1, values.n))))
end

local plain_pack = string.pack
local function pack(pattern, ...)
	local values = table.pack(...)
	for i = 1, values.n do
		if values[i] ~= values[i] then values[i] = private.nan end
	end
	return (called("pack", pcall(plain_pack, pattern, table.unpack(values, 1, values.n))))
end

-- Weak tables (__mode) and finalizers (__gc) show a script when memory is collected, which differs between runs, so a
-- metatable may have neither. Lua looks for __gc only when the metatable is set, but for __mode at any later time. So
-- every table that becomes a metatable gets a metatable of ours, `guard`, which looks at each key that is added to it.
-- The metatable that the script itself gives to such a table is kept in `above` instead, and the guard does what that
-- one says, as far as a class and its parent class need it.
local plain_setmetatable, plain_getmetatable, plain_rawset = setmetatable, getmetatable, rawset
local above = plain_setmetatable({}, { __mode = "k" }) -- of a guarded table: its metatable for the script, or false
local is_above = plain_setmetatable({}, { __mode = "k" })
local followed = {
	__index = true, __newindex = true, __call = true, __tostring = true, __metatable = true, __name = true,
}

local function refuse_key(name, t, key, level)
	if key == "__gc" or key == "__mode" then
		error(name .. ": __gc and __mode depend on when memory is collected", level + 1)
	elseif is_above[t] and type(key) == "string" and key:find("^__") and not followed[key] then
		error(("%s: the metatable of a metatable may have __index, __newindex, __call and __tostring, found %s"):format(name,
			private.text(key)), level + 1)
	end
end

local function entry_above(t, key)
	if above[t] then return rawget(above[t], key) end
end

local guard = { __metatable = false }

function guard.__index(t, key)
	local index = entry_above(t, "__index")
	if type(index) == "function" then return (index(t, key)) end
	return index and index[key]
end

function guard.__newindex(t, key, value)
	refuse_key("assignment", t, key, 2)
	local newindex = entry_above(t, "__newindex")
	if type(newindex) == "function" then
		newindex(t, key, value)
	elseif newindex then
		newindex[key] = value
	else
		plain_rawset(t, key, value)
	end
end

function guard.__call(t, ...)
	local call = entry_above(t, "__call")
	if not call then error("attempt to call a table value", 2) end
	return call(t, ...)
end

function guard.__tostring(t)
	local text = entry_above(t, "__tostring")
	return text and text(t) or "table"
end

-- Keeps `meta` as what the script has given the guarded table t for a metatable. It may have only entries that the
-- guard follows, and from now on only such can be added to it.
local function put_above(t, meta, level)
	if meta then is_above[meta] = true end
	for _, key in ipairs(meta and private.sorted_keys(meta) or {}) do refuse_key("setmetatable", meta, key, level + 1) end
	above[t] = meta or false
end

-- Gives a metatable its guard.
local function keep(meta)
	if above[meta] ~= nil then return end
	local own = plain_getmetatable(meta)
	if not pcall(plain_setmetatable, meta, guard) then
		error("setmetatable: expected a metatable that has no protected metatable itself", 3)
	end
	put_above(meta, own, 3)
end

local function safe_getmetatable(x)
	if above[x] == nil then return plain_getmetatable(x) end
	local own = above[x] or nil
	local shown = own and rawget(own, "__metatable")
	if shown ~= nil then return shown end
	return own
end

local function safe_setmetatable(t, meta)
	if type(t) ~= "table" then error("setmetatable: expected a table, found " .. private.text(t), 2) end
	if type(meta) ~= "table" and meta ~= nil then
		error("setmetatable: expected nil or a table, found " .. private.text(meta), 2)
	end
	if meta then
		for _, key in ipairs { "__gc", "__mode" } do
			if rawget(meta, key) ~= nil then refuse_key("setmetatable", meta, key, 2) end
		end
		keep(meta)
	end
	if above[t] == nil then
		if not pcall(plain_setmetatable, t, meta) then error("setmetatable: its metatable is protected", 2) end
	elseif entry_above(t, "__metatable") ~= nil then
		error("setmetatable: its metatable is protected", 2)
	else
		put_above(t, meta, 2)
	end
	return t
end

local function safe_rawset(t, key, value)
	if type(t) == "table" then refuse_key("rawset", t, key, 2) end
	return plain_rawset(t, key, value)
end

-- The handler is called after the call has ended, not in the place of the error as in stock Lua: there, while the error
-- of a limit is on its way, Lua counts no instructions, and the handler could run without end.
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
	private.close_names(own, "recur", "name")
	local environment = {
		recur = read_only(own), assert = assert, error = error,
		getmetatable = safe_getmetatable, ipairs = ipairs,
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
