# The bit contract: what may not change a result, and does not.
# shellcheck shell=sh

scenario "one worker, two, many: the same bytes" <<'END'
recur run mixed.lua -o one.tsv -j 1
for jobs in 2 3 16; do
	recur run mixed.lua -o many.tsv -j $jobs
	same one.tsv many.tsv
done
END

scenario "machines and evolutions with one worker, two, many: the same bytes" <<'END'
for script in machines.lua evolving.lua; do
	recur run $script -o one.tsv -j 1 --fresh
	for jobs in 2 5; do
		recur run $script -o many.tsv -j $jobs --fresh
		same one.tsv many.tsv
	done
done
END

scenario "a point of machines or of evolutions is the same alone and in its grid" <<'END'
recur run machines.lua -o whole.tsv
recur run machines.lua --set neurons=6 | tail -n 2 > alone
grep '^6	' whole.tsv > within
same within alone
recur run evolving.lua -o whole.tsv
recur run evolving.lua --set neurons=7 --set bound=1.5 | tail -n 1 > alone
grep '^1.5	7	' whole.tsv > within
same within alone
END

for simd in avx2 avx512; do
	scenario "RECUR_SIMD=$simd gives the bytes of scalar" <<END
RECUR_SIMD=$simd recur run tiny.lua > /dev/null 2>&1 || skip "this processor has no $simd"
for script in mixed.lua machines.lua evolving.lua; do
	RECUR_SIMD=scalar recur run \$script -o scalar.tsv
	RECUR_SIMD=$simd recur run \$script -o $simd.tsv
	same scalar.tsv $simd.tsv
done
END
done

scenario "the second build gives the same bytes" <<'END'
[ -n "$OTHER" ] || skip "no OTHER=PROGRAM given"
! cmp -s "$OTHER" "$(command -v recur)" || fail "OTHER is the same program"
for script in mixed.lua libm.lua tiny.lua machines.lua evolving.lua; do
	recur run $script -o one.tsv
	"$OTHER" run $script -o other.tsv
	same one.tsv other.tsv
done
END

scenario "with AVX2 and FMA hidden from the C library: the same bytes" <<'END'
cat > folded.lua <<'LUA'
local fold = 0
for i = 1, 50000 do
	local x = i * 1.2345e-2 % 20 + 0.01
	for _, y in ipairs { math.exp(x), math.sin(x), x ^ 1.7, math.log(x) } do
		fold = (fold * 31 + string.unpack("<i8", string.pack("<d", y))) % 999999999989
	end
end
print(fold)
LUA
command -v lua5.4 > /dev/null || skip "no lua5.4 to see whether hiding works"
plain=$(lua5.4 folded.lua)
mask=
for names in -AVX2,-FMA -AVX2_Usable,-FMA_Usable; do # of glibc 2.33 and newer, and of older ones
	[ "$(GLIBC_TUNABLES=glibc.cpu.hwcaps=$names lua5.4 folded.lua)" = "$plain" ] || mask=$names
done
[ -n "$mask" ] || skip "this C library cannot be made to choose other functions"
for script in libm.lua mixed.lua machines.lua; do
	recur run $script -o plain.tsv
	GLIBC_TUNABLES=glibc.cpu.hwcaps=$mask recur run $script -o masked.tsv
	same plain.tsv masked.tsv
done
END

scenario "another locale: the same bytes" <<'END'
mkdir locales
localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 2> /dev/null || [ -d locales/de_DE.UTF-8 ] || skip "no localedef to make a locale"
recur run mixed.lua -o plain.tsv
LOCPATH=$PWD/locales LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 recur run mixed.lua -o local.tsv
same plain.tsv local.tsv
END

scenario "another environment and time zone: the same bytes" <<'END'
recur run mixed.lua -o plain.tsv
env -i TZ=Asia/Tokyo PATH="$PATH" LC_ALL=C.UTF-8 LUA_INIT='error("no")' LUA_INIT_5_4='error("no")' LUA_PATH=x recur run mixed.lua -o other.tsv
same plain.tsv other.tsv
END

scenario "a script by its relative path, its absolute path, a link or from its own folder: the same bytes" <<'END'
mkdir -p lua/deep
cp tiny.lua lua/deep/one.lua
recur run lua/deep/one.lua -o a.tsv
for path in "$PWD/lua/deep/one.lua" ./lua/deep/one.lua lua//deep/one.lua lua/../lua/deep/./one.lua; do
	recur run "$path" -o b.tsv
	same a.tsv b.tsv
done
cd lua
recur run deep/one.lua -o ../b.tsv
same ../a.tsv ../b.tsv
cd deep
recur run one.lua -o ../../b.tsv
same ../../a.tsv ../../b.tsv
END

scenario "a script cannot see the sign of a nan, which differs between processors" <<'END'
recur run nan.lua -o out.tsv
[ "$(data out.tsv | wc -l)" -eq 2 ] || fail "$(data out.tsv | wc -l) rows"
[ "$(data out.tsv | cut -f 2- | sort -u | wc -l)" -eq 1 ] || fail "it shows: $(data out.tsv | tr '\n\t' '; ')"
END

scenario "a script cannot tell where it is" <<'END'
body 'local _, m = pcall(function() error("x") end) local _, n = pcall(error, {}) return { { a = #m } }'
mkdir -p a/folder/with/a/long/name
cp b.lua a/folder/with/a/long/name
recur run b.lua -o one.tsv
recur run a/folder/with/a/long/name/b.lua -o two.tsv
same one.tsv two.tsv
END

scenario "state cannot leak from point to point" <<'END'
recur run leaky.lua -o one.tsv -j 1
recur run leaky.lua -o two.tsv -j 2
same one.tsv two.tsv
[ "$(data one.tsv | cut -f 2- | sort -u | wc -l)" -eq 1 ] || fail "the points differ: $(data one.tsv)"
END

leak() { # NAME, CODE with `n` counting the points seen
	scenario "state cannot leak through $1" <<END
body '$2 return { { a = n } }'
recur run b.lua -o out.tsv -j 1 2> err || { grep -q 'b\\.lua' err && exit 0; fail "\$(cat err)"; }
[ "\$(data out.tsv | cut -f 2 | tr '\\n' ' ')" = '1 1 1 ' ] || fail "the points see each other: \$(data out.tsv | tr '\\n\\t' '; ')"
END
}
leak "recur.script" 'local s = recur.script s.n = (s.n or 0) + 1 local n = s.n'
leak "the metatable of an axis" 'local m = getmetatable(recur.axis("y", 0, 1, 2)) m.n = (m.n or 0) + 1 local n = m.n'
leak "the method table of an axis" 'local m = recur.axis("y", 0, 1, 2) local i = getmetatable(m) and getmetatable(m).__index i.n = (i.n or 0) + 1 local n = i.n'
leak "the method table of strings" 'local m = getmetatable("").__index m.n = (m.n or 0) + 1 local n = m.n'
leak "the method table of an rng" 'local m = getmetatable(rng).__index m.n = (m.n or 0) + 1 local n = m.n'
leak "the parameters" 'local n = (rawget(p, "n") or 0) + 1 rawset(p, "n", n)'
leak "utf8" 'utf8.n = (rawget(utf8, "n") or 0) + 1 local n = utf8.n'

scenario "a point is the same alone, in its grid and in a coarser one" <<'END'
recur run tiny.lua -o whole.tsv -j 2
recur run tiny.lua --set density=0.75 --set balance=1 | tail -n 1 > alone
grep "$(printf '^0.75\t1\t')" whole.tsv > within
same within alone
recur run tiny.lua --set density=0.5:1:2 -o coarse.tsv
data coarse.tsv | grep -v '^0.75' > a
data whole.tsv | grep -v '^0.75' > b
same a b
END

scenario "every kind of axis: a printed row is what the point alone, a part, a list or another file gives" <<'END'
recur run points.lua -o whole.tsv
within() { # FILE: its rows stand in whole.tsv
	data "$1" > rows
	while read -r row; do grep -qxF "$row" whole.tsv || fail "not in the whole: $row"; done < rows
}
data whole.tsv | awk 'NR % 29 == 1' > some
test "$(wc -l < some)" -gt 8 || fail "too few rows"
while IFS="$(printf '\t')" read -r third gain width place rest; do
	recur run points.lua --set third="$third" --set gain="$gain" --set width="$width" --set place="$place" | tail -n 1 > alone
	grep -qxF "$(cat alone)" some || fail "another row alone: $rest"
done < some
recur run points.lua --set third=0.16666666666666666:0.5:3 --set gain=0.3:3:5 -o part.tsv
test "$(data part.tsv | wc -l)" -eq 60 || fail "rows of the part"
within part.tsv
recur run points.lua --set gain=0.3,3 --set place=2 --set width=-0.0 --set q=3.0 -o part.tsv
test "$(data part.tsv | wc -l)" -eq 14 || fail "rows of the list"
within part.tsv
mkdir -p other/lua/far
cp points.lua "other/lua/far/$(printf '%0240d' 0).lua"
recur run other/lua/far/0*.lua -o moved.tsv
data whole.tsv > a
data moved.tsv > b
same a b
END

scenario "memory and instruction limits do not change a result" <<'END'
recur run mixed.lua -o plain.tsv
recur run mixed.lua --memory 64 --instructions 100000000 -o limited.tsv
same plain.tsv limited.tsv
END
