-- The line of the article's file that is being woven, for messages. Pandoc's elements do not say on which line they
-- stand: the text of each is looked up in the file, behind the place of the one before. Failures are collected, and
-- told together at the end.

local source = { path = nil }

local text -- of the file
local at, line -- where what was found last begins: its byte and its line, which messages name
local behind -- the byte at which the search goes on
local failures = {}
-- How far ahead, in bytes, a text may stand to be taken for the one that is looked for: a word, the start of a block,
-- and what can stand anywhere.
local next_word, next_block, anywhere = 80, 400, math.huge

function source.open(path)
	source.path = path or "standard input"
	local file = path and io.open(path, "rb")
	text = file and file:read("a") or ""
	if file then file:close() end
	source.rewind()
end

function source.rewind() at, line, behind = 1, 1, 1 end

-- Goes to `position`, forward or back.
local function go(position)
	local low, high = math.min(at, position), math.max(at, position)
	local _, breaks = text:sub(low, high - 1):gsub("\n", "")
	line = line + (position < at and -breaks or breaks)
	at = position
end

local function search(words, from, reach)
	-- a space may be a line break in the file
	local first, last = text:find(words:gsub("%W", "%%%0"):gsub("%% ", "%%s+"), from)
	if first and first - from <= reach then return first, last end
end

-- Looks the words up, and goes to where they begin; if they are not found, it stays where it is.
local function follow(words, reach)
	if words == "" then return end
	local first, last = search(words, behind, reach)
	if first then
		go(first)
		behind = last + 1
	end
end

-- For the words of the text, which come one after the other.
function source.follow(words) follow(words, next_word) end

-- For texts that are long, or of which there are few, such as a figure's path.
function source.find(words) follow(words, anywhere) end

-- At the start of a block: its first plain words tell where it is, even if words before it were not found.
function source.start(inlines)
	local words = {}
	for _, inline in ipairs(inlines) do
		if inline.t == "Str" and #words < 8 and not inline.text:find("[\128-\255]") then
			words[#words + 1] = inline.text
		elseif inline.t ~= "Space" and inline.t ~= "SoftBreak" then
			break
		end
	end
	if #words == 0 then return end
	local from = math.max(1, at - next_block)
	local first = search(table.concat(words, " "), #words < 3 and behind or from,
		#words < 3 and next_block or anywhere)
	if first then
		go(first)
		behind = first
	end
end

-- Runs f, which weaves a note, and comes back to here if the text of the note stands far behind in the file.
function source.aside(f)
	local was_at, was_line, was_behind = at, line, behind
	f()
	if at > was_at + 2000 then at, line, behind = was_at, was_line, was_behind end
end

function source.fail(message, ...)
	if select("#", ...) > 0 then message = message:format(...) end
	failures[#failures + 1] = ("%s:%d: %s"):format(source.path, line, message)
end

-- Calls f; an error in it is a failure at this line. Returns what f does, or nothing.
function source.try(f, ...)
	local done, result = pcall(f, ...)
	if done then return result end
	source.fail("%s", (tostring(result):gsub("^%S-%.lua:%d+: ", "")))
end

-- Fails the build if anything failed.
function source.close()
	if #failures == 0 then return end
	io.stderr:write(table.concat(failures, "\n"), "\n")
	os.exit(1)
end

-- "a, b and c" of the texts that there are, in order: for "found x; there are ...".
function source.list(names)
	local sorted = {}
	for i, name in ipairs(names) do sorted[i] = name end
	table.sort(sorted)
	return #sorted == 0 and "none" or table.concat(sorted, ", ")
end

return source
