#!/bin/sh
# Looks at woven pages with a browser, on a phone's screen and on a desk's, in light and darkness: nothing
# wider than the screen, figures and formulas drawn, links that lead somewhere, an empty console.
# Usage: sh tests/paper/browser.sh PAGE...
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"

look() { # PAGE, WIDTH, OPTION...
	page=$1 width=$2
	shift 2
	{
		sed '/<\/body>/,$d' "$page"
		echo '<script>'
		cat "$here/look.js"
		echo '</script></body></html>'
	} >"$work/page.html"
	timeout 300 sh "$here/../../paper/clean.sh" chromium-headless-shell --no-sandbox --disable-gpu --hide-scrollbars --window-size="$width,900" \
		--virtual-time-budget=10000 --user-data-dir="$work/profile" --enable-logging=stderr --dump-dom "$@" \
		"file://$work/page.html" >"$work/dom" 2>"$work/log"
	sed -n '/^WIDTH/,/^END/p' "$work/dom" >"$work/report"
	grep -q '^END' "$work/report"
	report $? "$page at $width: the browser reports" "$(tail -n 1 "$work/log")"
	grep -qx "WIDTH $width" "$work/report"
	report $? "$page at $width: a screen of that width" "found $(head -n 1 "$work/report")"
	wrong=$(sed -n 's/^FAILED //p' "$work/report")
	report "$([ -z "$wrong" ]; echo $?)" "$page at $width: $(sed -n 's/^PASSED //p' "$work/report") things are right" "$wrong"
	found=$(grep 'CONSOLE' "$work/log" | head -n 1)
	report "$([ -z "$found" ]; echo $?)" "$page at $width: an empty console" "$found"
}

# Relative links lead to files, seen from where the page lies.
links() { # PAGE
	sed -n 's/^LINK \([^#]*\).*/\1/p' "$work/report" | sort -u >"$work/links"
	while IFS= read -r link; do
		[ -e "$(dirname "$1")/$link" ]
		report $? "$1: link to $link" 'no such file'
	done <"$work/links"
}

for page in "$@"; do
	look "$page" 360
	look "$page" 360 --blink-settings=preferredColorScheme=0
	look "$page" 1280
	links "$page"
done
plan
