-- Files of the repository, by looking.

local files = {}

-- Whether there is a file or a folder of this path.
function files.exists(path)
	local file = io.open(path, "rb")
	if file then file:close() end
	return file ~= nil
end

-- Names in a folder, in order; none if there is no such folder.
function files.list(folder)
	local names = {}
	if not files.exists(folder) then return names end
	for name in pandoc.pipe("find", { folder, "-mindepth", "1", "-maxdepth", "1" }, ""):gmatch("([^/\n]+)\n") do
		names[#names + 1] = name
	end
	table.sort(names)
	return names
end

-- Paths below a folder that end so, in order: folder/name or folder/name/name.
function files.ending(folder, ending)
	local paths = {}
	for _, name in ipairs(files.list(folder)) do
		local path = folder .. "/" .. name
		if name:sub(-#ending) == ending then
			paths[#paths + 1] = path
		elseif not name:find(".", 1, true) then
			for _, inner in ipairs(files.ending(path, ending)) do paths[#paths + 1] = inner end
		end
	end
	return paths
end

-- The content of a file, or nil.
function files.read(path)
	local file = io.open(path, "rb")
	if not file then return nil end
	local text = file:read("a")
	file:close()
	return text
end

-- The program tells whether a dataset or a figure is what its script, as it is now, gives. If it is not, the article
-- would show results of other code than it tells of.
function files.check_fresh(path)
	local said = pandoc.pipe("sh", { "-c", 'said=$("$0" fresh "$1" 2>&1) || printf %s "${said:-$0 fresh: failed}"',
		os.getenv("RECUR"), path }, "")
	if said ~= "" then error((said:gsub("^recur: ", "")), 0) end
end

return files
