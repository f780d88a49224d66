#!/bin/sh
# After a regeneration: fails on any byte of difference to what is committed, naming the file, the
# first difference and what to do if the change was meant. Figures are compared where this gnuplot is
# the one that drew the committed ones. Ends with "N passed, N failed".
set -u
passed=0
failed=0
skipped=0

drawn_by() { # the version gnuplot wrote into a figure, read from standard input
	sed -n 's/.*Produced by \(GNUPLOT [^<]*[^ <]\) *<.*/\1/p'
}

same() {
	if git diff --quiet HEAD -- "$1"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: expected the committed bytes, found others; the first differences:"
		git --no-pager diff --no-color HEAD -- "$1" | grep '^[-+]' | cut -c1-160 | sed -n '3,8p'
		echo "  If the change is meant: raise RECUR_NUMERICS (src/bind/bind.h) where results were"
		echo "  meant to change, commit $1 as regenerated, and say in the commit what changed and why."
	fi
}

for script in lua/*/*.lua; do
	stem=${script#lua/}
	stem=${stem%.lua}
	case $stem in
	recur/* | */claims) ;;
	*) same "data/$stem.tsv" ;;
	esac
done
for result in data/replicas.tsv data/claims.tsv; do
	same "$result"
done
for script in figures/*/*.gp; do
	figure=${script%.gp}.svg
	committed=$(git show "HEAD:$figure" 2>/dev/null | drawn_by)
	if [ "$committed" = "$(drawn_by <"$figure")" ]; then
		same "$figure"
	else
		skipped=$((skipped + 1))
		echo "$figure: drawn by $committed, this is $(drawn_by <"$figure"): not compared"
	fi
done
for left in $(git ls-files --others --exclude-standard data figures); do
	failed=$((failed + 1))
	echo "$left: regenerated but not committed"
done
if [ "$skipped" = 0 ]; then
	echo "$passed passed, $failed failed"
else
	echo "$passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" = 0 ]
