#!/bin/sh
# Typesets a woven article: sh paper/typeset.sh build/paper/tex/X.tex build/paper/X.pdf
# Runs until references stand still; a character that no font has, or an error, fails.
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
# What stands out of the line by more than a letter's width is told, not refused.
grep -aE 'Overfull .hbox \(([6-9]|[0-9]{2,})[.0-9]*pt' "$stem.log" | sed "s|^|$tex: |" >&2 || true
cp "$stem.pdf" "$pdf.part"
mv "$pdf.part" "$pdf"
