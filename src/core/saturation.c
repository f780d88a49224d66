/*
 * saturation.c - one pass over a recording for the fields and how near each comes to zero, one to turn them
 * into departures from saturation.
 */
#include "saturation.h"

#include <math.h>
#include <string.h>

#include "network_loops.h"
#include "vmath_loops.h"

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

static enum status find(const struct weights *weights, double coupling, const struct recording *record,
                        const struct work *work, double *low, double *high, double *departures)
{
	const struct simd *simd = work->simd;
	const size_t stride = weights->stride;
	for (size_t done = 0; done < record->steps; done += WORK_STEPS) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		size_t at = done * stride, steps = record->steps - done < WORK_STEPS ? record->steps - done : WORK_STEPS;
		network_loops(simd)->fields(weights, coupling,
		                     record->inputs != NULL ? record->inputs + at : NULL, steps,
		                     record->states + at, departures + at);
		widen(departures + at + stride, stride, steps, low, high);
	}
	find_nearest(stride, low, high);
	for (size_t done = 0; done < record->steps; done += WORK_STEPS) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		size_t at = (done + 1) * stride;
		network_loops(simd)->departures(low, stride, record->steps - done < WORK_STEPS ? record->steps - done : WORK_STEPS,
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
	vmath_loops(simd)->exp(stride, unit);
}

enum status saturation_departures(const struct weights *weights, double coupling, const struct recording *recording,
                            struct work *work, double *departures, double *rounding, double *unit)
{
	const size_t stride = weights->stride;
	double *low = work_take(work, stride, sizeof *low), *high = work_take(work, stride, sizeof *high);
	double *fields = work_take(work, stride, sizeof *fields);
	enum status status = rounding_spreads(weights, coupling, recording, work, fields, rounding);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < stride; i++) {
		low[i] = __builtin_inf();
		high[i] = -__builtin_inf();
	}
	memset(departures, 0, stride * sizeof *departures);
	status = find(weights, coupling, recording, work, low, high, departures);
	if (status == STATUS_OK) {
		find_rounding(weights->neurons, low, fields, rounding);
		find_unit(work->simd, stride, low, unit);
	}
	return status;
}
