/*
 * state_fields.h - the field h(x) = Σ_n w_n x_n of a neuron in all 2^N states of a machine.
 */
#ifndef RECUR_STATE_FIELDS_H
#define RECUR_STATE_FIELDS_H

#include <stddef.h>

#include "coding.h"

/* Fills fields[2^neurons] from the weights to one neuron: finite, and such that no partial sum overflows.
 * Every field is the sum over n in order, as for a single state, to the bit; it costs two additions. */
void state_fields(const double *weights, size_t neurons, enum coding coding, double *fields);

/* A field is taken for zero, and its neuron for undecided, if it is no further from zero than this: 64 · 2^-53 Σ_n |w_n|.
 * A sum of up to 24 weights is wrong by 23 · 2^-53 Σ |w_n| at most, whatever its order, and weights that were rounded
 * once, as when a matrix of whole numbers was divided by one, add 2^-53 Σ |w_n|; the rest is for weights that took
 * some more steps to work out. So to scale a matrix, or to renumber its neurons, makes and breaks no ties. (Of
 * weights of a continuous distribution, about one field in 10^14 is a tie by chance.) */
double state_fields_tie(const double *weights, size_t neurons);

#endif
