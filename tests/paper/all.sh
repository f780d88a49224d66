#!/bin/sh
# All checks of the papers: woven twice the same, the weaver's own tests, the PDFs' pages, the pages in a browser.
# Usage: sh tests/paper/all.sh, in the repository's root. The last line is "N passed, N failed".
set -u
log=build/paper-test.log
mkdir -p build
: >"$log"

# Two folders as deep as each other: links in the pages count the steps up.
compare() {
	passed=0
	failed=0
	rm -rf build/paper build/paper-again
	if make --no-print-directory paper >"$log.make" 2>&1 &&
		make --no-print-directory paper PAPERS=build/paper-again >>"$log.make" 2>&1; then
		for file in build/paper/*.html build/paper/*.pdf; do
			[ -e "$file" ] || continue
			if cmp "$file" "build/paper-again/${file##*/}"; then
				passed=$((passed + 1))
			else
				failed=$((failed + 1))
			fi
		done
	else
		failed=1
		tail -n 20 "$log.make"
	fi
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
}

# suite NAME COMMAND...: what it prints is shown and kept; one without a closing line has failed.
suite() {
	printf '%s\n' "-- $1"
	shift
	"$@" >"$log.one" 2>&1
	cat "$log.one"
	grep -qE '^[0-9]+ passed, [0-9]+ failed$' "$log.one" || echo '0 passed, 1 failed' >>"$log.one"
	cat "$log.one" >>"$log"
}

suite 'papers: two builds, the same bytes' compare
suite 'papers: the weaver' sh tests/paper/run.sh
suite 'papers: the pages of the PDFs' sh tests/paper/leaves.sh build/paper/*.pdf
suite 'papers: the pages in a browser' sh tests/paper/browser.sh build/paper/*.html
echo
sh tests/tally.sh <"$log"
