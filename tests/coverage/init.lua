-- Notes which lines of paper/*.lua are run, each once, in FOLDER; pandoc runs this before each of its filters.
local seen = {}
local log = io.open("FOLDER/paper", "a")
log:setvbuf("no")
debug.sethook(function(_, line)
	local file = debug.getinfo(2, "S").source:match("paper/([a-z]+%.lua)$")
	local key = file and file .. " " .. line
	if key and not seen[key] then
		seen[key] = true
		log:write(key, "\n")
	end
end, "l")
