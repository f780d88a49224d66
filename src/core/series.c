/*
 * series.c - correlation measures: a first pass over time for the means, a second, in blocks that
 * stay in the cache, for centred squares and products.
 */
#include "series.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 32 /* steps centred at a time: two blocks of 50 components fit a first-level cache */

enum status series_offsets(struct series s, const struct simd *simd,
                           const struct interrupt *interrupt, double *offset)
{
	uint64_t *changed = calloc(s.stride, sizeof *changed);
	enum status status = changed != NULL ? STATUS_OK : STATUS_NO_MEMORY;
	memset(offset, 0, s.stride * sizeof *offset);
	for (size_t t = 0; t < s.steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		size_t block = s.steps - t < BLOCK ? s.steps - t : BLOCK;
		simd->series_sum(s.rows + t * s.stride, s.stride, block, s.rows, offset, changed);
	}
	for (size_t i = 0; i < s.stride && status == STATUS_OK; i++)
		offset[i] = changed[i] != 0 ? offset[i] / (double)s.steps : 0;
	free(changed);
	return status;
}

/* One series on its way through a measure: its offsets, centred squares and a block of centred
 * rows. All arrays lie in one allocation, freed through `offset`. */
struct centred {
	struct series series;
	double *offset, *squares, *block;
};

/* The `steps` steps of s from `first` on. */
static bool centred_alloc(struct centred *c, struct series s, size_t first, size_t steps)
{
	size_t doubles = (2 + BLOCK) * s.stride;
	double *memory = aligned_alloc(SIMD_ALIGNMENT, doubles * sizeof *memory);
	if (memory == NULL)
		return false;
	memset(memory, 0, doubles * sizeof *memory);
	*c = (struct centred){
		.series = {s.rows + first * s.stride, s.count, s.stride, steps},
		.offset = memory,
		.squares = memory + s.stride,
		.block = memory + 2 * s.stride,
	};
	return true;
}

static enum status centred_offsets(struct centred *c, const struct simd *simd,
                                   const struct interrupt *interrupt)
{
	return series_offsets(c->series, simd, interrupt, c->offset);
}

static void centre_block(struct centred *c, size_t t, size_t steps, const struct simd *simd)
{
	const struct series *s = &c->series;
	simd->series_centre(s->rows + t * s->stride, s->stride, steps, s->rows, c->offset, c->squares,
	                    c->block);
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
		sum += __builtin_sqrt(c.squares[i] / (double)s.steps);
	*fluctuation = sum / (double)s.count;
	free(c.offset);
	return status;
}

/* The two centred sides of a lagged pair, and sums of products of them. */
struct pair {
	struct centred u, v;
	double *sums;
};

/* Adds a block's products to the sums. */
typedef void (*block_function)(const struct pair *pair, size_t steps, const struct simd *simd);

static void multiply_all(const struct pair *p, size_t steps, const struct simd *simd)
{
	simd->series_products(p->u.block, p->u.series.count, p->u.series.stride, p->v.block, p->v.series.stride,
	                      p->v.series.stride, steps, p->sums);
}

static void multiply_same(const struct pair *p, size_t steps, const struct simd *simd)
{
	simd->series_dot(p->u.block, p->v.block, p->u.series.stride, steps, p->sums);
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
	}
	return status;
}

/* Allocates a pair of u(t) and v(t + lag) with `sums` zeros and sums it up. To be freed in any case. */
static enum status pair_of(struct pair *p, struct series u, struct series v, size_t lag, size_t sums,
                           const struct simd *simd, const struct interrupt *interrupt,
                           block_function multiply)
{
	*p = (struct pair){.sums = aligned_alloc(SIMD_ALIGNMENT, sums * sizeof(double))};
	if (p->sums == NULL || !centred_alloc(&p->u, u, 0, u.steps - lag) ||
	    !centred_alloc(&p->v, v, lag, u.steps - lag))
		return STATUS_NO_MEMORY;
	memset(p->sums, 0, sums * sizeof(double));
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
	return (u * v + (2 + BLOCK) * (u + v)) * sizeof(double);
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
			double c = pearson(p.sums[m * v.stride + n], p.u.squares[m], p.v.squares[n]);
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
		sum += pearson(p.sums[i], p.u.squares[i], p.v.squares[i]);
	*mean = sum / (double)s.count;
	pair_free(&p);
	return status;
}
