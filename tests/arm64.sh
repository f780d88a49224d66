#!/bin/sh
# The bit contract on arm64, on an x86-64 Debian: cross-compiles the program and the kernel's tests, runs them
# under emulation (qemu), and compares bytes with those of the native build and with committed data.
# Usage: arm64.sh BUILD, in the repository's root. Prints a line for each failure; the last is "N passed, N failed".
set -u
build=$1
room=build/arm64
libraries=$PWD/$room/libraries # of Debian, for arm64: this system's own packages stay as they are
lib=$libraries/usr/lib/aarch64-linux-gnu

# What is run: a test of the kernel; an experiment as committed; anything else a script and its options, once on
# each processor. Sizes are such that each takes some seconds under emulation; with SHORT=1 the tests that take longer are
# left out, of whose inner loops the experiments make use.
cases() {
	for test in tests/core/test_*.c; do
		name=$(basename "$test" .c)
		case "$name ${SHORT:+short}" in
		*boltzmann\ short | *dynamics\ short | *markov\ short | *precision\ short | *series\ short) ;;
		*) echo "$name" ;;
		esac
	done
	cat <<'END'
data/flux/costs.tsv
tests/cli/fixtures/mixed.lua
tests/cli/fixtures/machines.lua
tests/cli/fixtures/evolving.lua --set generations=100
tests/cli/fixtures/libm.lua
tests/cli/fixtures/nan.lua
lua/import/driven.lua --runs 1 --set density=0:1:3 --set balance=-1:1:5 --set steps=600 --set transient=100
lua/import/regimes.lua --runs 1 --set density=0:1:3 --set balance=-1:1:5 --set steps=600 --set transient=100
lua/import/resonance.lua --runs 1 --set coupling=0:2:3 --set steps=500
lua/import/size.lua --set neurons=25:100:2 --set balance=-1:1:3 --set steps=600 --set together=50 --set least=2
lua/import/strong_input.lua --set steps=500 --set transient=100 --set networks=3
lua/flux/budget_matrices.lua --set neurons=3 --set bound=2
lua/flux/conference.lua --set order=4
lua/flux/estimators.lua --runs 1 --set steps=100:10000:2
lua/flux/evolution.lua --set bound=2:8:2 --set evolution=1:2:2 --set generations=40
lua/flux/large.lua --set neurons=2:128:7 --set steps=2000 --set repeats=1
lua/flux/maps.lua --set neurons=3
lua/flux/monotonic.lua --set networks=50 --set resamples=100
lua/flux/periods_matrices.lua --set neurons=3 --set share=0:1:3 --set evolution=1
lua/flux/rooks.lua --runs 1 --set magnitude=1:8:2 --set steps=2000
lua/flux/rooks_large.lua --runs 1 --set magnitude=1:8:2 --set steps=1600 --set transient=100
END
}

emulated() {
	qemu-aarch64-static -cpu cortex-a72 -L /usr/aarch64-linux-gnu -E LD_LIBRARY_PATH="$lib" "$@"
}

# same CASE EXPECTED FOUND
same() {
	cmp -s "$2" "$3" && echo passed && return
	echo "FAILED: $1: arm64 gives other bytes; the first differences:"
	diff "$2" "$3" | cut -c 1-160 | head -n 4
}

# one CASE: prints "passed", or what is wrong.
one() {
	name=$(printf '%s' "$1" | tr -c 'a-zA-Z0-9_\n' _ | cut -c 1-200)
	native=$room/cases/$name.native found=$room/cases/$name.arm64 err=$room/cases/$name.err
	case $1 in
	test_*)
		if emulated "$room/tests/core/$1" >"$err" 2>&1; then
			echo passed
		else
			echo "FAILED: $1 on arm64: $(grep -E '^\[ +(FAILED|ERROR) |error:|qemu' "$err" | head -n 4 | tr '\n' ' ')"
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
	echo "FAILED: $1: $(head -n 2 "$err")"
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
	echo '-- fetch the libraries for arm64'
	log=$(mktemp)
	(fetch) >"$log" 2>&1 || fail "cannot fetch Debian's libraries for arm64: $(grep '^E:' "$log" | head -n 2)"
	rm -f "$log"
fi

echo '-- build for arm64'
# shellcheck disable=SC2046 # a list of files
PKG_CONFIG_SYSROOT_DIR=$libraries \
	PKG_CONFIG_LIBDIR=$lib/pkgconfig:$libraries/usr/share/pkgconfig \
	make -s --no-print-directory -j "$(nproc)" ARCH=aarch64 CC=aarch64-linux-gnu-gcc BUILD="$room" SANITIZE= \
	CPPFLAGS="-isystem $libraries/usr/include/aarch64-linux-gnu" build \
	$(cases | sed -n "s|^test_|$room/tests/core/&|p") || exit 2

echo '-- run under emulation, compare'
rm -rf "$room/cases"
mkdir -p "$room/cases"
cases | xargs -d '\n' -n 1 -P "$(nproc)" sh "$0" "$build" one >"$room/log"
grep -v '^passed$' "$room/log"
passed=$(grep -c '^passed$' "$room/log")
failed=$(($(cases | wc -l) - passed))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
