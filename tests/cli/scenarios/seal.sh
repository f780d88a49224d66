# What reaches a script from outside: signals, failures elsewhere, memory, limits. A script may catch the error; what it
# makes then is never kept. And limits that count all work, the stack, and strings with a NUL.
# shellcheck shell=sh

# A point that would be -1 if a failure of its long call of the kernel were an ordinary error.
caught='local net = recur.network { neurons = 300, density = 1, balance = 0, width = 1, rng = rng }
	print("begun")
	local ok, path = pcall(net.drive, net, { coupling = 0.5, steps = 8000, transient = 7900, rng = rng })
	return { { a = ok and path:import_correlation() or -1 } }'

scenario "a signal during a call of the kernel that the script protects: no point is kept, resumed the same bytes" <<END
body '$caught'
recur run b.lua -o whole.tsv 2> err
for signal in INT TERM; do
	env --default-signal=INT recur run b.lua -o out.tsv -j 1 > out 2> err < /dev/null & pid=\$!
	until grep -q begun err; do kill -0 \$pid; sleep 0.01; done
	kill -s \$signal \$pid
	status=0
	wait \$pid || status=\$?
	[ "\$status" -ge 130 ] || fail "exit status \$status: \$(cat err)"
	[ "\$(points)" -eq 0 ] || fail "a point is kept"
done
recur run b.lua -o out.tsv -j 1 2> err
same whole.tsv out.tsv
END

scenario "a failure in another worker during a call of the kernel that the script protects: that point is not kept" <<END
body 'if p.x == 2 then error("no luck") end
	$caught'
expect 2 recur run b.lua -o out.tsv -j 2
says 'no luck'
[ "\$(points)" -eq 0 ] || fail "a point is kept: \$(cat err)"
END

outside() { # NAME, CODE, OPTIONS, MESSAGE
	scenario "$1, whatever the script catches" <<END
body '$2'
expect 2 recur run b.lua -o out.tsv -j 1 --set x=1 $3
says '$4'
absent out.tsv
END
}
asked_again='local t, n, ok, s = {}, 0
	repeat
		ok, s = pcall(string.rep, "x", 8000000 + n)
		if ok then t[#t + 1], n = s, n + 1 end
	until not ok or n == 12
	t = nil
	if not ok then ok = pcall(string.rep, "x", 8000000 + n) end
	return { { a = ok and n or -1 } }'
outside "memory refused and then granted" "$asked_again" "--memory 80" 'more than the 80 MB of memory'
outside "memory of the kernel refused and then not needed" \
	'pcall(recur.network, { neurons = 3000, density = 1, balance = 0, width = 1, rng = rng }) return { { a = 1 } }' \
	"--memory 20" '^recur: a network of 3000 neurons takes [0-9]* MB, but a script may use 20 MB'
outside "instructions used up inside of a search" \
	'pcall(string.find, ("a"):rep(1e5), (".-"):rep(50) .. "b") return { { a = 1 } }' \
	"--instructions 3000000" 'b.lua:8: more than 3000000 Lua instructions'

scenario "a point cannot include a file: it would be in no head" <<'END'
body 'return { { a = recur.include("nothing") } }'
expect 2 recur run b.lua -o out.tsv
says 'recur.include: nothing: expected where the script is loaded'
END

scenario "a script that is included only if it is there has no result" <<'END'
printf 'local there = pcall(recur.include, "nothing")\n' > x.lua
sed 's/x = p.x/x = there/; s/BODY/return { { a = 1 } }/' template.lua >> x.lua
expect 2 recur run x.lua -o out.tsv
says 'a file could not be read'
END

refused_by_system() { # NAME, CODE
	scenario "memory that the system refuses $1 is an error, whatever the script catches" <<END
if grep -q asan /proc/self/maps || nm "\$(command -v recur)" 2> /dev/null | grep -q __asan_init; then skip "sanitizers need more memory"; fi
body '$2'
recur run b.lua -o whole.tsv --set x=1 --memory 4000 2> err
ulimit -v 400000
expect 2 recur run b.lua -o out.tsv -j 1 --set x=1 --memory 4000
says 'not enough memory: the system gives'
absent out.tsv
END
}
refused_by_system "to Lua" 'local ok = pcall(string.rep, "x", 300000000) return { { a = ok and 1 or -1 } }'
refused_by_system "to the kernel" 'local ok = pcall(recur.network, { neurons = 4500, density = 0.001, balance = 0,
	width = 1, storage = "sparse", rng = rng }) return { { a = ok and 1 or -1 } }'

scenario "a limit of memory does not depend on what earlier points have left" <<'END'
body 'local s = ("x"):rep(16000000) return { { a = #s } }'
expect 0 recur run b.lua -o out.tsv -j 1 --memory 40
END

# Work inside of library functions: each would take years.
endless() { # CODE
	scenario "bounded: $1" <<END
body 'pcall(function() $1 end) return { { a = 1 } }'
expect 2 recur run b.lua -o out.tsv -j 1 --set x=1 --instructions 3000000
says 'b.lua:8: more than 3000000 Lua instructions.*--instructions'
absent out.tsv
END
}
endless 'local s = ("a"):rep(1e5):find((".-"):rep(50) .. "b")'
endless 'local s = ("a"):rep(1e5):match((".*"):rep(9) .. "b")'
endless 'local s = ("a"):rep(1e5):gsub(("a?"):rep(50) .. "b", "")'
endless 'for _ in ("a"):rep(1e5):gmatch("(a*a*)%1b") do end'
endless 'local s = ("("):rep(1e5):find("%b()")'
endless 'local s = (""):rep(1e18)'
endless 'local s = (""):rep(1e15, "")'
endless 'table.move({}, 1, 1e15, 2)'
endless 'table.move({}, -1e15, 1e15, 2, {})'
endless 'table.insert(setmetatable({}, { __len = function() return 1e15 // 1 | 0 end }), 1, 1)'
endless 'table.remove(setmetatable({}, { __len = function() return 1e15 // 1 | 0 end }), 1)'
endless 'table.concat(setmetatable({}, { __index = function() return "" end }), "", 1, 1e15)'
endless 'table.sort(setmetatable({}, { __len = function() return 1e15 // 1 | 0 end, __index = function() return 1 end }))'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do s:upper() end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do s:sub(2) end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do s:reverse() end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do ("%s"):format(s) end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do s:find("y", 1, true) end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do local longer = s .. i end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do pcall(string.unpack, s, "x") end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do utf8.len(s) end'
endless 'local s = ("x"):rep(1e6) for i = 1, 1e6 do utf8.offset(s, 9e5 // 1 | 0) end'
endless 'for i = 1, 1e6 do string.pack("c1000000", "") end'
endless 'local t = {} for i = 1, 1e5 do t[i] = i end for i = 1, 1e6 do table.unpack(t) end'
endless 'local t = {} for i = 1, 1e5 do t[i] = i end for i = 1, 1e6 do select("#", table.unpack(t)) end'

scenario "what a library function is charged is the same at every count of instructions" <<'END'
body 'local n = 0 while n < 500 do n = n + 1 ("abcabc"):rep(50):gsub("(b.-)a", "%1") end return { { a = n } }'
low=1000 high=100000000
while [ $((high - low)) -gt 1 ]; do
	middle=$(((low + high) / 2))
	if recur run b.lua --set x=1 --instructions $middle > out 2> err; then high=$middle; else low=$middle; fi
done
for again in 1 2 3; do
	recur run b.lua --set x=1 --instructions $high > out 2> err || fail "$high were enough before: $(cat err)"
	expect 2 recur run b.lua --set x=1 --instructions $low
done
[ "$low" -gt 300000 ] || fail "$low instructions are enough: the search is not counted"
END

as_in_lua() { # WHAT, FIXTURE, LINES that it says at least
	scenario "$1 are those of Lua itself" <<END
mkdir theirs ours
{ cat "$ROOT/tests/cli/fixtures/$2"; echo 'io.stderr:write(everything .. string.char(10))'; } > theirs/x.lua
{
	cat "$ROOT/tests/cli/fixtures/$2"
	echo 'print(everything)'
	echo 'return recur.experiment { title = "p", grid = {}, columns = { { "a", "b" } }, rows = function() return {} end, seed = 1 }'
} > ours/x.lua
(cd theirs && lua5.4 x.lua 2> said)
(cd ours && recur run x.lua --list 2> said > list) || fail "recur: \$(tail -n 3 ours/said)"
[ "\$(wc -l < theirs/said)" -gt $3 ] || fail "Lua says only \$(head -c 300 theirs/said)"
head -c "\$(stat -c %s theirs/said)" ours/said > ours/once # a script that is listed is loaded twice
cmp theirs/said ours/once || fail "\$(diff -a theirs/said ours/once | head -n 4)"
END
}
as_in_lua "searches by patterns" patterns.txt 100000
as_in_lua "functions that are charged" tables.txt 60000

for code in \
	'local function f() return (("x"):gsub(".", function() return f() end)) end pcall(f) return { { a = 1 } }' \
	'local t t = setmetatable({}, { __index = function() return table.concat(t, "", 1, 1) end }) pcall(rawlen, t[1]) return { { a = 1 } }' \
	'local u u = setmetatable({}, { __tostring = function() print(u) return "x" end }) pcall(print, u) return { { a = 1 } }' \
	'local function f() return pcall(f) end f() return { { a = 1 } }'; do
	scenario "a small stack: $code" <<END
body '$code'
expect_ended() { case \$got in 0 | 2) ;; *) fail "exit status \$got: \$(tail -n 1 err)" ;; esac; }
for size in unlimited 8192 256; do
	got=0
	(ulimit -S -s \$size && recur run b.lua --set x=1 -j 1) > \$size.out 2> err || got=\$?
	expect_ended
	same unlimited.out \$size.out
done
END
done

scenario "a small stack: recursion while a script is loaded" <<'END'
{ echo 'local function f() return (("x"):gsub(".", function() return f() end)) end pcall(f)'; cat tiny.lua; } > x.lua
(ulimit -S -s 256 && recur run x.lua --list) > out 2> err || fail "exit status $?: $(cat err)"
grep -q 'grid points' out
END

scenario "a NUL does not end a text" <<'END'
body 'print("before\0after") return {}'
recur run b.lua --set x=1 -j 1 2> err > out
printf 'before\0after\n' | cmp - err || fail "printed: $(od -c err | head)"
body 'error("before\0after")'
expect 2 recur run b.lua --set x=1 -j 1
says 'before.0after'
body 'local ok, e = pcall(error, "before\0after", 0) return { { a = #e } }'
recur run b.lua --set x=1 -j 1 > out
[ "$(data out | cut -f 2)" = 12 ]
END

# Under the stock interpreter.
for call in 'net:run { steps = 100000000, transient = 99999999, rng = rng }' \
	'recur.evolution { neurons = 10, bound = 1, objective = "mean_period", offspring = 65536, rng = rng }:advance(9999)'; do
	scenario "Ctrl-C stops the kernel under lua5.4: $call" <<END
module=\$(dirname "\$(realpath "\$(command -v recur)")")
[ -e "\$module/recur.so" ] || skip "no module beside the program"
if nm "\$module/recur.so" 2> /dev/null | grep -q __asan_init; then skip "lua5.4 has no sanitizers"; fi
cat > x.lua <<'LUA'
local recur = require "recur"
local rng = recur.rng(1)
local net = recur.network { neurons = 200, density = 1, balance = 0, width = 1, rng = rng }
$call
LUA
LUA_CPATH="\$module/?.so" env --default-signal=INT lua5.4 x.lua > out 2> err < /dev/null & pid=\$!
# it has been computing for a while, so it is inside of the call
until [ "\$(cut -d ' ' -f 14 /proc/\$pid/stat)" -gt 30 ]; do sleep 0.02; done
kill -s INT \$pid
( sleep 10; kill -s KILL \$pid ) > /dev/null 2>&1 & guard=\$!
status=0
wait \$pid || status=\$?
kill \$guard 2> /dev/null || :
[ "\$status" -eq 1 ] || fail "exit status \$status: \$(cat err)"
says 'interrupted'
END
done
