#!/bin/sh
# Runs one of the programs in tests/fuzz for MINUTES, as one test. Usage: fuzz.sh PROGRAM BUILD_FOLDER. What it says is
# shown at once, as it may take long. A fault keeps its case in build/fuzz/.
set -u
# shellcheck source=tests/tap.sh
. tests/tap.sh
"$1" "$2" "$(echo "${MINUTES:-1}" | awk '{ print(60 * $1) }')" >&2
report $? "$1"
plan
