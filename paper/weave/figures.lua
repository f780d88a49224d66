-- Figures: found among the results, numbered in order, and referred to by name.

local files = require "files"
local source = require "source"
local page = require "page"
local symbols = require "symbols"

local figures = {}

local number_of, order = {}, {}

local function name_of(path) return path:match("^figures/[^/]+/([^/]+)%.svg$") end

-- Numbers all figures of the article before it is woven, so that the text can refer to those that follow.
function figures.collect(blocks)
	blocks:walk { traverse = "topdown", Image = function(image)
		local name = name_of(image.src)
		if name and not number_of[name] then
			order[#order + 1] = name
			number_of[name] = #order
		end
	end }
end

-- "Figure 3" as a link, for [@fig:NAME].
function figures.reference(name)
	local number = number_of[name]
	if not number then
		error(("no figure \"%s\" in this article; there are %s"):format(name, source.list(order)), 0)
	end
	return pandoc.Link({ pandoc.Str(("Figure\u{A0}%d"):format(number)) }, "#fig-" .. name)
end

-- "import/driven" as a link: to the figure in this article, or to its file.
function figures.link_to(stem)
	local name = stem:match("[^/]*$")
	if number_of[name] then return figures.reference(name) end
	return pandoc.Link({ pandoc.Str((name:gsub("_", " "))) }, page.link("figures/" .. stem .. ".svg"))
end

-- Width and height of a drawing, in its units.
local function size_of(path)
	local head = files.read(path):match("<svg[^>]*>") or ""
	local width, height = head:match("width=[\"']([%d.]+)"), head:match("height=[\"']([%d.]+)")
	if not height then error(("%s has no width and height"):format(path), 0) end
	return tonumber(width), tonumber(height)
end

-- The picture is shown large by a button over it, without a script: it is a popover, which the page's style also shows
-- in its place while it is closed. Escape, its own button and a click beside it close it.
local function in_page(image, name, caption)
	local alt = image.attributes.alt or symbols.in_words(caption)
	local width, height = size_of(image.src)
	local label = ("Figure %d"):format(number_of[name])
	return {
		pandoc.RawBlock("html", ('<figure id="fig-%s"><div class="picture" style="aspect-ratio: %g / %g"><div class="large" '
			.. 'popover id="large-%s" style="--shape: %.6g">'):format(name, width, height, name, width / height)),
		pandoc.Plain { pandoc.Image({ pandoc.Str(alt) }, page.picture(image.src)) },
		pandoc.RawBlock("html", ('<button class="close" popovertarget="large-%s" popovertargetaction="hide" autofocus '
			.. 'aria-label="Close %s">\u{D7}</button></div><button class="enlarge" popovertarget="large-%s" '
			.. 'aria-label="Show %s large"></button></div><figcaption>'):format(name, label, name, label)),
		pandoc.Plain(caption),
		pandoc.RawBlock("html", "</figcaption></figure>"),
	}
end

-- rsvg-convert has made a PDF of each figure (see paper/paper.mk).
local function in_latex(image, name, caption)
	local path = image.src:gsub("%.svg$", ".pdf")
	caption:insert(1, pandoc.RawInline("latex", ("\\begin{figure}[htbp]\\centering"
		.. "\\hypertarget{fig-%s}{}\\phantomsection\\label{fig-%s}\\articlefigure{%s}\\caption*{"):format(name, name, path)))
	caption:insert(pandoc.RawInline("latex", "}\\end{figure}"))
	return { pandoc.Plain(caption) }
end

local seen = {}

local function check(image)
	local name = name_of(image.src)
	if not name or not files.read(image.src) then
		error(("no figure %s; there are %s"):format(image.src,
			source.list(files.ending("figures", ".svg"))), 0)
	elseif seen[name] then
		error(("figure %s stands here a second time"):format(image.src), 0)
	elseif #image.caption == 0 then
		error(("figure %s has no caption"):format(image.src), 0)
	end
	seen[name] = true
	files.check_fresh(image.src)
	return name
end

-- The blocks of a figure; its caption is woven by `filter`.
function figures.weave(image, filter)
	source.start(image.caption)
	local caption = pandoc.Inlines(image.caption):walk(filter)
	source.find(image.src)
	local name = source.try(check, image)
	if not name then return {} end
	local label = ("Figure\u{A0}%d."):format(number_of[name])
	caption:insert(1, pandoc.Strong { pandoc.Str(label) })
	caption:insert(2, pandoc.Space())
	return source.try(page.latex and in_latex or in_page, image, name, caption) or {}
end

return figures
