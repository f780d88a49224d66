"""Figures of speed, as ratios within one run of this script: beside NumPy, two workers beside one,
memory, the shares of a run. One thread each unless it says otherwise. Usage: bench.py BUILD"""

import os
import resource
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np  # noqa: E402 (after the thread counts)

import reference  # noqa: E402

BUILD = sys.argv[1] if len(sys.argv) > 1 else "build"


def blas_in_use():
    np.dot(np.ones((64, 64)), np.ones((64, 64)))
    with open("/proc/self/maps", encoding="ascii") as maps:
        names = {line.split("/")[-1].strip() for line in maps if "blas" in line.lower()}
    return ", ".join(sorted(names))


def time_numpy(neurons, repeats):
    best = float("inf")
    for seed in range(repeats):
        random = np.random.default_rng(seed)
        start = time.perf_counter()
        reference.run(neurons, 1000, 100, random)
        best = min(best, time.perf_counter() - start)
    return best


def time_recur(neurons, repeats):
    environment = dict(os.environ, LUA_CPATH=f"{BUILD}/?.so")
    output = subprocess.run(["lua5.4", "tests/bench/driven.lua", str(neurons), str(repeats)],
                            check=True, capture_output=True, text=True, env=environment).stdout
    return float(output.split()[0])


def best_time(repeats, function, *arguments):
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        function(*arguments)
        best = min(best, time.perf_counter() - start)
    return best


def time_machines():
    """What machines.lua prints: name -> seconds, result."""
    environment = dict(os.environ, LUA_CPATH=f"{BUILD}/?.so")
    output = subprocess.run(["lua5.4", "tests/bench/machines.lua"], check=True, capture_output=True, text=True,
                            env=environment).stdout
    lines = (line.split("\t") for line in output.splitlines())
    return {name: (float(seconds), float(result)) for name, seconds, result in lines}


def compare_machines():
    own, random = time_machines(), np.random.default_rng(1)

    def compare(what, name, numpy_time):
        print(f"{what}: NumPy {1e6 * numpy_time:.4g} us, recur {1e6 * own[name][0]:.4g} us: "
              f"{numpy_time / own[name][0]:.1f} times faster")

    five, states = random.normal(0, 0.5, (5, 5)), reference.states_of(5)
    compare("flux of a matrix of 5 neurons (recur: bred and selected too)", "fitness",
            best_time(300, reference.flux, five, states))
    for neurons, repeats in ((10, 5), (12, 2)):
        cycle, states = 2 * np.roll(np.eye(neurons), 1, axis=0), reference.states_of(neurons)
        if abs(reference.flux(cycle, states) - own[f"exact {neurons}"][1]) > 1e-9:
            sys.exit(f"flux of {neurons} neurons: NumPy and recur differ")
        compare(f"exact flux of {neurons} neurons", f"exact {neurons}",
                best_time(repeats, reference.flux, cycle, states))
    bits = random.random((10000, 1000)) < 0.5
    u, v = np.ascontiguousarray(bits.T.astype(np.float32)), bits.astype(np.float32)
    compare("mean pairwise information of 1000 by 1000 series of 10,000 steps (NumPy: one matrix product)",
            "pairwise", best_time(5, np.matmul, u, v))
    ten = random.normal(0, 0.5, (10, 10))
    one_step = best_time(5, reference.walk, ten, 2000, random) / 2000
    compare("a step of a machine of 10 neurons (recur: 16 chains)", "simulation", one_step)
    compare("a step of a machine of 10 neurons (recur: 1 chain)", "simulation, one chain", one_step)


def time_sweep(jobs):
    command = [f"{BUILD}/recur", "run", "lua/import/driven.lua", "--set", "density=0.5",
               "--set", "balance=-1:1:41", "-j", str(jobs), "-o", "/dev/null"]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def main():
    print(f"NumPy {np.__version__} with {blas_in_use()}")
    for neurons in (50, 100):
        numpy_time, recur_time = time_numpy(neurons, 20), time_recur(neurons, 50)
        print(f"one driven run, five measures, N = {neurons}, 1000 steps: NumPy {1e3 * numpy_time:.2f} ms, "
              f"recur {1e3 * recur_time:.3f} ms: {numpy_time / recur_time:.1f} times faster")
    one = min(time_sweep(1) for _ in range(3))
    two = min(time_sweep(2) for _ in range(3))
    print(f"a row of import/driven at full quality: one worker {one:.2f} s, two {two:.2f} s: "
          f"{one / two:.2f} times faster")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest memory of any of these: {peak:.0f} MB")
    compare_machines()  # last: a child's peak counts what this process holds when it starts it
    for neurons in (50, 100):
        print()
        sys.stdout.flush()
        subprocess.run([f"{BUILD}/tests/bench/parts", str(neurons)], check=True)


main()
