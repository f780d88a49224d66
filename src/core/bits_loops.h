/*
 * bits_loops.h - the inner loops of series of bits.
 */
#ifndef RECUR_BITS_LOOPS_H
#define RECUR_BITS_LOOPS_H

#include "simd.h"

#define BITS_WORDS 8 /* words of bits are counted so many at a time, and their rows filled up with 0 */

/* Components of u against a group of packs of v, for what is measured on their joint counts. */
struct joint {
	size_t u_count, packs, v_count; /* v_count: the components of v in the group, without padding */
	uint64_t steps;                 /* T */
	const uint64_t *both;           /* steps at which u_m and v_n are 1: [m][pack of v][lane] */
	const uint64_t *u_ones, *v_ones; /* steps at which u_m, v_n is 1 */
	const double *u_own, *v_own;     /* what the measure needs of u_m, v_n alone: T H, or ones (T - ones) */
	double t_log_t;                  /* T log2 T */
	const double *n_log_n;           /* n log2 n for n = 0 ... T; NULL: to be worked out */
};

struct bits_loops {
	/* Bit t of above[i] (equal[i]) says whether rows[t][i] - first[i] > (==) offset[i];
	 * steps <= 64. */
	void (*cut)(const double *rows, size_t stride, size_t steps, const double *first,
	            const double *offset, uint64_t *above, uint64_t *equal);
	/* ones[i] = bits set in component i; stride of them. */
	void (*count)(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones);
	/* both[(m * packs + p) * 8 + i] += bits set in u_m & v_n, n lane i of pack p. Words are a
	 * multiple of BITS_WORDS. u: rows of words, one a component, `row` words apart; v: packs
	 * `8 row` words apart, in them eight components a word. */
	void (*joint)(const uint64_t *u, size_t u_count, const uint64_t *v, size_t packs, size_t row,
	              size_t words, uint64_t *both);
	/* sums[8 m + i] += T I(u_m, v_n), n lane i, pack after pack; empty_cells += those of the 2×2
	 * tables. */
	void (*information)(const struct joint *joint, double *sums, uint64_t *empty_cells);
	/* sums[8 m + i] += r², r = (T both - ones ones) / sqrt(u_own v_own), 0 if that is 0 / 0. If
	 * r is not NULL it gets them, in the order of both. */
	void (*correlation)(const struct joint *joint, double *sums, double *r);
};
SIMD_LOOPS(bits_loops)

#endif
