#!/bin/sh
# Looks at the pages of PDFs, without a person's eye: no word beyond the text's edges, no heading alone at a page's foot.
# Usage: sh tests/paper/leaves.sh PDF...
set -u
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

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

for pdf; do
	said=$(pdfinfo "$pdf" 2>&1)
	report $? "$pdf is a PDF" "$said"
	for look in words_outside headings_at_the_foot; do
		found=$($look "$pdf" 2>&1 | head -n 3)
		report "$([ -z "$found" ]; echo $?)" "$pdf: no $(echo "$look" | tr _ ' ')" "$found"
	done
done
plan
