/*
 * test_precision.c - how exact sums over long series are: fluctuations, correlations and informations against the same
 * in long double, on series that are hard for one-pass formulas.
 */
#include "support.h"

enum { COMPONENTS = 6 };

/* Component 0: noise; 1: follows it by half; 2: a mean of 1e6 spreads; 3: two neighbouring doubles; 4: near saturation;
 * 5: a slow wave, far from its mean at first, with noise. */
static double hard_sample(gsl_rng *rng, size_t i, size_t t, double first)
{
	const double noise = gsl_ran_gaussian(rng, 1);
	switch (i) {
	case 0: return noise;
	case 1: return first / 2 + noise;
	case 2: return 1e6 + first + noise;
	case 3: return first + noise > 0 ? 0.7385 : nextafter(0.7385, 1);
	case 4: return 1 - 1e-12 * exp(first + noise);
	default: return t == 0 ? 50 : sin((double)t / 1e4) + noise / 10;
	}
}

static struct series hard_series(size_t steps, unsigned long seed)
{
	gsl_rng *rng = twister(seed);
	double *values = allocate_doubles(COMPONENTS * steps);
	for (size_t t = 0; t < steps; t++)
		for (size_t i = 0; i < COMPONENTS; i++)
			values[i * steps + t] = hard_sample(rng, i, t, values[t]);
	struct series s = series_of(COMPONENTS, steps, values);
	free(values);
	gsl_rng_free(rng);
	return s;
}

/* mean: less the first sample, from which differences are exact where values are near each other. */
static long double long_centred(struct series s, size_t t, size_t i, const long double *mean)
{
	return (long double)s.rows[t * s.stride + i] - s.rows[i] - mean[i];
}

static long double long_product(struct series s, size_t m, size_t n, const long double *mean)
{
	long double sum = 0;
	for (size_t t = 0; t < s.steps; t++)
		sum += long_centred(s, t, m, mean) * long_centred(s, t, n, mean);
	return sum;
}

static void long_means(struct series s, long double *mean)
{
	for (size_t i = 0; i < s.count; i++) {
		long double sum = 0;
		for (size_t t = 0; t < s.steps; t++)
			sum += (long double)s.rows[t * s.stride + i] - s.rows[i];
		mean[i] = sum / (long double)s.steps;
	}
}

/* What series.h states. */
static void check_length(size_t steps, unsigned long seed)
{
	struct series s = hard_series(steps, seed);
	double r[COMPONENTS * COMPONENTS], rms, worst = 0;
	long double mean[COMPONENTS];
	long_means(s, mean);
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(s, s, 0, &work, r, &rms)), STATUS_OK);
	for (size_t m = 0; m < COMPONENTS; m++) {
		const long double square = long_product(s, m, m, mean);
		struct series alone = s;
		alone.rows += m;
		double f;
		double *column = allocate_doubles(steps);
		for (size_t t = 0; t < steps; t++)
			column[t] = s.rows[t * s.stride + m];
		struct series one = series_of(1, steps, column);
		assert_int_equal(RUN_WITH(simd_best(), NULL, series_fluctuation(one, &work, &f)), STATUS_OK);
		const double expected = (double)sqrtl(square / (long double)steps);
		worst = fmax(worst, fabs(f / expected - 1));
		for (size_t n = 0; n < COMPONENTS; n++) {
			const long double other = long_product(s, n, n, mean);
			const double error = (double)(r[m * COMPONENTS + n] - long_product(s, m, n, mean) / sqrtl(square * other));
			worst = fmax(worst, fabs(error));
		}
		series_free(one);
		free(column);
	}
	assert_near(worst, 0, 64 * 0x1p-53);
	series_free(s);
}

static void long_series(void **state)
{
	(void)state;
	for (size_t steps = 10; steps <= 1000000; steps *= 10)
		check_length(steps, steps);
}

static long double n_log_n(size_t n) { return n > 0 ? (long double)n * log2l((long double)n) : 0; }

/* Two components of bits, of which so many are one: the first `u` steps, and `v` steps from `from` on. */
static struct bits two_sides(size_t steps, size_t u, size_t from, size_t v)
{
	struct bits b = {allocate(bits_words(2, steps) * sizeof(uint64_t)), 2, simd_stride(2), steps};
	memset(b.rows, 0, bits_words(2, steps) * sizeof(uint64_t));
	for (size_t t = 0; t < steps; t++) {
		b.rows[t / 64 * b.stride] |= (uint64_t)(t < u) << t % 64;
		b.rows[t / 64 * b.stride + 1] |= (uint64_t)(t >= from && t < from + v) << t % 64;
	}
	return b;
}

/* The mean over all four pairs: of each side with itself, its entropy; of the two, twice their information. */
static void check_information(size_t steps, size_t u, size_t from, size_t v)
{
	struct bits b = two_sides(steps, u, from, v);
	const size_t both = u > from + v ? v : u > from ? u - from : 0;
	const long double all = n_log_n(steps), own_u = n_log_n(u) + n_log_n(steps - u), own_v = n_log_n(v) + n_log_n(steps - v);
	const long double joint = n_log_n(both) + n_log_n(u - both) + n_log_n(v - both) + n_log_n(steps - u - v + both);
	const long double sum = 2 * all - own_u - own_v + 2 * (all - own_u - own_v + joint);
	struct information found;
	assert_int_equal(RUN_WITH(simd_best(), NULL, bits_information(b, b, 0, &work, &found)), STATUS_OK);
	assert_near(found.plug_in, (double)(sum / (4 * (long double)steps)), 8 * 0x1p-53 * log2((double)steps));
	free(b.rows);
}

static void informations(void **state)
{
	(void)state;
	for (size_t steps = 10; steps <= 10000000; steps *= 10) {
		check_information(steps, steps / 2, steps / 4, steps / 2); /* independent, nearly */
		check_information(steps, steps / 2, steps / 2, steps / 2); /* opposite */
		check_information(steps, steps / 3, steps / 7, steps / 5);
		check_information(steps, 1, 0, 1);
		check_information(steps, steps - 1, 1, 3);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(long_series), cmocka_unit_test(informations)};
	return cmocka_run_group_tests_name("precision", tests, NULL, NULL);
}
