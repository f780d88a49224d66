/*
 * test_statistics.c - rank correlation against values worked out by hand and by GSL, its bootstrap
 * interval against the known spread for independent data.
 */
#include "../../src/core/statistics.h"

#include <gsl/gsl_statistics.h>

#include "support.h"

static double rho_of(const double *x, const double *y, size_t n)
{
	double rho = 9;
	assert_int_equal(RUN(statistics_rank_correlation(x, y, n, &work, &rho)), STATUS_OK);
	return rho;
}

static void by_hand(void **state)
{
	(void)state;
	/* ranks 1 2 3 4 5 and 2 1 4 3 5: d² = 1 1 1 1 0, rho = 1 - 6·4/(5·24) = 0.8 */
	const double x[] = {-3.5, 0.25, 1, 7.75, 1e9}, y[] = {2.385, -1, 17, 3, 20};
	assert_near(rho_of(x, y, 5), 0.8, 1e-15);
	/* whatever grows together, in whatever shape, is 1; against each other -1 */
	const double cubes[] = {-42.9, 0.0156, 1, 465.5, 1e27}, falling[] = {9, 8, 7, 6, -5};
	assert_near(rho_of(x, cubes, 5), 1, 1e-15);
	assert_near(rho_of(x, falling, 5), -1, 1e-15);
	/* ties share the mean of their ranks: 1 2.5 2.5 4 against 1 2 3 4 gives 4.5/sqrt(4.5·5) */
	const double tied[] = {1, 2, 2, 3}, order[] = {1, 2, 3, 4}, flat[] = {7, 7, 7, 7};
	assert_near(rho_of(tied, order, 4), sqrt(0.9), 1e-15);
	assert_true(rho_of(flat, order, 4) == 0);
}

/* A coefficient of 1 may come out larger by rounding, and its logarithms are then no numbers. */
static void no_coefficient_exceeds_one(void **state)
{
	(void)state;
	enum { MOST = 120 };
	double x[MOST], down[MOST];
	size_t rounded = 0;
	for (size_t n = 2; n <= MOST; n++) {
		for (size_t i = 0; i < n; i++) {
			x[i] = (double)(i / 3);
			down[i] = -x[i];
		}
		const double rho = rho_of(x, x, n);
		double low = 9, high = 9;
		struct stream stream = stream_open(stream_root(n), simd_best());
		assert_true(rho <= 1 && rho_of(x, down, n) >= -1);
		rounded += rho > 0 && rho != 1;
		assert_int_equal(RUN(statistics_rank_correlation_interval(x, x, n, 40, 0.95, &stream, &work, &low, &high)), STATUS_OK);
		assert_true(low == rho && high == rho);
	}
	assert_true(rounded > 0); /* so there would be some above, too */
}

static void as_gsl(void **state)
{
	(void)state;
	enum { N = 500 };
	double x[N], y[N], rest[2 * N];
	struct stream stream = stream_open(stream_root(23), simd_best());
	stream_gaussians(&stream, N, x);
	stream_gaussians(&stream, N, y);
	for (size_t i = 0; i < N; i++)
		y[i] = floor(4 * (y[i] + 0.6 * x[i])); /* with many ties */
	assert_near(rho_of(x, y, N), gsl_stats_spearman(x, 1, y, 1, N, rest), 1e-12);
}

static void interval(void **state)
{
	(void)state;
	enum { N = 400 };
	double x[N], y[N], low = 9, high = -9;
	struct stream stream = stream_open(stream_root(5), simd_best());
	stream_gaussians(&stream, N, x);
	stream_gaussians(&stream, N, y);
	struct stream coins = stream_open(stream_root(6), simd_best());
	assert_int_equal(RUN(statistics_rank_correlation_interval(x, y, N, 2000, 0.95, &coins, &work, &low, &high)), STATUS_OK);
	/* independent: standard deviation 1/sqrt(N - 1), so about ±1.96 of it */
	assert_near((high - low) / 2, 1.96 / sqrt(N - 1.0), 0.015);
	assert_true(low < rho_of(x, y, N) && rho_of(x, y, N) < high);
	double narrow_low, narrow_high;
	coins = stream_open(stream_root(6), simd_best());
	RUN(statistics_rank_correlation_interval(x, y, N, 2000, 0.5, &coins, &work, &narrow_low, &narrow_high));
	assert_true(low < narrow_low && narrow_high < high);
}

/* Pairs of Normal variables of correlation r have Spearman's coefficient (6/π) asin(r/2) in the population (K. Pearson,
 * 1907): of intervals at 0.9, nine in ten hold it, also where it is near one. */
static void covers(void **state)
{
	(void)state;
	enum { N = 100, TRIALS = 300 };
	const double r[] = {0, 0.6, 0.99};
	for (size_t k = 0; k < COUNT_OF(r); k++) {
		const double truth = 6 / M_PI * asin(r[k] / 2);
		double x[N], y[N], low, high;
		size_t held = 0, below = 0;
		struct stream normal = stream_open(stream_root(100 + k), simd_best());
		struct stream coins = stream_open(stream_root(200 + k), simd_best());
		for (size_t trial = 0; trial < TRIALS; trial++) {
			stream_gaussians(&normal, N, x);
			stream_gaussians(&normal, N, y);
			for (size_t i = 0; i < N; i++)
				y[i] = r[k] * x[i] + sqrt(1 - r[k] * r[k]) * y[i];
			assert_int_equal(RUN(statistics_rank_correlation_interval(x, y, N, 100, 0.9, &coins, &work, &low, &high)), STATUS_OK);
			held += low <= truth && truth <= high;
			below += high < truth;
		}
		/* 0.9 to within four standard deviations of a share of TRIALS, and some for the few resamples */
		assert_near((double)held / TRIALS, 0.88, 0.075);
		assert_near((double)below / TRIALS, 0.05, 0.05);
	}
}

static void of_one_order(void **state)
{
	(void)state;
	const double x[] = {1, 2, 3, 4}, y[] = {2, 4, 8, 16};
	double low = 0, high = 0;
	struct stream coins = stream_open(stream_root(6), simd_best());
	assert_int_equal(RUN(statistics_rank_correlation_interval(x, y, 4, 100, 0.95, &coins, &work, &low, &high)), STATUS_OK);
	assert_near(low, 1, 1e-15);
	assert_true(low == high);
}

static bool always(void *data)
{
	(void)data;
	return true;
}

static void stops(void **state)
{
	(void)state;
	const double x[] = {1, 2, 3}, y[] = {3, 1, 2};
	const struct interrupt now = {always, NULL};
	double low, high;
	struct stream coins = stream_open(stream_root(6), simd_best());
	assert_int_equal(RUN_WITH(NULL, &now, statistics_rank_correlation_interval(x, y, 3, 100, 0.95, &coins, &work, &low, &high)),
	                 STATUS_INTERRUPTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(no_coefficient_exceeds_one),
		cmocka_unit_test(as_gsl),
		cmocka_unit_test(interval),
		cmocka_unit_test(covers),
		cmocka_unit_test(of_one_order),
		cmocka_unit_test(stops),
	};
	return cmocka_run_group_tests_name("statistics", tests, NULL, NULL);
}
