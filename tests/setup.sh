#!/bin/sh
# Installs what is missing of the packages the project needs: with apt on Debian and its children,
# as root or through sudo; elsewhere says what is needed and stops. Usage: setup.sh [paper] [test-arm64]; with
# those words also what weaving the papers and checking their pages takes, or the tests for another processor.
set -eu

# build and run: compiler, libraries, Lua, gnuplot
packages='gcc libc6-dev make pkg-config libsleef-dev liblua5.4-dev lua5.4 libmd-dev gnuplot-nox'
# test: second compiler, sanitizers' runtime, frameworks, linters, an independent NumPy
packages="$packages clang libclang-rt-dev libcmocka-dev libgsl-dev lua-busted lua-check shellcheck cppcheck"
packages="$packages git python3-numpy"
for word; do
	case $word in
	paper) # weaver, typesetter, its fonts, converter of figures; a browser to look at the pages
		packages="$packages pandoc texlive-luatex texlive-latex-recommended texlive-fonts-recommended lmodern"
		packages="$packages fonts-dejavu-core librsvg2-bin poppler-utils chromium-headless-shell"
		;;
	test-arm64) # cross compiler, its C library, emulator
		packages="$packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static"
		;;
	esac
done

missing=
for package in $packages; do
	status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "setup: this is not a Debian system: install what corresponds to these packages:$missing" >&2
	exit 2
fi
if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null; then
	as_root=sudo
	echo "setup: sudo is needed to install these Debian packages:$missing"
else
	echo "setup: not root, and there is no sudo: have these Debian packages installed:$missing" >&2
	exit 2
fi
echo "setup: installing$missing"
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 || {
	$as_root apt-get update
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}
