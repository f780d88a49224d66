/*
 * series_lanes.c - sums over time of recorded series, and of products of two of them.
 *
 * Every sum runs over time in order, one accumulator for each component or pair of components:
 * vector width and tile shape decide how many pairs advance together, never how one is summed.
 */
#include "elementary.h"
#include "series_loops.h"

/* Each sum waits for its last addition; so many packs of components side by side keep the adder busy. */
#define ABREAST 4
/* Rows to fetch ahead: a long recording is far away, in the last cache or beyond. */
#define BLOCK_AHEAD 32

PACK_INLINE void sum_packs(size_t packs, const double *x, size_t stride, size_t steps,
                           const double *first, double *sum, double *up, double *down)
{
	const pack zero = pack_set1(0.0);
	pack start[ABREAST], total[ABREAST], above[ABREAST], below[ABREAST];
	PACK_UNROLL for (size_t p = 0; p < packs; p++) {
		start[p] = pack_load(first + p * PACK_LANES);
		total[p] = pack_load(sum + p * PACK_LANES);
		above[p] = pack_load(up + p * PACK_LANES);
		below[p] = pack_load(down + p * PACK_LANES);
	}
	for (size_t t = 0; t < steps; t++, x += stride)
		PACK_UNROLL for (size_t p = 0; p < packs; p++) {
			__builtin_prefetch(x + p * PACK_LANES + BLOCK_AHEAD * stride);
			pack away = pack_sub(pack_load(x + p * PACK_LANES), start[p]);
			total[p] = pack_add(total[p], away);
			above[p] = pack_max(away, above[p]);
			below[p] = pack_max(pack_sub(zero, away), below[p]);
		}
	PACK_UNROLL for (size_t p = 0; p < packs; p++) {
		pack_store(sum + p * PACK_LANES, total[p]);
		pack_store(up + p * PACK_LANES, above[p]);
		pack_store(down + p * PACK_LANES, below[p]);
	}
}

static void series_sum(const double *rows, size_t stride, size_t steps, const double *first,
                       double *sum, double *up, double *down)
{
	const size_t width = ABREAST * PACK_LANES;
	size_t i = 0;
	for (; i + width <= stride; i += width)
		sum_packs(ABREAST, rows + i, stride, steps, first + i, sum + i, up + i, down + i);
	for (; i < stride; i += PACK_LANES)
		sum_packs(1, rows + i, stride, steps, first + i, sum + i, up + i, down + i);
}

PACK_INLINE void centre_packs(size_t packs, const double *x, size_t stride, size_t steps,
                              const double *first, const double *offset, double *squares, double *out)
{
	pack start[ABREAST], mean[ABREAST], square[ABREAST];
	PACK_UNROLL for (size_t p = 0; p < packs; p++) {
		start[p] = pack_load(first + p * PACK_LANES);
		mean[p] = pack_load(offset + p * PACK_LANES);
		square[p] = pack_load(squares + p * PACK_LANES);
	}
	for (size_t t = 0; t < steps; t++, x += stride, out += stride)
		PACK_UNROLL for (size_t p = 0; p < packs; p++) {
			pack d = pack_sub(pack_sub(pack_load(x + p * PACK_LANES), start[p]), mean[p]);
			square[p] = pack_fma(d, d, square[p]);
			pack_store(out + p * PACK_LANES, d);
		}
	PACK_UNROLL for (size_t p = 0; p < packs; p++)
		pack_store(squares + p * PACK_LANES, square[p]);
}

static void series_centre(const double *rows, size_t stride, size_t steps, const double *first,
                          const double *offset, double *squares, double *centred)
{
	const size_t width = ABREAST * PACK_LANES;
	size_t i = 0;
	for (; i + width <= stride; i += width)
		centre_packs(ABREAST, rows + i, stride, steps, first + i, offset + i, squares + i,
		             centred + i);
	for (; i < stride; i += PACK_LANES)
		centre_packs(1, rows + i, stride, steps, first + i, offset + i, squares + i, centred + i);
}

static void series_dot(const double *u, const double *v, size_t stride, size_t steps, double *sum)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		pack total = pack_load(sum + i);
		for (size_t t = 0; t < steps; t++)
			total = pack_fma(pack_load(u + t * stride + i),
			                 pack_load(v + t * stride + i), total);
		pack_store(sum + i, total);
	}
}

/* The largest tile whose accumulators fit the registers: 20 of 32, 12 of 16. */
#if PACK_REGISTERS >= 32
#define TILE_ROWS 10
#define TILE_PACKS 2
#else
#define TILE_ROWS 6
#define TILE_PACKS 1
#endif

#define TILE_REST 3 /* what fewer rows than that leave over, in tiles of so many */

/* A tile of `rows` components of u by `packs` packs of v, kept in registers while time runs; rows
 * and packs are constants at each call. */
PACK_INLINE void tile(size_t rows, size_t packs, const double *u, size_t u_stride, const double *v,
                      size_t v_stride, size_t steps, double *products)
{
	pack sum[TILE_ROWS][TILE_PACKS];
	PACK_UNROLL for (size_t r = 0; r < rows; r++)
		PACK_UNROLL for (size_t p = 0; p < packs; p++)
			sum[r][p] = pack_load(products + r * v_stride + p * PACK_LANES);
	for (size_t t = 0; t < steps; t++, u += u_stride, v += v_stride) {
		pack vt[TILE_PACKS];
		PACK_UNROLL for (size_t p = 0; p < packs; p++)
			vt[p] = pack_load(v + p * PACK_LANES);
		PACK_UNROLL for (size_t r = 0; r < rows; r++) {
			pack ut = pack_set1(u[r]);
			PACK_UNROLL for (size_t p = 0; p < packs; p++)
				sum[r][p] = pack_fma(ut, vt[p], sum[r][p]);
		}
	}
	PACK_UNROLL for (size_t r = 0; r < rows; r++)
		PACK_UNROLL for (size_t p = 0; p < packs; p++)
			pack_store(products + r * v_stride + p * PACK_LANES, sum[r][p]);
}

/* One column of tiles, `packs` packs wide, over all components of u. */
PACK_INLINE void tile_column(size_t packs, const double *u, size_t u_count, size_t u_stride,
                             const double *v, size_t v_stride, size_t steps, double *products)
{
	size_t m = 0;
	for (; m + TILE_ROWS <= u_count; m += TILE_ROWS)
		tile(TILE_ROWS, packs, u + m, u_stride, v, v_stride, steps, products + m * v_stride);
	for (; m + TILE_REST <= u_count; m += TILE_REST)
		tile(TILE_REST, packs, u + m, u_stride, v, v_stride, steps, products + m * v_stride);
	for (; m < u_count; m++)
		tile(1, packs, u + m, u_stride, v, v_stride, steps, products + m * v_stride);
}

static void series_products(const double *u, size_t u_count, size_t u_stride, const double *v,
                            size_t v_count, size_t v_stride, size_t steps, double *products)
{
	const size_t width = TILE_PACKS * PACK_LANES;
	size_t i = 0;
	for (; i + width <= v_count; i += width)
		tile_column(TILE_PACKS, u, u_count, u_stride, v + i, v_stride, steps, products + i);
	for (; i < v_count; i += PACK_LANES)
		tile_column(1, u, u_count, u_stride, v + i, v_stride, steps, products + i);
}

const struct series_loops LANES(series_loops) = {
	.sum = series_sum,
	.centre = series_centre,
	.products = series_products,
	.dot = series_dot,
};
