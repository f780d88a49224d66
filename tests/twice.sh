#!/bin/sh
# Runs every experiment below lua/ as a draft with --twice: each grid point is computed a second time in a fresh Lua
# state with another hash seed, and has to come to the same. Then every figure is drawn from these drafts. Usage:
# twice.sh BUILD.
set -u
# shellcheck source=tests/tap.sh
. tests/tap.sh
program=$1/recur
room=$1/twice/data
rm -rf "$1/twice"
# Sources come before what reads them.
for stem in $("$program" depends | sed -n 's/^DATASETS = //p'); do
	case $stem in *"${NAME:-}"*) ;; *) continue ;; esac
	mkdir -p "$room/${stem%/*}"
	said=$("$program" run "lua/$stem.lua" --quality draft --twice --data "$room" -o "$room/$stem.tsv" 2>&1)
	report $? "lua/$stem.lua computed twice" "$said"
done
for script in figures/*/*.gp; do
	case $script in *"${NAME:-}"*) ;; *) continue ;; esac
	said=$("$program" draw "$script" --quality draft --data "$room" -o "$1/twice/figure.svg" 2>&1)
	report $? "$script drawn from drafts" "$said"
done
plan
