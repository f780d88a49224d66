#!/bin/sh
# Runs a program in an environment that is named here, not the user's: sh paper/clean.sh PROGRAM ARGUMENT...
# PATH still says which programs there are. Locale, time zone and clock stand still, so that the same text gives the
# same bytes; no start-up file, data folder, font or TeX tree of the user, or of the site, is looked at.
home=$(cd "$(dirname "$0")/.." && pwd)/build/home
mkdir -p "$home"
exec env -i PATH="$PATH" HOME="$home" TEXMFLOCAL="$home" LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=0 FORCE_SOURCE_DATE=1 \
	RECUR="${RECUR:-build/recur}" "$@"
