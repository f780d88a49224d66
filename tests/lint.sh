#!/bin/sh
# What can be checked without running: linters of all three languages, and the laws of the house.
# Prints what fails and ends with "N passed, N failed".
set -u
passed=0
failed=0

# check NAME COMMAND...: passes if the command prints nothing and succeeds.
check() {
	name=$1
	shift
	if found=$("$@" 2>&1) && [ -z "$found" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'lint: %s:\n%s\n' "$name" "$found"
	fi
}

# grep's answer turned round: finding nothing is success.
nothing_like() {
	grep -rnE "$@" || true
}

core_is_pure() {
	nothing_like '#include *[<"](lua|lauxlib|stdio|signal|unistd|pthread)' src/core
}

# Calls of libm, whose last bits depend on the processor; comments do not count. The program's own
# definitions of the same names stand in src/main/libm.c.
no_libm() {
	nothing_like '(^|[^_a-z0-9.>"])(tanh|exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|atan2?|cbrt|sinh|cosh)f? *\(' \
		src/core src/bind --include='*.c' --include='*.h' | grep -vE ':[0-9]+:\s*(/?\*|//)' | grep -v '/\*.*\*/$'
	true
}

one_way() {
	nothing_like '#include *"\.\./(bind|main)/' src/core
	nothing_like '#include *"\.\./main/' src/bind
}

scripts_name_no_place() {
	nothing_like '/home/|/work/|/root/' Makefile README.md src lua figures paper --include='*.[ch]' --include='*.lua' \
		--include='*.gp' --include=Makefile --include='*.md'
}

check 'src/core is free of Lua, files, printing and signals' core_is_pure
check 'no elementary function of libm on the way to a result' no_libm
check 'includes run one way: main, bind, core' one_way
check 'no absolute folders' scripts_name_no_place
# The newer cppcheck looks at some branches only if it is told to.
thorough=
! cppcheck --help | grep -q -e --check-level || thorough=--check-level=exhaustive
# shellcheck disable=SC2086 # one option or none
check cppcheck cppcheck $thorough --quiet --std=c11 --error-exitcode=1 --inline-suppr --suppress=missingIncludeSystem \
	--suppress='*:/usr/include/*' --enable=warning,performance,portability -DPACK_NAME=scalar \
	-DRECUR_SOURCES='""' -I/usr/include/lua5.4 src
check luacheck luacheck --formatter plain lua paper tests
# An archive of the project has no git.
shell_scripts() {
	if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
		git ls-files -co --exclude-standard '*.sh' .ci/run
	else
		find . -path ./build -prune -o \( -name '*.sh' -o -path ./.ci/run \) -print
	fi
}
# shellcheck disable=SC2046 # a list of files
check shellcheck shellcheck $(shell_scripts)

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
