-- The front page: every result of the project: its title, what it asks, its picture, which claims it decides and
-- how, and where data, script, figure and article are. What is a result, and what its figures read, the program has
-- written into build/depends.mk. A filter for pandoc, run in the repository's root.

local root = "../../"

package.path = (PANDOC_SCRIPT_FILE:match("^(.*)/[^/]*$") or ".") .. "/weave/?.lua;" .. package.path
local files = require "files"
local page = require "page"
local claims = require "claims"
local symbols = require "symbols"

-- The comment that opens a script, its lines joined.
local function first_comment(text)
	local words = {}
	for line in text:gmatch("([^\n]*)\n") do
		local comment = line:match("^%-%- ?(.*)$")
		if not comment then break end
		words[#words + 1] = comment
	end
	return table.concat(words, " ")
end

-- What a script asks, as blocks; names of measures as formulas.
local function asked(text)
	return pandoc.Blocks(pandoc.read(first_comment(text), "markdown-tex_math_dollars").blocks):walk {
		Str = function(word) return symbols.typeset(word.text) end,
	}
end

local depends = files.read("build/depends.mk") or error("no build/depends.mk: make paper makes it")

-- The names of a paper's datasets.
local function datasets_of(paper)
	local names = {}
	for stem in depends:match("\nDATASETS = ([^\n]*)"):gmatch("%S+") do
		if stem:match("^[^/]*") == paper then names[#names + 1] = stem:match("[^/]*$") end
	end
	table.sort(names)
	return names
end

-- The figures of a paper that read a dataset.
local function figures_of(paper, stem)
	local figures = {}
	for name, sources in depends:gmatch("\nfigures/" .. paper .. "/([^/\n]*)%.svg: ([^\n]*)") do
		if (" " .. sources .. " "):find(" data/" .. stem .. ".tsv ", 1, true) then figures[#figures + 1] = name end
	end
	return figures
end

-- A claim's verdict, with a link to its line in the article's table.
local function verdict(paper, claim)
	local link = pandoc.Link({ pandoc.Str(claim.id) }, paper .. ".html#claim-" .. claim.id, claim.statement)
	return pandoc.Inlines { link, pandoc.Space(),
		pandoc.Span({ pandoc.Str(claim.verdict) }, pandoc.Attr("", { "verdict", (claim.verdict:gsub(" ", "-")) })) }
end

-- The verdicts that a result is seen in: those of its own figure, and of a figure that no result has the name of.
local function verdicts_of(paper, name, figures)
	local found = pandoc.List {}
	for _, claim in ipairs(claims.of_paper(paper)) do
		local figure = claim.figure:match("[^/]*$")
		local shared = not files.read("lua/" .. claim.figure .. ".lua")
		for _, one in ipairs(figures) do
			if one == figure and (one == name or shared) then found:insert(verdict(paper, claim)) end
		end
	end
	return found
end

-- The verdicts as a list beside a result, or nothing.
local function verdict_list(verdicts)
	if #verdicts == 0 then return pandoc.Div({}) end
	local items = {}
	for i, inlines in ipairs(verdicts) do items[i] = { pandoc.Plain(inlines) } end
	return pandoc.Div({ pandoc.BulletList(items) }, pandoc.Attr("", { "verdicts" }))
end

-- All claims of a paper with their verdicts.
local function verdict_table(paper)
	local rows = {}
	for i, claim in ipairs(claims.of_paper(paper)) do
		local parts = verdict(paper, claim)
		rows[i] = { pandoc.Inlines { parts[1] }, claims.words(claim.statement), pandoc.Inlines { parts[3] } }
	end
	return page.small_table({ "Claim", "What it says", "Verdict" }, rows, { 0.2, 0.6, 0.2 }, "summary")
end

local function link(text, path) return pandoc.Link({ pandoc.Str(text) }, path) end

local function links(paper, name, figures)
	local stem = paper .. "/" .. name
	local found = pandoc.Inlines { link("script", root .. "lua/" .. stem .. ".lua") }
	if files.read("data/" .. stem .. ".tsv") then
		found:extend { pandoc.Space(), link("data", root .. "data/" .. stem .. ".tsv") }
	end
	for _, figure in ipairs(figures) do
		local text = figure == name and "figure" or "figure: " .. figure:gsub("_", " ")
		found:extend { pandoc.Space(), link(text, root .. "figures/" .. paper .. "/" .. figure .. ".svg") }
	end
	return pandoc.Div({ pandoc.Plain(found) }, pandoc.Attr("", { "links" }))
end

local function result(paper, name, pictures)
	local text = files.read("lua/" .. paper .. "/" .. name .. ".lua")
	local data = files.read("data/" .. paper .. "/" .. name .. ".tsv") or ""
	local title = data:match("^# title = ([^\n]*)") or name
	local figures = figures_of(paper, paper .. "/" .. name)
	local shown = files.read("figures/" .. paper .. "/" .. name .. ".svg") and name -- a picture stands once
	local blocks = pandoc.Blocks {}
	if shown then
		local file = "figures/" .. paper .. "/" .. shown
		local words = symbols.in_words { pandoc.Str(title) }
		local image = pandoc.Image({ pandoc.Str(words) }, page.picture(pictures .. file .. ".png"))
		blocks:insert(pandoc.Plain { pandoc.Link({ image }, root .. file .. ".svg") })
	end
	blocks:insert(pandoc.Div({
		pandoc.Header(3, symbols.words(title), pandoc.Attr(paper .. "-" .. name)),
		verdict_list(verdicts_of(paper, name, figures)),
		pandoc.Div(asked(text)),
		links(paper, name, figures),
	}))
	return pandoc.Div(blocks, pandoc.Attr("", { "result", shown and "drawn" or nil }))
end

-- What stands at the head of a paper's article; nothing if it is not written.
local function meta_of(paper)
	local article = files.read("paper/" .. paper .. ".md")
	return article and pandoc.read(article, "markdown").meta
end

-- The papers by the number in their articles, others behind them.
local function papers_in_order()
	local papers, place = files.list("lua"), {}
	for i, paper in ipairs(papers) do
		local meta = meta_of(paper)
		place[paper] = meta and meta.paper and tonumber(pandoc.utils.stringify(meta.paper)) or 1000 + i
	end
	table.sort(papers, function(a, b) return place[a] < place[b] end)
	return papers
end

-- A paper's heading: the title of its article, with links to page and PDF, if it is written.
local function heading(paper)
	local meta = meta_of(paper)
	if not meta then return pandoc.Blocks { pandoc.Header(1, { pandoc.Str(paper) }, pandoc.Attr(paper)) } end
	local title = meta.title and pandoc.utils.stringify(meta.title) or paper
	return pandoc.Blocks {
		pandoc.Header(1, { link(title, paper .. ".html") }, pandoc.Attr(paper)),
		pandoc.Div({ pandoc.Plain { link("article", paper .. ".html"), pandoc.Space(), link("PDF", paper .. ".pdf"),
			pandoc.Space(), link("its text", root .. "paper/" .. paper .. ".md") } }, pandoc.Attr("", { "links" })),
	}
end

local function index(document)
	local pictures = pandoc.utils.stringify(document.meta.pictures)
	local blocks, count = pandoc.Blocks {}, 0
	for _, paper in ipairs(papers_in_order()) do
		local results = pandoc.Blocks {}
		for _, name in ipairs(datasets_of(paper)) do results:insert(result(paper, name, pictures)) end
		count = count + #results
		if #results > 0 then
			blocks:extend(heading(paper))
			blocks:insert(verdict_table(paper))
			blocks:extend(results)
		end
	end
	document.meta.title = pandoc.MetaInlines { pandoc.Str("recur: results and papers") }
	document.meta.front = pandoc.MetaInlines { pandoc.Str(root .. "README.md") }
	document.meta.subtitle = pandoc.MetaInlines { pandoc.Str(("%d results, each from its script to its figure")
		:format(count)) }
	return pandoc.Pandoc(blocks, document.meta)
end

return { { Pandoc = index } }
