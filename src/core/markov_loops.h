/*
 * markov_loops.h - the inner loops of exact chains.
 */
#ifndef RECUR_MARKOV_LOOPS_H
#define RECUR_MARKOV_LOOPS_H

#include "simd.h"

/* Eight Boltzmann machines of the same size, one in each lane: arrays of packs. `states` are those of
 * their chains: pairs of opposite states if `paired`, else all 2^N. */
#define MARKOV_BATCH_STATES 64
struct markov_batch {
	size_t neurons, states;
	bool paired;
	const double *matrices; /* N × N packs */
	double *work;           /* 4 N states + 2 states + states² packs */
	double *probability;    /* states packs: the stationary distribution */
	double *entropy, *noise; /* a pack each: H of a state, H of the next one given it, in bits */
	double *weight;         /* a pack: the sum of all |w| */
};

struct markov_loops {
	/* h2[i], fire[i] and rest[i] from the fields[i] of n neurons, n a whole number of packs: the
	 * probabilities of the two outcomes, each to full relative precision, and their entropy in bits. */
	void (*fire)(size_t n, const double *fields, double *fire, double *rest, double *h2);
	/* Eight small chains at once; see struct markov_batch. */
	void (*batch)(const struct markov_batch *batch);
	/* to[0 ... 2^neurons) = the products over neurons of fire[m stride] or rest[m stride] (bit m set
	 * or clear). */
	void (*products)(size_t neurons, const double *fire, const double *rest, size_t stride, double *to);
	/* row[y] = forward[y] off + opposite[y] on; pairs: a whole number of packs. */
	void (*fold)(size_t pairs, const double *forward, double off, const double *opposite, double on, double *row);
	/* row[j] += factor other[j], j = 0 ... n-1. */
	void (*add)(size_t n, double factor, const double *other, double *row);
	/* Eliminates the states first ... end - 1, whose rows know of all before `first`; rows are `stride`
	 * apart. Leaves inverse[k], of the probability to leave k for a later state, and in row k the visits of
	 * earlier states. */
	void (*eliminate)(double *transitions, size_t states, size_t stride, size_t first, size_t end,
	                  double *inverse);
	/* visits[e][i], transitions from each of `rows` states i to `count` eliminated states e, becomes how
	 * often e is visited from i before any later state; block: transitions among the e. */
	void (*visit)(double *visits, size_t rows, const double *block, size_t stride, size_t count,
	              const double *inverse);
};
SIMD_LOOPS(markov_loops)

#endif
