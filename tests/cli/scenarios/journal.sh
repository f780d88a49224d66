# Journals: what is kept, what is gone on from, what is refused and then left untouched.
# shellcheck shell=sh disable=SC2016

scenario "an error at point 700 keeps the finished points; the same command fails there again" <<'END'
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says 'fails_at_700\.lua:8: no luck.*x = 700.*699 of 1000 points are kept in out\.tsv\.journal'
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

damage() { # NAME, SALVAGE'S STATUS, PATTERN, COMMANDS
	scenario "a journal $1 is refused, left untouched, and salvaged if it can be" <<END
$half
$4
cp out.tsv.journal before
expect 2 timeout 3 recur run slow.lua -o out.tsv
says '$3'
same before out.tsv.journal
absent out.tsv
expect $2 timeout 10 recur run slow.lua -o out.tsv --salvage
if [ $2 -eq 0 ]; then
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
damage "cut off in its first line" 2 'out\.tsv\.journal: .*--fresh' 'truncate -s 7 out.tsv.journal'
damage "cut off in its head" 2 'out\.tsv\.journal: .*cut off.*--fresh' 'truncate -s 200 out.tsv.journal'
damage "cut off in its last record" 0 'out\.tsv\.journal: .*(damaged|cut off).*--salvage' 'truncate -s -3 out.tsv.journal'
damage "cut off in a record's first line" 0 'out\.tsv\.journal: .*(damaged|cut off).*--salvage' \
	'printf "point 5" >> out.tsv.journal'
damage "with a flipped bit in a value" 0 'out\.tsv\.journal: .*(damaged|cut off).*--salvage' \
	'line=$(grep -an "^0\.[0-9]*	" out.tsv.journal | sed -n "2s/:.*//p"); sed -i "${line}s/.\$/x/" out.tsv.journal'
damage "with garbage at its end" 0 'out\.tsv\.journal: .*(damaged|cut off).*--salvage' 'echo garbage >> out.tsv.journal'
damage "with a record of an enormous size" 0 'out\.tsv\.journal: .*(damaged|cut off).*--salvage' \
	'printf "point 59 bytes 4000000000 sha 0123456789abcdef\n" >> out.tsv.journal'
damage "with a record of a point that is not in the grid" 0 'out\.tsv\.journal: .*(damaged|cut off).*--salvage' \
	'printf "point 60 bytes 0 sha e3b0c44298fc1c14\n" >> out.tsv.journal'

scenario "a bit flipped in a record's point number is noticed" <<'END'
recur run fails_at_700.lua -o out.tsv -j 1 2> err || :
sed -i 's/^point 100 /point 101 /' out.tsv.journal
expect 2 recur run fails_at_700.lua -o out.tsv -j 1
says 'out\.tsv\.journal: .*damaged'
END

scenario "one flipped bit anywhere in a journal never reaches the result" <<'END'
edit 's/p.x == 700/p.x == 40/; s/1000, 1000/41, 41/' fails_at_700.lua
recur run x.lua -o out.tsv -j 1 2> err && fail "it should have failed"
cp out.tsv.journal whole
size=$(stat -c %s whole)
python3 -c '
import subprocess, sys
data = open("whole", "rb").read()
start = data.index(b"point ")
wrong = []
for i in range(start, len(data), 7):
    for bit in (0, 4):
        bad = bytearray(data)
        bad[i] ^= 1 << bit
        open("out.tsv.journal", "wb").write(bad)
        found = subprocess.run(["recur", "run", "x.lua", "-o", "out.tsv", "-j", "1"], capture_output=True)
        kept = open("out.tsv.journal", "rb").read()
        if b"damaged" not in found.stderr or kept != bytes(bad):
            wrong.append((i, bit, bytes(data[max(i - 8, 0):i + 8])))
if wrong:
    sys.exit("%d flips not noticed, the first at byte %d, bit %d: %r" % (len(wrong), *wrong[0]))
' || exit 1
END

scenario "a journal that cannot be opened is said to be so" <<'END'
mkdir out.tsv.journal
expect 2 recur run tiny.lua -o out.tsv
says 'out\.tsv\.journal: Is a directory'
rmdir out.tsv.journal
ln -s out.tsv.journal out.tsv.journal
expect 2 recur run tiny.lua -o out.tsv
says 'out\.tsv\.journal: .*symbolic links'
absent out.tsv
END

refuse() { # NAME, PATTERN, COMMAND THAT SETS $changed, a command of a changed run
	scenario "a journal of another $1 is refused and left untouched" <<END
$half
cp out.tsv.journal before
$3
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
recur run slow.lua --set steps=30000 -o whole.tsv -j 2
recur run slow.lua --set steps=30000 -o out.tsv -j 1 2> first &
until_points 1 $!
for option in --salvage --fresh --; do
	expect 2 recur run slow.lua --set steps=30000 -o out.tsv $option
	says 'out\.tsv\.journal: another run is writing'
done
wait $!
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
recur run slow.lua -o whole.tsv -j 2
recur run slow.lua -o out.tsv -j 1 2> err & pid=$!
until_points 1 $pid
mkdir out.tsv # in the way of the last step
status=0
wait $pid || status=$?
[ "$status" -eq 2 ] || fail "exit status $status"
says 'out\.tsv: Is a directory.*60 of 60 points are kept in out\.tsv\.journal'
absent *.part
rmdir out.tsv
printf '# title = slow\n# quality = draft\nold\n' > out.tsv
cp out.tsv old
(ulimit -f 1; expect 2 recur run slow.lua -o out.tsv) # 512 bytes, where the journal is whole already
says 'out\.tsv: File too large.*60 of 60 points are kept'
same old out.tsv
absent *.part
expect 0 recur run slow.lua -o out.tsv
same whole.tsv out.tsv
absent out.tsv.journal
END
