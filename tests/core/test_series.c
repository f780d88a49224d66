/*
 * test_series.c - fluctuation, correlation and autocorrelation: by hand on tiny series, against
 * GSL's statistics on random ones, and alike on every instruction set.
 */
#include "support.h"

#include <gsl/gsl_statistics.h>

static double fluctuation(struct series s, const struct simd *simd)
{
	double f;
	assert_int_equal(RUN_WITH(simd, NULL, series_fluctuation(s, &work, &f)), STATUS_OK);
	return f;
}

static double correlation(struct series u, struct series v, size_t lag, double *r)
{
	double rms;
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(u, v, lag, &work, r, &rms)), STATUS_OK);
	return rms;
}

static double autocorrelation(struct series s, size_t lag)
{
	double mean;
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_autocorrelation(s, lag, &work, &mean)), STATUS_OK);
	return mean;
}

/* (1 3 1 3): mean 2, variance 1. (0 0 0 4): mean 1, variance (1 + 1 + 1 + 9)/4 = 3. In units of
 * 2.385 and shifted: F = 2.385 (1 + √3)/2. */
static void fluctuation_by_hand(void **state)
{
	(void)state;
	double values[] = {1, 3, 1, 3, 0, 0, 0, 4};
	for (size_t i = 0; i < COUNT_OF(values); i++)
		values[i] = 2.385 * values[i] - 0.71;
	struct series s = series_of(2, 4, values);
	assert_near(fluctuation(s, simd_best()), 2.385 * (1 + sqrt(3)) / 2, 1e-14);
	series_free(s);
}

/* u = (1 2 4 5): mean 3, centred (-2 -1 1 2), squares 10.
 * v = (2 0 1 5): mean 2, centred (0 -2 -1 3), squares 14.
 * u·u = 10, u·v = 0 + 2 - 1 + 6 = 7: r = 1 and 7/√140. With w = (4 4 1 3): mean 3, centred
 * (1 1 -2 0), squares 6; u·w = -2 - 1 - 2 + 0 = -5: r = -5/√60. Over (u; v) and (u; w; v), with
 * v·w = 0 - 2 + 2 + 0 = 0, the root mean square is √((1 + 25/60 + 49/140 + 49/140 + 0 + 1)/6). */
static void correlation_by_hand(void **state)
{
	(void)state;
	static const double left[] = {1, 2, 4, 5, 2, 0, 1, 5};
	static const double right[] = {1, 2, 4, 5, 4, 4, 1, 3, 2, 0, 1, 5};
	const double expected[] = {1, -5 / sqrt(60), 7 / sqrt(140), 7 / sqrt(140), 0, 1};
	struct series u = series_of(2, 4, left), v = series_of(3, 4, right);
	double r[6], rms = correlation(u, v, 0, r);
	for (size_t i = 0; i < 6; i++)
		assert_near(r[i], expected[i], 1e-15);
	assert_near(rms, sqrt((1 + 25. / 60 + 49. / 140 + 49. / 140 + 0 + 1) / 6), 1e-15);
	assert_near(correlation(u, v, 0, NULL), rms, 0);
	series_free(u);
	series_free(v);
}

/* At lag 1 the last sample of u and the first of v form no pair: (1 2 6) has mean 3, centred
 * (-2 -1 3), squares 14; (2 0 1) has mean 1, centred (1 -1 0), squares 2; the product is -2 + 1 + 0
 * = -1, r = -1/√28. Turned round, v(t) with u(t + 1): (77 2 0), mean 79/3, and (2 6 99), mean
 * 107/3, centred thirds (152 -73 -79) and (-101 -89 190): -23865, 34674, 54222 ninths. */
static void lagged_correlation_by_hand(void **state)
{
	(void)state;
	static const double left[] = {1, 2, 6, 99}, right[] = {77, 2, 0, 1};
	struct series u = series_of(1, 4, left), v = series_of(1, 4, right);
	double r;
	assert_near(correlation(u, v, 1, &r), 1 / sqrt(28), 1e-15);
	assert_near(r, -1 / sqrt(28), 1e-15);
	correlation(v, u, 1, &r);
	assert_near(r, -23865 / sqrt(34674. * 54222.), 1e-15);
	/* One pair has no variance. */
	assert_near(correlation(u, v, 3, &r), 0, 0);
	series_free(u);
	series_free(v);
}

/* (1 2 6 2) at lag 1: (1 2 6) against (2 6 2): centred (-2 -1 3) and thirds (-4 8 -4), squares 14
 * and 96/9; product (8 - 8 - 12)/3 = -4: r = -4/√(14·96/9). At lag 2: (1 2) against (6 2): -1.
 * (5 3 4 1): (5 3 4) against (3 4 1), centred (1 -1 0) and thirds (1 4 -5), squares 2 and 42/9;
 * product (1 - 4)/3 = -1: r = -1/√(2·42/9). At lag 2: (5 3) against (4 1): 1. */
static void autocorrelation_by_hand(void **state)
{
	(void)state;
	static const double values[] = {1, 2, 6, 2, 5, 3, 4, 1};
	struct series s = series_of(2, 4, values);
	assert_near(autocorrelation(s, 0), 1, 1e-15);
	assert_near(autocorrelation(s, 1),
	            (-4 / sqrt(14 * 96. / 9) - 1 / sqrt(2 * 42. / 9)) / 2, 1e-15);
	assert_near(autocorrelation(s, 2), 0, 1e-15);
	assert_near(autocorrelation(s, 3), 0, 0);
	series_free(s);
}

/* Squares 9, 144 and 9: every root and quotient is exact. */
static void perfect_correlation_is_exactly_one(void **state)
{
	(void)state;
	static const double values[] = {1.5, -1.5, -1.5, 1.5, -6, 6, 6, -6, 2.25, -0.75, -0.75, 2.25};
	static const double expected[] = {1, -1, 1, -1, 1, -1, 1, -1, 1};
	struct series s = series_of(3, 4, values);
	double r[9];
	assert_true(correlation(s, s, 0, r) == 1);
	assert_memory_equal(r, expected, sizeof r);
	series_free(s);
}

/* Ten times 0.1 is not 1, nor its tenth 0.1: a component that never changes counts as 0 all the
 * same, and exactly. 2.385 and its neighbour, one last bit away, are a signal. */
static void constants_count_nothing(void **state)
{
	(void)state;
	enum { STEPS = 10 };
	double values[3 * STEPS], r[9];
	for (size_t t = 0; t < STEPS; t++) {
		values[t] = 0.1;
		values[STEPS + t] = t % 2 == 0 ? 2.385 : nextafter(2.385, 3);
		values[2 * STEPS + t] = t % 2 == 0 ? -7 : 0.25;
	}
	struct series s = series_of(3, STEPS, values), constant = series_of(1, STEPS, values);
	double rms = correlation(s, s, 0, r);
	for (size_t i = 0; i < 9; i++)
		assert_near(fabs(r[i]), i / 3 > 0 && i % 3 > 0, 1e-15);
	assert_near(rms, sqrt(4. / 9), 1e-15);
	assert_true(r[0] == 0 && r[1] == 0 && r[3] == 0);
	assert_near(autocorrelation(s, 0), 2. / 3, 1e-15);
	assert_true(fluctuation(constant, simd_best()) == 0);
	assert_true(correlation(constant, s, 1, r) == 0);
	assert_true(autocorrelation(constant, 1) == 0);
	series_free(s);
	series_free(constant);
}

/* A spread of what rounding may do, not a bit more, is rest in every measure; of a little more, motion. */
static void rounding_counts_nothing(void **state)
{
	(void)state;
	enum { STEPS = 70, COUNT = 11 };
	double values[COUNT * STEPS], rounding[16] = {0}, r[COUNT * COUNT], offset[16];
	bool moves[16];
	for (size_t i = 0; i < COUNT; i++) {
		const double spread = 0x1p-40 * (double)(1 + i);
		for (size_t t = 0; t < STEPS; t++)
			values[i * STEPS + t] = 0.5 + (t % 3 == 0 ? -spread / 4 : t % (5 + i) == 1 ? 3 * spread / 4 : 0);
		rounding[i] = i % 2 == 0 ? spread : nextafter(spread, 0);
	}
	struct series s = series_of(COUNT, STEPS, values);
	s.rounding = rounding;
	EACH_SIMD (simd) {
		double rms, own, expected = 0;
		assert_int_equal(RUN_WITH(simd, NULL, series_offsets(s, &work, offset, moves)), STATUS_OK);
		for (size_t i = 0; i < COUNT; i++) {
			assert_int_equal(moves[i], i % 2);
			assert_true(moves[i] || offset[i] == 0);
			const double *x = s.rows + i, mean = gsl_stats_mean(x, s.stride, STEPS);
			expected += moves[i] ? gsl_stats_sd_with_fixed_mean(x, s.stride, STEPS, mean) / COUNT : 0;
		}
		assert_near(fluctuation(s, simd), expected, 1e-6 * expected);
		assert_int_equal(RUN_WITH(simd, NULL, series_correlation(s, s, 0, &work, r, &rms)), STATUS_OK);
		for (size_t m = 0; m < COUNT; m++)
			for (size_t n = 0; n < COUNT; n++)
				assert_true((r[m * COUNT + n] != 0) == (m % 2 && n % 2));
		assert_int_equal(RUN_WITH(simd, NULL, series_autocorrelation(s, 0, &work, &own)), STATUS_OK);
		assert_near(own, (COUNT / 2) / (double)COUNT, 1e-12);
	}
	series_free(s);
}

/* A sample that is no number is no rest, wherever it stands. */
static void no_numbers_move(void **state)
{
	(void)state;
	for (size_t at = 0; at < 5; at++) {
		double values[5] = {1, 1, 1, 1, 1}, offset[8], rounding[8] = {1};
		bool moves[8];
		values[at] = NAN;
		struct series s = series_of(1, 5, values);
		s.rounding = rounding;
		EACH_SIMD (simd) {
			assert_int_equal(RUN_WITH(simd, NULL, series_offsets(s, &work, offset, moves)), STATUS_OK);
			assert_true(moves[0] && isnan(offset[0]));
		}
		series_free(s);
	}
}

/* Constant among the samples that form pairs is what counts: u changes in its last sample only, v
 * in its first, and at lag 1 neither belongs to a pair. */
static void constants_are_judged_on_pairs(void **state)
{
	(void)state;
	static const double left[] = {0.1, 0.1, 0.1, 0.7}, right[] = {0.7, 0.3, 0.3, 0.3};
	static const double noise[] = {0.2, 0.9, -0.4, 0.1};
	struct series u = series_of(1, 4, left), v = series_of(1, 4, right), x = series_of(1, 4, noise);
	assert_true(correlation(u, x, 1, NULL) == 0 && correlation(x, v, 1, NULL) == 0);
	assert_true(correlation(x, u, 1, NULL) > 0.1 && correlation(v, x, 1, NULL) > 0.1);
	assert_true(correlation(u, x, 0, NULL) > 0.1 && autocorrelation(u, 1) == 0);
	series_free(u);
	series_free(v);
	series_free(x);
}

/* Plain sums in the order of time, to the bit; a constant lies 0 from its first sample. */
static void offsets_are_plain_sums(void **state)
{
	(void)state;
	static const size_t lengths[] = {1, 31, 32, 33, 100};
	for (size_t k = 0; k < COUNT_OF(lengths); k++) {
		struct series s = noise_series(13, lengths[k], k);
		double constant[100], offset[16];
		bool moves[16];
		for (size_t t = 0; t < lengths[k]; t++)
			constant[t] = 0.1;
		struct series c = series_of(1, lengths[k], constant);
		assert_int_equal(RUN_WITH(simd_best(), NULL, series_offsets(s, &work, offset, moves)), STATUS_OK);
		for (size_t i = 0; i < s.count; i++) {
			double sum = 0;
			for (size_t t = 0; t < s.steps; t++)
				sum += s.rows[t * s.stride + i] - s.rows[i];
			assert_true(offset[i] == sum / (double)s.steps);
		}
		assert_int_equal(RUN_WITH(simd_best(), NULL, series_offsets(c, &work, offset, moves)), STATUS_OK);
		assert_true(offset[0] == 0 && !moves[0]);
		series_free(s);
		series_free(c);
	}
}

/* Two neurons at rest but for their last bits: as good a signal as ones and zeros. A mean rounded
 * to a double would make them all but equal. */
static void last_bits_are_a_signal(void **state)
{
	(void)state;
	enum { STEPS = 10000 };
	gsl_rng *rng = twister(1);
	double *values = allocate_doubles(2 * STEPS), *flags = allocate_doubles(2 * STEPS), r[4];
	for (size_t i = 0; i < 2 * STEPS; i++) {
		flags[i] = (double)gsl_rng_uniform_int(rng, 2);
		values[i] = flags[i] > 0 ? nextafter(0.7385, 1) : 0.7385;
	}
	struct series s = series_of(2, STEPS, values);
	correlation(s, s, 0, r);
	assert_near(r[1], gsl_stats_correlation(flags, 1, flags + STEPS, 1, STEPS), 1e-12);
	assert_near(r[0], 1, 1e-12);
	free(values);
	free(flags);
	series_free(s);
	gsl_rng_free(rng);
}

static void check_pair(struct series u, struct series v, size_t lag)
{
	const size_t steps = u.steps - lag;
	double r[64 * 64], sum = 0, found = correlation(u, v, lag, r);
	for (size_t m = 0; m < u.count; m++)
		for (size_t n = 0; n < v.count; n++) {
			double expected =
				gsl_stats_correlation(u.rows + m, u.stride,
			                              v.rows + lag * v.stride + n, v.stride, steps);
			assert_near(r[m * v.count + n], expected, 1e-12);
			sum += expected * expected;
		}
	assert_near(found, sqrt(sum / (double)(u.count * v.count)), 1e-12);
}

/* Every remainder of the tiles (10 or 6 rows, 16 or 8 columns) and of the blocks of 32 steps. */
static void all_sizes_follow_gsl(void **state)
{
	(void)state;
	static const size_t lengths[] = {2, 3, 31, 32, 33, 63, 64, 65, 97, 100};
	for (size_t m = 1; m <= 23; m++)
		for (size_t n = 1; n <= 33; n++) {
			size_t steps = lengths[(m + 7 * n) % COUNT_OF(lengths)];
			struct series u = noise_series(m, steps, m), v = noise_series(n, steps, 100 + n);
			check_pair(u, v, 0);
			if (steps > 33)
				check_pair(u, v, m % 4 + 30 * (n % 2));
			series_free(u);
			series_free(v);
		}
}

/* Components that leave their first value in a single step of a hundred, early or late: the blocks
 * of time in which nothing happens must not hide it. */
static void rare_changes_follow_gsl(void **state)
{
	(void)state;
	enum { STEPS = 100, COUNT = 7 };
	static const size_t when[COUNT] = {1, 5, 31, 32, 63, 64, 99};
	double values[COUNT * STEPS];
	for (size_t i = 0; i < COUNT; i++)
		for (size_t t = 0; t < STEPS; t++)
			values[i * STEPS + t] = t == when[i] ? 2.385 : 0.1 * (double)i;
	struct series s = series_of(COUNT, STEPS, values), noise = noise_series(9, STEPS, 1);
	check_pair(s, noise, 0);
	check_pair(noise, s, 0);
	check_pair(s, s, 0);
	series_free(s);
	series_free(noise);
}

static void own_measures_follow_gsl(void **state)
{
	(void)state;
	for (size_t count = 1; count <= 23; count++)
		for (size_t steps = 40; steps <= 100; steps += 9) {
			struct series s = noise_series(count, steps, count * steps);
			double deviation = 0, expected = 0;
			size_t lag = (count + steps) % 37;
			for (size_t i = 0; i < count; i++) {
				const double *x = s.rows + i;
				double mean = gsl_stats_mean(x, s.stride, steps);
				deviation += gsl_stats_sd_with_fixed_mean(x, s.stride, steps, mean);
				expected += gsl_stats_correlation(x, s.stride, x + lag * s.stride,
				                                  s.stride, steps - lag);
			}
			assert_near(fluctuation(s, simd_best()), deviation / (double)count, 1e-12);
			assert_near(autocorrelation(s, lag), expected / (double)count, 1e-12);
			series_free(s);
		}
}

struct measures {
	double fluctuation, autocorrelation, rms, r[23 * 17], offset[24];
	bool moves[24];
};

static void measure(struct series u, struct series v, const struct simd *simd, struct measures *m)
{
	memset(m, 0, sizeof *m);
	m->fluctuation = fluctuation(u, simd);
	RUN_WITH(simd, NULL, series_autocorrelation(u, 2, &work, &m->autocorrelation));
	RUN_WITH(simd, NULL, series_correlation(u, v, 1, &work, m->r, &m->rms));
	RUN_WITH(simd, NULL, series_offsets(u, &work, m->offset, m->moves));
}

static void instruction_sets_agree(void **state)
{
	(void)state;
	for (size_t count = 1; count <= 23; count++) {
		struct series u = noise_series(count, 70 + count, 1);
		struct series v = noise_series(1 + count * 5 % 17, 70 + count, 2);
		struct measures expected, found;
		measure(u, v, simd_best(), &expected);
		EACH_SIMD (simd) {
			measure(u, v, simd, &found);
			assert_memory_equal(&found, &expected, sizeof found);
		}
		series_free(u);
		series_free(v);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fluctuation_by_hand),
		cmocka_unit_test(correlation_by_hand),
		cmocka_unit_test(lagged_correlation_by_hand),
		cmocka_unit_test(autocorrelation_by_hand),
		cmocka_unit_test(perfect_correlation_is_exactly_one),
		cmocka_unit_test(constants_count_nothing),
		cmocka_unit_test(rounding_counts_nothing),
		cmocka_unit_test(no_numbers_move),
		cmocka_unit_test(constants_are_judged_on_pairs),
		cmocka_unit_test(offsets_are_plain_sums),
		cmocka_unit_test(last_bits_are_a_signal),
		cmocka_unit_test(all_sizes_follow_gsl),
		cmocka_unit_test(rare_changes_follow_gsl),
		cmocka_unit_test(own_measures_follow_gsl),
		cmocka_unit_test(instruction_sets_agree),
	};
	return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}
