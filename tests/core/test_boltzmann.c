/*
 * test_boltzmann.c - trajectories digit by digit against a plain machine that looks up every random
 * number by itself, and against exact probabilities; under what must not change them.
 */
#include "../../src/core/boltzmann.h"

#include <gsl/gsl_cdf.h>

#include "../../src/core/markov.h"
#include "support.h"

#include "../../src/core/boltzmann_loops.h"

/* Under the address sanitizer, too, an allocation that cannot be is NULL. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }

static const enum coding codings[] = {CODING_SIGNS, CODING_BITS};

struct options {
	enum coding coding;
	enum weights_storage storage;
	const struct simd *simd; /* NULL: the best */
	size_t chains, transient, steps;
	const uint64_t *start;
	const struct interrupt *interrupt;
	enum status status; /* expected */
};

/* To be freed with free(states); room for the states only, not a word more. */
static struct trajectory run_machine(const double *matrix, size_t neurons, struct options o)
{
	const struct simd *simd = o.simd != NULL ? o.simd : simd_best();
	struct boltzmann machine = {network_of(neurons, o.storage, matrix, simd), o.coding};
	size_t words = trajectory_words(neurons);
	struct trajectory x = {neurons, words, o.chains, o.steps, NULL};
	x.states = malloc(o.chains * (o.steps + 1) * words * sizeof *x.states);
	assert_non_null(x.states);
	memset(x.states, 0xa5, o.chains * (o.steps + 1) * words * sizeof *x.states);
	assert_int_equal(RUN_WITH(NULL, o.interrupt, boltzmann_run(&machine, named("machine"), o.transient, o.start, &x, &work)),
	                 o.status);
	network_free(&machine.weights);
	return x;
}

static uint64_t *state_of(struct trajectory x, size_t chain, size_t t)
{
	return x.states + (chain * (x.steps + 1) + t) * x.words;
}

static int neuron(const uint64_t *state, size_t n) { return (int)(state[n / 64] >> n % 64 & 1); }

/* --- the plain machine ------------------------------------------------------------------------- */

static struct philox_key key_of(size_t chain)
{
	char label[8];
	for (int i = 0; i < 8; i++)
		label[i] = (char)(chain >> 8 * i);
	struct stream_name chains = stream_child(named("machine"), "chains", 6);
	return stream_open(stream_child(chains, label, 8), simd_best()).key;
}

/* The 64 bits of a block of which half is asked for. */
static uint64_t half_block(struct philox_key key, uint64_t block, int half)
{
	const uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)key.high,
	                             (uint32_t)(key.high >> 32)};
	uint32_t out[4];
	philox_block(key.key, counter, out);
	return (uint64_t)out[2 * half + 1] << 32 | out[2 * half];
}

/* u(t, m), all 53 bits: 16 of the block of eight neurons, 37 of one block for each neuron. */
static double plain_uniform(struct philox_key key, uint64_t step, size_t neurons, size_t m)
{
	const uint64_t block = step * ((neurons + 7) / 8) + m / 8;
	const uint64_t digit = half_block(key, block, m % 8 / 4) >> 16 * (m % 4) & 0xFFFF;
	const uint64_t others = half_block(key, ((uint64_t)1 << 63) + step * neurons + m, 0) >> 27;
	return ldexp((double)digit, -16) + ldexp((double)others, -53);
}

static double plain_probability(const double *row, size_t neurons, enum coding coding,
                                const uint64_t *state)
{
	double h = 0;
	for (size_t n = 0; n < neurons; n++)
		h = fma(row[n], neuron(state, n) ? 1 : coding == CODING_SIGNS ? -1 : 0, h);
	return 1 / (1 + exp(-h));
}

/* Every step of every chain; returns how often the first 16 bits did not decide. */
static size_t check_steps(const double *matrix, struct trajectory x, enum coding coding, size_t transient)
{
	size_t ties = 0;
	for (size_t c = 0; c < x.chains; c++) {
		const struct philox_key key = key_of(c);
		for (size_t t = 0; t < x.steps; t++) {
			const uint64_t *now = state_of(x, c, t), *next = state_of(x, c, t + 1);
			for (size_t m = 0; m < x.neurons; m++) {
				double u = plain_uniform(key, transient + t, x.neurons, m);
				double p = plain_probability(matrix + m * x.neurons, x.neurons, coding, now);
				ties += floor(ldexp(u, 16)) == floor(ldexp(p, 16));
				if (fabs(u - p) > 1e-12)
					assert_int_equal(neuron(next, m), u < p);
			}
			if (x.neurons % 64 != 0)
				assert_int_equal(next[x.words - 1] >> x.neurons % 64, 0);
		}
	}
	return ties;
}

/* Four digits a word, the first one highest. */
static void check_first_states(struct trajectory x)
{
	for (size_t c = 0; c < x.chains; c++)
		for (size_t n = 0; n < x.neurons; n++) {
			const uint64_t word = half_block(key_of(c), ((uint64_t)3 << 62) + n / 64, 0);
			const uint64_t digit = word >> 16 * (3 - n % 64 / 16) & 0xFFFF;
			assert_int_equal(neuron(state_of(x, c, 0), n), digit >> n % 16 & 1);
		}
	for (size_t c = 0; c < x.chains && x.neurons % 64 != 0; c++)
		assert_int_equal(state_of(x, c, 0)[x.words - 1] >> x.neurons % 64, 0);
}

static const size_t sizes[] = {1, 2, 7, 8, 9, 12, 13, 16, 17, 57, 63, 64, 65, 113, 130};

/* As many states as make both ways of running a machine appear, with few chains and with many. */
static void every_step_is_that_of_the_plain_machine(void **state)
{
	(void)state;
	static const size_t chains[] = {1, 2, 3, 17}, steps[] = {90, 11, 300, 70};
	for (size_t c = 0; c < COUNT_OF(codings); c++)
		for (size_t i = 0; i < COUNT_OF(sizes); i++)
			for (size_t k = 0; k < COUNT_OF(chains); k++) {
				double *matrix = random_matrix(sizes[i], 0.7, 3 / sqrt((double)sizes[i]), i);
				struct options o = {codings[c], WEIGHTS_AUTO, NULL, chains[k], 0, steps[k], NULL,
				                    NULL, STATUS_OK};
				struct trajectory x = run_machine(matrix, sizes[i], o);
				check_first_states(x);
				check_steps(matrix, x, codings[c], 0);
				free(x.states);
				free(matrix);
			}
}

/* Once in 65536 times the other 37 bits are asked for: long enough runs of both kinds. */
static void undecided_digits_are_looked_up(void **state)
{
	(void)state;
	static const struct {
		size_t neurons, chains, steps;
	} runs[] = {{8, 1, 60000}, {12, 9, 6000}, {16, 5, 6000}, {64, 1, 8000}};
	for (size_t i = 0; i < COUNT_OF(runs); i++) {
		double *matrix = random_matrix(runs[i].neurons, 1, 0.2, i);
		struct options o = {CODING_SIGNS, WEIGHTS_AUTO, NULL, runs[i].chains, 0, runs[i].steps, NULL,
		                    NULL, STATUS_OK};
		struct trajectory x = run_machine(matrix, runs[i].neurons, o);
		assert_true(check_steps(matrix, x, CODING_SIGNS, 0) >= 2);
		free(x.states);
		free(matrix);
	}
}

/* Some neurons surely fire, others surely rest: by table, then by fields. */
static void strong_machines_are_certain(void **state)
{
	(void)state;
	for (size_t c = 0; c < COUNT_OF(codings); c++)
		for (size_t neurons = 3; neurons <= 30; neurons += 9) {
			double *matrix = random_matrix(neurons, 0.5, 100, neurons);
			struct options o = {codings[c], WEIGHTS_AUTO, NULL, 4, 0, 1100, NULL, NULL, STATUS_OK};
			struct trajectory x = run_machine(matrix, neurons, o);
			check_steps(matrix, x, codings[c], 0);
			free(x.states);
			free(matrix);
		}
}

/* --- what changes nothing ---------------------------------------------------------------------- */

/* That chain c of x, from step `from` on, is chain c of y. */
static void same_states(struct trajectory x, size_t from, struct trajectory y)
{
	for (size_t c = 0; c < x.chains && c < y.chains; c++)
		for (size_t t = 0; from + t <= x.steps && t <= y.steps; t++)
			assert_memory_equal(state_of(x, c, from + t), state_of(y, c, t),
			                    x.words * sizeof *x.states);
}

/* A short run is done by fields, a long one of up to 12 neurons by a table. */
static void table_and_fields_agree(void **state)
{
	(void)state;
	static const size_t small[] = {1, 2, 7, 8, 9, 11, 12};
	for (size_t c = 0; c < COUNT_OF(codings); c++)
		for (size_t i = 0; i < COUNT_OF(small); i++)
			for (size_t chains = 1; chains <= 3; chains += 2) {
				const size_t states = (size_t)1 << small[i];
				double *matrix = random_matrix(small[i], 0.8, 1, i);
				struct options o = {codings[c], WEIGHTS_AUTO, NULL, chains, 0, states + 1, NULL,
				                    NULL, STATUS_OK};
				struct trajectory by_table = run_machine(matrix, small[i], o);
				o.steps = (states - 1) / chains;
				if (o.steps > 0) {
					struct trajectory by_fields = run_machine(matrix, small[i], o);
					same_states(by_table, 0, by_fields);
					free(by_fields.states);
				}
				free(by_table.states);
				free(matrix);
			}
}

/* Fields of one chain after the other, of all together, dense or sparse, in a table, by any of the
 * instruction sets. */
static void neither_company_nor_storage_nor_processor_show(void **state)
{
	(void)state;
	static const enum weights_storage storage[] = {WEIGHTS_DENSE, WEIGHTS_SPARSE};
	static const size_t chains[] = {1, 2, 3, 4, 7, 8, 12, 13, 21};
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		double *matrix = random_matrix(sizes[i], 0.4, 1, 30 + i);
		const enum coding coding = codings[i % 2];
		struct options o = {coding, WEIGHTS_AUTO, NULL, 21, 0, 70, NULL, NULL, STATUS_OK};
		struct trajectory all = run_machine(matrix, sizes[i], o);
		EACH_SIMD (simd)
			for (size_t s = 0; s < COUNT_OF(storage); s++)
				for (size_t c = 0; c < COUNT_OF(chains); c++) {
					o = (struct options){coding, storage[s], simd, chains[c], 0, 70, NULL,
					                     NULL, STATUS_OK};
					struct trajectory x = run_machine(matrix, sizes[i], o);
					same_states(all, 0, x);
					free(x.states);
				}
		free(all.states);
		free(matrix);
	}
}

static void chains_differ(void **state)
{
	(void)state;
	double *matrix = random_matrix(64, 1, 0.1, 8);
	struct options o = {CODING_SIGNS, WEIGHTS_AUTO, NULL, 9, 0, 20, NULL, NULL, STATUS_OK};
	struct trajectory x = run_machine(matrix, 64, o);
	for (size_t c = 0; c < x.chains; c++)
		for (size_t d = 0; d < c; d++)
			for (size_t t = 0; t <= x.steps; t++)
				assert_true(*state_of(x, c, t) != *state_of(x, d, t));
	free(x.states);
	free(matrix);
}

/* The transient only decides what is recorded, by which way ever it is run. */
static void a_transient_is_a_beginning_not_recorded(void **state)
{
	(void)state;
	static const size_t transients[] = {1, 2, 63, 64, 65, 130, 2000};
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		double *matrix = random_matrix(sizes[i], 0.5, 1, 60 + i);
		for (size_t chains = 1; chains <= 4; chains += 3) {
			struct options o = {codings[i % 2], WEIGHTS_AUTO, NULL, chains, 0, 2150, NULL, NULL,
			                    STATUS_OK};
			struct trajectory all = run_machine(matrix, sizes[i], o);
			for (size_t k = 0; k < COUNT_OF(transients); k++) {
				o.transient = transients[k];
				o.steps = 3 + 47 * k;
				if (o.transient + o.steps > all.steps)
					o.steps = all.steps - o.transient;
				struct trajectory x = run_machine(matrix, sizes[i], o);
				same_states(all, o.transient, x);
				free(x.states);
			}
			free(all.states);
		}
		free(matrix);
	}
}

static void a_given_state_is_the_first_of_every_chain(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		for (size_t steps = 5; steps < 6000; steps += 5500) {
			const size_t neurons = sizes[i], words = trajectory_words(neurons);
			double *matrix = random_matrix(neurons, 1, 0.5, i);
			uint64_t start[3] = {0x123456789abcdef0, 0xfedcba9876543210, 0xd1b54a32d192ed03};
			if (neurons % 64 != 0)
				start[words - 1] &= ((uint64_t)1 << neurons % 64) - 1;
			struct options o = {CODING_BITS, WEIGHTS_AUTO, NULL, 3, 0, steps, start, NULL,
			                    STATUS_OK};
			struct trajectory x = run_machine(matrix, neurons, o);
			for (size_t c = 0; c < 3; c++)
				assert_memory_equal(state_of(x, c, 0), start, words * sizeof *start);
			if (steps == 5)
				check_steps(matrix, x, CODING_BITS, 0);
			o.transient = 3;
			o.steps = 2;
			struct trajectory later = run_machine(matrix, neurons, o);
			same_states(x, 3, later);
			free(later.states);
			free(x.states);
			free(matrix);
		}
}

/* --- single decisions -------------------------------------------------------------------------- */

/* Given the first 16 bits d, u is uniform in [d, d + 1)/2^16: chi squared of 64 cells, and each bound. */
static void settled_ties_are_fair(void **state)
{
	(void)state;
	enum { STEPS = 4000, NEURONS = 5, CELLS = 64, TRIALS = STEPS * NEURONS };
	static const uint16_t digits[] = {0, 1, 0x7FFF, 0xFFFF};
	const struct philox_key key = key_of(3);
	for (size_t i = 0; i < COUNT_OF(digits); i++) {
		double below[CELLS + 1] = {0}, chi = 0, mean = (double)TRIALS / CELLS;
		for (int k = 0; k <= CELLS; k++)
			for (size_t s = 0; s < TRIALS; s++)
				below[k] += boltzmann_settle(key, s / NEURONS, NEURONS, s % NEURONS, digits[i],
				                             ldexp(digits[i] + (double)k / CELLS, -16));
		assert_true(below[0] == 0 && below[CELLS] == TRIALS);
		for (int k = 0; k < CELLS; k++)
			chi += pow(below[k + 1] - below[k] - mean, 2) / mean;
		assert_true(gsl_cdf_chisq_Q(chi, CELLS - 1) > 1e-4 && gsl_cdf_chisq_P(chi, CELLS - 1) > 1e-4);
	}
}

/* To the last of 53 bits; steps up to 2^40. */
static void settled_ties_know_every_bit(void **state)
{
	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		const struct philox_key key = key_of(i % 3);
		const uint64_t step = i % 2 ? i : ((uint64_t)1 << 40) + i;
		const size_t neurons = 1 + i % 131, m = i * 7 % neurons;
		const double u = plain_uniform(key, step, neurons, m);
		const uint16_t digit = (uint16_t)ldexp(u, 16);
		assert_false(boltzmann_settle(key, step, neurons, m, digit, u));
		assert_true(boltzmann_settle(key, step, neurons, m, digit, u + 0x1p-53));
	}
}

/* Probabilities on and beside the borders of digits, digits on and beside those of probabilities. */
static void border_case(gsl_rng *rng, double *fire, uint16_t *digit)
{
	const uint16_t d = (uint16_t)gsl_rng_get(rng);
	const double cases[] = {0, 1, ldexp(d, -16), ldexp(d, -16) + 0x1p-54, ldexp(d + 1, -16) - 0x1p-54,
	                        gsl_rng_uniform(rng), ldexp(d + gsl_rng_uniform(rng), -16)};
	*fire = cases[gsl_rng_uniform_int(rng, COUNT_OF(cases))];
	const double near = floor(ldexp(*fire, 16)) - 1 + (double)gsl_rng_uniform_int(rng, 3);
	*digit = (uint16_t)(near < 0 ? 0 : near > 0xFFFF ? 0xFFFF : near);
}

static void choices_at_the_borders(void **state)
{
	(void)state;
	enum { MOST = 136 };
	gsl_rng *rng = twister(12);
	for (size_t i = 0; i < 3000; i++) {
		double fire[MOST];
		uint16_t digits[MOST];
		const size_t neurons = 1 + i % 130;
		const struct philox_key key = key_of(i % 5);
		for (size_t m = 0; m < MOST; m++)
			border_case(rng, &fire[m], &digits[m]);
		EACH_SIMD (simd) {
			uint64_t next[3] = {~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0};
			boltzmann_loops(simd)->choose(neurons, fire, digits, key, i, next);
			for (size_t m = 0; m < trajectory_words(neurons) * 64; m++)
				assert_int_equal(neuron(next, m), m < neurons && boltzmann_settle(
					key, i, neurons, m, digits[m], fire[m]));
		}
	}
	gsl_rng_free(rng);
}

enum { WALK_MOST = 12, WALK_CHAINS = 21, WALK_STEPS = 40 };

/* A table whose rows are all the same, and digits near its borders. */
struct walk_case {
	double fire[BOLTZMANN_ROW << WALK_MOST];
	uint16_t sure[BOLTZMANN_ROW << WALK_MOST];
	uint16_t digits[WALK_CHAINS * WALK_STEPS * BOLTZMANN_ROW]; /* chain by chain, step by step */
	struct philox_key keys[WALK_CHAINS];
	uint64_t states[WALK_CHAINS * (WALK_STEPS + 1)];
};

static void draw_walk(struct walk_case *w, size_t neurons, gsl_rng *rng)
{
	memset(w, 0, sizeof *w);
	for (size_t c = 0; c < WALK_CHAINS; c++)
		w->keys[c] = key_of(c);
	for (size_t m = 0; m < neurons; m++) {
		uint16_t digit;
		border_case(rng, &w->fire[m], &digit);
		w->sure[m] = (uint16_t)fmin(ldexp(w->fire[m], 16), 0xFFFF);
	}
	for (size_t x = 1; x < (size_t)1 << neurons; x++) {
		memcpy(w->fire + x * BOLTZMANN_ROW, w->fire, BOLTZMANN_ROW * sizeof *w->fire);
		memcpy(w->sure + x * BOLTZMANN_ROW, w->sure, BOLTZMANN_ROW * sizeof *w->sure);
	}
	for (size_t i = 0; i < COUNT_OF(w->digits); i++) {
		const double near = w->sure[i % BOLTZMANN_ROW] - 1 + (double)gsl_rng_uniform_int(rng, 3);
		w->digits[i] = (uint16_t)fmax(0, fmin(near, 0xFFFF));
	}
}

static void check_walk(struct walk_case *w, size_t neurons, size_t chains, const struct simd *simd)
{
	const struct boltzmann_table table = {neurons, w->fire, w->sure};
	const struct boltzmann_walk walk = {
		&table, chains, WALK_STEPS, 1000, w->keys, w->digits, BOLTZMANN_ROW,
		WALK_STEPS * BOLTZMANN_ROW, w->states, WALK_STEPS + 1};
	memset(w->states, 0, sizeof w->states);
	boltzmann_loops(simd)->walk(&walk);
	for (size_t c = 0; c < WALK_CHAINS; c++)
		for (size_t t = 0; t < WALK_STEPS; t++) {
			const uint16_t *digits = w->digits + (c * WALK_STEPS + t) * BOLTZMANN_ROW;
			uint64_t next = 0;
			for (size_t m = 0; m < neurons && c < chains; m++)
				next |= (uint64_t)boltzmann_settle(w->keys[c], 1000 + t, neurons, m,
				                                   digits[m], w->fire[m]) << m;
			assert_int_equal(w->states[c * (WALK_STEPS + 1) + t + 1], next);
		}
}

static void walks_with_ties_at_every_step(void **state)
{
	(void)state;
	gsl_rng *rng = twister(4);
	struct walk_case *w = malloc(sizeof *w);
	assert_non_null(w);
	for (size_t neurons = 1; neurons <= WALK_MOST; neurons++) {
		draw_walk(w, neurons, rng);
		EACH_SIMD (simd)
			for (size_t chains = 1; chains <= WALK_CHAINS; chains += 1 + chains / 9)
				check_walk(w, neurons, chains, simd);
	}
	free(w);
	gsl_rng_free(rng);
}

static void firing_probabilities_follow_the_logistic_function(void **state)
{
	(void)state;
	static const double fields[] = {0, 1, -1, 20, -20, 40, -40, 600, -600, 700, -700, 2000, -2000, 0.1};
	EACH_SIMD (simd)
		for (size_t n = 1; n <= COUNT_OF(fields); n++) {
			double fire[COUNT_OF(fields) + 1];
			fire[n] = 7;
			boltzmann_loops(simd)->fire(n, fields, fire);
			assert_true(fire[n] == 7);
			for (size_t i = 0; i < n; i++) {
				double p = 1 / (1 + exp(-fields[i]));
				assert_near(fire[i], p, 4e-16 * p);
			}
		}
}

/* --- statistics -------------------------------------------------------------------------------- */

static double transition(const double *matrix, size_t neurons, enum coding coding, uint64_t x, uint64_t y)
{
	double p = 1;
	for (size_t m = 0; m < neurons; m++) {
		double on = plain_probability(matrix + m * neurons, neurons, coding, &x);
		p *= y >> m & 1 ? on : 1 - on;
	}
	return p;
}

static void transitions_have_their_probabilities(void **state)
{
	(void)state;
	for (size_t c = 0; c < COUNT_OF(codings); c++)
		for (size_t neurons = 1; neurons <= 3; neurons++) {
			double *matrix = random_matrix(neurons, 1, 1, 5 + neurons), count[8][8] = {{0}};
			struct options o = {codings[c], WEIGHTS_AUTO, NULL, 4, 0, 100000, NULL, NULL, STATUS_OK};
			struct trajectory x = run_machine(matrix, neurons, o);
			for (size_t i = 0; i < 4; i++)
				for (size_t t = 0; t < x.steps; t++)
					count[*state_of(x, i, t)][*state_of(x, i, t + 1)]++;
			for (uint64_t s = 0; s < (uint64_t)1 << neurons; s++) {
				double from = 0;
				for (size_t y = 0; y < 8; y++)
					from += count[s][y];
				for (uint64_t y = 0; y < (uint64_t)1 << neurons; y++)
					assert_binomial(count[s][y], from,
					                transition(matrix, neurons, codings[c], s, y));
			}
			free(x.states);
			free(matrix);
		}
}

/* Independent chains, each seen once; mixing takes far less than 200 steps. */
static void states_become_stationary(void **state)
{
	(void)state;
	enum { NEURONS = 4, CHAINS = 30000 };
	for (size_t c = 0; c < COUNT_OF(codings); c++) {
		double *matrix = random_matrix(NEURONS, 1, 0.8, 17), count[1 << NEURONS] = {0};
		struct options o = {codings[c], WEIGHTS_AUTO, NULL, CHAINS, 199, 1, NULL, NULL, STATUS_OK};
		struct trajectory x = run_machine(matrix, NEURONS, o);
		struct markov exact = markov_of(NEURONS, codings[c]);
		assert_int_equal(RUN_WITH(simd_best(), NULL, markov_solve(&exact, matrix, &work)), STATUS_OK);
		for (size_t i = 0; i < CHAINS; i++)
			count[*state_of(x, i, 1)]++;
		for (size_t s = 0; s < exact.states; s++)
			assert_binomial(count[s], CHAINS, exact.probability[s]);
		markov_free(&exact);
		free(x.states);
		free(matrix);
	}
}

static void first_states_are_fair_coins(void **state)
{
	(void)state;
	enum { NEURONS = 70, CHAINS = 20000 };
	double *matrix = random_matrix(NEURONS, 1, 1, 17);
	struct options o = {CODING_SIGNS, WEIGHTS_AUTO, NULL, CHAINS, 0, 1, NULL, NULL, STATUS_OK};
	struct trajectory x = run_machine(matrix, NEURONS, o);
	for (size_t n = 0; n < NEURONS; n++) {
		double ones = 0, as_next = 0, as_other_chain = 0;
		for (size_t c = 0; c < CHAINS; c++) {
			const int own = neuron(state_of(x, c, 0), n);
			ones += own;
			as_next += own == neuron(state_of(x, c, 0), (n + 1) % NEURONS);
			as_other_chain += own == neuron(state_of(x, (c + 1) % CHAINS, 0), n);
		}
		assert_binomial(ones, CHAINS, 0.5);
		assert_binomial(as_next, CHAINS, 0.5);
		assert_binomial(as_other_chain, CHAINS, 0.5);
	}
	free(x.states);
	free(matrix);
}

/* --- endings ----------------------------------------------------------------------------------- */

struct patience {
	size_t polls, allowed;
};

static bool impatient(void *data)
{
	struct patience *patience = data;
	return patience->polls++ >= patience->allowed;
}

/* One look a step by fields, one in 64 by a table. */
static void interruptions_are_honoured(void **state)
{
	(void)state;
	static const struct {
		size_t neurons, transient, steps, polls;
	} runs[] = {{20, 7, 5, 12}, {5, 130, 65, 3 + 2}};
	for (size_t i = 0; i < COUNT_OF(runs); i++) {
		double *matrix = random_matrix(runs[i].neurons, 1, 1, 1);
		for (size_t allowed = 0; allowed <= runs[i].polls; allowed++) {
			struct patience patience = {0, allowed};
			const struct interrupt interrupt = {impatient, &patience};
			const bool enough = allowed == runs[i].polls;
			struct options o = {CODING_SIGNS, WEIGHTS_AUTO, NULL, 3, runs[i].transient,
			                    runs[i].steps, NULL, &interrupt,
			                    enough ? STATUS_OK : STATUS_INTERRUPTED};
			free(run_machine(matrix, runs[i].neurons, o).states);
			assert_int_equal(patience.polls, enough ? allowed : allowed + 1);
		}
		free(matrix);
	}
}

/* A key, a state and a stretch for each of 2^50 chains: nothing of them is touched. */
static void more_chains_than_memory_are_measured(void **state)
{
	(void)state;
	const double weight = 1;
	struct boltzmann machine = {network_of(1, WEIGHTS_AUTO, &weight, simd_best()), CODING_SIGNS};
	const struct trajectory x = {1, 1, (size_t)1 << 50, 1, NULL};
	assert_true(MEASURED(boltzmann_run(&machine, named("huge"), 1, NULL, &x, &work)) > (size_t)1 << 59);
	network_free(&machine.weights);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_is_that_of_the_plain_machine),
		cmocka_unit_test(undecided_digits_are_looked_up),
		cmocka_unit_test(strong_machines_are_certain),
		cmocka_unit_test(table_and_fields_agree),
		cmocka_unit_test(neither_company_nor_storage_nor_processor_show),
		cmocka_unit_test(chains_differ),
		cmocka_unit_test(a_transient_is_a_beginning_not_recorded),
		cmocka_unit_test(a_given_state_is_the_first_of_every_chain),
		cmocka_unit_test(settled_ties_are_fair),
		cmocka_unit_test(settled_ties_know_every_bit),
		cmocka_unit_test(choices_at_the_borders),
		cmocka_unit_test(walks_with_ties_at_every_step),
		cmocka_unit_test(firing_probabilities_follow_the_logistic_function),
		cmocka_unit_test(transitions_have_their_probabilities),
		cmocka_unit_test(states_become_stationary),
		cmocka_unit_test(first_states_are_fair_coins),
		cmocka_unit_test(interruptions_are_honoured),
		cmocka_unit_test(more_chains_than_memory_are_measured),
	};
	return cmocka_run_group_tests_name("boltzmann", tests, NULL, NULL);
}
