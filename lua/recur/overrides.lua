-- Other settings than those that an experiment declares: its draft, and what the command line says with --set, --runs
-- and --seed.

local _, private = ...

local methods = private.experiment_methods

-- Gives an experiment the settings of its draft.
local function apply_draft(self)
	for i, axis in ipairs(self.axes) do
		local count = (self.draft.grid or {})[axis.name]
		if count then
			local ok, thinned = pcall(axis.thinned, axis, count)
			if not ok then
				local problem = thinned:gsub("^[^:]*:%d+: ", "")
				private.refuse_entry(self.declared, { "draft", "grid", axis.name }, "%s", problem)
			end
			self.axes[i] = thinned
		end
	end
	for name, value in pairs(self.draft.fixed or {}) do self.fixed[name] = private.plain_value(value) end
	self.runs = self.draft.runs or self.runs
	self.quality = "draft"
end

-- The axis that --set makes of an axis: first:last:count, a value, or values with commas between.
local function axis_from_text(axis, text)
	local first, last, count = text:match("^([^:]+):([^:]+):([^:]+)$")
	if first then return axis:from_to(tonumber(first) or first, tonumber(last) or last, tonumber(count) or count) end
	local values = {}
	for value in (text .. ","):gmatch("([^,]*),") do values[#values + 1] = tonumber(value) or value end
	return axis:of_values(values)
end

local function value_from_text(old, text)
	if type(old) == "string" then return text end
	if type(old) == "boolean" then
		if text == "true" or text == "false" then return text == "true" end
		return nil
	end
	return tonumber(text)
end

-- One --set name=text: a fixed parameter, or an axis.
local function set(self, name, text)
	for i, axis in ipairs(self.axes) do
		if axis.name == name then
			local ok, new = pcall(axis_from_text, axis, text)
			if not ok then
				error(("--set %s=%s: %s"):format(name, text, (new:gsub("^[^:]*:%d+: ", ""))), 0)
			end
			self.axes[i] = new
			return
		end
	end
	if self.fixed[name] == nil then
		local names = private.sorted_keys(self.fixed)
		for _, axis in ipairs(self.axes) do names[#names + 1] = axis.name end
		error(("--set %s: unknown parameter; known: %s"):format(name, table.concat(names, ", ")), 0)
	end
	local value = value_from_text(self.fixed[name], text)
	local problem = value == nil and ("expected a %s, found %s"):format(type(self.fixed[name]),
		private.text(text)) or private.value_problem(value) or private.parameter_problem(name, value)
	if problem then error(("--set %s: %s"):format(name, problem), 0) end
	self.fixed[name] = private.plain_value(value)
end

-- A copy of an experiment with the settings of its draft.
function private.drafted(self)
	local copy = setmetatable({}, getmetatable(self))
	for key, value in pairs(self) do copy[key] = value end
	copy.axes, copy.fixed = table.move(self.axes, 1, #self.axes, 1, {}), {}
	for name, value in pairs(self.fixed) do copy.fixed[name] = value end
	apply_draft(copy)
	return copy
end

-- Changes the settings of an experiment by the command line. overrides: quality ("draft" or "full"), set (a list of
-- { name, text }), runs, seed. A full quality becomes "custom" by any other change.
function methods:configure(overrides)
	if overrides.quality == "draft" then apply_draft(self) end
	for _, pair in ipairs(overrides.set or {}) do
		set(self, pair[1], pair[2])
		self.quality = self.quality == "full" and "custom" or self.quality
	end
	if overrides.runs then
		if self.rows then error("--runs: this experiment has no runs to take a mean over", 0) end
		self.runs = overrides.runs
	end
	self.seed = self.seed and (overrides.seed or self.seed)
	if (overrides.runs or overrides.seed) and self.quality == "full" then self.quality = "custom" end
	private.check_together(self)
end
