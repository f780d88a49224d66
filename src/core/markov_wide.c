/*
 * markov_wide.c - the elimination of markov.c, one state after the other, in numbers that cannot underflow.
 */
#include "markov_wide.h"

#include "state_fields.h"
#include "vmath.h"

#define STEP 0x1p512               /* a unit of the exponent */
#define HALF 0x1p256               /* its root */
#define LN_STEP 354.89135644669199 /* its natural logarithm */

/* fraction × STEP^power; the fraction in [1/HALF, HALF), or 0. */
struct wide {
	double fraction;
	int64_t power;
};

static struct wide wide_scaled(double fraction, int64_t power)
{
	if (fraction >= HALF)
		return (struct wide){fraction / STEP, power + 1};
	if (fraction > 0 && fraction < 1 / HALF)
		return (struct wide){fraction * STEP, power - 1};
	return (struct wide){fraction, power};
}

static struct wide wide_product(struct wide a, struct wide b)
{
	return wide_scaled(a.fraction * b.fraction, a.power + b.power);
}

static struct wide wide_quotient(struct wide a, struct wide b)
{
	return wide_scaled(a.fraction / b.fraction, a.power - b.power);
}

/* What is two units smaller is less than the last bit. */
static struct wide wide_sum(struct wide a, struct wide b)
{
	if (a.fraction <= 0)
		return b;
	if (b.fraction <= 0 || a.power > b.power + 1)
		return a;
	if (b.power > a.power + 1)
		return b;
	if (a.power == b.power)
		return wide_scaled(a.fraction + b.fraction, a.power);
	return a.power > b.power ? wide_scaled(a.fraction + b.fraction / STEP, a.power) :
	                           wide_scaled(b.fraction + a.fraction / STEP, b.power);
}

/* Of what is at most 1; 0 of what is too small. */
static double wide_double(struct wide a)
{
	for (; a.power < 0 && a.fraction > 0; a.power++)
		a.fraction /= STEP;
	return a.fraction;
}

/* e^-h for h >= 0. */
static struct wide wide_exp(double h)
{
	const double power = __builtin_floor(h / LN_STEP);
	return wide_scaled(vmath_exp(-__builtin_fma(-power, LN_STEP, h)), -(int64_t)power);
}

struct chain {
	size_t neurons, states, all; /* all: 2^N */
	struct wide *t;              /* states × states */
	struct wide *fire, *rest;    /* at m all + x */
	struct wide *forward, *opposite;
};

static bool find_chances(const struct chain *chain, const double *matrix, enum coding coding, double *fields)
{
	for (size_t m = 0; m < chain->neurons; m++) {
		state_fields(matrix + m * chain->neurons, chain->neurons, coding, fields);
		for (size_t x = 0; x < chain->all; x++) {
			const double size = __builtin_fabs(fields[x]);
			if (!(size <= WIDE_FARTHEST_FIELD))
				return false;
			const struct wide rare = wide_exp(size);
			const struct wide likely = {1 / (1 + wide_double(rare)), 0};
			const struct wide other = wide_product(rare, likely);
			chain->fire[m * chain->all + x] = fields[x] < 0 ? other : likely;
			chain->rest[m * chain->all + x] = fields[x] < 0 ? likely : other;
		}
	}
	return true;
}

/* to[y] = the product over neurons of on[m all] where bit m of y is set, off[m all] where not. */
static void products(size_t neurons, size_t all, const struct wide *on, const struct wide *off, struct wide *to)
{
	to[0] = (struct wide){1, 0};
	for (size_t m = 0; m < neurons; m++)
		for (size_t y = 0, known = (size_t)1 << m; y < known; y++) {
			to[y + known] = wide_product(to[y], on[m * all]);
			to[y] = wide_product(to[y], off[m * all]);
		}
}

static void fill_row(const struct chain *chain, size_t x, struct wide *row)
{
	const struct wide *fire = chain->fire + x, *rest = chain->rest + x;
	if (chain->states == chain->all) {
		products(chain->neurons, chain->all, fire, rest, row);
		return;
	}
	const size_t others = chain->neurons - 1;
	products(others, chain->all, fire, rest, chain->forward);
	products(others, chain->all, rest, fire, chain->opposite);
	for (size_t y = 0; y < chain->states; y++)
		row[y] = wide_sum(wide_product(chain->forward[y], rest[others * chain->all]),
		                  wide_product(chain->opposite[y], fire[others * chain->all]));
}

static enum status eliminate(struct wide *t, size_t states, const struct interrupt *interrupt)
{
	for (size_t k = 0; k + 1 < states; k++) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		struct wide leaving = {0};
		for (size_t j = k + 1; j < states; j++)
			leaving = wide_sum(leaving, t[k * states + j]);
		for (size_t i = k + 1; i < states; i++) {
			const struct wide visits = wide_quotient(t[i * states + k], leaving);
			t[i * states + k] = visits;
			for (size_t j = k + 1; j < states; j++)
				t[i * states + j] = wide_sum(t[i * states + j], wide_product(visits, t[k * states + j]));
		}
	}
	return STATUS_OK;
}

/* From the visits: relative to the last state, then to a sum of 1. */
static void stationary(const struct wide *t, size_t states, struct wide *relative, double *probability)
{
	struct wide total = {1, 0};
	relative[states - 1] = total;
	for (size_t k = states - 1; k-- > 0;) {
		struct wide sum = {0};
		for (size_t i = k + 1; i < states; i++)
			sum = wide_sum(sum, wide_product(relative[i], t[i * states + k]));
		relative[k] = sum;
		total = wide_sum(total, sum);
	}
	for (size_t x = 0; x < states; x++)
		probability[x] = wide_double(wide_quotient(relative[x], total));
}

static enum status solve(struct chain *chain, const struct interrupt *interrupt, double *probability)
{
	for (size_t x = 0; x < chain->states; x++)
		fill_row(chain, x, chain->t + x * chain->states);
	enum status status = eliminate(chain->t, chain->states, interrupt);
	if (status == STATUS_OK)
		stationary(chain->t, chain->states, chain->forward, probability);
	return status;
}

struct wide_room wide_lay(struct arena *arena, size_t neurons, size_t states)
{
	return (struct wide_room){
		.transitions = arena_take(arena, states * states, sizeof(struct wide)),
		.chances = arena_take(arena, (size_t)2 * neurons << neurons, sizeof(struct wide)), /* two a neuron and state */
		.rows = arena_take(arena, 2 * states, sizeof(struct wide)),
		.fields = arena_take(arena, (size_t)1 << neurons, sizeof(double)),
	};
}

enum status markov_wide_solve(const double *matrix, size_t neurons, enum coding coding, size_t states,
                              const struct wide_room *room, const struct interrupt *interrupt, double *probability)
{
	const size_t all = (size_t)1 << neurons;
	struct chain chain = {neurons, states, all, room->transitions, room->chances, room->chances + neurons * all,
	                      room->rows, room->rows + states};
	return find_chances(&chain, matrix, coding, room->fields) ? solve(&chain, interrupt, probability)
	                                                          : STATUS_TOO_STRONG;
}
