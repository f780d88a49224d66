# Declarations at work: paired axes, cases, rows.
# shellcheck shell=sh

scenario "along a paired axis networks and inputs stay, across others they change" <<'END'
networks 'paired = { "coupling" },'
[ "$(data out.tsv | cut -f 1,5,6 | sort -u | wc -l)" -eq 2 ]
[ "$(data out.tsv | cut -f 6 | sort -u | wc -l)" -eq 2 ]
grep -q 'coupling = 0, 0.5, 2; same networks and inputs along it' out.tsv
networks ''
[ "$(data out.tsv | cut -f 5 | sort -u | wc -l)" -eq 6 ]
END

scenario "cases give columns of their parameters, and random numbers by these, not by their number" <<'END'
networks 'paired = { "coupling" },'
grep -q '^place	balance	density	coupling	weight	input$' out.tsv
data out.tsv | awk '$1 == 2' | cut -f 2- > whole
sed -i 's/{ "a", density = 1, balance = 1 }, //' n.lua
recur run n.lua -o one.tsv
data one.tsv | cut -f 2- > alone
same whole alone
END

scenario "a paired axis that is none is refused" <<'END'
expect 2 networks 'paired = { "cuopling" },'
says 'paired: entry 1: expected the name of an axis \(coupling, place\), found "cuopling"'
END

scenario "an error tells which lines of the script and of its includes led to it" <<'END'
mkdir lua lua/a
cat > lua/a/deep.lua <<'LUA'
local M = {}
function M.deep(n)
	if n == 0 then error("no luck") end
	local x = M.deep(n - 1)
	return x
end
return M
LUA
cat > lua/a/t.lua <<'LUA'
local shared = recur.include "deep"
return recur.experiment {
	title = "t", seed = 1, grid = { recur.axis("x", 1, 30, 30) }, columns = { { "a", "b" } },
	rows = function(p)
		local y = shared.deep(p.x // 1 | 0)
		return { { a = y } }
	end,
}
LUA
expect 2 recur run lua/a/t.lua -o out.tsv -j 1
thrown=$(line_of lua/a/deep.lua 'error(') deeper=$(line_of lua/a/deep.lua 'M.deep(n - 1)')
called=$(line_of lua/a/t.lua 'shared.deep(') starts=$(line_of lua/a/t.lua 'rows = function')
cat > wanted <<TEXT
recur: lua/a/deep.lua:$thrown: no luck
  lua/a/deep.lua:$thrown: in function 'deep'
  lua/a/deep.lua:$deeper: in function 'deep'
  lua/a/t.lua:$called: in the function that starts at line $starts
  at x = 1
TEXT
same wanted err
expect 2 recur run lua/a/t.lua --set x=30 -j 1
[ "$(wc -l < err)" -eq 12 ] || fail "it is not short: $(cat err)"
grep -q '^  \.\.\.$' err
tail -n 2 err | head -n 1 | grep -q "t\.lua:$called:"
! grep -Eq '0x|recur/|\[C\]' err || fail "it shows the library: $(cat err)"
body 'error("alone")'
expect 2 recur run b.lua -j 1
printf 'recur: b.lua:%d: alone\n  at x = 1\n' "$(line_of b.lua BODY)" > wanted
same wanted err
body 'local function f() local x = 1 + f() return x end return f()'
expect 2 timeout 30 recur run b.lua -j 1
says 'stack overflow.*function .f.*in function'
body 'local function f() error("caught") end local _, m = pcall(f) return { { a = #m } }'
[ "$(recur run b.lua -j 1 | tail -n 1)" = "3	$(printf 'b.lua:%d: caught' "$(line_of b.lua BODY)" | wc -c)" ] || fail "a caught error has a traceback"
END

scenario "a result that depends on the order of a table in memory is refused by --twice" <<'END'
for jobs in 1 3; do
	expect 2 recur run holes.lua --twice -j $jobs -o out.tsv
	says '^recur: holes\.lua: --twice: point [123] \(x = [123]\): row 1, column length is [0-9]+ the first time and [0-9]+ the second'
	absent out.tsv out.tsv.journal
done
edit 's/return \{ \{ length = sum \} \}/local rows = {} for i = 1, sum % 99 + 1 do rows[i] = { length = 0 } end return rows/' holes.lua
expect 2 recur run x.lua --twice -j 1 -o out.tsv
says 'x\.lua: --twice: point [123] \(x = [123]\): it has [0-9]+ rows the first time and [0-9]+ the second'
recur run tiny.lua > once
recur run tiny.lua --twice > twice
same once twice
END
