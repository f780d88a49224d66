/*
 * markov_wide.h - exact chains in numbers of unlimited range: for weights so strong that some transitions are
 * rarer than any double, and may decide all the same.
 */
#ifndef RECUR_MARKOV_WIDE_H
#define RECUR_MARKOV_WIDE_H

#include "coding.h"
#include "work.h"

#define WIDE_FARTHEST_FIELD 1e5 /* of a stronger one the rounding alone could change the result */

/* Room for the elimination of so many states, from an arena. */
struct wide_room {
	struct wide *transitions, *chances, *rows;
	double *fields;
};
struct wide_room wide_lay(struct arena *arena, size_t neurons, size_t states);

/* probability: the stationary distribution of the chain of W (neurons × neurons), of sum 1. states: 2^neurons, or
 * half as many of a machine of signs, the pairs {x, -x} by x with the last neuron off. Takes some 100 times as
 * long as in doubles. STATUS_TOO_STRONG: a field is beyond WIDE_FARTHEST_FIELD. */
enum status markov_wide_solve(const double *matrix, size_t neurons, enum coding coding, size_t states,
                              const struct wide_room *room, const struct interrupt *interrupt, double *probability);

#endif
