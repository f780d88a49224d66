#!/bin/sh
# Runs files of tests under prove, at most JOBS at a time, in the root of the checkout. Usage: run.sh FILE...; with ONLY,
# those of the files whose path holds that word; with NAME, only the tests in them whose name holds that text. After
# prove's summary the last line is what that summary says as "N passed, N failed", for those who add up.
set -u
log=$(mktemp)
trap 'rm -f "$log" "$log.status"' EXIT
trap 'exit 130' INT TERM

# From the list to those that are wanted.
for file; do
	shift
	case $file in *"${ONLY:-}"*) set -- "$@" "$file" ;; esac
done
[ $# -gt 0 ] || { echo "run.sh: no file of tests has \"$ONLY\" in its path" >&2; exit 2; }

{
	prove --jobs "${JOBS:-1}" --failures --comments --directives --exec 'sh tests/one.sh' "$@"
	echo $? >"$log.status"
} | tee "$log"
status=$(cat "$log.status")

# A file that died without a failed test counts as one failure, and so does one that has no test.
awk -v status="$status" -v name="${NAME:-}" '
	/ skipped: \(no reason given\)$/ && name == "" { failed++ }
	/ \(Wstat: .* Failed: [0-9]+\)$/ { n = $NF + 0; refused += n; failed += n > 0 ? n : 1 }
	/^Files=[0-9]+, Tests=[0-9]+,/ { sub(/.*Tests=/, ""); tests = $0 + 0 }
	END {
		if (status != 0 && !failed || tests == 0) failed++
		printf "%d passed, %d failed\n", tests - refused, failed
		exit failed > 0
	}' "$log"
