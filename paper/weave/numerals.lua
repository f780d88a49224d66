-- Bare numerals: numbers that were typed in a place where results are told, instead of being taken from the data.

local source = require "source"

local numerals = {}

-- Letters are those of ASCII and all above U+00BF that are no signs (x U+D7, punctuation U+2000 to U+2BFF).
local function is_letter(code)
	return code < 128 and utf8.char(code):find("%a") ~= nil
		or code > 0xBF and code ~= 0xD7 and code ~= 0xF7 and not (code >= 0x2000 and code <= 0x2BFF)
end

-- The token without what stands around it: brackets, quotes, full stops.
local function bare(token)
	local first, last
	for at, code in utf8.codes(token) do
		if is_letter(code) or utf8.char(code):find("^%d$") then
			first = first or at
			last = at + #utf8.char(code) - 1
		end
	end
	return first and token:sub(first, last) or ""
end

-- Names may hold digits: import-3a, period_2, L1.
local function is_name(text)
	return is_letter(utf8.codepoint(text)) and not text:find("[^%w_\128-\255-]")
end

-- Notes a failure if the word is a bare numeral.
function numerals.refuse(token)
	if not token:find("%d") then return end
	local text = bare(token)
	if text == "" or is_name(text) then return end
	source.fail("bare numeral \"%s\": expected a reference (`=STEM COLUMN where ...`), or [...]{.given} for what is "
		.. "chosen and not measured", token)
end

return numerals
