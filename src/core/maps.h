/*
 * maps.h - all maps of the states of N neurons onto themselves that are one-to-one, each neuron being one of a list of
 * functions of the state: what machines with very strong weights do, if the list has all threshold functions.
 *
 * A state is a number, bit n of which is set where neuron n is on; a function, a number whose bit x is its value in state x.
 * Maps that differ only in the names of neurons and of their two values have the same cycles. There are N! 2^N ways to
 * name them, the signed permutations g: they take a map M to g M g^-1. So it is enough to look at one set of functions of
 * each kind, in all orders and with all signs.
 */
#ifndef RECUR_MAPS_H
#define RECUR_MAPS_H

#include <stdint.h>

#include "status.h"

#define MAPS_NEURONS 5 /* at most */
#define MAPS_STATES 32
#define MAPS_TOTALS (MAPS_STATES * MAPS_STATES + 1)

/* Maps of the same mean period. */
struct map_class {
	uint64_t maps;    /* how many */
	uint32_t longest; /* the longest period of a cycle of the cheapest of them */
	double cost;      /* of that: the sum of its functions' costs */
	uint32_t function[MAPS_NEURONS]; /* of each of its neurons */
};

struct map_classes {
	uint64_t sets;  /* one-to-one choices of functions, but for signs and for which neuron has which */
	uint64_t kinds; /* of these, different under signed permutations of the neurons they read */
	uint64_t maps;  /* one-to-one maps: N! 2^N of each set */
	struct map_class of_total[MAPS_TOTALS]; /* by the sum, over all states, of the period of its cycle */
};

/* N from 1 to MAPS_NEURONS; functions: `count` (1 ... 65536) different ones, and with each what it becomes under every
 * signed permutation of its inputs and under negation, at the same cost: *closed tells whether that is so; if not, nothing
 * is found. Sets are built function by function, and given up as soon as the states that agree in the values so far are not
 * halved by the next one. Among maps of the same cost the first is kept. The interrupt is asked a few thousand times
 * a second. */
enum status maps_find(size_t neurons, const uint32_t *functions, size_t count, const double *cost,
                      const struct interrupt *interrupt, struct map_classes *classes, bool *closed);

#endif
