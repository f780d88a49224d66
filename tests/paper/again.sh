#!/bin/sh
# The papers woven twice give the same bytes. Usage: sh tests/paper/again.sh, in the repository's root.
set -u
# shellcheck source=tests/tap.sh
. tests/tap.sh
log=build/paper-test.log

# Two folders as deep as each other: links in the pages count the steps up.
rm -rf build/paper build/paper-again
make --no-print-directory paper >"$log" 2>&1 && make --no-print-directory paper PAPERS=build/paper-again >>"$log" 2>&1
report $? 'both builds' "$(tail -n 20 "$log")"
for file in build/paper/*.html build/paper/*.pdf; do
	[ -e "$file" ] || continue
	said=$(cmp "$file" "build/paper-again/${file##*/}" 2>&1)
	report $? "$file woven twice" "$said"
done
plan
