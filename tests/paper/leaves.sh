#!/bin/sh
# Looks at the pages of PDFs, without a person's eye: no word beyond the text's edges, no heading alone at a page's foot.
# Usage: sh tests/paper/leaves.sh PDF... Ends with "N passed, N failed".
set -u
passed=0
failed=0

fail() { # PDF, LINE
	failed=$((failed + 1))
	printf 'FAILED: %s: %s\n' "$1" "$2"
}

# Words whose boxes leave the text's, which is 160 mm by 244 mm on A4: in points, with 2 pt for what hangs out by design.
words_outside() {
	pdftotext -bbox "$1" - | awk '
		/<page / { page++ }
		/<word / {
			split($0, part, "\"")
			if (part[2] < 68 || part[6] > 527 || part[8] > 800) {
				word = $0
				sub(/.*">/, "", word)
				sub(/<.*/, "", word)
				print "page " page ": beyond the edge: " word
			}
		}'
}

# The last line above the page number, where that is a heading: its number, a wide space, a capital letter.
headings_at_the_foot() {
	pdftotext -layout "$1" - | awk '
		BEGIN { RS = "\f" }
		{
			count = split($0, line, "\n")
			while (count > 0 && line[count] ~ /^ *[0-9]*$/) count--
			if (line[count] ~ /^ *[0-9]+(\.[0-9]+)*  +[A-Z]/) print "page " NR ": a heading at the foot:" line[count]
		}'
}

for pdf in "$@"; do
	if ! pdfinfo "$pdf" >/dev/null 2>&1; then
		fail "$pdf" 'no PDF'
		continue
	fi
	for look in words_outside headings_at_the_foot; do
		found=$($look "$pdf" | head -n 3)
		if [ -z "$found" ]; then
			passed=$((passed + 1))
		else
			fail "$pdf" "$found"
		fi
	done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
