#!/bin/sh
# Runs every experiment below lua/ as a draft with --twice: each grid point is computed a second time in a fresh Lua
# state with another hash seed, and has to come to the same. Usage: twice.sh BUILD. Prints what fails and ends with
# "N passed, N failed".
set -u
program=$1/recur
room=$1/twice/data
passed=0
failed=0
rm -rf "$1/twice"
# Sources come before what reads them.
for stem in $("$program" depends | sed -n 's/^DATASETS = //p'); do
	mkdir -p "$room/${stem%/*}"
	if "$program" run "lua/$stem.lua" --quality draft --twice --data "$room" -o "$room/$stem.tsv"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done 2>&1
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
