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

size_t bits_words(size_t count, size_t steps) { return count * words_for(steps); }

/* Sets each bit of `equal` in `above` with probability 1/2, in the order of components and time. */
static void toss_coins(struct bits *bits, const uint64_t *equal, struct stream_name name,
                       const struct simd *simd)
{
	struct stream coins = stream_open(name, simd);
	for (size_t i = 0; i < bits->count * bits->words_per_component; i++)
		for (uint64_t left = equal[i]; left != 0; left &= left - 1)
			if (stream_uniform(&coins) < 0.5)
				bits->words[i] |= left & -left;
}

enum status bits_from_series(struct series s, struct stream_name coins, const struct simd *simd,
                             const struct interrupt *interrupt, struct bits *bits)
{
	const size_t words = words_for(s.steps);
	bits->count = s.count;
	bits->steps = s.steps;
	bits->words_per_component = words;
	double *mean = aligned_alloc(SIMD_ALIGNMENT, s.stride * sizeof *mean);
	uint64_t *equal = malloc((s.count * words + 2 * s.stride) * sizeof *equal);
	enum status status = STATUS_NO_MEMORY;
	if (mean != NULL && equal != NULL)
		status = series_means(s, simd, interrupt, mean);
	for (size_t w = 0; w < words && status == STATUS_OK; w++) {
		uint64_t *above_now = equal + s.count * words, *equal_now = above_now + s.stride;
		size_t t = w * WORD, steps = s.steps - t < WORD ? s.steps - t : WORD;
		simd->bits_cut(s.rows + t * s.stride, s.stride, steps, mean, above_now, equal_now);
		for (size_t i = 0; i < s.count; i++) {
			bits->words[i * words + w] = above_now[i];
			equal[i * words + w] = equal_now[i];
		}
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
	}
	if (status == STATUS_OK)
		toss_coins(bits, equal, coins, simd);
	free(mean);
	free(equal);
	return status;
}

/* The `steps` bits of component i that start at `first`, into out, the rest of its last word 0. */
static void extract(struct bits b, size_t i, size_t first, size_t steps, uint64_t *out)
{
	const uint64_t *in = b.words + i * b.words_per_component;
	const size_t words = words_for(steps), skip = first / WORD, shift = first % WORD;
	for (size_t w = 0; w < words; w++) {
		uint64_t low = in[skip + w] >> shift;
		bool more = shift > 0 && skip + w + 1 < b.words_per_component;
		out[w] = low | (more ? in[skip + w + 1] << (WORD - shift) : 0);
	}
	if (steps % WORD != 0)
		out[words - 1] &= ((uint64_t)1 << steps % WORD) - 1;
}

/* One side of the pairs: aligned bits, how many are set, and its part of the pairs' entropies. */
struct side {
	size_t count, words;
	uint64_t *bits;
	uint32_t *ones;
	double *entropy; /* T log2 T - Σ n log2 n over the two cells: T times the entropy */
	int *cells;      /* occupied ones: 1 or 2 */
};

static bool side_alloc(struct side *side, size_t count, size_t steps)
{
	side->count = count;
	side->words = words_for(steps);
	side->bits = malloc(count * side->words * sizeof *side->bits);
	side->ones = malloc(count * sizeof *side->ones);
	side->entropy = malloc(count * sizeof *side->entropy);
	side->cells = malloc(count * sizeof *side->cells);
	return side->bits != NULL && side->ones != NULL && side->entropy != NULL && side->cells != NULL;
}

static void side_free(struct side *side)
{
	free(side->bits);
	free(side->ones);
	free(side->entropy);
	free(side->cells);
}

static void side_fill(struct side *side, struct bits b, size_t first, size_t steps,
                      const double *n_log_n)
{
	for (size_t i = 0; i < side->count; i++) {
		uint64_t *bits = side->bits + i * side->words;
		extract(b, i, first, steps, bits);
		uint32_t ones = 0;
		for (size_t w = 0; w < side->words; w++)
			ones += (uint32_t)__builtin_popcountll(bits[w]);
		side->ones[i] = ones;
		side->entropy[i] = n_log_n[steps] - n_log_n[ones] - n_log_n[steps - ones];
		side->cells[i] = (ones > 0) + (ones < steps);
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

/* Occupied cells of all pairs, less those of u and of v, plus 1 a pair: by that much is the plug-in
 * information too high, in units of 1/(2 T ln 2). */
static int64_t excess_cells(const struct side *u, const struct side *v, uint64_t empty)
{
	int64_t pairs = (int64_t)(u->count * v->count), cells_u = 0, cells_v = 0;
	for (size_t m = 0; m < u->count; m++)
		cells_u += u->cells[m];
	for (size_t n = 0; n < v->count; n++)
		cells_v += v->cells[n];
	return 4 * pairs - (int64_t)empty - cells_u * (int64_t)v->count -
	       cells_v * (int64_t)u->count + pairs;
}

static enum status mean_over_pairs(const struct side *u, const struct side *v, size_t steps,
                                   const struct simd *simd, const struct interrupt *interrupt,
                                   const double *n_log_n, uint32_t *both, struct information *mean)
{
	double sum = 0;
	uint64_t empty = 0;
	for (size_t m = 0; m < u->count; m++) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		const struct joint_row row = {
			.steps = (uint32_t)steps,
			.ones = u->ones[m],
			.entropy = u->entropy[m],
			.count = v->count,
			.v_ones = v->ones,
			.v_entropy = v->entropy,
			.n_log_n = n_log_n,
		};
		uint64_t row_empty;
		simd->bits_joint(u->bits + m * u->words, v->bits, u->words, v->count, both);
		sum += simd->bits_information(&row, both, &row_empty);
		empty += row_empty;
	}
	double total = (double)u->count * (double)v->count * (double)steps;
	mean->plug_in = sum / total;
	mean->miller_madow =
		mean->plug_in - (double)excess_cells(u, v, empty) / (2 * total * vmath_log(2));
	return STATUS_OK;
}

enum status bits_information(struct bits u, struct bits v, size_t lag, const struct simd *simd,
                             const struct interrupt *interrupt, struct information *mean)
{
	const size_t steps = u.steps - lag;
	struct side a = {0}, b = {0};
	double *n_log_n = malloc((steps + 1) * sizeof *n_log_n);
	uint32_t *both = malloc(v.count * sizeof *both);
	enum status status = STATUS_NO_MEMORY;
	bool allocated = side_alloc(&a, u.count, steps) && side_alloc(&b, v.count, steps);
	if (allocated && n_log_n != NULL && both != NULL) {
		fill_n_log_n(steps, simd, n_log_n);
		side_fill(&a, u, 0, steps, n_log_n);
		side_fill(&b, v, lag, steps, n_log_n);
		status = mean_over_pairs(&a, &b, steps, simd, interrupt, n_log_n, both, mean);
	}
	free(n_log_n);
	free(both);
	side_free(&a);
	side_free(&b);
	return status;
}
