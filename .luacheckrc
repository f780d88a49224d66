-- Experiments and the library run with these names; tests run under busted.
std = "lua54"
max_line_length = 120
files["lua/import"] = { read_globals = { "recur" } }
files["lua/flux"] = { read_globals = { "recur" } }
files["tests/cli"] = { read_globals = { "recur" } }
files["lua/recur/seal.lua"] = { globals = { "string" } } -- it seals that very table
-- Fixtures are wrong on purpose, or use what only the program's Lua has.
exclude_files = { "tests/cli/fixtures" }
files["tests/lua"] = { std = "+busted", ignore = { "212", "311", "331" } }
