-- Weight matrices of some kinds, as lists of rows: row m holds the weights to neuron m. An N-rooks matrix
-- has one entry of magnitude q and either sign in every row and every column, and zeros elsewhere.

local recur, private = ...

-- ---- options -------------------------------------------------------------------------------------

-- Raises an error at the line of a script that has called a constructor of that name; for functions that a constructor
-- calls.
local function refuse(name, problem) error(("%s: %s"):format(name, problem), 4) end

local function found(expected, value)
	return ("expected %s, found %s"):format(expected, private.text(value))
end

-- Checks of one value each: what is wrong with it, or nil.
local checks = {}

function checks.neurons(x) return private.parameter_problem("neurons", x) end

function checks.magnitude(x)
	if type(x) == "number" and x > 0 and x < math.huge then return nil end
	return found("a finite number above 0", x)
end

function checks.patterns(x)
	return not private.whole(x, 1, 65536) and found("a whole number from 1 to 65536", x) or nil
end

function checks.rng(x)
	return not private.is_rng(x) and found("a recur.rng", x) or nil
end

-- What is wrong with a list of `count` entries, or with the first of them of which check(entry, i) says something.
local function list_problem(list, count, noun, check)
	if type(list) ~= "table" then return found("a list of " .. noun, list) end
	local length, odd = private.list_length(list)
	if odd then return ("expected a list of %d %s, found %s"):format(count, noun, odd) end
	if length ~= count then return ("expected a list of %d %s, found a list of %d"):format(count, noun, length) end
	for i = 1, count do
		local problem = check(list[i], i)
		if problem then return ("entry %d: %s"):format(i, problem) end
	end
end

local function signs_problem(signs, count)
	return list_problem(signs, count, "signs", function(sign)
		return sign ~= 1 and sign ~= -1 and found("1 or -1", sign) or nil
	end)
end

function checks.permutation(list)
	if type(list) ~= "table" then return found("a list of columns", list) end
	local count, odd = private.list_length(list)
	if odd then return "expected a list of columns, found " .. odd end
	if private.parameter_problem("neurons", count) then
		return ("expected a list of 1 to 65536 columns, found a list of %d"):format(count)
	end
	local row = {}
	return list_problem(list, count, "columns", function(x, i)
		local column = private.whole(x, 1, count)
		if not column then return found(("a whole number from 1 to %d"):format(count), x) end
		if row[column] then return ("expected every column once, found %d also in entry %d"):format(column, row[column]) end
		row[column] = i
		return nil
	end)
end

-- The options as they are used. Refuses a table with other keys than those required and those optional, or bad values.
local function check_options(name, options, required, optional)
	options = private.held(options)
	if type(options) ~= "table" then refuse(name, found("a table of options", options)) end
	local known = {}
	for _, key in ipairs(required) do known[key] = true end
	for _, key in ipairs(optional or {}) do known[key] = true end
	local unknown = private.keys_problem(options, known)
	if unknown then refuse(name, unknown) end
	for _, key in ipairs(required) do
		if options[key] == nil then refuse(name, ("missing key '%s'"):format(key)) end
		local problem = checks[key](options[key])
		if problem then refuse(name, key .. ": " .. problem) end
	end
	return options
end

local function check_signs(name, signs, count)
	local problem = signs ~= nil and signs_problem(signs, count)
	if problem then refuse(name, "signs: " .. problem) end
end

-- ---- matrices ------------------------------------------------------------------------------------

-- neurons rows, entry(m, n) each.
local function matrix_of(neurons, entry)
	local matrix = {}
	for m = 1, neurons do
		local row = {}
		for n = 1, neurons do row[n] = entry(m, n) end
		matrix[m] = row
	end
	return matrix
end

-- column(m) is the place of the rook in row m, sign(m) its sign.
local function rooks_of(neurons, magnitude, column, sign)
	local matrix = matrix_of(neurons, function() return 0.0 end)
	for m = 1, neurons do matrix[m][column(m)] = (sign(m) < 0 and -1.0 or 1.0) * magnitude end
	return matrix
end

local function signs_or_ones(signs)
	return function(m) return signs and signs[m] or 1 end
end

local function draw_sign(stream) return 2 * stream:integer(2) - 3 end

-- Every permutation as likely (R. Durstenfeld, Comm. ACM 7, 1964).
local function draw_permutation(stream, count)
	local list = {}
	for i = 1, count do list[i] = i end
	for i = count, 2, -1 do
		local j = stream:integer(i)
		list[i], list[j] = list[j], list[i]
	end
	return list
end

local function draw_rooks(options)
	local neurons = math.tointeger(options.neurons)
	local column = draw_permutation(options.rng:stream("permutation"), neurons)
	local signs = options.rng:stream("signs")
	return neurons, function(m) return column[m] end, function() return draw_sign(signs) end
end

-- recur.rooks { neurons, magnitude, rng }: an N-rooks matrix, every permutation and every choice of signs
-- as likely.
function recur.rooks(options, ...)
	private.no_more("recur.rooks { neurons, magnitude, rng }", ...)
	options = check_options("recur.rooks", options, { "magnitude", "neurons", "rng" })
	local neurons, column, sign = draw_rooks(options)
	return rooks_of(neurons, options.magnitude, column, sign)
end

-- recur.rooks_connections { neurons, magnitude, rng }: the same N-rooks as a list of { to, from, weight }, for
-- networks so large that a list of rows would not fit.
function recur.rooks_connections(options, ...)
	private.no_more("recur.rooks_connections { neurons, magnitude, rng }", ...)
	options = check_options("recur.rooks_connections", options, { "magnitude", "neurons", "rng" })
	local neurons, column, sign = draw_rooks(options)
	local list = {}
	for m = 1, neurons do list[m] = { m, column(m), sign(m) * options.magnitude } end
	return list
end

-- recur.binary_entropy(p): of an event of that probability, in bits.
function recur.binary_entropy(p, ...)
	private.no_more("recur.binary_entropy(p)", ...)
	if type(p) ~= "number" or not (p >= 0 and p <= 1) then
		error("recur.binary_entropy: expected a probability, found " .. private.text(p), 2)
	end
	local function part(x) return x > 0 and -x * recur.log2(x) or 0 end
	return part(p) + part(1 - p)
end

-- recur.rooks_flux(neurons, magnitude): the flux of a machine of signs whose weights are N-rooks, in bits: each
-- neuron copies another, or its opposite, and errs with probability 1/(1 + exp(magnitude)).
function recur.rooks_flux(neurons, magnitude, ...)
	private.no_more("recur.rooks_flux(neurons, magnitude)", ...)
	local function check(name, value)
		local problem = checks[name](value)
		if problem then error(("recur.rooks_flux: %s: %s"):format(name, problem), 3) end
	end
	check("neurons", neurons)
	check("magnitude", magnitude)
	return neurons * (1 - recur.binary_entropy(1 / (1 + recur.exp(magnitude))))
end

-- recur.signed_permutation { permutation, magnitude, signs }: the N-rooks matrix whose rook in row m stands
-- in column permutation[m] with sign signs[m] (1 or -1; all 1 if there are none): neuron m listens to
-- neuron permutation[m].
function recur.signed_permutation(options, ...)
	private.no_more("recur.signed_permutation { permutation, magnitude, signs }", ...)
	local name = "recur.signed_permutation"
	options = check_options(name, options, { "magnitude", "permutation" }, { "signs" })
	local permutation = options.permutation
	check_signs(name, options.signs, #permutation)
	return rooks_of(#permutation, options.magnitude, function(m) return math.tointeger(permutation[m]) end,
		signs_or_ones(options.signs))
end

-- recur.cycle { neurons, magnitude, signs }: one cycle of all neurons, n driving n + 1 and the last the
-- first. signs[m] is the sign of row m, the weight to neuron m (1 or -1; all 1 if there are none).
function recur.cycle(options, ...)
	private.no_more("recur.cycle { neurons, magnitude, signs }", ...)
	options = check_options("recur.cycle", options, { "magnitude", "neurons" }, { "signs" })
	local neurons = math.tointeger(options.neurons)
	check_signs("recur.cycle", options.signs, neurons)
	return rooks_of(neurons, options.magnitude, function(m) return m == 1 and neurons or m - 1 end,
		signs_or_ones(options.signs))
end

-- The sums over random patterns of ±1 of the products of two neurons' values, whole numbers, without the
-- diagonal, and the largest magnitude among them.
local function hebbian_sums(stream, neurons, patterns)
	local sums, largest = matrix_of(neurons, function() return 0 end), 0
	for _ = 1, patterns do
		local pattern = {}
		for n = 1, neurons do pattern[n] = draw_sign(stream) end
		for m = 1, neurons do
			local row, value = sums[m], pattern[m]
			for n = 1, neurons do row[n] = row[n] + value * pattern[n] end
		end
	end
	for m = 1, neurons do
		sums[m][m] = 0
		for n = 1, neurons do largest = math.max(largest, math.abs(sums[m][n])) end
	end
	return sums, largest
end

-- recur.hopfield { neurons, magnitude, patterns, rng }: Hebb's rule for that many random patterns of ±1
-- (J. J. Hopfield, PNAS 79, 1982), zeros on the diagonal, scaled so that the largest weight has the
-- magnitude. Patterns that cancel in all weights are drawn again.
function recur.hopfield(options, ...)
	private.no_more("recur.hopfield { neurons, magnitude, patterns, rng }", ...)
	local name = "recur.hopfield"
	options = check_options(name, options, { "magnitude", "neurons", "patterns", "rng" })
	local neurons = math.tointeger(options.neurons)
	if neurons < 2 then
		error(("%s: neurons: %s"):format(name, found("at least 2, for a weight off the diagonal", neurons)), 2)
	end
	local stream = options.rng:stream("patterns")
	local sums, largest = nil, 0
	while largest == 0 do sums, largest = hebbian_sums(stream, neurons, math.tointeger(options.patterns)) end
	return matrix_of(neurons, function(m, n)
		return sums[m][n] ~= 0 and sums[m][n] / largest * options.magnitude or 0.0
	end)
end

-- recur.bounded { neurons, magnitude, rng }: independent entries, uniform from -magnitude to magnitude.
function recur.bounded(options, ...)
	private.no_more("recur.bounded { neurons, magnitude, rng }", ...)
	options = check_options("recur.bounded", options, { "magnitude", "neurons", "rng" })
	local stream = options.rng:stream("weights")
	return matrix_of(options.neurons, function() return (2 * stream:uniform() - 1) * options.magnitude end)
end

-- ---- conference matrices ---------------------------------------------------------------------------

local function is_prime(n)
	for divisor = 2, math.floor(math.sqrt(n)) do
		if n % divisor == 0 then return false end
	end
	return n > 1
end

-- The field of q elements, 0 to q - 1, for an odd prime q or the square of one: differences and products. Of a square,
-- element a + b p stands for a + b r, where r is a root of a number without a root in the field of p.
local function field_of(q)
	if is_prime(q) then
		return { minus = function(x, y) return (x - y) % q end, times = function(x, y) return x * y % q end }
	end
	local p = math.tointeger(math.sqrt(q))
	if not p or not is_prime(p) then return nil end
	local has_root, root_of = {}, 1
	for x = 1, p - 1 do has_root[x * x % p] = true end
	while has_root[root_of] do root_of = root_of + 1 end
	return {
		minus = function(x, y) return (x % p - y % p) % p + (x // p - y // p) % p * p end,
		times = function(x, y)
			local a, b, c, d = x % p, x // p, y % p, y // p
			return (a * c + b * d * root_of) % p + (a * d + b * c) % p * p
		end,
	}
end

-- recur.conference(order): a conference matrix by Paley's construction (R. E. A. C. Paley, J. Math. Phys. 12, 1933):
-- 0 on the diagonal, 1 or -1 elsewhere, all rows orthogonal. order: 4 to 1024, an odd prime and 1, or the square of an
-- odd prime and 1. Symmetric if order - 2 is a multiple of 4, else equal to its transpose but for the sign.
function recur.conference(order, ...)
	private.no_more("recur.conference(order)", ...)
	local whole = private.whole(order, 4, 1024)
	if not whole then
		error("recur.conference: order: " .. found("a whole number from 4 to 1024", order), 2)
	end
	local field = whole % 2 == 0 and field_of(whole - 1)
	if not field then
		error(("recur.conference: order: expected an odd prime and 1, or the square of an odd prime and 1, found %d"):format(
			whole), 2)
	end
	local is_square = {}
	for x = 1, whole - 2 do is_square[field.times(x, x)] = true end
	local transposed_sign = whole % 4 == 2 and 1.0 or -1.0
	return matrix_of(whole, function(m, n)
		if m == n then return 0.0 end
		if m == 1 then return 1.0 end
		if n == 1 then return transposed_sign end
		return is_square[field.minus(m - 2, n - 2)] and 1.0 or -1.0
	end)
end
