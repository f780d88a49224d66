/*
 * test_attractors.c - fields against sums term by term, successors and cycles against states
 * followed one by one, and against machines whose cycles are known.
 */
#include "../../src/core/attractors.h"
#include "../../src/core/state_fields.h"

#include "support.h"

static const enum coding codings[] = {CODING_SIGNS, CODING_BITS};

static double value_of(size_t state, size_t neuron, enum coding coding)
{
	const int up = state >> neuron & 1;
	return coding == CODING_BITS ? up : 2 * up - 1;
}

static double ordered_field(const double *row, size_t neurons, enum coding coding, size_t state)
{
	double h = 0;
	for (size_t n = 0; n < neurons; n++)
		h = fma(row[n], value_of(state, n, coding), h);
	return h;
}

static void fields_bit_for_bit(void **state)
{
	(void)state;
	enum { N = 13, STATES = 1 << N };
	double *row = random_matrix(N, 0.9, 1, 5), *fields = allocate_doubles(STATES);
	row[3] = -0.0;
	row[4] = 1e17;
	row[5] = -1e17; /* the order shows */
	for (size_t c = 0; c < COUNT_OF(codings); c++) {
		for (size_t neurons = 1; neurons <= N; neurons++) {
			state_fields(row, neurons, codings[c], fields);
			for (size_t x = 0; x < (size_t)1 << neurons; x++) {
				double h = ordered_field(row, neurons, codings[c], x);
				assert_memory_equal(&fields[x], &h, sizeof h);
			}
		}
	}
	free(row);
	free(fields);
}

static void *copy(const void *from, size_t bytes) { return memcpy(allocate(bytes), from, bytes); }

static void attractors_free(struct attractors found)
{
	free(found.successor);
	free(found.cycle);
	free(found.list);
}

/* To be freed with attractors_free. */
static struct attractors find(const double *matrix, size_t neurons, enum coding coding)
{
	struct attractors found;
	assert_int_equal(RUN(attractors_find(matrix, neurons, coding, &work, &found)), STATUS_OK);
	assert_int_equal(found.neurons, neurons);
	found.successor = copy(found.successor, sizeof *found.successor << neurons);
	found.cycle = copy(found.cycle, sizeof *found.cycle << neurons);
	found.list = copy(found.list, found.count * sizeof *found.list);
	if (neurons <= ATTRACTORS_FEW_NEURONS)
		assert_true(attractors_mean_period(matrix, neurons, coding) == found.mean_period);
	return found;
}

static uint32_t successor_of(const double *matrix, size_t neurons, enum coding coding, size_t state,
                             uint64_t *ties)
{
	uint32_t next = 0;
	for (size_t m = 0; m < neurons; m++) {
		double h = ordered_field(matrix + m * neurons, neurons, coding, state);
		*ties += h == 0;
		if (h >= 0)
			next |= (uint32_t)1 << m;
	}
	return next;
}

/* Each state by itself: 2^neurons steps take it into its cycle, once more around finds it. */
static void check_machine(const double *matrix, size_t neurons, enum coding coding)
{
	struct attractors found = find(matrix, neurons, coding);
	const uint32_t states = (uint32_t)1 << neurons;
	uint32_t *basin = calloc(states, sizeof *basin);
	assert_non_null(basin);
	uint64_t ties = 0, periods = 0, basins = 0;
	for (uint32_t x = 0; x < states; x++)
		assert_int_equal(found.successor[x], successor_of(matrix, neurons, coding, x, &ties));
	assert_int_equal(found.ties, ties);
	for (uint32_t x = 0; x < states; x++) {
		uint32_t y = x, smallest, period = 1;
		for (uint32_t t = 0; t < states; t++)
			y = found.successor[y];
		smallest = y;
		for (uint32_t z = found.successor[y]; z != y; z = found.successor[z], period++)
			smallest = z < smallest ? z : smallest;
		periods += period;
		assert_true(found.cycle[x] < found.count);
		assert_int_equal(found.list[found.cycle[x]].state, smallest);
		assert_int_equal(found.list[found.cycle[x]].period, period);
		basin[found.cycle[x]]++;
	}
	for (size_t i = 0; i < found.count; i++) {
		assert_true(i == 0 || found.list[i].state > found.list[i - 1].state);
		assert_int_equal(found.list[i].basin, basin[i]);
		basins += basin[i];
	}
	assert_int_equal(basins, states);
	assert_true(found.mean_period == (double)periods / states);
	free(basin);
	attractors_free(found);
}

static void state_by_state(void **state)
{
	(void)state;
	for (size_t c = 0; c < COUNT_OF(codings); c++) {
		for (size_t neurons = 1; neurons <= 11; neurons++) {
			for (unsigned long seed = 1; seed <= 12; seed++) {
				double *matrix = random_matrix(neurons, seed % 2 ? 1 : 0.3, 1, seed);
				for (size_t i = 0; i < neurons * neurons && seed % 3 == 0; i++)
					matrix[i] = round(matrix[i]); /* many ties */
				check_machine(matrix, neurons, codings[c]);
				free(matrix);
			}
		}
	}
}

/* Signs turn a cycle of N neurons into a shift register: every state comes back after N steps, so
 * periods divide N, and cycles are the necklaces of two colours. */
static void one_cycle(void **state)
{
	(void)state;
	const size_t necklaces[] = {1, 2, 3, 4, 6, 8, 14, 20, 36, 60, 108};
	for (size_t neurons = 1; neurons < COUNT_OF(necklaces); neurons++) {
		double *matrix = allocate_doubles(neurons * neurons);
		memset(matrix, 0, neurons * neurons * sizeof *matrix);
		for (size_t n = 0; n < neurons; n++)
			matrix[(n + 1) % neurons * neurons + n] = 0.385;
		struct attractors found = find(matrix, neurons, CODING_SIGNS);
		assert_int_equal(found.count, necklaces[neurons]);
		assert_int_equal(found.ties, 0);
		for (size_t i = 0; i < found.count; i++) {
			assert_int_equal(neurons % found.list[i].period, 0);
			assert_int_equal(found.list[i].basin, found.list[i].period);
		}
		if (neurons == 7)
			assert_true(found.mean_period == (2 * 1 + 126 * 7) / 128.0);
		attractors_free(found);
		/* In bits no field is negative, and half of them are ties. */
		found = find(matrix, neurons, CODING_BITS);
		assert_int_equal(found.count, 1);
		assert_int_equal(found.list[0].state, ((size_t)1 << neurons) - 1);
		assert_int_equal(found.ties, neurons << (neurons - 1));
		attractors_free(found);
		free(matrix);
	}
}

static void nothing_but_ties(void **state)
{
	(void)state;
	const double zeros[25] = {0};
	for (size_t c = 0; c < COUNT_OF(codings); c++) {
		struct attractors found = find(zeros, 5, codings[c]);
		assert_int_equal(found.count, 1);
		assert_int_equal(found.list[0].state, 31);
		assert_int_equal(found.list[0].period, 1);
		assert_int_equal(found.list[0].basin, 32);
		assert_int_equal(found.ties, 5 * 32);
		assert_true(found.mean_period == 1);
		attractors_free(found);
	}
}

static void rotation(void **state)
{
	(void)state;
	/* x0 follows -x1, x1 follows x0: 0 -> 1 -> 3 -> 2 -> 0 */
	const double matrix[] = {0, -1, 1, 0};
	const uint32_t successors[] = {1, 3, 0, 2};
	struct attractors found = find(matrix, 2, CODING_SIGNS);
	assert_memory_equal(found.successor, successors, sizeof successors);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.list[0].state, 0);
	assert_int_equal(found.list[0].period, 4);
	assert_int_equal(found.list[0].basin, 4);
	assert_true(found.mean_period == 4);
	attractors_free(found);
}

/* Every state is a fixed point: as many attractors as there can be. */
static void all_fixed(void **state)
{
	(void)state;
	enum { N = 9 };
	double matrix[N * N] = {0};
	for (size_t n = 0; n < N; n++)
		matrix[n * N + n] = 2.385;
	struct attractors found = find(matrix, N, CODING_SIGNS);
	assert_int_equal(found.count, 1 << N);
	for (uint32_t x = 0; x < 1 << N; x++) {
		assert_int_equal(found.list[x].state, x);
		assert_int_equal(found.cycle[x], x);
	}
	attractors_free(found);
}

/* What does not depend on how neurons are numbered: ties, and all there is of attractors but their states. */
static void assert_alike(struct attractors a, struct attractors b)
{
	uint64_t seen[2] = {0};
	assert_int_equal(a.ties, b.ties);
	assert_int_equal(a.count, b.count);
	assert_true(a.mean_period == b.mean_period);
	for (size_t i = 0; i < a.count; i++) { /* as multisets, by a sum of hashes */
		seen[0] += ((uint64_t)a.list[i].period << 32 | a.list[i].basin) * 0x9e3779b97f4a7c15 >> 7;
		seen[1] += ((uint64_t)b.list[i].period << 32 | b.list[i].basin) * 0x9e3779b97f4a7c15 >> 7;
	}
	assert_int_equal(seen[0], seen[1]);
}

/* to[p[m]][p[n]] = from[m][n] / divisor */
static void divide_and_renumber(size_t neurons, const double *from, double divisor, const size_t *p, double *to)
{
	for (size_t m = 0; m < neurons; m++)
		for (size_t n = 0; n < neurons; n++)
			to[p[m] * neurons + p[n]] = from[m * neurons + n] / divisor;
}

static void check_scaled(const double *whole, size_t neurons, enum coding coding, gsl_rng *rng)
{
	static const double divisors[] = {1, 3, 7, 10, 1 / 3e200, 1e250};
	double *matrix = allocate_doubles(neurons * neurons);
	size_t order[16], same[16];
	for (size_t n = 0; n < neurons; n++)
		order[n] = same[n] = n;
	struct attractors expected = find(whole, neurons, coding);
	for (size_t i = 0; i < COUNT_OF(divisors); i++) {
		divide_and_renumber(neurons, whole, divisors[i], same, matrix);
		struct attractors found = find(matrix, neurons, coding);
		assert_memory_equal(found.successor, expected.successor, sizeof(uint32_t) << neurons);
		assert_int_equal(found.ties, expected.ties);
		attractors_free(found);
		gsl_ran_shuffle(rng, order, neurons, sizeof *order);
		divide_and_renumber(neurons, whole, divisors[i], order, matrix);
		found = find(matrix, neurons, coding);
		assert_alike(found, expected);
		attractors_free(found);
	}
	attractors_free(expected);
	free(matrix);
}

/* Matrices of small whole numbers have exact fields and many ties; divided and renumbered they have the same. */
static void scaled_and_renumbered(void **state)
{
	(void)state;
	gsl_rng *rng = twister(5);
	uint64_t ties = 0;
	for (size_t c = 0; c < COUNT_OF(codings); c++)
		for (size_t neurons = 2; neurons <= 12; neurons++)
			for (int run = 0; run < 5; run++) {
				double *whole = allocate_doubles(neurons * neurons);
				for (size_t i = 0; i < neurons * neurons; i++)
					whole[i] = (double)gsl_rng_uniform_int(rng, 9) - 4;
				struct attractors found = find(whole, neurons, codings[c]);
				ties += found.ties;
				attractors_free(found);
				check_scaled(whole, neurons, codings[c], rng);
				free(whole);
			}
	assert_true(ties > 10000);
	gsl_rng_free(rng);
}

/* Hopfield's matrix of a few patterns: sums of products of signs, over N. */
static void hopfield(void **state)
{
	(void)state;
	enum { N = 12, PATTERNS = 4 };
	gsl_rng *rng = twister(6);
	for (int run = 0; run < 10; run++) {
		double whole[N * N] = {0}, x[N];
		for (int p = 0; p < PATTERNS; p++) {
			for (size_t n = 0; n < N; n++)
				x[n] = gsl_rng_uniform(rng) < 0.5 ? -1 : 1;
			for (size_t i = 0; i < N * N; i++)
				whole[i] += i / N != i % N ? x[i / N] * x[i % N] : 0;
		}
		check_scaled(whole, N, CODING_SIGNS, rng);
	}
	gsl_rng_free(rng);
}

/* (0.1 0.2 -0.3) has the two ties of (1 2 -3) in each row. A field of a thousandth of a millionth of the weights is none. */
static void tenths(void **state)
{
	(void)state;
	double matrix[9];
	for (int i = 0; i < 9; i++)
		matrix[i] = (const double[]){0.1, 0.2, -0.3}[i % 3];
	struct attractors found = find(matrix, 3, CODING_SIGNS);
	assert_int_equal(found.ties, 6);
	attractors_free(found);
	for (int i = 0; i < 3; i++)
		matrix[3 * i] += 1e-9;
	found = find(matrix, 3, CODING_SIGNS);
	assert_int_equal(found.ties, 0);
	attractors_free(found);
	assert_near(state_fields_tie((const double[]){0.5, -1, 2.5}, 3), 64 * 0x1p-53 * 4, 0);
}

static bool countdown(void *data) { return (*(int *)data)-- == 0; }

static void stops(void **state)
{
	(void)state;
	enum { N = 6 };
	double *matrix = random_matrix(N, 1, 1, 6);
	struct attractors found;
	for (int polls = 0; polls <= N; polls++) {
		int left = polls;
		const struct interrupt later = {countdown, &left};
		assert_int_equal(RUN_WITH(NULL, &later, attractors_find(matrix, N, CODING_SIGNS, &work, &found)),
		                 STATUS_INTERRUPTED);
	}
	free(matrix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_bit_for_bit), cmocka_unit_test(state_by_state),
		cmocka_unit_test(one_cycle),          cmocka_unit_test(nothing_but_ties),
		cmocka_unit_test(rotation),           cmocka_unit_test(all_fixed),
		cmocka_unit_test(scaled_and_renumbered), cmocka_unit_test(hopfield),
		cmocka_unit_test(tenths),             cmocka_unit_test(stops),
	};
	return cmocka_run_group_tests_name("attractors", tests, NULL, NULL);
}
