#!/bin/sh
# The README's promises in a minimal Debian of another release: made by debootstrap below build/debian, where it stays
# for the next time, with nothing but make, git and ca-certificates; the checkout comes in as an archive would, and
# everything else by `make setup`. Usage, as root: sh tests/debian.sh [RELEASE [STEP...]]; the release is the one that
# this machine is not, the steps are all: test data figures paper.
set -u
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"
umask 022
LC_ALL=C
export LC_ALL

steps='test data figures paper'
packages='make git ca-certificates'
# Full results that are computed again: one of each paper and of each kind of kernel, within a minute.
datasets='import/traces flux/rooks'

stop() {
	echo "debian: $1" >&2
	exit 2
}

# ---- outside: the system ----------------------------------------------------------------------------

# Debian's mirror that this machine itself uses.
mirror() {
	# shellcheck disable=SC2016 # apt's own names
	apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 2>/dev/null | sed -n 's/^Debian Debian //p' | sed -n 1p
}

make_system() {
	from=$(mirror)
	[ -n "$from" ] || stop "apt's configuration names no mirror of Debian to take $release from"
	echo "debian: making a minimal $release in $system"
	rm -rf "$system.part"
	# shellcheck disable=SC2086 # a list of words
	{
		debootstrap --variant=minbase "$release" "$system.part" "$from" &&
			apt-config dump Acquire::http >"$system.part/etc/apt/apt.conf.d/proxy" && # if there is one
			chroot "$system.part" apt-get update -q &&
			DEBIAN_FRONTEND=noninteractive chroot "$system.part" apt-get install -y -q --no-install-recommends $packages &&
			mv "$system.part" "$system"
	} >"$system.log" 2>&1 || {
		tail -n 20 "$system.log" >&2
		stop "no minimal $release, see $system.log"
	}
}

# The files of the checkout, tracked or new; in an archive, all but what is made.
files() {
	if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
		git ls-files -z --cached --others --exclude-standard
	else
		find . -path ./build -prune -o -type f ! -name '*.journal' ! -name '*.part' -print0
	fi
}

copy_checkout() {
	rm -rf "$system/recur"
	mkdir "$system/recur"
	# shellcheck disable=SC2016 # a file that is tracked but gone is passed over
	files | xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh |
		tar --create --null --files-from - | tar --extract --directory "$system/recur" --no-same-owner
}

# Runs this script's other half in the system, in namespaces of its own: whatever ends it, what it mounted and what
# it started is gone.
inside() {
	cp -L /etc/resolv.conf "$system/etc/resolv.conf"
	# shellcheck disable=SC2016 # expanded by the inner shell
	setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child sh -c '
		mount -t proc proc "$1/proc" && mount -t sysfs sysfs "$1/sys" && mount -t devpts devpts "$1/dev/pts" &&
			mkdir -p "$1/dev/shm" && mount -t tmpfs tmpfs "$1/dev/shm" || exit 2
		root=$1
		shift
		exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root sh /recur/tests/debian.sh inside "$@"
		' sh "$system" "$release" "$@" &
	child=$!
	trap 'kill -s KILL "$child" 2>/dev/null; exit 130' INT TERM HUP
	wait "$child"
}

outside() {
	[ "$(id -u)" = 0 ] || stop 'making another system needs root: sudo make test-debian'
	command -v debootstrap >/dev/null || stop 'no debootstrap: make setup test-debian'
	cd "$(dirname "$0")/.." || exit 2
	here=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
	release=${1:-$([ "$here" = trixie ] && echo bookworm || echo trixie)}
	[ $# = 0 ] || shift
	for step; do
		case " $steps " in *" $step "*) ;; *) stop "no step $step; there are $steps" ;; esac
	done
	system=build/debian/$release
	mkdir -p build/debian
	exec 9>"$system.lock"
	flock -n 9 || stop "another run is at work in $system"
	[ -d "$system" ] || make_system
	copy_checkout
	# shellcheck disable=SC2086 # a list of words
	inside "${@:-$steps}"
}

# ---- inside: the steps ------------------------------------------------------------------------------

# suite COMMAND...: one test; what it prints is shown at once, as it takes minutes.
suite() {
	"$@" >&2
	report $? "$*"
}

step_test() { suite make setup test; }

step_data() {
	suite make setup build
	for stem in $datasets; do
		said=$({ build/recur run "lua/$stem.lua" -o /tmp/again.tsv && cmp /tmp/again.tsv "data/$stem.tsv"; } 2>&1)
		report $? "data/$stem.tsv has the committed bytes" "$said"
	done
}

# From the committed data, by this system's gnuplot.
step_figures() {
	suite sh tests/setup.sh figures
	suite make build
	for script in figures/*/*.gp; do
		figure=${script%.gp}.svg
		build/recur draw "$script" -o /tmp/again.svg >/tmp/said 2>&1 && [ ! -s /tmp/said ]
		report $? "$script is drawn" "$(head -n 3 /tmp/said)"
		[ "$(shown <"$figure")" = "$(shown </tmp/again.svg)" ]
		report $? "$figure drawn anew shows the same numbers"
	done
}

shown() { # the checksum of what a figure shows, whichever gnuplot drew it
	sed -n 's/^drawn = .* sha256 //p' | grep .
}

step_paper() { suite make setup test-paper; }

run_steps() {
	cd /recur || exit 2
	release=$1
	shift
	# shellcheck disable=SC2048 # one word or several
	for step in $*; do
		echo "debian: $release: $step" >&2
		from=$(date +%s)
		"step_$step"
		echo "debian: $release: $step took $(($(date +%s) - from)) s" >&2
	done
	plan
}

if [ "${1:-}" = inside ]; then
	shift
	run_steps "$@"
else
	outside "$@"
fi
