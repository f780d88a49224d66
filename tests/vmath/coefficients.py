"""The polynomials of src/core/elementary.h: prints every coefficient, and how good each polynomial is.

Each is the best one of its degree (E. Remez, 1934): the largest relative error over the interval is as small as it can
be. Then coefficients are rounded to doubles, the lowest first, and the others found anew for the rounded ones.
Usage: python3 coefficients.py (Debian: python3-mpmath).
"""

from mpmath import mp, mpf, matrix, lu_solve, ln, exp, tanh, atanh, sin, cos, sqrt, pi, fabs, nstr

mp.dps = 60
tiny = mpf(2) ** -60


def remez(target, weight, low, high, powers):
    """The coefficients of x^powers whose weight * (polynomial - target) stays smallest on low ... high."""
    n = len(powers) + 1
    points = [(low + high) / 2 - (high - low) / 2 * mp.cos(pi * i / (n - 1)) for i in range(n)]
    grid = [(low + high) / 2 - (high - low) / 2 * mp.cos(pi * i / 1000) for i in range(1001)]
    values = [(x, target(x), weight(x)) for x in grid]
    for _ in range(12):
        system = matrix(n, n)
        right = matrix(n, 1)
        for i, x in enumerate(points):
            for k, power in enumerate(powers):
                system[i, k] = x**power
            system[i, n - 1] = (-1) ** i / (weight(x) + tiny)
            right[i] = target(x)
        solution = lu_solve(system, right)
        errors = [w * (sum(solution[k] * x**p for k, p in enumerate(powers)) - t) for x, t, w in values]
        # The extremes of the error: the largest of each run of one sign.
        runs = []
        for x, error in zip(grid, errors):
            if runs and (runs[-1][1] > 0) == (error > 0):
                if fabs(error) > fabs(runs[-1][1]):
                    runs[-1] = (x, error)
            else:
                runs.append((x, error))
        while len(runs) > n:
            runs.pop(0 if fabs(runs[0][1]) < fabs(runs[-1][1]) else -1)
        if len(runs) < n:
            break
        points = [x for x, _ in runs]
    return [solution[k] for k in range(n - 1)]


def fit(name, target, weight, low, high, count, step=1):
    """Doubles c[0] ... c[count-1] of c[k] x^(k step) for the target; prints them."""
    low, high = mpf(low), mpf(high)
    found = remez(target, weight, low, high, [step * k for k in range(count)])
    rounded = [mpf(float(c)) for c in found]
    worst = max(
        fabs(weight(x) * (sum(c * x ** (step * k) for k, c in enumerate(rounded)) - target(x)))
        for x in (low + (high - low) * i / 4000 for i in range(4001))
    )
    print(f"{name}: relative error {nstr(worst, 3)} = 2^{nstr(mp.log(worst, 2), 4)}")
    for k, c in enumerate(rounded):
        print(f"\t{float(c).hex()}, /* x^{step * k} */")


def split(name, value):
    """A real as the sum of two doubles."""
    high = float(value)
    print(f"{name}: {high.hex()} + {float(value - high).hex()}")


half = ln(2) / 2

split("ln 2", ln(2))
split("ln(2)/2", ln(2) / 2)
split("1/ln 2", 1 / ln(2))
split("2/ln 2", 2 / ln(2))
split("pi", pi)
split("pi^2/2", pi**2 / 2)

# exp(r) = 1 + r + r^2 p(r), |r| <= ln(2)/2
fit("exp", lambda r: (exp(r) - 1 - r) / r**2 if fabs(r) > tiny else mpf(1) / 2,
    lambda r: half**2 / exp(r), -half * mpf("1.0001"), half * mpf("1.0001"), 11)

# tanh(s) = s + s z p(z), z = s^2, |s| <= ln(2)/4
fit("tanh", lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z if z > tiny else mpf(-1) / 3,
    lambda z: z, 0, (half / 2 * mpf("1.0001")) ** 2, 6)

# 2 atanh(s) = 2 s + s z p(z), z = s^2, |s| <= 3 - 2 sqrt(2): log((1 + s)/(1 - s))
fit("log", lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z if z > tiny else mpf(2) / 3,
    lambda z: z / 2, 0, ((3 - 2 * sqrt(2)) * mpf("1.0001")) ** 2, 7)

# sin(pi r) = pi r + r z p(z), z = r^2, |r| <= 1/4
fit("sinpi", lambda z: (sin(pi * sqrt(z)) / sqrt(z) - pi) / z if z > tiny else -(pi**3) / 6,
    lambda z: z / 3, 0, mpf(1) / 16, 6)

# cos(pi r) = 1 - (pi^2/2) z + z^2 p(z), z = r^2, |r| <= 1/4
fit("cospi", lambda z: (cos(pi * sqrt(z)) - 1 + pi**2 / 2 * z) / z**2 if z > tiny else pi**4 / 24,
    lambda z: z**2, 0, mpf(1) / 16, 6)
