-- Where in a script the entry of a declaration stands, for the messages of errors: a table does not know on which line
-- of the script its keys were written, so they are looked for in the script's text.

local _, private = ...

-- ---- texts of scripts ----------------------------------------------------------------------------

-- The name and the text of the file that a declaration stands in; the program has read it already.
local function source_of(declared)
	local name = declared.source:match("^@(.*)$")
	if private.texts then return name or declared.short_src, private.texts[name] end
	local file = name and io.open(name)
	if not file then return declared.short_src, nil end
	local text = file:read("a")
	file:close()
	return name, text
end

-- Spaces in place of a part of a text; its lines stay lines.
local function blank(part) return (part:gsub("[^\n]", " ")) end

-- Comments and strings: where one of these patterns matches in a text, no key can stand. In the third and the fourth,
-- escaped quotes must have been taken away before.
local no_code = { "^%-%-%[(=*)%[.-%]%1%]", "^%-%-[^\n]*", '^"[^"]*"?', "^'[^']*'?", "^%[(=*)%[.-%]%1%]" }

-- The text with its comments and strings blanked; every place in it stays the same.
local function code_of(text)
	local parts, position = {}, 1
	text = text:gsub("\\[\\\"']", "  ")
	for at in text:gmatch("()[-\"'%[]") do
		for _, pattern in ipairs(at >= position and no_code or {}) do
			local first, last = text:find(pattern, at)
			if first then
				parts[#parts + 1] = text:sub(position, at - 1) .. blank(text:sub(at, last))
				position = last + 1
				break
			end
		end
	end
	return table.concat(parts) .. text:sub(position)
end

-- ---- entries -------------------------------------------------------------------------------------

-- Where the table constructor of a declaration on that line opens; nil if the table was made elsewhere.
local function constructor_on(code, line)
	local position = 1
	for _ = 2, line do position = (code:find("\n", position, true) or #code) + 1 end
	return code:match("^[^\n]*experiment%s*%(?%s*(){", position)
end

-- Where the entry `key = ...` or `["key"] = ...` of the table constructor that opens at `open` stands, but not one of a
-- table or a call within it. Strings are blanked in `code` but not in `text`. The second result is where the entry's
-- own table opens, or nil.
local function find_entry(code, text, open, key)
	local body = (code:match("^%b{}", open) or "{}"):sub(2, -2)
	local own = body:gsub("%b{}", blank):gsub("%b()", blank)
	local literal = key:gsub("%W", "%%%0")
	for _, pattern in ipairs { "()%f[%w_]" .. literal .. "%s*=[^=]", "()%[%s*[\"']" .. literal .. "[\"']%s*%]%s*=" } do
		for at in text:sub(open + 1, open + #body):gmatch(pattern) do
			if own:find("^%S", at) then return open + at, code:match("^[^=]*=%s*(){", open + at) end
		end
	end
end

-- Where the name of a column stands in quotes, from `position` on: the first time, or the last time.
local function find_quoted(text, position, name, last)
	local found
	for at in text:gmatch("()[\"']" .. name:gsub("%W", "%%%0") .. "[\"']", position) do
		found = (last or not found) and at or found
	end
	return found
end

-- "file:line" of the entry at `path`, a list of keys, in the declaration, or of the last part of the path that is
-- there. A column is looked for by its name in quotes; `last`: its last occurrence.
function private.place(declared, path, last)
	local name, text = source_of(declared)
	local code = text and code_of(text)
	local open = code and constructor_on(code, declared.line)
	local position = #path > 0 and open or nil
	for _, key in ipairs(position and path or {}) do
		local at, inner
		if open then at, inner = find_entry(code, text, open, key) end
		if not at and path[1] == "columns" then at = find_quoted(text, position, key, last) end
		if not at then break end
		position, open = at, inner
	end
	local line = position and select(2, text:sub(1, position):gsub("\n", "")) + 1 or declared.line
	return ("%s:%d"):format(name, line)
end

-- Raises "file:line: key: problem" for the entry at `path`.
function private.refuse_entry(declared, path, problem, ...)
	local shown = {}
	for i, key in ipairs(path) do
		shown[i] = type(key) == "string" and key:find("^[%w_ ]+$") and #key < 100 and key or private.text(key)
	end
	local key = #path > 0 and table.concat(shown, ".") .. ": " or ""
	error(("%s: %s%s"):format(private.place(declared, path), key, problem:format(...)), 0)
end
