#!/bin/sh
# Typesets a woven article: sh paper/typeset.sh build/paper/tex/X.tex build/paper/X.pdf
# Runs until references stand still. An error, a character that no font has, and a line or a page that is too full by
# more than 1 pt (a third of a millimetre) fail, and are told with the place.
set -eu
tex=$1 pdf=$2
room=$(dirname "$tex")
stem=$room/$(basename "$tex" .tex)

rm -f "$stem.aux" "$stem.out" "$stem.toc" # what a failed run left
for _ in 1 2 3 4; do
	cp "$stem.aux" "$stem.before" 2>/dev/null || : >"$stem.before"
	sh "$(dirname "$0")/clean.sh" lualatex -interaction=nonstopmode -halt-on-error -output-directory="$room" "$tex" >"$stem.said" 2>&1 || {
		echo "$tex: lualatex failed:" >&2
		grep -a -A 6 -E '^!|error' "$stem.said" | head -n 20 >&2
		exit 1
	}
	cmp -s "$stem.aux" "$stem.before" && break
done
if grep -aE 'Missing character|undefined references' "$stem.log" | sort -u | grep . >&2; then
	echo "$tex: no font has these" >&2
	exit 1
fi

# Boxes that are too full, by the log: with the lines of the .tex and how they begin, or with the page.
awk -v tex="$tex" '
	FNR == NR { text[FNR] = $0; next }
	/^Overfull / {
		excess = $0
		sub(/^[^(]*\(/, "", excess)
		if (excess + 0 <= 1) next
		where = "page " page + 1
		if (match($0, /lines? [0-9]+/)) {
			line = substr($0, RSTART, RLENGTH)
			sub(/lines? /, "", line)
			where = "line " line ", \"" substr(text[line], 1, 100) "\""
		}
		kind = /hbox/ ? "wide" : "high"
		printf "%s: %s: %.1f pt too %s (1 pt is let pass)\n", tex, where, excess, kind
		found = 1
	}
	match($0, /\[[0-9]+/) { page = substr($0, RSTART + 1, RLENGTH - 1) + 0 }
	END { exit found }
' "$tex" "$stem.log" >&2 || exit 1
cp "$stem.pdf" "$pdf.part"
mv "$pdf.part" "$pdf"
