"""Writes tests/vmath/rounded.txt: arguments and correctly rounded values of the functions of src/main/rounded.c, found by
mpmath, whose algorithms are its own. Usage: python3 rounded.py > rounded.txt (Debian: python3-mpmath).

The arguments are random, of all sizes, and some whose values lie next to the middle of two doubles, of which most are
from the tables of V. Lefèvre and J.-M. Muller (2001): there a function that is not correctly rounded shows it.
"""

import random
from fractions import Fraction

from mpmath import mp, mpf
import mpmath

mp.prec = 2400  # angles of 2^1024 are reduced by this

hard = {
    "exp": ["0x1.fffffffffffffp-53", "-0x1.2a9cad9998262p+0"],
    "log": ["0x1.62a88613629b6p+678"],
    "log2": ["0x1.b4ebe40c95a01p+0"],
    "sin": ["0x1.e0000000001c2p-20"],
    "cos": ["0x1.8000000000009p-23"],
    "tan": ["0x1.dffffffffff1fp-22", "0x1.67fffffffa114p-18"],
    "asin": ["0x1.c373ff4aad79bp-14"],
    "acos": ["0x1.53ea6c7255e88p-4"],
    "sinh": ["0x1.dfffffffffe3ep-20"],
}


def to_double(value):
    """The nearest double, ties to even; Python's division of whole numbers is correctly rounded."""
    if mpmath.isinf(value):
        return float(value)
    sign, mantissa, exponent, _ = value._mpf_
    size = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    try:
        number = size.numerator / size.denominator
    except OverflowError:
        number = float("inf")
    return -number if sign else number


functions = {  # name: function, and the exponents of 2 of its arguments' sizes, and whether they have signs
    "exp": (mpmath.exp, -60, 9.48, True),
    "expm1": (mpmath.expm1, -60, 9.48, True),
    "log": (mpmath.log, -1074, 1024, False),
    "log1p": (mpmath.log1p, -60, 1024, False),
    "log2": (lambda x: mpmath.log(x) / mpmath.log(2), -1074, 1024, False),
    "log10": (lambda x: mpmath.log(x) / mpmath.log(10), -1074, 1024, False),
    "sin": (mpmath.sin, -100, 1024, True),
    "cos": (mpmath.cos, -30, 1024, True),
    "tan": (mpmath.tan, -100, 1024, True),
    "asin": (mpmath.asin, -40, 0, True),
    "acos": (mpmath.acos, -40, 0, True),
    "sinh": (mpmath.sinh, -40, 9.48, True),
    "cosh": (mpmath.cosh, -25, 9.48, True),
    "tanh": (mpmath.tanh, -40, 4.3, True),
}

rng = random.Random(2385)


def argument(low, high, signed):
    x = 2.0 ** min(rng.uniform(low, high), 1023.999)
    return -x if signed and rng.random() < 0.5 else x


for name, (function, low, high, signed) in functions.items():
    arguments = [float.fromhex(x) for x in hard.get(name, [])] + [argument(low, high, signed) for _ in range(60)]
    for x in arguments:
        print(name, x.hex(), to_double(function(mpf(x))).hex())

for _ in range(120):
    x = argument(-1074, 1024, False) if rng.random() < 0.5 else argument(-1, 1, False)
    y = rng.uniform(-1080, 1024) / float(mpmath.log(mpf(x)) / mpmath.log(2))
    print("pow", x.hex(), y.hex(), to_double(mpf(x) ** mpf(y)).hex())
    x, y = argument(-300, 300, True), argument(-300, 300, True)
    print("atan2", x.hex(), y.hex(), to_double(mpmath.atan2(mpf(x), mpf(y))).hex())
