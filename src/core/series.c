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

/* The two centred sides of a lagged pair, and what becomes of each block of both. */
typedef void (*block_function)(const struct centred *u, const struct centred *v, size_t steps,
                               const struct simd *simd, double *result);

static enum status for_blocks(struct centred *u, struct centred *v, const struct simd *simd,
                              const struct interrupt *interrupt, block_function use, double *result)
{
	enum status status = centred_means(u, simd, interrupt);
	if (status == STATUS_OK)
		status = centred_means(v, simd, interrupt);
	for (size_t t = 0; t < u->steps && status == STATUS_OK; t += BLOCK) {
		if (interrupt_requested(interrupt))
			status = STATUS_INTERRUPTED;
		size_t steps = u->steps - t < BLOCK ? u->steps - t : BLOCK;
		centre_block(u, t, steps, simd);
		centre_block(v, t, steps, simd);
		use(u, v, steps, simd, result);
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

static void multiply_block(const struct centred *u, const struct centred *v, size_t steps,
                           const struct simd *simd, double *products)
{
	simd->series_products(u->block, u->count, u->stride, v->block, v->stride, steps, products);
}

enum status series_correlation(struct series u, struct series v, size_t lag,
                               const struct simd *simd, const struct interrupt *interrupt,
                               double *r, double *rms)
{
	const size_t steps = u.steps - lag, size = u.stride * v.stride * sizeof(double);
	struct centred a = {0}, b = {0};
	double *products = aligned_alloc(SIMD_ALIGNMENT, size);
	enum status status = STATUS_NO_MEMORY;
	if (products != NULL && centred_alloc(&a, u, 0, steps) && centred_alloc(&b, v, lag, steps)) {
		memset(products, 0, size);
		status = for_blocks(&a, &b, simd, interrupt, multiply_block, products);
	}
	if (status == STATUS_OK) {
		double sum = 0;
		for (size_t m = 0; m < u.count; m++)
			for (size_t n = 0; n < v.count; n++) {
				double c = pearson(products[m * v.stride + n], a.squares[m], b.squares[n]);
				sum += c * c;
				if (r != NULL)
					r[m * v.count + n] = c;
			}
		*rms = __builtin_sqrt(sum / ((double)u.count * (double)v.count));
	}
	free(products);
	free(a.mean);
	free(b.mean);
	return status;
}

static void dot_block(const struct centred *u, const struct centred *v, size_t steps,
                      const struct simd *simd, double *sums)
{
	simd->series_dot(u->block, v->block, u->stride, steps, sums);
}

enum status series_autocorrelation(struct series s, size_t lag, const struct simd *simd,
                                   const struct interrupt *interrupt, double *mean)
{
	const size_t steps = s.steps - lag, size = s.stride * sizeof(double);
	struct centred a = {0}, b = {0};
	double *products = aligned_alloc(SIMD_ALIGNMENT, size);
	enum status status = STATUS_NO_MEMORY;
	if (products != NULL && centred_alloc(&a, s, 0, steps) && centred_alloc(&b, s, lag, steps)) {
		memset(products, 0, size);
		status = for_blocks(&a, &b, simd, interrupt, dot_block, products);
	}
	if (status == STATUS_OK) {
		double sum = 0;
		for (size_t i = 0; i < s.count; i++)
			sum += pearson(products[i], a.squares[i], b.squares[i]);
		*mean = sum / (double)s.count;
	}
	free(products);
	free(a.mean);
	free(b.mean);
	return status;
}
