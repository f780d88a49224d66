-- Listings: parts of the project's own files, taken by name, as they stand there. The parts are found by
-- the shape of tidy source: what a line opens ends at the next line that is indented no deeper.

local files = require "files"
local source = require "source"
local page = require "page"

local code = {}

local language_of = { lua = "lua", c = "c", h = "c", sh = "bash", py = "python" }
local comment_of = { lua = "^%s*%-%-", c = "^%s*/?%*", bash = "^#", python = "^#" }

local function read_lines(path)
	local text = path and files.read(path)
	if not text then error(("no file %s to show from"):format(tostring(path)), 0) end
	local lines = {}
	for line in text:gmatch("([^\n]*)\n") do lines[#lines + 1] = line end
	return lines
end

local function depth(line) return #line:match("^\t*") end

-- The last line of what line `first` opens: `first` itself, or the line that closes it behind lines that are indented
-- more deeply.
local function closing(lines, first)
	local last = first
	while lines[last + 1] and (lines[last + 1] == "" or depth(lines[last + 1]) > depth(lines[first])) do
		last = last + 1
	end
	local after = lines[last + 1]
	if last > first and after and depth(after) == depth(lines[first]) and after:find("^%s*[%]})e]") then
		if after:find("^%s*[%]})]") or after:find("^%s*end%f[%W]") then return last + 1 end
	end
	while lines[last] == "" do last = last - 1 end
	return last
end

-- Lua: functions, keys of tables, and entries of a list by their id.
local function lua_part(lines, i)
	local line = lines[i]
	local id = line:match('^\t*id = "([^"]+)"')
	if id then
		local open = i
		while depth(lines[open]) >= depth(line) do open = open - 1 end
		return id, open, closing(lines, open)
	end
	local name = line:match("^\t*local function ([%w_]+)") or line:match("^\t*function ([%w_.:]+)")
		or line:match("^\t*local ([%w_]+)%s*=") or line:match("^\t*([%w_.]+)%s*= ")
	return name and name:match("[%w_]+$"), i, name and closing(lines, i)
end

-- C: functions and structs, at the left edge, until their closing brace there.
local function c_part(lines, i)
	local line = lines[i]
	local name = line:match("^struct ([%w_]+) {$")
	if not name and line:find("^%a") and not line:find("^typedef") then
		name = line:match("LANES%(([%w_]+)%)%(") or line:match("([%w_]+)%(")
	end
	local last = i
	while name and lines[last] and not lines[last]:find("^}") do
		if not line:find("^struct") and lines[last]:find("^%S.*;$") then return nil end
		last = last + 1
	end
	return lines[last] and name, i, last
end

local finders = { lua = lua_part, c = c_part }

-- All parts of a file: a list of their names, first and last lines, and depths, by the tabs before them.
local function parts_of(lines, language)
	local parts = {}
	for i = 1, finders[language] and #lines or 0 do
		local name, first, last = finders[language](lines, i)
		if name then parts[#parts + 1] = { name = name, first = first, last = last, depth = depth(lines[i]) } end
	end
	return parts
end

-- The part of that name that is nested least; two such are ambiguous.
local function find_part(path, parts, name)
	local best, twin
	local names, listed = {}, {}
	for _, part in ipairs(parts) do
		if not listed[part.name] then
			listed[part.name] = true
			names[#names + 1] = part.name
		end
		if part.name == name then
			if not best or part.depth < best.depth then
				best, twin = part, nil
			elseif part.depth == best.depth then
				twin = part
			end
		end
	end
	if not best then error(("%s: no part \"%s\"; there are all, %s"):format(path, name, source.list(names)), 0) end
	if twin then
		error(("%s: part \"%s\" is ambiguous: lines %d and %d"):format(path, name, best.first, twin.first), 0)
	end
	return best.first, best.last
end

-- The whole file without the comment that opens it.
local function whole(lines, language)
	local first = 1
	local comment = comment_of[language]
	while comment and lines[first + 1] and (lines[first]:find(comment) or lines[first] == "") do first = first + 1 end
	return first, #lines
end

-- Tabs as four spaces, the common indentation taken away.
local function cut(lines, first, last)
	local least = math.huge
	for i = first, last do
		if lines[i] ~= "" then least = math.min(least, depth(lines[i])) end
	end
	local kept = {}
	for i = first, last do
		kept[#kept + 1] = lines[i]:sub(least + 1):gsub("^\t+", function(tabs) return ("    "):rep(#tabs) end)
			:gsub("\t", "  ")
	end
	return table.concat(kept, "\n")
end

-- A penalty of TeX for ending a page within a listing: a higher one where it has less than so many lines.
local lines_kept_together, cost_of_parting, cost_of_breaking = 30, 800, 20

-- In the PDF a line of code has room for this many letters (see the size of code in paper/page.tex).
local columns = 124

-- A line that is too long for the PDF as several: broken behind a space where there is one, the rest set in deeper.
local function broken(line)
	local lines = {}
	local indent = line:match("^ *"):sub(1, columns // 2) .. "        "
	while (utf8.len(line) or #line) > columns do
		local last = utf8.offset(line, columns + 1) - 1
		local rest = line:sub(1, last):match("^ *%S.* ()") or last + 1
		lines[#lines + 1] = line:sub(1, rest - 1):gsub(" +$", "")
		line = indent .. line:sub(rest)
	end
	lines[#lines + 1] = line
	return table.concat(lines, "\n")
end

-- A text of code as it fits: a page lets it scroll, paper does not.
function code.fitting(text)
	if not page.latex then return text end
	local lines = {}
	for line in (text .. "\n"):gmatch("([^\n]*)\n") do lines[#lines + 1] = broken(line) end
	return table.concat(lines, "\n")
end

local function show(block)
	local path, part = block.attributes.file, block.attributes.part or "all"
	local lines = read_lines(path)
	local language = language_of[path:match("%.(%w+)$") or ""]
	local first, last
	if part == "all" then
		first, last = whole(lines, language)
	else
		first, last = find_part(path, parts_of(lines, language), part)
		local comment = comment_of[language]
		while comment and first > 1 and lines[first - 1]:find(comment) do first = first - 1 end
	end
	local where = pandoc.Inlines { page.file(path),
		pandoc.Str(first == last and (", line %d"):format(first) or (", lines %d\u{2013}%d"):format(first, last)) }
	if page.latex then
		local cost = last - first < lines_kept_together and cost_of_parting or cost_of_breaking
		where:insert(1, pandoc.RawInline("latex", ("\\codehead{%d}{"):format(cost)))
		where:insert(pandoc.RawInline("latex", "}"))
	end
	return pandoc.Div({
		pandoc.Div({ pandoc.Plain(where) }, pandoc.Attr("", { "where" })),
		pandoc.CodeBlock(code.fitting(cut(lines, first, last)), pandoc.Attr("", { language or "text" })),
	}, pandoc.Attr("", { "listing" }))
end

-- The listing that a block ```{.show file= part=}``` asks for.
function code.weave(block)
	source.find(block.attributes.file or ".show")
	return source.try(show, block) or block
end

return code
