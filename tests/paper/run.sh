#!/bin/sh
# The weaver on a repository of fixtures (room/): an article with one of everything, and what it must refuse.
# Usage: sh tests/paper/run.sh. Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 2
top=$PWD
RECUR=$top/build/recur
export RECUR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0

# A copy of the room; the fixture's dataset gets the head that its script gives with this program.
cp -r tests/paper/room "$work/room" && cd "$work/room" || exit 2
"$RECUR" run lua/import/driven.lua --dry-run | sed '/^#/!q' >"$work/head" &&
	cat "$work/head" data/import/driven.rows >data/import/driven.tsv || exit 2
rm data/import/driven.rows
# Pictures say what they were drawn from: one of these data, one of others.
hash=$(sha256sum <data/import/driven.tsv | cut -c 1-64)
drawn() { printf '<!-- recur drew this\nsource = import/driven.tsv, sha256 %s\n-->\n' "$1"; }
drawn 0123 | cat figures/import/driven.svg - >figures/import/old.svg
drawn "$hash" >>figures/import/driven.svg

weave() {
	sh "$top/paper/clean.sh" pandoc --from markdown-implicit_figures --lua-filter "$top/paper/weave.lua" \
		--bibliography "$top/paper/references.json" --citeproc --fail-if-warnings --metadata title=t --metadata link-citations "$@"
}

report() { # STATUS, NAME, LINE
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED: %s: %s\n' "$2" "$(printf '%s' "$3" | cut -c 1-300)"
	fi
}

one_line() {
	tr -s '\n\302\240' '   ' <"$1" | tr -s ' '
}

# ---- what it weaves
weave --to html5 --mathml --template "$top"/paper/page.html --toc article.md -o "$work/page.html" 2>"$work/err"
report $? 'article, as a page' "$(one_line "$work/err")"
pandoc --from html --to plain --wrap none "$work/page.html" -o "$work/text" 2>"$work/err"
sed 's/\xc2\xa0/ /g; s/^- *//' "$work/text" >"$work/plain"
while IFS= read -r line; do
	case $line in '#'*) continue ;; esac
	grep -qF -- "$line" "$work/plain"
	report $? 'article' "expected the text: $line"
done <"$top/tests/paper/expected.list"
for element in '<math' 'id="fig-driven"' 'src="data:image/svg+xml' 'href="#origin-1"' 'id="origin-1"' \
	'title="data/import/driven.tsv, line 15, C_xs: 0.0922345"' 'class="verdict does-not-hold"' \
	'href="../../lua/import/driven.lua"' '<div id="refs"'; do
	grep -qF -- "$element" "$work/page.html"
	report $? 'article, as a page' "expected $element"
done

sh "$top/paper/clean.sh" rsvg-convert --format pdf figures/import/driven.svg -o "$work/driven.pdf"
mkdir -p "$work/figures/import" && mv "$work/driven.pdf" "$work/figures/import"
weave --to latex --template "$top"/paper/page.tex --variable figures="$work/" --toc article.md -o "$work/article.tex" 2>"$work/err" &&
	sh "$top"/paper/typeset.sh "$work/article.tex" "$work/article.pdf" 2>"$work/err"
report $? 'article, typeset' "$(one_line "$work/err")"
pdftotext -layout "$work/article.pdf" - 2>/dev/null | grep -qF 'Figure 1. A figure, 0.750.'
report $? 'article, typeset' 'expected the caption in the PDF'

# ---- what it refuses
while IFS= read -r line <&3; do
	case $line in '#'*) continue ;; esac
	number=${line%% · *}
	rest=${line#* · }
	message=${rest%% · *}
	text=${rest#* · }
	printf '%b\n' "$text" >"$work/bad.md"
	weave --to html5 "$work/bad.md" -o "$work/bad.html" 2>"$work/err"
	got=$?
	grep -Eq -- "^$work/bad.md:$number: .*$message" "$work/err" && [ "$got" != 0 ] && [ ! -e "$work/bad.html" ]
	report $? "$text" "expected line $number, $message; found (status $got): $(one_line "$work/err")"
	rm -f "$work/bad.html"
done 3<"$top/tests/paper/refused.list"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
