/*
 * markov_wide.h - exact chains in numbers of unlimited range: for weights so strong that some transitions are
 * rarer than any double, and may decide all the same.
 */
#ifndef RECUR_MARKOV_WIDE_H
#define RECUR_MARKOV_WIDE_H

#include <stddef.h>

#include "coding.h"
#include "status.h"

#define WIDE_FARTHEST_FIELD 1e5 /* of a stronger one the rounding alone could change the result */

/* The bytes taken while a chain is solved. */
size_t markov_wide_bytes(size_t neurons, size_t states);

/* probability: the stationary distribution of the chain of W (neurons × neurons), of sum 1. states: 2^neurons, or
 * half as many of a machine of signs, the pairs {x, -x} by x with the last neuron off. Takes some 100 times as
 * long as in doubles. STATUS_TOO_STRONG: a field is beyond WIDE_FARTHEST_FIELD. */
enum status markov_wide_solve(const double *matrix, size_t neurons, enum coding coding, size_t states,
                              const struct interrupt *interrupt, double *probability);

#endif
