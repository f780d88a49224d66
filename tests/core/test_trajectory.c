/*
 * test_trajectory.c - trajectories of two-valued neurons: their bits one by one, a straightforward
 * implementation of each measure on random states, examples by hand, closed forms.
 */
#include "support.h"

#include "../../src/core/trajectory.h"

static const double ln2 = 0.69314718055994530942;

static struct trajectory trajectory_alloc(size_t neurons, size_t chains, size_t steps)
{
	size_t words = trajectory_words(neurons), bytes = chains * (steps + 1) * words * sizeof(uint64_t);
	struct trajectory x = {neurons, words, chains, steps, allocate(bytes)};
	memset(x.states, 0, bytes);
	return x;
}

static uint64_t *state_of(struct trajectory x, size_t chain, size_t t)
{
	return x.states + (chain * (x.steps + 1) + t) * x.words;
}

static int neuron(struct trajectory x, size_t chain, size_t t, size_t n)
{
	return (int)(state_of(x, chain, t)[n / 64] >> n % 64 & 1);
}

/* Neurons of all rarities, some constant, that keep their value with probability 0.3. */
static struct trajectory random_trajectory(size_t neurons, size_t chains, size_t steps,
                                           unsigned long seed)
{
	gsl_rng *rng = twister(seed);
	struct trajectory x = trajectory_alloc(neurons, chains, steps);
	for (size_t c = 0; c < chains; c++)
		for (size_t t = 0; t <= steps; t++)
			for (size_t n = 0; n < neurons; n++) {
				double p = n % 7 == 6 ? 0 : n % 7 == 5 ? 1 : n % 7 == 4 ? 0.02 : 0.5;
				bool keep = t > 0 && gsl_rng_uniform(rng) < 0.3;
				uint64_t up = keep ? (uint64_t)neuron(x, c, t - 1, n)
				                   : gsl_rng_uniform(rng) < p;
				state_of(x, c, t)[n / 64] |= up << n % 64;
			}
	gsl_rng_free(rng);
	return x;
}

/* Steps in one chain, neuron 0 the rightmost digit; the row before the first is all ones. */
static struct trajectory trajectory_of(size_t neurons, size_t steps, const char *const *text)
{
	struct trajectory x = trajectory_alloc(neurons, 1, steps);
	*state_of(x, 0, 0) = ((uint64_t)1 << neurons) - 1;
	for (size_t t = 0; t < steps; t++)
		*state_of(x, 0, t + 1) = strtoull(text[t], NULL, 2);
	return x;
}

static struct sampled_flux flux_of(struct trajectory x, size_t lag)
{
	struct sampled_flux flux;
	assert_int_equal(RUN(trajectory_flux(&x, lag, &work, &flux)), STATUS_OK);
	return flux;
}

typedef void (*check)(struct trajectory x, size_t lag);

static void each_size(check measure)
{
	static const size_t sizes[] = {1, 3, 10, 63, 64, 65, 130};
	static const size_t lengths[] = {2, 63, 64, 65, 1000}, chains[] = {1, 3};
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		for (size_t k = 0; k < COUNT_OF(lengths); k++)
			for (size_t c = 0; c < COUNT_OF(chains); c++) {
				struct trajectory x =
					random_trajectory(sizes[i], chains[c], lengths[k], i + 10 * k);
				measure(x, 0);
				measure(x, 1);
				if (lengths[k] > 62)
					measure(x, 62);
				free(x.states);
			}
}

static void check_bits(struct trajectory x, size_t lag)
{
	const size_t count = x.steps - lag;
	struct bits b = bits_of_room(x.neurons, x.chains * count);
	trajectory_bits(&x, 1 + lag, count, &b);
	assert_true(b.count == x.neurons && b.steps == x.chains * count);
	assert_int_equal(b.stride, simd_stride(x.neurons));
	for (size_t i = 0; i < b.stride; i++)
		for (size_t p = 0; p < (b.steps + 63) / 64 * 64; p++) {
			int expected = i < x.neurons && p < b.steps
			                       ? neuron(x, p / count, 1 + lag + p % count, i) : 0;
			assert_int_equal(b.rows[p / 64 * b.stride + i] >> p % 64 & 1, expected);
		}
	free(b.rows);
}

static void bits_are_neurons_chain_after_chain(void **state)
{
	(void)state;
	each_size(check_bits);
}

/* How often x_m(t) and x_n(t + lag) are 00, 01, 10, 11. */
static void count_pair(struct trajectory x, size_t m, size_t n, size_t lag, double count[2][2])
{
	memset(count, 0, 4 * sizeof(double));
	for (size_t c = 0; c < x.chains; c++)
		for (size_t t = 1; t + lag <= x.steps; t++)
			count[neuron(x, c, t, m)][neuron(x, c, t + lag, n)]++;
}

static double term(double n, double steps) { return n > 0 ? -n / steps * log2(n / steps) : 0; }

struct plain {
	double information, correction, coefficient;
};

static struct plain plain_pair(struct trajectory x, size_t m, size_t n, size_t lag)
{
	const double steps = (double)(x.chains * (x.steps - lag));
	double count[2][2];
	struct plain p = {0, -1, 0};
	count_pair(x, m, n, lag, count);
	for (int a = 0; a < 2; a++) {
		double u = count[a][0] + count[a][1], v = count[0][a] + count[1][a];
		p.information += term(u, steps) + term(v, steps) - term(count[a][0], steps) -
		                 term(count[a][1], steps);
		p.correction += (u > 0) + (v > 0) - (count[a][0] > 0) - (count[a][1] > 0);
	}
	double u = count[1][0] + count[1][1], v = count[0][1] + count[1][1];
	double square = u * (steps - u) * v * (steps - v);
	p.correction /= 2 * steps * ln2;
	p.coefficient = square > 0 ? (steps * count[1][1] - u * v) / sqrt(square) : 0;
	return p;
}

static void check_pairs(struct trajectory x, size_t lag)
{
	const double pairs = (double)(x.neurons * x.neurons);
	double squares = 0, own = 0;
	struct information sum = {0, 0};
	for (size_t m = 0; m < x.neurons; m++)
		for (size_t n = 0; n < x.neurons; n++) {
			struct plain p = plain_pair(x, m, n, lag);
			sum.plug_in += p.information / pairs;
			sum.miller_madow += (p.information + p.correction) / pairs;
			squares += p.coefficient * p.coefficient / pairs;
			own += m == n ? p.coefficient / (double)x.neurons : 0;
		}
	struct information first = {NAN, NAN}, found;
	double first_rms = NAN, first_mean = NAN, rms, mean;
	EACH_SIMD (simd) {
		assert_int_equal(RUN_WITH(simd, NULL, trajectory_information(&x, lag, &work, &found)), STATUS_OK);
		assert_int_equal(RUN_WITH(simd, NULL, trajectory_correlation(&x, lag, &work, &rms)), STATUS_OK);
		assert_int_equal(RUN_WITH(simd, NULL, trajectory_autocorrelation(&x, lag, &work, &mean)), STATUS_OK);
		assert_near(found.plug_in, sum.plug_in, 1e-12);
		assert_near(found.miller_madow, sum.miller_madow, 1e-12);
		assert_near(rms, sqrt(squares), 1e-12);
		assert_near(mean, own, 1e-12);
		if (isnan(first_rms)) {
			first = found;
			first_rms = rms;
			first_mean = mean;
		}
		assert_memory_equal(&found, &first, sizeof found);
		assert_true(rms == first_rms && mean == first_mean);
	}
}

static void pairs_of_neurons_follow_the_plain_tables(void **state)
{
	(void)state;
	static const struct {
		size_t neurons, chains, steps, lag;
	} sizes[] = {{1, 1, 2, 1}, {1, 3, 1000, 1}, {3, 3, 65, 0}, {10, 1, 1000, 3}, {10, 3, 63, 62},
	             {63, 1, 64, 1}, {64, 3, 63, 2}, {65, 1, 65, 0}, {130, 3, 65, 1}};
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		struct trajectory x =
			random_trajectory(sizes[k].neurons, sizes[k].chains, sizes[k].steps, 40 + k);
		check_pairs(x, sizes[k].lag);
		free(x.states);
	}
}

static void check_fluctuation(struct trajectory x, size_t lag)
{
	double expected = 0, found;
	for (size_t n = 0; n < x.neurons && lag == 0; n++) {
		double count[2][2], steps = (double)(x.chains * x.steps);
		count_pair(x, n, n, 0, count);
		expected += 2 * sqrt(count[0][0] / steps * (count[1][1] / steps)) / (double)x.neurons;
	}
	EACH_SIMD (simd) {
		assert_int_equal(RUN_WITH(simd, NULL, trajectory_fluctuation(&x, 2, &work, &found)), STATUS_OK);
		if (lag == 0)
			assert_near(found, expected, 1e-14);
	}
}

static void fluctuations_follow_the_counts(void **state)
{
	(void)state;
	each_size(check_fluctuation);
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The entropy of the states, or pairs of them, and how many are different. */
static double plain_entropy(size_t count, uint64_t *keys, size_t *different)
{
	double entropy = 0;
	*different = 0;
	qsort(keys, count, sizeof *keys, compare_keys);
	for (size_t i = 0, end = 0; i < count; i = end) {
		while (end < count && keys[end] == keys[i])
			end++;
		entropy += term((double)(end - i), (double)count);
		++*different;
	}
	return entropy;
}

static void check_flux(struct trajectory x, size_t lag)
{
	const size_t pairs = x.chains * (x.steps - lag);
	uint64_t *keys = allocate(3 * pairs * sizeof *keys);
	size_t different[3], at = 0;
	double entropy[3];
	for (size_t c = 0; c < x.chains; c++)
		for (size_t t = 1; t + lag <= x.steps; t++, at++) {
			keys[at] = *state_of(x, c, t);
			keys[pairs + at] = *state_of(x, c, t + lag);
			keys[2 * pairs + at] = keys[at] << x.neurons | keys[pairs + at];
		}
	for (size_t k = 0; k < 3; k++)
		entropy[k] = plain_entropy(pairs, keys + k * pairs, &different[k]);
	struct sampled_flux found = flux_of(x, lag);
	double information = entropy[0] + entropy[1] - entropy[2];
	double cells = (double)different[0] + (double)different[1] - (double)different[2] - 1;
	assert_near(found.plug_in, information, 1e-10);
	assert_near(found.miller_madow, information + cells / (2 * (double)pairs * ln2), 1e-10);
	assert_true(found.first == different[0] && found.second == different[1]);
	assert_true(found.joint == different[2] && found.pairs == pairs);
	free(keys);
}

/* Among them cells of 1024 and more, all widths of digits, and slices of keys. */
static void flux_follows_sorted_states(void **state)
{
	(void)state;
	static const size_t sizes[] = {1, 2, 3, 5, 6, 10, 11, 12, 17, 31, 32};
	static const size_t lengths[] = {2, 64, 1000, 40000};
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		for (size_t k = 0; k < COUNT_OF(lengths); k++) {
			struct trajectory x =
				random_trajectory(sizes[i], 1 + 2 * (i % 2), lengths[k], i + k);
			check_flux(x, 1);
			check_flux(x, i % 2 + lengths[k] / 70);
			free(x.states);
		}
}

/* 00 01 10 11 10 00, lag 1: five pairs, all different but none lost: first 00 01 10 11 10, second
 * 01 10 11 10 00. H(first) = H(second) = 2/5 log2(5/2) + 3/5 log2 5 = 1.921928094887362,
 * H(joint) = log2 5 = 2.321928094887362; 4 + 4 - 5 - 1. */
static void flux_by_hand(void **state)
{
	(void)state;
	static const char *const text[] = {"00", "01", "10", "11", "10", "00"};
	struct trajectory x = trajectory_of(2, COUNT_OF(text), text);
	struct sampled_flux flux = flux_of(x, 1);
	assert_near(flux.plug_in, 1.521928094887362, 1e-14);
	assert_near(flux.miller_madow, 1.521928094887362 + 2 / (10 * ln2), 1e-14);
	assert_true(flux.first == 4 && flux.second == 4 && flux.joint == 5 && flux.pairs == 5);
	free(x.states);
}

/* The same text pair by pair. Neuron 0: 0 1 0 1 0 | 0 and 0 | 1 0 1 0 0; neuron 1: 0 0 1 1 1 | 0 and
 * 0 | 0 1 1 1 0. r_00 = (5·0 - 2·2)/6, r_01 = (5·2 - 2·3)/6, r_10 = (5·1 - 3·2)/6,
 * r_11 = (5·2 - 3·3)/6. Fluctuations: √(2·4)/6 and 3/6, times the span. */
static void neurons_by_hand(void **state)
{
	(void)state;
	static const char *const text[] = {"00", "01", "10", "11", "10", "00"};
	struct trajectory x = trajectory_of(2, COUNT_OF(text), text);
	double rms, mean, fluctuation;
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_correlation(&x, 1, &work, &rms)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_autocorrelation(&x, 1, &work, &mean)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_fluctuation(&x, 2, &work, &fluctuation)), STATUS_OK);
	assert_near(rms, sqrt((16 + 16 + 1 + 1) / 36. / 4), 1e-15);
	assert_near(mean, (-4 + 1) / 6. / 2, 1e-15);
	assert_near(fluctuation, (sqrt(8) / 6 + 0.5), 1e-15);
	free(x.states);
}

/* Nothing changes: no information, no correlation, no fluctuation, exactly. */
static void constants_tell_nothing(void **state)
{
	(void)state;
	struct trajectory x = trajectory_alloc(11, 3, 777);
	for (size_t i = 0; i < 3 * 778; i++)
		x.states[i] = 0x5a5;
	struct sampled_flux flux = flux_of(x, 2);
	struct information mean;
	double rms, own, fluctuation;
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_information(&x, 2, &work, &mean)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_correlation(&x, 2, &work, &rms)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_autocorrelation(&x, 2, &work, &own)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_fluctuation(&x, 2, &work, &fluctuation)), STATUS_OK);
	assert_true(flux.plug_in == 0 && flux.miller_madow == 0 && flux.joint == 1);
	assert_true(mean.plug_in == 0 && mean.miller_madow == 0);
	assert_true(rms == 0 && own == 0 && fluctuation == 0);
	free(x.states);
}

/* All states of 8 neurons in turn: the next one is certain, log2 256 bits. With lag 256 a copy: so
 * is each neuron's own value, 1 bit, and nothing about the others. */
static void certain_successors(void **state)
{
	(void)state;
	struct trajectory x = trajectory_alloc(8, 1, 1024 + 256);
	for (size_t t = 0; t <= x.steps; t++)
		*state_of(x, 0, t) = t * 77 % 256;
	struct information mean;
	double rms, own;
	assert_near(flux_of(x, 256).plug_in, 8, 1e-13);
	assert_int_equal(flux_of(x, 1 + 255).joint, 256);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_information(&x, 256, &work, &mean)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_correlation(&x, 256, &work, &rms)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, trajectory_autocorrelation(&x, 256, &work, &own)), STATUS_OK);
	assert_near(mean.plug_in, 1. / 8, 1e-15);
	assert_near(rms, sqrt(1. / 8), 1e-15);
	assert_true(own == 1);
	free(x.states);
}

/* Independent states: 2 T ln 2 I follows χ² with (2^N - 1)² degrees of freedom, here 49, variance
 * 98; Miller and Madow take the mean away. Ten standard deviations would be 99. */
static void independent_states_leave_the_bias(void **state)
{
	(void)state;
	gsl_rng *rng = twister(7);
	struct trajectory x = trajectory_alloc(3, 4, 50000);
	for (size_t i = 0; i < x.chains * (x.steps + 1); i++)
		x.states[i] = gsl_rng_uniform_int(rng, 8);
	struct sampled_flux flux = flux_of(x, 1);
	const double unit = 1 / (2 * (double)flux.pairs * ln2);
	assert_near(flux.plug_in / unit, 49, 5 * sqrt(98));
	assert_near(flux.miller_madow / unit, 0, 5 * sqrt(98));
	assert_near((flux.plug_in - flux.miller_madow) / unit, 49, 1e-6);
	gsl_rng_free(rng);
	free(x.states);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bits_are_neurons_chain_after_chain),
		cmocka_unit_test(pairs_of_neurons_follow_the_plain_tables),
		cmocka_unit_test(fluctuations_follow_the_counts),
		cmocka_unit_test(flux_follows_sorted_states),
		cmocka_unit_test(flux_by_hand),
		cmocka_unit_test(neurons_by_hand),
		cmocka_unit_test(constants_tell_nothing),
		cmocka_unit_test(certain_successors),
		cmocka_unit_test(independent_states_leave_the_bias),
	};
	return cmocka_run_group_tests_name("trajectory", tests, NULL, NULL);
}
