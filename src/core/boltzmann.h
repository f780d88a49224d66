/*
 * boltzmann.h - Boltzmann machines whose neurons are updated all at once, and their trajectories.
 *
 * P(x_m(t+1) = on | x(t)) = 1/(1 + exp(-h_m)), h_m = Σ_n W[m][n] x_n(t), no biases; a neuron that is
 * on is +1, one that is off is -1 or, by choice of the coding, 0. Sums run over n in order.
 *
 * The random numbers are numbered: u(t, m) of a chain belongs to step t and neuron m, whatever is asked
 * for besides. Neuron m is on if u < p. The first 16 bits of u decide nearly always; the other 37 are
 * looked up when they do not.
 */
#ifndef RECUR_BOLTZMANN_H
#define RECUR_BOLTZMANN_H

#include "coding.h"
#include "network.h"
#include "trajectory.h"

struct boltzmann {
	struct weights weights;
	enum coding coding;
};

/* Runs every chain of the trajectory, laid out for them, through `transient` unrecorded steps and then the recorded ones. A
 * chain starts from `start` (one state, of trajectory->words words) or, if that is NULL, from fair coins. Chain c draws from
 * the c-th stream below "chains" of the name: neither the others nor the transient change its numbers. */
enum status boltzmann_run(const struct boltzmann *machine, struct stream_name name, size_t transient,
                          const uint64_t *start, const struct trajectory *trajectory, struct work *work);

/* The mean, over all recorded states x of all chains, of Σ_m h2(P(x'_m = on | x)) in bits: the noise that is left of the
 * next state if this one is known. Exact for each state, so that of a machine's flux, H(x) less the noise, only the
 * entropy of states has to be estimated. The trajectory is of as many neurons as the machine. */
enum status boltzmann_noise(const struct boltzmann *machine, const struct trajectory *trajectory, struct work *work,
                            double *bits);

/* Whether u(step, m) < fire, given that the first 16 bits of u are `digit`: looks up the others. */
bool boltzmann_settle(struct philox_key key, uint64_t step, size_t neurons, size_t m, uint16_t digit,
                      double fire);

#endif
