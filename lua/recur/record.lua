-- What was made here, and from what: a folder of notes by which a later call knows that a result need not be made
-- again. A note goes by contents, never by dates. And what may take the place of what.

local _, private = ...
local host = private.host

-- The note on an output: its path, with the slashes replaced.
local function note_path(options) return options.record .. "/" .. options.output:gsub("/", "+") end

local function note(identity, result)
	return ("made from %s\nresult    %s\n"):format(host.sha256(identity), host.sha256(result))
end

-- All that decides a result: the head of its file, or what stands for one, and the program's sources.
local function identity_of(head) return head .. "# sources = " .. private.sources .. "\n" end

-- Whether options.output is what this program made from the same things before; options.record: the folder of notes,
-- or nil.
function private.is_recorded(options, head)
	if not options.record then return false end
	local kept, result = host.read(note_path(options)), host.read(options.output)
	return kept ~= nil and result ~= nil and kept == note(identity_of(head), result)
end

-- Notes that options.output, as it is now, was made from this; and beside it that it was made just now.
function private.record(options, head)
	if not options.record then return end
	host.write(note_path(options), note(identity_of(head), (assert(host.read(options.output)))))
	host.write(note_path(options) .. ".new", "")
end

-- A draft or an altered run may not take the place of a result of full quality.
function private.check_replacement(output, head)
	local there = output and host.read(output, 1 << 20)
	local old = there and private.head_of(there)
	if old and private.is_full(old) and not private.is_full(head) then
		error(("%s holds a full-quality result; a draft or altered run may not replace it: write elsewhere with -o")
			:format(output), 0)
	end
end
