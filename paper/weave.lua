-- Weaves an article from the results: a filter for pandoc, run in the repository's root. Numbers, verdicts,
-- listings and figures are asked for by name and never typed; what is not there, or says something else
-- than the prose does, fails the build with the article's file and line. paper/weave/ holds the parts.

local folder = PANDOC_SCRIPT_FILE:match("^(.*)/[^/]*$") or "."
package.path = folder .. "/weave/?.lua;" .. package.path

local source = require "source"
local numbers = require "numbers"
local claims = require "claims"
local code = require "code"
local figures = require "figures"
local originals = require "originals"
local references = require "references"
local release = require "release"
local symbols = require "symbols"
local numerals = require "numerals"
local page = require "page"

-- ---- what an article asks for by name --------------------------------------------------------------
-- A function of these gets an element and returns what stands in its place; `false` behind that keeps pandoc from
-- visiting its parts.

local weaver

-- Follows, in the article's file, the words of an element whose parts are not visited.
local function follow(element)
	local function word(part) source.follow(part.text) end
	element:walk { traverse = "topdown", Str = word, Code = word }
end

local function weave_formula(formula)
	source.follow(formula.text)
	return page.formula(formula), false
end

local function weave_code(inline)
	source.follow(inline.text)
	if inline.text:find("^=%s*%a") then return numbers.weave(inline.text), false end
	if page.latex then return page.breakable(inline.text) end
end

local function weave_listing(block)
	if block.classes:includes("show") then return code.weave(block), false end
	source.follow(block.text)
	block.text = code.fitting(block.text)
	return block
end

local function weave_citation(cite)
	follow(cite)
	return references.cite(cite), false
end

local function weave_link(link)
	follow(link)
	return references.link(link), false
end

local function weave_paragraph(para)
	if #para.content ~= 1 or para.content[1].t ~= "Image" then return source.start(para.content) end
	return figures.weave(para.content[1], weaver(true)), false
end

local function refuse_image(image)
	source.find(image.src)
	source.fail("a figure stands in a paragraph of its own, found " .. image.src .. " inside a text")
	return image, false
end

-- The caption is woven last: in the file it follows the table.
local function weave_table(table)
	local caption = table.caption.long
	table.caption = { long = {} }
	table = table:walk(weaver(true))
	table.caption = { long = pandoc.Blocks(caption):walk(weaver(true)) }
	return page.wide(table), false
end

-- ---- parts with a condition, what is given, tables of claims, notes --------------------------------
-- woven(content): what the parts of an element come to.

-- A function for elements that may have when="...": these are kept under that condition, others are woven by `weave`.
local function under_condition(weave, woven)
	return function(element)
		if not element.attributes.when then return weave(element) end
		claims.require(element.attributes.when)
		return woven(element.content), false
	end
end

local function weave_span(span)
	if not span.classes:includes("given") then return nil end
	follow(span)
	return span, false
end

local function weave_division(div)
	if div.classes:includes("claims") then return claims.table(div.attributes.paper), false end
	if div.classes:includes("originals") then return originals.table(div.attributes.paper), false end
end

local function weave_note(note, woven)
	source.aside(function() note.content = woven(note.content) end)
	return note, false
end

-- ---- the filter ------------------------------------------------------------------------------------

-- A filter for pandoc's walk. Elements come in the order of the text, parents first, so that `source` can follow with
-- its line. In `strict` places (captions, tables) no bare numeral is let through; nor in sections of .results.
function weaver(strict)
	local results -- level of the heading whose section may hold no bare numeral

	local function header(element)
		source.start(element.content)
		if results and element.level <= results then results = nil end
		if element.classes:includes("results") then results = results or element.level end
	end

	local function word(element)
		source.follow(element.text)
		if strict or results then numerals.refuse(element.text) end
		if symbols.is_raw(element.text) then
			source.fail("\"%s\" is a column's name: write it as a formula, $C_{xs}$, or as code", element.text)
		end
	end

	local function woven(content) return content:walk(weaver(strict or results)) end
	return {
		traverse = "topdown",
		Header = header, Str = word, Math = weave_formula, Code = weave_code, CodeBlock = weave_listing,
		Cite = weave_citation, Link = weave_link, Image = refuse_image, Table = weave_table,
		Plain = function(plain) source.start(plain.content) end,
		Para = weave_paragraph,
		Span = under_condition(weave_span, woven), Div = under_condition(weave_division, woven),
		Note = function(note) return weave_note(note, woven) end,
	}
end

-- ---- the article -----------------------------------------------------------------------------------

local function weave_meta(meta)
	for _, key in ipairs { "title", "subtitle", "abstract" } do
		local kind = pandoc.utils.type(meta[key])
		if kind == "Inlines" or kind == "Blocks" then
			source.rewind()
			meta[key] = meta[key]:walk(weaver(false))
		end
	end
	if not meta.reproduces then return end
	source.rewind()
	source.find("reproduces:")
	local key = pandoc.utils.stringify(meta.reproduces)
	meta.release = source.try(function()
		references.check(key)
		return release.describe(source.path:match("([^/]*)%.md$"), meta.title, key)
	end)
end

local function weave(document)
	source.open(PANDOC_STATE.input_files[1])
	references.open(document)
	figures.collect(document.blocks)
	weave_meta(document.meta)
	source.rewind()
	local blocks = document.blocks:walk(weaver(false))
	if references.cited() then
		blocks:extend { page.appendix("References", "references"), pandoc.Div({}, pandoc.Attr("refs")) }
	end
	blocks:extend(numbers.origins())
	source.close()
	return pandoc.Pandoc(page.with_room(blocks), document.meta)
end

return { { Pandoc = weave } }
