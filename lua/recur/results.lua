-- The commands `results`, `verify` and `checksums`: compare what there is with the checksums of the results that are
-- committed beside them, and say in words how it went. No version control is asked.
--
-- data/checksums has a line for each dataset and figure as `sha256sum -c data/checksums` reads it. Figures differ
-- from one version of gnuplot to another in the order and the wording of what they draw: a line that begins with
-- `# drawn` has the checksum of what a figure shows, whichever gnuplot drew it. `# dated` has the day, in UTC, on which
-- a dataset's checksum last changed here, for the date of an article's data. `# cost` tells how many seconds of a
-- processor a result took when the file was written, for an estimate of the time left.

local _, private = ...
local host = private.host

local checksums_path = "data/checksums"

local function sha256_of(path)
	local text = host.read(path)
	return text and host.sha256(text), text
end

-- The checksums of files and of what figures show, by path, and the paths in order; none if there is no such file.
local function read_sums()
	local sums, drawn, paths = {}, {}, {}
	for line in (host.read(checksums_path) or ""):gmatch("[^\n]+") do
		local sum, name = line:match("^(%x+)  (.+)$")
		if sum then
			sums[name] = sum
			paths[#paths + 1] = name
		end
		sum, name = line:match("^# drawn (%x+)  (.+)$")
		if sum then drawn[name] = sum end
	end
	return sums, drawn, paths
end

local function shown_sum(svg) return (select(2, private.picture_origins(svg))) end

-- How a result compares: "identical", "same drawing" (a figure that shows the same, drawn by another gnuplot),
-- "differs", "missing", or "new" (no checksum to compare with).
local function compare(path, sums, drawn)
	local sum, text = sha256_of(path)
	if not sum then return "missing" end
	if not sums[path] then return "new" end
	if sum == sums[path] then return "identical" end
	if drawn[path] and shown_sum(text) == drawn[path] then return "same drawing" end
	return "differs"
end

local problems = {
	differs = "is not the result whose checksum is in " .. checksums_path,
	missing = "is missing",
	new = "has no checksum in " .. checksums_path .. " yet (make checksums)",
	gone = "has a checksum in " .. checksums_path .. ", but is no result any more",
}

-- All results there ought to be or once were, each with how it compares.
local function compare_all(project)
	local sums, drawn, listed = read_sums()
	local list, known = {}, {}
	for _, path in ipairs(private.result_paths(project)) do
		known[path] = true
		list[#list + 1] = { path = path, state = compare(path, sums, drawn) }
	end
	for _, path in ipairs(listed) do
		if not known[path] then list[#list + 1] = { path = path, state = "gone" } end
	end
	return list
end

-- "27 datasets: 3 made anew; 27 identical"
local function summary(list, what, ending, options)
	local count, made, states = 0, 0, {}
	for _, result in ipairs(list) do
		if result.path:sub(-#ending) == ending then
			count = count + 1
			states[result.state] = (states[result.state] or 0) + 1
			if options.record and private.is_new(options.record, result.path) then made = made + 1 end
		end
	end
	local parts = {}
	local words = { identical = "identical to the committed ones", ["same drawing"] = "drawn by another gnuplot, with the "
		.. "same numbers", differs = "different", missing = "missing", new = "new", gone = "no result any more" }
	for _, state in ipairs { "identical", "same drawing", "differs", "new", "missing", "gone" } do
		if states[state] then parts[#parts + 1] = ("%d %s"):format(states[state], words[state]) end
	end
	local anew = options.record and ("%d made anew; "):format(made) or ""
	return ("%d %s: %s%s\n"):format(count, what, anew, table.concat(parts, ", "))
end

-- recur results [--record FOLDER]: how all results compare.
function private.commands.results(options)
	local list, lines = compare_all(private.project_of()), {}
	for _, result in ipairs(list) do
		if problems[result.state] then lines[#lines + 1] = ("%s %s\n"):format(result.path, problems[result.state]) end
	end
	lines[#lines + 1] = summary(list, "datasets", ".tsv", options)
	lines[#lines + 1] = summary(list, "figures", ".svg", options)
	return table.concat(lines)
end

-- recur verify: the same as a test; its last line is "N passed, N failed".
function private.commands.verify()
	local passed, lines = 0, {}
	local list = compare_all(private.project_of())
	for _, result in ipairs(list) do
		if problems[result.state] then
			lines[#lines + 1] = ("FAILED: %s %s\n"):format(result.path, problems[result.state])
		else
			passed = passed + 1
		end
	end
	if #lines > 0 then
		lines[#lines + 1] = "Where a result was meant to change: look at the difference (git diff), raise RECUR_NUMERICS\n"
			.. "(src/bind/bind.h) if the program made it, `make checksums`, and say in the commit what changed and why.\n"
	end
	lines[#lines + 1] = ("%d passed, %d failed\n"):format(passed, #list - passed)
	return table.concat(lines), passed < #list
end

-- Today's date, in UTC. It is in data/checksums only, no result depends on it.
local function today()
	local status, said = host.run({ "date", "-u", "+%Y-%m-%d" }, "")
	return status == 0 and said:match("^(%d+%-%d+%-%d+)\n$") or error("`date` does not say which day it is", 0)
end

-- The day that the old checksums have for a dataset that has not changed since, or today.
local function day_of(old, path, sum)
	local literal = path:gsub("%p", "%%%0")
	local day = old:match("# dated (%d+%-%d+%-%d+)  " .. literal .. "\n")
	return day and ("\n" .. old):find("\n" .. sum .. "  " .. literal .. "\n") and day or today()
end

-- recur checksums [--record FOLDER]: writes the checksums of the results as they are, which from then on are the right
-- ones.
function private.commands.checksums(options)
	local old, sums, drawn, days, costs = host.read(checksums_path) or "", {}, {}, {}, {}
	for _, path in ipairs(private.result_paths(private.project_of())) do
		local sum, text = sha256_of(path)
		if not sum then error(path .. " is missing", 0) end
		sums[#sums + 1] = ("%s  %s\n"):format(sum, path)
		if path:find("%.svg$") then
			drawn[#drawn + 1] = ("# drawn %s  %s\n"):format(shown_sum(text) or error(path .. " was not drawn by recur", 0),
				path)
		else
			local cost = options.record and private.cost_of(options.record, path) or 0
			if cost == 0 then cost = private.cost_once(path) end
			days[#days + 1] = ("# dated %s  %s\n"):format(day_of(old, path, sum), path)
			costs[#costs + 1] = ("# cost %.1f  %s\n"):format(cost, path)
		end
	end
	host.write(checksums_path, table.concat(sums) .. table.concat(drawn) .. table.concat(days)
		.. table.concat(costs))
	return ""
end
