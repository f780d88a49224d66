"""What checks written in Python share: they speak TAP, and prove counts them."""
count, failures = 0, 0


def report(what, problem):
    """One test; the problem is None, or is told below it."""
    global count, failures
    count += 1
    print("ok" if problem is None else "not ok", count, "-", what.replace("#", "\\#"))
    if problem is not None:
        failures += 1
        print("#", str(problem).replace("\n", " "))


def finish():
    """The last thing that a check does; without it prove says that the check died."""
    print(f"1..{count}")
    raise SystemExit(failures > 0)
