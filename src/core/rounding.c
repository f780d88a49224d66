/*
 * rounding.c - one pass over a recording for the smallest and the largest of each neuron's states, then the bounds
 * that follow from them.
 */
#include "rounding.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 64         /* steps between two looks at the interrupt function */
#define LARGEST_INPUT 9. /* a Normal(0, 1) deviate made from uniforms of 53 bits is below 8.7 */

/* Of each neuron, the smallest and the largest |s| so far. */
static void widen(const double *states, size_t stride, size_t steps, double *least, double *most)
{
	for (size_t t = 0; t < steps; t++, states += stride)
		for (size_t i = 0; i < stride; i++) {
			const double size = __builtin_fabs(states[i]);
			least[i] = size < least[i] ? size : least[i];
			most[i] = size > most[i] ? size : most[i];
		}
}

static double field_rounding(const struct network *network, double coupling, const double *most, size_t m)
{
	double sum = 0;
	for (size_t n = 0; n < network->weights.neurons; n++)
		sum += __builtin_fabs(network_weight(network, m, n)) * most[n];
	if (network->weights.bias != NULL)
		sum += __builtin_fabs(network->weights.bias[m]);
	return ROUNDING_FIELD * 0x1p-53 * (sum + __builtin_fabs(coupling) * LARGEST_INPUT);
}

enum status network_rounding(const struct network *network, double coupling, const struct recording *recording,
                             const struct interrupt *interrupt, double *fields, double *states)
{
	const size_t stride = network->weights.stride;
	double *least = malloc(2 * stride * sizeof *least);
	if (least == NULL)
		return STATUS_NO_MEMORY;
	double *most = least + stride;
	for (size_t i = 0; i < stride; i++) {
		least[i] = 1;
		most[i] = 0;
	}
	enum status status = STATUS_OK;
	for (size_t done = 0; done < recording->steps && status == STATUS_OK; done += CHUNK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		size_t steps = recording->steps - done < CHUNK ? recording->steps - done : CHUNK;
		widen(recording->states + (done + 1) * stride, stride, steps, least, most);
	}
	memset(fields, 0, stride * sizeof *fields);
	memset(states, 0, stride * sizeof *states);
	for (size_t m = 0; m < network->weights.neurons && status == STATUS_OK; m++) {
		fields[m] = field_rounding(network, coupling, most, m);
		states[m] = 0x1p-53 + (1 - least[m] * least[m]) * fields[m];
	}
	free(least);
	return status;
}
