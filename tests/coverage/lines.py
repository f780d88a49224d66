#!/usr/bin/python3
"""Which lines of the project were run, from what tests/coverage/run.sh left in a build folder: the lines that were not, and
the share of each room and of all. Usage: python3 tests/coverage/lines.py BUILD, in the root of the checkout. Fails if the
share of all is smaller than LEAST: what is left in src/main is for memory and disks that fail at one moment of many.
"""
import glob
import json
import os
import re
import subprocess
import sys

LEAST = 0.98
ROOMS = ["src/core", "src/bind", "src/main", "lua/recur", "paper"]
# A line of Lua that only ends something is noted or not as the compiler likes.
ENDS = re.compile(r"^\s*(?:(?:end|else|until true|\}|\)|\]\]?|,|;)\s*)+(?:--.*)?$")


def note(counts, file, line, count):
    lines = counts.setdefault(file, {})
    lines[line] = lines.get(line, 0) + count


def of_c(counts, build):
    """By gcov; a file that is compiled several times was run wherever one of them was."""
    notes = sorted(glob.glob(f"{build}/**/*.gcno", recursive=True))
    notes = [path for path in notes if "/tests/" not in path]
    for path in notes:
        found = subprocess.run(["gcov", "--json-format", "--stdout", path], check=True, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL).stdout
        for text in found.splitlines():
            for file in json.loads(text)["files"]:
                for line in file["lines"]:
                    note(counts, os.path.relpath(file["file"]), line["line_number"], line["count"])


def of_lua(counts, file, ran):
    """The lines that have instructions, by luac; those of them that were run, by their numbers."""
    listing = subprocess.run(["luac5.4", "-l", "-p", file], check=True, stdout=subprocess.PIPE, text=True).stdout
    with open(file, encoding="utf-8") as source:
        text = [""] + source.read().split("\n")
    found = re.findall(r"^\t\d+\t\[(\d+)\]\t(\w+)", listing, re.M)
    numbers = {int(line) for line, code in found if code != "VARARGPREP"}  # which no hook sees
    for line in numbers:
        if not ENDS.match(text[line]):
            note(counts, file, line, int(line in ran))


def count_all(build):
    counts = {}
    of_c(counts, build)
    for file in sorted(glob.glob("lua/recur/*.lua")):
        with open(f"{build}/lines/{os.path.basename(file)[:-len('.lua')]}", "rb") as noted:
            of_lua(counts, file, {line for line, byte in enumerate(noted.read()) if byte})
    try:
        with open(f"{build}/lines/paper", encoding="utf-8") as noted:
            pairs = [line.split() for line in noted]
    except FileNotFoundError:
        pairs = []
    for file in sorted(glob.glob("paper/*.lua")):
        of_lua(counts, file, {int(line) for name, line in pairs if name == os.path.basename(file)})
    return counts


def main():
    counts, ran, all_lines = count_all(sys.argv[1]), 0, 0
    for room in ROOMS:
        lines = {file: lines for file, lines in counts.items() if os.path.dirname(file) == room}
        for file, numbers in sorted(lines.items()):
            with open(file, encoding="utf-8") as source:
                text = [""] + source.read().split("\n")
            for line in sorted(number for number, count in numbers.items() if count == 0):
                print(f"{file}:{line}: {text[line].strip()}")
    for room in ROOMS:
        numbers = [count for file, lines in counts.items() if os.path.dirname(file) == room for count in lines.values()]
        good = sum(count > 0 for count in numbers)
        print(f"{room:10} {100 * good / max(1, len(numbers)):6.2f} % of {len(numbers)} lines are run")
        ran, all_lines = ran + good, all_lines + len(numbers)
    enough = ran >= LEAST * all_lines > 0
    print(f"{'all':10} {100 * ran / max(1, all_lines):6.2f} % of {all_lines} lines are run"
          f"{'' if enough else f', {100 * LEAST:g} % at least are to be'}")
    return 0 if enough else 1


sys.exit(main())
