/*
 * test_vmath.c - the kernel's elementary functions: against the long double ones of libm, at the edges of the reals, the
 * loops against the functions of one number, and all of them against known bits.
 */
#include "support.h"

#include "../../src/core/stream_loops.h"
#include "../../src/core/vmath_loops.h"

#include <float.h>
#include <sha256.h>

#include "../../src/core/vmath.h"

#define SAMPLES 20000

/* How far a double lies from the truth, in units of the last place of a double there. */
static double units_off(double found, long double truth)
{
	if (isnan(truth))
		return isnan(found) ? 0 : INFINITY;
	if (fabsl(truth) > DBL_MAX || !isfinite(found))
		return found == (double)truth ? 0 : INFINITY;
	int exponent = truth == 0 ? DBL_MIN_EXP - 1 : ilogbl(truth);
	exponent = exponent < DBL_MIN_EXP - 1 ? DBL_MIN_EXP - 1 : exponent;
	return (double)(fabsl(found - truth) / ldexpl(1, exponent - 52));
}

/* The angle is reduced exactly first. */
static long double turned(long double x, int quarters_more)
{
	long double quarters = roundl(2 * x), r = 3.14159265358979323846264338327950288L * (x - quarters / 2);
	switch ((int)(quarters - 4 * floorl(quarters / 4)) + quarters_more) {
	case 0: case 4: return sinl(r);
	case 1: return cosl(r);
	case 2: return -sinl(r);
	default: return -cosl(r);
	}
}
static long double sinpi_long(long double x) { return turned(x, 0); }
static long double cospi_long(long double x) { return turned(x, 1); }

/* Where arguments are taken from: evenly from low ... high, or ±2 to such a power. */
enum scale { EVENLY, POWERS, SIGNED_POWERS };

static double argument(gsl_rng *rng, enum scale scale, double low, double high)
{
	double x = low + (high - low) * gsl_rng_uniform(rng);
	if (scale == EVENLY)
		return x;
	bool negative = scale == SIGNED_POWERS && gsl_rng_uniform(rng) < 0.5;
	return negative ? -exp2(x) : exp2(x);
}

/* tests/vmath/errors.c looks at far more arguments, and measures with MPFR. */
static const struct {
	const char *name;
	double (*function)(double);
	long double (*truth)(long double);
	enum scale scale;
	double low, high;
} claims[] = {
	{"exp", vmath_exp, expl, EVENLY, -746, 709.79},
	{"exp", vmath_exp, expl, SIGNED_POWERS, -1074, 1},
	{"log", vmath_log, logl, POWERS, -1074, 1024},
	{"log", vmath_log, logl, EVENLY, 0.5, 2},
	{"log1p", vmath_log1p_unit, log1pl, POWERS, -1074, 0},
	{"log1p", vmath_log1p_unit, log1pl, EVENLY, 0, 1},
	{"log2", vmath_log2, log2l, POWERS, -1074, 1024},
	{"log2", vmath_log2, log2l, EVENLY, 0.5, 2},
	{"tanh", vmath_tanh, tanhl, EVENLY, -20, 20},
	{"tanh", vmath_tanh, tanhl, EVENLY, -1, 1},
	{"tanh", vmath_tanh, tanhl, SIGNED_POWERS, -1074, 10},
	{"sinpi", vmath_sinpi, sinpi_long, EVENLY, -0.25, 0.25},
	{"sinpi", vmath_sinpi, sinpi_long, EVENLY, -2, 2},
	{"sinpi", vmath_sinpi, sinpi_long, SIGNED_POWERS, -1000, 49},
	{"cospi", vmath_cospi, cospi_long, EVENLY, -0.25, 0.25},
	{"cospi", vmath_cospi, cospi_long, EVENLY, -2, 2},
	{"cospi", vmath_cospi, cospi_long, SIGNED_POWERS, -1000, 49},
};

static void functions_keep_their_accuracy(void **state)
{
	(void)state;
	gsl_rng *rng = twister(3);
	for (size_t i = 0; i < COUNT_OF(claims); i++)
		for (int k = 0; k < SAMPLES; k++) {
			double x = argument(rng, claims[i].scale, claims[i].low, claims[i].high);
			double found = claims[i].function(x);
			long double truth = claims[i].truth(x);
			if (units_off(found, truth) <= 0.9)
				continue;
			print_error("%s(%a): expected %La, found %a\n", claims[i].name, x, truth, found);
			fail();
		}
	gsl_rng_free(rng);
}

/* Annex F of the C standard: what the functions are at the edges, exactly. tanh is 1 to the nearest double from
 * artanh(1 - 2^-54) = 19.06154746539849595... on, exp 0 and infinity from -1075 ln 2 and 1024 ln 2 on. */
static const struct {
	const char *name;
	double (*function)(double);
	double x, result;
} edges[] = {
	{"exp", vmath_exp, 0.0, 1},
	{"exp", vmath_exp, -0.0, 1},
	{"exp", vmath_exp, INFINITY, INFINITY},
	{"exp", vmath_exp, 0x1.62e42fefa39efp+9, 0x1.fffffffffff2ap+1023},
	{"exp", vmath_exp, 0x1.62e42fefa39f0p+9, INFINITY},
	{"exp", vmath_exp, -INFINITY, 0.0},
	{"exp", vmath_exp, -0x1.74910d52d3051p+9, 0x1p-1074},
	{"exp", vmath_exp, -0x1.74910d52d3052p+9, 0.0},
	{"exp", vmath_exp, NAN, NAN},
	{"log", vmath_log, 1, 0.0},
	{"log", vmath_log, 0.0, -INFINITY},
	{"log", vmath_log, -0.0, -INFINITY},
	{"log", vmath_log, -0x1p-1074, NAN},
	{"log", vmath_log, -INFINITY, NAN},
	{"log", vmath_log, INFINITY, INFINITY},
	{"log", vmath_log, NAN, NAN},
	{"log1p", vmath_log1p_unit, 0.0, 0.0},
	{"log1p", vmath_log1p_unit, 0x1p-1074, 0x1p-1074},
	{"log2", vmath_log2, 1, 0.0},
	{"log2", vmath_log2, 0x1p-1074, -1074},
	{"log2", vmath_log2, 0x1p1023, 1023},
	{"log2", vmath_log2, 0.0, -INFINITY},
	{"log2", vmath_log2, -2.385, NAN},
	{"log2", vmath_log2, INFINITY, INFINITY},
	{"log2", vmath_log2, NAN, NAN},
	{"tanh", vmath_tanh, 0.0, 0.0},
	{"tanh", vmath_tanh, -0.0, -0.0},
	{"tanh", vmath_tanh, 0x1p-1074, 0x1p-1074},
	{"tanh", vmath_tanh, -0x1.8p-1060, -0x1.8p-1060},
	{"tanh", vmath_tanh, 0x1.30fc1931f09c9p+4, 0x1.fffffffffffffp-1},
	{"tanh", vmath_tanh, 0x1.30fc1931f09cap+4, 1},
	{"tanh", vmath_tanh, -1e300, -1},
	{"tanh", vmath_tanh, INFINITY, 1},
	{"tanh", vmath_tanh, -INFINITY, -1},
	{"tanh", vmath_tanh, NAN, NAN},
	{"sinpi", vmath_sinpi, 0.0, 0.0},
	{"sinpi", vmath_sinpi, 0.5, 1},
	{"sinpi", vmath_sinpi, 1.5, -1},
	{"cospi", vmath_cospi, 0.0, 1},
	{"cospi", vmath_cospi, 1, -1},
	{"cospi", vmath_cospi, 0x1p49, 1},
};

static bool same_value(double a, double b)
{
	return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static void edges_are_exact(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(edges); i++)
		if (!same_value(edges[i].function(edges[i].x), edges[i].result)) {
			print_error("%s(%a): expected %a, found %a\n", edges[i].name, edges[i].x,
			            edges[i].result, edges[i].function(edges[i].x));
			fail();
		}
}

/* tanh feeds networks whose states must stay within ±1 and keep their order of magnitude. */
static void tanh_is_odd_and_bounded(void **state)
{
	(void)state;
	gsl_rng *rng = twister(5);
	for (int k = 0; k < SAMPLES; k++) {
		double x = argument(rng, POWERS, -1074, 12);
		assert_true(vmath_tanh(-x) == -vmath_tanh(x));
		assert_true(vmath_tanh(x) > 0 && vmath_tanh(x) <= 1);
	}
	gsl_rng_free(rng);
}

/* Values of every kind, some of them at the edges, for one to seven places after the last pack. */
static void fill_values(gsl_rng *rng, size_t n, double *x)
{
	static const double special[] = {0.0,       -0.0,      INFINITY,  -INFINITY, 0x1p-1074,
	                                 -0x1p-1074, DBL_MIN,  -DBL_MIN,  DBL_MAX,   -DBL_MAX,
	                                 0x1.8p-1060, 1,       -1,        19.0615,   -745.14,
	                                 709.79};
	for (size_t i = 0; i < n; i++)
		switch (gsl_rng_uniform_int(rng, 4)) {
		case 0: x[i] = special[gsl_rng_uniform_int(rng, COUNT_OF(special))]; break;
		case 1: x[i] = argument(rng, SIGNED_POWERS, -1074, 1024); break;
		case 2: x[i] = argument(rng, EVENLY, -20, 20); break;
		default: x[i] = argument(rng, EVENLY, -2, 2); break;
		}
}

static void assert_vector_is_scalar(void (*vector)(size_t, double *), double (*scalar)(double))
{
	enum { LONGEST = 41, GUARD = 8 };
	gsl_rng *rng = twister(6);
	double x[LONGEST + GUARD], found[LONGEST + GUARD];
	for (int round = 0; round < 200; round++)
		for (size_t n = 0; n <= LONGEST; n++) {
			fill_values(rng, COUNT_OF(x), x);
			memcpy(found, x, sizeof x);
			vector(n, found);
			for (size_t i = 0; i < n; i++)
				assert_true(same_value(found[i], scalar(x[i])));
			/* What stands behind the array stays as it was. */
			assert_memory_equal(found + n, x + n, GUARD * sizeof *x);
		}
	gsl_rng_free(rng);
}

static void vectors_are_scalars(void **state)
{
	(void)state;
	EACH_SIMD (simd) {
		assert_vector_is_scalar(vmath_loops(simd)->tanh, vmath_tanh);
		assert_vector_is_scalar(vmath_loops(simd)->exp, vmath_exp);
		assert_vector_is_scalar(vmath_loops(simd)->log, vmath_log);
		assert_vector_is_scalar(vmath_loops(simd)->log2, vmath_log2);
	}
}

/* The SHA-256 of the bits of 2^16 values, nans all alike, for arguments of every kind that C's own arithmetic makes. */
enum { KNOWN = 1 << 16 };

static void known_arguments(double *x)
{
	static const double special[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, DBL_MIN, -DBL_MIN, DBL_MAX, -DBL_MAX, 1, -1};
	uint64_t state = 2385;
	for (size_t i = 0; i < KNOWN; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u; /* D. E. Knuth's MMIX */
		const uint64_t bits = state ^ state >> 32;
		const double unit = (double)(bits >> 11) * 0x1p-53;
		switch (i % 4) {
		case 0: x[i] = 1500 * (unit - 0.5); break;
		case 1: x[i] = 40 * (unit - 0.5); break;
		case 2: x[i] = unit; break;
		default: memcpy(&x[i], &bits, sizeof bits); break;
		}
		if (i < COUNT_OF(special))
			x[i] = special[i];
	}
}

static void assert_known(const char *name, const double *values, size_t count, const char *expected)
{
	SHA256_CTX context;
	char found[SHA256_DIGEST_STRING_LENGTH];
	SHA256Init(&context);
	for (size_t i = 0; i < count; i++) {
		uint64_t bits;
		unsigned char bytes[8];
		memcpy(&bits, &values[i], sizeof bits);
		bits = isnan(values[i]) ? 0x7ff8000000000000u : bits;
		for (int k = 0; k < 8; k++)
			bytes[k] = (unsigned char)(bits >> 8 * k);
		SHA256Update(&context, bytes, sizeof bytes);
	}
	SHA256End(&context, found);
	if (strcmp(found, expected) != 0) {
		print_error("%s: expected SHA-256 %s, found %s\n", name, expected, found);
		fail();
	}
}

static const struct {
	const char *name;
	double (*function)(double);
	double low, high; /* the value for other arguments is taken to be 0 */
	const char *sha256;
} known[] = {
	{"exp", vmath_exp, -INFINITY, INFINITY, "fc5543b0526844a6d1091badc8ec19c1b4d771f91254446ab23733fa5316fa0d"},
	{"log", vmath_log, -INFINITY, INFINITY, "f6ac178f46e601d72ffcc38892070259196756494ffcbd0a0df6697aa2d1fcea"},
	{"log2", vmath_log2, -INFINITY, INFINITY, "833f060c56fb7b39a9351340d465b9bffbaed4b08e96f1c474e4a41bd15a8adb"},
	{"tanh", vmath_tanh, -INFINITY, INFINITY, "530b8133ac7d987407ede61f9487ef28cf3477b5c47024f9adb35201bcb73318"},
	{"log1p", vmath_log1p_unit, 0, 1, "d25f00b46fb89a7cd7eeb721f9cd8b6a08043c610065403dcda8d6a3f7525a65"},
	{"sinpi", vmath_sinpi, -1000, 1000, "1c195b6e2446a89e06bcce0ab06a5f210089a360595dd0b571b61f72c76ff77f"},
	{"cospi", vmath_cospi, -1000, 1000, "1fc422ad110e534fb27caa849abbdb43664a2c7d427cafd3ea4b29d8c8c8d8cf"},
};

static void functions_have_known_bits(void **state)
{
	(void)state;
	double *x = allocate_doubles(KNOWN), *found = allocate_doubles(KNOWN);
	known_arguments(x);
	for (size_t i = 0; i < COUNT_OF(known); i++) {
		for (size_t k = 0; k < KNOWN; k++)
			found[k] = x[k] < known[i].low || x[k] > known[i].high ? 0 : known[i].function(x[k]);
		assert_known(known[i].name, found, KNOWN, known[i].sha256);
	}
	free(x);
	free(found);
}

static void loops_have_known_bits(void **state)
{
	(void)state;
	double *x = allocate_doubles(KNOWN), *found = allocate_doubles(KNOWN);
	known_arguments(x);
	EACH_SIMD (simd) {
		void (*const loops[])(size_t, double *) = {vmath_loops(simd)->exp, vmath_loops(simd)->log, vmath_loops(simd)->log2, vmath_loops(simd)->tanh};
		for (size_t i = 0; i < COUNT_OF(loops); i++) {
			memcpy(found, x, KNOWN * sizeof *x);
			loops[i](KNOWN, found);
			assert_known(simd->name, found, KNOWN, known[i].sha256);
		}
		stream_loops(simd)->gaussian_groups((struct philox_key){.key = {2, 3}, .high = 85}, 0, KNOWN / STREAM_GROUP, found);
		assert_known(simd->name, found, KNOWN, "74c8e8dbb87234723034f01b5b6fa649c81747c78f42e7b15cedc47b57f009de");
	}
	free(x);
	free(found);
}

static void instruction_sets_have_names(void **state)
{
	(void)state;
	const struct simd *best = simd_best();
	assert_non_null(best);
	assert_ptr_equal(simd_find(best->name), best);
	assert_null(simd_find("sse2"));
	assert_null(simd_find(""));
	EACH_SIMD (simd)
		assert_string_equal(simd->name, *simd_name_);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_keep_their_accuracy),
		cmocka_unit_test(edges_are_exact),
		cmocka_unit_test(tanh_is_odd_and_bounded),
		cmocka_unit_test(vectors_are_scalars),
		cmocka_unit_test(functions_have_known_bits),
		cmocka_unit_test(loops_have_known_bits),
		cmocka_unit_test(instruction_sets_have_names),
	};
	return cmocka_run_group_tests_name("vmath", tests, NULL, NULL);
}
