/*
 * test_bits.c - series cut into bits, their mutual information and correlation: tables worked out by
 * hand, a straightforward implementation on random data, fair coins, and the floor of estimation.
 */
#include "support.h"

#include "../../src/core/bits_loops.h"

#include "../../src/core/vmath.h"

static const double ln2 = 0.69314718055994530942;

static struct bits bits_alloc(size_t count, size_t steps)
{
	size_t bytes = bits_words(count, steps) * sizeof(uint64_t);
	struct bits b = {allocate(bytes), count, simd_stride(count), steps};
	memset(b.rows, 0, bytes);
	return b;
}

/* The word that holds component i at time t. */
static uint64_t *word(struct bits b, size_t i, size_t t) { return b.rows + t / 64 * b.stride + i; }

static int bit(struct bits b, size_t i, size_t t) { return (int)(*word(b, i, t) >> t % 64 & 1); }

/* Bits from text: components of `steps` characters 0 or 1, one after the other. */
static struct bits bits_of(size_t count, size_t steps, const char *text)
{
	struct bits b = bits_alloc(count, steps);
	for (size_t i = 0; i < count; i++)
		for (size_t t = 0; t < steps; t++)
			*word(b, i, t) |= (uint64_t)(text[i * steps + t] == '1') << t % 64;
	return b;
}

static struct bits cut(struct series s, const char *coins, const struct simd *simd)
{
	struct bits b = bits_alloc(s.count, s.steps);
	memset(b.rows, 0xa5, bits_words(s.count, s.steps) * sizeof *b.rows);
	assert_int_equal(RUN_WITH(simd, NULL, bits_from_series(s, named(coins), &work, &b)), STATUS_OK);
	assert_true(b.count == s.count && b.stride == s.stride && b.steps == s.steps);
	return b;
}

static struct information information(struct bits u, struct bits v, size_t lag,
                                      const struct simd *simd)
{
	struct information mean;
	assert_int_equal(RUN_WITH(simd, NULL, bits_information(u, v, lag, &work, &mean)), STATUS_OK);
	return mean;
}

/* `correction` is what Miller and Madow add, in units of 1/(2 T ln 2). */
static void check_table(size_t steps, const char *left, const char *right, size_t lag,
                        double plug_in, double correction)
{
	struct bits u = bits_of(1, steps, left), v = bits_of(1, steps, right);
	struct information found = information(u, v, lag, simd_best());
	assert_near(found.plug_in, plug_in, 1e-14);
	assert_near(found.miller_madow,
	            plug_in + correction / (2 * (double)(steps - lag) * ln2), 1e-14);
	free(u.rows);
	free(v.rows);
}

/* The correction adds (cells of u - 1) + (cells of v - 1) - (cells of both - 1). */
static void tables_by_hand(void **state)
{
	(void)state;
	/* Every combination once: independent. 2 + 2 - 4 - 1. */
	check_table(4, "0011", "0101", 0, 0, -1);
	/* Equal, or opposite, with as many zeros as ones: one bit. 2 + 2 - 2 - 1. */
	check_table(4, "0101", "0101", 0, 1, 1);
	check_table(6, "011010", "100101", 0, 1, 1);
	/* Counts 11: 1, 10: 1, 01: 2, 00: 4. H(u) = h(2/8) = 0.811278124459133,
	 * H(v) = h(3/8) = 0.954434002924965, H(u,v) = 2·3/8 + 2·2/8 ... = 3/8 + 3/8 + 2/4 + 1/2 = 1.75:
	 * I = 0.015712127384098. */
	check_table(8, "11000000", "10110000", 0, 0.015712127384098, -1);
	/* Counts 11: 2, 10: 0, 01: 2, 00: 4: an empty cell. 0.811278124459133 + 1 - 1.5; 2 + 2 - 3 - 1. */
	check_table(8, "11000000", "11110000", 0, 0.311278124459133, 0);
	/* A constant carries nothing: 1 + 2 - 2 - 1, and 1 + 1 - 1 - 1. */
	check_table(8, "11111111", "11010000", 0, 0, 0);
	check_table(8, "00000000", "11111111", 0, 0, 0);
}

/* At lag 1, 0011|1 loses its last bit and 1|0101 its first: every combination once. Turned round
 * they are 1010|1 and 0|0111: counts 11: 1, 10: 1, 01: 2, 00: 0, H(u) = 1,
 * H(v) = h(1/4) = 0.811278124459133, H(u,v) = 2/4 + 2/4 + 1/2 = 1.5. One pair tells nothing. */
static void lags_by_hand(void **state)
{
	(void)state;
	check_table(5, "00111", "10101", 1, 0, -1);
	check_table(5, "10101", "00111", 1, 0.311278124459133, 0);
	check_table(5, "00111", "10101", 4, 0, 0);
}

/* Over the pairs of (0011; 0101) and (0011; 1100; 0110) plug-in values are 1, 1, 0 and 0, 0, 0. */
static void information_is_a_mean_over_pairs(void **state)
{
	(void)state;
	struct bits u = bits_of(2, 4, "00110101"), v = bits_of(3, 4, "001111000110");
	struct information found = information(u, v, 0, simd_best());
	assert_near(found.plug_in, 2. / 6, 1e-15);
	assert_near(found.miller_madow, 2. / 6 + (1 + 1 - 1 - 1 - 1 - 1) / 6. / (8 * ln2), 1e-15);
	free(u.rows);
	free(v.rows);
}

/* n log2 n / T, the way of counting that the kernel does not use. */
static double term(double n, double steps) { return n > 0 ? -n / steps * log2(n / steps) : 0; }

static struct information plain_pair(struct bits u, size_t m, struct bits v, size_t n, size_t lag)
{
	const double steps = (double)(u.steps - lag);
	double count[2][2] = {{0}}, entropy = 0, cells = -1;
	for (size_t t = 0; t + lag < u.steps; t++)
		count[bit(u, m, t)][bit(v, n, t + lag)]++;
	for (int a = 0; a < 2; a++) {
		double left = count[a][0] + count[a][1], right = count[0][a] + count[1][a];
		entropy += term(left, steps) + term(right, steps);
		cells += (left > 0) + (right > 0);
		for (int b = 0; b < 2; b++) {
			entropy -= term(count[a][b], steps);
			cells -= count[a][b] > 0;
		}
	}
	return (struct information){entropy, entropy + cells / (2 * steps * ln2)};
}

static void check_information(struct bits u, struct bits v, size_t lag)
{
	struct information sum = {0, 0};
	const double pairs = (double)(u.count * v.count);
	for (size_t m = 0; m < u.count; m++)
		for (size_t n = 0; n < v.count; n++) {
			struct information pair = plain_pair(u, m, v, n, lag);
			sum.plug_in += pair.plug_in / pairs;
			sum.miller_madow += pair.miller_madow / pairs;
		}
	EACH_SIMD (simd) {
		struct information found = information(u, v, lag, simd);
		assert_near(found.plug_in, sum.plug_in, 1e-12);
		assert_near(found.miller_madow, sum.miller_madow, 1e-12);
	}
}

/* Random bits of all rarities, so that some cells and some components are empty, with rubbish in
 * the padding, where there are no components. */
static struct bits random_bits(size_t count, size_t steps, unsigned long seed)
{
	gsl_rng *rng = twister(seed);
	char *text = allocate(count * steps);
	for (size_t i = 0; i < count; i++) {
		double p = i % 5 == 4 ? 0.01 : gsl_rng_uniform(rng);
		for (size_t t = 0; t < steps; t++)
			text[i * steps + t] = gsl_rng_uniform(rng) < p ? '1' : '0';
	}
	struct bits b = bits_of(count, steps, text);
	for (size_t t = 0; t < steps; t += 64)
		for (size_t i = count; i < b.stride; i++)
			*word(b, i, t) = gsl_rng_get(rng);
	free(text);
	gsl_rng_free(rng);
	return b;
}

static void random_bits_follow_the_plain_tables(void **state)
{
	(void)state;
	static const size_t lengths[] = {1, 2, 63, 64, 65, 66, 127, 128, 129, 192, 300, 577, 1100};
	static const size_t lags[] = {0, 1, 2, 63, 64, 65, 127, 128, 130};
	for (size_t k = 0; k < COUNT_OF(lengths); k++)
		for (size_t i = 0; i < COUNT_OF(lags); i++) {
			if (lags[i] >= lengths[k])
				continue;
			struct bits u = random_bits(1 + (k + 3 * i) % 11, lengths[k], k);
			struct bits v = random_bits(1 + (5 * k + i) % 19, lengths[k], 50 + i);
			check_information(u, v, lags[i]);
			free(u.rows);
			free(v.rows);
		}
}

/* More components and steps than are taken on at a time: many of u, of v, of both, of time. */
static void blocks_follow_the_plain_tables(void **state)
{
	(void)state;
	static const struct {
		size_t u, v, steps, lag;
	} sizes[] = {{131, 3, 70, 1}, {1, 150, 90, 0}, {70, 37, 513, 3}, {3, 18, 33000, 5}, {2, 2, 16448, 0}};
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		struct bits u = random_bits(sizes[k].u, sizes[k].steps, 7 + k);
		struct bits v = random_bits(sizes[k].v, sizes[k].steps, 70 + k);
		check_information(u, v, sizes[k].lag);
		free(u.rows);
		free(v.rows);
	}
}

static double n_log_n(double n) { return n > 0 ? vmath_log2(n) * n : 0; }

/* T H(u) + T H(v) - T H(u, v) from the counts of 1 in u, in v, in both. */
static double ordered_information(double u, double v, double both, double steps)
{
	double all = n_log_n(steps), neither = steps - u - (v - both);
	double rows = (all - n_log_n(u) - n_log_n(steps - u)) + (all - n_log_n(v) - n_log_n(steps - v));
	double cells = (n_log_n(both) + n_log_n(neither)) + (n_log_n(u - both) + n_log_n(v - both));
	return rows - (all - cells);
}

/* To the bit: for each u a sum over v in each of eight lanes, the lanes as a tree, u after u. */
static double ordered_mean(struct bits u, struct bits v)
{
	double sum = 0, steps = (double)u.steps;
	for (size_t m = 0; m < u.count; m++) {
		double s[8] = {0};
		for (size_t n = 0; n < v.count; n++) {
			double u_ones = 0, v_ones = 0, both = 0;
			for (size_t t = 0; t < u.steps; t++) {
				u_ones += bit(u, m, t);
				v_ones += bit(v, n, t);
				both += bit(u, m, t) & bit(v, n, t);
			}
			s[n % 8] += ordered_information(u_ones, v_ones, both, steps);
		}
		sum += ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
	}
	return sum / ((double)u.count * (double)v.count * steps);
}

/* Components all like the first, each with other flips: they know much of each other. Only sums far
 * above the largest n log2 n are rounded, and tell one order from another. */
static struct bits alike(size_t count, size_t steps)
{
	struct bits b = bits_alloc(count, steps);
	gsl_rng *rng = twister(5);
	for (size_t i = 0; i < count; i++)
		for (size_t t = 0; t < steps; t += 64)
			*word(b, i, t) = UINT64_C(0x6a09e667f3bcc908) ^
			                 (uint64_t)1 << gsl_rng_uniform_int(rng, 64);
	gsl_rng_free(rng);
	return b;
}

/* With a table of logarithms (many pairs) and without (few). */
static void sums_keep_their_order(void **state)
{
	(void)state;
	static const size_t sizes[][3] = {{1, 20011, 64}, {2, 9001, 64}, {1, 4003, 64},
	                                 {150, 23, 320}, {1, 1, 320}, {2, 9, 2048}};
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		struct bits u = alike(sizes[k][0], sizes[k][2]), v = alike(sizes[k][1], sizes[k][2]);
		struct information found = information(u, v, 0, simd_best());
		assert_true(found.plug_in == ordered_mean(u, v));
		free(u.rows);
		free(v.rows);
	}
}

static void check_coefficient(size_t steps, const char *left, const char *right, size_t lag,
                              double expected, double tolerance)
{
	struct bits u = bits_of(1, steps, left), v = bits_of(1, steps, right);
	double r, rms;
	assert_int_equal(RUN_WITH(simd_best(), NULL, bits_correlation(u, v, lag, &work, &r, &rms)), STATUS_OK);
	assert_near(r, expected, tolerance);
	assert_near(rms, fabs(expected), tolerance);
	free(u.rows);
	free(v.rows);
}

static void coefficients_by_hand(void **state)
{
	(void)state;
	check_coefficient(4, "0011", "0101", 0, 0, 0);
	check_coefficient(7, "0110100", "0110100", 0, 1, 0);
	check_coefficient(7, "0110100", "1001011", 0, -1, 0);
	/* (8·1 - 2·3) / √(2·6 · 3·5) */
	check_coefficient(8, "11000000", "10110000", 0, 0.149071198499986, 1e-15);
	/* At lag 1 0011 and 0101 are left; turned round 1010 and 0111: (4·1 - 2·3) / √(4·3). */
	check_coefficient(5, "00111", "10101", 1, 0, 0);
	check_coefficient(5, "10101", "00111", 1, -0.577350269189626, 1e-15);
	/* A constant, one pair. */
	check_coefficient(8, "11111111", "11010000", 0, 0, 0);
	check_coefficient(8, "11010000", "00000000", 0, 0, 0);
	check_coefficient(5, "00111", "10101", 4, 0, 0);
}

static double plain_coefficient(struct bits u, size_t m, struct bits v, size_t n, size_t lag)
{
	double ones_u = 0, ones_v = 0, square = 0, steps = (double)(u.steps - lag), product = 0;
	for (size_t t = 0; t + lag < u.steps; t++) {
		ones_u += bit(u, m, t);
		ones_v += bit(v, n, t + lag);
	}
	for (size_t t = 0; t + lag < u.steps; t++)
		product += (bit(u, m, t) - ones_u / steps) * (bit(v, n, t + lag) - ones_v / steps);
	square = ones_u * (1 - ones_u / steps) * ones_v * (1 - ones_v / steps);
	return square > 0 ? product / sqrt(square) : 0;
}

static void check_correlation(struct bits u, struct bits v, size_t lag)
{
	const size_t pairs = u.count * v.count;
	double *r = allocate_doubles(pairs), *first = allocate_doubles(pairs);
	double rms, alone, first_rms = 0, squares = 0;
	for (size_t k = 0; k < pairs; k++)
		squares += pow(plain_coefficient(u, k / v.count, v, k % v.count, lag), 2);
	for (size_t k = 0; k < pairs; k++)
		first[k] = NAN;
	assert_int_equal(RUN_WITH(simd_best(), NULL, bits_correlation(u, v, lag, &work, first, &first_rms)), STATUS_OK);
	assert_near(first_rms, sqrt(squares / (double)pairs), 1e-12);
	for (size_t k = 0; k < pairs; k++)
		assert_near(first[k], plain_coefficient(u, k / v.count, v, k % v.count, lag), 1e-12);
	EACH_SIMD (simd) {
		assert_int_equal(RUN_WITH(simd, NULL, bits_correlation(u, v, lag, &work, r, &rms)), STATUS_OK);
		assert_int_equal(RUN_WITH(simd, NULL, bits_correlation(u, v, lag, &work, NULL, &alone)), STATUS_OK);
		assert_memory_equal(r, first, pairs * sizeof *r);
		assert_true(rms == first_rms && alone == first_rms);
	}
	free(r);
	free(first);
}

static void random_bits_follow_the_plain_coefficient(void **state)
{
	(void)state;
	static const struct {
		size_t u, v, steps, lag;
	} sizes[] = {{1, 1, 2, 0}, {3, 10, 63, 1}, {10, 3, 64, 0}, {5, 8, 65, 63}, {63, 65, 130, 64},
	             {130, 7, 200, 3}, {2, 17, 1000, 128}, {1, 130, 129, 2}, {3, 5, 33000, 65}};
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		struct bits u = random_bits(sizes[k].u, sizes[k].steps, 100 + k);
		struct bits v = random_bits(sizes[k].v, sizes[k].steps, 200 + k);
		check_correlation(u, v, sizes[k].lag);
		free(u.rows);
		free(v.rows);
	}
}

/* At the longest series numerators are still exact: 3 T - 1 · 3 = 3 (T - 1), and counts of nearly
 * T/2 that leave a numerator of 1 when T is odd: T both - ones ones, ones = (T ± 1) / 2. */
static void long_series_keep_their_numerators(void **state)
{
	(void)state;
	const uint64_t steps = 94906265, half = steps / 2; /* odd */
	const uint64_t u_ones[] = {3}, v_ones[8] = {3, half, half + 1};
	const uint64_t both[8] = {3, 2, 1};
	const double own = 3 * (double)(steps - 3), middle = (double)half * (double)(half + 1);
	const double v_own[8] = {own, middle, middle};
	const struct joint joint = {.u_count = 1, .packs = 1, .v_count = 3, .steps = steps, .both = both,
	                            .u_ones = u_ones, .v_ones = v_ones, .u_own = &own, .v_own = v_own};
	EACH_SIMD (simd) {
		double sums[8] = {0}, r[8];
		bits_loops(simd)->correlation(&joint, sums, r);
		assert_true(r[0] == 1 && r[3] == 0 && sums[3] == 0);
		for (size_t k = 1; k < 3; k++) {
			double exact = (double)((int64_t)(steps * both[k]) - (int64_t)(3 * v_ones[k]));
			assert_near(r[k], exact / sqrt(own * middle), 4e-16 * fabs(r[k]));
			assert_near(sums[k], r[k] * r[k], 4e-16 * sums[k]);
		}
	}
}

/* (1 2 3 2 ...) has mean 2, a tie every other step; what lies above and below is certain. */
static void cutting_by_hand(void **state)
{
	(void)state;
	enum { STEPS = 140 };
	double values[2 * STEPS];
	for (size_t t = 0; t < STEPS; t++) {
		values[t] = (double[]){1, 2, 3, 2}[t % 4];
		values[STEPS + t] = t % 7 == 3 ? 0.75 : -2.385;
	}
	struct series s = series_of(2, STEPS, values);
	EACH_SIMD (simd) {
		struct bits b = cut(s, "coins", simd);
		for (size_t t = 0; t < STEPS; t++) {
			if (t % 2 == 0)
				assert_int_equal(bit(b, 0, t), t % 4 == 2);
			assert_int_equal(bit(b, 1, t), t % 7 == 3);
		}
		/* Nothing behind the last step: 140 = 2·64 + 12. */
		assert_true(*word(b, 0, STEPS) >> 12 == 0 && *word(b, 1, STEPS) >> 12 == 0);
		free(b.rows);
	}
	series_free(s);
}

static struct bits noise_bits(size_t count, size_t steps, unsigned long seed,
                              const struct simd *simd)
{
	struct series s = noise_series(count, steps, seed);
	struct bits b = cut(s, "coins", simd);
	series_free(s);
	return b;
}

static void cutting_noise_at_its_mean(void **state)
{
	(void)state;
	for (size_t count = 1; count <= 23; count++) {
		struct series s = noise_series(count, 50 + 7 * count, count);
		double offset[24];
		bool moves[24];
		RUN_WITH(simd_best(), NULL, series_offsets(s, &work, offset, moves));
		EACH_SIMD (simd) {
			struct bits b = cut(s, "coins", simd);
			for (size_t i = 0; i < count; i++)
				for (size_t t = 0; t < s.steps; t++)
					assert_int_equal(bit(b, i, t),
					                 s.rows[t * s.stride + i] - s.rows[i] > offset[i]);
			free(b.rows);
		}
		series_free(s);
	}
}

/* Components that never change: nothing but coins. */
static struct series constant_series(size_t count, size_t steps)
{
	double *values = allocate_doubles(count * steps);
	for (size_t i = 0; i < count * steps; i++)
		values[i] = 0.1 * (double)(1 + i / steps);
	struct series s = series_of(count, steps, values);
	free(values);
	return s;
}

/* What only rounding moves is cut by the same coins as what is constant as stored; what moves more, at its mean. */
static void rounding_is_cut_by_coins(void **state)
{
	(void)state;
	enum { COUNT = 9, STEPS = 130 };
	double values[COUNT * STEPS], rounding[16] = {0};
	for (size_t i = 0; i < COUNT * STEPS; i++)
		values[i] = i % 2 == 0 ? 0.385 : 0.375;
	struct series still = constant_series(COUNT, STEPS), s = series_of(COUNT, STEPS, values);
	for (size_t i = 0; i < COUNT; i++)
		rounding[i] = i < 4 ? 0.02 : 0.001;
	s.rounding = rounding;
	EACH_SIMD (simd) {
		struct bits coins = cut(still, "coins", simd), b = cut(s, "coins", simd);
		for (size_t i = 0; i < COUNT; i++)
			for (size_t t = 0; t < STEPS; t++)
				assert_int_equal(bit(b, i, t), i < 4 ? bit(coins, i, t) : values[i * STEPS + t] > 0.38);
		free(coins.rows);
		free(b.rows);
	}
	series_free(still);
	series_free(s);
}

static void coins_are_fair(void **state)
{
	(void)state;
	enum { COUNT = 10, STEPS = 6410 };
	struct series s = constant_series(COUNT, STEPS), first = constant_series(1, STEPS);
	struct bits b = cut(s, "coins", simd_best()), other = cut(s, "others", simd_best());
	struct bits alone = cut(first, "coins", simd_best());
	double ones = 0, repeats = 0, equal = 0;
	for (size_t i = 0; i < COUNT; i++)
		for (size_t t = 0; t < STEPS; t++) {
			ones += bit(b, i, t);
			repeats += bit(b, i, t) == bit(b, i, (t + 1) % STEPS);
			equal += bit(b, i, t) == bit(other, i, t);
		}
	assert_binomial(ones, COUNT * STEPS, 0.5);
	assert_binomial(repeats, COUNT * STEPS, 0.5);
	assert_binomial(equal, COUNT * STEPS, 0.5);
	/* Components first, then time: the first one's coins do not depend on how many follow. */
	for (size_t t = 0; t < STEPS; t++)
		assert_int_equal(bit(alone, 0, t), bit(b, 0, t));
	EACH_SIMD (simd) {
		struct bits again = cut(s, "coins", simd);
		assert_memory_equal(again.rows, b.rows, bits_words(COUNT, STEPS) * sizeof *b.rows);
		free(again.rows);
	}
	free(b.rows);
	free(other.rows);
	free(alone.rows);
	series_free(s);
	series_free(first);
}

/* 2 T ln 2 I follows χ² with one degree of freedom for a pair of independent series: mean 1,
 * variance 2. 2,500 pairs: five standard errors of the mean are 5 √(2/2500) = 0.14. */
static void assert_floor(struct bits u, struct bits v)
{
	const double floor = 1 / (2 * (double)u.steps * ln2);
	struct information found = information(u, v, 0, simd_best());
	assert_near(found.plug_in / floor, 1, 0.14);
	assert_near(found.miller_madow / floor, 0, 0.14);
}

static void independent_series_leave_the_floor(void **state)
{
	(void)state;
	enum { COUNT = 50, STEPS = 900 };
	assert_near(1 / (2 * STEPS * ln2), 0.0008, 2e-6);
	struct series constant = constant_series(COUNT, STEPS);
	struct bits u = noise_bits(COUNT, STEPS, 1, simd_best());
	struct bits v = noise_bits(COUNT, STEPS, 2, simd_best());
	struct bits coins = cut(constant, "coins", simd_best());
	assert_floor(u, v);
	assert_floor(u, coins);
	assert_floor(coins, v);
	free(u.rows);
	free(v.rows);
	free(coins.rows);
	series_free(constant);
}

/* The mean of T r² of independent series is T/(T - 1), its variance 2 a pair. */
static void independent_series_leave_the_floor_of_correlation(void **state)
{
	(void)state;
	struct bits u = noise_bits(50, 900, 1, simd_best()), v = noise_bits(50, 900, 2, simd_best());
	double rms = 0;
	assert_int_equal(RUN_WITH(simd_best(), NULL, bits_correlation(u, v, 0, &work, NULL, &rms)), STATUS_OK);
	assert_near(900 * rms * rms, 1, 0.14);
	free(u.rows);
	free(v.rows);
}

static void instruction_sets_agree(void **state)
{
	(void)state;
	for (size_t count = 1; count <= 23; count++) {
		struct bits u = noise_bits(count, 200 + 37 * count, 3, simd_best());
		struct bits v = noise_bits(24 - count, 200 + 37 * count, 4, simd_best());
		struct information expected = information(u, v, count, simd_best());
		EACH_SIMD (simd) {
			struct information found = information(u, v, count, simd);
			assert_memory_equal(&found, &expected, sizeof found);
		}
		free(u.rows);
		free(v.rows);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_by_hand),
		cmocka_unit_test(lags_by_hand),
		cmocka_unit_test(information_is_a_mean_over_pairs),
		cmocka_unit_test(random_bits_follow_the_plain_tables),
		cmocka_unit_test(blocks_follow_the_plain_tables),
		cmocka_unit_test(sums_keep_their_order),
		cmocka_unit_test(coefficients_by_hand),
		cmocka_unit_test(random_bits_follow_the_plain_coefficient),
		cmocka_unit_test(long_series_keep_their_numerators),
		cmocka_unit_test(cutting_by_hand),
		cmocka_unit_test(cutting_noise_at_its_mean),
		cmocka_unit_test(rounding_is_cut_by_coins),
		cmocka_unit_test(coins_are_fair),
		cmocka_unit_test(independent_series_leave_the_floor),
		cmocka_unit_test(independent_series_leave_the_floor_of_correlation),
		cmocka_unit_test(instruction_sets_agree),
	};
	return cmocka_run_group_tests_name("bits", tests, NULL, NULL);
}
