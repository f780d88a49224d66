/*
 * network_loops.h - the inner loops of tanh networks.
 */
#ifndef RECUR_NETWORK_LOOPS_H
#define RECUR_NETWORK_LOOPS_H

#include "network.h"

struct network_loops {
	/* states[t+1] = tanh(W states[t] + bias + coupling inputs[t+1]), t = 0 ... steps-1; inputs may
	 * be NULL. */
	void (*advance)(const struct weights *weights, double coupling, const double *inputs, size_t steps,
	                double *states);
	/* sum[0 ... stride) = W x. */
	void (*sum)(const struct weights *weights, const double *x, double *sum);
	/* fields[t+1] = W states[t] + bias + coupling inputs[t+1]: what network_advance takes the tanh of, to the bit. */
	void (*fields)(const struct weights *weights, double coupling, const double *inputs, size_t steps,
	               const double *states, double *fields);
	/* Turns rows of fields into departures from saturation, see saturation.h; nearest[i]: the field nearest
	 * to zero of component i, or zero if it changes sides. */
	void (*departures)(const double *nearest, size_t stride, size_t steps, const double *states, double *rows);
	/* Carries a tangent vector along states[1 ... steps]; growth[t-1] is its stretch by step t.
	 * scratch: stride doubles. */
	void (*tangent)(const struct weights *weights, const double *states, size_t steps, double *tangent,
	                double *scratch, double *growth);
};
SIMD_LOOPS(network_loops)

#endif
