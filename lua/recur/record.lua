-- Notes on results, in a folder, build/made: what each was made from, by which a later call of make knows that it need
-- not be made again, and what it cost. They hold hashes of contents, never dates.

local _, private = ...
local host = private.host

-- The note on the result at `path`: its path, with the slashes replaced.
local function note_path(folder, path) return folder .. "/" .. path:gsub("/", "+") end

-- What a note begins with.
local function note(identity, result)
	return ("made from %s\nresult    %s\n"):format(host.sha256(identity), host.sha256(result))
end

-- What it cost, in seconds of a processor, by the note in that place; nil if there is none.
local function noted_cost(path) return tonumber((host.read(path) or ""):match("cost      ([%d.]+)")) end

-- All that decides a result: the head of its file, or what stands for one, and the program's sources.
local function identity_of(head) return head .. "# sources = " .. private.sources .. "\n" end

-- Whether options.output is what this program made from the same things before; options.record: the folder of notes,
-- or nil.
function private.is_recorded(options, head)
	if not options.record then return false end
	local noted, result = host.read(note_path(options.record, options.output)), host.read(options.output)
	return noted ~= nil and result ~= nil and noted:find(note(identity_of(head), result), 1, true) == 1
end

-- Notes that options.output, as it is now, was made from this, and what it cost in seconds of a processor. An empty
-- file beside the note, NOTE.new, says that the call of make that is under way has made it.
function private.record(options, head, cost)
	if not options.record then return end
	local path = note_path(options.record, options.output)
	host.write(path, note(identity_of(head), (assert(host.read(options.output))))
		.. ("cost      %.2f\n"):format(cost or 0))
	host.write(path .. ".new", "")
end

-- Whether the call of make that is under way has made the result.
function private.is_new(folder, path) return host.real(note_path(folder, path) .. ".new") ~= nil end

-- What the notes say that a result cost; of the replicas, all that was made for them.
function private.cost_of(folder, path)
	local cost = noted_cost(note_path(folder, path))
	if path ~= "data/replicas.tsv" then return cost end
	cost = 0
	for _, name in ipairs(host.list(folder)) do
		if name:find("^build%+replicas%+") then cost = cost + (noted_cost(folder .. "/" .. name) or 0) end
	end
	return cost
end

-- Iterates over the costs and the paths of the results, by what data/checksums says that each took once.
local function costs_once() return (host.read("data/checksums") or ""):gmatch("# cost ([%d.]+)  ([^\n]+)\n") end

-- How many seconds of a processor a result took once; 0 if that is not known.
function private.cost_once(path)
	for cost, of in costs_once() do
		if of == path then return tonumber(cost) end
	end
	return 0
end

-- How many seconds of a processor the other results still take that have not been made yet.
function private.cost_left(options)
	local left = 0
	if not options.record then return left end
	for cost, path in costs_once() do
		local done = private.cost_of(options.record, path) or 0
		if path ~= options.output and (done == 0 or path == "data/replicas.tsv") then
			left = left + math.max(0, tonumber(cost) - done)
		end
	end
	return left
end

-- Raises an error if `output` holds a result of full quality and the head is that of a draft or an altered run,
-- which may not take its place.
function private.check_replacement(output, head)
	local there = output and host.read(output, 1 << 20)
	local old = there and private.head_of(there)
	if old and private.is_full(old) and not private.is_full(head) then
		error(("%s holds a full-quality result; a draft or altered run may not replace it: write elsewhere with -o")
			:format(output), 0)
	end
end
