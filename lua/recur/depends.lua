-- The command `depends`: what reads what, found in the scripts, figures and articles themselves, as rules for make.

local _, private = ...
local host = private.host

-- Every script below lua/, in order: { stem, kind, value, origins }. What a script returns tells what it is: an
-- "experiment", "claims" (value is what the library keeps of them), or else a "shared" file for others to include;
-- "broken" (with problem) if it fails.
function private.scripts(project)
	local list = {}
	for _, paper in ipairs(host.list(project.root .. "lua")) do
		for _, file in ipairs(paper ~= "recur" and host.list(project.root .. "lua/" .. paper) or {}) do
			local name = file:match("^([%w_-]+)%.lua$")
			if name then
				local stem = paper .. "/" .. name
				local ok, value, origins = pcall(function() return private.instantiate(private.script_of(project, stem)) end)
				local experiment, claims = private.experiment_of(value), private.claims_of(value)
				local kind = not ok and "broken" or experiment and "experiment" or claims and "claims" or "shared"
				list[#list + 1] = { stem = stem, kind = kind, value = experiment or claims, origins = origins,
					problem = not ok and value }
			end
		end
	end
	return list
end

-- The path of a dataset. A stem consists of letters, digits, _ and -, with one slash, so that nothing in the rules that
-- are written here has to be escaped for make.
local function tsv(stem) return "data/" .. stem .. ".tsv" end

local function join(stems, shape)
	local words = {}
	for i, stem in ipairs(stems) do words[i] = shape(stem) end
	return table.concat(words, " ")
end

-- The rules that say which datasets a dataset reads: one for full results, one for drafts, one for the replicas of
-- SEEDS.
local function data_rules(lines, stem, reads)
	if #reads == 0 then return end
	local function rule(targets, folder)
		lines[#lines + 1] = targets .. ": " .. join(reads, function(source) return folder .. tsv(source) end)
	end
	rule(tsv(stem), "")
	rule("build/draft/" .. tsv(stem), "build/draft/")
	rule(("$(SEEDS:%%=build/replicas/%%/%s): build/replicas/%%/%s"):format(tsv(stem), tsv(stem)), "build/replicas/%/")
end

local function figure_paths(project)
	local paths = {}
	for _, paper in ipairs(host.list(project.root .. "figures")) do
		for _, file in ipairs(host.list(project.root .. "figures/" .. paper)) do
			if file:find("^[%w_-]+%.gp$") then paths[#paths + 1] = ("figures/%s/%s"):format(paper, file) end
		end
	end
	return paths
end

-- The paths of all results: datasets, the two tables on claims, figures.
function private.result_paths(project)
	local paths = {}
	for _, entry in ipairs(private.scripts(project)) do
		if entry.kind == "experiment" or entry.kind == "broken" then paths[#paths + 1] = tsv(entry.stem) end
	end
	table.move({ tsv("replicas"), tsv("claims") }, 1, 2, #paths + 1, paths)
	for _, path in ipairs(figure_paths(project)) do paths[#paths + 1] = (path:gsub("%.gp$", ".svg")) end
	return paths
end

-- What an article's text asks for: datasets in `=STEM ...`, claims, figures, and files whose code it shows.
local function article_reads(text)
	local found, seen = {}, {}
	local function add(path)
		if path and not seen[path] then
			seen[path] = true
			found[#found + 1] = path
		end
	end
	for stem in text:gmatch("`=%s*([%w_/-]+)") do add(tsv(stem)) end
	if text:find('when="', 1, true) or text:find("{.claims", 1, true) then add("data/claims.tsv") end
	for figure in text:gmatch("(figures/[%w_/-]+%.svg)") do add(figure) end
	for attributes in text:gmatch("{%.show([^}]*)}") do add(attributes:match('file="([^"]+)"')) end
	return found
end

-- All datasets that are needed, directly or not, for those of a list: sources first.
local function closure(stems, reads_of)
	local order, seen = {}, {}
	local function visit(stem)
		if seen[stem] then return end
		seen[stem] = true
		for _, source in ipairs(reads_of[stem] or {}) do visit(source) end
		order[#order + 1] = stem
	end
	for _, stem in ipairs(stems) do visit(stem) end
	return order
end

-- The figures whose datasets have the fewest grid points first, and one of each paper before all others: so it shows in
-- the first minute if a tool is missing.
local function early_first(figures, reads_of, points_of)
	local function cost(figure)
		local sum = 0
		for _, stem in ipairs(closure(figure.reads, reads_of)) do sum = sum + (points_of[stem] or 0) end
		return sum
	end
	for _, figure in ipairs(figures) do figure.cost = cost(figure) end
	table.sort(figures, function(a, b) return a.cost < b.cost end)
	local first, rest, seen = {}, {}, {}
	for _, figure in ipairs(figures) do
		local paper = figure.path:match("^figures/([^/]+)/")
		local list = seen[paper] and rest or first
		seen[paper] = true
		list[#list + 1] = figure.path:gsub("%.gp$", ".svg")
	end
	return table.move(rest, 1, #rest, #first + 1, first)
end

function private.commands.depends()
	local project = private.project_of()
	local lines, reads_of, points_of = { "# What reads what: printed by `recur depends`." }, {}, {}
	local datasets, claims, claimed = {}, {}, {}
	for _, entry in ipairs(private.scripts(project)) do
		if entry.kind == "experiment" then
			reads_of[entry.stem], points_of[entry.stem] = entry.value.reads, entry.value.points
		elseif entry.kind == "claims" then
			claims[#claims + 1] = "lua/" .. entry.stem .. ".lua"
			table.move(entry.value.reads, 1, #entry.value.reads, #claimed + 1, claimed)
		end
		-- A broken script stays a result to be made, so that make runs it and shows its error.
		if entry.kind == "experiment" or entry.kind == "broken" then datasets[#datasets + 1] = entry.stem end
	end
	for _, stem in ipairs(datasets) do data_rules(lines, stem, reads_of[stem] or {}) end
	local figures = {}
	for i, path in ipairs(figure_paths(project)) do
		local ok, reads = pcall(private.figure_reads, path)
		figures[i] = { path = path, reads = ok and reads or {} }
		local svg = path:gsub("%.gp$", ".svg")
		lines[#lines + 1] = ("%s: %s"):format(svg, join(figures[i].reads, tsv))
		lines[#lines + 1] = ("build/draft/%s: %s"):format(svg,
			join(figures[i].reads, function(s) return "build/draft/" .. tsv(s) end))
	end
	for _, file in ipairs(host.list(project.root .. "paper")) do
		local name = file:match("^([%w_-]+)%.md$")
		if name then
			lines[#lines + 1] = ("READS_%s = %s"):format(name,
				table.concat(article_reads((private.read_file(project.root .. "paper/" .. file))), " "))
		end
	end
	lines[#lines + 1] = "DATASETS = " .. table.concat(closure(datasets, reads_of), " ")
	lines[#lines + 1] = "CLAIMS = " .. table.concat(claims, " ")
	lines[#lines + 1] = "CLAIMED = " .. table.concat(closure(claimed, reads_of), " ")
	lines[#lines + 1] = "FIGURES = " .. table.concat(early_first(figures, reads_of, points_of), " ")
	return table.concat(lines, "\n") .. "\n"
end
