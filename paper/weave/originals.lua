-- Our values beside those of the work that is reproduced: ours from data/claims.tsv, the original's from
-- paper/originals.tsv, where whoever has the published article at hand writes them.

local files = require "files"
local source = require "source"
local claims = require "claims"
local symbols = require "symbols"
local page = require "page"

local originals = {}

local path = "paper/originals.tsv"
local head = "claim\toriginal\tplace"

-- The lines of the file by claim, each { original, place, line }, of one paper.
local function read(paper)
	local text = files.read(path) or error(("no %s"):format(path), 0)
	local entries, number, seen_head = {}, 0, false
	for line in text:gmatch("([^\n]*)\n") do
		number = number + 1
		if not seen_head and not line:find("^#") then
			seen_head = line == head
				or error(("%s:%d: expected the columns claim, original and place"):format(path, number), 0)
		elseif not line:find("^#") then
			local id, original, place = line:match("^([^\t]+)\t([^\t]*)\t([^\t]*)$")
			if not id then error(("%s:%d: expected three cells with tabs between"):format(path, number), 0) end
			if entries[id] then error(("%s:%d: a second line for %s"):format(path, number, id), 0) end
			if id:match("^(.-)%-") == paper then entries[id] = { original = original, place = place, line = number } end
		end
	end
	return entries
end

local function filled(text)
	if text == "" then return pandoc.Inlines { pandoc.Emph { pandoc.Str("not at hand") } } end
	return symbols.words(text)
end

local function originals_table(paper)
	local entries, rows = read(paper), {}
	for i, claim in ipairs(claims.of_paper(paper)) do
		local entry = entries[claim.id]
		if not entry then
			error(("%s: no line for %s: add \"%s\" and two empty cells, tabs between"):format(path, claim.id, claim.id), 0)
		end
		entries[claim.id] = nil
		rows[i] = { pandoc.Str(claim.id), claims.words(claim.measured), filled(entry.original), filled(entry.place) }
	end
	local id, entry = next(entries)
	if id then error(("%s:%d: there is no claim %s"):format(path, entry.line, id), 0) end
	return {
		page.small_table({ "Claim", "Our value", "The original’s value", "Where it stands there" }, rows,
			{ 0.11, 0.43, 0.25, 0.21 }, "originals"),
		pandoc.Para(pandoc.Inlines {
			pandoc.Str("To fill this table, write value and place (figure, page) of the published article into"), pandoc.Space(),
			page.file(path), pandoc.Str(", a line for each claim, and weave again. Our values come from"),
			pandoc.Space(), page.file("data/claims.tsv"), pandoc.Str(".") }),
	}
end

-- The table that ::: {.originals paper=...} asks for.
function originals.table(paper)
	source.find(".originals")
	return source.try(originals_table, paper) or {}
end

return originals
