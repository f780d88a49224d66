#!/usr/bin/python3
# Every optimum is published with its matrix: flux and mean period computed again from the matrices by NumPy, which
# knows nothing of this project's kernel, and compared with what the datasets tell. Usage: python3 tests/published.py, in
# the checkout. Ends with "N passed, N failed".
import numpy

passed, failed = 0, 0


def report(what, problem):
    global passed, failed
    if problem is None:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {what}: {problem}")


def read(stem):
    """The rows of a dataset, as dictionaries of numbers."""
    with open(f"data/flux/{stem}.tsv", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [dict(zip(lines[0], map(float, line))) for line in lines[1:]]


def matrices(stem, keys, chosen=lambda row: True):
    """The matrices of a dataset that has a row for each weight, by the values of the key columns."""
    weights = {}
    for row in read(stem):
        if chosen(row):
            weights.setdefault(tuple(row[key] for key in keys), {})[int(row["to"]), int(row["from"])] = row["value"]
    found = {}
    for key, entries in weights.items():
        neurons = max(to for to, _ in entries)
        found[key] = numpy.array([[entries[m, n] for n in range(1, neurons + 1)] for m in range(1, neurons + 1)])
    return found


def fields(matrix):
    """All states, as rows of signs, bit n of the number being neuron n; and the fields of all neurons in each."""
    neurons = len(matrix)
    signs = 2 * (numpy.arange(2**neurons)[:, None] >> numpy.arange(neurons) & 1) - 1
    return signs, signs @ matrix.T


def transition_matrix(matrix):
    """The probability of each state, a column, to follow each state, a row."""
    signs, field = fields(matrix)
    on = 1 / (1 + numpy.exp(-field))
    return numpy.prod(numpy.where(signs[None, :, :] > 0, on[:, None, :], 1 - on[:, None, :]), axis=2)


def flux(matrix):
    """Mutual information of successive states, in bits, from the stationary distribution."""
    transition = transition_matrix(matrix)
    stationary = solve_stationary(transition)
    entropy = -numpy.sum(stationary * numpy.log2(stationary))
    with numpy.errstate(divide="ignore", invalid="ignore"):
        noise = -numpy.nansum(transition * numpy.log2(transition), axis=1)
    return entropy - stationary @ noise


def solve_stationary(transition):
    """Elimination state by state, without a subtraction (Grassmann, Taksar and Heyman)."""
    p = transition.copy()
    for k in range(len(p) - 1, 0, -1):
        p[:k, k] /= p[k, :k].sum()
        p[:k, :k] += numpy.outer(p[:k, k], p[k, :k])
    stationary = numpy.zeros(len(p))
    stationary[0] = 1
    for k in range(1, len(p)):
        stationary[k] = stationary[:k] @ p[:k, k]
    return stationary / stationary.sum()


def successors(matrix):
    """The most probable successor of each state; a field that is 0 but for rounding counts as above 0."""
    _, field = fields(matrix)
    rounding = 64 * 2**-53 * numpy.abs(matrix).sum(axis=1)
    return ((field > -rounding) << numpy.arange(len(matrix))).sum(axis=1)


def mean_period(matrix):
    """The mean over all states of the period of the cycle that each ends in."""
    successor = successors(matrix)
    total = 0
    for start in range(len(successor)):
        x = start
        for _ in successor:
            x = successor[x]
        y, period = successor[x], 1
        while y != x:
            y, period = successor[y], period + 1
        total += period
    return total / len(successor)


def compare(stem, keys, results, told, computed, tolerance):
    """What a dataset tells of its matrices, column `told`, with what is computed of each."""
    for key, matrix in results.items():
        rows = [row for row in read_once(stem) if all(row[name] == value for name, value in zip(keys, key))]
        found = computed(matrix)
        where = f"data/flux/{stem}.tsv, " + ", ".join(f"{name} {value:g}" for name, value in zip(keys, key))
        if len(rows) != 1:
            report(where, f"{len(rows)} rows")
        elif abs(rows[0][told] - found) > tolerance * max(1, abs(found)):
            report(where, f"{told} is told as {rows[0][told]}, and its matrix has {found}")
        else:
            report(where, None)


tables = {}


def read_once(stem):
    if stem not in tables:
        tables[stem] = read(stem)
    return tables[stem]


for stem, keys in [("optimum", ("neurons", "bound")), ("budget", ("neurons", "bound")),
                   ("periods", ("neurons", "bound", "share", "evolution"))]:
    found = matrices(stem + "_matrices", keys)
    compare(stem, keys, found, "flux", flux, 2e-9)
    compare(stem, keys, found, "mean_period", mean_period, 1e-9)

# The one-to-one maps with the longest mean period and with the most flux: the class of their mean period.
for (neurons, goal), matrix in matrices("best_maps", ("neurons", "goal"), lambda row: row["part"] == 1).items():
    period, value = mean_period(matrix), flux(matrix)
    classes = [row for row in read_once("maps") if row["neurons"] == neurons]
    told = [row["flux"] for row in classes if row["mean_period"] == period]
    most = max(row["mean_period" if goal == 1 else "flux"] for row in classes)
    right = told and abs(told[0] - value) < 2e-9 and abs(most - (period if goal == 1 else value)) < 2e-9
    report(f"data/flux/best_maps.tsv, {neurons:g} neurons, goal {goal:g}",
           None if right else f"flux {value} and mean period {period}; told: flux {told}, the most {most}")

for (order, goal), matrix in matrices("best_conference", ("order", "goal")).items():
    row = [row for row in read_once("conference") if row["order"] == order][0]
    told = (row["flux"], row["mean_period"]) if goal == 1 else (row["flux_of_longest"], row["longest"])
    value = (flux(matrix), mean_period(matrix))
    report(f"data/flux/best_conference.tsv, order {order:g}, goal {goal:g}",
           None if numpy.allclose(told, value, rtol=1e-9, atol=0) else f"told {told}, computed {value}")

# Of evolved matrices, the stationary probability of each state, and its most probable successor.
evolved = matrices("evolved", ("goal",), lambda row: row["part"] == 1)
transitions = {}
for row in read_once("evolved"):
    if row["part"] == 2:
        transitions.setdefault((row["goal"],), {})[int(row["from"])] = (int(row["to"]), row["value"])
for key, matrix in evolved.items():
    stationary, successor = solve_stationary(transition_matrix(matrix)), successors(matrix)
    wrong = [x for x, (to, value) in transitions[key].items()
             if successor[x] != to or abs(value - stationary[x]) > 1e-9 * stationary[x]]
    report(f"data/flux/evolved.tsv, goal {key[0]:g}", None if not wrong else f"states {wrong}")

print(f"{passed} passed, {failed} failed")
raise SystemExit(failed > 0)
