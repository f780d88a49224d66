-- What the text refers to: works in paper/references.json, figures, files of the repository.

local files = require "files"
local source = require "source"
local figures = require "figures"
local page = require "page"

local references = {}

local known, keys, used = {}, {}, false

-- pandoc tells only of works that are cited: here, all of them.
function references.open(document)
	local everything = pandoc.Cite({ pandoc.Str("@*") }, { pandoc.Citation("*", "AuthorInText") })
	local meta = { bibliography = document.meta.bibliography, nocite = pandoc.MetaInlines { everything } }
	for _, entry in ipairs(pandoc.utils.references(pandoc.Pandoc({}, meta))) do
		known[entry.id] = true
		keys[#keys + 1] = entry.id
	end
end

-- Whether any work was cited.
function references.cited() return used end

-- Fails unless there is a work of that key.
function references.check(key)
	if not known[key] then
		error(("no entry for citation \"%s\"; there are %s"):format(key, source.list(keys)), 0)
	end
end

-- [see @fig:a and @fig:b] as links, with what stands around them.
local function figure_links(citations)
	local inlines = pandoc.Inlines {}
	for i, citation in ipairs(citations) do
		local name = citation.id:match("^fig:(.+)$")
		if not name then error("figures and works in the same brackets", 0) end
		if i > 1 then inlines:extend { pandoc.Str(i == #citations and " and" or ","), pandoc.Space() } end
		if #citation.prefix > 0 then
			inlines:extend(citation.prefix)
			inlines:insert(pandoc.Space())
		end
		inlines:insert(figures.reference(name))
		inlines:extend(citation.suffix)
	end
	return pandoc.Span(inlines)
end

local function cite(element)
	if element.citations[1].id:find("^fig:") then return figure_links(element.citations) end
	for _, citation in ipairs(element.citations) do references.check(citation.id) end
	used = true
	return element
end

-- A citation: of figures, resolved; of works, checked and left to citeproc.
function references.cite(element)
	return source.try(cite, element) or element
end

local function link(element)
	local target = element.target
	local name = target:match("^#fig%-(.+)$")
	if name then
		local reference = figures.reference(name)
		if #element.content > 0 then reference.content = element.content end
		return reference
	end
	if target:find("^#") or target:find("^%a[%w+.-]*:") then return element end
	if not files.exists(target:match("^[^#]*")) then
		error(("link to %s: no such file in the repository"):format(target), 0)
	end
	element.target = page.link(target)
	return element
end

-- A link: to a figure, a file of the repository by its path there, or elsewhere.
function references.link(element)
	return source.try(link, element) or element
end

return references
