-- The commands `claims` and `replicas`: claims put to the test on their datasets, and how often other root seeds
-- come to the same verdict.

local _, private = ...
local host = private.host

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

-- ---- what claims are judged on -------------------------------------------------------------------

-- The claims of a script, and its origins.
local function load_claims(path)
	local script = private.script_at(path)
	local value, origins = private.instantiate(script)
	local claims = private.claims_of(value)
	if not claims then
		error(("%s: expected the script to return recur.claims { ... }, found %s"):format(script.name,
			private.text(value)), 0)
	end
	return claims, origins
end

local function add_new(list, seen, origins)
	for _, origin in ipairs(origins) do
		local key = origin.kind .. " " .. origin.path
		if not seen[key] then
			seen[key] = true
			list[#list + 1] = origin
		end
	end
end

-- Judges all claims of the scripts: a list of { claim, verdict, measured }, and the files all that rests on.
local function judge(options, project)
	local results, origins, sources, seen = {}, {}, {}, {}
	for _, path in ipairs(options.files) do
		local claims, own = load_claims(path)
		for _, stem in ipairs(claims.reads) do
			private.check_fresh(project, stem, options)
			add_new(sources, seen, { private.source(project, stem) })
		end
		add_new(origins, seen, own)
		for _, result in ipairs(claims:judge(private.reader(project, claims.reads))) do results[#results + 1] = result end
	end
	return results, table.move(sources, 1, #sources, #origins + 1, origins)
end

-- ---- replicas ------------------------------------------------------------------------------------

-- All scripts that the verdicts rest on: those of the claims, and of the datasets they read, however far back.
local function script_origins(options, project)
	local origins, seen = {}, {}
	local function add_dataset(stem)
		if seen[stem] or not private.has_script(project, stem) then return end
		seen[stem] = true
		local experiment, own = private.load_experiment(private.script_of(project, stem), { quality = "draft" })
		add_new(origins, seen, own)
		for _, source in ipairs(experiment.reads) do add_dataset(source) end
	end
	for _, path in ipairs(options.files) do
		local claims, own = load_claims(path)
		add_new(origins, seen, own)
		for _, stem in ipairs(claims.reads) do add_dataset(stem) end
	end
	return origins
end

local replica_columns = {
	{ "seed", "1", "root seed" },
	{ "claim", "text", "its name" },
	{ "verdict", "text", "holds, does not hold, undecided" },
	{ "measured", "text", "what was found" },
}

local function replicas_head(options, project)
	return private.head_text {
		entries = { { "title", "Verdicts on the claims from other root seeds" }, { "quality", "draft" } },
		origins = script_origins(options, project), columns = replica_columns,
	}
end

-- recur replicas CLAIMS... -o FILE --set SEED=FILE ...: the verdicts of several seeds in one table.
local function replicas_command(options)
	local project = private.project_of(options.files[1], options.data)
	local lines = { replicas_head(options, project) }
	for _, pair in ipairs(options.set) do
		local dataset = private.read_dataset(pair[2], (private.read_file(pair[2])))
		for _, row in ipairs(dataset) do
			lines[#lines + 1] = private.row_text { pair[1], dataset:text(row, "claim"), dataset:text(row, "verdict"),
				dataset:text(row, "measured") }
		end
	end
	host.write(options.output, table.concat(lines))
	return ""
end

-- The dataset of replicas; or nil and a message if a claim or an experiment has changed since they were made.
local function read_replicas(options, project)
	if not options.replicas then return nil end
	local text = private.read_file(options.replicas)
	local expected = replicas_head(options, project)
	if private.head_of(text) ~= expected then
		return nil, options.replicas .. " is of other scripts than there are now: make data/replicas.tsv"
	end
	return private.read_dataset(options.replicas, text)
end

-- How many of the seeds in the dataset of replicas came to the same verdict: count, of how many.
local function agreement(replicas, result)
	local same, all = 0, 0
	for _, row in ipairs(replicas) do
		if replicas:text(row, "claim") == result.claim.id then
			all = all + 1
			if replicas:text(row, "verdict") == result.verdict then same = same + 1 end
		end
	end
	if all == 0 then error(("%s: nothing of claim %s"):format(replicas.path, result.claim.id), 0) end
	return same, all
end

-- ---- the table of claims -------------------------------------------------------------------------

local claim_columns = {
	{ "claim", "text", "its name" },
	{ "verdict", "text", "holds, does not hold, undecided" },
	{ "agreeing", "1", "other root seeds, at draft quality, that come to the same verdict" },
	{ "seeds", "1", "of how many" },
	{ "figure", "text", "where to see it" },
	{ "measured", "text", "what was found" },
	{ "statement", "text", "the claim in our words" },
	{ "criterion", "text", "what decides; see the script for what was known when it was chosen" },
}

local function shown_claim(result, same, all)
	local indent = (" "):rep(26)
	local text = ("%-10s %-14s %s\n%s%s\n"):format(result.claim.id, result.verdict,
		wrapped(result.claim.claim, 80, indent), indent, wrapped(result.measured, 80, indent))
	return text .. (same and ("%sthe same in %d of %d other seeds\n"):format(indent, same, all) or "")
end

-- recur claims SCRIPT... [-o FILE] [--replicas FILE]: tells every verdict; with -o writes them as a dataset.
local function claims_command(options)
	local project = private.project_of(options.files[1], options.data)
	local results, origins = judge(options, project)
	local replicas, old = read_replicas(options, project)
	if old and options.output then error(old, 0) end
	if replicas then
		local _, sha256 = private.read_file(options.replicas)
		origins[#origins + 1] = { kind = "source", path = options.replicas:match("[^/]*$"), sha256 = sha256 }
	end
	local shown, lines = {}, {}
	for i, result in ipairs(results) do
		local claim, same, all = result.claim, nil, nil
		if replicas then same, all = agreement(replicas, result) end
		shown[i] = shown_claim(result, same, all)
		lines[i] = private.row_text { claim.id, result.verdict, tostring(same or "-"), tostring(all or "-"), claim.figure,
			result.measured, claim.claim, claim.criterion }
	end
	if options.output then
		local head = private.head_text {
			entries = { { "title", "Claims put to the test" }, { "quality", options.quality } }, origins = origins,
			columns = claim_columns,
		}
		private.check_replacement(options.output, head)
		host.write(options.output, head .. table.concat(lines))
	end
	return table.concat(shown) .. (old and "\n" .. old .. "\n" or "")
end

private.commands = { claims = claims_command, replicas = replicas_command }
private.replicas_head = replicas_head
