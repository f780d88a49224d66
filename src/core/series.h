/*
 * series.h - what is measured on recorded vector series: fluctuation, Pearson correlation,
 * autocorrelation, mutual information.
 *
 * Pairs are formed with a lag: u(t) with v(t + lag). Means and variances are those of the samples
 * that form pairs. A component is constant, as far as a measure is concerned, if its spread over these samples is no
 * more than what rounding alone may have given it (see struct series); every other component moves. The fluctuation
 * of a constant is exactly 0, and so are its correlations and, on average over the coins that cut it, its informations.
 *
 * Precision, for up to 10^6 steps against long double, on series that are hard (means of 10^6 spreads, two neighbouring
 * values, a first sample far from all others, cycles, whose rounding errors repeat): coefficients to within 64 · 2^-53,
 * 7e-15, and fluctuations relatively so. At worst, errors of the sums of squares and products grow as (256 + T/256) 2^-53.
 * Informations, for up to 10^7 steps: to within 8 · 2^-53 log2(T) bits. The order of every sum belongs to the measure.
 */
#ifndef RECUR_SERIES_H
#define RECUR_SERIES_H

#include "stream.h"
#include "work.h"

/* A view of a recorded series: rows[t * stride + i] is component i at time t; the components from
 * count to stride are zero. rounding[i]: the largest spread (largest less smallest sample) that rounding may give
 * component i, see network_rounding; NULL stands for zeros, where samples are exact and any spread is motion. */
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

/* A series cut at its temporal means: above 1, below 0, equal, as all of a
 * constant is, a fair coin. Rows of words, each row
 * 64 steps of all components: time t of component i is bit t % 64 of rows[t / 64 * stride + i]. */
struct bits {
	uint64_t *rows;
	size_t count, stride, steps;
};

size_t bits_words(size_t count, size_t steps); /* the words a series of bits takes */

/* A series of bits with room for its rows, from an arena. */
struct bits bits_lay(struct arena *arena, size_t count, size_t steps);

/* Cuts s into bits that were laid out for as many components and steps. Coins come from the stream of
 * that name, drawn in the order of components, then of time. */
enum status bits_from_series(struct series s, struct stream_name coins, struct work *work, const struct bits *bits);

struct information { /* bits */
	double plug_in;      /* from the 2×2 tables of counts as they are */
	double miller_madow; /* entropies corrected by (occupied cells - 1)/(2T): G. A. Miller 1955 */
};

/* The mean over all pairs of the mutual information of u_m(t) and v_n(t + lag). */
enum status bits_information(struct bits u, struct bits v, size_t lag, struct work *work, struct information *mean);

/* r[m * v.count + n]: Pearson coefficient of the bits u_m(t) and v_n(t + lag), whichever two values
 * they stand for; 0 for a constant component. Both series have the same steps; lag < steps. r may be
 * NULL. *rms: the root of the mean of r² over all pairs. Numerators are whole numbers and exact for
 * up to 94,906,265 pairs of steps (the root of 2^53); past that they are rounded. */
enum status bits_correlation(struct bits u, struct bits v, size_t lag, struct work *work, double *r, double *rms);

#endif
