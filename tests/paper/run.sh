#!/bin/sh
# The weaver on a repository of fixtures (room/): an article with one of everything, and what it must refuse.
# Usage: sh tests/paper/run.sh.
set -u
cd "$(dirname "$0")/../.." || exit 2
top=$PWD
RECUR=$top/build/recur
export RECUR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# shellcheck source=tests/tap.sh
. tests/tap.sh

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

one_line() {
	tr -s '\n\302\240' '   ' <"$1" | tr -s ' '
}

# ---- what it weaves
weave --to html5 --mathml --template "$top"/paper/page.html --toc paper/import.md -o "$work/page.html" 2>"$work/err"
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
	'href="../../lua/import/driven.lua"' '<div id="refs"' 'popover id="large-driven"' '<button class="enlarge" popovertarget="large-driven"' \
	'A figure, 0.750: C sub xs and η at most 1 over 2, where λ = 0."' '<span class="formula"' \
	'C_{\mathrm{rms}}' 'I_{ss,\,mm}' 'stretchy="true" form="prefix">[<' 'style="aspect-ratio: 300 / 200"'; do
	grep -qF -- "$element" "$work/page.html"
	report $? 'article, as a page' "expected $element"
done

sh "$top/paper/clean.sh" rsvg-convert --format pdf figures/import/driven.svg -o "$work/driven.pdf"
mkdir -p "$work/figures/import" && mv "$work/driven.pdf" "$work/figures/import"
weave --to latex --template "$top"/paper/page.tex --variable figures="$work/" --toc paper/import.md -o "$work/article.tex" 2>"$work/err" &&
	sh "$top"/paper/typeset.sh "$work/article.tex" "$work/article.pdf" 2>"$work/err"
report $? 'article, typeset' "$(one_line "$work/err")"
pdftotext -layout "$work/article.pdf" - 2>/dev/null | grep -qF 'Figure 1. A figure, 0.750:'
report $? 'article, typeset' 'expected the caption in the PDF'
pdftotext -layout "$work/article.pdf" - 2>/dev/null | tr -s ' \n' '  ' | grep -qF 'Version. recur 9.8.7 Data. of 4 May 2031'
report $? 'article, typeset' 'expected version and day of the data in the PDF'

# Version and authors are said once more, for who cites: they are the program's.
grep -qx "version: $("$RECUR" --version | sed -n '1s/^recur \([0-9.]*\).*/\1/p')" "$top/CITATION.cff"
report $? 'CITATION.cff' "expected the version of $("$RECUR" --version | head -n 1)"

# ---- the originals' values: a line for each claim, and no other
for change in '/^import-2/d · no line for import-2: add "import-2" and two empty cells' \
	's/^import-2/import-9/ · no line for import-2' 's/^flux-1/import-9/ · originals.tsv:5: there is no claim import-9' \
	's/^import-2/import-1/ · originals.tsv:4: a second line for import-1' \
	's/Figure 3/Figure\t3/ · originals.tsv:3: expected three cells' 's/^claim/claims/ · originals.tsv:2: expected the columns'; do
	cp paper/originals.tsv "$work/originals"
	sed "${change% · *}" "$work/originals" >paper/originals.tsv
	weave --to html5 paper/import.md -o "$work/bad.html" 2>"$work/err"
	got=$?
	[ "$got" != 0 ] && grep -qF -- "${change#* · }" "$work/err"
	report $? "originals.tsv with ${change% · *}" "expected ${change#* · }; found (status $got): $(one_line "$work/err")"
	cp "$work/originals" paper/originals.tsv
done

# ---- the front page: papers by their numbers, the verdicts beside the results
mkdir -p build lua/flux
printf -- '-- What C_xs is.\nreturn 1\n' >lua/flux/rooks.lua
printf -- '---\ntitle: Of flux\npaper: 2\n---\n' >paper/flux.md
printf '\nDATASETS = flux/rooks import/driven\nfigures/import/driven.svg: data/import/driven.tsv \n' >build/depends.mk
mkdir -p "$work/pictures/figures/import"
rsvg-convert figures/import/driven.svg -o "$work/pictures/figures/import/driven.svg.png"
mv "$work/pictures/figures/import/driven.svg.png" "$work/pictures/figures/import/driven.png"
echo | sh "$top/paper/clean.sh" pandoc --lua-filter "$top/paper/index.lua" --template "$top/paper/page.html" \
	--metadata pictures="$work/pictures/" --to html5 -o "$work/index.html" 2>"$work/err"
report $? 'front page' "$(one_line "$work/err")"
order=$(grep -oE 'id="(import|flux|import-driven|flux-rooks)"|#claim-[a-z]+-[0-9]|class="verdict [a-z-]+"' "$work/index.html" | tr '\n' ' ')
expected='id="import" #claim-import-1 class="verdict holds" #claim-import-2 class="verdict does-not-hold" id="import-driven" '
expected="$expected#claim-import-1 class=\"verdict holds\" id=\"flux\" #claim-flux-1 class=\"verdict undecided\" id=\"flux-rooks\" "
echo "$order" | grep -qxF -- "$expected"
report $? 'front page' "expected the order $expected; found $order"
rm -r build lua/flux paper/flux.md

# ---- paper: what is too full is refused with the place
set_type() { # TEXT, OPTION...: the text as $work/tried.pdf
	printf '%b\n' "$1" >"$work/tried.md"
	shift
	rm -f "$work/tried.pdf"
	mkdir -p "$work/tex"
	weave --to latex --template "$top"/paper/page.tex "$@" "$work/tried.md" -o "$work/tex/tried.tex" 2>"$work/err" &&
		sh "$top"/paper/typeset.sh "$work/tex/tried.tex" "$work/tried.pdf" 2>"$work/err"
	got=$?
	return $got
}
letters() { printf "%$1s" '' | tr ' ' "$2"; }

set_type "Short.\n\n$(letters 120 w)"
[ $got != 0 ] && [ ! -e "$work/tried.pdf" ] && grep -qE "tried.tex: line [0-9]+, \"w{100}\": [0-9.]+ pt too wide" "$work/err"
report $? 'a word wider than the line' "expected its line and its excess; found: $(one_line "$work/err")"
set_type "Short.\n\n\`\\\\newpage\\\\vbox to 30cm{\\\\hbox{x}\\\\vss}\`{=latex}"
[ $got != 0 ] && grep -qE 'tried.tex: page 2: [0-9.]+ pt too high' "$work/err"
report $? 'a box higher than the page' "expected its page and its excess; found: $(one_line "$work/err")"
set_type "\$\$ $(letters 60 W) \$\$"
[ $got != 0 ] && grep -q 'pt too wide' "$work/err"
report $? 'a formula much wider than the line' "expected its excess; found: $(one_line "$work/err")"
set_type "\$\$ $(letters 39 W) \$\$"
report $? 'a formula a little wider than the line' "expected it smaller; found: $(one_line "$work/err")"

# ---- paper: listings and headings, at many places of a page
{
	echo '--- one line, and one without a space'
	printf 'local long = "%s"\n' "$(i=0; while [ $i -lt 60 ]; do printf 'word%d ' $i; i=$((i + 1)); done)"
	printf 'local longer = "%s"\n' "$(letters 300 z)"
	i=0
	while [ $i -lt 150 ]; do
		printf 'local line_%d = %d -- ends\n' $i $i
		i=$((i + 1))
	done
} >lua/import/long.lua
{
	i=0
	while [ $i -lt 40 ]; do
		printf '# Heading\n\n'
		case $((i % 4)) in
		0) printf 'One line.\n\n~~~{.show file="lua/import/driven.lua"}\n~~~\n\n' ;;
		1) printf '~~~{.show file="src/part.c" part="doubled"}\n~~~\n\n' ;;
		2) printf '::: {.claims paper=import}\n:::\n\n' ;;
		3) printf '## Deeper\n\nOne line.\n\n' ;;
		esac
		j=0
		while [ $j -lt $((i % 7 + i % 3)) ]; do
			printf 'A paragraph of a few words that takes more than a line of the page, so that pages end at all kinds of places.\n\n'
			j=$((j + 1))
		done
		i=$((i + 1))
	done
	while [ $i -lt 80 ]; do
		printf '# Heading\n\n::: {.claims paper=import}\n:::\n\n'
		j=0
		while [ $j -lt $((i - 40)) ]; do
			printf 'A line.\\\\\n'
			j=$((j + 1))
		done
		printf '\n'
		i=$((i + 1))
	done
	printf '~~~{.show file="lua/import/long.lua"}\n~~~\n'
} >"$work/many"
set_type "$(sed 's/\\/\\\\/g' "$work/many")" --number-sections
report $? 'many headings and a long listing' "$(one_line "$work/err")"
sh "$top/tests/paper/leaves.sh" "$work/tried.pdf" >"$work/leaves"
report $? 'many headings and a long listing' "$(one_line "$work/leaves")"
cp "$work/tried.pdf" "$work/many.pdf"
set_type "# Alone\n\n\`\\\\newpage\`{=latex}\n\nText." --number-sections
sh "$top/tests/paper/leaves.sh" "$work/tried.pdf" >"$work/leaves"
grep -q 'page 1: a heading at the foot:1 *Alone' "$work/leaves"
report $? 'a heading alone at the foot of a page' "expected it told; found: $(one_line "$work/leaves")"
pdftotext -layout "$work/many.pdf" "$work/text"
missing=
i=0
while [ $i -lt 150 ]; do
	grep -qE "line_$i = $i  ?-- ends" "$work/text" || missing="$missing $i"
	i=$((i + 1))
done
[ -z "$missing" ] && [ "$(tr -cd z <"$work/text" | wc -c)" -ge 300 ] && grep -q 'word59' "$work/text"
report $? 'a listing longer than a page' "expected all its lines; missing:$missing"

# ---- maps without hairlines: a row of cells is yellow and then blue, and nothing else is seen to its right
{
	echo '<svg width="100" height="100" viewBox="0 0 100 100" xmlns="http://www.w3.org/2000/svg">'
	y=90
	while [ $y -gt 0 ]; do
		echo "<polygon fill = 'rgb(253, 231,  37)' points = '0,$y 100,$y 100,$((y - 11)) 0,$((y - 11)) '/>"
		for x in 10 20 30 40; do
			echo "<polygon fill = 'rgb( 68,   1,  84)' points = '$x,$y 100,$y 100,$((y - 11)) $x,$((y - 11)) '/>"
		done
		y=$((y - 10))
	done
	echo '</svg>'
} >"$work/map.svg"
# In a document, as viewers smooth edges there: 160 mm wide, 25 mm from the page's sides and
# below a title. Looked at is the inside of the blue.
awk -f "$top/paper/seamless.awk" "$work/map.svg" | rsvg-convert --format pdf -o "$work/map.pdf"
set_type "\`\\\\noindent\\\\includegraphics[width=160mm]{$work/map.pdf}\`{=latex}"
colours=
for resolution in 41 53 67; do
	across=$((110 * resolution / 25)) down=$((80 * resolution / 25))
	pdftoppm -singlefile -r $resolution -x $((62 * resolution / 25)) -y $((95 * resolution / 25)) -W $across -H $down \
		"$work/tried.pdf" "$work/map"
	colours="$colours $(tail -c $((3 * across * down)) "$work/map.ppm" | od -An -v -t u1 -w3 | sort -u | wc -l)"
done
[ "$colours" = ' 1 1 1' ]
report $? 'maps' "expected one colour at each resolution, found$colours"

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

plan
