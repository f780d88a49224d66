/*
 * departures.c - one pass over a recording for the fields and how near each comes to zero, one to turn them
 * into departures from saturation.
 */
#include "departures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 64 /* steps between two looks at the interrupt function */

/* Of each neuron, the smallest and the largest field so far. */
static void widen(const double *fields, size_t stride, size_t steps, double *low, double *high)
{
	for (size_t t = 0; t < steps; t++, fields += stride)
		for (size_t i = 0; i < stride; i++) {
			low[i] = fields[i] < low[i] ? fields[i] : low[i];
			high[i] = fields[i] > high[i] ? fields[i] : high[i];
		}
}

/* low[i] becomes the field nearest to zero; zero of a neuron that changes sides, or whose fields are no
 * numbers any more. */
static void find_nearest(size_t stride, double *low, const double *high)
{
	for (size_t i = 0; i < stride; i++) {
		double nearest = low[i] > 0 ? low[i] : high[i] < 0 ? high[i] : 0;
		low[i] = __builtin_isfinite(nearest) ? nearest : 0;
	}
}

static enum status find(const struct network *network, double coupling, const struct recording *record,
                        const struct interrupt *interrupt, double *low, double *high, double *departures)
{
	const struct simd *simd = network->simd;
	const size_t stride = network->weights.stride;
	for (size_t done = 0; done < record->steps; done += CHUNK) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		size_t at = done * stride, steps = record->steps - done < CHUNK ? record->steps - done : CHUNK;
		simd->network_fields(&network->weights, coupling,
		                     record->inputs != NULL ? record->inputs + at : NULL, steps,
		                     record->states + at, departures + at);
		widen(departures + at + stride, stride, steps, low, high);
	}
	find_nearest(stride, low, high);
	for (size_t done = 0; done < record->steps; done += CHUNK) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		size_t at = (done + 1) * stride;
		simd->network_departures(low, stride, record->steps - done < CHUNK ? record->steps - done : CHUNK,
		                         record->states + at, departures + at);
	}
	return STATUS_OK;
}

/* From the rounding of fields and of states to that of departures, in place of the latter. */
static void find_rounding(size_t neurons, const double *nearest, const double *fields, double *rounding)
{
	for (size_t i = 0; i < neurons; i++)
		if (nearest[i] != 0)
			rounding[i] = 2 * 0x1p-53 + 4 * fields[i];
}

static void find_unit(const struct simd *simd, size_t stride, const double *nearest, double *unit)
{
	for (size_t i = 0; i < stride; i++)
		unit[i] = -2 * fabs(nearest[i]);
	simd->exp(stride, unit);
}

enum status departures_find(const struct network *network, double coupling,
                            const struct recording *recording, const struct interrupt *interrupt,
                            double *departures, double *rounding, double *unit)
{
	const size_t stride = network->weights.stride;
	double *low = malloc(3 * stride * sizeof *low);
	if (low == NULL)
		return STATUS_NO_MEMORY;
	double *high = low + stride, *fields = high + stride;
	for (size_t i = 0; i < stride; i++) {
		low[i] = __builtin_inf();
		high[i] = -__builtin_inf();
	}
	memset(departures, 0, stride * sizeof *departures);
	enum status status = network_rounding(network, coupling, recording, interrupt, fields, rounding);
	if (status == STATUS_OK)
		status = find(network, coupling, recording, interrupt, low, high, departures);
	if (status == STATUS_OK) {
		find_rounding(network->weights.neurons, low, fields, rounding);
		find_unit(network->simd, stride, low, unit);
	}
	free(low);
	return status;
}
