/*
 * rounding.c - one pass over a recording for the smallest and the largest of each neuron's states, then the bounds
 * that follow from them.
 */
#include "rounding.h"


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

static double field_rounding(const struct weights *weights, double coupling, const double *most, size_t m)
{
	double sum = 0;
	for (size_t n = 0; n < weights->neurons; n++)
		sum += __builtin_fabs(weights_at(weights, m, n)) * most[n];
	if (weights->bias != NULL)
		sum += __builtin_fabs(weights->bias[m]);
	return ROUNDING_FIELD * 0x1p-53 * (sum + __builtin_fabs(coupling) * LARGEST_INPUT);
}

enum status rounding_spreads(const struct weights *weights, double coupling, const struct recording *recording,
                             struct work *work, double *fields, double *states)
{
	const size_t stride = weights->stride;
	double *least = work_take(work, stride, sizeof *least), *most = work_take(work, stride, sizeof *most);
	if (work_measures(work))
		return STATUS_MEASURED;
	for (size_t i = 0; i < stride; i++) {
		least[i] = 1;
		most[i] = 0;
	}
	for (size_t done = 0; done < recording->steps; done += WORK_STEPS) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		size_t steps = recording->steps - done < WORK_STEPS ? recording->steps - done : WORK_STEPS;
		widen(recording->states + (done + 1) * stride, stride, steps, least, most);
	}
	for (size_t m = 0; m < stride; m++) {
		const bool is_neuron = m < weights->neurons;
		const double field = is_neuron ? field_rounding(weights, coupling, most, m) : 0;
		states[m] = is_neuron ? 0x1p-53 + (1 - least[m] * least[m]) * field : 0;
		if (fields != NULL)
			fields[m] = field;
	}
	return STATUS_OK;
}
