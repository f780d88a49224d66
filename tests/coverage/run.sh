#!/bin/sh
# Runs files of tests with a build that counts, and tells which lines of the project they ran: of src by gcov, of lua/recur
# by lines.c, of what weaves the papers by a hook that pandoc is given. Usage: run.sh BUILD FILE..., in the root of the
# checkout. Fails if a test fails or if too few lines were run (lines.py).
set -u
build=$1
shift
lines=$PWD/$build/lines
# paper/clean.sh makes this the home of pandoc, which reads init.lua from there.
pandoc=build/home/.local/share/pandoc
trap 'rm -rf "$pandoc"' EXIT
trap 'exit 130' INT TERM

find "$build" -name '*.gcda' -delete
rm -rf "$lines"
mkdir -p "$lines" "$pandoc"
for file in lua/recur/*.lua; do
	head -c 4096 /dev/zero >"$lines/$(basename "$file" .lua)"
done
sed "s|FOLDER|$lines|" tests/coverage/init.lua >"$pandoc/init.lua"
# shellcheck disable=SC2046 # a list of options
gcc -O2 -Wall -Wextra -Werror -shared -fPIC -D_GNU_SOURCE -DFOLDER="\"$lines\"" $(pkg-config --cflags lua5.4) \
	-o "$build/lines.so" tests/coverage/lines.c || exit

LD_PRELOAD=$PWD/$build/lines.so
LUA_INIT=@$PWD/tests/coverage/hook.lua
GCOV_ERROR_FILE=/dev/null # what a process cannot write is not to stand in what it says
export LD_PRELOAD LUA_INIT GCOV_ERROR_FILE
BUILD=$build sh tests/run.sh "$@"
status=$?
unset LD_PRELOAD LUA_INIT
/usr/bin/python3 -B tests/coverage/lines.py "$build" || status=1
exit "$status"
