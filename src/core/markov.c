/*
 * markov.c - solving exact chains: eight small ones at once, large ones by blocks, any one plainly.
 */
#include "markov.h"

#include <math.h>
#include <string.h>

#include "markov_loops.h"
#include "markov_wide.h"
#include "series_loops.h"
#include "state_fields.h"
#include "vmath.h"

#define LEAF 16           /* states eliminated one by one */
#define ROWS_TOGETHER 120 /* rows whose visits are found together */
#define DEPTH 256         /* eliminated states whose part in other rows is added at a time */

/* --- sizes ------------------------------------------------------------------------------------- */

/* The states that are eliminated: pairs of opposite ones, or all. */
static size_t chain_states(size_t neurons, enum coding coding)
{
	return (size_t)1 << (coding == CODING_SIGNS ? neurons - 1 : neurons);
}

/* Not a power of two: rows that are eliminated together must not compete for the same cache lines. */
static size_t row_stride(size_t states) { return states + SIMD_LANES; }

static double sum_of_weights(const double *matrix, size_t neurons)
{
	double sum = 0;
	for (size_t i = 0; i < neurons * neurons; i++)
		sum += __builtin_fabs(matrix[i]);
	return sum;
}

/* --- what all ways share ----------------------------------------------------------------------- */

void markov_lay(struct markov *markov, struct arena *arena, size_t neurons, enum coding coding)
{
	const size_t states = (size_t)1 << neurons;
	*markov = (struct markov){
		.neurons = neurons,
		.states = states,
		.coding = coding,
		.probability = arena_take(arena, states, sizeof(double)),
		.fire = arena_take(arena, neurons * states, sizeof(double)),
		.rest = arena_take(arena, neurons * states, sizeof(double)),
		.h2 = arena_take(arena, neurons * states, sizeof(double)),
	};
}

/* Fills in what follows from the weights alone. */
static void prepare(struct markov *markov, const double *matrix, const struct simd *simd)
{
	const size_t neurons = markov->neurons, states = markov->states, all = neurons * states;
	/* the chain of one neuron of signs has two fields: padded to a pack */
	double padded[4][SIMD_LANES] = {{0}};
	double *fields = all < SIMD_LANES ? padded[0] : markov->fire;
	for (size_t m = 0; m < neurons; m++)
		state_fields(matrix + m * neurons, neurons, markov->coding, fields + m * states);
	if (all >= SIMD_LANES) {
		markov_loops(simd)->fire(all, fields, markov->fire, markov->rest, markov->h2);
		return;
	}
	markov_loops(simd)->fire(SIMD_LANES, fields, padded[1], padded[2], padded[3]);
	memcpy(markov->fire, padded[1], all * sizeof(double));
	memcpy(markov->rest, padded[2], all * sizeof(double));
	memcpy(markov->h2, padded[3], all * sizeof(double));
}

/* The distribution of all states from that of the pairs: the pair x is x with the last neuron off, and
 * its opposite. */
static void unfold(struct markov *markov, const double *pairs, size_t apart)
{
	const size_t states = markov->states;
	for (size_t x = 0; x < states / 2; x++) {
		const double half = pairs[x * apart] / 2; /* pairs may be the probabilities themselves */
		markov->probability[x] = half;
		markov->probability[states - 1 - x] = half;
	}
}

/* --- small chains ------------------------------------------------------------------------------ */

struct batch_room {
	double *matrices;
	struct markov_batch batch;
};

static struct batch_room batch_lay(struct arena *arena, size_t neurons, enum coding coding)
{
	const size_t states = chain_states(neurons, coding), pack = SIMD_LANES * sizeof(double);
	double *matrices = arena_take(arena, neurons * neurons, pack);
	return (struct batch_room){
		.matrices = matrices,
		.batch = {
			.neurons = neurons,
			.states = states,
			.paired = coding == CODING_SIGNS,
			.matrices = matrices,
			.work = arena_take(arena, 4 * neurons * states + 2 * states + states * states, pack),
			.probability = arena_take(arena, states, pack),
			.entropy = arena_take(arena, 1, pack),
			.noise = arena_take(arena, 1, pack),
			.weight = arena_take(arena, 1, pack),
		},
	};
}

/* Lane i has matrix i; lanes beyond count repeat the last one. */
static void batch_load(const struct batch_room *room, const double *matrices, size_t count)
{
	const size_t entries = room->batch.neurons * room->batch.neurons;
	for (size_t lane = 0; lane < SIMD_LANES; lane++) {
		const double *matrix = matrices + (lane < count ? lane : count - 1) * entries;
		for (size_t i = 0; i < entries; i++)
			room->matrices[i * SIMD_LANES + lane] = matrix[i];
	}
}

static void solve_small(struct markov *markov, const double *matrix, const struct simd *simd,
                        const struct batch_room *room)
{
	batch_load(room, matrix, 1);
	markov_loops(simd)->batch(&room->batch);
	markov->entropy = room->batch.entropy[0];
	markov->noise = room->batch.noise[0];
	if (room->batch.paired)
		unfold(markov, room->batch.probability, SIMD_LANES);
	else
		for (size_t x = 0; x < markov->states; x++)
			markov->probability[x] = room->batch.probability[x * SIMD_LANES];
}

/* --- large chains ------------------------------------------------------------------------------ */

/* Row x of the chain of pairs: to the pair y by y with the last neuron off, or by its opposite. */
static void fill_pair_row(const struct markov *markov, size_t x, const struct simd *simd, double *forward,
                          double *opposite, double *row)
{
	const size_t others = markov->neurons - 1, pairs = markov->states / 2, stride = markov->states;
	const double *fire = markov->fire + x, *rest = markov->rest + x;
	const double on = fire[others * stride], off = rest[others * stride];
	markov_loops(simd)->products(others, fire, rest, stride, forward);
	markov_loops(simd)->products(others, rest, fire, stride, opposite);
	markov_loops(simd)->fold(pairs, forward, off, opposite, on, row);
}

/* Room for a large chain: transitions, inverse probabilities to leave, visits; while transitions are made, two
 * products, and at last, the distribution of pairs. */
struct large_room {
	double *t, *inverse, *visits, *forward, *opposite;
};

static struct large_room large_lay(struct arena *arena, size_t states)
{
	return (struct large_room){
		.t = arena_take(arena, states * row_stride(states), sizeof(double)),
		.inverse = arena_take(arena, states, sizeof(double)),
		.visits = arena_take(arena, states / 2 * ROWS_TOGETHER, sizeof(double)),
		.forward = arena_take(arena, states, sizeof(double)),
		.opposite = arena_take(arena, states, sizeof(double)),
	};
}

static void fill_transitions(const struct markov *markov, size_t states, const struct simd *simd,
                             const struct large_room *room)
{
	const size_t stride = row_stride(states);
	for (size_t x = 0; x < states; x++) {
		if (markov->coding == CODING_BITS)
			markov_loops(simd)->products(markov->neurons, markov->fire + x, markov->rest + x, markov->states,
			                      room->t + x * stride);
		else
			fill_pair_row(markov, x, simd, room->forward, room->opposite, room->t + x * stride);
	}
}

/* The elimination of a large chain, by halves: rows of the first half, their part in the rows of the
 * second, rows of the second. Nearly all work is products of matrices; every entry still gains its terms in
 * the order of the eliminated states. */
struct elimination {
	const struct simd *simd;
	const struct interrupt *interrupt;
	double *t; /* transitions, then visits below the diagonal */
	size_t states, stride;
	double *inverse, *visits;
};

/* visits[e - first][i - row] for `rows` rows i: from transitions to visits, by halves of e. */
static void find_visits(const struct elimination *el, size_t first, size_t end, size_t rows, double *visits)
{
	const double *block = el->t + first * el->stride + first;
	if (end - first <= LEAF) {
		markov_loops(el->simd)->visit(visits, rows, block, el->stride, end - first, el->inverse + first);
		return;
	}
	const size_t half = (end - first) / 2;
	find_visits(el, first, first + half, rows, visits);
	series_loops(el->simd)->products(block + half, end - first - half, el->stride, visits, rows, rows, half,
	                          visits + half * rows);
	find_visits(el, first + half, end, rows, visits + half * rows);
}

/* The part of the eliminated states first ... end - 1 in rows row ... row + rows - 1. */
static void update_rows(const struct elimination *el, size_t first, size_t end, size_t row, size_t rows)
{
	double *visits = el->visits, *to = el->t + row * el->stride;
	for (size_t i = 0; i < rows; i++)
		for (size_t e = first; e < end; e++)
			visits[(e - first) * rows + i] = to[i * el->stride + e];
	find_visits(el, first, end, rows, visits);
	for (size_t i = 0; i < rows; i++)
		for (size_t e = first; e < end; e++)
			to[i * el->stride + e] = visits[(e - first) * rows + i];
	for (size_t e = first; e < end; e += DEPTH)
		series_loops(el->simd)->products(visits + (e - first) * rows, rows, rows, el->t + e * el->stride + end,
		                          el->states - end, el->stride, end - e < DEPTH ? end - e : DEPTH,
		                          to + end);
}

static enum status eliminate(struct elimination *el, size_t first, size_t end)
{
	if (interrupt_requested(el->interrupt))
		return STATUS_INTERRUPTED;
	if (end - first <= LEAF) {
		markov_loops(el->simd)->eliminate(el->t, el->states, el->stride, first, end, el->inverse);
		return STATUS_OK;
	}
	const size_t middle = first + (end - first) / 2;
	enum status status = eliminate(el, first, middle);
	for (size_t row = middle; row < end && status == STATUS_OK; row += ROWS_TOGETHER)
		update_rows(el, first, middle, row, end - row < ROWS_TOGETHER ? end - row : ROWS_TOGETHER);
	return status == STATUS_OK ? eliminate(el, middle, end) : status;
}

/* From the visits left by an elimination: π relative to the last state, scaled down when it grows out of
 * range, then to a sum of 1. */
static void stationary(const double *visits, size_t states, size_t stride, const struct simd *simd,
                       double *probability)
{
	memset(probability, 0, states * sizeof *probability);
	probability[states - 1] = 1;
	for (size_t i = states - 1; i > 0; i--) {
		markov_loops(simd)->add(i, probability[i], visits + i * stride, probability);
		if (probability[i - 1] > MARKOV_HIGH) {
			double scale = 1 / probability[i - 1];
			for (size_t k = 0; k < states; k++)
				probability[k] *= scale;
		}
	}
	double total = 0;
	for (size_t x = 0; x < states; x++)
		total += probability[x];
	for (size_t x = 0; x < states; x++)
		probability[x] /= total;
}

/* H of the states and of the next state given one. */
static void find_entropies(struct markov *markov)
{
	double entropy = 0, noise = 0;
	for (size_t x = 0; x < markov->states; x++) {
		double p = markov->probability[x], of_state = 0;
		for (size_t m = 0; m < markov->neurons; m++)
			of_state += markov->h2[m * markov->states + x];
		noise += p * of_state;
		if (p > 0)
			entropy -= p * vmath_log2(p);
	}
	markov->entropy = entropy;
	markov->noise = noise;
}

static enum status solve_large(struct markov *markov, const struct work *work, const struct large_room *room)
{
	const bool paired = markov->coding == CODING_SIGNS;
	const size_t states = chain_states(markov->neurons, markov->coding), stride = row_stride(states);
	fill_transitions(markov, states, work->simd, room);
	struct elimination el = {work->simd, work->interrupt, room->t, states, stride, room->inverse, room->visits};
	enum status status = eliminate(&el, 0, states);
	if (status != STATUS_OK)
		return status;
	stationary(room->t, states, stride, work->simd, paired ? room->forward : markov->probability);
	if (paired)
		unfold(markov, room->forward, 1);
	find_entropies(markov);
	return STATUS_OK;
}

/* --- out of range ------------------------------------------------------------------------------ */

/* Whether a transition may be below 2^-900, and then a product of two below any double. The less likely outcome
 * of a neuron has probability 1/(1 + e^|h|) > e^-|h|/2, and all |h| of a state together are at most the sum of all
 * |w|, `weight`. If that does not tell, the probability that all neurons do the less likely thing does. */
static bool may_underflow(const struct markov *markov, double weight)
{
	if (weight <= MARKOV_MODERATE)
		return false;
	for (size_t x = 0; x < markov->states; x++) {
		double rarest = 1;
		for (size_t m = 0; m < markov->neurons; m++) {
			double on = markov->fire[m * markov->states + x], off = markov->rest[m * markov->states + x];
			rarest *= on < off ? on : off;
		}
		if (!(rarest >= 0x1p-900))
			return true;
	}
	return false;
}

/* states: all, or half as many of a machine of signs. */
static enum status solve_wide(struct markov *markov, const double *matrix, size_t states, const struct work *work,
                              const struct wide_room *room)
{
	enum status status = markov_wide_solve(matrix, markov->neurons, markov->coding, states, room, work->interrupt,
	                                       markov->probability);
	if (status != STATUS_OK)
		return status;
	if (states < markov->states)
		unfold(markov, markov->probability, 1);
	find_entropies(markov);
	markov->flux = markov->entropy - markov->noise;
	return STATUS_OK;
}

/* --- solving ----------------------------------------------------------------------------------- */

/* Room to solve chains of one size: small or large; and, if weights are strong, in numbers of unlimited range. */
struct solving {
	size_t states;
	bool is_small, is_strong;
	struct batch_room batch;
	struct large_room large;
	struct wide_room wide;
};

static struct solving solving_lay(struct arena *arena, size_t neurons, enum coding coding, bool is_strong)
{
	struct solving solving = {.states = chain_states(neurons, coding), .is_strong = is_strong};
	solving.is_small = solving.states <= MARKOV_BATCH_STATES;
	if (solving.is_small)
		solving.batch = batch_lay(arena, neurons, coding);
	else
		solving.large = large_lay(arena, solving.states);
	if (is_strong)
		solving.wide = wide_lay(arena, neurons, solving.states);
	return solving;
}

static enum status solve(struct markov *markov, const double *matrix, const struct work *work,
                         const struct solving *solving)
{
	enum status status = STATUS_OK;
	prepare(markov, matrix, work->simd);
	if (may_underflow(markov, sum_of_weights(matrix, markov->neurons)))
		return solve_wide(markov, matrix, solving->states, work, &solving->wide);
	if (solving->is_small)
		solve_small(markov, matrix, work->simd, &solving->batch);
	else
		status = solve_large(markov, work, &solving->large);
	markov->flux = markov->entropy - markov->noise;
	return status;
}

enum status markov_solve(struct markov *markov, const double *matrix, struct work *work)
{
	const bool is_strong = sum_of_weights(matrix, markov->neurons) > MARKOV_MODERATE;
	const struct solving solving = solving_lay(&work->arena, markov->neurons, markov->coding, is_strong);
	return work_measures(work) ? STATUS_MEASURED : solve(markov, matrix, work, &solving);
}

/* Textbook elimination, from the first state on; the last remains. */
static void eliminate_plainly(double *t, size_t states)
{
	for (size_t k = 0; k + 1 < states; k++) {
		double leaving = 0;
		for (size_t j = k + 1; j < states; j++)
			leaving += t[k * states + j];
		for (size_t i = k + 1; i < states; i++) {
			t[i * states + k] /= leaving;
			for (size_t j = k + 1; j < states; j++)
				t[i * states + j] += t[i * states + k] * t[k * states + j];
		}
	}
}

enum status markov_solve_plainly(struct markov *markov, const double *matrix, struct work *work)
{
	const size_t neurons = markov->neurons, states = markov->states;
	const double weight = sum_of_weights(matrix, neurons);
	double *t = work_take(work, states * states, sizeof *t);
	const struct wide_room wide = weight > MARKOV_MODERATE ? wide_lay(&work->arena, neurons, states)
	                                                       : (struct wide_room){0};
	if (work_measures(work))
		return STATUS_MEASURED;
	prepare(markov, matrix, work->simd);
	if (may_underflow(markov, weight))
		return solve_wide(markov, matrix, states, work, &wide);
	for (size_t x = 0; x < states; x++)
		markov_loops(work->simd)->products(neurons, markov->fire + x, markov->rest + x, states, t + x * states);
	eliminate_plainly(t, states);
	stationary(t, states, states, work->simd, markov->probability);
	find_entropies(markov);
	markov->flux = markov->entropy - markov->noise;
	return STATUS_OK;
}

/* --- pairs ------------------------------------------------------------------------------------- */

/* The four cells of x_m(t) and x_n(t+1), in the order of the numbers 2 x_m + x_n; sums of positive numbers. */
static void joint_cells(const struct markov *markov, size_t m, size_t n, double cells[4])
{
	const double *fire = markov->fire + n * markov->states, *rest = markov->rest + n * markov->states;
	cells[0] = cells[1] = cells[2] = cells[3] = 0;
	for (size_t x = 0; x < markov->states; x++) {
		double *row = cells + 2 * (x >> m & 1);
		row[0] += markov->probability[x] * rest[x];
		row[1] += markov->probability[x] * fire[x];
	}
}

/* Of smaller cells, which tell nothing, row times column could be 0. */
static double cell_information(double cell, double row, double column)
{
	return cell > 0x1p-500 ? cell * vmath_log2(cell / (row * column)) : 0;
}

struct pair_measures markov_pairs(const struct markov *markov, double *r)
{
	double squares = 0, information = 0;
	const double pairs = (double)(markov->neurons * markov->neurons);
	for (size_t m = 0; m < markov->neurons; m++)
		for (size_t n = 0; n < markov->neurons; n++) {
			double c[4];
			joint_cells(markov, m, n, c);
			double off = c[0] + c[1], on = c[2] + c[3], next_off = c[0] + c[2], next_on = c[1] + c[3];
			double scale = __builtin_sqrt(off * on) * __builtin_sqrt(next_off * next_on);
			double coefficient = scale > 0 ? (c[3] * c[0] - c[2] * c[1]) / scale : 0;
			squares += coefficient * coefficient;
			information += cell_information(c[0], off, next_off) + cell_information(c[1], off, next_on) +
			               cell_information(c[2], on, next_off) + cell_information(c[3], on, next_on);
			if (r != NULL)
				r[m * markov->neurons + n] = coefficient;
		}
	return (struct pair_measures){__builtin_sqrt(squares / pairs), information / pairs};
}

/* --- many fluxes ------------------------------------------------------------------------------- */

/* What the fluxes of machines of one size are found with. */
struct finder {
	const struct work *work;
	struct solving solving;
	struct markov markov;
};

/* A flux that is not to be known is nan, and no failure. */
static enum status keep_flux(const struct finder *finder, enum status status, double *flux)
{
	*flux = status == STATUS_OK ? finder->markov.flux : (double)NAN;
	return status == STATUS_TOO_STRONG ? STATUS_OK : status;
}

/* A flux found among eight is found once more if transitions may be out of range. */
static enum status correct(struct finder *finder, const double *matrix, double weight, double *flux)
{
	struct markov *markov = &finder->markov;
	if (!finder->solving.is_strong || weight <= MARKOV_MODERATE)
		return STATUS_OK;
	prepare(markov, matrix, finder->work->simd);
	if (!may_underflow(markov, weight))
		return STATUS_OK;
	return keep_flux(finder, solve_wide(markov, matrix, finder->solving.states, finder->work, &finder->solving.wide),
	                 flux);
}

static enum status flux_of_eight(struct finder *finder, const double *matrices, size_t count, double *flux)
{
	const size_t entries = finder->markov.neurons * finder->markov.neurons;
	const struct batch_room *room = &finder->solving.batch;
	enum status status = STATUS_OK;
	batch_load(room, matrices, count);
	markov_loops(finder->work->simd)->batch(&room->batch);
	for (size_t lane = 0; lane < count && lane < SIMD_LANES && status == STATUS_OK; lane++) {
		flux[lane] = room->batch.entropy[lane] - room->batch.noise[lane];
		status = correct(finder, matrices + lane * entries, room->batch.weight[lane], flux + lane);
	}
	return status;
}

static enum status find_fluxes(struct finder *finder, const double *matrices, size_t count, double *flux)
{
	const size_t entries = finder->markov.neurons * finder->markov.neurons;
	enum status status = STATUS_OK;
	for (size_t i = 0; i < count && status == STATUS_OK; i += finder->solving.is_small ? SIMD_LANES : 1) {
		const double *matrix = matrices + i * entries;
		if (work_interrupted(finder->work))
			status = STATUS_INTERRUPTED;
		else if (finder->solving.is_small)
			status = flux_of_eight(finder, matrix, count - i, flux + i);
		else
			status = keep_flux(finder, solve(&finder->markov, matrix, finder->work, &finder->solving), flux + i);
	}
	return status;
}

enum status markov_fluxes(const double *matrices, size_t count, size_t neurons, enum coding coding, struct work *work,
                      double *flux)
{
	bool is_strong = false;
	for (size_t i = 0; i < count && !is_strong; i++)
		is_strong = sum_of_weights(matrices + i * neurons * neurons, neurons) > MARKOV_MODERATE;
	struct finder finder = {.work = work, .solving = solving_lay(&work->arena, neurons, coding, is_strong)};
	markov_lay(&finder.markov, &work->arena, neurons, coding);
	return work_measures(work) ? STATUS_MEASURED : find_fluxes(&finder, matrices, count, flux);
}
