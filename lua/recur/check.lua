-- The command `check`: rows of a dataset are computed again from its script, and their bytes compared. A row cannot be
-- had alone: all rows of its grid point are computed.

local _, private = ...
local host = private.host

local dataset, project, script

-- Points chosen by chance, without repetition: `count` of them.
local function choose(points, count)
	local chosen, taken = {}, {}
	while #chosen < count do
		local i = host.random() % points + 1
		if not taken[i] then
			taken[i] = true
			chosen[#chosen + 1] = i
		end
	end
	return chosen
end

-- How many points may be computed within options.seconds of a processor, as far as can be told from what the whole
-- dataset took, which data/checksums says; at least one.
local function affordable(options, points)
	if not options.seconds then return math.huge end
	local cost = private.cost_once(options.files[1])
	return cost > 0 and math.max(1, math.floor(options.seconds * points / cost)) or math.huge
end

local function point_key(texts) return table.concat(texts, "\t") end

-- The texts of a row's first cells.
local function row_key(row, count)
	local cells = {}
	for k = 1, count do cells[k] = rawget(row, k) end
	return point_key(cells)
end

-- Reads the dataset and finds its script; returns the script's path, the folder of datasets, the quality, and the
-- points to be computed again, as a list.
function private.check_open(options)
	local path = options.files[1]
	project = private.project_of(path, options.data)
	dataset = private.read_dataset(path, (private.read_file(path)))
	local origin = dataset.origins[1]
	if not origin or origin.kind ~= "script" or not path:find(origin.path:gsub("%.lua$", ""), 1, true) then
		error(path .. ": its head names no script of its own", 0)
	end
	script = private.script_of(project, (origin.path:gsub("%.lua$", "")))
	local quality = dataset:parameter("quality")
	if quality == "custom" then
		error(path .. ": made with settings that are not the script's: run it again with those", 0)
	end
	private.check_fresh(project, script.stem, { quality = quality, seed = options.seed })
	local experiment = private.load_experiment(script, { quality = quality, seed = options.seed })
	local chosen, points = {}, experiment.points
	if options.all then
		for i = 1, points do chosen[i] = i end
	elseif options.row then
		local row = dataset[options.row]
		if not row then error(("%s: expected one of its %d rows, found %d"):format(path, #dataset, options.row), 0) end
		for i = 1, points do
			local texts = experiment:coordinate_texts(i)
			if point_key(texts) == row_key(row, #texts) then chosen = { i } end
		end
		if #chosen == 0 then error(("%s: row %d is at no point of the grid"):format(path, options.row), 0) end
	else
		chosen = choose(points, math.min(options.rows or 5, points, affordable(options, points)))
	end
	return script.path, project.data, quality, chosen
end

-- Where two rows differ first, in words.
local function difference(row, line)
	local found, k = {}, 0
	for cell in (line .. "\t"):gmatch("([^\t]*)\t") do found[#found + 1] = cell end
	for c, name in ipairs(dataset.columns) do
		if rawget(row, c) ~= found[c] then
			return ("%s: line %d, column %s: it has %s, computed again it is %s"):format(dataset.path, dataset:line(row), name,
				rawget(row, c), found[c] or "nothing")
		end
		k = c
	end
	return ("%s: line %d: it has %d cells, computed again %d"):format(dataset.path, dataset:line(row), k, #found)
end

-- Compares what point i came to with the rows at its coordinates: what differs, or nil.
function private.check_point(i, text)
	local experiment = private.load_experiment(script, { quality = dataset:parameter("quality") })
	local texts = experiment:coordinate_texts(i)
	local key, rows = point_key(texts), {}
	for _, row in ipairs(dataset) do
		if row_key(row, #texts) == key then rows[#rows + 1] = row end
	end
	local at = 0
	for line in text:gmatch("([^\n]*)\n") do
		at = at + 1
		if not rows[at] then
			return ("%s: it has %d rows at %s, computed again there are more"):format(dataset.path, #rows, key)
		end
		if table.concat(rows[at], "\t") ~= line then return difference(rows[at], line) end
	end
	if at < #rows then return ("%s: it has %d rows at %s, computed again %d"):format(dataset.path, #rows, key, at) end
end
