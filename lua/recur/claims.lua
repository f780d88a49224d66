-- Claims put to the test. A claim states its criterion beside the code that applies it; the verdict is
-- "holds", "does not hold" or "undecided".

local recur, private = ...

local Claims = {}
Claims.__index = Claims
Claims.__name = "recur.claims"
Claims.__metatable = false

local declared = setmetatable({}, { __mode = "k" })
function private.is_claims(x) return declared[x] ~= nil end

local verdicts = { ["holds"] = true, ["does not hold"] = true, ["undecided"] = true }
local keys = { "id", "claim", "criterion", "figure", "test" }

local function check(claim, i, seen)
	local known = {}
	for _, key in ipairs(keys) do
		known[key] = true
		local wanted = key == "test" and "function" or "string"
		if type(claim[key]) ~= wanted then
			error(("claim %d: %s: expected a %s, found %s"):format(i, key, wanted, private.text(claim[key])), 3)
		end
	end
	for key in pairs(claim) do
		if not known[key] then
			error(("claim %s: unknown key %s; known keys: %s"):format(claim.id, private.text(key),
				table.concat(keys, ", ")), 3)
		end
	end
	if seen[claim.id] then error(("claim %s: there are two of that name"):format(claim.id), 3) end
	seen[claim.id] = true
end

-- recur.claims { { id, claim, criterion, figure, test = function(data) return verdict, measured end } }
-- data(stem) reads a dataset; measured is a line of text.
function recur.claims(list)
	if type(list) ~= "table" or #list == 0 then
		error("claims: expected a list of claims, found " .. private.text(list), 2)
	end
	local seen = {}
	for i, claim in ipairs(list) do
		if type(claim) ~= "table" then
			error(("claim %d: expected a table, found %s"):format(i, private.text(claim)), 2)
		end
		check(claim, i, seen)
	end
	local self = setmetatable({ list = list }, Claims)
	declared[self] = true
	return self
end

-- Puts every claim to the test: a list of { claim, verdict, measured }.
function Claims:judge(data)
	local results = {}
	for i, claim in ipairs(self.list) do
		local ok, verdict, measured = pcall(claim.test, data)
		if not ok then
			error(("claim %s: %s"):format(claim.id, type(verdict) == "string" and verdict
				or private.text(verdict)), 0)
		end
		if not verdicts[verdict] or type(measured) ~= "string" or measured:find("[\t\n]") then
			error(("claim %s: expected a verdict and one line of what was measured, found %s, %s"):format(
				claim.id, private.text(verdict), private.text(measured)), 0)
		end
		results[i] = { claim = claim, verdict = verdict, measured = measured }
	end
	return results
end

-- The verdict from conditions: each a number that ought to reach `yes`, and refutes the claim below
-- `no`. Returns the worst of them.
function recur.verdict(conditions)
	local worst = "holds"
	for i, c in ipairs(conditions) do
		if c[1] ~= c[1] then error(("condition %d: not a number"):format(i), 2) end
		if c[1] < c.no then return "does not hold" end
		if c[1] < c.yes then worst = "undecided" end
	end
	return worst
end
