/*
 * observation.c - noise is drawn a row at a time.
 */
#include "observation.h"

#include <string.h>

enum status observation_noisy(struct series states, const double *unit, double noise, struct stream_name name,
                              struct work *work, double *shown)
{
	double *deviates = work_take(work, states.count, sizeof *deviates);
	if (work_measures(work))
		return STATUS_MEASURED;
	struct stream stream = stream_open(name, work->simd);
	memset(shown, 0, states.steps * states.stride * sizeof *shown);
	for (size_t t = 0; t < states.steps; t++) {
		if (t % WORK_STEPS == 0 && work_interrupted(work))
			return STATUS_INTERRUPTED;
		stream_gaussians(&stream, states.count, deviates);
		for (size_t i = 0; i < states.count; i++) {
			double state = states.rows[t * states.stride + i];
			shown[t * states.stride + i] =
				__builtin_fma(noise, deviates[i], unit != NULL ? unit[i] * state : state);
		}
	}
	return STATUS_OK;
}

void observation_single(struct series states, double *shown)
{
	for (size_t k = 0; k < states.steps * states.stride; k++)
		shown[k] = (double)(float)states.rows[k];
}
