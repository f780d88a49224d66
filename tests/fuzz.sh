#!/bin/sh
# Runs every program in tests/fuzz for so many minutes each. Usage: fuzz.sh BUILD_FOLDER [MINUTES]. A fault keeps its case
# in build/fuzz/. Ends with "N passed, N failed".
set -u
# absurd sizes are asked for on purpose, and must come back as an error
export ASAN_OPTIONS=allocator_may_return_null=1
seconds=$(echo "${2:-1}" | awk '{ print(60 * $1) }')
passed=0
failed=0
for fuzzer in tests/fuzz/*; do
	[ -x "$fuzzer" ] || continue
	if "$fuzzer" "$1" "$seconds"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $fuzzer"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
