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
