#!/bin/sh
# Adds up all lines "N passed, N failed" (", N skipped" may follow) of its input and prints the sum;
# fails if anything failed or nothing passed.
exec awk '
	/^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { passed += $1; failed += $3; skipped += $5 }
	END {
		printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : ""
		exit failed > 0 || passed == 0
	}'
