-- Experiments and the library run with these names; tests run under busted.
std = "lua54"
max_line_length = 120
files["lua"] = { read_globals = { "recur" } }
files["tests/cli"] = { read_globals = { "recur" } }
files["tests/fuzz"] = { read_globals = { "recur" }, ignore = { "211" } } -- what only the cases use
files["paper"] = { read_globals = { "pandoc", "FORMAT", "PANDOC_SCRIPT_FILE", "PANDOC_STATE" } }
files["lua/recur/seal.lua"] = { globals = { "string" } } -- it seals that very table
-- Fixtures are wrong on purpose, or use what only the program's Lua has.
exclude_files = { "tests/cli/fixtures", "tests/paper/room" }
files["tests/lua"] = { std = "+busted", ignore = { "212", "311", "331" } }
