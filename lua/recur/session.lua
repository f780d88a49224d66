-- What the program calls to run an experiment. Each point is computed in a Lua state as it was before any other point,
-- so that no result can depend on the order of the points or on which worker computes which.

local _, private = ...

local project, script, overrides, prepared

-- the_script: stem, name, path, text, sha256; options: quality, set, runs, seed, data, output, record. Returns the
-- number of points, the head of the data file, whether the output is known to be this very run's already, and how
-- many seconds of a processor all other results will take.
function private.open(the_script, options)
	script, overrides = the_script, options
	project = private.project_of(script.path, options.data)
	local experiment, origins = private.load_experiment(script, overrides)
	local head = private.experiment_head(project, script, experiment, origins)
	for _, stem in ipairs(experiment.reads) do private.check_fresh(project, stem, overrides) end
	private.check_replacement(options.output, head)
	return experiment.points, head, private.is_recorded(options, head), private.cost_left(options)
end

-- Called when the output is written; cost: seconds of a processor.
function private.finished(head, cost) private.record(overrides, head, cost) end

-- Loads an experiment whose head is known, for private.point: the state as it is then is what every point finds.
function private.prepare(the_script, options, head)
	script, overrides = the_script, options
	project = private.project_of(script.path, options.data)
	local experiment, origins = private.load_experiment(script, overrides)
	if private.experiment_head(project, script, experiment, origins) ~= head then
		error(script.name .. ": a file that it reads or includes was changed while it ran", 0)
	end
	origins.known = true
	prepared = experiment
end

-- The data lines of point i.
function private.point(i) return prepared:evaluate(i, private.reader(project, prepared.reads)) end

-- Where the lines of point i, computed twice, differ first, in words; to be called after private.point.
function private.compare(i, first, second)
	local experiment = private.load_experiment(script, overrides)
	local columns, at = experiment:table_columns(), {}
	for k, setting in ipairs(experiment:coordinates(i)) do
		at[k] = ("%s = %s"):format(setting[1], private.number_text(setting[2]))
	end
	local function refuse(problem, ...)
		return ("%s: --twice: point %d (%s): %s: something besides the script and the seed reaches it"):format(script.name, i,
			#at > 0 and table.concat(at, ", ") or "the only one", problem:format(...))
	end
	local function lines_of(text)
		local lines = {}
		for line in text:gmatch("([^\n]*)\n") do lines[#lines + 1] = private.cells_of(line) end
		return lines
	end
	local once, again = lines_of(first), lines_of(second)
	for row, cells in ipairs(once) do
		for c, column in ipairs(again[row] and columns or {}) do
			if cells[c] ~= again[row][c] then
				return refuse("row %d, column %s is %s the first time and %s the second", row, column[1], cells[c], again[row][c])
			end
		end
	end
	return refuse("it has %d rows the first time and %d the second", #once, #again)
end

-- What the experiment is made of, for --list: its title and the rest.
function private.list()
	local experiment, lines = private.load_experiment(script, overrides), {}
	for _, entry in ipairs(experiment:description()) do
		lines[#lines + 1] = ("  %-14s %s"):format(entry[1], entry[2])
		for _, case in ipairs(entry.cases or {}) do
			lines[#lines + 1] = ("  %-14s %d: %s (%s)"):format("", case.number, case.label, case.settings)
		end
	end
	for _, stem in ipairs(experiment.reads) do lines[#lines + 1] = ("  %-14s %s"):format("reads", stem) end
	lines[#lines + 1] = ""
	for _, column in ipairs(experiment:table_columns()) do
		lines[#lines + 1] = ("  %-22s %s [%s]"):format(column[1], column[3], column[2])
	end
	return experiment.title, table.concat(lines, "\n") .. "\n"
end
