# shellcheck shell=sh
# lib.sh - what cases and scenarios may use. Each runs in a folder of its own that holds the fixtures
# and full.tsv, a full-quality result of another day.

fail() {
	printf '%s\n' "$*" >&2
	exit 1
}

skip() {
	printf '%s\n' "$*" >&2
	exit 77
}

# edit SED [SCRIPT]: x.lua, the script (tiny.lua) with a change, which must be one.
edit() {
	sed -E "$1" "${2:-tiny.lua}" > x.lua
	! cmp -s "${2:-tiny.lua}" x.lua || fail "edit $1: changes nothing"
}

# body CODE: b.lua, three points x = 1, 2, 3 that run the code and return what it returns.
body() {
	{
		sed '/BODY/,$d' template.lua
		printf '%s\n' "$1"
		sed '1,/BODY/d' template.lua
	} > b.lua
}

# value EXPRESSION [OPTION...]: its value at x = 1, 2, 3, a line each.
value() {
	body "return { { a = $1 } }"
	shift
	recur run b.lua "$@" > value.out || return
	data value.out | cut -f 2
}

# truth EXPRESSION [OPTION...]: the same of a truth value, as 1 or 0.
truth() {
	code=$1
	shift
	value "($code) and 1 or 0" "$@"
}

# data FILE: what is below the head.
data() {
	sed '/^#/d' "$1" | sed 1d
}

# expect STATUS COMMAND...: runs it, keeping its output in the files out and err.
expect() {
	wanted=$1
	shift
	got=0
	"$@" > out 2> err < /dev/null || got=$?
	[ "$got" -eq "$wanted" ] || fail "$*: expected exit status $wanted, found $got: $(head -n 2 err)"
}

# says REGEX: whether the last command's messages do.
says() {
	tr '\n' ' ' < err | grep -Eq -- "$1" || fail "the message does not say '$1': $(cat err)"
}

same() {
	cmp -s "$1" "$2" || fail "$1 and $2 differ: $(diff "$1" "$2" | head -n 3 | tr '\n\t' '  ')"
}

differ() {
	! cmp -s "$1" "$2" || fail "$1 and $2 are the same"
}

absent() {
	for file; do
		[ ! -e "$file" ] || fail "$file is there"
	done
}

milliseconds() {
	date +%s%3N
}

# points: how many the journal of out.tsv holds.
points() {
	count=$(grep -ac '^point ' out.tsv.journal 2> /dev/null) || :
	echo "${count:-0}"
}

# until_points COUNT PROCESS: waits until the journal of out.tsv holds so many, or the process has ended.
# What is to happen in the middle of a run waits for this: the clock does not say how far a machine is.
until_points() {
	while [ "$(points)" -lt "$1" ]; do
		case $(cut -d ' ' -f 3 "/proc/$2/stat" 2> /dev/null) in '' | Z) return ;; esac
		sleep 0.002
	done
}

# held OPTION...: starts a run of x.lua, which is slow.lua, to out.tsv. It is held at its third point, with two in the
# journal, because nothing reads what it says there: it cannot end before go_on is called, however slow the machine is.
held() {
	edit 's/^\trun = function.*/& if p.density < 0.15 and p.balance > -0.5 and p.balance < 0 then print(("held"):rep(500000)) end/' slow.lua
	mkfifo said
	exec 3<> said
	exec 4< said
	recur run x.lua -o out.tsv -j 1 "$@" 2> said 3>&- 4<&- &
	pid=$!
	until_points 2 "$pid"
	[ "$(points)" -eq 2 ] || fail "it is not held, with $(points) points in its journal"
}

# shellcheck disable=SC2034 # status is for the caller
# go_on: lets the run go on to its end; leaves its status and what it said else in the file err.
go_on() {
	exec 3>&-
	grep -v '^held' <&4 > err &
	status=0
	wait "$pid" || status=$?
	wait $! || :
	exec 4<&-
}

# shellcheck disable=SC2034 # status and took are for the caller
# stop SIGNAL WHEN COMMAND...: sends the signal after WHEN, which is seconds, or as in +3 so many points
# more in the journal of out.tsv; leaves status, and in took the milliseconds until the end. (A shell
# starts background commands deaf to SIGINT: env undoes it.)
stop() {
	signal=$1
	when=$2
	shift 2
	before=$(points)
	env --default-signal=INT "$@" > out 2> err < /dev/null &
	pid=$!
	case $when in
	+*) until_points $((before + ${when#+})) "$pid" ;;
	*) sleep "$when" ;;
	esac
	begun=$(milliseconds)
	kill -s "$signal" "$pid" 2> /dev/null || :
	( sleep 5; kill -s KILL "$pid" ) > /dev/null 2>&1 &
	guard=$!
	status=0
	wait "$pid" || status=$?
	took=$(($(milliseconds) - begun))
	kill "$guard" 2> /dev/null || :
}

# in_pieces SIGNAL STATUS SCRIPT KEY VALUE...: with the key at the first of the values, makes whole.tsv in
# one run, and out.tsv in runs ended by the signal at odd moments (with that status, unless they were done)
# and a last one. Where the machine is too fast to be stopped twice, it takes the next value.
in_pieces() {
	signalled=$1
	expected=$2
	script=$3
	key=$4
	shift 4
	stopped=0
	for value; do
		rm -f out.tsv whole.tsv
		recur run "$script" --set "$key=$value" -o whole.tsv -j 2
		stopped=0
		for some in 1 4 2 5 3; do
			stop "$signalled" +$some recur run "$script" --set "$key=$value" -o out.tsv -j $((1 + stopped % 2))
			if [ -e out.tsv ] || [ "$(points)" -eq "$(data whole.tsv | wc -l)" ]; then break; fi # it was over
			[ "$status" -eq "$expected" ] || fail "exit status $status: $(cat err)"
			[ "$took" -lt 1000 ] || fail "it took $took ms to stop"
			[ "$signalled" = KILL ] || says 'interrupted'
			[ "$(points)" -gt "$before" ] || fail "the journal holds no more points than before"
			stopped=$((stopped + 1))
		done
		if [ ! -e out.tsv ] || [ -e out.tsv.journal ]; then
			expect 0 recur run "$script" --set "$key=$value" -o out.tsv -j 1
		fi
		same whole.tsv out.tsv
		absent out.tsv.journal out.tsv.part
		[ "$stopped" -lt 2 ] || return 0
	done
	fail "could not stop it twice"
}

# The project's own claims and data, to be damaged.
copy_project() {
	for paper in $(cd "$ROOT/lua" && ls); do
		[ "$paper" != recur ] || continue
		mkdir -p "lua/$paper" "data/$paper"
		cp "$ROOT/lua/$paper/"*.lua "lua/$paper"
		cp "$ROOT/data/$paper/"*.tsv "data/$paper"
	done
	cp "$ROOT"/data/replicas.tsv data
}

claims() {
	recur claims lua/flux/claims.lua lua/import/claims.lua --data data "$@"
}

# verdict CLAIM: the one in out.tsv.
verdict() {
	awk -F '\t' -v claim="$1" '$1 == claim { print $2 }' out.tsv
}

# turned CLAIM: the claim no longer has the verdict it has for the data as they are.
turned() {
	before=$(awk -F '\t' -v claim="$1" '$1 == claim { print $2 }' "$ROOT/data/claims.tsv")
	claims -o out.tsv > /dev/null
	after=$(verdict "$1")
	[ -n "$after" ] || fail "$1: no verdict"
	[ "$before" != "$after" ] || fail "$1: the verdict is still '$after'"
}

# again DATASET: makes again what was made from it, as far as its script accepts what there is now.
again() {
	grep -l "^# source = ${1#data/}, " data/*/*.tsv | while read -r made; do
		stem=${made#data/}
		recur run "lua/${stem%.tsv}.lua" -o "$made" 2> again.log || true
		again "$made"
	done
}

# in_place FILE AWK: changes the data lines of a dataset, whose columns are at[NAME], and what was made from it.
in_place() {
	awk -F '\t' -v OFS='\t' '/^#/ { print; next } !named { for (i = 1; i <= NF; i++) at[$i] = i; named = 1; print; next }
		'"$2" "$1" > changed
	! cmp -s changed "$1" || fail "$1: nothing was changed"
	mv changed "$1"
	again "$1"
}

# networks PAIRED: the weight of the first pair of neurons over places and couplings, as place, coupling,
# weight in out.tsv.
networks() {
	cat > n.lua <<LUA
return recur.experiment {
	title = "n", seed = 5, $1
	grid = {
		recur.cases("place", { { "a", density = 1, balance = 1 }, { "b", density = 1, balance = -1 } }),
		recur.axis("coupling", { 0, 0.5, 2 }),
	},
	columns = { { "weight", "of the first connection" }, { "input", "the first" } },
	rows = function(p, rng)
		local net = recur.network { neurons = 3, density = p.density, balance = p.balance, width = 1, rng = rng }
		local path = net:drive { coupling = p.coupling, steps = 5, rng = rng }
		return { { weight = net:weight(1, 2), input = path:input(1)[1] } }
	end,
}
LUA
	recur run n.lua -o out.tsv
}
