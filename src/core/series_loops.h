/*
 * series_loops.h - sums over time of recorded series, and of products of two of them.
 */
#ifndef RECUR_SERIES_LOOPS_H
#define RECUR_SERIES_LOOPS_H

#include "simd.h"

struct series_loops {
	/* Samples are taken relative to first[i], the series' first row: near saturation that
	 * difference is exact where the sum of the samples themselves would drown it. */

	/* Adds rows less first to sum[stride]; up[i] and down[i] become how far above and below first[i]
	 * component i goes at most, if that is more than they were (samples that are no numbers aside). */
	void (*sum)(const double *rows, size_t stride, size_t steps, const double *first, double *sum,
	            double *up, double *down);
	/* centred[t][i] = (rows[t][i] - first[i]) - offset[i], adding its squares to squares. */
	void (*centre)(const double *rows, size_t stride, size_t steps, const double *first,
	               const double *offset, double *squares, double *centred);
	/* products[m][n] += sum over t of u[t][m] v[t][n]: products has u_count rows of v_stride; v_count, a
	 * whole number of packs. */
	void (*products)(const double *u, size_t u_count, size_t u_stride, const double *v, size_t v_count,
	                 size_t v_stride, size_t steps, double *products);
	/* sum[i] += u[t][i] v[t][i]: the diagonal of the above. */
	void (*dot)(const double *u, const double *v, size_t stride, size_t steps, double *sum);
};
SIMD_LOOPS(series_loops)

#endif
