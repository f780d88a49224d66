#!/bin/sh
# Runs every experiment below lua/ as a draft with --twice: each grid point is computed a second time in a fresh Lua
# state with another hash seed, and has to come to the same. Then every figure is drawn from these drafts. Usage:
# twice.sh BUILD. Prints what fails and ends with "N passed, N failed".
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
for script in figures/*/*.gp; do
	if "$program" draw "$script" --quality draft --data "$room" -o "$1/twice/figure.svg" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
