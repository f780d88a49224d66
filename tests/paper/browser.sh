#!/bin/sh
# Looks at woven pages with a browser, on a phone's screen and on a desk's, in light and darkness: nothing
# wider than the screen, figures and formulas drawn, links that lead somewhere, an empty console.
# Usage: sh tests/paper/browser.sh PAGE... Ends with "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0

fail() { # PAGE, LINE
	failed=$((failed + 1))
	printf 'FAILED: %s: %s\n' "$1" "$2"
}

look() { # PAGE, WIDTH, OPTION...
	page=$1 width=$2
	shift 2
	{
		sed '/<\/body>/,$d' "$page"
		echo '<script>'
		cat "$here/look.js"
		echo '</script></body></html>'
	} >"$work/page.html"
	timeout 60 sh "$here/../../paper/clean.sh" chromium-headless-shell --no-sandbox --disable-gpu --hide-scrollbars --window-size="$width,900" \
		--virtual-time-budget=10000 --user-data-dir="$work/profile" --enable-logging=stderr --dump-dom "$@" \
		"file://$work/page.html" >"$work/dom" 2>"$work/log"
	sed -n '/^WIDTH/,/^END/p' "$work/dom" >"$work/report"
	if ! grep -q '^END' "$work/report"; then
		fail "$page" "at $width: the browser gave no report: $(tail -n 1 "$work/log")"
		return
	fi
	grep -qx "WIDTH $width" "$work/report" || fail "$page" "expected a screen of $width, found $(head -n 1 "$work/report")"
	passed=$((passed + $(sed -n 's/^PASSED //p' "$work/report")))
	sed -n 's/^FAILED //p' "$work/report" >"$work/bad"
	while IFS= read -r line; do fail "$page" "at $width: $line"; done <"$work/bad"
	if grep -q 'CONSOLE' "$work/log"; then
		fail "$page" "at $width: $(grep 'CONSOLE' "$work/log" | head -n 1)"
	else
		passed=$((passed + 1))
	fi
}

# Relative links lead to files, seen from where the page lies.
links() { # PAGE
	sed -n 's/^LINK \([^#]*\).*/\1/p' "$work/report" | sort -u >"$work/links"
	while IFS= read -r link; do
		if [ -e "$(dirname "$1")/$link" ]; then
			passed=$((passed + 1))
		else
			fail "$1" "link to $link: no such file"
		fi
	done <"$work/links"
}

for page in "$@"; do
	look "$page" 360
	look "$page" 360 --blink-settings=preferredColorScheme=0
	look "$page" 1280
	links "$page"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
