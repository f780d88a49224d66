/*
 * bits.h - series of bits, 64 steps to a word: real series cut at their means, or two-valued neurons; and what is measured
 * on pairs of them: mutual information, Pearson correlation.
 *
 * Pairs are formed with a lag: u(t) with v(t + lag). Informations are right, for up to 10^7 steps, to within
 * 8 · 2^-53 log2(T) bits; that of a constant is 0 on average over the coins that cut it.
 */
#ifndef RECUR_BITS_H
#define RECUR_BITS_H

#include "series.h"

/* Rows of words, each row 64 steps of all components: time t of component i is bit t % 64 of rows[t / 64 * stride + i]. */
struct bits {
	uint64_t *rows;
	size_t count, stride, steps;
};

size_t bits_words(size_t count, size_t steps); /* the words a series of bits takes */

/* A series of bits with room for its rows, from an arena. */
struct bits bits_lay(struct arena *arena, size_t count, size_t steps);

/* Cuts s at its temporal means, above 1, below 0, equal, as all of a constant is, a fair coin: into bits that were laid out for as many components and steps. Coins come from the stream of
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
