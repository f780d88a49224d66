-- Names of measures as a reader sees them: C_xs in a text is a column's name, and is set as a letter with its index;
-- where only words will do, in what is read aloud for a picture, formulas become words.

local symbols = {}

-- The letters that measures have (C correlation, I information, R excess, F fluctuation, W weight, N size).
local name = "^([%(\u{201C}]?)([CFINRW])_(%l[%l_]*)(.-)$"

-- C_xs as $C_{xs}$; an index of more than two letters is a word, and upright.
local function formula(letter, index)
	local parts = {}
	for part in index:gmatch("[^_]+") do
		parts[#parts + 1] = #part > 2 and "\\mathrm{" .. part .. "}" or part
	end
	return pandoc.Math("InlineMath", ("%s_{%s}"):format(letter, table.concat(parts, ",\\,")))
end

-- Whether a word is, or has in it, the raw name of a measure.
function symbols.is_raw(word) return word:find("%f[%w][CFINRW]_%l") ~= nil end

-- A word as Inlines, with a measure's name as a formula.
function symbols.typeset(word)
	local before, letter, index, after = word:match(name)
	if not letter then return pandoc.Inlines { pandoc.Str(word) } end
	local inlines = pandoc.Inlines {}
	if before ~= "" then inlines:insert(pandoc.Str(before)) end
	inlines:insert(formula(letter, index))
	if after ~= "" then inlines:insert(pandoc.Str(after)) end
	return inlines
end

-- A text as Inlines, word by word.
function symbols.words(text)
	local inlines = pandoc.Inlines {}
	for word in text:gmatch("%S+") do
		if #inlines > 0 then inlines:insert(pandoc.Space()) end
		inlines:extend(symbols.typeset(word))
	end
	return inlines
end

-- ---- in words ------------------------------------------------------------------------------------

local spoken = { alpha = "α", beta = "β", gamma = "γ", delta = "δ", eta = "η", kappa = "κ", lambda = "λ", mu = "μ",
	pi = "π", rho = "ρ", sigma = "σ", tau = "τ", times = "times", cdot = "times", le = "at most", ge = "at least",
	pm = "plus or minus", gg = "much greater than", ll = "much less than", approx = "about", infty = "infinity",
	log = "log", ln = "ln", exp = "exp", tanh = "tanh", max = "max", min = "min",
	sum = "the sum of", sqrt = "the square root of", quad = " ", qquad = " ", left = "", right = "", big = "", Big = "",
	bigl = "", bigr = "", lvert = "|", rvert = "|", star = "star", ast = "star" }

-- A formula in words, such as "C sub xs" for C_{xs}: an error where it is too much of one.
function symbols.spoken(tex)
	local words = tex:gsub("\\[,;! ]", " "):gsub("\\t?frac%s*{([^{}]*)}%s*{([^{}]*)}", " %1 over %2 ")
	words = words:gsub("\\mathrm%s*{([^{}]*)}", "%1"):gsub("\\text%s*{([^{}]*)}", "%1")
	words = words:gsub("\\(%a+)", function(command)
		return " " .. (spoken[command] or error(("the formula $%s$ has no words for \\%s: give the figure alt=\"...\"")
			:format(tex, command), 0)) .. " "
	end)
	words = words:gsub("_%s*{%s*([^{}]*)}", " sub %1 "):gsub("_(%w)", " sub %1 ")
		:gsub("%^%s*{%s*([^{}]*)}", " to the power %1 "):gsub("%^(%w)", " to the power %1 ")
		:gsub("<", " less than "):gsub(">", " greater than "):gsub("=", " = "):gsub("%-", "\u{2212}"):gsub("[{}]", "")
	if words:find("[\\_^]") then
		error(("the formula $%s$ is no text to read aloud: give the figure alt=\"...\""):format(tex), 0)
	end
	return (words:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

-- Inlines as a text of words.
function symbols.in_words(inlines)
	local problem -- told outside of pandoc's walk, which would add to it
	local plain = pandoc.Span(inlines):walk {
		Math = function(formula_)
			local done, text = pcall(symbols.spoken, formula_.text)
			if not done then problem = problem or text end
			return pandoc.Str(text)
		end,
	}
	if problem then error(problem, 0) end
	local words = {}
	for word in pandoc.utils.stringify(plain):gmatch("%S+") do
		words[#words + 1] = word:gsub("%f[%w]([CFINRW])_(%l[%l_]*)", function(letter, index)
			return letter .. " sub " .. index:gsub("_", " ")
		end)
	end
	return table.concat(words, " ")
end

return symbols
