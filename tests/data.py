#!/usr/bin/python3
# Every dataset as other programs read it, with their defaults: Python's csv, NumPy, SQLite. All of them must find the
# same rows and the same numbers. Usage: python3 tests/data.py FILE.tsv...
import csv
import sqlite3
import sys

import numpy

from tap import finish, report


def plain_cells(text):
    """The rows by what the form of the file says: no line that begins with #, cells between tabs."""
    return [line.split("\t") for line in text.split("\n")[:-1] if not line.startswith("#")]


def value(cell):
    """A number, a text, or None: SQLite has no value that is not a number."""
    try:
        number = float(cell)
        return None if number != number else number
    except ValueError:
        return cell


def by_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        return [row for row in csv.reader(lines, "excel-tab")]


def by_numpy(path):
    table = numpy.genfromtxt(path, delimiter="\t", comments="#", dtype=None, encoding="utf-8", names=None)
    return [[str(cell) for cell in row] for row in table.reshape(len(table), -1)]


def by_sqlite(rows):
    base = sqlite3.connect(":memory:")
    names = ", ".join(f'"{name}"' for name in rows[0])
    base.execute(f"create table data ({names})")
    base.executemany(f"insert into data values ({', '.join('?' * len(rows[0]))})",
                     [[value(cell) for cell in row] for row in rows[1:]])
    return [list(row) for row in base.execute("select * from data")]


def problem_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if not text.endswith("\n") or "\r" in text:
        return "its last line has no end, or lines end in CR"
    rows = plain_cells(text)
    body = text.split("\n", len([line for line in text.split("\n") if line.startswith("#")]))[-1]
    for sign in "\"'#\0":
        if sign in body:
            return f"the sign {sign!r} stands in a cell"
    if by_csv(path) != rows:
        return "Python's csv reads other cells"
    if len(rows) > 2 and by_numpy(path) != rows:
        return "NumPy reads other cells"
    if by_sqlite(rows) != [[value(cell) for cell in row] for row in rows[1:]]:
        return "SQLite gives back other values"
    return None


for name in sys.argv[1:]:
    report(name, problem_of(name))
finish()
