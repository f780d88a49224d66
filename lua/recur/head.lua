-- The head of an experiment's data file: what decides its numbers, what it was made from, and what its columns mean.

local _, private = ...

local methods = private.experiment_methods

-- What decides the numbers of this experiment, as entries of a head: a list of { name, value, cases }.
function methods:description()
	local list = { { "title", self.title }, { "quality", self.quality } }
	if self.seed then list[#list + 1] = { "seed", tostring(self.seed) } end
	if self.run then list[#list + 1] = { "runs", tostring(self.runs) } end
	for _, axis in ipairs(self.axes) do
		local paired = self.paired[axis.name] and "; same networks and inputs along it" or ""
		list[#list + 1] = { axis.name, axis:describe() .. paired, cases = axis:case_list() }
	end
	for _, name in ipairs(private.sorted_keys(self.fixed)) do
		local value = self.fixed[name]
		list[#list + 1] = { name, type(value) == "number" and private.number_text(value) or tostring(value) }
	end
	return list
end

-- The columns of the data file: name, unit, meaning.
function methods:table_columns()
	local list = {}
	for _, axis in ipairs(self.axes) do
		for _, setting in ipairs(axis:settings(1)) do
			local meaning, unit = axis:about(setting[1])
			list[#list + 1] = { setting[1], unit, meaning }
		end
	end
	for _, column in ipairs(self.columns) do
		list[#list + 1] = { column.name, column.unit, column.meaning }
		if self.run then
			list[#list + 1] = { column.name .. "_se", column.unit, "standard error of " .. column.name }
		end
	end
	return list
end

-- The head of the data file; origins: a list of { kind, path, sha256 }, the files it is made from.
function methods:header(origins)
	return private.head_text { entries = self:description(), origins = origins, columns = self:table_columns() }
end
