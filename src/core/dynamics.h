/*
 * dynamics.h - what kind of motion a recorded path is: its largest Lyapunov exponent, its regime.
 */
#ifndef RECUR_DYNAMICS_H
#define RECUR_DYNAMICS_H

#include "network.h"
#include "series.h"

/* The largest Lyapunov exponent λ, as far as a path tells it. */
struct lyapunov {
	double exponent, error; /* λ and its standard error, per step */
	size_t steps;           /* those it is a mean over */
};

/* λ, the mean logarithmic growth per step of an infinitesimal disturbance along a path (of a driven
 * one: under the same input), by G. Benettin et al. (Meccanica 15, 1980). The tangent vector starts
 * in a random direction and is renormalised each step; the first tenth of the path only turns it.
 * states: steps + 1 rows as network_run records them, steps >= 1. -∞ if every disturbance dies out.
 * A saturated neuron counts with slope 2^-53, so λ below about -30 is only known to lie there.
 *
 * The standard error is that of the mean of LYAPUNOV_BLOCKS means over blocks of equal length, of which the run is
 * long enough to have many independent ones. Growth is correlated over some steps: that makes no difference within
 * a block, and if it makes neighbouring blocks alike, twice their covariance is added to the variance (never taken
 * off). Steps that are left over, fewer than there are blocks, come first and belong to none. The error is 0 if λ is
 * -∞, and infinite if there are fewer than two steps for each block. */
#define LYAPUNOV_BLOCKS 20
enum status dynamics_lyapunov(const struct weights *weights, const double *states, size_t steps,
                          struct stream_name name, struct work *work, struct lyapunov *lyapunov);

/* How far above zero λ has to be for chaos: 3 standard errors, and LYAPUNOV_BOUNDED / steps. On a cycle or a torus, too, a
 * disturbance grows, but stays bounded, and so does the sum of logarithms over any number of steps: by the logarithm of how
 * much longer a tangent vector of the torus is at one place than at another. LYAPUNOV_BOUNDED is room for a
 * factor of 22,000. */
#define LYAPUNOV_BOUNDED 10.
static inline double lyapunov_margin(const struct lyapunov *lyapunov)
{
	return 3 * lyapunov->error + LYAPUNOV_BOUNDED / (double)lyapunov->steps;
}

enum regime { REGIME_FIXED_POINT, REGIME_PERIODIC, REGIME_CHAOTIC, REGIME_OTHER };

/* The regime of a free-running path. It is periodic with period p if over its last
 * max(p, REGIME_WINDOW) steps, or as many as have a state p steps earlier, every neuron repeats after p
 * steps to within REGIME_TOLERANCE, p the smallest such number (p = 1: a fixed point) with
 * 2 p < steps; else chaotic if λ > lyapunov_margin; else
 * other (quasi-periodic, a transient not over, or chaos too weak to be told in so few steps). *period is 0 unless
 * the path repeats. */
#define REGIME_TOLERANCE 1e-6
#define REGIME_WINDOW 64
enum regime dynamics_regime(struct series states, const struct lyapunov *lyapunov, size_t *period);

/* nearest[t]: the smallest distance of state t to an earlier one, as root mean square over neurons;
 * infinite for t = 0. A recurring path comes down to zero and stays there. Takes steps²/2 distances. */
enum status dynamics_recurrence_distances(struct series states, const struct work *work, double *nearest);

#endif
