# Claims: whatever is wrong with the data changes the verdict or is refused by name, never passed over.
# shellcheck shell=sh disable=SC2016

scenario "the committed verdicts are those of the committed data" <<'END'
copy_project
claims --replicas data/replicas.tsv -o out.tsv > shown
same "$ROOT/data/claims.tsv" out.tsv
cp out.tsv data/claims.tsv
recur fresh data/claims.tsv data/replicas.tsv
grep -q '^import-1 ' shown
grep -q 'the same in [0-9]* of 20 other seeds' shown
END

scenario "networks that rest where cycles are expected turn import-1" <<'END'
copy_project
in_place data/import/regimes.tsv '{ if ($(at["balance"]) <= -0.7) { $(at["fixed"]) = 0.6; $(at["periodic"]) = 0.4 } print }'
turned import-1
END

scenario "chaos at every density near balance 0 turns import-1b" <<'END'
copy_project
in_place data/import/regimes.tsv '{ if (($(at["balance"])) ^ 2 < 0.02) $(at["chaotic"]) = 1; print }'
turned import-1b
END

scenario "an import information of another column turns import-2" <<'END'
copy_project
in_place data/import/driven.tsv '{ $(at["I_xs"]) = $(at["I_ss"]); print }'
turned import-2
END

scenario "correlation columns swapped turn import-3b" <<'END'
copy_project
in_place data/import/driven.tsv '{ x = $(at["C_xs"]); $(at["C_xs"]) = $(at["C_ss"]); $(at["C_ss"]) = x; print }'
turned import-3b
END

scenario "import as large in dense chaos as in sparse turns import-3a" <<'END'
copy_project
in_place data/import/driven.tsv '{ if ($(at["density"]) >= 0.7) $(at["C_xs"]) += 0.1; print }'
turned import-3a
END

scenario "import that falls beyond the border turns import-3c" <<'END'
copy_project
in_place data/import/driven.tsv '{ if ($(at["balance"]) >= 0.75) $(at["C_xs"]) -= 0.05; print }'
turned import-3c
END

scenario "import of large networks as it is unrounded turns import-3d" <<'END'
copy_project
in_place data/import/size.tsv '{ for (c in at) if (c ~ /^C_xs_departures/) { to = c; sub(/_departures/, "", to); $(at[to]) = $(at[c]) } print }'
turned import-3d
END

scenario "a peak of unrounded import at the border turns import-3e" <<'END'
copy_project
in_place data/import/size.tsv '{ if ($(at["balance"]) > 0.17 && $(at["balance"]) < 0.33) $(at["C_xs_departures"]) += 0.02; print }'
turned import-3e
END

scenario "a peak of import flattened turns import-4a" <<'END'
copy_project
in_place data/import/resonance.tsv '{ if ($(at["C_xs"]) > 0.11) $(at["C_xs"]) = 0.11; print }'
turned import-4a
END

scenario "a peak of import information built in turns import-4b" <<'END'
copy_project
in_place data/import/resonance.tsv '{ if ($(at["coupling"]) > 2 && $(at["coupling"]) < 5) $(at["I_xs_mm"]) += 0.05; print }'
turned import-4b
END

scenario "peaks of recurrence flattened turn import-5" <<'END'
copy_project
in_place data/import/resonance.tsv '{ $(at["C_ss"]) = 0.1; print }'
turned import-5
END

scenario "fields of another size turn import-6" <<'END'
copy_project
in_place data/import/observer_ends.tsv '{ $(at["field"]) *= 1.4; print }'
turned import-6
END

scenario "rounding that is not like noise turns import-6" <<'END'
copy_project
in_place data/import/observer.tsv '{ if ($(at["bits"]) == 24) $(at["over_noise"]) += 0.1; print }'
turned import-6
END

scenario "peaks of import that need no observer turn import-6b" <<'END'
copy_project
in_place data/import/observer_peaks.tsv '{ $(at["sigma_of_peak"]) = 9; print }'
turned import-6b
END

scenario "a rank correlation that is not near 1 turns flux-1a" <<'END'
copy_project
in_place data/flux/monotonic.tsv '{ for (c in at) if (c ~ /^pooled/) $(at[c]) *= 0.97; print }'
turned flux-1a
END

scenario "a relation that never ends turns flux-1b" <<'END'
copy_project
in_place data/flux/monotonic.tsv '{ $(at["C"]) = 0.99; $(at["C_low"]) = 0.985; $(at["C_high"]) = 0.995; print }'
turned flux-1b
END

scenario "one width that orders networks well turns flux-1c" <<'END'
copy_project
in_place data/flux/monotonic.tsv '{ if ($(at["width"]) == 0.75) { $(at["C"]) = 0.99; $(at["C_low"]) = 0.985; $(at["C_high"]) = 0.995 } print }'
turned flux-1c
END

scenario "flux from states that is wrong, too, turns flux-2" <<'END'
copy_project
in_place data/flux/large.tsv '{ if ($(at["method"]) == 4) $(at["scatter"]) = 0.5 * $(at["truth"]); print }'
turned flux-2
END

scenario "a wrong correlation in large networks turns flux-2b" <<'END'
copy_project
in_place data/flux/large.tsv '{ if ($(at["method"]) == 3 && $(at["neurons"]) == 64) $(at["scatter"]) = 0.3 * $(at["truth"]); print }'
turned flux-2b
END

scenario "flux from states that is right in large networks turns flux-2b" <<'END'
copy_project
in_place data/flux/large.tsv '{ if ($(at["method"]) == 4) $(at["scatter"]) = 0.01 * $(at["truth"]); print }'
turned flux-2b
END

scenario "evolution that ends elsewhere from small weights turns flux-3c" <<'END'
copy_project
in_place data/flux/starts.tsv '{ if ($(at["start"]) == 0.01) $(at["rooks"]) = 0.25; print }'
turned flux-3c
END

scenario "N-rooks as the best within large bounds turn flux-3 and flux-6" <<'END'
copy_project
in_place data/flux/optimum.tsv '{ if ($(at["bound"]) >= 5) { $(at["rooks_distance"]) = 0; $(at["flux"]) = $(at["rooks_flux"]) } print }'
turned flux-3
turned flux-6
END

scenario "another structure as the best within a norm turns flux-3b" <<'END'
copy_project
in_place data/flux/budget.tsv '{ if ($(at["neurons"]) == 4 && $(at["bound"]) == 4) { $(at["rooks_distance"]) = 0.5; $(at["flux"]) += 0.01 } print }'
turned flux-3b
END

scenario "random matrices as good as N-rooks turn flux-4" <<'END'
copy_project
in_place data/flux/rooks.tsv '{ if ($(at["kind"]) == 2) $(at["exact"]) = $(at["closed"]) + 0.01; print }'
turned flux-4
END

scenario "long periods of little flux turn flux-5" <<'END'
copy_project
in_place data/flux/maps.tsv '{ if ($(at["mean_period"]) > 4) $(at["flux"]) *= 0.7; print }'
turned flux-5
END

scenario "a long cycle of much flux turns flux-5" <<'END'
copy_project
in_place data/flux/maps.tsv '{ if ($(at["mean_period"]) == 32) $(at["flux"]) = 4.99; print }'
turned flux-5
END

scenario "better matrices than N-rooks turn flux-4" <<'END'
copy_project
in_place data/flux/optimum.tsv '{ if ($(at["bound"]) == 4) $(at["flux"]) = 1.5 * $(at["rooks_flux"]); print }'
turned flux-4
END

scenario "no matrix above N-rooks turns flux-6b" <<'END'
copy_project
in_place data/flux/ternary.tsv '{ if ($(at["bound"]) == 6) $(at["flux"]) = $(at["rooks_flux"]); print }'
turned flux-6b
END

scenario "data of paper 2 that do not cover a claim are refused" <<'END'
copy_project
in_place data/flux/monotonic.tsv '$(at["width"]) != 0.75'
expect 2 claims -o out.tsv
says 'flux/ordering\.tsv is not what .* gives'
absent out.tsv
expect 2 recur run lua/flux/ordering.lua -o data/flux/ordering.tsv
says 'data/flux/monotonic\.tsv: the grid has no point with width 0\.75'
copy_project
in_place data/flux/optimum.tsv '$(at["neurons"]) != 5 || $(at["bound"]) < 8'
expect 2 claims
says 'claim flux-3: .*data/flux/gains\.tsv: neurons: expected at least 3 values from 3 to 5'
END

scenario "a row deleted from a grid is refused" <<'END'
copy_project
in_place data/import/driven.tsv '++row != 700'
expect 2 claims -o out.tsv
says 'consistency\.tsv is not what .* gives'
absent out.tsv
expect 2 recur run lua/import/consistency.lua
says 'data/import/driven\.tsv.*whole grid.*41 by 41'
END

scenario "a row that stands twice is refused" <<'END'
copy_project
in_place data/import/regimes.tsv '{ print } ++row == 700'
expect 2 recur run lua/import/regime_shares.lua
says 'regimes\.tsv: line [0-9]+: a second row'
END

scenario "a grid that a claim does not cover is refused" <<'END'
copy_project
in_place data/import/regimes.tsv '$(at["balance"]) <= 0.5'
expect 2 recur run lua/import/regime_shares.lua
says 'regimes\.tsv.*balance.*from -1 to 1.*0\.5'
copy_project
in_place data/import/resonance.tsv '$(at["place"]) != 4'
expect 2 recur run lua/import/peaks.lua
says 'resonance\.tsv.*no point with place 4'
END

scenario "a missing dataset, column, number or head is refused" <<'END'
copy_project
rm data/import/resonance.tsv
expect 2 claims -o out.tsv
says 'data/import/resonance\.tsv: No such file.*peaks\.lua reads it'
absent out.tsv
copy_project
sed -i 's/\tC_xs\t/\tC_x\t/; s/column C_xs /column C_x /' data/import/driven.tsv
sed -i 's/"C_xs"/"C_x"/; s/result.C_xs/result.C_x/' lua/import/measures.lua
hash=$(sha256sum lua/import/measures.lua | cut -c 1-64)
sed -i "s/^\(# include = import.measures.lua, sha256 \).*/\1$hash/; s/C_xs_se/C_x_se/; s/standard error of C_xs$/standard error of C_x/" \
	data/import/driven.tsv
expect 2 recur run lua/import/consistency.lua
says 'driven\.tsv: no column "C_xs".*its columns: density, balance, fluctuation'
copy_project
in_place data/import/driven.tsv '{ if (++row == 700) $(at["C_xs"]) = "nan"; print }'
expect 2 recur run lua/import/consistency.lua
says 'driven\.tsv: line [0-9]+, column C_xs: expected a number, found "nan"'
copy_project
in_place data/import/regimes.tsv '{ if (++row == 700) $0 = "0.5"; print }'
expect 2 recur run lua/import/regime_shares.lua
says 'regimes\.tsv: line [0-9]+: expected [0-9]+ columns, found 1'
copy_project
grep '^#' data/import/driven.tsv > x; mv x data/import/driven.tsv
expect 2 recur run lua/import/consistency.lua
says 'driven\.tsv is not what'
END

scenario "a dataset of another version of its script is refused" <<'END'
copy_project
echo '-- a thought' >> lua/import/regimes.lua
expect 2 claims
says 'data/import/regimes\.tsv is not what lua/import/regimes\.lua, as it is now, gives: expected.*make data'
END

scenario "replicas that lack a claim are refused" <<'END'
copy_project
sed -i '/\timport-3b\t/d' data/replicas.tsv
expect 2 claims --replicas data/replicas.tsv -o out.tsv
says 'replicas\.tsv: nothing of claim import-3b'
expect 2 claims --replicas nowhere.tsv
says 'nowhere\.tsv: No such file'
absent out.tsv
END

scenario "verdicts of other seeds are put into one table, which tells whether the scripts are the same" <<'END'
mkdir -p lua/a data
cat > lua/a/claims.lua <<'LUA'
return recur.claims {
	{ id = "a-1", claim = "c", criterion = "k", figure = "f", test = function() return "holds", "5 of 7" end },
	{ id = "a-2", claim = "d", criterion = "k", figure = "f", test = function() return "undecided", "m" end },
}
LUA
for seed in 101 102; do
	recur claims lua/a/claims.lua --quality draft --seed $seed -o $seed.tsv > /dev/null
done
sed -i 's/undecided/holds/' 102.tsv
recur replicas lua/a/claims.lua -o data/replicas.tsv --set 101=101.tsv --set 102=102.tsv
data data/replicas.tsv > rows
printf '%s\ta-%s\t%s\n' 101 1 'holds	5 of 7' 101 2 'undecided	m' 102 1 'holds	5 of 7' 102 2 'holds	m' > wanted
same wanted rows
recur claims lua/a/claims.lua --replicas data/replicas.tsv > shown
grep -q 'the same in 2 of 2 other seeds' shown
grep -q 'the same in 1 of 2 other seeds' shown
sed -i 's/criterion = "k"/criterion = "l"/' lua/a/claims.lua
recur claims lua/a/claims.lua --replicas data/replicas.tsv > shown 2>&1 || :
grep -q 'data/replicas.tsv is of other scripts than there are now: make data/replicas.tsv' shown || fail "$(cat shown)"
END

# bad NAME REGEX LUA: a script of one claim c, changed by the code, is refused.
bad() {
	scenario "a script of claims with $1 is refused" <<END
cat > c.lua <<'LUA'
local c = { id = "c-1", claim = "c", criterion = "k", figure = "f", test = function() return "holds", "m" end }
$3
return recur.claims { c }
LUA
expect 2 recur claims c.lua -o out.tsv
says "\$(numbered '$2')"
absent out.tsv
END
}

scenario "a right script of claims is accepted" <<'END'
cat > c.lua <<'LUA'
return recur.claims {
	{ id = "c-1", claim = "c", criterion = "k", figure = "f", test = function() return "undecided", "m" end },
}
LUA
expect 0 recur claims c.lua -o out.tsv
[ "$(verdict c-1)" = undecided ]
END

bad "an error" 'claim c-1: c\.lua:<1 + nil>: .*arithmetic' 'c.test = function() return 1 + nil end'
bad "an error that is no text" 'claim c-1: a table' 'c.test = function() error {} end'
bad "a verdict of its own" 'claim c-1: expected one of the verdicts.*"maybe"' 'c.test = function() return "maybe", "m" end'
bad "nothing measured" 'claim c-1: what was measured: expected.*found nothing' 'c.test = function() return "holds" end'
bad "a missing criterion" 'claim 1: criterion: expected a string, found nothing' 'c.criterion = nil'
bad "an unknown key" 'claim c-1: unknown key "critereon".*criterion' 'c.critereon = "k"'
bad "two claims of one name" 'claim c-1: there are two' 'if true then return recur.claims { c, c } end'
bad "an experiment in their place" 'expected the script to return recur\.claims' 'if true then return 3 end'
bad "a claim that is no table" 'claim 2: expected a table, found 3' 'if true then return recur.claims { c, 3 } end'
bad "an unknown name beside the claims" 'claims: unknown key "raeds" \(did you mean reads' 'if true then return recur.claims { c, raeds = {} } end'
bad "no list of conditions" 'claim c-1: .*recur.verdict: expected a list of conditions, found 3' 'c.test = function() return recur.verdict(3), "m" end'
bad "a condition without an end" 'claim c-1: .*condition 1: expected \{ number, yes = number, no = number \}' \
	'c.test = function() return recur.verdict { { 1, yes = 2 } }, "m" end'
bad "no claims" 'expected a list of claims' 'if true then return recur.claims {} end'
bad "a condition that is no number" 'claim c-1: .*condition 1: not a number' \
	'c.test = function() return recur.verdict { { 0 / 0, yes = 1, no = 0 } }, "m" end'
bad "a dataset that it does not say it reads" 'claim c-1: c\.lua:<data("a/b")>: data: "a/b".*not among what the script reads: nothing' \
	'c.test = function(data) data("a/b") end'
bad "a dataset that does not exist" 'data/a/nowhere\.tsv: No such file' 'if true then return recur.claims { reads = { "a/nowhere" }, c } end'
bad "a dataset that is none" 'reads: entry 1: expected the name of a dataset.*secret' \
	'if true then return recur.claims { reads = { "../../secret" }, c } end'
bad "a tab in its name" 'claim 1: id: expected one line' 'c.id = "a\tb"'
bad "a NUL in its text" 'claim 1: claim: expected one line' 'c.claim = "a\0b"'
bad "a quote in its text" 'claim 1: criterion: .*other programs misread' 'c.criterion = "others\x27 flux"'
bad "a line break in what was measured" 'claim c-1: what was measured: expected one line' \
	'c.test = function() return "holds", "a\nb" end'

scenario "the command line of claims" <<'END'
expect 2 recur claims
says 'claims: expected a script'
expect 2 recur claims nowhere.lua
says 'nowhere\.lua: No such file'
expect 2 recur claims tiny.lua
says 'tiny\.lua: expected the script to return recur\.claims'
echo 'return recur.claims { { id = "c", claim = "c", criterion = "k", figure = "f", test = function() return "holds", "m" end } }' > c.lua
expect 2 recur claims c.lua -o nowhere/out.tsv
says 'nowhere: No such file'
expect 2 recur claims tiny.lua --list
says 'nothing to list'
END
