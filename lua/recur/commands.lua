-- The commands `fresh` and `--list`, and the function by which the program calls all commands that are written in Lua.

local _, private = ...

-- The files that `path` says it was made from must be the ones that are there; datasets among them must be fresh, too.
local function check_sources(project, path, origins, options)
	private.check_origins(project, path, origins)
	for _, origin in ipairs(origins) do
		local stem = origin.kind == "source" and origin.path:match("^(.*/.*)%.tsv$")
		if stem then private.check_fresh(project, stem, options) end
	end
end

-- A dataset that has a script must be what the script gives. Another one, such as the table of claims, tells what it
-- was made from; a table of somebody's own does not, and is what it is.
local function check_dataset(project, path, options)
	local stem = path:match("([^/]+/[^/]+)%.tsv$")
	if stem and private.has_script(project, stem) then
		return private.check_fresh(project, stem, options)
	end
	local dataset = private.read_dataset(path, (private.read_file(path)))
	if #dataset.origins > 0 then check_sources(project, path, dataset.origins, options) end
end

local function check_picture(project, path, options)
	check_sources(project, path, private.picture_origins((private.read_file(path))), options)
end

-- recur fresh FILE...: fails unless every dataset, table of claims and figure is what its script, as it is now, gives.
function private.commands.fresh(options)
	for _, path in ipairs(options.files) do
		local project = private.project_of(path, options.data)
		local check = path:find("%.svg$") and check_picture or path:find("%.tsv$") and check_dataset
		if not check then error(path .. ": expected a .tsv or an .svg", 0) end
		check(project, path, options)
	end
	return ""
end

-- recur --list: a line for each experiment below lua/.
function private.commands.list()
	local lines = {}
	for _, entry in ipairs(private.scripts(private.project_of())) do
		if entry.kind == "experiment" then
			lines[#lines + 1] = ("%-24s %8d points  %s\n"):format(entry.stem, entry.value.points, entry.value.title)
		elseif entry.kind == "broken" then
			lines[#lines + 1] = ("%-24s %s\n"):format(entry.stem, entry.problem)
		end
	end
	if #lines == 0 then error("--list: no lua/PAPER/*.lua in this folder", 0) end
	return table.concat(lines)
end

-- Called by the program for each of these commands: returns what is to be printed, and whether it tells of a failure.
function private.command(name, options)
	local shown, failed = private.commands[name](options)
	return shown, failed == true
end
