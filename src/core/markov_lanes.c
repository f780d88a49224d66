/*
 * markov_lanes.c - exact chains of Boltzmann machines: eight small ones at once, one in each lane; one
 * large one with lanes across its states.
 *
 * Elimination of states after Grassmann, Taksar and Heyman (Oper. Res. 33, 1985): only sums, products
 * and quotients of positive numbers, so every probability keeps its relative precision.
 */
#include "elementary.h"
#include "markov_loops.h"

#include "markov.h"

/* With e = exp(-|h|) the likelier outcome has probability 1/(1+e), the other e/(1+e); their entropy is
 * log(1+e) + |h| e/(1+e) nats. */
static void markov_fire(size_t n, const double *fields, double *fire, double *rest, double *h2)
{
	const pack one = pack_set1(1.0), zero = pack_set1(0.0);
	const pack bits = pack_set1(0x1.71547652b82fep+0); /* 1/ln 2 */
	for (size_t i = 0; i < n; i += PACK_LANES) {
		pack h = pack_load(fields + i), size = pack_abs(h);
		pack e = pack_exp(pack_sub(zero, size));
		pack likely = pack_div(one, pack_add(one, e)), other = pack_mul(e, likely);
		pack_store(fire + i, pack_if_greater(zero, h, other, likely));
		pack_store(rest + i, pack_if_greater(zero, h, likely, other));
		pack common = pack_log1p_unit(e);
		/* beyond the range of exp the other outcome never comes; 0·∞ must not */
		pack rare = pack_if_greater(other, zero, pack_mul(size, other), zero);
		pack_store(h2 + i, pack_mul(bits, pack_add(common, rare)));
	}
}

/* --- eight chains ------------------------------------------------------------------------------ */

struct batch_room { /* arrays of packs */
	double *fields, *fire, *rest, *h2; /* N × states */
	double *transitions;               /* states × states */
	double *forward, *opposite;        /* states */
};

PACK_INLINE double *at(double *packs, size_t i) { return packs + i * PACK_LANES; }

/* Fields of all states, or of those with the last neuron off, by doubling as in fields.c. */
static void batch_fields(const struct markov_batch *b, double *fields)
{
	const size_t free_neurons = b->paired ? b->neurons - 1 : b->neurons;
	for (size_t m = 0; m < b->neurons; m++, fields += b->states * PACK_LANES) {
		const double *weights = b->matrices + m * b->neurons * PACK_LANES;
		pack_store(fields, pack_set1(0.0));
		for (size_t n = 0; n < free_neurons; n++) {
			pack w = pack_load(weights + n * PACK_LANES);
			for (size_t x = 0, known = (size_t)1 << n; x < known; x++) {
				pack before = pack_load(at(fields, x));
				pack_store(at(fields, x + known), pack_add(before, w));
				if (b->paired)
					pack_store(at(fields, x), pack_sub(before, w));
			}
		}
		if (b->paired) {
			pack w = pack_load(weights + free_neurons * PACK_LANES);
			for (size_t x = 0; x < b->states; x++)
				pack_store(at(fields, x), pack_sub(pack_load(at(fields, x)), w));
		}
	}
}

/* to[y] = the product over neurons of on[m] where bit m of y is set, off[m] where not. */
static void batch_products(size_t neurons, size_t stride, const double *on, const double *off, double *to)
{
	pack_store(to, pack_set1(1.0));
	for (size_t m = 0; m < neurons; m++) {
		pack p = pack_load(on + m * stride), q = pack_load(off + m * stride);
		for (size_t y = 0, known = (size_t)1 << m; y < known; y++) {
			pack before = pack_load(at(to, y));
			pack_store(at(to, y + known), pack_mul(before, p));
			pack_store(at(to, y), pack_mul(before, q));
		}
	}
}

/* A pair leads to a pair by either of its states: the product for y with the last neuron off, and for
 * the opposite of y with it on. */
static void batch_transitions(const struct markov_batch *b, const struct batch_room *room)
{
	const size_t stride = b->states * PACK_LANES, last = (b->neurons - 1) * stride;
	for (size_t x = 0; x < b->states; x++) {
		double *row = at(room->transitions, x * b->states);
		const double *fire = at(room->fire, x), *rest = at(room->rest, x);
		if (!b->paired) {
			batch_products(b->neurons, stride, fire, rest, row);
			continue;
		}
		batch_products(b->neurons - 1, stride, fire, rest, room->forward);
		batch_products(b->neurons - 1, stride, rest, fire, room->opposite);
		pack on = pack_load(fire + last), off = pack_load(rest + last);
		for (size_t y = 0; y < b->states; y++)
			pack_store(at(row, y),
			           pack_fma(pack_load(at(room->opposite, y)), on,
			                    pack_mul(pack_load(at(room->forward, y)), off)));
	}
}

/* States eliminated together: their rows, first of all, stay in the nearest cache while others pass. */
#define TOGETHER 4

/* One row of the block of states from `first` on: what earlier ones of the block do to it. */
PACK_INLINE void batch_complete_row(size_t states, double *t, size_t first, size_t k, const pack *inverse)
{
	double *row = at(t, k * states);
	for (size_t e = first; e < k; e++) {
		const double *other = at(t, e * states);
		pack visits = pack_mul(pack_load(at(row, e)), inverse[e - first]);
		pack_store(at(row, e), visits);
		for (size_t j = e + 1; j < states; j++)
			pack_store(at(row, j), pack_fma(visits, pack_load(other + j * PACK_LANES),
			                                pack_load(at(row, j))));
	}
}

/* A row beyond a whole block: what all states of the block do to it. */
PACK_INLINE void batch_update_row(size_t states, double *t, size_t first, size_t i, const pack *inverse)
{
	double *row = at(t, i * states);
	const double *block = at(t, first * states);
	pack visits[TOGETHER];
	PACK_UNROLL for (size_t e = 0; e < TOGETHER; e++)
		visits[e] = pack_load(at(row, first + e));
	PACK_UNROLL for (size_t e = 0; e < TOGETHER; e++) {
		visits[e] = pack_mul(visits[e], inverse[e]);
		pack_store(at(row, first + e), visits[e]);
		PACK_UNROLL for (size_t f = 1; f < TOGETHER; f++)
			if (f > e)
				visits[f] = pack_fma(visits[e],
				                     pack_load(block + (e * states + first + f) * PACK_LANES),
				                     visits[f]);
	}
	for (size_t j = first + TOGETHER; j < states; j++) {
		pack sum = pack_load(at(row, j));
		PACK_UNROLL for (size_t e = 0; e < TOGETHER; e++)
			sum = pack_fma(visits[e], pack_load(block + (e * states + j) * PACK_LANES), sum);
		pack_store(at(row, j), sum);
	}
}

static void batch_eliminate(size_t states, double *transitions)
{
	for (size_t first = 0; first < states; first += TOGETHER) {
		const size_t end = first + TOGETHER < states ? first + TOGETHER : states;
		pack inverse[TOGETHER];
		for (size_t k = first; k < end; k++) {
			const double *row = at(transitions, k * states);
			batch_complete_row(states, transitions, first, k, inverse);
			if (k + 1 == states)
				break;
			pack leaving = pack_set1(0.0);
			for (size_t j = k + 1; j < states; j++)
				leaving = pack_add(leaving, pack_load(row + j * PACK_LANES));
			inverse[k - first] = pack_div(pack_set1(1.0), leaving);
		}
		for (size_t i = end; i < states; i++)
			batch_update_row(states, transitions, first, i, inverse); /* cppcheck-suppress uninitvar */
	}
}

/* Relative to the last state, others may be as likely as 2^1000: all are scaled down on the way. */
static void batch_stationary(const struct markov_batch *b, const double *transitions)
{
	const size_t states = b->states;
	const pack one = pack_set1(1.0), high = pack_set1(MARKOV_HIGH);
	double *probability = b->probability;
	pack_store(at(probability, states - 1), one);
	for (size_t k = states - 1; k-- > 0;) {
		pack sum = pack_set1(0.0);
		for (size_t i = states; i-- > k + 1;)
			sum = pack_fma(pack_load(at(probability, i)),
			               pack_load(transitions + (i * states + k) * PACK_LANES), sum);
		pack_store(at(probability, k), sum);
		if (pack_greater_mask(sum, high) != 0) {
			pack scale = pack_if_greater(sum, high, pack_div(one, sum), one);
			for (size_t i = k; i < states; i++)
				pack_store(at(probability, i), pack_mul(scale, pack_load(at(probability, i))));
		}
	}
	pack total = pack_set1(0.0);
	for (size_t x = 0; x < states; x++)
		total = pack_add(total, pack_load(at(probability, x)));
	for (size_t x = 0; x < states; x++)
		pack_store(at(probability, x), pack_div(pack_load(at(probability, x)), total));
}

/* H(π), one bit more for a pair's two equally likely states, and the mean of the neurons' entropies. */
static void batch_entropies(const struct markov_batch *b, const double *h2)
{
	pack entropy = pack_set1(0.0), noise = pack_set1(0.0);
	for (size_t x = 0; x < b->states; x++) {
		pack p = pack_load(at(b->probability, x)), of_state = pack_set1(0.0);
		for (size_t m = 0; m < b->neurons; m++)
			of_state = pack_add(of_state, pack_load(h2 + (m * b->states + x) * PACK_LANES));
		noise = pack_fma(p, of_state, noise);
		entropy = pack_fma(p, pack_log2_normal(pack_max(p, pack_set1(0x1p-1000))), entropy);
	}
	pack_store(b->entropy, pack_sub(pack_set1(b->paired ? 1.0 : 0.0), entropy));
	pack_store(b->noise, noise);
}

static pack batch_weight(const struct markov_batch *b)
{
	pack sum = pack_set1(0.0);
	for (size_t i = 0; i < b->neurons * b->neurons; i++)
		sum = pack_add(sum, pack_abs(pack_load(b->matrices + i * PACK_LANES)));
	return sum;
}

static void markov_batch(const struct markov_batch *b)
{
	const size_t block = b->neurons * b->states * PACK_LANES;
	const struct batch_room room = {
		.fields = b->work,
		.fire = b->work + block,
		.rest = b->work + 2 * block,
		.h2 = b->work + 3 * block,
		.forward = b->work + 4 * block,
		.opposite = b->work + 4 * block + b->states * PACK_LANES,
		.transitions = b->work + 4 * block + 2 * b->states * PACK_LANES,
	};
	pack_store(b->weight, batch_weight(b));
	batch_fields(b, room.fields);
	markov_fire(block, room.fields, room.fire, room.rest, room.h2);
	batch_transitions(b, &room);
	batch_eliminate(b->states, room.transitions);
	batch_stationary(b, room.transitions);
	batch_entropies(b, room.h2);
}

/* --- one chain --------------------------------------------------------------------------------- */

static void markov_products(size_t neurons, const double *fire, const double *rest, size_t stride,
                            double *to)
{
	to[0] = 1;
	for (size_t m = 0; m < neurons; m++) {
		const size_t known = (size_t)1 << m;
		const double p = fire[m * stride], q = rest[m * stride];
		size_t y = 0;
		for (; y + PACK_LANES <= known; y += PACK_LANES) {
			pack before = pack_load(to + y);
			pack_store(to + y + known, pack_mul(before, pack_set1(p)));
			pack_store(to + y, pack_mul(before, pack_set1(q)));
		}
		for (; y < known; y++) {
			to[y + known] = to[y] * p;
			to[y] = to[y] * q;
		}
	}
}

static void markov_fold(size_t pairs, const double *forward, double off, const double *opposite, double on,
                        double *row)
{
	for (size_t y = 0; y < pairs; y += PACK_LANES)
		pack_store(row + y, pack_fma(pack_load(opposite + y), pack_set1(on),
		                             pack_mul(pack_load(forward + y), pack_set1(off))));
}

static void markov_add(size_t n, double factor, const double *other, double *row)
{
	size_t j = 0;
	for (; j + PACK_LANES <= n; j += PACK_LANES)
		pack_store(row + j, pack_fma(pack_set1(factor), pack_load(other + j), pack_load(row + j)));
	for (; j < n; j++)
		row[j] = __builtin_fma(factor, other[j], row[j]);
}

/* The sum of row[from ... states): up to the next whole pack one by one, then eight sums. */
static double row_sum(const double *row, size_t from, size_t states)
{
	double start = 0;
	size_t j = from;
	for (; j % PACK_LANES != 0; j++)
		start += row[j];
	pack sum = pack_set1(0.0);
	for (; j < states; j += PACK_LANES)
		sum = pack_add(sum, pack_load(row + j));
	return start + pack_sum(sum);
}

/* Each state's row is complete to its last column before its turn; the last state of all stays. */
static void markov_eliminate(double *t, size_t states, size_t stride, size_t first, size_t end,
                             double *inverse)
{
	for (size_t k = first; k < end; k++) {
		double *row = t + k * stride;
		for (size_t e = first; e < k; e++) {
			row[e] *= inverse[e];
			markov_add(states - e - 1, row[e], t + e * stride + e + 1, row + e + 1);
		}
		if (k + 1 == states)
			break;
		inverse[k] = 1 / row_sum(row, k + 1, states);
	}
}

static void markov_visit(double *visits, size_t rows, const double *block, size_t stride, size_t count,
                         const double *inverse)
{
	for (size_t i = 0; i < rows; i += PACK_LANES)
		for (size_t e = 0; e < count; e++) {
			pack v = pack_mul(pack_load(visits + e * rows + i), pack_set1(inverse[e]));
			pack_store(visits + e * rows + i, v);
			for (size_t j = e + 1; j < count; j++) {
				double *to = visits + j * rows + i;
				pack_store(to, pack_fma(pack_set1(block[e * stride + j]), v, pack_load(to)));
			}
		}
}

const struct markov_loops LANES(markov_loops) = {
	.fire = markov_fire,
	.batch = markov_batch,
	.products = markov_products,
	.fold = markov_fold,
	.add = markov_add,
	.eliminate = markov_eliminate,
	.visit = markov_visit,
};
