/*
 * test_stream.c - the random numbers: the generator against its published vectors, names against
 * sha256sum, deviates against their distributions, and the order in which they are given out.
 */
#include "support.h"

#include "../../src/core/stream_loops.h"

#include <gsl/gsl_cdf.h>

#define SAMPLES 100000

static void assert_block(const uint32_t key[2], const uint32_t counter[4], const uint32_t out[4])
{
	uint32_t found[4];
	philox_block(key, counter, found);
	assert_memory_equal(found, out, sizeof found);
}

/* philox4x32, 10 rounds, from the file kat_vectors of Random123 1.14. */
static void philox_known_answers(void **state)
{
	(void)state;
	const uint32_t f = 0xffffffffu;
	assert_block((uint32_t[]){0, 0}, (uint32_t[]){0, 0, 0, 0},
	             (uint32_t[]){0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
	assert_block((uint32_t[]){f, f}, (uint32_t[]){f, f, f, f},
	             (uint32_t[]){0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
	assert_block((uint32_t[]){0xa4093822, 0x299f31d0},
	             (uint32_t[]){0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
	             (uint32_t[]){0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

/* The two uniforms of a block: the top 53 bits of each half, low word first. */
static void plain_uniforms(struct philox_key key, uint64_t block, double out[2])
{
	const uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)key.high,
	                             (uint32_t)(key.high >> 32)};
	uint32_t words[4];
	philox_block(key.key, counter, words);
	for (int i = 0; i < 2; i++) {
		uint64_t bits = words[2 * i] | (uint64_t)words[2 * i + 1] << 32;
		out[i] = ldexp((double)(bits >> 11), -53);
	}
}

static struct philox_key random_key(gsl_rng *rng)
{
	uint64_t word[4];
	for (int i = 0; i < 4; i++)
		word[i] = gsl_rng_get(rng);
	return (struct philox_key){{(uint32_t)word[0], (uint32_t)word[1]}, word[2] << 32 | word[3]};
}

/* First blocks where a carry leaves the low word, where the counter wraps, and any. */
static uint64_t interesting_block(gsl_rng *rng, size_t i)
{
	uint64_t any = (uint64_t)gsl_rng_get(rng) << 32 | gsl_rng_get(rng);
	switch (i % 4) {
	case 0: return any | 0xfffffffbu;
	case 1: return UINT64_MAX - any % 20;
	case 2: return any % 1000;
	default: return any;
	}
}

static void uniform_groups_are_philox_blocks(void **state)
{
	(void)state;
	EACH_SIMD (simd) {
		gsl_rng *rng = twister(1);
		for (size_t i = 0; i < 400; i++) {
			struct philox_key key = random_key(rng);
			uint64_t first = interesting_block(rng, i);
			double out[3 * STREAM_GROUP], expected[2];
			stream_loops(simd)->uniform_groups(key, first, 3, out);
			for (size_t block = 0; block < 3 * SIMD_LANES; block++) {
				double *group = out + block / SIMD_LANES * STREAM_GROUP;
				plain_uniforms(key, first + block, expected);
				assert_true(group[block % SIMD_LANES] == expected[0]);
				assert_true(group[SIMD_LANES + block % SIMD_LANES] == expected[1]);
			}
		}
		gsl_rng_free(rng);
	}
}

/* Box and Muller: radius from the first uniform of a block, angle from the second; here with the
 * long double functions of libm. The square root and the product round once each, the logarithm,
 * sine and cosine may be wrong by 3.5 units: 1e-14 leaves room for deviates up to 8.6. */
static void gaussian_groups_are_box_muller(void **state)
{
	(void)state;
	EACH_SIMD (simd) {
		gsl_rng *rng = twister(2);
		for (size_t i = 0; i < 400; i++) {
			struct philox_key key = random_key(rng);
			uint64_t block = interesting_block(rng, i);
			double out[STREAM_GROUP], u[2];
			stream_loops(simd)->gaussian_groups(key, block, 1, out);
			for (size_t lane = 0; lane < SIMD_LANES; lane++) {
				plain_uniforms(key, block + lane, u);
				long double radius = sqrtl(-2 * logl(1 - (long double)u[0]));
				long double angle = 8 * atanl(1) * u[1];
				assert_near(out[lane], (double)(radius * cosl(angle)), 1e-14);
				assert_near(out[SIMD_LANES + lane], (double)(radius * sinl(angle)), 1e-14);
			}
		}
		gsl_rng_free(rng);
	}
}

static void instruction_sets_agree_on_gaussians(void **state)
{
	(void)state;
	enum { GROUPS = 2000 };
	double *expected = allocate_doubles(GROUPS * STREAM_GROUP);
	double *found = allocate_doubles(GROUPS * STREAM_GROUP);
	const struct philox_key key = {{0x2385, 0x750}, 0x9e3779b97f4a7c15u};
	stream_loops(simd_best())->gaussian_groups(key, 0xfffffff0u, GROUPS, expected);
	EACH_SIMD (simd) {
		stream_loops(simd)->gaussian_groups(key, 0xfffffff0u, GROUPS, found);
		assert_memory_equal(found, expected, GROUPS * STREAM_GROUP * sizeof *found);
	}
	free(expected);
	free(found);
}

static void assert_digest(struct stream_name name, const char *hexadecimal)
{
	char found[65];
	for (int i = 0; i < 32; i++)
		snprintf(found + 2 * i, 3, "%02x", name.digest[i]);
	assert_string_equal(found, hexadecimal);
}

/* ROOT:    printf 'recur\357\315\253\211\147\105\043\001' | sha256sum
 * a child: { ROOT | cut -c1-64 | xxd -r -p; printf 'run 7'; } | sha256sum
 * and so on with printf '' and printf 'a\0b'. */
static void names_are_sha256(void **state)
{
	(void)state;
	struct stream_name root = stream_root(0x0123456789abcdef);
	assert_digest(root, "39f727a9d4516ff760a7c91ed53dd9404941263551c539345fd948b91ed42f37");
	assert_digest(stream_child(root, "run 7", 5),
	              "9b06651ca44b007b11d059d84dfac8e1f9ab1f73547703e7b988098bc84dbb56");
	assert_digest(stream_child(root, "run 75", 5),
	              "9b06651ca44b007b11d059d84dfac8e1f9ab1f73547703e7b988098bc84dbb56");
	assert_digest(stream_child(root, "", 0),
	              "5fa6a834096bc4c68724f948d636601aac0815c0e6ea334fd0f5bed0b32606c3");
	assert_digest(stream_child(root, "a\0b", 3),
	              "a2c41097258556d044e76a827891fcd0f0402353e68b3f88b1d6dc70ed7ec5b2");
}

/* Of the digest 39f727a9 d4516ff7 60a7c91e d53dd940..., read with the low byte first: 8 bytes of
 * key, then 8 bytes of the upper half of the counter. */
static void names_choose_streams(void **state)
{
	(void)state;
	const struct philox_key key = {{0xa927f739, 0xf76f51d4}, 0x40d93dd51ec9a760};
	double expected[2], found[STREAM_GROUP];
	struct stream stream = stream_open(stream_root(0x0123456789abcdef), simd_best());
	for (uint64_t first = 0; first < 3 * SIMD_LANES; first += SIMD_LANES) {
		stream_uniforms(&stream, STREAM_GROUP, found);
		for (size_t lane = 0; lane < SIMD_LANES; lane++) {
			plain_uniforms(key, first + lane, expected);
			assert_true(found[lane] == expected[0]);
			assert_true(found[SIMD_LANES + lane] == expected[1]);
		}
	}
}

typedef void (*deviates)(struct stream *stream, size_t n, double *out);

/* However the numbers are asked for, by handfuls or all at once, the same come out. */
static void any_chunks(deviates draw, const struct simd *simd)
{
	enum { TOTAL = 1500 };
	static const size_t chunks[] = {1, 3, 16, 0, 17, 5, 40, 2, 32, 15};
	double whole[TOTAL], pieces[TOTAL];
	struct stream stream = stream_open(named("chunks"), simd);
	draw(&stream, TOTAL, whole);
	stream = stream_open(named("chunks"), simd);
	for (size_t done = 0, i = 0; done < TOTAL; i++) {
		size_t chunk = chunks[i % COUNT_OF(chunks)];
		chunk = chunk < TOTAL - done ? chunk : TOTAL - done;
		draw(&stream, chunk, pieces + done);
		done += chunk;
	}
	assert_memory_equal(pieces, whole, sizeof whole);
	stream = stream_open(named("chunks"), simd);
	for (size_t i = 0; i < TOTAL; i++)
		draw(&stream, 1, pieces + i);
	assert_memory_equal(pieces, whole, sizeof whole);
}

static void chunks_do_not_matter(void **state)
{
	(void)state;
	EACH_SIMD (simd) {
		any_chunks(stream_uniforms, simd);
		any_chunks(stream_gaussians, simd);
		double bulk[50];
		struct stream stream = stream_open(named("single"), simd);
		stream_uniforms(&stream, 50, bulk);
		stream = stream_open(named("single"), simd);
		for (size_t i = 0; i < 50; i++)
			assert_true(stream_uniform(&stream) == bulk[i]);
	}
}

/* Three uniforms use up a group of eight blocks; so do then three Gaussians. */
static void changing_kind_drops_the_group(void **state)
{
	(void)state;
	EACH_SIMD (simd) {
		double uniforms[48], gaussians[48], found[3];
		struct stream stream = stream_open(named("kinds"), simd);
		stream_uniforms(&stream, 48, uniforms);
		stream = stream_open(named("kinds"), simd);
		stream_gaussians(&stream, 48, gaussians);
		stream = stream_open(named("kinds"), simd);
		stream_uniforms(&stream, 3, found);
		assert_memory_equal(found, uniforms, sizeof found);
		stream_gaussians(&stream, 3, found);
		assert_memory_equal(found, gaussians + 16, sizeof found);
		stream_uniforms(&stream, 3, found);
		assert_memory_equal(found, uniforms + 32, sizeof found);
		stream_uniforms(&stream, 3, found);
		assert_memory_equal(found, uniforms + 35, sizeof found);
	}
}

static double uniform_distribution(double x) { return x; }

static void uniforms_are_uniform(void **state)
{
	(void)state;
	double *sample = allocate_doubles(SAMPLES);
	struct stream stream = stream_open(named("uniforms"), simd_best());
	stream_uniforms(&stream, SAMPLES, sample);
	size_t odd = 0;
	for (size_t i = 0; i < SAMPLES; i++) {
		double k = ldexp(sample[i], 53);
		assert_true(sample[i] >= 0 && sample[i] < 1 && k == floor(k));
		odd += fmod(k, 2) == 1;
	}
	/* The last of the 53 bits is as random as the first. */
	assert_binomial((double)odd, SAMPLES, 0.5);
	assert_true(kolmogorov(SAMPLES, sample, uniform_distribution) < 1.95);
	free(sample);
}

/* A², which weighs the tails; beyond 5.97 with probability 0.001 (Anderson and Darling 1954). */
static double anderson_darling(size_t n, const double *sorted)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (2 * (double)i + 1) * (log(gsl_cdf_ugaussian_P(sorted[i])) +
		                              log(gsl_cdf_ugaussian_Q(sorted[n - 1 - i])));
	return -(double)n - sum / (double)n;
}

/* Standard errors of the sample moments of Normal(0, 1): of x, x², x³ and x⁴ they are √(1, 2, 15,
 * 96)/√n. */
static void gaussians_are_gaussian(void **state)
{
	(void)state;
	static const double truth[] = {0, 1, 0, 3}, variance[] = {1, 2, 15, 96};
	double moment[4] = {0};
	double *sample = allocate_doubles(SAMPLES);
	struct stream stream = stream_open(named("gaussians"), simd_best());
	stream_gaussians(&stream, SAMPLES, sample);
	for (size_t i = 0; i < SAMPLES; i++)
		for (int k = 0; k < 4; k++)
			moment[k] += pow(sample[i], k + 1) / SAMPLES;
	for (int k = 0; k < 4; k++)
		assert_near(moment[k], truth[k], 4.5 * sqrt(variance[k] / SAMPLES));
	assert_true(kolmogorov(SAMPLES, sample, gsl_cdf_ugaussian_P) < 1.95);
	assert_true(anderson_darling(SAMPLES, sample) < 5.97);
	free(sample);
}

/* The correlation of independent deviates has standard error 1/√n. */
static void assert_uncorrelated(struct stream_name u, struct stream_name v)
{
	double *x = allocate_doubles(SAMPLES), *y = allocate_doubles(SAMPLES), sum = 0;
	struct stream a = stream_open(u, simd_best()), b = stream_open(v, simd_best());
	stream_gaussians(&a, SAMPLES, x);
	stream_gaussians(&b, SAMPLES, y);
	for (size_t i = 0; i < SAMPLES; i++) {
		sum += x[i] * y[i];
		assert_true(x[i] != y[i]);
	}
	assert_near(sum / SAMPLES, 0, 4.5 / sqrt(SAMPLES));
	free(x);
	free(y);
}

static void neighbours_are_independent(void **state)
{
	(void)state;
	struct stream_name point = named("point");
	assert_uncorrelated(stream_child(point, "run 1", 5), stream_child(point, "run 2", 5));
	assert_uncorrelated(stream_root(2108), stream_root(2109));
	assert_uncorrelated(point, stream_child(point, "", 0));
	/* A path of labels is not their concatenation. */
	assert_uncorrelated(stream_child(stream_child(point, "ab", 2), "c", 1),
	                    stream_child(stream_child(point, "a", 1), "bc", 2));
	/* Nor do both halves of the group share anything: sine and cosine of one angle. */
	double x[STREAM_GROUP], sum = 0;
	struct stream stream = stream_open(point, simd_best());
	for (size_t group = 0; group < SAMPLES / SIMD_LANES; group++) {
		stream_gaussians(&stream, STREAM_GROUP, x);
		for (size_t lane = 0; lane < SIMD_LANES; lane++)
			sum += x[lane] * x[SIMD_LANES + lane];
	}
	assert_near(sum / SAMPLES, 0, 4.5 / sqrt(SAMPLES));
}

/* Draws whole numbers below n and compares their counts in `bins` equal parts of that range. */
static void assert_fair(uint64_t n, size_t bins)
{
	double count[16] = {0}, expected = SAMPLES / (double)bins, chi_square = 0;
	struct stream stream = stream_open(named("integers"), simd_best());
	for (size_t i = 0; i < SAMPLES; i++) {
		uint64_t k = stream_integer(&stream, n);
		assert_true(k < n);
		count[k / (n / bins)]++;
	}
	for (size_t i = 0; i < bins; i++)
		chi_square += (count[i] - expected) * (count[i] - expected) / expected;
	double p = gsl_cdf_chisq_Q(chi_square, (double)bins - 1);
	assert_true(p > 1e-3 && p < 1 - 1e-3);
}

static void integers_are_fair(void **state)
{
	(void)state;
	assert_fair(2, 2);
	assert_fair(6, 6);
	assert_fair(13, 13);
	assert_fair((uint64_t)1 << 53, 16);
	/* Three quarters of the range: without redrawing, the lowest third would come twice as often. */
	assert_fair((uint64_t)3 << 51, 3);
	struct stream stream = stream_open(named("integers"), simd_best());
	for (int i = 0; i < 100; i++)
		assert_true(stream_integer(&stream, 1) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(philox_known_answers),
		cmocka_unit_test(uniform_groups_are_philox_blocks),
		cmocka_unit_test(gaussian_groups_are_box_muller),
		cmocka_unit_test(instruction_sets_agree_on_gaussians),
		cmocka_unit_test(names_are_sha256),
		cmocka_unit_test(names_choose_streams),
		cmocka_unit_test(chunks_do_not_matter),
		cmocka_unit_test(changing_kind_drops_the_group),
		cmocka_unit_test(uniforms_are_uniform),
		cmocka_unit_test(gaussians_are_gaussian),
		cmocka_unit_test(neighbours_are_independent),
		cmocka_unit_test(integers_are_fair),
	};
	return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
