-- What has to be written in one way for the web page and in another for the PDF: links to files of the repository,
-- tables, texts that may break.

local page = {}

local folder = PANDOC_SCRIPT_FILE:match("^(.*)/[^/]*$") or "."

page.latex = FORMAT:find("latex") ~= nil

-- From where the woven article lies to the repository's root.
local root = "../../"

function page.link(path) return root .. path end

local escaped = { ["\\"] = "\\textbackslash{}", ["~"] = "\\textasciitilde{}", ["^"] = "\\textasciicircum{}",
	['"'] = "\\textquotedbl{}", ["-"] = "{-}", ["<"] = "{<}", [">"] = "{>}" }

-- A picture in the page itself, so that the page is one file; without hairlines between the cells of a drawing.
function page.picture(path)
	if not path:find("%.svg$") then return "data:image/png;base64," .. pandoc.pipe("base64", { "--wrap=0", path }, "") end
	local drawing = pandoc.pipe("awk", { "-f", folder .. "/seamless.awk", path }, "")
	return "data:image/svg+xml;base64," .. pandoc.pipe("base64", { "--wrap=0" }, drawing)
end

-- A name or an expression in the type of code, that may break after its joints.
function page.breakable(text)
	if text == "" then return pandoc.Str("") end
	if page.latex then
		local tex = text:gsub("[\\~^\"<>%-#$%%&_{}]", function(c) return escaped[c] or "\\" .. c end)
		tex = tex:gsub("[/=,]", "%0\\allowbreak{}"):gsub("%.%a", "\\allowbreak{}%0")
			:gsub("%a%a%a%a+\\_", "%0\\allowbreak{}")
			:gsub("%f[%a](%a%a?%a?\\_)(%a%a%a%a+)", "%1\\allowbreak{}%2")
		return pandoc.RawInline("latex", "\\texttt{" .. tex .. "}")
	end
	local html = text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;")
	html = html:gsub("[/=,]", "%0<wbr>"):gsub("%.%a", "<wbr>%0")
	return pandoc.RawInline("html", "<code>" .. html .. "</code>")
end

local side = { ["("] = "left", ["["] = "left", ["\\{"] = "left", [")"] = "right", ["]"] = "right",
	["\\}"] = "right" }

-- A formula: one that stands by itself fits its line, by scrolling on a narrow screen, and on a page its fences grow.
-- (texmath gives \big( and its kin a size that browsers do not take.)
function page.formula(formula)
	local alone = formula.mathtype == "DisplayMath"
	if page.latex then
		return alone and pandoc.RawInline("latex", "\\fittingformula{" .. formula.text .. "}") or formula
	end
	formula.text = formula.text:gsub("\\[bB]igg?([lr]?)%s*(\\?[%(%)%[%]{}])", function(_, fence)
		return side[fence] and "\\" .. side[fence] .. fence
	end)
	if not alone then return formula end
	return pandoc.Span({ formula }, pandoc.Attr("", { "formula" }, { tabindex = "0" }))
end

-- A link to a file of the repository, its path as text.
function page.file(path)
	return pandoc.Link({ page.breakable(path) }, page.link(path))
end

-- A table in a box of its own, in which it scrolls where the screen is narrow.
function page.wide(table, class)
	if page.latex then return table end
	return pandoc.Div({ table }, pandoc.Attr("", { "wide", class }))
end

-- Rows of inlines under a head of texts; widths are shares of the line.
function page.small_table(head, rows, widths, class)
	local function cells(list)
		local blocks = {}
		for i, content in ipairs(list) do
			blocks[i] = { pandoc.Plain(type(content) == "string" and { pandoc.Str(content) } or content) }
		end
		return blocks
	end
	local body, aligns, none = {}, {}, {}
	for i, row in ipairs(rows) do body[i] = cells(row) end
	for i = 1, #head do aligns[i], none[i] = pandoc.AlignLeft, 0 end
	local simple = pandoc.SimpleTable({}, aligns, page.latex and widths or none, cells(head), body)
	local block = page.wide(pandoc.utils.from_simple_table(simple), class)
	if not page.latex then return block end
	return pandoc.Div { pandoc.RawBlock("latex", "\\begingroup\\raggedright\\tabletype{\\footnotesize}"), block,
		pandoc.RawBlock("latex", "\\endgroup") }
end

-- In the PDF each heading asks for room first, before the place that links to it lead to is marked.
function page.with_room(blocks)
	if not page.latex then return blocks end
	return blocks:walk {
		Header = function(header) return { pandoc.RawBlock("latex", "\\roomforheading"), header } end,
	}
end

function page.appendix(title, id)
	return pandoc.Header(1, { pandoc.Str(title) }, pandoc.Attr(id, { "unnumbered" }))
end

return page
