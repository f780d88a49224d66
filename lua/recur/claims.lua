-- Claims put to the test. A claim states its criterion beside the code that applies it; the verdict is
-- "holds", "does not hold" or "undecided".

local recur, private = ...

local Claims = {}
local claims_type = { __index = Claims }

-- Claims as scripts get them, and what the library keeps of them: private.claims_of(x), nil if x is none.
local close, open = private.closed_type("recur.claims", {})
private.claims_of = open

local verdicts = { ["holds"] = true, ["does not hold"] = true, ["undecided"] = true }
local keys = { "id", "claim", "criterion", "figure", "test" }
local types = { id = "string", claim = "string", criterion = "string", figure = "string", test = "function" }

local function check(claim, i, seen)
	for _, key in ipairs(keys) do
		local wanted = types[key]
		if type(claim[key]) ~= wanted then
			error(("claim %d: %s: expected a %s, found %s"):format(i, key, wanted, private.text(claim[key])), 3)
		end
		local problem = wanted == "string" and private.cell_problem(claim[key])
		if problem then error(("claim %d: %s: %s"):format(i, key, problem), 3) end
	end
	local unknown = private.keys_problem(claim, types)
	if unknown then error(("claim %s: %s"):format(claim.id, unknown), 3) end
	if seen[claim.id] then error(("claim %s: there are two of that name"):format(claim.id), 3) end
	seen[claim.id] = true
end

-- recur.claims { reads = { "import/peaks", ... },
-- 	{ id, claim, criterion, figure, test = function(data) return verdict, measured end }, ... }
-- data(stem) gives a dataset that `reads` names; measured is a line of text.
function recur.claims(list, ...)
	private.no_more("recur.claims { reads, ... }", ...)
	list = private.held(list)
	if type(list) ~= "table" or list[1] == nil then
		error("claims: expected a list of claims, found " .. private.text(list), 2)
	end
	local seen, kept, known = {}, {}, { reads = true }
	for i, claim in ipairs(list) do
		if type(claim) ~= "table" then
			error(("claim %d: expected a table, found %s"):format(i, private.text(claim)), 2)
		end
		check(claim, i, seen)
		kept[i], known[i] = {}, true
		for _, key in ipairs(keys) do kept[i][key] = claim[key] end
	end
	local reads = list.reads or {}
	local problem = private.reads_problem(reads)
	if problem then error("claims: reads: " .. problem, 2) end
	local unknown = private.keys_problem(list, known)
	if unknown then error("claims: " .. unknown, 2) end
	return close(setmetatable({ list = kept, reads = table.move(reads, 1, #reads, 1, {}) }, claims_type))
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
		if not verdicts[verdict] then
			error(("claim %s: expected one of the verdicts holds, does not hold, undecided, found %s"):format(claim.id,
				private.text(verdict)), 0)
		end
		local problem = private.cell_problem(measured)
		if problem then error(("claim %s: what was measured: %s"):format(claim.id, problem), 0) end
		results[i] = { claim = claim, verdict = verdict, measured = measured }
	end
	return results
end

-- The verdict that follows from a list of conditions { number, yes = , no = }, which is the worst of theirs. A
-- condition holds if its number is at least `yes`, and does not hold if it is below `no`; between the two it is
-- undecided.
function recur.verdict(conditions, ...)
	private.no_more("recur.verdict(conditions)", ...)
	conditions = private.held(conditions)
	local count, odd = private.list_length(conditions)
	if not count or count == 0 then
		error("recur.verdict: expected a list of conditions, found " .. (odd or private.text(conditions)), 2)
	end
	local worst = "holds"
	for i, c in ipairs(conditions) do
		local right = type(c) == "table"
		for _, key in ipairs { 1, "yes", "no" } do right = right and type(c[key]) == "number" end
		if not right then
			error(("condition %d: expected { number, yes = number, no = number }, found %s"):format(i, private.text(c)), 2)
		end
		if c[1] ~= c[1] then error(("condition %d: not a number"):format(i), 2) end
		if c[1] < c.no then return "does not hold" end
		if c[1] < c.yes then worst = "undecided" end
	end
	return worst
end
