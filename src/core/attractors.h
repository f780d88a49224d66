/*
 * attractors.h - the deterministic skeleton of a machine of binary neurons: where its states lead
 * if each goes to its most probable successor.
 *
 * W[m][n] is the weight from neuron n to neuron m; the field of neuron m in state x is
 * h_m(x) = sum over n of W[m][n] x_n. A state is a number, bit n of which is set where neuron n has
 * the upper of its two values.
 */
#ifndef RECUR_ATTRACTORS_H
#define RECUR_ATTRACTORS_H

#include "coding.h"
#include "work.h"

#define ATTRACTORS_NEURONS 24      /* at most: memory for 2^24 states is some 336 MB */
#define ATTRACTORS_FEW_NEURONS 10  /* at most, for attractors_mean_period */

struct attractor {
	uint32_t state;  /* the smallest of its states */
	uint32_t period; /* how many states it has */
	uint32_t basin;  /* how many states end in it, its own included */
};

struct attractors {
	size_t neurons;
	uint32_t *successor;    /* 2^neurons: of each state */
	uint32_t *cycle;        /* 2^neurons: the place in list of the attractor each ends in */
	size_t count;
	struct attractor *list; /* by growing state */
	uint64_t ties;          /* pairs of a state and a neuron whose field is 0, see state_fields_tie */
	double mean_period;     /* of the cycles they end in, over all 2^neurons states */
};

/* Finds the successor of every state and the cycles, in O(2^neurons neurons) steps. Bit m of the
 * successor of x is set if h_m(x) > 0 or is a tie (state_fields_tie): a tie goes to the upper value.
 * matrix: neurons × neurons, row by row, finite; neurons from 1 to 24.
 * What `out` points to lies in the memory of `work`, until that is used again.
 * The interrupt is asked once a neuron and every 65536 states. */
enum status attractors_find(const double *matrix, size_t neurons, enum coding coding, struct work *work,
                            struct attractors *out);

/* The mean_period of attractors_find, bit for bit, of 1 to 10 neurons, needing no memory. */
double attractors_mean_period(const double *matrix, size_t neurons, enum coding coding);

#endif
