/*
 * test_rooks.c - the distance to N-rooks matrices against all permutations tried one by one,
 * against closed forms, and under what must not change it.
 */
#include "../../src/core/rooks.h"

#include <float.h>

#include "support.h"

static double distance_of(const double *matrix, size_t neurons)
{
	double distance = 9;
	assert_int_equal(RUN(rooks_distance(matrix, neurons, &work, NULL, NULL, &distance)), STATUS_OK);
	return distance;
}

/* The largest sum of |w| over permutations of the columns not in `taken`, from row m on. */
static double best_sum(const double *matrix, size_t neurons, size_t m, unsigned taken)
{
	double best = m < neurons ? -1 : 0;
	for (size_t n = 0; n < neurons && m < neurons; n++) {
		if (taken >> n & 1)
			continue;
		double sum = fabs(matrix[m * neurons + n]) +
		             best_sum(matrix, neurons, m + 1, taken | 1u << n);
		best = fmax(best, sum);
	}
	return best;
}

static void check_rooks(const double *matrix, size_t neurons)
{
	size_t column[16];
	double q, distance, squares = 0, at_rooks = 0;
	unsigned taken = 0;
	assert_int_equal(RUN(rooks_distance(matrix, neurons, &work, column, &q, &distance)), STATUS_OK);
	for (size_t i = 0; i < neurons * neurons; i++)
		squares += matrix[i] * matrix[i];
	for (size_t m = 0; m < neurons; m++) {
		assert_true(column[m] < neurons && !(taken >> column[m] & 1));
		taken |= 1u << column[m];
		at_rooks += fabs(matrix[m * neurons + column[m]]);
	}
	const double best = best_sum(matrix, neurons, 0, 0), n = (double)neurons;
	assert_near(at_rooks, best, 1e-13 * best);
	assert_near(q, best / n, 1e-13 * best);
	assert_near(distance, 1 - best * best / (n * squares), 1e-14);
}

static void all_permutations(void **state)
{
	(void)state;
	for (size_t neurons = 1; neurons <= 7; neurons++) {
		for (unsigned long seed = 1; seed <= 40; seed++) {
			double *matrix = random_matrix(neurons, seed % 4 == 0 ? 0.4 : 1, 0.7, seed);
			matrix[0] += 1; /* not the zero matrix */
			check_rooks(matrix, neurons);
			for (size_t i = 0; i < neurons * neurons; i++)
				matrix[i] = round(2 * matrix[i]); /* many ties */
			matrix[0] = 3;
			check_rooks(matrix, neurons);
			free(matrix);
		}
	}
}

static void closed_forms(void **state)
{
	(void)state;
	for (size_t neurons = 1; neurons <= 40; neurons++) {
		const double n = (double)neurons;
		double *matrix = allocate_doubles(neurons * neurons);
		for (size_t i = 0; i < neurons * neurons; i++)
			matrix[i] = i % 2 ? 0.385 : -0.385;
		assert_near(distance_of(matrix, neurons), 1 - 1 / n, 1e-14);
		memset(matrix, 0, neurons * neurons * sizeof *matrix);
		assert_true(distance_of(matrix, neurons) == 1);
		for (size_t m = 0; m < neurons; m++)
			matrix[m * neurons] = 2.385; /* one column */
		assert_near(distance_of(matrix, neurons), 1 - 1 / (n * n), 1e-14);
		memset(matrix, 0, neurons * neurons * sizeof *matrix);
		matrix[neurons * neurons - 1] = -7; /* one entry */
		assert_near(distance_of(matrix, neurons), 1 - 1 / n, 1e-14);
		free(matrix);
	}
	/* by hand: 3 + 4 on the other diagonal, 1 - 49/(2·30) */
	const double two[] = {1, -3, -4, 2};
	assert_near(distance_of(two, 2), 11.0 / 60, 1e-15);
}

static void zero_for_rooks_only(void **state)
{
	(void)state;
	gsl_rng *rng = twister(3);
	for (size_t neurons = 1; neurons <= 60; neurons++) {
		double *matrix = allocate_doubles(neurons * neurons);
		size_t where[60], column[60];
		double q = 0, distance = 9, magnitude = 0.1 + gsl_rng_uniform(rng);
		memset(matrix, 0, neurons * neurons * sizeof *matrix);
		for (size_t m = 0; m < neurons; m++)
			where[m] = m;
		gsl_ran_shuffle(rng, where, neurons, sizeof *where);
		for (size_t m = 0; m < neurons; m++)
			matrix[m * neurons + where[m]] =
				gsl_rng_uniform(rng) < 0.5 ? -magnitude : magnitude;
		assert_int_equal(RUN(rooks_distance(matrix, neurons, &work, column, &q, &distance)), STATUS_OK);
		assert_true(distance == 0);
		assert_true(q == magnitude);
		assert_memory_equal(column, where, neurons * sizeof *where);
		matrix[where[0]] *= 1 + 1e-12; /* and then they are not equal */
		assert_true(distance_of(matrix, neurons) > 0 || neurons == 1);
		matrix[where[0]] /= 1 + 1e-12;
		matrix[(where[0] + 1) % neurons] += 1e-100; /* or there is something beside them */
		assert_true(distance_of(matrix, neurons) > 0 || neurons == 1);
		free(matrix);
	}
	gsl_rng_free(rng);
}

static void permuted_and_flipped(void **state)
{
	(void)state;
	enum { N = 33 };
	double *matrix = random_matrix(N, 0.8, 1, 9), *other = allocate_doubles(N * N);
	gsl_rng *rng = twister(10);
	const double distance = distance_of(matrix, N);
	for (int trial = 0; trial < 20; trial++) {
		size_t row[N], column[N];
		for (size_t n = 0; n < N; n++)
			row[n] = column[n] = n;
		gsl_ran_shuffle(rng, row, N, sizeof *row);
		gsl_ran_shuffle(rng, column, N, sizeof *column);
		for (size_t m = 0; m < N; m++)
			for (size_t n = 0; n < N; n++)
				other[m * N + n] = matrix[row[m] * N + column[n]] *
				                   (gsl_rng_uniform(rng) < 0.5 ? -2.385 : 2.385);
		assert_near(distance_of(other, N), distance, 1e-14);
	}
	gsl_rng_free(rng);
	free(matrix);
	free(other);
}

static void scales(void **state)
{
	(void)state;
	enum { N = 12 };
	double *matrix = random_matrix(N, 1, 1, 11), *other = allocate_doubles(N * N);
	double distance, q, scaled_q, scaled;
	RUN(rooks_distance(matrix, N, &work, NULL, &q, &distance));
	assert_true(distance > 0.1);
	for (int exponent = -960; exponent <= 1020; exponent += 20) {
		for (size_t i = 0; i < N * N; i++)
			other[i] = ldexp(matrix[i], exponent);
		RUN(rooks_distance(other, N, &work, NULL, &scaled_q, &scaled));
		assert_true(scaled == distance);
		assert_true(scaled_q == ldexp(q, exponent));
	}
	const double factors[] = {1e300, 1e-300, 3e-310};
	for (size_t f = 0; f < COUNT_OF(factors); f++) {
		for (size_t i = 0; i < N * N; i++)
			other[i] = matrix[i] * factors[f];
		assert_near(distance_of(other, N), distance, f == 2 ? 1e-12 : 1e-14);
	}
	const double largest[] = {DBL_MAX, DBL_MAX, -DBL_MAX, DBL_MAX};
	assert_true(distance_of(largest, 2) == 0.5);
	const double smallest[] = {0, -0x1p-1074, 0x1p-1074, 0};
	assert_true(distance_of(smallest, 2) == 0);
	free(matrix);
	free(other);
}

/* Too many for all permutations: no exchange of two rooks may be better. */
static void large(void **state)
{
	(void)state;
	enum { N = 150 };
	double *matrix = random_matrix(N, 1, 1, 12);
	size_t column[N];
	double q, distance, again;
	assert_int_equal(RUN(rooks_distance(matrix, N, &work, column, &q, &distance)), STATUS_OK);
	for (size_t a = 0; a < N; a++) {
		for (size_t b = 0; b < N; b++) {
			const double *to_a = matrix + a * N, *to_b = matrix + b * N;
			double as_found = fabs(to_a[column[a]]) + fabs(to_b[column[b]]);
			double exchanged = fabs(to_a[column[b]]) + fabs(to_b[column[a]]);
			assert_true(as_found >= exchanged - 1e-12);
		}
	}
	assert_int_equal(RUN(rooks_distance(matrix, N, &work, NULL, NULL, &again)), STATUS_OK);
	assert_true(again == distance);
	/* rooks of 50 hidden in noise of width 1 */
	for (size_t m = 0; m < N; m++)
		matrix[m * N + (7 * m + 3) % N] = m % 3 ? 50 : -50;
	assert_int_equal(RUN(rooks_distance(matrix, N, &work, column, &q, &distance)), STATUS_OK);
	assert_true(q == 50);
	for (size_t m = 0; m < N; m++)
		assert_int_equal(column[m], (7 * m + 3) % N);
	assert_near(distance, (N - 1.0) / (N - 1.0 + 2500), 0.002);
	free(matrix);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_permutations),
		cmocka_unit_test(closed_forms),
		cmocka_unit_test(zero_for_rooks_only),
		cmocka_unit_test(permuted_and_flipped),
		cmocka_unit_test(scales),
		cmocka_unit_test(large),
	};
	return cmocka_run_group_tests_name("rooks", tests, NULL, NULL);
}
