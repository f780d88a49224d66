# Interruption: at any moment, within a second, with nothing lost; and what is shown meanwhile.
# shellcheck shell=sh

scenario "interrupted by SIGINT at odd moments and resumed: the same bytes" <<'END'
in_pieces INT 130 slow.lua steps 6000 48000
END

scenario "killed by SIGKILL at odd moments and resumed: the same bytes" <<'END'
in_pieces KILL 137 slow.lua steps 6000 48000
END

scenario "evolutions interrupted in the middle of a point and resumed: the same bytes" <<'END'
in_pieces INT 130 evolving.lua generations 400 3000
END

scenario "an evolution that errs names its line and its point, and the points before it are kept" <<'END'
edit 's/bound = p.bound/bound = p.bound < 2 and p.bound or -1/' evolving.lua
expect 2 recur run x.lua -o out.tsv -j 1
says "x\.lua:$(line_of x.lua 'recur.evolution {'): recur\.evolution: bound: expected a finite number above 0, found -1.*bound = 2, neurons = 6.*6 of 8 points are kept"
END

for signal in INT:130 TERM:143 HUP:129; do
	scenario "SIG${signal%:*} ends with status ${signal#*:} and says where to go on" <<END
stop ${signal%:*} +1 recur run slow.lua -o out.tsv -j 1 --set steps=12000
[ "\$status" -eq ${signal#*:} ] || fail "exit status \$status"
[ "\$took" -lt 1000 ] || fail "it took \$took ms to stop"
says 'interrupted.*of 60 points are kept in out\\.tsv\\.journal.*goes on'
END
done

interrupt() { # NAME, SCRIPT, OPTIONS, PREPARATION, WHEN
	scenario "SIGINT ends $1 within a second" <<END
${4:-:}
stop INT ${5:-busy} recur run $2 $3
[ "\$status" -eq 130 ] || fail "exit status \$status after \$took ms"
[ "\$took" -le 1000 ] || fail "it took \$took ms to stop"
END
}
interrupt "a call of the kernel" kernel.lua "-o out.tsv -j 1"
interrupt "a library function that never looks" pattern.lua "-o out.tsv -j 1"
interrupt "an endless loop" b.lua "-j 1" "body 'while true do end'"
interrupt "an endless loop in pcall" b.lua "-j 1" "body 'while true do pcall(function() while true do end end) end'"
interrupt "an endless loop in a message handler" b.lua "-j 1" \
	"body 'xpcall(error, function() while true do end end)'"
interrupt "a script that never gets to its declaration" b.lua "-o out.tsv" "echo 'while true do end' > b.lua"
interrupt "a script that never gets to its declaration, deep in the library" b.lua "-o out.tsv" \
	"echo 'local x = (\"a\"):rep(5000):find((\".-\"):rep(12) .. \"b\")' > b.lua"
interrupt "an evolution that would take hours" evolving.lua "-o out.tsv -j 1 --set generations=1000000000"
interrupt "an evolution of the largest chains" evolving.lua "-o out.tsv -j 2 --set neurons=13"
interrupt "an evolution of the largest generations" b.lua "-o out.tsv -j 1" \
	"body 'recur.evolution { neurons = 10, bound = 1, objective = \"mean_period\", offspring = 65536, rng = rng }:advance(9999)'"
interrupt "an endless loop in an objective" b.lua "-o out.tsv -j 1" \
	"body 'recur.evolution { neurons = 2, bound = 1, objective = function() while true do end end, rng = rng }:advance()'"
interrupt "the plain solution of a large chain" b.lua "-o out.tsv -j 1 --memory 2000" \
	"body 'recur.boltzmann { neurons = 13, width = 1, rng = rng }:chain { method = \"plain\" }'"
interrupt "a long run of a small machine" b.lua "-o out.tsv -j 1" \
	"body 'recur.boltzmann { neurons = 9, width = 1, rng = rng }:run { steps = 2147483647, transient = 2147483646, rng = rng }'"
interrupt "a long run of a large machine" b.lua "-o out.tsv -j 1" \
	"body 'recur.boltzmann { neurons = 3000, width = 1, rng = rng }:run { steps = 999999, transient = 999998, rng = rng }'"
interrupt "the wait for a reader of the output" b.lua "-o pipe -j 1" \
	"mkfifo pipe; body 'if p.x == 3 then print([[last]]) end return { { a = p.x } }'" waiting

scenario "SIGHUP under nohup and SIGINT to a background job of a shell are ignored, as they should be" <<'END'
recur run slow.lua -o whole.tsv -j 2
(trap '' HUP; exec recur run slow.lua -o out.tsv -j 1) 2> err & pid=$!
until_points 2 $pid
kill -s HUP $pid
status=0
wait $pid || status=$?
[ "$status" -eq 0 ] || fail "ended with status $status by a signal that was ignored"
same whole.tsv out.tsv
END

scenario "progress is silent when standard error is no terminal" <<'END'
recur run slow.lua -o out.tsv 2> err
[ -s out.tsv ] && [ ! -s err ] || fail "it said: $(cat err)"
END

scenario "progress shows rate and time left on a terminal" <<'END'
command -v script > /dev/null || skip "no script(1) for a terminal"
TERM=xterm script -qec 'recur run slow.lua -o out.tsv -j 1' typescript > /dev/null 2>&1 < /dev/null
tr '\r' '\n' < typescript | grep -Eq 'slow: [0-9]+ of 60 points, [0-9.]+/s, [0-9]+:[0-9][0-9] left' ||
	fail "no such line: $(tr '\r\n\033' '   ' < typescript)"
[ -e out.tsv ]
mkdir data made
echo '# cost 7200.0  data/a/other.tsv' > data/checksums
TERM=xterm script -qec 'recur run slow.lua -o again.tsv -j 1 --record made' typescript > /dev/null 2>&1 < /dev/null
tr '\r' '\n' < typescript | grep -Eq 'slow: [0-9]+ of 60 points, [0-9.]+/s, [0-9]+:[0-9][0-9] left \(all results 120:[0-9][0-9]\)' ||
	fail "no such line: $(tr '\r\n\033' '   ' < typescript)"
END
