/*
 * series_lanes.c - sums over time of recorded series, and of products of two of them.
 *
 * Every sum runs over time in order, one accumulator for each component or pair of components:
 * vector width and tile shape decide how many pairs advance together, never how one is summed.
 */
#include "lanes.h"

void LANES(series_sum)(const double *rows, size_t stride, size_t steps, const double *first,
                       double *sum, uint64_t *changed)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		const double *x = rows + i;
		pack total = pack_load(sum + i);
		pack start = pack_load(first + i);
		pack_u64 differ = pack_u64_load(changed + i);
		for (size_t t = 0; t < steps; t++, x += stride) {
			pack here = pack_load(x);
			total = pack_add(total, pack_sub(here, start));
			differ = pack_u64_or(differ,
			                     pack_u64_xor(pack_to_bits(start), pack_to_bits(here)));
		}
		pack_store(sum + i, total);
		pack_u64_store(changed + i, differ);
	}
}

void LANES(series_centre)(const double *rows, size_t stride, size_t steps, const double *first,
                          const double *offset, double *squares, double *centred)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		const double *x = rows + i;
		double *out = centred + i;
		pack start = pack_load(first + i), mean = pack_load(offset + i);
		pack square = pack_load(squares + i);
		for (size_t t = 0; t < steps; t++, x += stride, out += stride) {
			pack d = pack_sub(pack_sub(pack_load(x), start), mean);
			square = pack_fma(d, d, square);
			pack_store(out, d);
		}
		pack_store(squares + i, square);
	}
}

void LANES(series_dot)(const double *u, const double *v, size_t stride, size_t steps, double *sum)
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
#if defined(__AVX512F__)
#define TILE_ROWS 10
#define TILE_PACKS 2
#else
#define TILE_ROWS 6
#define TILE_PACKS 1
#endif

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
	for (; m < u_count; m++)
		tile(1, packs, u + m, u_stride, v, v_stride, steps, products + m * v_stride);
}

void LANES(series_products)(const double *u, size_t u_count, size_t u_stride, const double *v,
                            size_t v_stride, size_t steps, double *products)
{
	const size_t width = TILE_PACKS * PACK_LANES;
	size_t i = 0;
	for (; i + width <= v_stride; i += width)
		tile_column(TILE_PACKS, u, u_count, u_stride, v + i, v_stride, steps, products + i);
	for (; i < v_stride; i += PACK_LANES)
		tile_column(1, u, u_count, u_stride, v + i, v_stride, steps, products + i);
}
