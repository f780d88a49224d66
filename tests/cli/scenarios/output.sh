# Output: whole or not at all, and never over something better.
# shellcheck shell=sh

scenario "a draft, an altered run and a full run each replace what they may" <<'END'
expect 0 recur run tiny.lua --quality draft -o out.tsv
expect 0 recur run tiny.lua --runs 1 -o out.tsv
grep -q '^# quality = custom' out.tsv
expect 0 recur run tiny.lua -o out.tsv
grep -q '^# quality = full' out.tsv
cp out.tsv before
for options in '--quality draft' '--runs 1' '--seed 3' '--set neurons=5' '--set density=0.5'; do
	# shellcheck disable=SC2086
	expect 2 recur run tiny.lua $options -o out.tsv
	says 'out\.tsv holds a full-quality result'
	same before out.tsv
	absent out.tsv.journal
done
expect 0 recur run tiny.lua -o out.tsv
same before out.tsv
END

scenario "a draft never replaces a full result with a long title" <<'END'
edit "s/tiny/$(printf '%1200s' | tr ' ' t)/"
expect 0 recur run x.lua -o out.tsv
cp out.tsv before
expect 2 recur run x.lua --quality draft -o out.tsv
says 'full-quality'
same before out.tsv
END

scenario "an output behind a symbolic link is written where the link points" <<'END'
mkdir there
ln -s there/real.tsv out.tsv
expect 0 recur run tiny.lua -o out.tsv
[ -L out.tsv ] || fail "the link has been replaced by a file"
recur run tiny.lua > plain.tsv
same plain.tsv there/real.tsv
END

scenario "a device or a pipe is written to, not replaced" <<'END'
mkfifo pipe
cat pipe > piped & reader=$!
expect 0 recur run tiny.lua -o pipe
wait $reader
[ -p pipe ] || fail "the pipe has been replaced"
recur run tiny.lua > plain.tsv
same plain.tsv piped
expect 0 recur run tiny.lua -o /dev/null
END

scenario "a folder that may not be written to is refused before the first point" <<'END'
mkdir shut
cp "$(readlink -f "$(command -v recur)")" tiny.lua slow.lua shut
chmod 555 shut
if [ "$(id -u)" -eq 0 ]; then
	command -v setpriv > /dev/null || skip "root, and no setpriv to be someone else"
	as='setpriv --reuid=65534 --regid=65534 --clear-groups'
	chmod 755 . .. 
	$as test -x "$PWD/shut/recur" || skip "root, and nobody else may run the program here"
else
	as=
fi
# shellcheck disable=SC2086
expect 2 $as "$PWD/shut/recur" run shut/slow.lua -o shut/out.tsv
says 'shut/out\.tsv: .*Permission denied'
absent shut/out.tsv shut/out.tsv.journal
chmod 755 shut
END

scenario "what is said on a closed or full standard error harms nothing" <<'END'
body 'print("a line that must not end in a file") return { { a = p.x } }'
recur run b.lua -o whole.tsv 2> /dev/null
recur run b.lua -o out.tsv 2>&-
same whole.tsv out.tsv
recur run b.lua 2>&- > out2.tsv
same whole.tsv out2.tsv
recur run b.lua -o out.tsv 2> /dev/full
same whole.tsv out.tsv
recur run b.lua -o out.tsv <&- 2> /dev/null
same whole.tsv out.tsv
END

scenario "a dry run leaves no file and reads no journal" <<'END'
echo garbage > out.tsv.journal
ls -A > before
expect 0 recur run tiny.lua --dry-run -o out.tsv
grep -q '9 grid points' out || fail "it does not say what would be done"
rm out err
ls -A > after
sed -i '/^after$/d; /^before$/d' after before
same before after
END

scenario "nothing that a run reads is written over, by whatever name" <<'END'
mkdir lua lua/a data data/a
cp tiny.lua lua/a/one.lua
sed 's/title = "tiny"/title = "two", reads = { "a\/one" }/; s/p, rng)/p, rng, data)/' tiny.lua > lua/a/two.lua
{ echo 'recur.include "part"'; cat tiny.lua; } > lua/a/three.lua
echo 'return 1' > lua/a/part.lua
recur run lua/a/one.lua -o data/a/one.tsv
ln lua/a/one.lua hard.tsv
ln -s lua/a/part.lua soft.tsv
ln -s soft.tsv twice.tsv
cat lua/a/*.lua data/a/*.tsv > before
untouched() {
	says 'this run reads that file.*choose another output'
	cat lua/a/*.lua data/a/*.tsv > after
	same before after
}
for output in lua/a/one.lua ./lua/../lua/a/one.lua "$PWD/lua/a/one.lua" hard.tsv; do
	expect 2 recur run lua/a/one.lua -o $output --fresh
	untouched
done
expect 2 sh -c 'recur run lua/a/one.lua >> lua/a/one.lua'
untouched
for output in lua/a/part.lua soft.tsv twice.tsv; do
	expect 2 recur run lua/a/three.lua -o $output
	untouched
done
expect 2 recur run lua/a/two.lua -o data/a/one.tsv
untouched
for ending in part journal; do
	cp tiny.lua x.$ending
	expect 2 recur run x.$ending -o x --fresh
	says 'this run reads that file'
	same tiny.lua x.$ending
done
END

scenario "an open descriptor is written to where it stands: what is appended to stays" <<'END'
recur run tiny.lua > plain.tsv
for name in /dev/stdout /proc/self/fd/1 /dev/fd/1 /proc/thread-self/fd/1; do
	printf 'kept\n' > f
	recur run tiny.lua -o $name >> f
	{ echo kept; cat plain.tsv; } > wanted
	same wanted f
	absent f.journal f.part
done
printf 'kept\n' > f
recur run tiny.lua -o /dev/fd/7 7>> f
same wanted f
printf 'kept\n' > f
recur run tiny.lua -o /dev/stderr 2>> f
same wanted f
ln -s /dev/stdout link
printf 'kept\n' > f
recur run tiny.lua -o link >> f
same wanted f
{ echo head; recur run tiny.lua -o /dev/stdout; echo end; } > f
{ echo head; cat plain.tsv; echo end; } > wanted
same wanted f
expect 2 recur run tiny.lua -o /dev/fd/77
says '/dev/fd/77: Bad file descriptor'
expect 2 sh -c 'recur run tiny.lua -o /dev/fd/7 7< tiny.lua'
says '/dev/fd/7: Bad file descriptor'
END

scenario "results that a pipe or a device does not take are kept in a journal" <<'END'
mkdir kept
recur run tiny.lua > plain.tsv
for output in /dev/full -; do
	expect 2 sh -c "TMPDIR=kept recur run tiny.lua -o $output > /dev/full"
	says 'No space left.*all 9 points are kept: the same command with -o kept/recur-[A-Za-z0-9]+\.tsv instead'
	saved=$(sed -n 's/.* with -o \(.*\) instead.*/\1/p' err)
	[ "$(grep -ac '^point ' "$saved.journal")" -eq 9 ] || fail "they are not"
	expect 0 recur run tiny.lua -o "$saved"
	same plain.tsv "$saved"
	absent "$saved.journal"
done
END

scenario "a part left by a power failure is written over; one that another run writes is not" <<'END'
recur run tiny.lua -o whole.tsv
head -c 999999 /dev/zero > out.tsv.part
expect 0 recur run tiny.lua -o out.tsv
same whole.tsv out.tsv
absent out.tsv.part
rm out.tsv
: > out.tsv.part
mkfifo locked
flock out.tsv.part sh -c 'echo > locked; exec sleep 30' & pid=$!
read -r _ < locked
expect 2 recur run tiny.lua -o out.tsv
says 'out\.tsv\.part: another run is writing it.*9 of 9 points are kept'
kill $pid $(cat /proc/$pid/task/$pid/children) || :
wait $pid || :
absent out.tsv
expect 0 recur run tiny.lua -o out.tsv
same whole.tsv out.tsv
END

scenario "a script of 40 megabytes is run, one of more than 64 is refused" <<'END'
padded() { # MEGABYTES
	{ head -c $(($1 << 20)) /dev/zero | tr '\0' '-'; echo; cat template.lua; } | sed 's/BODY/return { { a = p.x } }/' > b.lua
}
padded 40
[ "$(recur run b.lua -j 1 | tail -n 1)" = "3	3" ] || fail "it is not"
padded 64
expect 2 recur run b.lua
says 'b\.lua: longer than 64 MB'
END
