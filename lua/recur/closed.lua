-- Objects of the library, such as axes and experiments. A script gets an empty table for one, and the content is kept
-- where no script reaches it: so nothing that a script does to an object can change what the program does with it.

local _, private = ...

-- A type of such objects. `readable`: for each key that a script may read, a function of the content that gives its
-- value. Returns close(content), which makes the object, and open(object), which gives the content back, or nil for
-- whatever is no object of this type.
function private.closed_type(name, readable)
	local contents = setmetatable({}, { __mode = "k" })
	local known = table.concat(private.sorted_keys(readable), ", ")
	local shared = {
		__name = name,
		__metatable = false,
		__index = function(object, key)
			local read = readable[key]
			if not read then
				error(("%s: unknown key %s; known keys: %s"):format(name, private.text(key), known), 2)
			end
			return read(contents[object])
		end,
		__newindex = function(_, key)
			error(("%s: %s: it cannot be changed by a script"):format(name, private.text(key)), 2)
		end,
	}
	local function close(content)
		local object = setmetatable({}, shared)
		contents[object] = content
		return object
	end
	return close, function(object) return contents[object] end
end
