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
    for neurons in (50, 100):
        print()
        sys.stdout.flush()
        subprocess.run([f"{BUILD}/tests/bench/parts", str(neurons)], check=True)


main()
