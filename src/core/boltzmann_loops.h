/*
 * boltzmann_loops.h - the inner loops of Boltzmann machines.
 */
#ifndef RECUR_BOLTZMANN_LOOPS_H
#define RECUR_BOLTZMANN_LOOPS_H

#include "stream.h"

/* A small Boltzmann machine in each of its 2^N states: rows of BOLTZMANN_ROW for the neurons. */
#define BOLTZMANN_ROW 16
struct boltzmann_table {
	size_t neurons;
	const double *fire;   /* the probability p that a neuron is on next */
	const uint16_t *sure; /* p 2^16 rounded down: random digits below it are below p */
};

/* Many chains of a small machine, side by side; see boltzmann.c. */
struct boltzmann_walk {
	const struct boltzmann_table *table;
	size_t chains, steps;
	uint64_t first_step;
	const struct philox_key *keys; /* one a chain */
	const uint16_t *digits;        /* chain c, step t: at c digit_chain + t digit_step */
	size_t digit_step, digit_chain;
	uint64_t *states;              /* chain c: from c state_chain on */
	size_t state_chain;
};

struct boltzmann_loops {
	/* fire[i] = 1/(1 + exp(-field[i])), i = 0 ... n-1. */
	void (*fire)(size_t n, const double *field, double *fire);
	/* Fills states[1 ... steps] of every chain from states[0]. */
	void (*walk)(const struct boltzmann_walk *walk);
	/* The next state of one chain of any size: bit m of state (words of 64) tells whether u_m < fire[m],
	 * whose first 16 bits are digits[m]; key and step find the others. fire: a whole number of packs. */
	void (*choose)(size_t neurons, const double *fire, const uint16_t *digits, struct philox_key key,
	               uint64_t step, uint64_t *state);
};
SIMD_LOOPS(boltzmann_loops)

#endif
