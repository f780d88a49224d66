/*
 * series.c - correlation measures: a first pass over time for the means, a second, in blocks that
 * stay in the cache, for centred squares and products.
 */
#include "series.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 32 /* steps centred at a time: two blocks of 50 components fit a first-level cache */

/* Squares and products are summed over so many steps, and these sums then added up: rounding errors that repeat, as
 * in a cycle, grow with the number of terms of a sum, and here no sum is long. */
#define STRETCH (8 * BLOCK)

/* Whether a component moves: `up` and `down` are how far it goes above and below its first sample. */
static bool component_moves(double up, double down, double sum, double rounding)
{
	return !(up + down <= rounding) || __builtin_isnan(sum);
}

enum status series_offsets(struct series s, const struct simd *simd, const struct interrupt *interrupt,
                           double *offset, bool *moves)
{
	double *up = calloc(2 * s.stride, sizeof *up);
	if (up == NULL)
		return STATUS_NO_MEMORY;
	double *down = up + s.stride;
	enum status status = STATUS_OK;
	memset(offset, 0, s.stride * sizeof *offset);
	for (size_t t = 0; t < s.steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		size_t block = s.steps - t < BLOCK ? s.steps - t : BLOCK;
		simd->series_sum(s.rows + t * s.stride, s.stride, block, s.rows, offset, up, down);
	}
	for (size_t i = 0; i < s.stride && status == STATUS_OK; i++) {
		moves[i] = component_moves(up[i], down[i], offset[i], s.rounding != NULL ? s.rounding[i] : 0);
		offset[i] = moves[i] ? offset[i] / (double)s.steps : 0;
	}
	free(up);
	return status;
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
 * rows, and which components move. All arrays lie in one allocation, freed through `offset`. */
struct centred {
	struct series series;
	double *offset, *stretch, *squares, *block;
	bool *moves;
};

/* What a series' arrays take, in doubles: `moves` has a byte of one for each component. */
static size_t centred_doubles(size_t stride) { return (4 + BLOCK) * stride; }

/* The `steps` steps of s from `first` on. */
static bool centred_alloc(struct centred *c, struct series s, size_t first, size_t steps)
{
	size_t doubles = centred_doubles(s.stride);
	double *memory = aligned_alloc(SIMD_ALIGNMENT, doubles * sizeof *memory);
	if (memory == NULL)
		return false;
	memset(memory, 0, doubles * sizeof *memory);
	*c = (struct centred){
		.series = {s.rows + first * s.stride, s.count, s.stride, steps, s.rounding},
		.offset = memory,
		.stretch = memory + s.stride,
		.squares = memory + 2 * s.stride,
		.block = memory + 3 * s.stride,
		.moves = (void *)(memory + (3 + BLOCK) * s.stride),
	};
	return true;
}

static enum status centred_offsets(struct centred *c, const struct simd *simd,
                                   const struct interrupt *interrupt)
{
	return series_offsets(c->series, simd, interrupt, c->offset, c->moves);
}

/* The centred squares of a component, summed over time; of a constant, exactly 0. */
static double centred_square(const struct centred *c, size_t i) { return c->moves[i] ? c->squares[i] : 0; }

static void centre_block(struct centred *c, size_t t, size_t steps, const struct simd *simd)
{
	const struct series *s = &c->series;
	simd->series_centre(s->rows + t * s->stride, s->stride, steps, s->rows, c->offset, c->stretch,
	                    c->block);
	add_stretch(t + steps, s->steps, s->stride, c->stretch, c->squares);
}

enum status series_fluctuation(struct series s, const struct simd *simd,
                               const struct interrupt *interrupt, double *fluctuation)
{
	struct centred c;
	if (!centred_alloc(&c, s, 0, s.steps))
		return STATUS_NO_MEMORY;
	enum status status = centred_offsets(&c, simd, interrupt);
	for (size_t t = 0; t < s.steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		centre_block(&c, t, s.steps - t < BLOCK ? s.steps - t : BLOCK, simd);
	}
	double sum = 0;
	for (size_t i = 0; i < s.count; i++)
		sum += __builtin_sqrt(centred_square(&c, i) / (double)s.steps);
	*fluctuation = sum / (double)s.count;
	free(c.offset);
	return status;
}

/* The two centred sides of a lagged pair, and `count` sums of products of them, in all and of a stretch. */
struct pair {
	struct centred u, v;
	size_t count;
	double *sums, *stretch;
};

/* Adds a block's products to the sums. */
typedef void (*block_function)(const struct pair *pair, size_t steps, const struct simd *simd);

static void multiply_all(const struct pair *p, size_t steps, const struct simd *simd)
{
	simd->series_products(p->u.block, p->u.series.count, p->u.series.stride, p->v.block, p->v.series.stride,
	                      p->v.series.stride, steps, p->stretch);
}

static void multiply_same(const struct pair *p, size_t steps, const struct simd *simd)
{
	simd->series_dot(p->u.block, p->v.block, p->u.series.stride, steps, p->stretch);
}

static enum status pair_sum(struct pair *p, const struct simd *simd,
                            const struct interrupt *interrupt, block_function multiply)
{
	enum status status = centred_offsets(&p->u, simd, interrupt);
	if (status == STATUS_OK)
		status = centred_offsets(&p->v, simd, interrupt);
	for (size_t t = 0; t < p->u.series.steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		size_t steps = p->u.series.steps - t < BLOCK ? p->u.series.steps - t : BLOCK;
		centre_block(&p->u, t, steps, simd);
		centre_block(&p->v, t, steps, simd);
		multiply(p, steps, simd);
		add_stretch(t + steps, p->u.series.steps, p->count, p->stretch, p->sums);
	}
	return status;
}

/* Allocates a pair of u(t) and v(t + lag) with `sums` zeros and sums it up. To be freed in any case. */
static enum status pair_of(struct pair *p, struct series u, struct series v, size_t lag, size_t sums,
                           const struct simd *simd, const struct interrupt *interrupt,
                           block_function multiply)
{
	*p = (struct pair){.count = sums, .sums = aligned_alloc(SIMD_ALIGNMENT, 2 * sums * sizeof(double))};
	if (p->sums == NULL || !centred_alloc(&p->u, u, 0, u.steps - lag) ||
	    !centred_alloc(&p->v, v, lag, u.steps - lag))
		return STATUS_NO_MEMORY;
	memset(p->sums, 0, 2 * sums * sizeof(double));
	p->stretch = p->sums + sums;
	return pair_sum(p, simd, interrupt, multiply);
}

static void pair_free(struct pair *p)
{
	free(p->sums);
	free(p->u.offset);
	free(p->v.offset);
}

/* Pearson's coefficient from centred sums; 0 where a side is constant (its squares are exactly 0)
 * or too small for its square to be a number. */
static double pearson(double product, double square_u, double square_v)
{
	double scale = __builtin_sqrt(square_u) * __builtin_sqrt(square_v);
	return scale > 0 ? product / scale : 0;
}

size_t series_correlation_bytes(size_t u_count, size_t v_count)
{
	const size_t u = simd_stride(u_count), v = simd_stride(v_count);
	return (2 * u * v + centred_doubles(u) + centred_doubles(v)) * sizeof(double);
}

enum status series_correlation(struct series u, struct series v, size_t lag,
                               const struct simd *simd, const struct interrupt *interrupt,
                               double *r, double *rms)
{
	struct pair p;
	enum status status =
		pair_of(&p, u, v, lag, u.stride * v.stride, simd, interrupt, multiply_all);
	double sum = 0;
	for (size_t m = 0; m < u.count && status == STATUS_OK; m++)
		for (size_t n = 0; n < v.count; n++) {
			double c = pearson(p.sums[m * v.stride + n], centred_square(&p.u, m), centred_square(&p.v, n));
			sum += c * c;
			if (r != NULL)
				r[m * v.count + n] = c;
		}
	*rms = __builtin_sqrt(sum / ((double)u.count * (double)v.count));
	pair_free(&p);
	return status;
}

enum status series_autocorrelation(struct series s, size_t lag, const struct simd *simd,
                                   const struct interrupt *interrupt, double *mean)
{
	struct pair p;
	enum status status = pair_of(&p, s, s, lag, s.stride, simd, interrupt, multiply_same);
	double sum = 0;
	for (size_t i = 0; i < s.count && status == STATUS_OK; i++)
		sum += pearson(p.sums[i], centred_square(&p.u, i), centred_square(&p.v, i));
	*mean = sum / (double)s.count;
	pair_free(&p);
	return status;
}
