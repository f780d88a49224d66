# A small project of its own: scripts that share code and read datasets, what is fresh and what is not, figures, and
# the checksums of results.
# shellcheck shell=sh disable=SC2016

# small_project: lua/a/source.lua and lua/a/mean.lua, which reads its data; lua/a/shared.lua, which source includes.
small_project='
mkdir -p lua/a data/a figures/a made
cat > lua/a/shared.lua <<"LUA"
return { double = function(x) return 2 * x end }
LUA
cat > lua/a/source.lua <<"LUA"
local shared = recur.include "shared"
return recur.experiment {
	title = "source", seed = 7,
	grid = {
		recur.cases("place", { { "a (b); \"c\" _d_ {e} \\ f@g & <h>", x = 1 }, { "it\x27s; touch owned; $(touch owned)", x = 2 } }),
		recur.axis("gain", 0, 1, 11, { meaning = "how \x27much\x27; touch owned", unit = "m" }),
	},
	fixed = { steps = 100, transient = 10 },
	columns = { { "C_xs", "twice `touch owned`" }, { "w", "a number in full", exact = true } },
	rows = function(p, rng) return { { C_xs = shared.double(p.x), w = rng:stream("w"):uniform() } } end,
}
LUA
cat > lua/a/mean.lua <<"LUA"
return recur.experiment {
	title = "mean", reads = { "a/source" }, fixed = { factor = 1 }, columns = { { "mean", "of C_xs" } },
	rows = function(p, rng, data) return { { mean = p.factor * data("a/source"):mean("C_xs") } } end,
}
LUA
cat > figures/a/source.gp <<"GP"
reads = "a/source a/mean"
set terminal svg
set datafile columnheaders
set title source_case_place_1 . source_about_C_xs
set xlabel source_about_gain . " in " . source_unit_gain . ", T = " . source_T
plot source using "gain":"C_xs" with points title source_case_place_2, mean using (0.5):"mean" with points
GP
'

scenario "a dataset made from another one names it, and is refused once that one is another" <<END
$small_project
recur run lua/a/source.lua -o data/a/source.tsv
recur run lua/a/mean.lua -o data/a/mean.tsv
[ "\$(data data/a/mean.tsv)" = 3 ]
grep -q "^# source = a/source.tsv, sha256 \$(sha256sum data/a/source.tsv | cut -c 1-64)\\\$" data/a/mean.tsv
grep -q "^# include = a/shared.lua, sha256 \$(sha256sum lua/a/shared.lua | cut -c 1-64)\\\$" data/a/source.tsv
recur fresh data/a/source.tsv data/a/mean.tsv
recur run lua/a/source.lua -o other.tsv -j 3
same data/a/source.tsv other.tsv
expect 2 recur run lua/a/mean.lua --set factor=2 -o data/a/mean.tsv
says 'holds a full-quality result'
sed -i 's/2 \* x/3 * x/' lua/a/shared.lua
expect 2 recur run lua/a/mean.lua -o out.tsv
says 'data/a/source.tsv is not what lua/a/source.lua, as it is now, gives: expected "# include'
expect 2 recur fresh data/a/mean.tsv
absent out.tsv
recur run lua/a/source.lua -o data/a/source.tsv
expect 2 recur fresh data/a/mean.tsv
says 'mean.tsv is not what .* expected "# source'
END

scenario "a run of another quality, or with another setting, is not taken for the result" <<END
$small_project
recur run lua/a/source.lua --set steps=50 -o data/a/source.tsv
expect 2 recur run lua/a/mean.lua -o out.tsv
says 'source.tsv is not what .*expected "# quality = full", found "# quality = custom"'
rm data/a/source.tsv
recur run lua/a/source.lua --quality draft -o data/a/source.tsv
expect 2 recur run lua/a/mean.lua -o out.tsv
says 'quality = draft'
recur run lua/a/mean.lua --quality draft -o out.tsv
END

scenario "a script reads what it declares, and includes what lies beside it" <<END
$small_project
expect 2 recur run lua/a/mean.lua
says 'data/a/source.tsv: No such file.*lua/a/mean.lua reads it; make it first'
recur run lua/a/source.lua -o data/a/source.tsv
sed 's|data("a/source")|data("../../secret")|' lua/a/mean.lua > lua/a/x.lua
expect 2 recur run lua/a/x.lua
says "x.lua:\$(line_of lua/a/x.lua secret): data: \"../../secret\".*not among what the script reads: a/source"
for name in ../secret /etc/passwd shared.lua ''; do
	sed "s|\"shared\"|\"\$name\"|" lua/a/source.lua > lua/a/x.lua
	expect 2 recur run lua/a/x.lua
	says "x.lua:\$(line_of lua/a/x.lua recur.include): recur.include: expected the name of a file beside the script"
done
sed 's|"shared"|"nowhere"|' lua/a/source.lua > lua/a/x.lua
expect 2 recur run lua/a/x.lua
says "x.lua:\$(line_of lua/a/x.lua nowhere): recur.include: lua/a/nowhere.lua: No such file"
echo 'return recur.include "shared"' > lua/a/shared.lua
expect 2 recur run lua/a/source.lua
says "shared.lua:\$(line_of lua/a/shared.lua recur.include): recur.include: shared includes itself"
echo 'return {} +' > lua/a/shared.lua
expect 2 recur run lua/a/source.lua
says 'lua/a/shared.lua:.*near <eof>'
END

scenario "what a script asks of a dataset it gets, or is told what there is" <<END
$small_project
recur run lua/a/source.lua -o data/a/source.tsv
ask() { # CODE
	cat > lua/a/x.lua <<LUA
return recur.experiment {
	title = "x", reads = { "a/source" }, columns = { { "n", "answer" } },
	rows = function(p, rng, data) local d = data("a/source") return { { n = \$1 } } end,
}
LUA
}
answer() { # NUMBER, CODE
	ask "\$2"
	[ "\$(recur run lua/a/x.lua | tail -n 1)" = "\$1" ] || fail "\$2: \$(recur run lua/a/x.lua | tail -n 1)"
}
answer 2 '#d:cases("place")'
answer 33 '#d:cases("place")[2]'
answer 33 '#d:case("place", 2)'
answer 1 'd:cases("gain") == nil and 1 or 0'
answer 100 'tonumber(d:parameter("steps"))'
for wrong in 'd:means("C_xs")+data/a/source\.tsv: a dataset has no "means".*; it has axis, case, cases, ' \
	'd:parameter("stesp")+data/a/source\.tsv: no parameter "stesp".*; its parameters: .*steps, title, transient' \
	'd:case("place", 3)+data/a/source\.tsv: place has no case 3' 'd:case("gain", 1)+data/a/source\.tsv: gain has no case 1'; do
	ask "\${wrong%%+*}"
	expect 2 recur run lua/a/x.lua
	says "x.lua:\$(line_of lua/a/x.lua 'rows ='): \${wrong#*+}"
done
END

scenario "a file that is changed while a run includes it ends the run" <<END
$small_project
sed -i 's/rows = function(p, rng)/& if p.x == 1 and p.gain == 0.1 then print(("held"):rep(500000)) end/' lua/a/source.lua
mkfifo said
exec 3<> said
exec 4< said
recur run lua/a/source.lua -o out.tsv -j 1 2> said 3>&- 4<&- &
pid=\$!
until_points 1 \$pid
sed -i 's/2 \* x/3 * x/' lua/a/shared.lua
go_on
[ "\$status" -eq 2 ] || fail "exit status \$status: \$(cat err)"
says 'lua/a/source.lua: a file that it reads or includes was changed while it ran'
absent out.tsv
END

scenario "what results took is noted, and tells how long the others will take, and how many rows a check can afford" <<END
$small_project
rm -r figures
: > data/claims.tsv
: > data/replicas.tsv
recur run lua/a/source.lua -o data/a/source.tsv --record made 2> err
! grep -q 'all results' err || fail "it tells of others: \$(cat err)"
recur run lua/a/source.lua -o replica.tsv --seed 101 --record made 2> err
[ ! -s err ] || fail "of one of many it tells: \$(cat err)"
grep -q '^cost      [0-9.]*\$' made/replica.tsv
expect 2 recur run lua/a/source.lua -o another.tsv --record nowhere
says 'nowhere: No such file'
recur run lua/a/mean.lua -o data/a/mean.tsv --record made 2> err
printf 'made from x\nresult    y\ncost      12.50\n' > made/build+replicas+101+data+a+source.tsv
cp made/build+replicas+101+data+a+source.tsv made/build+replicas+102+claims.tsv
recur checksums --record made
grep -q '^# cost 25.0  data/replicas.tsv\$' data/checksums || fail "\$(grep cost data/checksums)"
grep -q '^# cost [0-9.]*  data/a/source.tsv\$' data/checksums
sed -i 's/^# cost [0-9.]*  data.a.mean/# cost 600.0  data\/a\/mean/; s/^# cost [0-9.]*  data.a.source/# cost 44.0  data\/a\/source/' data/checksums
recur check data/a/source.tsv --rows 9 --seconds 6 | grep -q '3 of 22'
recur check data/a/source.tsv --rows 9 --seconds 1 | grep -q '1 of 22'
recur check data/a/source.tsv --rows 2 --seconds 100 | grep -q '2 of 22'
rm -r made data/a/mean.tsv
mkdir made
recur run lua/a/source.lua -o data/a/source.tsv --record made -j 1 2> err
grep -q 'source.tsv: 22 points, [0-9.]* s of a processor; all results: about 10:25 left\$' err || fail "\$(cat err)"
END

scenario "what a point does to a dataset, another point does not see" <<END
$small_project
recur run lua/a/source.lua -o data/a/source.tsv
cat > lua/a/x.lua <<'LUA'
return recur.experiment {
	title = "x", reads = { "a/source" }, grid = { recur.axis("k", 1, 3, 3) }, columns = { { "n", "rows" } },
	rows = function(_, _, data)
		local d = data("a/source")
		d[#d + 1], d[1].w, d.path = d[1], 9, "x"
		return { { n = #data("a/source") + data("a/source")[1].w // 1 } }
	end,
}
LUA
recur run lua/a/x.lua -j 1 > out.tsv
[ "\$(data out.tsv | cut -f 2 | tr '\n' ' ')" = '22 22 22 ' ]
END

scenario "a note spares what is made already, and nothing else" <<END
$small_project
once() { recur run lua/a/source.lua -o data/a/source.tsv --record made 2> err; }
once
grep -q 'source.tsv: 22 points' err
once
[ ! -s err ] || fail "it was made again: \$(cat err)"
echo >> data/a/source.tsv
once
grep -q 'source.tsv: 22 points' err || fail "an altered result was taken for its own"
rm data/a/source.tsv
once
grep -q 'source.tsv: 22 points' err
touch -d '2 days' data/a/source.tsv lua/a/source.lua
once
[ ! -s err ]
sed -i 's/2 \* x/2.0 * x/' lua/a/shared.lua
once
grep -q 'source.tsv: 22 points' err || fail "a changed include was not seen"
END

scenario "a figure shows texts as they were typed, runs none of them, and names what it was made from" <<END
command -v gnuplot > /dev/null || skip 'no gnuplot'
$small_project
recur run lua/a/source.lua -o data/a/source.tsv
recur run lua/a/mean.lua -o data/a/mean.tsv
recur draw figures/a/source.gp -o figures/a/source.svg
absent owned
sed 's/<[^>]*>//g; s/&quot;/"/g; s/&amp;/\&/g; s/&lt;/</g; s/&gt;/>/g' figures/a/source.svg > shown
grep -qF 'a (b); "c" _d_ {e} \ f@g & <h>twice \`touch owned\`' shown || fail "the label: \$(cat shown)"
grep -qF "how 'much'; touch owned in m, T = 90" shown
grep -qF "it's; touch owned; \$(touch owned)" shown
for file in figures/a/source.gp data/a/source.tsv data/a/mean.tsv; do
	grep -q "\${file#data/}, sha256 \$(sha256sum \$file | cut -c 1-64)" figures/a/source.svg
done
recur fresh figures/a/source.svg
cp figures/a/source.svg before.svg
LC_ALL=de_DE.UTF-8 GNUPLOT_LIB=. HOME=. recur draw figures/a/source.gp -o figures/a/source.svg
same before.svg figures/a/source.svg
echo '# more' >> figures/a/source.gp
expect 2 recur fresh figures/a/source.svg
says 'figures/a/source.svg was made from another figures/a/source.gp than there is now'
END

scenario "a figure knows lists, and what it fills is among what it shows" <<END
command -v gnuplot > /dev/null || skip 'no gnuplot'
$small_project
sed -i 's/recur.axis("gain", 0, 1, 11,/recur.axis("gain", { 0, 0.5, 2 },/; s/C_xs = shared.double(p.x)/C_xs = shared.double(p.x) + p.gain ^ 2/' lua/a/source.lua
cat > figures/a/source.gp <<'GP'
reads = "a/source"
set terminal svg
set datafile columnheaders
set title source_values_gain . " are " . source_points_gain
set style fill solid
set label 1 "" at 0, 3 point
plot source using "gain":"C_xs" with filledcurves y=1 title "one" linecolor rgb "#207040", source using "gain":"C_xs":(0.1) with boxes
GP
draw() {
	recur run lua/a/source.lua -o data/a/source.tsv
	recur draw figures/a/source.gp -o figures/a/source.svg
	sed -n 's/^drawn = //p' figures/a/source.svg > "\$1"
	[ -s "\$1" ] || fail 'it does not say what is drawn'
}
draw one
sed 's/<[^>]*>//g' figures/a/source.svg | grep -qF '0 0.5 2 are 3' || fail "\$(sed 's/<[^>]*>//g' figures/a/source.svg)"
grep -q '<polygon' figures/a/source.svg
draw two
same one two
sed -i 's/p.gain ^ 2/p.gain ^ 3/' lua/a/source.lua
draw three
differ one three
sed -i 's/#207040/#207041/' figures/a/source.gp
draw four
differ three four
recur run lua/a/mean.lua -o data/a/mean.tsv
: > data/claims.tsv
: > data/replicas.tsv
recur checksums
sum=\$(sed -n 's/.* sha256 //p' four)
grep -qx "# drawn \$sum  figures/a/source.svg" data/checksums || fail "\$(cat data/checksums)"
echo '<svg></svg>' > figures/a/source.svg
expect 2 recur checksums
says 'figures/a/source.svg was not drawn by recur'
END

scenario "a figure that fails leaves the one that is there, and says why" <<END
command -v gnuplot > /dev/null || skip 'no gnuplot'
$small_project
recur run lua/a/source.lua -o data/a/source.tsv
recur run lua/a/mean.lua -o data/a/mean.tsv
echo old > figures/a/source.svg
refuse() { # WHAT IT SAYS, SED
	sed "\$2" figures/a/source.gp > figures/a/x.gp
	expect 2 recur draw figures/a/x.gp -o figures/a/source.svg
	says "\$1"
	[ "\$(cat figures/a/source.svg)" = old ]
	absent figures/a/source.svg.part
}
refuse 'expected a line reads' '/^reads/d'
refuse 'reads: entry 1: expected the name of a dataset' 's|"a/source|"../secret|'
refuse 'data/a/nowhere.tsv: No such file' 's|a/mean"|a/nowhere"|'
refuse "gnuplot said.*x.gp.* line \$(line_of figures/a/source.gp source_case_place_1).*undefined" 's/source_case_place_1/source_case_place_3/'
refuse "gnuplot said.*line \$(line_of figures/a/source.gp 'set terminal')" 's/set terminal svg/set terminal no_such/'
refuse 'gnuplot said' 's/^plot .*/plot 1 with nonsense/'
refuse 'gnuplot said' 's/"gain":"C_xs"/"gain":"C_ys"/'
refuse 'unfinished|empty' '/^plot/d'
refuse 'gnuplot said.*drawn' 's/^plot/printerr "drawn"; plot/'
# 12 of 1200 units are 5.1 points at 180 mm; of 800, 7.7, but a lowered letter has 0.8 of that.
refuse 'x.gp: text of 5.1 points where the figure is 180 mm wide, 7 at least' 's/set terminal svg/& size 1200, 400/'
refuse 'x.gp: text of 6.1 points' 's/set terminal svg/& size 800, 400; set ylabel "C_{xs}"/'
refuse 'x.gp: a line of 0.43 points .* 0.5 at least' 's/with points title/with lines linewidth 0.5 title/'
mkdir bin && printf '#!/bin/sh\nkill -9 \$\$\n' > bin/gnuplot && chmod +x bin/gnuplot
PATH="\$PWD/bin:\$PATH"
refuse 'exit status 137' 's/x/x/'
rm bin/gnuplot
ln -s "\$(command -v recur)" bin/recur
! PATH="\$PWD/bin" recur draw figures/a/source.gp -o figures/a/source.svg 2> err || fail 'drawn without gnuplot'
grep -q 'gnuplot cannot be run.*make setup figures' err || fail "without gnuplot: \$(cat err)"
END

scenario "results are compared with their checksums, in words" <<END
$small_project
rm -r figures
: > data/replicas.tsv
: > data/claims.tsv
recur run lua/a/source.lua -o data/a/source.tsv
recur run lua/a/mean.lua -o data/a/mean.tsv
before=\$(date -u +%F)
recur checksums
sha256sum --quiet -c data/checksums
grep -qE "^# dated (\$before|\$(date -u +%F))  data/a/mean.tsv\$" data/checksums || fail 'no day of today'
sed -i 's/^# dated [0-9-]*/# dated 2001-02-03/' data/checksums
cp data/a/mean.tsv mean.tsv
echo >> data/a/mean.tsv
recur checksums
grep -q '^# dated 2001-02-03  data/a/source.tsv\$' data/checksums || fail 'a dataset that did not change has another day'
! grep -q '^# dated 2001-02-03  data/a/mean.tsv\$' data/checksums || fail 'a dataset that changed has its old day'
mv mean.tsv data/a/mean.tsv
recur checksums
recur results > out
grep -q '^4 datasets: 4 identical to the committed ones\$' out
recur verify | grep -qx '4 passed, 0 failed'
echo >> data/a/mean.tsv
rm data/a/source.tsv
expect 2 recur verify
grep -q 'FAILED: data/a/mean.tsv is not the result whose checksum is in data/checksums' out
grep -q 'FAILED: data/a/source.tsv is missing' out
grep -qx '2 passed, 2 failed' out
rm lua/a/mean.lua
expect 2 recur verify
grep -q 'FAILED: data/a/mean.tsv has a checksum in data/checksums, but is no result any more' out
END

scenario "what reads what comes from the scripts themselves" <<END
$small_project
echo 'return 3' > lua/a/map2.lua
sed 's/a\/source/a\/map2/; s/"mean"/"map3"/' lua/a/mean.lua > lua/a/map3.lua
echo '# data/a/nothing.tsv is only named in a comment' >> figures/a/source.gp
echo 'return recur.experiment { title = 3 }' > lua/a/broken.lua
recur depends > out
grep -qx 'data/a/map3.tsv: data/a/map2.tsv' out
grep -qx 'figures/a/source.svg: data/a/source.tsv data/a/mean.tsv' out
grep -q '^DATASETS = .*a/broken' out
! grep -q 'nothing\|DATASETS.*a/shared' out
END

scenario "a journal of another script is set aside, with a word" <<'END'
stop INT +2 recur run evolving.lua -o out.tsv
[ "$(points)" -gt 0 ] || skip 'too fast to be stopped'
sed 's/title = "/title = "new /' evolving.lua > x.lua
cp x.lua evolving.lua
expect 2 recur run evolving.lua -o out.tsv
says 'is of another run'
expect 0 recur run evolving.lua -o out.tsv --set-aside
says 'out.tsv.journal is of another run: set aside as .*out.tsv.journal.old'
[ -s out.tsv.journal.old ]
absent out.tsv.journal
END

scenario "rows are computed again and compared: the first that differs is named, with both values" <<END
$small_project
recur run lua/a/source.lua -o data/a/source.tsv
recur run lua/a/mean.lua -o data/a/mean.tsv
recur check data/a/source.tsv --all | grep -qx 'data/a/source.tsv: 22 of 22 grid points computed again: the same bytes'
recur check data/a/source.tsv | grep -q '5 of 22'
recur check data/a/source.tsv --row 7 --seconds 1 | grep -q '1 of 22'
recur check data/a/mean.tsv | grep -q '1 of 1'
row=\$((\$(wc -l < data/a/source.tsv) - 5))
sed "\${row}s/.\$/x/" data/a/source.tsv > x; line=\$(sed -n \${row}p data/a/source.tsv)
differ x data/a/source.tsv
cp x data/a/source.tsv
expect 2 recur check data/a/source.tsv --all
says "data/a/source.tsv: line \$row, column w: it has [0-9.e-]*x, computed again it is \$(printf '%s' "\$line" | cut -f 5)"
sed -i \${row}d data/a/source.tsv
expect 2 recur check data/a/source.tsv --all
says 'it has 0 rows at .*, computed again there are more'
expect 2 recur check data/a/source.tsv --row 99
says 'expected one of its 21 rows, found 99'
rm data/a/source.tsv
recur run lua/a/source.lua --set steps=50 -o data/a/source.tsv
expect 2 recur check data/a/source.tsv
says "made with settings that are not the script's"
printf 'a\n1\n' > data/a/own.tsv
expect 2 recur check data/a/own.tsv
says 'names no script of its own'
expect 2 recur check data/a/mean.tsv --all --rows 3
says 'one of --rows, --row, --all'
END
