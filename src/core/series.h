/*
 * series.h - what is measured on recorded vector series: fluctuation, Pearson correlation, autocorrelation. (Mutual
 * information: bits.h and classes.h.)
 *
 * Pairs are formed with a lag: u(t) with v(t + lag). Means and variances are those of the samples
 * that form pairs. A component is constant, as far as a measure is concerned, if its spread over these samples is no
 * more than what rounding alone may have given it (see struct series); every other component moves. The fluctuation
 * of a constant is exactly 0, and so are its correlations.
 *
 * Precision, for up to 10^6 steps against long double, on series that are hard (means of 10^6 spreads, two neighbouring
 * values, a first sample far from all others, cycles, whose rounding errors repeat): coefficients to within 64 · 2^-53,
 * 7e-15, and fluctuations relatively so. At worst, errors of the sums of squares and products grow as (256 + T/256) 2^-53.
 * The order of every sum belongs to the measure.
 */
#ifndef RECUR_SERIES_H
#define RECUR_SERIES_H

#include "stream.h"
#include "work.h"

/* A view of a recorded series: rows[t * stride + i] is component i at time t; the components from
 * count to stride are zero. rounding[i]: the largest spread (largest less smallest sample) that rounding may give
 * component i, see rounding_spreads; NULL stands for zeros, where samples are exact and any spread is motion. */
struct series {
	const double *rows;
	size_t count, stride, steps;
	const double *rounding;
};

/* F: the mean over components of the temporal standard deviation (divisor T). */
enum status series_fluctuation(struct series s, struct work *work, double *fluctuation);

/* r[m * v.count + n]: Pearson coefficient of u_m(t) and v_n(t + lag), 0 for a constant component.
 * Both series have the same steps; lag < steps. r may be NULL. *rms: the root of the mean of r²
 * over all pairs. */
enum status series_correlation(struct series u, struct series v, size_t lag, struct work *work, double *r,
                               double *rms);

/* The mean over components of the Pearson coefficient of s_m(t) and s_m(t + lag), with the same
 * convention for constants. */
enum status series_autocorrelation(struct series s, size_t lag, struct work *work, double *mean);

/* moves[stride]: which components are not constant: the one place where that is decided. A component with a sample
 * that is not a number moves. offset[stride]: the temporal mean of each that moves, less its first sample; exactly 0
 * for a constant. */
enum status series_offsets(struct series s, struct work *work, double *offset, bool *moves);

#endif
