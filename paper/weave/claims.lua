-- The claims' verdicts: prose that rests on one is kept only while data/claims.tsv says the same.

local source = require "source"
local values = require "values"
local figures = require "figures"
local page = require "page"
local symbols = require "symbols"

local claims = {}

local verdicts = { "holds", "does not hold", "undecided" }

local function all()
	return values.dataset("claims")
end

local function cell(row, column) return all():text(row, column) end

local function find(id)
	local known = {}
	for _, row in ipairs(all()) do
		if cell(row, "claim") == id then return row end
		known[#known + 1] = cell(row, "claim")
	end
	error(("no claim \"%s\"; there are %s"):format(id, source.list(known)), 0)
end

-- Verdicts as the datasets PAPER/multiverse have them, of claims under the choices of a reproduction.
local code_of = { ["holds"] = 1, ["undecided"] = 0, ["does not hold"] = -1 }

-- The verdict on a claim with another choice than ours must be that; its column `claim` says the claims' numbers.
local function require_with(id, verdict, choice)
	local stem = id:match("^%w*") .. "/multiverse"
	local named = (values.dataset(stem).meanings.claim or {}).meaning or ""
	local number = (named .. ","):match("(%d+): " .. id:gsub("%p", "%%%0") .. ",")
	if not number then error(("%s: no claim \"%s\" among %s"):format(stem, id, named), 0) end
	local found = values.evaluate(("%s verdict where claim=%s and choice=\"%s\""):format(stem, number, choice)).value
	if found == code_of[verdict] then return end
	local is = found
	for name, code in pairs(code_of) do
		if code == found then is = name end
	end
	error(("this was written for \"%s %s with %s\", but the verdict is \"%s\": rewrite it"):format(id, verdict, choice,
		is), 0)
end

local function require_one(text)
	for _, verdict in ipairs(verdicts) do
		local other, choice = text:match("^%s*(%S+)%s+" .. verdict .. "%s+with%s+(.-)%s*$")
		if other then return require_with(other, verdict, choice) end
		local id = text:match("^%s*(%S+)%s+" .. verdict .. "%s*$")
		if id then
			local row = find(id)
			if cell(row, "verdict") ~= verdict then
				error(("this was written for \"%s %s\", but the verdict is \"%s\" (measured: %s): rewrite it")
					:format(id, verdict, cell(row, "verdict"), cell(row, "measured")), 0)
			end
			return
		end
	end
	error(("when=\"%s\": expected CLAIM and one of: %s; after that, if any, with CHOICE"):format(text,
		table.concat(verdicts, "; ")), 0)
end

-- Fails unless the verdicts are as `when` says: "import-3c does not hold", or "import-3c holds with N = 100" of another
-- choice; several with commas. (The name of a choice may have commas, too.)
function claims.require(when)
	source.find(when)
	for text in when:gsub("%s+", " "):gsub(",%s*(%w+%-%d)", "\n%1"):gmatch("[^\n]+") do source.try(require_one, text) end
end

-- A typewriter's minus and dash as those of print.
local function typeset(text)
	return (text:gsub(" %- ", " \u{2013} "):gsub("%f[^%s%(]%-%f[%d]", "\u{2212}"))
end

-- A text of data/claims.tsv as Inlines.
function claims.words(text) return symbols.words(typeset(text)) end

local function verdict_cell(row)
	local verdict = cell(row, "verdict")
	local class = verdict:gsub(" ", "-")
	if page.latex then
		return pandoc.Inlines { pandoc.RawInline("latex", "\\textcolor{" .. class .. "}{\\textbf{" .. verdict .. "}}") }
	end
	return pandoc.Inlines { pandoc.Span(verdict, pandoc.Attr("", { "verdict", class },
		{ title = cell(row, "criterion") })) }
end

local function table_row(row)
	return {
		pandoc.Span(cell(row, "claim"), pandoc.Attr("claim-" .. cell(row, "claim"))),
		claims.words(cell(row, "statement")),
		verdict_cell(row),
		claims.words(cell(row, "measured")),
		pandoc.Str(("%d of %d"):format(row.agreeing // 1 | 0, row.seeds // 1 | 0)),
		figures.link_to(cell(row, "figure")),
	}
end

-- The rows of a paper's claims.
local function rows_of(paper)
	local rows, papers = {}, {}
	for _, row in ipairs(all()) do
		local of = cell(row, "claim"):match("^(.-)%-")
		if of == paper then rows[#rows + 1] = row end
		if of ~= papers[#papers] then papers[#papers + 1] = of end
	end
	if #rows == 0 then
		error(("no claims of paper \"%s\"; there are those of %s"):format(tostring(paper), source.list(papers)), 0)
	end
	return rows
end

-- The claims of a paper, in order: a list of { id, statement, verdict, measured, figure }, texts.
function claims.of_paper(paper)
	local list = {}
	for i, row in ipairs(rows_of(paper)) do
		list[i] = { id = cell(row, "claim"), statement = cell(row, "statement"), verdict = cell(row, "verdict"),
			measured = cell(row, "measured"), figure = cell(row, "figure") }
	end
	return list
end

local function claims_table(paper)
	local rows = {}
	for i, row in ipairs(rows_of(paper)) do rows[i] = table_row(row) end
	return page.small_table({ "Claim", "What it says", "Verdict", "Measured", "Seeds that agree", "Figure" }, rows,
		{ 0.11, 0.29, 0.14, 0.25, 0.10, 0.11 }, "claims")
end

-- The table of a paper's claims.
function claims.table(paper)
	source.find(".claims")
	return source.try(claims_table, paper) or {}
end

return claims
