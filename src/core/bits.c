/*
 * bits.c - mutual information of series of bits: cut once, packed 64 steps to a word, joint counts
 * by population count, entropies from a table of n log2 n.
 */
#include "series.h"

#include <stdlib.h>
#include <string.h>

#include "vmath.h"

#define WORD 64

static size_t words_for(size_t steps) { return (steps + WORD - 1) / WORD; }

size_t bits_words(size_t count, size_t steps) { return simd_stride(count) * words_for(steps); }

/* Sets each bit of `equal` in the rows with probability 1/2, in the order of components and time. */
static void toss_coins(struct bits *bits, const uint64_t *equal, struct stream_name name,
                       const struct simd *simd)
{
	struct stream coins = stream_open(name, simd);
	for (size_t i = 0; i < bits->count; i++)
		for (size_t w = 0; w < words_for(bits->steps); w++) {
			size_t at = w * bits->stride + i;
			for (uint64_t left = equal[at]; left != 0; left &= left - 1)
				if (stream_uniform(&coins) < 0.5)
					bits->rows[at] |= left & -left;
		}
}

/* Fills the rows, and the likewise rows of `equal`. The padding is constant, nowhere above its mean. */
static enum status cut(struct series s, const double *offset, const struct simd *simd,
                       const struct interrupt *interrupt, uint64_t *rows, uint64_t *equal)
{
	for (size_t w = 0; w < words_for(s.steps); w++) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		size_t t = w * WORD, steps = s.steps - t < WORD ? s.steps - t : WORD;
		simd->bits_cut(s.rows + t * s.stride, s.stride, steps, s.rows, offset,
		               rows + w * s.stride, equal + w * s.stride);
	}
	return STATUS_OK;
}

enum status bits_from_series(struct series s, struct stream_name coins, const struct simd *simd,
                             const struct interrupt *interrupt, struct bits *bits)
{
	bits->count = s.count;
	bits->stride = s.stride;
	bits->steps = s.steps;
	double *offset = malloc(s.stride * sizeof *offset);
	uint64_t *equal = malloc(bits_words(s.count, s.steps) * sizeof *equal);
	enum status status = STATUS_NO_MEMORY;
	if (offset != NULL && equal != NULL)
		status = series_offsets(s, simd, interrupt, offset);
	if (status == STATUS_OK)
		status = cut(s, offset, simd, interrupt, bits->rows, equal);
	if (status == STATUS_OK)
		toss_coins(bits, equal, coins, simd);
	free(offset);
	free(equal);
	return status;
}

/* One side of the pairs: bits aligned at the first step of a pair, and of each component how many
 * are set and its part of the pairs' entropies. One allocation, freed through `rows`. */
struct side {
	size_t count, stride, words;
	uint64_t *rows, *ones;
	double *entropy; /* T log2 T - Σ n log2 n over the two cells: T times the entropy */
};

static bool side_alloc(struct side *side, size_t count, size_t steps)
{
	const size_t stride = simd_stride(count), words = words_for(steps);
	uint64_t *rows = calloc((words + 2) * stride, sizeof *rows);
	*side = (struct side){
		.count = count,
		.stride = stride,
		.words = words,
		.rows = rows,
		.ones = rows != NULL ? rows + words * stride : NULL,
		.entropy = rows != NULL ? (void *)(rows + (words + 1) * stride) : NULL,
	};
	return rows != NULL;
}

/* Copies the `steps` bits from step `first` on, so that they start at bit 0; the rest of the last
 * row is 0. */
static void align(struct side *side, struct bits b, size_t first, size_t steps)
{
	const size_t skip = first / WORD, shift = first % WORD, rows_in = words_for(b.steps);
	const uint64_t last = steps % WORD != 0 ? ((uint64_t)1 << steps % WORD) - 1 : ~(uint64_t)0;
	for (size_t w = 0; w < side->words; w++) {
		const uint64_t *low = b.rows + (skip + w) * b.stride;
		const uint64_t *high = shift > 0 && skip + w + 1 < rows_in ? low + b.stride : NULL;
		uint64_t mask = w + 1 == side->words ? last : ~(uint64_t)0;
		for (size_t i = 0; i < b.stride; i++) {
			uint64_t carried = high != NULL ? high[i] << (WORD - shift) : 0;
			side->rows[w * side->stride + i] = (low[i] >> shift | carried) & mask;
		}
	}
}

static void side_fill(struct side *side, struct bits b, size_t first, size_t steps,
                      const struct simd *simd, const double *n_log_n)
{
	align(side, b, first, steps);
	simd->bits_count(side->rows, side->stride, side->words, side->ones);
	for (size_t i = 0; i < side->count; i++) {
		size_t ones = side->ones[i];
		side->entropy[i] = n_log_n[steps] - n_log_n[ones] - n_log_n[steps - ones];
	}
}

/* n log2 n for n = 0 ... steps. */
static void fill_n_log_n(size_t steps, const struct simd *simd, double *table)
{
	for (size_t n = 0; n <= steps; n++)
		table[n] = n > 0 ? (double)n : 1;
	simd->log2(steps + 1, table);
	for (size_t n = 0; n <= steps; n++)
		table[n] *= (double)n;
}

/* Components with only one kind of bit: of their two cells one is empty. */
static int64_t constants(const struct side *side, size_t steps)
{
	int64_t count = 0;
	for (size_t i = 0; i < side->count; i++)
		count += side->ones[i] == 0 || side->ones[i] == steps;
	return count;
}

/* Σ over pairs of K(u,v) - K(u) - K(v) + 1, K the occupied cells: by that much is the plug-in
 * information too high, in units of 1/(2 T ln 2). */
static int64_t excess_cells(const struct side *u, const struct side *v, size_t steps, uint64_t empty)
{
	int64_t pairs = (int64_t)(u->count * v->count);
	return pairs - (int64_t)empty + constants(u, steps) * (int64_t)v->count +
	       constants(v, steps) * (int64_t)u->count;
}

static enum status mean_over_pairs(const struct side *u, const struct side *v, size_t steps,
                                   const struct simd *simd, const struct interrupt *interrupt,
                                   const double *n_log_n, struct information *mean)
{
	double sum = 0;
	uint64_t empty = 0;
	for (size_t m = 0; m < u->count; m++) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		const struct joint_row row = {
			.u = u->rows + m,
			.v = v->rows,
			.u_stride = u->stride,
			.v_stride = v->stride,
			.words = v->words,
			.v_count = v->count,
			.steps = steps,
			.u_ones = u->ones[m],
			.u_entropy = u->entropy[m],
			.v_ones = v->ones,
			.v_entropy = v->entropy,
			.n_log_n = n_log_n,
		};
		uint64_t row_empty;
		sum += simd->bits_information(&row, &row_empty);
		empty += row_empty;
	}
	double total = (double)u->count * (double)v->count * (double)steps;
	double excess = (double)excess_cells(u, v, steps, empty);
	mean->plug_in = sum / total;
	mean->miller_madow = mean->plug_in - excess / (2 * total * vmath_log(2));
	return STATUS_OK;
}

enum status bits_information(struct bits u, struct bits v, size_t lag, const struct simd *simd,
                             const struct interrupt *interrupt, struct information *mean)
{
	const size_t steps = u.steps - lag;
	struct side a = {0}, b = {0};
	double *n_log_n = malloc((steps + 1) * sizeof *n_log_n);
	enum status status = STATUS_NO_MEMORY;
	if (n_log_n != NULL && side_alloc(&a, u.count, steps) && side_alloc(&b, v.count, steps)) {
		fill_n_log_n(steps, simd, n_log_n);
		side_fill(&a, u, 0, steps, simd, n_log_n);
		side_fill(&b, v, lag, steps, simd, n_log_n);
		status = mean_over_pairs(&a, &b, steps, simd, interrupt, n_log_n, mean);
	}
	free(n_log_n);
	free(a.rows);
	free(b.rows);
	return status;
}
