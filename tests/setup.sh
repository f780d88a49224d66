#!/bin/sh
# Installs what is missing of the packages that the goals of make given here need (none given: the build), with apt
# on Debian and its children, as root or through sudo; elsewhere names what is missing. Usage: setup.sh [GOAL...]
set -eu
LC_ALL=C
export LC_ALL

# Once for all: what a group of goals needs, the Debian package (or one that does as well), and how to tell elsewhere
# that it is there: a command, or @ and a module of pkg-config.
table='
build     gcc                                     gcc
build     libc6-dev                               gcc
build     make                                    make
build     pkg-config|pkgconf                      pkg-config
build     liblua5.4-dev                           @lua5.4
build     lua5.4                                  lua5.4
build     libmd-dev                               @libmd
build     libmpfr-dev                             @mpfr
build     libgsl-dev                              @gsl
draw      gnuplot-nox|gnuplot-qt|gnuplot-x11      gnuplot
count     perl                                    prove
check     clang                                   clang
check     libclang-rt-dev                         clang
check     libcmocka-dev                           @cmocka
check     lua-busted                              busted
check     lua-check                               luacheck
check     shellcheck                              shellcheck
check     cppcheck                                cppcheck
check     git                                     git
check     locales                                 localedef
check     python3-numpy                           python3
api       dpkg-dev                                dpkg-source
arm64     gcc-aarch64-linux-gnu                   aarch64-linux-gnu-gcc
arm64     libc6-dev-arm64-cross                   aarch64-linux-gnu-gcc
arm64     qemu-user-static|qemu-user              qemu-aarch64-static
weave     pandoc                                  pandoc
weave     texlive-luatex                          lualatex
weave     texlive-latex-recommended               lualatex
weave     texlive-fonts-recommended               lualatex
weave     lmodern                                 lualatex
weave     fonts-dejavu-core                       fc-match
weave     librsvg2-bin                            rsvg-convert
look      poppler-utils                           pdftotext
look      chromium-headless-shell                 chromium-headless-shell
debian    debootstrap                             debootstrap
'

# The groups that a goal of make needs.
groups_of() {
	case $1 in
	figures | verify | checksums | figures/* | build/draft/figures/*) echo 'build draw' ;;
	test | fuzz) echo 'build draw check count' ;;
	bench) echo 'build check' ;;
	coverage) echo 'build draw check count weave look' ;;
	test-api) echo 'build draw check count api' ;;
	test-arm64) echo 'build count arm64' ;;
	paper | build/paper*) echo 'build weave' ;;
	test-paper) echo 'build count weave look' ;;
	test-debian) echo 'count debian' ;;
	*) echo build ;;
	esac
}

is_there() { # PACKAGE|PACKAGE... PROBE
	if command -v dpkg-query >/dev/null; then
		for one in $(echo "$1" | tr '|' ' '); do
			status=$(dpkg-query -W -f '${db:Status-Status}' "$one" 2>/dev/null || true)
			[ "$status" != installed ] || return 0
		done
		return 1
	fi
	case $2 in
	@*) pkg-config --exists "${2#@}" 2>/dev/null ;;
	*) command -v "$2" >/dev/null ;;
	esac
}

groups=
for goal in "${@:-build}"; do groups="$groups $(groups_of "$goal")"; done

# What is missing now, in the order of the table.
look() {
	missing=
	while read -r group packages probe; do
		case " $groups " in
		*" $group "*) is_there "$packages" "$probe" || missing="$missing ${packages%%|*}" ;;
		esac
	done <<-END
		$(echo "$table" | sed '/^$/d')
	END
	missing=${missing# }
}

look
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "setup: this is not a Debian system; what corresponds to these of its packages is missing: $missing" >&2
	exit 2
fi
as_root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || {
		echo "setup: not root, and there is no sudo: have these Debian packages installed: $missing" >&2
		exit 2
	}
	as_root=sudo
fi
said=$(mktemp)
trap 'rm -f "$said"' EXIT
trap 'exit 130' INT TERM

# Another apt at work is waited for.
apt() {
	$as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 "$@" >"$said" 2>&1
}

update() {
	echo 'setup: fetching the list of packages (apt-get update)'
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
		apt update -q && return
		grep -q 'Could not get lock' "$said" || break # which apt waits for only when it installs
		sleep 5
	done
	fail
}

fail() {
	tail -n 20 "$said" >&2
	echo "setup: apt-get failed, see above; these packages are missing: $missing" >&2
	exit 2
}

# Only told, by the option that fetches nothing (--assume-no installs what it need not ask about).
# shellcheck disable=SC2086 # a list of words
plan() { apt install --no-install-recommends --print-uris -y $missing; }
# shellcheck disable=SC2086
install() { apt install --no-install-recommends -y -q $missing; }

plan || { update && plan; } || fail
look # another setup may have been waited for
[ -n "$missing" ] || exit 0
echo "setup: installs $missing"
sed -n 's/^Need to get \([^/]*\).* of archives\.$/setup: \1 to download;/p
	s/^After this operation, \(.*\) of additional disk space will be used\.$/\1 on the disk/p' "$said" | paste -s -d ' '
from=$(date +%s)
# a list too old to find the files by: once more, with a new one
install || { update && install; } || fail
look
[ -z "$missing" ] || fail
echo "setup: done, after $(($(date +%s) - from)) s"
