# shellcheck shell=sh
# tap.sh - what checks written in shell share: they speak TAP, and prove counts them.

tap_count=0
tap_failures=0

# report STATUS NAME [WHY]: 0 is ok, 77 a skipped test, anything else a failure.
report() {
	tap_count=$((tap_count + 1))
	tap_name="$tap_count - $(printf '%s' "$2" | tr '\n\t' '  ' | sed 's/#/\\#/g')"
	case $1 in
	0) printf 'ok %s\n' "$tap_name" ;;
	77) printf 'ok %s # SKIP %s\n' "$tap_name" "${3:-}" ;;
	*)
		tap_failures=$((tap_failures + 1))
		printf 'not ok %s\n' "$tap_name"
		printf '%s\n' "${3:-exit status $1}" | cut -c 1-400 | sed 's/^/# /'
		;;
	esac
}

# plan: the last thing that a check does; its status is the check's. Without it prove says that the check died.
plan() {
	if [ "$tap_count" = 0 ] && [ -n "${NAME:-}" ]; then
		echo '1..0 # SKIP nothing of that name'
	else
		echo "1..$tap_count"
	fi
	[ "$tap_failures" = 0 ]
}
