#!/bin/sh
# The bit contract on arm64, on an x86-64 Debian: cross-compiles the program and the kernel's tests, runs them
# under emulation (qemu), and compares bytes with those of the native build and with committed data.
# Usage: arm64.sh BUILD, in the repository's root.
set -u
build=$1
room=build/arm64
libraries=$PWD/$room/libraries # of Debian, for arm64: this system's own packages stay as they are
lib=$libraries/usr/lib/aarch64-linux-gnu

# What is run: a test of the kernel; an experiment as committed; anything else a script and its options, once on
# each processor. Sizes are such that each takes some seconds under emulation.
cases() {
	for test in tests/core/test_*.c; do
		basename "$test" .c
	done
	cat <<'END'
data/flux/correlation.tsv
data/import/traces.tsv
tests/cli/fixtures/mixed.lua
tests/cli/fixtures/machines.lua
tests/cli/fixtures/evolving.lua --set generations=100
tests/cli/fixtures/libm.lua
tests/cli/fixtures/nan.lua
lua/import/driven.lua --runs 1 --set density=0:1:3 --set balance=-1:1:5 --set steps=600 --set transient=100
lua/import/free.lua --runs 1 --set density=0:1:3 --set balance=-1:1:5 --set steps=600 --set transient=100
lua/import/regimes.lua --runs 1 --set density=0:1:3 --set balance=-1:1:5 --set steps=600 --set transient=100
lua/import/resonance.lua --runs 1 --set coupling=0:2:3 --set steps=500
lua/import/resonance_map.lua --set density=0.1:1:2 --set balance=-1:1:2 --set networks=1 --set steps=300 --set transient=50
lua/import/size.lua --runs 1 --set neurons=25:100:2 --set balance=-1:1:3 --set steps=600
lua/flux/budget.lua --set neurons=3:4:2 --set bound=1:8:2 --set evolutions=1 --set generations=150 --set refinement=50
lua/flux/estimators.lua --runs 1 --set steps=100:10000:2
lua/flux/evolution.lua --set bound=2:8:2 --set evolution=1:2:2 --set generations=40
lua/flux/evolved.lua --set evolutions=1 --set generations=20
lua/flux/large.lua --set neurons=2:128:7 --set steps=2000 --set repeats=1
lua/flux/monotonic.lua --set networks=50
lua/flux/optimum.lua --set neurons=3:4:2 --set bound=1:8:2 --set evolutions=1 --set generations=150 --set refinement=50
lua/flux/periods.lua --set neurons=3:4:2 --set share=0:1:3 --set evolution=1 --set generations=100 --set refinement=50
lua/flux/rooks.lua --runs 1 --set magnitude=1:8:2 --set steps=2000
lua/flux/rooks_large.lua --runs 1 --set magnitude=1:8:2 --set steps=1600 --set transient=100
lua/flux/ternary.lua --set bound=4
END
}

emulated() {
	qemu-aarch64-static -cpu cortex-a72 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$lib" "$@"
}

# says CASE [WHY]: a test in TAP, written at once as others run at the same time.
says() {
	if [ $# = 1 ]; then
		echo "ok - $1"
	else
		printf 'not ok - %s\n%s\n' "$1" "$(printf '%s\n' "$2" | cut -c 1-160 | sed 's/^/# /')"
	fi
}

# same CASE EXPECTED FOUND
same() {
	if cmp -s "$2" "$3"; then
		says "$1"
	else
		says "$1" "arm64 gives other bytes; the first differences: $(diff "$2" "$3" | head -n 4)"
	fi
}

# one CASE: one test.
one() {
	name=$(printf '%s' "$1" | tr -c 'a-zA-Z0-9_\n' _ | cut -c 1-200)
	native=$room/cases/$name.native found=$room/cases/$name.arm64 err=$room/cases/$name.err
	case $1 in
	test_*)
		if emulated "$room/tests/core/$1" >"$err" 2>&1; then
			says "$1"
		else
			says "$1" "$(grep -E '^\[ +(FAILED|ERROR) |error:|qemu' "$err" | head -n 4)"
		fi
		return
		;;
	data/*)
		native=$1
		script=${1#data/}
		set -- "$1" "lua/${script%.tsv}.lua"
		;;
	lua/*) set -- "$1" "$1 --quality draft" ;;
	*) set -- "$1" "$1" ;;
	esac
	# shellcheck disable=SC2086 # a script and its options
	{ [ "$native" = "$1" ] || "$build/recur" run $2 -j 1 --fresh -o "$native" 2>"$err"; } &&
		emulated "$room/recur" run $2 -j 1 --fresh -o "$found" 2>"$err" && same "$1" "$native" "$found" && return
	says "$1" "$(head -n 2 "$err")"
}

if [ "${2:-}" = one ]; then
	one "$3"
	exit 0
fi

fail() {
	printf 'arm64: %s\n' "$*" >&2
	exit 2
}

[ "$(uname -m)" = x86_64 ] || fail "this compares with x86-64, and runs there: on $(uname -m), make test does it"
missing=
command -v aarch64-linux-gnu-gcc >/dev/null || missing="$missing gcc-aarch64-linux-gnu"
[ -e /usr/aarch64-linux-gnu/include/stdio.h ] || missing="$missing libc6-dev-arm64-cross"
command -v qemu-aarch64-static >/dev/null || missing="$missing qemu-user-static"
[ -z "$missing" ] || fail "install these Debian packages (make setup test-arm64 does):$missing"

# Fetches the libraries' packages with an index of its own, and unpacks them.
fetch() {
	rm -rf "$room/apt" "$libraries" && mkdir -p "$room/apt/lists/partial" "$room/apt/unpacked" && cd "$room/apt" || return
	set -- -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
		-o Dir::State="$PWD" -o Dir::State::lists="$PWD/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$PWD"
	apt-get "$@" update
	apt-get "$@" download libmpfr-dev libmpfr6 libgmp-dev libgmp10 liblua5.4-dev liblua5.4-0 libmd-dev libmd0 libgsl-dev libgsl27 \
		libgslcblas0 libcmocka-dev libcmocka0 || return
	for package in *.deb; do
		dpkg-deb -x "$package" unpacked || return
	done
	mv unpacked "$libraries"
	rm -rf "$PWD"
}

if [ ! -d "$libraries" ]; then
	echo '# fetch the libraries for arm64'
	log=$(mktemp)
	(fetch) >"$log" 2>&1 || fail "cannot fetch Debian's libraries for arm64: $(grep '^E:' "$log" | head -n 2)"
	rm -f "$log"
fi

echo '# build for arm64'
# shellcheck disable=SC2046 # a list of files
PKG_CONFIG_SYSROOT_DIR=$libraries \
	PKG_CONFIG_LIBDIR=$lib/pkgconfig:$libraries/usr/share/pkgconfig \
	make -s --no-print-directory -j "$(nproc)" ARCH=aarch64 CC=aarch64-linux-gnu-gcc BUILD="$room" SANITIZE= \
	CPPFLAGS="-isystem $libraries/usr/include/aarch64-linux-gnu" build \
	$(cases | sed -n "s|^test_|$room/tests/core/&|p") || exit 2

echo '# run under emulation, compare'
rm -rf "$room/cases"
mkdir -p "$room/cases"
echo "1..$(cases | wc -l)"
cases | xargs -d '\n' -n 1 -P "$(nproc)" sh "$0" "$build" one
