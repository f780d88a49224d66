-- The files of a project: scripts with what they include, datasets with what they were made from. A dataset is taken
-- for a result only if its head is the one that its script, as it is now, gives.
--
-- Scripts lie in lua/PAPER/, datasets in data/PAPER/; a stem such as "import/driven" names both.

local _, private = ...
local host = private.host -- what the program lets the library reach: files, hashes, other programs

-- The texts of all scripts that were loaded, by the name that messages give them: errors look up lines in them.
private.texts = {}

local files = {} -- path -> { text, sha256 }: a file is read once, so that a run sees one state of it

-- The text of a file and its hash; an error if it cannot be read. hint: what could be done about it.
local function read_file(path, hint)
	local file = files[path]
	if not file then
		local text, problem = host.read_input(path)
		if not text then error(problem .. (hint or ""), 0) end
		file = { text = text, sha256 = host.sha256(text) }
		files[path] = file
	end
	return file.text, file.sha256
end

private.read_file = read_file

-- ---- scripts -------------------------------------------------------------------------------------

-- The project that a script belongs to: where its root is (a path that ends with / or is empty), and the folder
-- its datasets are read from.
function private.project_of(script_path, data)
	local here = host.real(".") .. "/"
	local root = script_path and (host.real(script_path) or script_path):match("^(.*/)lua/[^/]+/[^/]+$") or here
	if root == here then root = "" end
	return { root = root, data = data or root .. "data" }
end

-- Whether a dataset is made by a script of the project.
function private.has_script(project, stem) return host.real(project.root .. "lua/" .. stem .. ".lua") ~= nil end

-- A script by its stem: { stem, name, path, text, sha256 }.
function private.script_of(project, stem)
	local path = project.root .. "lua/" .. stem .. ".lua"
	local text, sha256 = read_file(path)
	return { stem = stem, name = "lua/" .. stem .. ".lua", path = path, text = text, sha256 = sha256 }
end

-- A script by its path; the name and the stem as the program gives them to a script that it runs.
function private.script_at(path)
	local text, sha256 = read_file(path)
	local below = (host.real(path) or path):match("^.*/lua/(.+)$")
	local name = below or path:match("[^/]*$")
	return { stem = name:gsub("%.lua$", ""), name = (below and "lua/" or "") .. name, path = path, text = text,
		sha256 = sha256 }
end

-- Text as a function in the environment. No bytecode, whatever the text looks like.
local function compile(text, name, environment)
	private.texts[name] = text
	local chunk, problem = load(text, "@" .. name, "t", environment)
	if not chunk then error(problem, 0) end
	return chunk
end

-- recur.include of one instance of a script: runs files that lie beside the script, each once, in the script's
-- environment, and notes them among the origins. Once these have been written into a head (origins.known), nothing more
-- can be included, since the head would not say so.
local function includer(script, environment_of, origins)
	local values, under_way = {}, {}
	return private.without_tail_call(function(name, ...)
		private.no_more_without_tail_call("recur.include(name)", ...)
		if type(name) ~= "string" or not name:find("^[%w_-]+$") then
			error("recur.include: expected the name of a file beside the script, without .lua, found "
				.. private.text(name), 3)
		end
		if under_way[name] then error(("recur.include: %s includes itself"):format(name), 3) end
		if not values[name] then
			local beside = script.path:match("^(.*/)[^/]*$") or ""
			local shown = (script.name:match("^(.*/)[^/]*$") or "") .. name .. ".lua"
			if origins.known then
				error(("recur.include: %s: expected where the script is loaded, found in what it calls later"):format(name), 3)
			end
			local read, text, sha256 = pcall(read_file, beside .. name .. ".lua")
			if not read then
				private.unreadable()
				error("recur.include: " .. text, 3)
			end
			origins[#origins + 1] = { kind = "include", path = shown:gsub("^lua/", ""), sha256 = sha256 }
			under_way[name] = true
			values[name] = table.pack(compile(text, shown, environment_of())())
			under_way[name] = nil
		end
		return table.unpack(values[name], 1, values[name].n)
	end)
end

-- A new instance of a script, in an environment of its own, so that no instance can leave anything behind for
-- another. Returns what the script returns, and its origins: { kind, path, sha256 } of itself and what it included.
function private.instantiate(script)
	local origins = { { kind = "script", path = script.stem .. ".lua", sha256 = script.sha256 } }
	local environment
	environment = private.new_environment(includer(script, function() return environment end, origins))
	local value = compile(script.text, script.name, environment)()
	return value, origins
end

-- ---- datasets ------------------------------------------------------------------------------------

function private.data_path(project, stem) return project.data .. "/" .. stem .. ".tsv" end

-- A dataset as an origin of what is made from it. hint: what could be done if it is not there.
function private.source(project, stem, hint)
	local _, sha256 = read_file(private.data_path(project, stem), hint)
	return { kind = "source", path = stem .. ".tsv", sha256 = sha256 }
end

-- A new instance of an experiment, and its origins.
function private.load_experiment(script, overrides)
	local value, origins = private.instantiate(script)
	local experiment = private.experiment_of(value)
	if not experiment then
		error(("%s: expected the script to return recur.experiment { ... }, found %s"):format(script.name,
			private.text(value)), 0)
	end
	experiment:configure(overrides)
	return experiment, origins
end

-- The head of an experiment's data file: the hashes of the datasets it reads are part of it.
function private.experiment_head(project, script, experiment, origins)
	for _, stem in ipairs(experiment.reads) do
		origins[#origins + 1] = private.source(project, stem, (": %s reads it; make it first"):format(script.name))
	end
	return experiment:header(origins)
end

-- The first line that differs between two heads, in words.
local function first_difference(found, expected)
	local wanted = expected:gmatch("[^\n]*")
	for line in found:gmatch("[^\n]*") do
		local other = wanted()
		if line ~= other then
			return ("expected \"%s\", found \"%s\""):format((other or "nothing"):sub(1, 120), line:sub(1, 120))
		end
	end
	return ("expected \"%s\" too"):format((wanted() or ""):sub(1, 120))
end

local checked = {} -- paths of datasets known to be what their scripts give

-- Raises an error unless the dataset of that stem is what its script, as it is now and with the same overrides
-- (quality, seed), gives from sources of which the same is true. A dataset without a script, somebody's own
-- table, is what it is.
function private.check_fresh(project, stem, overrides)
	local path = private.data_path(project, stem)
	if checked[path] then return end
	local text = read_file(path)
	if private.has_script(project, stem) then
		local script = private.script_of(project, stem)
		local experiment, origins = private.load_experiment(script,
			{ quality = overrides.quality, seed = overrides.seed })
		local expected = private.experiment_head(project, script, experiment, origins)
		local found = private.head_of(text) or ""
		if found ~= expected then
			error(("%s is not what lua/%s.lua, as it is now, gives: %s: regenerate it (make data)"):format(path, stem,
				first_difference(found, expected)), 0)
		end
		for _, source in ipairs(experiment.reads) do private.check_fresh(project, source, overrides) end
	end
	checked[path] = true
end

-- The function data(stem) of a script that has declared what it reads. Every call reads anew: what a script does
-- to a dataset, another point does not see.
function private.reader(project, reads)
	local declared = {}
	for _, stem in ipairs(reads) do declared[stem] = true end
	return function(stem)
		if not declared[stem] then
			error(("data: %s is not among what the script reads: %s"):format(private.text(stem),
				#reads > 0 and table.concat(reads, ", ") or "nothing; declare it: reads = { ... }"), 2)
		end
		local path = private.data_path(project, stem)
		return private.read_dataset(path, (read_file(path)))
	end
end

-- ---- files by their origins ----------------------------------------------------------------------

local folder_of = { script = "lua/", include = "lua/", figure = "" }

-- Raises an error unless every file that `path` says it was made from is still that file.
function private.check_origins(project, path, origins)
	if #origins == 0 then error(path .. " does not say what it was made from", 0) end
	for _, origin in ipairs(origins) do
		local folder = origin.kind == "source" and project.data .. "/" or project.root .. (folder_of[origin.kind] or "")
		local _, sha256 = read_file(folder .. origin.path)
		if sha256 ~= origin.sha256 then
			error(("%s was made from another %s than there is now: make it again"):format(path, folder .. origin.path), 0)
		end
	end
end
