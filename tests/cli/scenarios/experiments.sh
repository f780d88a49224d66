# Declarations at work: paired axes, cases, rows.
# shellcheck shell=sh

scenario "along a paired axis networks and inputs stay, across others they change" <<'END'
networks 'paired = { "coupling" },'
[ "$(data out.tsv | cut -f 1,5,6 | sort -u | wc -l)" -eq 2 ]
[ "$(data out.tsv | cut -f 6 | sort -u | wc -l)" -eq 2 ]
grep -q 'coupling = 0, 0.5, 2; same networks and inputs along it' out.tsv
networks ''
[ "$(data out.tsv | cut -f 5 | sort -u | wc -l)" -eq 6 ]
END

scenario "cases give columns of their parameters, and random numbers by these, not by their number" <<'END'
networks 'paired = { "coupling" },'
grep -q '^place	balance	density	coupling	weight	input$' out.tsv
data out.tsv | awk '$1 == 2' | cut -f 2- > whole
sed -i 's/{ "a", density = 1, balance = 1 }, //' n.lua
recur run n.lua -o one.tsv
data one.tsv | cut -f 2- > alone
same whole alone
END

scenario "a paired axis that is none is refused" <<'END'
expect 2 networks 'paired = { "cuopling" },'
says 'paired: entry 1: expected the name of an axis \(coupling, place\), found "cuopling"'
END

scenario "a result that depends on the order of a table in memory is refused by --twice" <<'END'
for jobs in 1 3; do
	expect 2 recur run holes.lua --twice -j $jobs -o out.tsv
	says '^recur: holes\.lua: --twice: point [123] \(x = [123]\): row 1, column length is [0-9]+ the first time and [0-9]+ the second'
	absent out.tsv out.tsv.journal
done
recur run tiny.lua > once
recur run tiny.lua --twice > twice
same once twice
END
