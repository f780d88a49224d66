/*
 * simd.h - the inner loops of the kernel, one table per instruction set.
 *
 * Every table holds the same loops compiled from the same source (*_lanes.c) and gives the same
 * bits. A caller picks one with simd_best or simd_find and hands it to whatever it creates.
 *
 * Series are stored by time: row t holds all components, `stride` doubles apart, the tail of each
 * row filled with zeros up to a whole number of packs of eight.
 */
#ifndef RECUR_SIMD_H
#define RECUR_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIMD_LANES 8        /* doubles in a pack: strides are multiples of it */
#define SIMD_PANEL 7        /* packs of neurons whose weights are stored, and summed, together */
#define SIMD_ALIGNMENT 64   /* bytes: rows and weights start on a cache line */
#define SIMD_GROUP 16       /* deviates made at once by eight Philox blocks */

/* n rounded up to whole packs: the stride of a row of n components. */
static inline size_t simd_stride(size_t n)
{
	return (n + SIMD_LANES - 1) / SIMD_LANES * SIMD_LANES;
}

struct philox_key { /* which random stream, and its first block; see stream.h */
	uint32_t key[2];
	uint64_t high;
};

/* The weights as the inner loops see them; see network.h. */
struct weights {
	size_t neurons, stride;
	const double *dense;         /* panels of SIMD_PANEL packs of rows, each column by column */
	const double *sparse;        /* or, if not NULL: slices of 8 rows, eight entries a step */
	const int32_t *sparse_index; /* the column of each sparse entry */
	const uint32_t *slice_start; /* first step of each slice; one more than there are slices */
};

/* One component u of bits against all components of v; see bits_information. Rows of words hold 64
 * steps of every component; the padding of v is zero. */
struct joint_row {
	const uint64_t *u, *v; /* u: its first word, the next one u_stride on */
	size_t u_stride, v_stride, words, v_count;
	uint64_t steps, u_ones;  /* T, and how many bits of u are set */
	double u_entropy;        /* T H(u) */
	const uint64_t *v_ones;  /* v_stride */
	const double *v_entropy; /* v_stride */
	const double *n_log_n;   /* n log2 n for n = 0 ... T */
};

struct simd {
	const char *name;

	/* x[i] = f(x[i]) for n values, each within 1 unit in the last place (tanh: 3.5). */
	void (*tanh)(size_t n, double *x);
	void (*exp)(size_t n, double *x);
	void (*log)(size_t n, double *x);
	void (*log2)(size_t n, double *x);

	/* Fills out with 16 deviates for each group: blocks first_block + 8g ... + 8g + 7. */
	void (*uniform_groups)(struct philox_key key, uint64_t first_block, size_t groups,
	                       double *out);
	void (*gaussian_groups)(struct philox_key key, uint64_t first_block, size_t groups,
	                        double *out);

	/* states[t+1] = tanh(W states[t] + coupling inputs[t+1]), t = 0 ... steps-1; inputs may
	 * be NULL. */
	void (*network_advance)(const struct weights *weights, double coupling,
	                        const double *inputs, size_t steps, double *states);
	/* Carries a tangent vector along states[1 ... steps]; growth[t-1] is its stretch by step t.
	 * scratch: stride doubles. */
	void (*network_tangent)(const struct weights *weights, const double *states, size_t steps,
	                        double *tangent, double *scratch, double *growth);

	/* Samples are taken relative to first[i], the series' first row: near saturation that
	 * difference is exact where the sum of the samples themselves would drown it. */

	/* Adds rows less first to sum[stride]; sets the bits of changed[i] where component i
	 * differs from first[i]. */
	void (*series_sum)(const double *rows, size_t stride, size_t steps, const double *first,
	                   double *sum, uint64_t *changed);
	/* centred[t][i] = (rows[t][i] - first[i]) - offset[i], adding its squares to squares. */
	void (*series_centre)(const double *rows, size_t stride, size_t steps, const double *first,
	                      const double *offset, double *squares, double *centred);
	/* products[m][n] += sum over t of u[t][m] v[t][n]: products has u_count rows of v_stride. */
	void (*series_products)(const double *u, size_t u_count, size_t u_stride, const double *v,
	                        size_t v_stride, size_t steps, double *products);
	/* sum[i] += u[t][i] v[t][i]: the diagonal of the above. */
	void (*series_dot)(const double *u, const double *v, size_t stride, size_t steps,
	                   double *sum);

	/* Bit t of above[i] (equal[i]) says whether rows[t][i] - first[i] > (==) offset[i];
	 * steps <= 64. */
	void (*bits_cut)(const double *rows, size_t stride, size_t steps, const double *first,
	                 const double *offset, uint64_t *above, uint64_t *equal);
	/* ones[i] = bits set in component i; stride of them. */
	void (*bits_count)(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones);
	/* The sum over v of T I(u, v), and how many cells of the 2×2 tables are empty. */
	double (*bits_information)(const struct joint_row *row, uint64_t *empty_cells);
};

/* The fastest table this processor can run; NULL if it has no fused multiply-add. */
const struct simd *simd_best(void);

/* The table named "scalar", "avx2" or "avx512"; NULL if there is none of that name here or this
 * processor cannot run it. */
const struct simd *simd_find(const char *name);

/* The names this build knows, NULL-terminated, slowest first. */
extern const char *const simd_names[];

#endif
