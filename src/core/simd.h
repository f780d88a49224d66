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
#define SIMD_DIGITS 64      /* 16-bit random numbers, likewise */

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
	const double *bias;          /* what is added to each neuron's field, stride of them; NULL: nothing */
};

#define SIMD_WORDS 8 /* words of bits are counted so many at a time, and their rows filled up with 0 */

/* Components of u against a group of packs of v, for what is measured on their joint counts. */
struct joint {
	size_t u_count, packs, v_count; /* v_count: the components of v in the group, without padding */
	uint64_t steps;                 /* T */
	const uint64_t *both;           /* steps at which u_m and v_n are 1: [m][pack of v][lane] */
	const uint64_t *u_ones, *v_ones; /* steps at which u_m, v_n is 1 */
	const double *u_own, *v_own;     /* what u_m, v_n brings along: T H or ones (T - ones) */
	double t_log_t;                  /* T log2 T */
	const double *n_log_n;           /* n log2 n for n = 0 ... T; NULL: to be worked out */
};

/* Eight Boltzmann machines of the same size, one in each lane: arrays of packs. `states` are those of
 * their chains: pairs of opposite states if `paired`, else all 2^N. */
#define MARKOV_BATCH_STATES 64
struct markov_batch {
	size_t neurons, states;
	bool paired;
	const double *matrices; /* N × N packs */
	double *work;           /* markov_batch_doubles */
	double *probability;    /* states packs: the stationary distribution */
	double *entropy, *noise; /* a pack each: H of a state, H of the next one given it, in bits */
	double *weight;         /* a pack: the sum of all |w| */
};

/* A small Boltzmann machine in each of its 2^N states: rows of BOLTZMANN_ROW for the neurons. */
#define BOLTZMANN_ROW 16
struct boltzmann_table {
	size_t neurons;
	const double *fire;   /* the probability p that a neuron is on next */
	const uint16_t *sure; /* p 2^16 rounded down: random digits below it are below p */
};

/* Many chains of a small machine, side by side; see boltzmann.c. */
struct boltzmann_walk {
	const struct boltzmann_table *table;
	size_t chains, steps;
	uint64_t first_step;
	const struct philox_key *keys; /* one a chain */
	const uint16_t *digits;        /* chain c, step t: at c digit_chain + t digit_step */
	size_t digit_step, digit_chain;
	uint64_t *states;              /* chain c: from c state_chain on */
	size_t state_chain;
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

	/* Fills out with 64 random 16-bit digits for each group of eight blocks. */
	void (*digit_groups)(struct philox_key key, uint64_t first_block, size_t groups,
	                     uint16_t *out);

	/* states[t+1] = tanh(W states[t] + bias + coupling inputs[t+1]), t = 0 ... steps-1; inputs may
	 * be NULL. */
	void (*network_advance)(const struct weights *weights, double coupling,
	                        const double *inputs, size_t steps, double *states);
	/* sum[0 ... stride) = W x. */
	void (*network_sum)(const struct weights *weights, const double *x, double *sum);
	/* fields[t+1] = W states[t] + bias + coupling inputs[t+1]: what network_advance takes the tanh of, to the bit. */
	void (*network_fields)(const struct weights *weights, double coupling, const double *inputs,
	                       size_t steps, const double *states, double *fields);
	/* Turns rows of fields into departures from saturation, see departures.h; nearest[i]: the field nearest
	 * to zero of component i, or zero if it changes sides. */
	void (*network_departures)(const double *nearest, size_t stride, size_t steps, const double *states,
	                           double *rows);
	/* Carries a tangent vector along states[1 ... steps]; growth[t-1] is its stretch by step t.
	 * scratch: stride doubles. */
	void (*network_tangent)(const struct weights *weights, const double *states, size_t steps,
	                        double *tangent, double *scratch, double *growth);

	/* fire[i] = 1/(1 + exp(-field[i])), i = 0 ... n-1. */
	void (*boltzmann_fire)(size_t n, const double *field, double *fire);
	/* Fills states[1 ... steps] of every chain from states[0]. */
	void (*boltzmann_walk)(const struct boltzmann_walk *walk);
	/* The next state of one chain of any size: bit m of state (words of 64) tells whether u_m < fire[m],
	 * whose first 16 bits are digits[m]; key and step find the others. fire: a whole number of packs. */
	void (*boltzmann_choose)(size_t neurons, const double *fire, const uint16_t *digits,
	                         struct philox_key key, uint64_t step, uint64_t *state);

	/* h2[i], fire[i] and rest[i] from the fields[i] of n neurons, n a whole number of packs: the
	 * probabilities of the two outcomes, each to full relative precision, and their entropy in bits. */
	void (*markov_fire)(size_t n, const double *fields, double *fire, double *rest, double *h2);
	/* Eight small chains at once; see struct markov_batch. */
	void (*markov_batch)(const struct markov_batch *batch);
	/* to[0 ... 2^neurons) = the products over neurons of fire[m stride] or rest[m stride] (bit m set
	 * or clear). */
	void (*markov_products)(size_t neurons, const double *fire, const double *rest, size_t stride,
	                        double *to);
	/* row[y] = forward[y] off + opposite[y] on; pairs: a whole number of packs. */
	void (*markov_fold)(size_t pairs, const double *forward, double off, const double *opposite,
	                    double on, double *row);
	/* row[j] += factor other[j], j = 0 ... n-1. */
	void (*markov_add)(size_t n, double factor, const double *other, double *row);
	/* Eliminates the states first ... end - 1, whose rows know of all before `first`; rows are `stride`
	 * apart. Leaves inverse[k], of the probability to leave k for a later state, and in row k the visits of
	 * earlier states. */
	void (*markov_eliminate)(double *transitions, size_t states, size_t stride, size_t first,
	                           size_t end, double *inverse);
	/* visits[e][i], transitions from each of `rows` states i to `count` eliminated states e, becomes how
	 * often e is visited from i before any later state; block: transitions among the e. */
	void (*markov_visit)(double *visits, size_t rows, const double *block, size_t stride, size_t count,
	                     const double *inverse);

	/* Samples are taken relative to first[i], the series' first row: near saturation that
	 * difference is exact where the sum of the samples themselves would drown it. */

	/* Adds rows less first to sum[stride]; up[i] and down[i] become how far above and below first[i]
	 * component i goes at most, if that is more than they were (samples that are no numbers aside). */
	void (*series_sum)(const double *rows, size_t stride, size_t steps, const double *first,
	                   double *sum, double *up, double *down);
	/* centred[t][i] = (rows[t][i] - first[i]) - offset[i], adding its squares to squares. */
	void (*series_centre)(const double *rows, size_t stride, size_t steps, const double *first,
	                      const double *offset, double *squares, double *centred);
	/* products[m][n] += sum over t of u[t][m] v[t][n]: products has u_count rows of v_stride; v_count, a
	 * whole number of packs. */
	void (*series_products)(const double *u, size_t u_count, size_t u_stride, const double *v,
	                        size_t v_count, size_t v_stride, size_t steps, double *products);
	/* sum[i] += u[t][i] v[t][i]: the diagonal of the above. */
	void (*series_dot)(const double *u, const double *v, size_t stride, size_t steps,
	                   double *sum);

	/* Bit t of above[i] (equal[i]) says whether rows[t][i] - first[i] > (==) offset[i];
	 * steps <= 64. */
	void (*bits_cut)(const double *rows, size_t stride, size_t steps, const double *first,
	                 const double *offset, uint64_t *above, uint64_t *equal);
	/* ones[i] = bits set in component i; stride of them. */
	void (*bits_count)(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones);
	/* both[(m * packs + p) * 8 + i] += bits set in u_m & v_n, n lane i of pack p. Words are a
	 * multiple of SIMD_WORDS. u: rows of words, one a component, `row` words apart; v: packs
	 * `8 row` words apart, in them eight components a word. */
	void (*bits_joint)(const uint64_t *u, size_t u_count, const uint64_t *v, size_t packs,
	                   size_t row, size_t words, uint64_t *both);
	/* sums[8 m + i] += T I(u_m, v_n), n lane i, pack after pack; empty_cells += those of the 2×2
	 * tables. */
	void (*bits_information)(const struct joint *joint, double *sums, uint64_t *empty_cells);
	/* sums[8 m + i] += r², r = (T both - ones ones) / sqrt(u_own v_own), 0 if that is 0 / 0. If
	 * r is not NULL it gets them, in the order of both. */
	void (*bits_correlation)(const struct joint *joint, double *sums, double *r);
};

/* The fastest table this processor can run; NULL if it has no fused multiply-add. */
const struct simd *simd_best(void);

/* The table named "scalar", "avx2" or "avx512"; NULL if there is none of that name here or this
 * processor cannot run it. */
const struct simd *simd_find(const char *name);

/* The names this build knows, NULL-terminated, slowest first. */
extern const char *const simd_names[];

#endif
