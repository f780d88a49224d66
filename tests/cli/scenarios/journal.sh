# Journals: what is kept, what is gone on from, what is refused and then left untouched.
# shellcheck shell=sh disable=SC2016

scenario "an error at point 700 keeps the finished points; the same command fails there again" <<'END'
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says "fails_at_700\.lua:$(line_of fails_at_700.lua 'error('): no luck.*x = 700.*699 of 1000 points are kept in out\.tsv\.journal"
absent out.tsv
[ "$(grep -c '^point ' out.tsv.journal)" -eq 699 ] || fail "the journal has not 699 points"
cp out.tsv.journal before
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says 'no luck.*699 of 1000'
same before out.tsv.journal
END

scenario "an error in one of several workers keeps the finished points" <<'END'
expect 2 recur run fails_at_700.lua -o out.tsv -j 2
says 'no luck.*points are kept'
[ "$(grep -c '^point ' out.tsv.journal)" -ge 600 ] || fail "the journal has too few points"
END

scenario "a finished run leaves no journal and nothing temporary" <<'END'
expect 0 recur run tiny.lua -o out.tsv
[ ! -s err ] || fail "it is not silent: $(cat err)"
absent out.tsv.journal *.part
recur run tiny.lua > stdout
same stdout out.tsv
END

# half: a whole journal of slow.lua for out.tsv, of which some points are done, and whole.tsv.
half='recur run slow.lua -o whole.tsv -j 2
for some in 9 3 2; do # enough for two records to be damaged
	stop INT +$some recur run slow.lua -o out.tsv -j 2
	[ -e out.tsv ] || break
	rm -f out.tsv
done
[ "$(points)" -ge 2 ] || fail "could not interrupt it"'

torn() { # NAME, COMMANDS
	scenario "a journal $1, as by a kill, is gone on from by the same command, which says so" <<END
$half
$2
expect 0 timeout 30 recur run slow.lua -o out.tsv
${3:-}
same whole.tsv out.tsv
absent out.tsv.journal
END
}

dropped='says "out\.tsv\.journal: its end, cut off or damaged, was dropped; going on from [0-9]+ of 60 points"'
torn "of no bytes" ': > out.tsv.journal'
torn "cut off in its first line" 'truncate -s 7 out.tsv.journal'
torn "cut off in its head" 'truncate -s 200 out.tsv.journal'
torn "cut off in its last record" 'truncate -s -3 out.tsv.journal' "$dropped"
torn "cut off in a record's first line" 'printf "point 5" >> out.tsv.journal' "$dropped"
torn "with garbage at its end" 'echo garbage >> out.tsv.journal' "$dropped"
torn "with zeros at its end" 'head -c 5000 /dev/zero >> out.tsv.journal' "$dropped"
torn "with a last record of an enormous size" \
	'printf "point 59 bytes 4000000000 sha 0123456789abcdef\n" >> out.tsv.journal' "$dropped"
torn "with a last record of a point that is not in the grid" \
	'printf "point 60 bytes 0 sha e3b0c44298fc1c14\n" >> out.tsv.journal' "$dropped"

damage() { # NAME, SALVAGE'S STATUS, PATTERN, COMMANDS
	scenario "a journal $1 is refused, left untouched, and salvaged if it can be" <<END
$half
$4
cp out.tsv.journal before
expect 2 timeout 30 recur run slow.lua -o out.tsv
says '$3'
same before out.tsv.journal
absent out.tsv
expect $2 timeout 30 recur run slow.lua -o out.tsv --salvage
if [ $2 -eq 0 ]; then
	says 'damaged records were dropped; going on from [1-9]'
	same whole.tsv out.tsv
	absent out.tsv.journal
else
	same before out.tsv.journal
	expect 0 recur run slow.lua -o out.tsv --fresh
	same whole.tsv out.tsv
fi
END
}

damage "of garbage" 2 'out\.tsv\.journal: not a journal.*--fresh' 'head -c 3000 "$(command -v recur)" > out.tsv.journal'
damage "of one line of text" 2 'out\.tsv\.journal: not a journal.*--fresh' 'echo "dear diary" > out.tsv.journal'
damage "with a flipped bit in a value" 0 'out\.tsv\.journal: damaged.*others after it.*--salvage' \
	'line=$(grep -an "^0\.[0-9]*	" out.tsv.journal | sed -n "1s/:.*//p"); sed -i "${line}s/.\$/x/" out.tsv.journal'
damage "with garbage between records" 0 'out\.tsv\.journal: damaged.*others after it.*--salvage' \
	'line=$(grep -an "^point" out.tsv.journal | sed -n "2s/:.*//p"); sed -i "${line}i garbage" out.tsv.journal'

scenario "--salvage keeps the intact records on both sides of the damage, in a journal that is whole again" <<'END'
recur run fails_at_700.lua -o out.tsv -j 1 2> err || :
sed -i 's/^point 100 /point 101 /' out.tsv.journal
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says 'damaged at byte [0-9]+; 100 of 1000 points before it are intact, and others after it'
expect 2 recur run fails_at_700.lua -o out.tsv -j 1 --salvage
says 'going on from 698 of 1000 points.*no luck.*699 of 1000 points are kept'
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says 'no luck.*699 of 1000'
END

scenario "a journal that is changed while a run uses it never reaches the result" <<'END'
held
python3 -c '
import re
with open("out.tsv.journal", "r+b") as f: # a digit of the first record
	data = f.read()
	f.seek(re.search(rb"^point .*\n.", data, re.M).end() + 5)
	f.write(b"x")
'
go_on
[ "$status" -eq 2 ] || fail "exit status $status"
says 'out\.tsv\.journal: changed while in use: the record of point 1 is damaged.*60 of 60 points are kept'
absent out.tsv *.part
expect 0 recur run x.lua -o out.tsv --salvage
recur run x.lua -o whole.tsv 2> held
same whole.tsv out.tsv
END

scenario "a head of more than a megabyte is gone on from" <<'END'
edit 's/p.x == 700/p.x == 4/; s/1000, 1000/6, 6/' fails_at_700.lua
python3 -c '
text = open("x.lua").read()
open("x.lua", "w").write(text.replace("columns = {", "columns = { { \"long\", \"%s\" }," % ("m" * 1500000)).replace("a = p.x", "long = 1, a = p.x"))'
expect 2 recur run x.lua -o out.tsv -j 1
expect 2 recur run x.lua -o out.tsv -j 1
says 'no luck.*3 of 6 points are kept'
[ "$(points)" -eq 3 ]
END

scenario "a bit flipped in a record's point number is noticed" <<'END'
recur run fails_at_700.lua -o out.tsv -j 1 2> err || :
sed -i 's/^point 100 /point 101 /' out.tsv.journal
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says 'out\.tsv\.journal: .*damaged'
END

scenario "what stands in the place of a journal and is no file of ours is refused and left untouched" <<'END'
echo precious > other
refused() { # KIND
	for option in --fresh --salvage --set-aside --; do
		expect 2 timeout 30 recur run tiny.lua -o out.tsv $option
		says "out\.tsv\.$name: .*$1"
		[ "$(cat other)" = precious ] || fail "the other file was changed"
		absent out.tsv
	done
	rm -rf "out.tsv.$name"
}
for name in journal part; do
	mkdir out.tsv.$name
	refused 'is a folder'
	ln -s other out.tsv.$name
	refused 'is a symbolic link'
	ln -s out.tsv.$name out.tsv.$name
	refused 'is a symbolic link'
	ln -s nowhere out.tsv.$name
	refused 'is a symbolic link'
	absent nowhere
	mkfifo out.tsv.$name
	refused 'is a pipe'
	ln other out.tsv.$name
	refused 'second name'
done
END

scenario "a journal that cannot be locked is said to be so, with the reason" <<'END'
command -v strace > /dev/null || skip "no strace"
expect 2 strace -f -o trace -e trace=flock -e inject=flock:error=ENOLCK recur run tiny.lua -o out.tsv
grep -q ENOLCK trace || skip "strace cannot inject errors here"
says 'out\.tsv\.journal: cannot be locked: No locks available'
END

refuse() { # NAME, PATTERN, COMMAND THAT SETS $changed, a command of a changed run
	scenario "a journal of another $1 is refused and left untouched" <<END
$half
cp out.tsv.journal before
${3:-}
expect 2 recur run slow.lua \$changed -o out.tsv
says 'out\.tsv\.journal.*another run.*$2.*--fresh'
same before out.tsv.journal
absent out.tsv
expect 2 recur run slow.lua \$changed -o out.tsv --salvage
same before out.tsv.journal
expect 0 recur run slow.lua \$changed -o fresh.tsv
expect 0 recur run slow.lua \$changed -o out.tsv --fresh
same fresh.tsv out.tsv
absent out.tsv.journal
END
}

refuse "script" 'script = .*sha256' "changed=; echo '-- a comment' >> slow.lua"
refuse "seed" 'seed = 11.*seed = 12|quality' 'changed="--seed 12"'
refuse "number of runs" 'runs = 2.*runs = 1|quality' 'changed="--runs 1"'
refuse "parameter" 'steps = 6000.*steps = 500|quality' 'changed="--set steps=500"'
refuse "grid" 'density = |quality' 'changed="--set density=0.1:1:4"'
refuse "quality" 'quality = full.*quality = draft' 'changed="--quality draft"'

scenario "journals of --set values that differ in the twelfth digit are not mixed" <<'END'
for some in 3 2 1; do
	stop INT +$some recur run slow.lua --set density=0.5 --set steps=20000 --set balance=0:1:20 -o out.tsv -j 1
	[ -e out.tsv ] || break
	rm -f out.tsv
done
[ -s out.tsv.journal ] || fail "could not interrupt it"
expect 2 recur run slow.lua --set density=0.500000000001 --set steps=20000 --set balance=0:1:20 -o out.tsv -j 1
says 'another run'
END

scenario "two runs with one output at once: the second is refused, the first is not disturbed" <<'END'
held
for option in --salvage --fresh --; do
	expect 2 recur run x.lua -o out.tsv $option
	says 'out\.tsv\.journal: another run is writing'
done
go_on
[ "$status" -eq 0 ] || fail "exit status $status: $(cat err)"
recur run x.lua -o whole.tsv -j 2 2> held
same whole.tsv out.tsv
absent out.tsv.journal
END

scenario "a full disk under the journal: the points before it are kept, and gone on from" <<'END'
recur run slow.lua -o whole.tsv -j 2
(ulimit -f 4; expect 2 recur run slow.lua -o out.tsv -j 2)
says 'out\.tsv\.journal: File too large.*points are kept'
absent out.tsv
expect 0 recur run slow.lua -o out.tsv -j 2
same whole.tsv out.tsv
absent out.tsv.journal *.part
END

scenario "a full disk before the first point leaves nothing in the way" <<'END'
for blocks in 0 1; do
	(ulimit -f $blocks; expect 2 recur run slow.lua -o out.tsv 2> /dev/null || [ $? -ne 0 ])
	expect 0 recur run slow.lua -o out.tsv --set steps=200 --set density=0.5
	rm -f out.tsv
done
END

scenario "an output that cannot be put in place, or on a full disk: points are kept, nothing else is left" <<'END'
held
mkdir out.tsv # in the way of the last step
go_on
[ "$status" -eq 2 ] || fail "exit status $status"
says 'out\.tsv: is a folder.*60 of 60 points are kept in out\.tsv\.journal'
absent *.part
rmdir out.tsv
printf '# title = slow\n# quality = draft\nold\n' > out.tsv
cp out.tsv old
(ulimit -f 1; expect 2 recur run x.lua -o out.tsv) # 512 bytes, where the journal is whole already
says 'out\.tsv: File too large.*60 of 60 points are kept'
same old out.tsv
absent *.part
expect 0 recur run x.lua -o out.tsv
recur run x.lua -o whole.tsv -j 2 2> held
same whole.tsv out.tsv
absent out.tsv.journal
END
