#!/bin/sh
# Runs a file of command-line tests, cases.list or one of scenarios/: sh tests/cli/run.sh PROGRAM FILE. With NAME, only
# the cases and scenarios whose text holds that. OTHER=PATH names a second build of the program, to be compared.
set -u

here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
tests=$(realpath "$2")
only=${NAME:-}
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"
[ -x "$program" ] || { echo "run.sh: no program $program" >&2; exit 2; }
[ -z "${OTHER:-}" ] || OTHER=$(realpath "$OTHER")
export OTHER="${OTHER:-}"
ROOT=$(cd "$here/../.." && pwd)
export ROOT

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
mkdir "$room/bin"
ln -s "$program" "$room/bin/recur"
PATH=$room/bin:$PATH
export TMPDIR="$room/temporary" # the program may leave journals of refused outputs there
mkdir "$TMPDIR"
unset RECUR_SIMD GLIBC_TUNABLES
number=0

# A fresh folder with the fixtures; its path in $folder.
fresh_folder() {
	number=$((number + 1))
	folder=$room/$number
	mkdir "$folder"
	cp "$here"/fixtures/*.lua "$folder"
	printf '# title = kept\n# quality = full\nx\ta\n1\t2.385\n' > "$folder/full.tsv"
}

one_line() {
	tr '\n\t' '  ' < "$1" | sed 's/ *$//'
}

# What a command that fails must leave: no result, no journal, no temporary file, and full.tsv.
destroyed() {
	for file in "$folder"/*.tsv "$folder"/*.journal "$folder"/*.part; do
		[ "$file" = "$folder/full.tsv" ] || [ ! -e "$file" ] || { echo "leaves ${file##*/}"; return; }
	done
	printf '# title = kept\n# quality = full\nx\ta\n1\t2.385\n' | cmp -s - "$folder/full.tsv" ||
		echo "full.tsv is not what it was"
}

expectation() ( # REGEX: with the numbers of the lines that it names by their texts
	cd "$folder" || exit
	# shellcheck source=tests/cli/lib.sh
	. "$here/lib.sh"
	numbered "$1"
)

run_case() { # STATUS, REGEX, COMMAND
	fresh_folder
	out=$folder/.out err=$folder/.err problem='' got=0
	(cd "$folder" && timeout "${SCENARIO_SECONDS:-60}" sh -c ". '$here/lib.sh'; $3") > "$out" 2> "$err" < /dev/null || got=$?
	if [ "$got" -ne "$1" ]; then
		problem="expected exit status $1, found $got: $(one_line "$err")"
	elif ! expected=$(expectation "$2" 2>&1); then
		problem=$expected
	elif [ "$1" -eq 0 ]; then
		one_line "$out" | grep -Eq -- "$expected" ||
			problem="expected '$expected', found: $(one_line "$out") $(one_line "$err")"
	else
		tr '\n' ' ' < "$err" | grep -Eq -- "$expected" || problem="expected '$expected', found: $(one_line "$err")"
		grep -q '^recur: ' "$err" || problem="${problem:-no message: $(one_line "$err")}"
		[ "$(grep -c '^recur: ' "$err")" -le 1 ] || problem="more than one message: $(one_line "$err")"
		[ ! -s "$out" ] || problem="${problem:-says on standard output: $(one_line "$out")}"
		problem=${problem:-$(destroyed)}
	fi
	report "$([ -z "$problem" ]; echo $?)" "$3" "$problem"
	rm -rf "$folder"
}

run_cases() {
	while IFS= read -r line <&3; do
		case $line in '' | '#'*) continue ;; *"$only"*) ;; *) continue ;; esac
		status=${line%% · *}
		rest=${line#* · }
		run_case "${status%% *}" "${rest%% · *}" "${rest#* · }"
	done 3< "$tests"
}

# scenario NAME: runs the commands on standard input, until the first that fails.
scenario() {
	cat > "$room/body"
	case $1 in *"$only"*) ;; *) return ;; esac
	fresh_folder
	got=0
	(cd "$folder" && timeout "${SCENARIO_SECONDS:-60}" sh -euc ". '$here/lib.sh'; . '$room/body'") > "$room/out" 2> "$room/err" < /dev/null ||
		got=$?
	report "$got" "$1" "$(one_line "$room/err")"
	rm -rf "$folder"
}

case $tests in
*.list) run_cases ;;
*)
	# shellcheck source=/dev/null
	. "$tests"
	;;
esac
plan
