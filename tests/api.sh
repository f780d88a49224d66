#!/bin/sh
# Builds a Lua that checks how it is called, as a library and an interpreter, from Debian's source package of this
# machine's release. The package comes through a list of sources of its own: nothing of the system is changed.
# Usage: api.sh FOLDER, where liblua.a and lua are left.
set -eu
LC_ALL=C
export LC_ALL

stop() {
	echo "api: $1" >&2
	exit 2
}

[ ! -x "$1/lua" ] || exit 0 # built before
command -v dpkg-source > /dev/null || stop 'the package dpkg-dev is missing'
mkdir -p "$1/apt/lists/partial" "$1/apt/archives/partial" "$1/source"
room=$(cd "$1" && pwd)
# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
# shellcheck disable=SC2016 # apt's own names
mirror=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' | sed -n 's/^Debian Debian //p' | sed -n 1p)
echo "deb-src ${mirror:-http://deb.debian.org/debian} $release main" > "$room/apt/sources.list"
get() {
	apt-get -qq -o Dir::Etc::sourcelist="$room/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
		-o Dir::State::lists="$room/apt/lists" -o Dir::Cache="$room/apt" -o Dir::Cache::archives=archives \
		-o APT::Sandbox::User=root "$@" > "$room/apt/log" 2>&1 || stop "apt-get: $(tail -n 3 "$room/apt/log")"
}
get update
rm -rf "$room/source"
mkdir "$room/source"
cd "$room/source"
get source lua5.4
cd lua5.4-*/src

# The checks of the interface, those inside of Lua, and the address sanitizer; a user's program needs its symbols.
set -- -std=gnu99 -O1 -g -fPIC -fsanitize=address -fno-omit-frame-pointer -DLUA_USE_LINUX -DLUA_COMPAT_5_3 \
	-DLUAI_ASSERT -DLUA_USE_APICHECK "-DDEB_HOST_MULTIARCH=\"$(gcc -print-multiarch)\""
for file in l*.c; do
	case $file in lua.c | luac.c) continue ;; esac
	gcc "$@" -c "$file"
done
ar rcs "$room/liblua.a" l*.o
gcc "$@" -o "$room/lua.part" lua.c -Wl,-E -Wl,--whole-archive "$room/liblua.a" -Wl,--no-whole-archive -ldl -lm
# what it is built for: a call that takes more of the stack than there is must stop it
printf '%s\n' '#include <lauxlib.h>' 'int main(void) { lua_State *L = luaL_newstate();' \
	'for (int i = 0; i < 30; i++) lua_pushnil(L); lua_close(L); return 0; }' > wrong.c
gcc -fsanitize=address -I. -o wrong wrong.c "$room/liblua.a" -ldl -lm
if ./wrong > wrong.log 2>&1 || ! grep -q 'stack overflow' wrong.log; then stop 'this Lua checks nothing'; fi
mv "$room/lua.part" "$room/lua"
