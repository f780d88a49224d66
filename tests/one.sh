#!/bin/sh
# Runs one file of tests, which says TAP, as prove does with each: prove --exec 'sh tests/one.sh' FILE..., in the root of
# the checkout. BUILD is the build folder; NAME, if it is not empty, what is to stand in the name of a test for it to run
# (shell, C and Lua); LUA another interpreter, OTHER a second build of the program.
set -u
build=${BUILD:-build}
# absurd sizes are asked for on purpose, and must come back as an error
export ASAN_OPTIONS=allocator_may_return_null=1
# plain C under sanitizers is some thirty times slower, and one that counts a few times
case $build in *sanitize* | *coverage*) export SCENARIO_SECONDS=600 ;; esac

case $1 in
tests/core/*.c)
	log=$build/${1%.c}.log
	CMOCKA_MESSAGE_OUTPUT=TAP "$build/${1%.c}" >"$log"
	status=$?
	grep -v '^# ok - ' "$log" # that the group is over
	exit "$status"
	;;
tests/vmath/errors.c) exec "$build/tests/vmath/errors" 1 ;;
tests/vmath/rounded.c) exec "$build/tests/vmath/rounded" tests/vmath/rounded.txt ;;
tests/lua/*.lua)
	# the stock interpreter needs the sanitizers' runtime loaded first
	case $build in *sanitize*) preload=$(gcc -print-file-name=libasan.so) ;; esac
	export LUA_CPATH="$build/?.so;;" LD_PRELOAD="${preload:-${LD_PRELOAD:-}}" ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0"
	pattern=$(printf '%s' "${NAME:-}" | sed 's/[^[:alnum:]]/./g') # busted calls itself by a shell
	exec busted --lua="${LUA:-/usr/bin/lua5.4}" --output=TAP ${NAME:+--filter="$pattern"} "$1"
	;;
tests/cli/*) exec sh tests/cli/run.sh "$build/recur" "$1" ;;
tests/data.py) exec /usr/bin/python3 -B "$1" data/*.tsv data/*/*.tsv ;;
tests/*.py) exec /usr/bin/python3 -B "$1" ;;
tests/paper/leaves.sh) exec sh "$1" build/paper/*.pdf ;;
tests/paper/browser.sh) exec sh "$1" build/paper/*.html ;;
tests/fuzz/*) exec sh tests/fuzz.sh "$1" "$build" ;;
tests/debian.sh) exec sh "$1" ${RELEASE:+"$RELEASE"} ;;
tests/*.sh) exec sh "$1" "$build" ;;
*)
	echo "Bail out! tests/one.sh does not know how to run $1"
	exit 2
	;;
esac
