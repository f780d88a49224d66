/*
 * network.h - networks of tanh neurons and their time evolution.
 *
 * s(t+1) = tanh(W s(t) + θ + η x(t)); W are the weights, θ the biases, none unless they are asked for, x(t) independent
 * inputs of mean 0 and variance 1, η the coupling.
 */
#ifndef RECUR_NETWORK_H
#define RECUR_NETWORK_H

#include "weights.h"

/* What the inputs x(t) are, independent over neurons and time: Normal(0, 1); their signs; or uniform between -√3 and √3. */
enum network_input { INPUT_GAUSSIAN, INPUT_BINARY, INPUT_UNIFORM };

/* What network_run records: `steps` states after `transient` unrecorded ones.
 * states: steps + 1 rows of stride doubles, row 0 the state before the first recorded one;
 * inputs: as many rows, row t the input that led to states row t; NULL for a free run. */
struct recording {
	size_t transient, steps;
	double *states, *inputs;
	enum network_input kind; /* of the inputs */
};

/* Runs from s(0) drawn from Normal(0, 1) per neuron, or from start (neurons finite doubles) if
 * not NULL.
 * The input of neuron m at step t is deviate t·N + m of the stream "input" below name. */
enum status network_run(const struct weights *weights, double coupling, struct stream_name name, const double *start,
                        const struct recording *recording, struct work *work);

#endif
