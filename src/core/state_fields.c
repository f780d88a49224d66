/*
 * state_fields.c - fields of all states, by doubling: the sums over the first n neurons of 2^n states give
 * those over n + 1 neurons of twice as many.
 */
#include "state_fields.h"

void state_fields(const double *weights, size_t neurons, enum coding coding, double *fields)
{
	fields[0] = 0;
	for (size_t n = 0; n < neurons; n++) {
		const size_t known = (size_t)1 << n;
		const double w = weights[n];
		double *on = fields + known;
		for (size_t x = 0; x < known; x++) {
			double before = fields[x];
			on[x] = before + w;
			fields[x] = coding == CODING_SIGNS ? before - w : before;
		}
	}
}

double state_fields_tie(const double *weights, size_t neurons)
{
	double sum = 0; /* of parts of the weights: the weights' own may be too large for a double */
	for (size_t n = 0; n < neurons; n++)
		sum += 0x1p-47 * __builtin_fabs(weights[n]);
	return sum;
}
