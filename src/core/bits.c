/*
 * bits.c - mutual information of series of bits: cut once, packed 64 steps to a word, joint counts
 * by population count, entropies from a table of n log2 n.
 */
#include "bits.h"

#include <string.h>

#include "bits_loops.h"
#include "vmath.h"
#include "vmath_loops.h"

#define WORD 64

static size_t words_for(size_t steps) { return (steps + WORD - 1) / WORD; }

size_t bits_words(size_t count, size_t steps) { return simd_stride(count) * words_for(steps); }

struct bits bits_lay(struct arena *arena, size_t count, size_t steps)
{
	return (struct bits){
		.rows = arena_take(arena, bits_words(count, steps), sizeof(uint64_t)),
		.count = count,
		.stride = simd_stride(count),
		.steps = steps,
	};
}

/* Sets each bit of `equal` in the rows with probability 1/2, in the order of components and time. */
static void toss_coins(const struct bits *bits, const uint64_t *equal, struct stream_name name,
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

/* One row of words, of `steps` steps: a component that does not move equals its mean all the time. */
static void level_constants(const bool *moves, size_t count, size_t steps, uint64_t *above, uint64_t *equal)
{
	const uint64_t all = ~(uint64_t)0 >> (WORD - steps);
	for (size_t i = 0; i < count; i++)
		if (!moves[i]) {
			above[i] = 0;
			equal[i] = all;
		}
}

/* Fills the rows, and the likewise rows of `equal`. The padding is constant, nowhere above its mean. */
static enum status cut(struct series s, const double *offset, const bool *moves, const struct work *work,
                       uint64_t *rows, uint64_t *equal)
{
	for (size_t w = 0; w < words_for(s.steps); w++) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		size_t t = w * WORD, steps = s.steps - t < WORD ? s.steps - t : WORD;
		bits_loops(work->simd)->cut(s.rows + t * s.stride, s.stride, steps, s.rows, offset, rows + w * s.stride,
		                     equal + w * s.stride);
		level_constants(moves, s.count, steps, rows + w * s.stride, equal + w * s.stride);
	}
	return STATUS_OK;
}

enum status bits_from_series(struct series s, struct stream_name coins, struct work *work, const struct bits *bits)
{
	double *offset = work_take(work, s.stride, sizeof *offset);
	bool *moves = work_take(work, s.stride, sizeof *moves);
	uint64_t *equal = work_take(work, bits_words(s.count, s.steps), sizeof *equal);
	enum status status = series_offsets(s, work, offset, moves);
	if (status == STATUS_OK)
		status = cut(s, offset, moves, work, bits->rows, equal);
	if (status == STATUS_OK)
		toss_coins(bits, equal, coins, work->simd);
	return status;
}

/* Components of u that are taken on at a time, packs of v, and words of time: so many fit the
 * first-level cache, and take microseconds. */
#define BLOCK_ROWS 64
#define BLOCK_PACKS 2
#define BLOCK_WORDS 256

/* One side of the pairs: bits aligned at the first step of a pair, and of each component how many
 * are set and what the measure needs of it alone (struct joint). Components stand in packs, in u one after
 * the other, in v side by side: word w of lane k of the pack from component i on is
 * words[i * row + k * apart + w * step]. Past the last step and the last component all is 0. */
struct side {
	size_t count, stride, row, apart, step;
	uint64_t *words, *ones;
	double *own;
};

/* Words of a component of a side. */
static size_t side_row(size_t steps)
{
	return (words_for(steps) + BITS_WORDS - 1) / BITS_WORDS * BITS_WORDS;
}

/* Whether the n log2 n of all n up to T are worked out once: if they are fewer than those that the pairs need. */
static bool table_pays(size_t u_count, size_t v_count, size_t steps)
{
	return steps / u_count / 4 < simd_stride(v_count);
}

static struct side side_lay(struct work *work, size_t count, bool side_by_side, size_t steps)
{
	const size_t stride = simd_stride(count), row = side_row(steps);
	return (struct side){
		.count = count,
		.stride = stride,
		.row = row,
		.apart = side_by_side ? 1 : row,
		.step = side_by_side ? SIMD_LANES : 1,
		.words = work_take(work, row * stride, sizeof(uint64_t)),
		.ones = work_take(work, stride, sizeof(uint64_t)),
		.own = work_take(work, stride, sizeof(double)),
	};
}

/* BITS_WORDS words of all components, taken from rows as they come: each from two neighbouring rows,
 * of which the first loses `shift` steps; `keep` are the bits that are left of it. */
struct alignment {
	unsigned shift;
	const uint64_t *low[BITS_WORDS], *high[BITS_WORDS];
	uint64_t keep[BITS_WORDS];
};

/* The words from w on of the `steps` bits from step `first` on. Behind the last row comes nothing
 * that would be kept: any row will do. */
static struct alignment alignment(struct bits b, size_t first, size_t steps, size_t w)
{
	const size_t last = words_for(b.steps) - 1;
	struct alignment a = {.shift = first % WORD};
	for (size_t k = 0; k < BITS_WORDS; k++) {
		const size_t at = first / WORD + w + k, t = (w + k) * WORD;
		const size_t bits = t >= steps ? 0 : steps - t < WORD ? steps - t : WORD;
		a.low[k] = b.rows + (at < last ? at : last) * b.stride;
		a.high[k] = b.rows + (at + 1 < last ? at + 1 : last) * b.stride;
		a.keep[k] = bits == WORD ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
	}
	return a;
}

/* step, 1 or 8, is a constant at each call. */
static inline void align_words(const struct side *side, const struct alignment *a, size_t w, size_t step)
{
	for (size_t i = 0; i < side->count; i++) {
		const size_t lane = i % SIMD_LANES;
		uint64_t *out = side->words + (i - lane) * side->row + lane * side->apart + w * step;
		for (size_t k = 0; k < BITS_WORDS; k++) {
			uint64_t high = a->high[k][i] << 1 << (WORD - 1 - a->shift);
			out[k * step] = (a->low[k][i] >> a->shift | high) & a->keep[k];
		}
	}
}

/* Bits are counted eight words at a time: of eight components, or of one. */
static void count_ones(struct side *side, const struct simd *simd)
{
	if (side->step > 1) {
		for (size_t i = 0; i < side->count; i += SIMD_LANES)
			bits_loops(simd)->count(side->words + i * side->row, SIMD_LANES, side->row,
			                 side->ones + i);
		return;
	}
	for (size_t i = 0; i < side->count; i++) {
		uint64_t sums[SIMD_LANES];
		bits_loops(simd)->count(side->words + i * side->row, SIMD_LANES, side->row / SIMD_LANES, sums);
		for (size_t k = 0; k < SIMD_LANES; k++)
			side->ones[i] += sums[k];
	}
}

static void side_fill(struct side *side, struct bits b, size_t first, size_t steps,
                      const struct simd *simd)
{
	memset(side->words, 0, side->row * side->stride * sizeof *side->words);
	memset(side->ones, 0, side->stride * sizeof *side->ones);
	memset(side->own, 0, side->stride * sizeof *side->own);
	for (size_t w = 0; w < side->row; w += BITS_WORDS) {
		const struct alignment a = alignment(b, first, steps, w);
		if (side->step == 1)
			align_words(side, &a, w, 1);
		else
			align_words(side, &a, w, SIMD_LANES);
	}
	count_ones(side, simd);
}

/* The pairs of u(t) and v(t + lag), and the work space for a block of them. */
struct pairs {
	struct side u, v;
	size_t steps;
	uint64_t *both;
	double *sums; /* of each u over all v, lane by lane */
	double *r;    /* of a block, as both */
	double t_log_t, *n_log_n;
	uint64_t empty;
};

static struct pairs pairs_lay(struct work *work, struct bits u, struct bits v, size_t lag)
{
	const size_t block = BLOCK_ROWS * BLOCK_PACKS * SIMD_LANES;
	return (struct pairs){
		.u = side_lay(work, u.count, false, u.steps - lag),
		.v = side_lay(work, v.count, true, u.steps - lag),
		.steps = u.steps - lag,
		.both = work_take(work, block, sizeof(uint64_t)),
		.sums = work_take(work, u.count * SIMD_LANES, sizeof(double)),
		.r = work_take(work, block, sizeof(double)),
	};
}

static void pairs_fill(struct pairs *pairs, struct bits u, struct bits v, size_t lag, const struct simd *simd)
{
	memset(pairs->sums, 0, u.count * SIMD_LANES * sizeof *pairs->sums);
	side_fill(&pairs->u, u, 0, pairs->steps, simd);
	side_fill(&pairs->v, v, lag, pairs->steps, simd);
}

/* Counts the block of u from m on and v from n on. */
static enum status count_block(struct pairs *pairs, size_t m, size_t u_count, size_t n, size_t packs,
                               const struct work *work)
{
	const size_t row = pairs->u.row;
	memset(pairs->both, 0, u_count * packs * SIMD_LANES * sizeof *pairs->both);
	for (size_t w = 0; w < row; w += BLOCK_WORDS) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		bits_loops(work->simd)->joint(pairs->u.words + m * row + w, u_count,
		                       pairs->v.words + n * row + w * SIMD_LANES, packs, row,
		                       row - w < BLOCK_WORDS ? row - w : BLOCK_WORDS, pairs->both);
	}
	return STATUS_OK;
}

/* What is measured on a block, u from m on and v from n on. */
typedef void (*block_function)(struct pairs *pairs, const struct joint *joint, size_t m, size_t n,
                               const struct simd *simd, void *result);

/* Over all blocks: v outside, so that each u meets its v in order. */
static enum status each_block(struct pairs *pairs, const struct work *work, block_function measure, void *result)
{
	const struct side *u = &pairs->u, *v = &pairs->v;
	const size_t width = BLOCK_PACKS * SIMD_LANES;
	for (size_t n = 0; n < v->count; n += width)
		for (size_t m = 0; m < u->count; m += BLOCK_ROWS) {
			const struct joint joint = {
				.u_count = u->count - m < BLOCK_ROWS ? u->count - m : BLOCK_ROWS,
				.packs = (v->stride - n < width ? v->stride - n : width) / SIMD_LANES,
				.v_count = v->count - n,
				.steps = pairs->steps,
				.both = pairs->both,
				.u_ones = u->ones + m,
				.v_ones = v->ones + n,
				.u_own = u->own + m,
				.v_own = v->own + n,
				.t_log_t = pairs->t_log_t,
				.n_log_n = pairs->n_log_n,
			};
			enum status status = count_block(pairs, m, joint.u_count, n, joint.packs, work);
			if (status != STATUS_OK)
				return status;
			measure(pairs, &joint, m, n, work->simd, result);
		}
	return STATUS_OK;
}

/* The sum over all pairs: of each u over its lanes as pack_sum does, then of u after u. */
static double total(const struct pairs *pairs)
{
	double sum = 0;
	for (size_t m = 0; m < pairs->u.count; m++) {
		const double *s = pairs->sums + m * SIMD_LANES;
		sum += ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
	}
	return sum;
}

/* values[i] = n log2 n of the n that stand there. */
static void n_log_n(size_t count, double *values, const struct simd *simd)
{
	enum { CHUNK = 512 };
	double logs[CHUNK];
	for (size_t i = 0; i < count; i += CHUNK) {
		size_t here = count - i < CHUNK ? count - i : CHUNK;
		for (size_t k = 0; k < here; k++)
			logs[k] = values[i + k] > 0 ? values[i + k] : 1;
		vmath_loops(simd)->log2(here, logs);
		for (size_t k = 0; k < here; k++)
			values[i + k] *= logs[k];
	}
}

/* T log2 T, and the table if there is one. */
static void fill_logarithms(struct pairs *pairs, const struct simd *simd)
{
	pairs->t_log_t = (double)pairs->steps;
	n_log_n(1, &pairs->t_log_t, simd);
	if (pairs->n_log_n == NULL)
		return;
	for (size_t n = 0; n <= pairs->steps; n++)
		pairs->n_log_n[n] = (double)n;
	n_log_n(pairs->steps + 1, pairs->n_log_n, simd);
}

/* own: T log2 T - Σ n log2 n over the two cells: T times the entropy. */
static void side_entropies(struct side *side, const struct pairs *pairs, const struct simd *simd)
{
	const double *table = pairs->n_log_n;
	for (size_t i = 0; i < side->count; i++) {
		const size_t ones = side->ones[i], zeros = pairs->steps - ones;
		double cells[] = {(double)ones, (double)zeros};
		if (table == NULL)
			n_log_n(2, cells, simd);
		side->own[i] = table != NULL ? pairs->t_log_t - table[ones] - table[zeros]
		                             : pairs->t_log_t - cells[0] - cells[1];
	}
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
static int64_t excess_cells(const struct pairs *pairs)
{
	const struct side *u = &pairs->u, *v = &pairs->v;
	return (int64_t)(u->count * v->count) - (int64_t)pairs->empty +
	       constants(u, pairs->steps) * (int64_t)v->count +
	       constants(v, pairs->steps) * (int64_t)u->count;
}

static void inform(struct pairs *pairs, const struct joint *joint, size_t m, size_t n,
                   const struct simd *simd, void *result)
{
	(void)n, (void)result;
	bits_loops(simd)->information(joint, pairs->sums + m * SIMD_LANES, &pairs->empty);
}

enum status bits_information(struct bits u, struct bits v, size_t lag, struct work *work, struct information *mean)
{
	struct pairs pairs = pairs_lay(work, u, v, lag);
	if (table_pays(u.count, v.count, pairs.steps))
		pairs.n_log_n = work_take(work, pairs.steps + 1, sizeof *pairs.n_log_n);
	if (work_measures(work))
		return STATUS_MEASURED;
	pairs_fill(&pairs, u, v, lag, work->simd);
	fill_logarithms(&pairs, work->simd);
	side_entropies(&pairs.u, &pairs, work->simd);
	side_entropies(&pairs.v, &pairs, work->simd);
	enum status status = each_block(&pairs, work, inform, NULL);
	if (status == STATUS_OK) {
		double all = (double)u.count * (double)v.count * (double)pairs.steps;
		double excess = (double)excess_cells(&pairs);
		mean->plug_in = total(&pairs) / all;
		mean->miller_madow = mean->plug_in - excess / (2 * all * vmath_log(2));
	}
	return status;
}

static void side_spreads(struct side *side, size_t steps)
{
	for (size_t i = 0; i < side->count; i++)
		side->own[i] = (double)side->ones[i] * (double)(steps - side->ones[i]);
}

static void correlate(struct pairs *pairs, const struct joint *joint, size_t m, size_t n,
                      const struct simd *simd, void *result)
{
	double *r = result;
	const size_t width = joint->packs * SIMD_LANES, v_count = pairs->v.count;
	const size_t used = v_count - n < width ? v_count - n : width;
	bits_loops(simd)->correlation(joint, pairs->sums + m * SIMD_LANES, r != NULL ? pairs->r : NULL);
	for (size_t k = 0; r != NULL && k < joint->u_count; k++)
		memcpy(r + (m + k) * v_count + n, pairs->r + k * width, used * sizeof *r);
}

enum status bits_correlation(struct bits u, struct bits v, size_t lag, struct work *work, double *r, double *rms)
{
	struct pairs pairs = pairs_lay(work, u, v, lag);
	if (work_measures(work))
		return STATUS_MEASURED;
	pairs_fill(&pairs, u, v, lag, work->simd);
	side_spreads(&pairs.u, pairs.steps);
	side_spreads(&pairs.v, pairs.steps);
	enum status status = each_block(&pairs, work, correlate, r);
	if (status == STATUS_OK)
		*rms = __builtin_sqrt(total(&pairs) / ((double)u.count * (double)v.count));
	return status;
}
