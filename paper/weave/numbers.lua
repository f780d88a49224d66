-- Numbers in the text: each is written in its format and linked to an entry that says where it comes from, in a list at
-- the end of the article.

local source = require "source"
local values = require "values"
local page = require "page"
local symbols = require "symbols"

local numbers = {}

local minus, times, infinity = "\u{2212}", "\u{D7}", "\u{221E}"

local function real_minus(text)
	return (text:gsub("^%-", minus):gsub("inf$", infinity))
end

-- 10000 as 10,000, from five digits on.
local function grouped(digits)
	local sign, whole = digits:match("^(%-?)(%d%d%d%d%d+)$")
	if not whole then return digits end
	return sign .. whole:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
end

-- mantissa times ten to the exponent
local function power(mantissa, exponent)
	return pandoc.Inlines { pandoc.Str(real_minus(mantissa) .. "\u{A0}" .. times .. "\u{A0}10"),
		pandoc.Superscript { pandoc.Str(real_minus(tostring(exponent))) } }
end

local function plain(text) return pandoc.Inlines { pandoc.Str(real_minus(text)) } end

-- Three significant digits, a whole number whole.
local function by_default(x)
	if x == math.floor(x) and math.abs(x) < 1e15 then return grouped(("%d"):format(math.floor(x))) end
	if math.abs(x) >= 1000 and math.abs(x) < 1e15 then return grouped(("%.0f"):format(x)) end
	-- %g drops the zeros at the end, which are digits known
	local text = ("%.2e"):format(x)
	local exponent = tonumber(text:match("e(.*)$"))
	if exponent < -4 or exponent > 14 then return text end
	return ("%." .. math.max(0, 2 - exponent) .. "f"):format(x)
end

local function printed(format, x)
	if not format then return by_default(x) end
	if format == "%d" then
		local whole = math.floor(x + 0.5)
		if math.abs(whole - x) > 1e-9 * math.max(1, math.abs(x)) then
			error(("%%d for %.10g, which is not a whole number"):format(x), 0)
		end
		return grouped(("%d"):format(whole))
	end
	if not format:find("^%%[+#0]?%d*%.?%d*[efg]$") then
		error(("format \"%s\": expected printf's for one number, such as %%.3f, after an optional percent or power")
			:format(format), 0)
	end
	return (format:format(x))
end

local function as_power(format, x)
	format = format or "%.1f"
	if x == 0 or x ~= x or math.abs(x) == math.huge then return plain(printed(format, x)) end
	local exponent = math.floor(math.log(math.abs(x), 10))
	local mantissa = printed(format, x / 10.0 ^ exponent)
	if math.abs(tonumber(mantissa)) >= 10 then -- rounded up to the next power
		exponent = exponent + 1
		mantissa = printed(format, x / 10.0 ^ exponent)
	end
	return power(mantissa, exponent)
end

-- The value as Inlines, in the format that its expression asks for.
local function written(result)
	local how, format = (result.format or ""):match("^(%a*)%s*(.*)$")
	if format == "" then format = nil end
	local x = result.value
	if type(x) == "string" then
		if result.format then error(("\"%s\" is a text: it takes no format"):format(x), 0) end
		return symbols.words(x)
	end
	local name = not result.format and result.column and values.case_name(result.dataset, result.column, x)
	if name then return pandoc.Inlines { pandoc.Str(name) } end
	if math.abs(x) == math.huge then return plain(tostring(x)) end
	if how == "power" then return as_power(format, x) end
	if how ~= "" and how ~= "percent" then
		error(("format \"%s\": expected percent or power before printf's"):format(result.format), 0)
	end
	local text = printed(format, how == "percent" and 100 * x or x)
	local mantissa, exponent = text:match("^(.-)e([+-]%d+)$")
	if mantissa then return power(mantissa, math.floor(tonumber(exponent))) end
	-- what rounds to nought has no sign
	if tonumber(text) == 0 then text = text:gsub("^%-", "") end
	return plain(text)
end

-- ---- where they come from ------------------------------------------------------------------------

local origins, number_of = {}, {}

local function in_full(result)
	if type(result.value) == "string" then return result.value end
	return result.text or ("%.10g"):format(result.value)
end

local function lines_of(result)
	local rows = result.rows
	if not rows then return "head" end
	if rows.count == 1 then return ("%d"):format(result.line or rows.first) end
	local range = ("%d rows, %d\u{2013}%d"):format(rows.count, rows.first, rows.last)
	return result.line and ("%d (of %s)"):format(result.line, range) or range
end

local function tooltip(result)
	local columns = table.concat(result.columns, ", ")
	local place = result.rows and (result.line or result.rows.count == 1) and
		("line %d"):format(result.line or result.rows.first)
	local rows = result.rows and result.rows.count > 1 and
		("of %d rows in lines %d to %d"):format(result.rows.count, result.rows.first, result.rows.last)
	local parts = { result.path }
	if place then parts[#parts + 1] = place end
	if columns ~= "" then parts[#parts + 1] = columns end
	if result.how then parts[#parts + 1] = result.how end
	return table.concat(parts, ", ") .. (rows and " " .. rows or "") .. ": " .. in_full(result)
end

-- The number of an expression's entry, and whether this is its first use.
local function entry(result)
	local number = number_of[result.expression]
	if number then return number, false end
	origins[#origins + 1] = result
	number_of[result.expression] = #origins
	return #origins, true
end

local function weave(text)
	local result = values.evaluate(text)
	local inlines = written(result)
	local number, first = entry(result)
	local class = type(result.value) == "number" and "number" or "quoted"
	local attr = pandoc.Attr(first and "number-" .. number or "", { class })
	local link = pandoc.Link(inlines, "#origin-" .. number, tooltip(result), attr)
	if not page.latex then return link end
	return pandoc.Span { pandoc.RawInline("latex", "{\\numberlinks{}"), link, pandoc.RawInline("latex", "}") }
end

-- The inline code `text` as a number; one that fails stays as it is, as the build does not go on.
function numbers.weave(text)
	return source.try(weave, text) or pandoc.Code(text)
end

-- The section that lists where each number comes from.
function numbers.origins()
	if #origins == 0 then return {} end
	local rows = {}
	for i, result in ipairs(origins) do
		rows[i] = {
			pandoc.Span({ pandoc.Link({ pandoc.Str(("%d"):format(i)) }, "#number-" .. i, "back to the text") },
				pandoc.Attr("origin-" .. i)),
			page.file(result.path),
			pandoc.Str(lines_of(result)),
			page.breakable(table.concat(result.columns, ", ")),
			page.breakable(result.expression),
			page.breakable(in_full(result)),
		}
	end
	local title = "Where the numbers come from"
	return {
		page.appendix(title, "where-the-numbers-come-from"),
		pandoc.Para { pandoc.Str("Every number in the text was put there by the program that wove it, from these "
			.. "files, as the expression says; lines are counted from the first of the file.") },
		page.small_table({ "", "File", "Line", "Column", "Expression", "Value in full" }, rows,
			{ 0.04, 0.17, 0.12, 0.185, 0.25, 0.235 }, "origins"),
	}
end

return numbers
