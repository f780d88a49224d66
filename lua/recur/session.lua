-- A worker's session with one script. Every point runs in an instance of the script of its own, in an
-- environment of its own, so that no point can leave anything behind for another: the order of points
-- and the worker that gets one cannot reach a result.

local recur, private = ...

local script, overrides

local function instantiate()
	local chunk, problem = load(script.text, "@" .. script.name, "t", private.new_environment())
	if not chunk then error(problem, 0) end
	local experiment = chunk()
	if not private.is_experiment(experiment) then
		error(("%s: expected the script to return recur.experiment { ... }, found %s"):format(script.name,
			private.text(experiment)), 0)
	end
	experiment:configure(overrides)
	return experiment
end

-- script: name, text, stem (its path in the other rooms), sha256. Returns the number of points and the
-- head of the data file.
function private.open(the_script, the_overrides)
	script, overrides = the_script, the_overrides
	private.script = script
	local experiment = instantiate()
	return experiment.points, experiment:header {
		{ "script", ("%s.lua, sha256 %s"):format(script.stem, script.sha256) },
		{ "program", ("recur, numerics %d"):format(recur.numerics) },
	}
end

-- The data lines of point i.
function private.point(i)
	return instantiate():evaluate(script.stem, i)
end

-- What the experiment is made of, for --list.
function private.list()
	local experiment, lines = instantiate(), {}
	for _, pair in ipairs(experiment:description()) do
		lines[#lines + 1] = ("  %-14s %s"):format(pair[1], pair[2])
	end
	lines[#lines + 1] = ""
	for _, column in ipairs(experiment:table_columns()) do
		lines[#lines + 1] = ("  %-22s %s [%s]"):format(column[1], column[3], column[2])
	end
	return experiment.title, table.concat(lines, "\n") .. "\n"
end

-- ---- claims --------------------------------------------------------------------------------------

local function wrapped(text, width, indent)
	local lines, line = {}, ""
	for word in text:gmatch("%S+") do
		if #line > 0 and utf8.len(line) + 1 + utf8.len(word) > width then
			lines[#lines + 1] = line
			line = word
		else
			line = #line > 0 and line .. " " .. word or word
		end
	end
	lines[#lines + 1] = line
	return table.concat(lines, "\n" .. indent)
end

-- How many of the seeds in the dataset of replicas came to the same verdict: count, of how many.
local function agreement(replicas, result)
	local same, all = 0, 0
	for _, row in ipairs(replicas) do
		if row:text("claim") == result.claim.id then
			all = all + 1
			if row:text("verdict") == result.verdict then same = same + 1 end
		end
	end
	if all == 0 then error(("%s: nothing of claim %s"):format(replicas.path, result.claim.id), 0) end
	return same, all
end

-- Puts the script's claims to the test on what read(stem) returns (path and text of a dataset); with
-- the text of replicas also tells in how many seeds they come out the same. Returns a table to be read
-- and the lines of claims.tsv.
function private.claims(the_script, read, replicas_path, replicas_text)
	script = the_script
	private.script = script
	local chunk, problem = load(script.text, "@" .. script.name, "t", private.new_environment())
	if not chunk then error(problem, 0) end
	local claims = chunk()
	if not private.is_claims(claims) then
		error(("%s: expected the script to return recur.claims { ... }, found %s"):format(script.name,
			private.text(claims)), 0)
	end
	local cache = {}
	local results = claims:judge(function(stem)
		cache[stem] = cache[stem] or private.read_dataset(read(stem))
		return cache[stem]
	end)
	local replicas = replicas_text and private.read_dataset(replicas_path, replicas_text)
	local shown, lines = {}, {}
	for i, result in ipairs(results) do
		local claim, same, all = result.claim, nil, nil
		if replicas then same, all = agreement(replicas, result) end
		shown[i] = ("%-10s %-14s %s\n%26s%s\n%26s%s\n"):format(claim.id, result.verdict,
			wrapped(claim.claim, 80, (" "):rep(26)), "", wrapped(result.measured, 80, (" "):rep(26)), "",
			replicas and ("the same in %d of %d other seeds"):format(same, all) or "")
		lines[i] = table.concat({ claim.id, result.verdict, tostring(same or "-"), tostring(all or "-"),
			claim.figure, result.measured, claim.claim, claim.criterion }, "\t") .. "\n"
	end
	return table.concat(shown), table.concat(lines)
end
