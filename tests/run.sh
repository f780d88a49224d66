#!/bin/sh
# Runs all suites of a build folder and adds up: the last line is "N passed, N failed".
# Usage: run.sh BUILD. Under sanitizers the stock interpreter needs their runtime loaded first; LUA: another interpreter.
set -u
build=$1
# absurd sizes are asked for on purpose, and must come back as an error
export ASAN_OPTIONS=allocator_may_return_null=1
# plain C under sanitizers is some thirty times slower
case $build in *sanitize*) export SCENARIO_SECONDS=600 ;; esac
log=$build/tests/log
: >"$log"

# suite NAME COMMAND...: what it prints is shown and kept; one that dies without its closing line
# counts as a failure.
suite() {
	name=$1
	shift
	printf '%s\n' "-- $name"
	"$@" >"$log.one" 2>&1
	status=$?
	cat "$log.one"
	cat "$log.one" >>"$log"
	if [ "$status" != 0 ] && ! grep -qE '^[0-9]+ passed, [1-9][0-9]* failed' "$log.one"; then
		echo "$name: exit status $status"
		echo '0 passed, 1 failed' >>"$log"
	fi
}

# cmocka's and busted's closing lines, in the common form.
core_suite() {
	"$1" >"$log.core" 2>&1
	status=$?
	grep -E '^\[ +(FAILED|ERROR) |error:|runtime error|Sanitizer' "$log.core"
	good=$(grep -c '^\[       OK \]' "$log.core")
	bad=$(sed -n 's/^\[  FAILED  \] \(.*: \)\{0,1\}\([0-9]*\) test(s), listed below:.*/\2/p' "$log.core" | tail -n 1)
	[ "$status" = 0 ] || [ "${bad:-0}" != 0 ] || bad=1
	echo "$good passed, ${bad:-0} failed"
	return "$status"
}

lua_suite() {
	preload=
	case $build in
	*sanitize*) preload=$(gcc -print-file-name=libasan.so) ;;
	esac
	LUA_CPATH="$build/?.so;;" LD_PRELOAD=$preload ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 \
		busted --lua="${LUA:-/usr/bin/lua5.4}" --output=TAP tests/lua >"$log.lua" 2>&1
	status=$?
	grep -A8 '^not ok' "$log.lua"
	good=$(grep -c '^ok ' "$log.lua")
	bad=$(grep -c '^not ok ' "$log.lua")
	[ "$status" = 0 ] || [ "$bad" != 0 ] || { cat "$log.lua"; bad=1; }
	echo "$good passed, $bad failed"
	return "$status"
}

case $build in
*sanitize*) ;;
*) suite 'lint' sh tests/lint.sh ;;
esac
for test in "$build"/tests/core/test_*; do
	case $test in
	*.d) ;;
	*) suite "core: $(basename "$test")" core_suite "$test" ;;
	esac
done
suite 'elementary functions of the kernel: errors' "$build/tests/vmath/errors" 1
suite 'elementary functions of scripts: correctly rounded' "$build/tests/vmath/rounded" tests/vmath/rounded.txt
suite 'lua: the module under the stock interpreter' lua_suite
suite 'data: as other programs read it' /usr/bin/python3 tests/data.py data/*.tsv data/*/*.tsv
suite 'optima: computed again from their matrices' /usr/bin/python3 tests/published.py
suite 'cli: the program' sh tests/cli/run.sh "$build/recur"
# Plain C under sanitizers is too slow for it.
case $build in
*sanitize*) ;;
*) suite 'scripts: every experiment computed twice, every figure of drafts' sh tests/twice.sh "$build" ;;
esac
echo
sh tests/tally.sh <"$log"
