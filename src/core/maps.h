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

#include "work.h"

#define MAPS_NEURONS 5 /* at most */
#define MAPS_STATES 32
#define MAPS_FUNCTIONS 2048 /* at most; threshold functions of five inputs are 1882 */
#define MAPS_SETS ((size_t)1 << 18)
#define MAPS_TOTALS (MAPS_STATES * MAPS_STATES + 1)

/* A choice of functions, one of its kind: what it and all others of the kind come to if the inputs are exchanged and
 * negated is the same. */
struct map_kind {
	uint64_t sets; /* of this kind */
	uint32_t function[MAPS_NEURONS];
};

enum maps_ending {
	MAPS_FOUND,
	MAPS_NOT_CLOSED, /* a function lacks its negation, or what it becomes under a signed permutation, or is there twice */
	MAPS_TOO_MANY    /* more than MAPS_SETS sets */
};

struct map_classes {
	enum maps_ending ending;
	uint64_t sets; /* one-to-one choices of functions, but for signs and for which neuron has which */
	uint64_t maps; /* one-to-one maps: N! 2^N of each set */
	struct map_kind *kinds; /* in the memory of maps_find */
	size_t kind_count;
	uint64_t of_total[MAPS_TOTALS]; /* maps by the sum, over all states, of the period of its cycle */
	uint32_t longest[MAPS_TOTALS];  /* and the longest period of any of them */
};

/* N from 1 to MAPS_NEURONS; functions: `count` (1 ... MAPS_FUNCTIONS) different ones, and with each what it becomes under
 * every signed permutation of its inputs and under negation. Unless the ending is MAPS_FOUND, nothing is found. Sets are
 * built function by function, and given up as soon as the states that agree in the values so far are not halved by the
 * next one. Kinds come in the order of their first sets, and lie in the memory of `work` until that is used again. The
 * interrupt is asked a few thousand times a second. */
enum status maps_find(size_t neurons, const uint32_t *functions, size_t count, struct work *work,
                      struct map_classes *classes);

#endif
