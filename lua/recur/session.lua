-- A worker's session with one script. Every point runs in an instance of the script of its own, in an
-- environment of its own, so that no point can leave anything behind for another: the order of points
-- and the worker that gets one cannot reach a result.

local recur, session = ...

local script, overrides

local function instantiate()
	local chunk, problem = load(script.text, "@" .. script.name, "t", session.new_environment())
	if not chunk then error(problem, 0) end
	local experiment = chunk()
	if not recur.is_experiment(experiment) then
		error(("%s: expected the script to return recur.experiment { ... }, found %s"):format(script.name,
			recur.text(experiment)), 0)
	end
	experiment:configure(overrides)
	return experiment
end

-- script: name, text, stem (its path in the other rooms), sha256. Returns the number of points and the
-- head of the data file.
function session.open(the_script, the_overrides)
	script, overrides = the_script, the_overrides
	recur.script = script
	local experiment = instantiate()
	return experiment.points, experiment:header {
		{ "script", ("%s.lua, sha256 %s"):format(script.stem, script.sha256) },
		{ "program", ("recur, numerics %d"):format(recur.numerics) },
	}
end

-- The data lines of point i.
function session.point(i)
	return instantiate():evaluate(script.stem, i)
end

-- What the experiment is made of, for --list.
function session.list()
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
