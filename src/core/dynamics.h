/*
 * dynamics.h - what kind of motion a recorded path is: its largest Lyapunov exponent, its regime.
 */
#ifndef RECUR_DYNAMICS_H
#define RECUR_DYNAMICS_H

#include "network.h"
#include "series.h"

/* λ, the mean logarithmic growth per step of an infinitesimal disturbance along a path (of a driven
 * one: under the same input), by G. Benettin et al. (Meccanica 15, 1980). The tangent vector starts
 * in a random direction and is renormalised each step; the first tenth of the path only turns it.
 * states: steps + 1 rows as network_run records them, steps >= 1. -∞ if every disturbance dies out.
 * A saturated neuron counts with slope 2^-53, so λ below about -30 is only known to lie there. */
enum status lyapunov_exponent(const struct network *network, const double *states, size_t steps,
                              struct stream_name name, const struct interrupt *interrupt,
                              double *exponent);

/* The bytes it takes while it is found. */
static inline size_t lyapunov_working_bytes(const struct network *network, size_t steps)
{
	return (2 * network->weights.stride + steps) * sizeof(double);
}

enum regime { REGIME_FIXED_POINT, REGIME_PERIODIC, REGIME_CHAOTIC, REGIME_OTHER };

/* The regime of a free-running path. It is periodic with period p if over its last
 * max(p, REGIME_WINDOW) steps, or as many as have a state p steps earlier, every neuron repeats after p
 * steps to within REGIME_TOLERANCE, p the smallest such number (p = 1: a fixed point) with
 * 2 p < steps; else chaotic if λ > 0; else
 * other (quasi-periodic, or a transient not over). *period is 0 unless the path repeats. */
#define REGIME_TOLERANCE 1e-6
#define REGIME_WINDOW 64
enum regime regime_find(struct series states, double lyapunov, size_t *period);

/* nearest[t]: the smallest distance of state t to an earlier one, as root mean square over neurons;
 * infinite for t = 0. A recurring path comes down to zero and stays there. Takes steps²/2 distances. */
enum status recurrence_distances(struct series states, const struct interrupt *interrupt,
                                 double *nearest);

#endif
