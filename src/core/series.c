/*
 * series.c - correlation measures: a first pass over time for the means, a second, in blocks that
 * stay in the cache, for centred squares and products.
 */
#include "series.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK 32 /* steps centred at a time: two blocks of 50 components fit a first-level cache */

/* Means of steps 0 ... steps-1, and which components are constant: their mean is set to the
 * constant itself, so that centring gives exact zeros. */
static enum status means(const double *rows, size_t stride, size_t steps, const struct simd *simd,
                         const struct interrupt *interrupt, double *mean, uint64_t *changed)
{
	memset(mean, 0, stride * sizeof *mean);
	memset(changed, 0, stride * sizeof *changed);
	for (size_t t = 0; t < steps; t += BLOCK) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		size_t block = steps - t < BLOCK ? steps - t : BLOCK;
		simd->series_sum(rows + t * stride, stride, block, rows, mean, changed);
	}
	for (size_t i = 0; i < stride; i++)
		mean[i] = changed[i] != 0 ? mean[i] / (double)steps : rows[i];
	return STATUS_OK;
}

enum status series_means(struct series s, const struct simd *simd,
                         const struct interrupt *interrupt, double *mean)
{
	uint64_t *changed = malloc(s.stride * sizeof *changed);
	if (changed == NULL)
		return STATUS_NO_MEMORY;
	enum status status = means(s.rows, s.stride, s.steps, simd, interrupt, mean, changed);
	free(changed);
	return status;
}

/* One series on its way through a measure: its means, centred squares and a block of centred
 * rows. All arrays lie in one allocation, freed through `mean`. */
struct centred {
	const double *rows;
	size_t count, stride, steps;
	double *mean, *squares, *block;
	uint64_t *changed;
};

static bool centred_alloc(struct centred *c, struct series s, size_t first, size_t steps)
{
	size_t doubles = (3 + BLOCK) * s.stride;
	c->rows = s.rows + first * s.stride;
	c->count = s.count;
	c->stride = s.stride;
	c->steps = steps;
	c->mean = aligned_alloc(SIMD_ALIGNMENT, doubles * sizeof(double));
	if (c->mean == NULL)
		return false;
	memset(c->mean, 0, doubles * sizeof(double));
	c->squares = c->mean + s.stride;
	c->changed = (void *)(c->squares + s.stride);
	c->block = c->squares + 2 * s.stride;
	return true;
}

static enum status centred_means(struct centred *c, const struct simd *simd,
                                 const struct interrupt *interrupt)
{
	return means(c->rows, c->stride, c->steps, simd, interrupt, c->mean, c->changed);
}

static void centre_block(struct centred *c, size_t t, size_t steps, const struct simd *simd)
{
	simd->series_centre(c->rows + t * c->stride, c->stride, steps, c->mean, c->squares, c->block);
}

enum status series_fluctuation(struct series s, const struct simd *simd,
                               const struct interrupt *interrupt, double *fluctuation)
{
	struct centred c;
	if (!centred_alloc(&c, s, 0, s.steps))
		return STATUS_NO_MEMORY;
	enum status status = centred_means(&c, simd, interrupt);
	for (size_t t = 0; t < s.steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		centre_block(&c, t, s.steps - t < BLOCK ? s.steps - t : BLOCK, simd);
	}
	double sum = 0;
	for (size_t i = 0; i < s.count; i++)
		sum += __builtin_sqrt(c.squares[i] / (double)s.steps);
	*fluctuation = sum / (double)s.count;
	free(c.mean);
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
	simd->series_products(p->u.block, p->u.count, p->u.stride, p->v.block, p->v.stride, steps,
	                      p->sums);
}

static void multiply_same(const struct pair *p, size_t steps, const struct simd *simd)
{
	simd->series_dot(p->u.block, p->v.block, p->u.stride, steps, p->sums);
}

static enum status pair_sum(struct pair *p, const struct simd *simd,
                            const struct interrupt *interrupt, block_function multiply)
{
	enum status status = centred_means(&p->u, simd, interrupt);
	if (status == STATUS_OK)
		status = centred_means(&p->v, simd, interrupt);
	for (size_t t = 0; t < p->u.steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		size_t steps = p->u.steps - t < BLOCK ? p->u.steps - t : BLOCK;
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
	free(p->u.mean);
	free(p->v.mean);
}

/* Pearson's coefficient from centred sums; 0 where a side is constant (its squares are exactly 0)
 * or too small for its square to be a number. */
static double pearson(double product, double square_u, double square_v)
{
	double scale = __builtin_sqrt(square_u) * __builtin_sqrt(square_v);
	return scale > 0 ? product / scale : 0;
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
