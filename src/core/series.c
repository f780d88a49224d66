/*
 * series.c - correlation measures: a first pass over time for the means, a second, in blocks that
 * stay in the cache, for centred squares and products.
 */
#include "series.h"

#include <string.h>

#include "series_loops.h"

#define BLOCK 32 /* steps centred at a time: two blocks of 50 components fit a first-level cache */

/* Squares and products are summed over so many steps, and these sums then added up: rounding errors that repeat, as
 * in a cycle, grow with the number of terms of a sum, and here no sum is long. */
#define STRETCH (8 * BLOCK)

/* Whether a component moves: `up` and `down` are how far it goes above and below its first sample. */
static bool component_moves(double up, double down, double sum, double rounding)
{
	return !(up + down <= rounding) || __builtin_isnan(sum);
}

/* See series_offsets. spread: room for two rows. */
static enum status find_offsets(struct series s, const struct work *work, double *spread, double *offset, bool *moves)
{
	double *up = spread, *down = spread + s.stride;
	memset(spread, 0, 2 * s.stride * sizeof *spread);
	memset(offset, 0, s.stride * sizeof *offset);
	for (size_t t = 0; t < s.steps; t += BLOCK) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		size_t block = s.steps - t < BLOCK ? s.steps - t : BLOCK;
		series_loops(work->simd)->sum(s.rows + t * s.stride, s.stride, block, s.rows, offset, up, down);
	}
	for (size_t i = 0; i < s.stride; i++) {
		moves[i] = component_moves(up[i], down[i], offset[i], s.rounding != NULL ? s.rounding[i] : 0);
		offset[i] = moves[i] ? offset[i] / (double)s.steps : 0;
	}
	return STATUS_OK;
}

enum status series_offsets(struct series s, struct work *work, double *offset, bool *moves)
{
	double *spread = work_take(work, 2 * s.stride, sizeof *spread);
	return work_measures(work) ? STATUS_MEASURED : find_offsets(s, work, spread, offset, moves);
}

/* Moves sums of a stretch that ends at this step, or with the series, to the totals. */
static void add_stretch(size_t end, size_t steps, size_t count, double *sums, double *totals)
{
	if (end % STRETCH != 0 && end != steps)
		return;
	for (size_t i = 0; i < count; i++) {
		totals[i] += sums[i];
		sums[i] = 0;
	}
}

/* One series on its way through a measure: its offsets, centred squares (of a stretch, and in all), a block of centred
 * rows, and which components move. */
struct centred {
	struct series series;
	double *offset, *stretch, *squares, *block;
	bool *moves;
};

/* The `steps` steps of s from `first` on. */
static struct centred centred_lay(struct work *work, struct series s, size_t first, size_t steps)
{
	return (struct centred){
		.series = {s.rows != NULL ? s.rows + first * s.stride : NULL, s.count, s.stride, steps, s.rounding},
		.offset = work_take(work, s.stride, sizeof(double)),
		.stretch = work_take(work, s.stride, sizeof(double)),
		.squares = work_take(work, s.stride, sizeof(double)),
		.block = work_take(work, BLOCK * s.stride, sizeof(double)),
		.moves = work_take(work, s.stride, sizeof(bool)),
	};
}

/* Finds the offsets, and sets the sums of squares to zero. */
static enum status centred_open(struct centred *c, const struct work *work)
{
	memset(c->stretch, 0, c->series.stride * sizeof(double));
	memset(c->squares, 0, c->series.stride * sizeof(double));
	return find_offsets(c->series, work, c->block, c->offset, c->moves); /* the block is not in use yet */
}

/* The centred squares of a component, summed over time; of a constant, exactly 0. */
static double centred_square(const struct centred *c, size_t i) { return c->moves[i] ? c->squares[i] : 0; }

static void centre_block(struct centred *c, size_t t, size_t steps, const struct work *work)
{
	const struct series *s = &c->series;
	series_loops(work->simd)->centre(s->rows + t * s->stride, s->stride, steps, s->rows, c->offset, c->stretch, c->block);
	add_stretch(t + steps, s->steps, s->stride, c->stretch, c->squares);
}

enum status series_fluctuation(struct series s, struct work *work, double *fluctuation)
{
	struct centred c = centred_lay(work, s, 0, s.steps);
	if (work_measures(work))
		return STATUS_MEASURED;
	enum status status = centred_open(&c, work);
	for (size_t t = 0; t < s.steps && status == STATUS_OK; t += BLOCK) {
		if (work_interrupted(work))
			status = STATUS_INTERRUPTED;
		centre_block(&c, t, s.steps - t < BLOCK ? s.steps - t : BLOCK, work);
	}
	double sum = 0;
	for (size_t i = 0; i < s.count && status == STATUS_OK; i++)
		sum += __builtin_sqrt(centred_square(&c, i) / (double)s.steps);
	*fluctuation = sum / (double)s.count;
	return status;
}

/* The two centred sides of a lagged pair, and `count` sums of products of them, in all and of a stretch. */
struct pair {
	struct centred u, v;
	size_t count;
	double *sums, *stretch;
};

static struct pair pair_lay(struct work *work, struct series u, struct series v, size_t lag, size_t count)
{
	return (struct pair){
		.u = centred_lay(work, u, 0, u.steps - lag),
		.v = centred_lay(work, v, lag, u.steps - lag),
		.count = count,
		.sums = work_take(work, count, sizeof(double)),
		.stretch = work_take(work, count, sizeof(double)),
	};
}

/* Adds a block's products to the sums. */
typedef void (*block_function)(const struct pair *pair, size_t steps, const struct simd *simd);

static void multiply_all(const struct pair *p, size_t steps, const struct simd *simd)
{
	series_loops(simd)->products(p->u.block, p->u.series.count, p->u.series.stride, p->v.block, p->v.series.stride,
	                      p->v.series.stride, steps, p->stretch);
}

static void multiply_same(const struct pair *p, size_t steps, const struct simd *simd)
{
	series_loops(simd)->dot(p->u.block, p->v.block, p->u.series.stride, steps, p->stretch);
}

static enum status pair_sum(struct pair *p, const struct work *work, block_function multiply)
{
	memset(p->sums, 0, p->count * sizeof *p->sums);
	memset(p->stretch, 0, p->count * sizeof *p->stretch);
	enum status status = centred_open(&p->u, work);
	if (status == STATUS_OK)
		status = centred_open(&p->v, work);
	for (size_t t = 0; t < p->u.series.steps && status == STATUS_OK; t += BLOCK) {
		if (work_interrupted(work))
			status = STATUS_INTERRUPTED;
		size_t steps = p->u.series.steps - t < BLOCK ? p->u.series.steps - t : BLOCK;
		centre_block(&p->u, t, steps, work);
		centre_block(&p->v, t, steps, work);
		multiply(p, steps, work->simd);
		add_stretch(t + steps, p->u.series.steps, p->count, p->stretch, p->sums);
	}
	return status;
}

/* Pearson's coefficient from centred sums; 0 where a side is constant (its squares are exactly 0)
 * or too small for its square to be a number. */
static double pearson(double product, double square_u, double square_v)
{
	double scale = __builtin_sqrt(square_u) * __builtin_sqrt(square_v);
	return scale > 0 ? product / scale : 0;
}

enum status series_correlation(struct series u, struct series v, size_t lag, struct work *work, double *r,
                               double *rms)
{
	struct pair p = pair_lay(work, u, v, lag, u.stride * v.stride);
	if (work_measures(work))
		return STATUS_MEASURED;
	enum status status = pair_sum(&p, work, multiply_all);
	double sum = 0;
	for (size_t m = 0; m < u.count && status == STATUS_OK; m++)
		for (size_t n = 0; n < v.count; n++) {
			double c = pearson(p.sums[m * v.stride + n], centred_square(&p.u, m), centred_square(&p.v, n));
			sum += c * c;
			if (r != NULL)
				r[m * v.count + n] = c;
		}
	*rms = __builtin_sqrt(sum / ((double)u.count * (double)v.count));
	return status;
}

enum status series_autocorrelation(struct series s, size_t lag, struct work *work, double *mean)
{
	struct pair p = pair_lay(work, s, s, lag, s.stride);
	if (work_measures(work))
		return STATUS_MEASURED;
	enum status status = pair_sum(&p, work, multiply_same);
	double sum = 0;
	for (size_t i = 0; i < s.count && status == STATUS_OK; i++)
		sum += pearson(p.sums[i], centred_square(&p.u, i), centred_square(&p.v, i));
	*mean = sum / (double)s.count;
	return status;
}
