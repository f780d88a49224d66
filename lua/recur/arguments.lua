-- What a script hands to a function of the library: that there is no argument too many, tables without their
-- metatables, lists of numbers, and no unknown keys.

local _, private = ...

-- How many arguments a form has: "f(a, b)" two, "f { a, b }" one, a table of options.
local function arguments_of(form)
	local list = form:match("^[^({]*%((.*)%)$")
	if not list then return 1 end
	local _, commas = list:gsub(",", "")
	return list == "" and 0 or commas + 1
end

-- Raises an error if there is anything in `...`, the arguments beyond those of a function's form. `level`: that of the
-- script's line on the stack, as `error` counts.
local function refuse_surplus(level, form, ...)
	local surplus, most = select("#", ...), arguments_of(form)
	if surplus > 0 then
		error(("%s: expected %s%d argument%s, found %d"):format(form, most == 0 and "" or "at most ", most,
			most == 1 and "" or "s", most + surplus), level)
	end
end

-- To be called by a function of the library that scripts call, with its form and the arguments beyond it.
function private.no_more(form, ...) refuse_surplus(4, form, ...) end

-- The same in a function that scripts reach through private.without_tail_call, whose C function stands on the stack
-- between the script and the library.
function private.no_more_without_tail_call(form, ...) refuse_surplus(5, form, ...) end

-- A copy of x and of all tables in it, without their metatables. The library only looks at such copies of what a script
-- gives it: so no function of the script, such as an __index, runs in the middle of the library's work or can fail
-- there. An object of the library is an empty table, so its copy would be nothing; those of which stays(object) is true
-- are left as they are, and so is whatever is no table.
function private.held(x, stays)
	-- The tables are copied in the order in which they are met, not by recursion: they may be nested to any depth.
	local found, copies = {}, {}
	local function copy(value)
		if type(value) ~= "table" or value ~= x and stays and stays(value) then return value end
		if not copies[value] then found[#found + 1], copies[value] = value, {} end
		return copies[value]
	end
	local result, i = copy(x), 1
	while found[i] do
		local kept = copies[found[i]]
		for key, entry in next, found[i] do kept[key] = copy(entry) end
		i = i + 1
	end
	return result
end

-- The integer that a value stands for, which may be written as 4 or 4.0; nil if it is none from `least` to `most`.
function private.whole(x, least, most)
	local whole = type(x) == "number" and math.tointeger(x)
	return whole and whole >= least and whole <= (most or whole) and whole or nil
end

-- A list of numbers as the script's table holds it, and its length. Raises an error at the line of the script that
-- calls the library unless x is one, of `count` numbers if that is given; `what` names it in words.
function private.check_numbers(what, x, count)
	x = private.held(x)
	local length, odd = private.list_length(x)
	local wanted = count and ("a list of %d numbers"):format(count) or "a list of numbers"
	if not length or length == 0 or length ~= (count or length) then
		error(("%s: expected %s, found %s"):format(what, wanted, odd or ("a list of %d"):format(length)), 3)
	end
	for i = 1, length do
		if type(x[i]) ~= "number" then
			error(("%s: entry %d: expected a number, found %s"):format(what, i, private.text(x[i])), 3)
		end
	end
	return x, length
end

-- The keys of a table in one order: their own differs between runs. Names go by their bytes, all of them, others by how
-- they read in a message.
function private.sorted_keys(t)
	local keys, texts = {}, {}
	for key in next, t do
		keys[#keys + 1] = key
		texts[key] = type(key) == "string" and '"' .. key or private.text(key)
	end
	table.sort(keys, function(a, b) return texts[a] < texts[b] end)
	return keys
end

-- What is wrong with the keys of a table, in words, and the key; nil if nothing is. The first wrong one is told, in the
-- order of sorted_keys. known: for each key there may be the type of its value, or true for any. kind: what messages
-- call a key, such as "column".
function private.keys_problem(t, known, kind)
	for _, key in ipairs(private.sorted_keys(t)) do
		local wanted = known[key]
		if wanted == nil then return private.unknown(kind or "key", key, known), key end
		if type(wanted) == "string" and type(t[key]) ~= wanted then
			return ("expected a %s, found %s"):format(wanted, private.text(t[key])), key
		end
	end
end
