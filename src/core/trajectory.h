/*
 * trajectory.h - recorded states of networks of two-valued neurons, and what is measured on them:
 * correlation, mutual information and fluctuation of neurons, mutual information of whole states.
 *
 * Pairs are formed with a lag: x(t) with x(t + lag), t = 1 ... steps - lag, within each chain; those
 * of all chains are pooled. Everywhere lag < steps.
 */
#ifndef RECUR_TRAJECTORY_H
#define RECUR_TRAJECTORY_H

#include "entropy.h"
#include "bits.h"

/* Of each chain steps + 1 states, row 0 the one before the first that is recorded: the state of chain
 * c at step t is the `words` words from states[(c * (steps + 1) + t) * words] on. Bit n % 64 of word
 * n / 64 is neuron n, 1 for its upper value; the unused high bits are 0. */
struct trajectory {
	size_t neurons, words; /* words: trajectory_words(neurons) */
	size_t chains, steps;  /* at least 1 each */
	uint64_t *states;
};

static inline size_t trajectory_words(size_t neurons) { return (neurons + 63) / 64; }

/* Room for the states, from an arena. */
struct trajectory trajectory_lay(struct arena *arena, size_t neurons, size_t chains, size_t steps);

/* The bits of steps first ... first + count - 1 of every chain, chain after chain without gaps: step
 * first + i of chain c is bit c * count + i of a neuron. bits: laid out for neurons and chains * count steps. */
void trajectory_bits(const struct trajectory *trajectory, size_t first, size_t count, const struct bits *bits);

/* The mean, over the neurons, of the temporal standard deviation (divisor: all recorded states) of a
 * neuron whose two values differ by span. */
enum status trajectory_fluctuation(const struct trajectory *trajectory, double span, struct work *work, double *mean);

/* The root of the mean, over all pairs of neurons, of the squared Pearson coefficient of x_m(t) and
 * x_n(t + lag), 0 for a constant; see bits_correlation. */
enum status trajectory_correlation(const struct trajectory *trajectory, size_t lag, struct work *work, double *rms);

/* The mean over the neurons of the Pearson coefficient of x_m(t) and x_m(t + lag). */
enum status trajectory_autocorrelation(const struct trajectory *trajectory, size_t lag, struct work *work,
                                       double *mean);

/* The mean over all pairs of neurons of the mutual information of x_m(t) and x_n(t + lag). */
enum status trajectory_information(const struct trajectory *trajectory, size_t lag, struct work *work,
                                   struct information *mean);

#define SAMPLED_FLUX_NEURONS 32 /* at most: two states make a key of 64 bits */

/* The mutual information of whole states as far as the states seen tell. */
struct sampled_flux {
	double plug_in, miller_madow; /* bits; as in struct information */
	size_t first, second, joint;  /* how many different x(t), x(t + lag), pairs of them were seen */
	size_t pairs;                 /* T: chains * (steps - lag) */
};

/* Mutual information of the states x(t) and x(t + lag); at most SAMPLED_FLUX_NEURONS neurons. */
enum status trajectory_flux(const struct trajectory *trajectory, size_t lag, struct work *work,
                            struct sampled_flux *flux);

#define STATE_ENTROPY_NEURONS 64 /* at most: a state makes a key of 64 bits */

/* The entropy of whole states, estimated from how often each was seen among all recorded ones; at most
 * STATE_ENTROPY_NEURONS neurons. */
enum status trajectory_entropy(const struct trajectory *trajectory, struct work *work, struct state_entropy *entropy);

#endif
