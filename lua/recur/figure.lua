-- The command `draw`: a figure's script says what it reads, the program tells gnuplot all there is to know of these
-- datasets as assignments, and gnuplot only draws. The picture carries the hashes of what it was made from.

local _, private = ...
local host = private.host

-- ---- texts for gnuplot ---------------------------------------------------------------------------

-- A text as a string in gnuplot's single quotes, in which only these quotes have a meaning.
local function quoted(text) return "'" .. text:gsub("'", "''") .. "'" end

-- A text as a string of gnuplot's enhanced mode that shows what was typed; but C_xs and its like get a lowered index,
-- and the space after it is doubled, since viewers of SVG drop one.
local function enhanced(text)
	text = text:gsub("[\\{}^_@&~]", "\\%0")
	return quoted((text:gsub("%f[%w\\]([CI])\\_(%l+)%f[^%w\\] *", "%1_{%2}  ")))
end

-- ---- what is told of a dataset -------------------------------------------------------------------

-- A list of gnuplot's assignments, and the function that adds one; each name may be assigned once.
local function collector()
	local lines, seen = {}, {}
	return lines, function(name, value)
		if seen[name] then error(("two things would be called %s in gnuplot"):format(name), 0) end
		seen[name] = true
		lines[#lines + 1] = name .. " = " .. value
	end
end

local function tell_axis(assign, name, axis, value)
	value = value:gsub("; same networks.*$", "")
	local first, last, points = value:match("^(%S+) %.%.%. (%S+) in (%d+) points")
	if first then
		assign(("%s_first_%s"):format(name, axis), first)
		assign(("%s_last_%s"):format(name, axis), last)
		assign(("%s_points_%s"):format(name, axis), points)
	elseif value:find("^[%d., e+-]+$") then
		local words = value:gsub(",", "")
		local _, count = words:gsub("%S+", "")
		assign(("%s_values_%s"):format(name, axis), quoted(words))
		assign(("%s_points_%s"):format(name, axis), count)
	end
end

local function tell_cases(assign, name, dataset)
	for axis, cases in pairs(dataset.axes_of_cases) do
		assign(("%s_cases_%s"):format(name, axis), #cases)
		for k, case in ipairs(cases) do
			assign(("%s_case_%s_%d"):format(name, axis, k), enhanced(case.label))
			assign(("%s_settings_%s_%d"):format(name, axis, k), enhanced(case.settings))
		end
	end
end

-- All that a head says, as variables that begin with the dataset's name.
local function tell(assign, name, dataset)
	assign(name, quoted(dataset.path))
	assign(name .. "_columns", quoted(table.concat(dataset.columns, " ")))
	for _, key in ipairs(dataset.parameter_names) do
		local value = dataset.parameters[key]
		assign(("%s_%s"):format(name, key), enhanced(value))
		if dataset.positions[key] then tell_axis(assign, name, key, value) end
	end
	for column, about in pairs(dataset.meanings) do
		assign(("%s_about_%s"):format(name, column), enhanced(about.meaning))
		assign(("%s_unit_%s"):format(name, column), enhanced(about.unit))
	end
	tell_cases(assign, name, dataset)
	local steps, transient = tonumber(dataset.parameters.steps), tonumber(dataset.parameters.transient)
	if steps and transient then assign(name .. "_T", ("%d"):format(steps - transient)) end
end

-- ---- what a figure is made from ------------------------------------------------------------------

-- The script and the files that it loads, in that order, as origins.
local function add_scripts(origins, path)
	local text, sha256 = private.read_file(path)
	origins[#origins + 1] = { kind = "figure", path = path, sha256 = sha256 }
	for line in text:gmatch("[^\n]+") do
		local loaded = line:match('^load "([^"]+)"')
		if loaded then add_scripts(origins, loaded) end
	end
	return text
end

-- The stems that a figure's script reads: its line reads = "...".
function private.figure_reads(path)
	local list = ("\n" .. private.read_file(path)):match('\nreads *= *"([^"\n]*)"')
	if not list then error(path .. ': expected a line reads = "..." that names the datasets it draws', 0) end
	local stems = {}
	for stem in list:gmatch("%S+") do stems[#stems + 1] = stem end
	local problem = private.reads_problem(stems)
	if problem then error(("%s: reads: %s"):format(path, problem), 0) end
	return stems
end

local function prologue(project, path, stems, options)
	local lines, assign = collector()
	assign("draft", options.quality == "draft" and 1 or 0)
	for _, stem in ipairs(stems) do
		private.check_fresh(project, stem, options)
		local data = private.data_path(project, stem)
		tell(assign, stem:match("[^/]*$"):gsub("-", "_"), private.read_dataset(data, (private.read_file(data))))
	end
	if #stems == 0 then error(path .. ": it reads no dataset", 0) end
	return table.concat(lines, "\n") .. "\n"
end

-- ---- the picture ---------------------------------------------------------------------------------

local function add_segments(items, path)
	local start_x, start_y, x, y
	for command, rest in path:gmatch("([MLZ])([^MLZ]*)") do
		local new_x, new_y = rest:match("(%-?[%d.]+),(%-?[%d.]+)")
		if command == "M" then
			start_x, start_y = new_x, new_y
		else
			local from, to = x .. " " .. y, (new_x or start_x) .. " " .. (new_y or start_y)
			items[#items + 1] = from < to and from .. " " .. to or to .. " " .. from
		end
		x, y = new_x or start_x, new_y or start_y
	end
end

-- The corners of a filled shape. Where the edge of a panel cuts it, versions of gnuplot differ by a hundredth of a
-- pixel. Such an edge is upright or level: so corners at the end of an upright or level side are left out, except in
-- rectangles.
local function uncut_corners(points)
	local corners, kept = {}, {}
	for x, y in points:gmatch("([%d.]+),([%d.]+)") do corners[#corners + 1] = { x, y } end
	local count = #corners
	for k, corner in ipairs(corners) do
		local before, after = corners[k > 1 and k - 1 or count], corners[k < count and k + 1 or 1]
		local upright = corner[1] == before[1] or corner[1] == after[1]
		local level = corner[2] == before[2] or corner[2] == after[2]
		if count <= 5 or not (upright or level) then kept[#kept + 1] = table.concat(corner, ",") end
	end
	return table.concat(kept, " ")
end

-- What a picture shows, as a sorted list of texts in which versions of gnuplot do not differ, as they do in the order
-- and the wording of what they draw: lines as pieces between two points, filled shapes with their colours, marks and
-- texts with their places.
local function drawn(svg)
	local items, place, depth, plot = {}, "", 0, nil
	local body = (svg:match("</defs>(.*)$") or ""):gsub("<text>(.-)</text>", function(text)
		return "<text>" .. text:gsub("<[^>]*>", "")
	end)
	for tag, attributes, content in body:gmatch("<(/?%a+)([^>]*)>([^<]*)") do
		depth = depth + (tag == "g" and 1 or tag == "/g" and -1 or 0)
		if tag == "g" and attributes:find("gnuplot_plot", 1, true) then plot = depth end
		if plot and depth < plot then plot = nil end
		local here = attributes:match("translate%(([^)]*)%)")
		if tag == "path" then
			local fill = attributes:match("fill *= *'([^']*)'")
			add_segments(items, attributes:match("%sd='([^']*)'") or "")
			if fill then items[#items + 1] = fill end
		elseif tag == "polygon" and plot then -- the steps of a colour bar stand outside, and differ between versions
			local colour = attributes:match("fill *= *'([^']*)'")
			items[#items + 1] = colour .. " " .. uncut_corners(attributes:match("points *= *'([^']*)'"))
		elseif tag == "use" then
			local mark, colour = attributes:match("href='([^']*)'"), attributes:match("color='([^']*)'")
			-- gnuplot 6 sets a dot for a line without length, gnuplot 5 leaves it out
			if mark ~= "#gpDot" then items[#items + 1] = ("%s %s %s"):format(mark, here, colour) end
		elseif tag == "text" then
			items[#items + 1] = place .. " " .. content
		elseif tag == "g" then
			place = here or place
		end
	end
	table.sort(items)
	return items
end

-- The width of a figure in print, 180 mm in points of 1/72 inch, and the least size there of a text, lowered and raised
-- letters included, and of a line.
local print_width, least_text, least_line = 180 / 25.4 * 72, 7, 0.5

-- The smallest text and the thinnest line of a picture, in points of print. An element's scale counts for all within
-- it.
local function smallest_in_print(svg)
	local width = tonumber(svg:match('viewBox="0 0 ([%d.]+)')) or error("gnuplot's picture tells no width", 0)
	local text, line, scales = math.huge, math.huge, { print_width / width }
	for tag, attributes in svg:gsub("<defs>.-</defs>", ""):gmatch("<(/?%a+)([^>]*)>") do
		local scale = scales[#scales] * (tonumber(attributes:match("scale%(([%d.]+)")) or 1)
		text = math.min(text, scale * (tonumber(attributes:match('font%-size="([%d.]+)"')) or math.huge))
		if tag == "g" then
			scales[#scales + 1] = scale
			line = math.min(line, scale * (tonumber(attributes:match('stroke%-width="([%d.]+)"')) or math.huge))
		elseif tag == "/g" then
			scales[#scales] = nil
		end
	end
	return text, line
end

-- Refuses what would be too small to read on a page.
local function check_print(path, svg)
	local text, line = smallest_in_print(svg)
	local function refuse(what, found, least)
		error(("%s: %s of %.2g points where the figure is 180 mm wide, %g at least: draw it on a narrower canvas"):format(
			path, what, found, least), 0)
	end
	if text < least_text then refuse("text", text, least_text) end
	if line < least_line then refuse("a line", line, least_line) end
end

local function finish_picture(path, svg, origins)
	if not svg:find("</svg>%s*$") then error(path .. ": gnuplot left the picture unfinished", 0) end
	local items = drawn(svg)
	if #items < 10 or not svg:find('<g id="gnuplot_plot_', 1, true) then error(path .. ": the picture is empty", 0) end
	check_print(path, svg)
	local lines = { "<!-- recur drew this; what it was made from:" }
	for _, origin in ipairs(origins) do
		lines[#lines + 1] = ("%s = %s, sha256 %s"):format(origin.kind, origin.path, origin.sha256)
	end
	lines[#lines + 1] = ("drawn = what it shows, whichever gnuplot drew it, sha256 %s"):format(
		host.sha256(table.concat(items, "\n")))
	lines[#lines + 1] = "-->\n"
	local first = svg:match("^[^\n]*\n")
	return first .. table.concat(lines, "\n") .. svg:sub(#first + 1)
end

-- The origins that a picture carries, and the hash of what it shows.
function private.picture_origins(svg)
	local origins, shown = {}, nil
	local note = svg:match("<!%-%- recur drew this(.-)%-%->") or ""
	for kind, path, sha256 in note:gmatch("\n(%a+) = ([^\n]*), sha256 (%x+)") do
		if kind == "drawn" then
			shown = sha256
		else
			origins[#origins + 1] = { kind = kind, path = path, sha256 = sha256 }
		end
	end
	return origins, shown
end

local function run_gnuplot(path, assignments)
	local status, svg, said = host.run({ "gnuplot", "-d", "-", path }, assignments)
	if not status then error(("gnuplot cannot be run (%s): make setup figures installs it"):format(svg), 0) end
	-- the assignments come from standard input, so that gnuplot sees nothing but these and the script
	if status ~= 0 or said ~= "" then
		error(("%s: gnuplot said (exit status %d):\n%s"):format(path, status, said), 0)
	end
	return svg
end

-- recur draw FIGURE.gp -o FIGURE.svg [--data FOLDER] [--quality draft] [--record FOLDER]
local function draw_command(options)
	local path = options.files[1]
	if #options.files > 1 or not path:find("^figures/[%w_-]+/[%w_-]+%.gp$") then
		error("draw: expected one figures/PAPER/NAME.gp, in the project's folder, found "
			.. table.concat(options.files, " "), 0)
	end
	local project = private.project_of(nil, options.data)
	local stems, origins = private.figure_reads(path), {}
	add_scripts(origins, path)
	local assignments = prologue(project, path, stems, options)
	for _, stem in ipairs(stems) do origins[#origins + 1] = private.source(project, stem) end
	local lines = {}
	for i, origin in ipairs(origins) do lines[i] = origin.path .. " " .. origin.sha256 .. "\n" end
	local identity = table.concat(lines) .. (select(2, host.run({ "gnuplot", "--version" }, "")) or "")
	if private.is_recorded(options, identity) then return "" end
	host.write(options.output, finish_picture(path, run_gnuplot(path, assignments), origins))
	private.record(options, identity)
	return ""
end

private.commands.draw = draw_command
