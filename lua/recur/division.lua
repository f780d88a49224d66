-- Exact division of an interval: points that divide it into equal parts, each as the double nearest to it, so that no
-- rounding of a step adds up. An end is taken for the fraction that whoever wrote it meant: 0.1 for 1/10.

local _, private = ...

local largest = 1 << 53 -- whole numbers up to here are doubles, and the quotient of two is rounded once

local function divisor(a, b)
	while b ~= 0 do a, b = b, a % b end
	return a
end

-- a times b, or nil beyond what an integer holds.
local function product(a, b)
	return math.abs(a * 1.0 * b) < 2.0 ^ 62 and a * b or nil
end

-- The decimal fraction that x is written as with so many digits: two integers, or nil if there is none.
local function decimal(x, digits)
	local text = ("%." .. digits - 1 .. "e"):format(x)
	if tonumber(text) ~= x then return nil end
	local written, power = text:gsub("%.", ""):match("^(-?%d-)0*e([-+]%d+)$")
	local top, places = math.tointeger(tonumber(written)), #written:gsub("-", "") - 1 - tonumber(power)
	if places < 1 or places > 18 then return nil end
	local bottom = math.tointeger(10 ^ places)
	local common = divisor(bottom, math.abs(top))
	return top // common, bottom // common
end

-- A double is taken for a quotient of integers below this to which it is the nearest one: so many digits seldom agree
-- with such a quotient by accident.
local small = 1 << 24

-- The first convergent of the continued fraction of x > 0 to which x is the nearest double: two integers, or nil if
-- they are not small.
local function convergent(x)
	local bottom = 1
	while bottom < 1 << 61 and x * bottom ~= math.floor(x * bottom) do bottom = bottom * 2 end
	local top = math.tointeger(x * bottom)
	local p, q, p1, q1 = 1, 0, 0, 1
	while top and bottom ~= 0 do
		local part = top // bottom
		if part >= small then return nil end
		p, p1, q, q1 = part * p + p1, p, part * q + q1, q
		if p >= small or q >= small then return nil end
		if p / q == x then return p, q end
		top, bottom = bottom, top % bottom
	end
end

-- A quotient of small integers to which x is the nearest double, such as 1/6.
local function quotient(x)
	local size = math.abs(x)
	local p, q = convergent(size < 1e-3 and 1 / size or size)
	if size < 1e-3 then p, q = q, p end
	if p and p / q == size then return x < 0 and -p or p, q end
end

-- The fraction that is meant by the end of an axis, as two integers: the decimal one that it is written as, or one
-- such as 1/6 if it takes many digits. Nil if it is neither.
local function fraction(x)
	if math.type(x) == "integer" then return x, 1 end
	for _, candidate in ipairs { { decimal, 12 }, { quotient }, { decimal, 15 } } do
		local top, bottom = candidate[1](x, candidate[2])
		if top then return top, bottom end
	end
end

-- The double nearest to a/b + (c/d - a/b)·k/m, or nil where integers do not reach.
local function divided(a, b, c, d, k, m)
	local common = divisor(b, d)
	local left, right = product(a, d // common), product(c, b // common)
	left, right = left and product(left, m - k), right and product(right, k)
	local bottom = product(b, d // common)
	bottom = bottom and product(bottom, m)
	if not left or not right or not bottom then return nil end
	local top = left + right
	common = divisor(bottom, math.abs(top))
	top, bottom = top // common, bottom // common
	return math.abs(top) <= largest and bottom <= largest and top / bottom or nil
end

-- The point k/m of the way from `first` to `last`. Where these are no fractions of numbers small enough, the division
-- is done in doubles.
function private.divide(first, last, k, m)
	local a, b = fraction(first)
	local c, d = fraction(last)
	return a and c and divided(a, b, c, d, k, m) or first + (last - first) * (k / m)
end
