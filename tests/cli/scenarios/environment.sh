# What a user's environment holds does not reach a build or a result: locale, start-up files, options, time zone.
# shellcheck shell=sh disable=SC2016

# A copy of the project with what is built, in a folder with a space in its name.
copy_with_build='
command -v make > /dev/null && command -v gnuplot > /dev/null || skip "no make or no gnuplot"
mkdir "a folder"
(cd "$ROOT" && tar -cf - Makefile src lua figures paper tests data/import data/flux data/*.tsv data/checksums) |
	tar -xf - -C "a folder"
mkdir "a folder/build"
cp -a "$(dirname "$(readlink -f "$(command -v recur)")")/." "a folder/build/" 2> /dev/null || skip "no build to copy"
rm -rf "a folder/build/debian" "a folder/build/replicas" "a folder/build/paper" "a folder/build/made" "a folder/build/draft"
cd "a folder"
'

scenario "a hostile environment gives the same data and figures" <<END
[ -z "\${SCENARIO_SECONDS:-}" ] || skip 'too slow under sanitizers'
$copy_with_build
mkdir home locales
echo 'set terminal dumb; print "read"' > home/.gnuplot
echo 'exit 7' > home/env
for name in de_DE tr_TR; do
	localedef -i \$name -f UTF-8 locales/\$name.UTF-8 2> /dev/null || true
done
cp data/import/traces.tsv before.tsv
cp figures/import/traces.svg before.svg
for name in de_DE tr_TR; do
	rm -rf build/made
	env LOCPATH="\$PWD/locales" LANG=\$name.UTF-8 LC_ALL=\$name.UTF-8 HOME="\$PWD/home" ENV="\$PWD/home/env" \\
		BASH_ENV="\$PWD/home/env" GNUTERM=dumb GNUPLOT_LIB="\$PWD/home" LUA_INIT='error("read")' TZ=Pacific/Apia \\
		CFLAGS=-Ofast CPPFLAGS=-Dnonsense CC=nothing TERM=dumb COLUMNS=7 CDPATH=/ \\
		make data/import/traces.tsv figures/import/traces.svg > out 2>&1 || fail "\$name: \$(tail -n 3 out)"
	grep -q 'traces.tsv: 3 points' out || fail "\$name: it was not computed: \$(cat out)"
	same before.tsv data/import/traces.tsv
	[ "\$(sed -n 's/^drawn.*sha256 //p' before.svg)" = "\$(sed -n 's/^drawn.*sha256 //p' figures/import/traces.svg)" ]
done
END

scenario "a figure is kept whatever stops its drawing, and a change of the Makefile computes nothing again" <<END
[ -z "\${SCENARIO_SECONDS:-}" ] || skip 'too slow under sanitizers'
$copy_with_build
make figures/import/traces.svg > out 2>&1
cp figures/import/traces.svg before.svg
echo '# a thought' >> Makefile
touch -d '3 days ago' data/import/traces.tsv
make figures/import/traces.svg > out 2>&1
! grep -q points out || fail "it was computed again: \$(cat out)"
echo 'nonsense' >> figures/import/traces.gp
! make figures/import/traces.svg > out 2>&1 || fail 'a broken figure was drawn'
grep -q 'traces.gp.*gnuplot said' out
same before.svg figures/import/traces.svg
END

scenario "make says where it has to be called, and what setup is for" <<END
[ -z "\${SCENARIO_SECONDS:-}" ] || skip 'too slow under sanitizers'
$copy_with_build
(cd lua && ! make -f ../Makefile data > ../out 2>&1)
grep -q "in the folder of recur's Makefile: make -C" out
! make build CC=no-such-compiler > out 2>&1 || fail 'it was built without a compiler'
grep -q 'make setup build' out
! make build CFLAGS=-ffast-math BUILD=build/fast > out 2>&1 || fail 'it was built with fast arithmetic'
grep -q 'exact arithmetic' out
END
