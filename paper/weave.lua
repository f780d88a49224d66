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

-- Elements come in the order of the text, parents first, so that `source` can follow with its line.
-- In `strict` places (captions, tables) no bare numeral is let through; nor in sections of .results.
local function weaver(strict)
	local results -- level of the heading whose section may hold no bare numeral

	local function advance(element)
		element:walk { traverse = "topdown",
			Str = function(word) source.follow(word.text) end,
			Code = function(word) source.follow(word.text) end,
		}
	end

	local filter = { traverse = "topdown" }

	function filter.Header(header)
		source.start(header.content)
		if results and header.level <= results then results = nil end
		if header.classes:includes("results") then results = results or header.level end
	end

	function filter.Str(word)
		source.follow(word.text)
		if strict or results then numerals.refuse(word.text) end
		if symbols.is_raw(word.text) then
			source.fail("\"%s\" is a column's name: write it as a formula, $C_{xs}$, or as code", word.text)
		end
	end

	function filter.Math(formula)
		source.follow(formula.text)
		return page.formula(formula), false
	end

	function filter.Code(inline)
		source.follow(inline.text)
		if inline.text:find("^=%s*%a") then return numbers.weave(inline.text), false end
		if page.latex then return page.breakable(inline.text) end
	end

	function filter.CodeBlock(block)
		if block.classes:includes("show") then return code.weave(block), false end
		source.follow(block.text)
		block.text = code.fitting(block.text)
		return block
	end

	function filter.Cite(cite)
		advance(cite)
		return references.cite(cite), false
	end

	function filter.Link(link)
		advance(link)
		return references.link(link), false
	end

	function filter.Span(span)
		local when = span.attributes.when
		if when then
			claims.require(when)
			return span.content:walk(weaver(strict or results)), false
		elseif span.classes:includes("given") then
			advance(span)
			return span, false
		end
	end

	function filter.Div(div)
		if div.attributes.when then
			claims.require(div.attributes.when)
			return div.content:walk(weaver(strict or results)), false
		elseif div.classes:includes("claims") then
			return claims.table(div.attributes.paper), false
		elseif div.classes:includes("originals") then
			return originals.table(div.attributes.paper), false
		end
	end

	function filter.Plain(plain) source.start(plain.content) end

	function filter.Para(para)
		if #para.content ~= 1 or para.content[1].t ~= "Image" then return source.start(para.content) end
		return figures.weave(para.content[1], weaver(true)), false
	end

	function filter.Image(image)
		source.find(image.src)
		source.fail("a figure stands in a paragraph of its own, found " .. image.src .. " inside a text")
		return image, false
	end

	function filter.Table(table)
		local caption = table.caption.long
		table.caption = { long = {} }
		table = table:walk(weaver(true))
		-- in the file it follows the table
		table.caption = { long = pandoc.Blocks(caption):walk(weaver(true)) }
		return page.wide(table), false
	end

	function filter.Note(note)
		source.aside(function() note.content = note.content:walk(weaver(strict or results)) end)
		return note, false
	end

	return filter
end

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
