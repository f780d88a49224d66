/*
 * fields.h - the field h(x) = Σ_n w_n x_n of a neuron in all 2^N states of a machine.
 */
#ifndef RECUR_FIELDS_H
#define RECUR_FIELDS_H

#include <stddef.h>

#include "coding.h"

/* Fills fields[2^neurons] from the weights to one neuron: finite, and such that no partial sum overflows.
 * Every field is the sum over n in order, as for a single state, to the bit; it costs two additions. */
void fields_of_states(const double *weights, size_t neurons, enum coding coding, double *fields);

#endif
