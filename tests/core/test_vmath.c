/*
 * test_vmath.c - the elementary functions: against the long double ones of libm within the stated
 * units in the last place, at the edges of the reals, and the vector forms against the scalar ones.
 */
#include "support.h"

#include <float.h>

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

/* Arguments where the result would come within 1e-6 of the largest double, or log1p's beyond 1e307,
 * are left out: there SLEEF 3.5 says ∞. */
static const struct {
	const char *name;
	double (*function)(double);
	long double (*truth)(long double);
	enum scale scale;
	double low, high, units;
} claims[] = {
	{"exp", vmath_exp, expl, EVENLY, -746, 709.7827, 1},
	{"exp", vmath_exp, expl, SIGNED_POWERS, -1074, 1, 1},
	{"expm1", vmath_expm1, expm1l, EVENLY, -50, 709.7827, 1},
	{"expm1", vmath_expm1, expm1l, SIGNED_POWERS, -1074, 1, 1},
	{"log", vmath_log, logl, POWERS, -1074, 1024, 1},
	{"log", vmath_log, logl, EVENLY, 0.5, 2, 1},
	{"log1p", vmath_log1p, log1pl, SIGNED_POWERS, -1074, 0, 1},
	{"log1p", vmath_log1p, log1pl, POWERS, 0, 1019, 1},
	{"log2", vmath_log2, log2l, POWERS, -1074, 1024, 1},
	{"log2", vmath_log2, log2l, EVENLY, 0.5, 2, 1},
	{"log10", vmath_log10, log10l, POWERS, -1074, 1024, 1},
	{"log10", vmath_log10, log10l, EVENLY, 0.5, 2, 1},
	{"sin", vmath_sin, sinl, EVENLY, -20, 20, 1},
	{"sin", vmath_sin, sinl, SIGNED_POWERS, -1074, 1024, 1},
	{"cos", vmath_cos, cosl, EVENLY, -20, 20, 1},
	{"cos", vmath_cos, cosl, SIGNED_POWERS, -1074, 1024, 1},
	{"tan", vmath_tan, tanl, EVENLY, -20, 20, 1},
	{"tan", vmath_tan, tanl, SIGNED_POWERS, -1074, 1024, 1},
	{"asin", vmath_asin, asinl, EVENLY, -1, 1, 1},
	{"asin", vmath_asin, asinl, SIGNED_POWERS, -1074, 0, 1},
	{"acos", vmath_acos, acosl, EVENLY, -1, 1, 1},
	{"acos", vmath_acos, acosl, SIGNED_POWERS, -1074, 0, 1},
	{"tanh", vmath_tanh, tanhl, EVENLY, -20, 20, 3.5},
	{"tanh", vmath_tanh, tanhl, EVENLY, -1, 1, 3.5},
	{"tanh", vmath_tanh, tanhl, SIGNED_POWERS, -1074, 10, 3.5},
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
			if (units_off(found, truth) <= claims[i].units)
				continue;
			print_error("%s(%a): expected %La, found %a\n", claims[i].name, x, truth, found);
			fail();
		}
	gsl_rng_free(rng);
}

/* Powers over the whole range of results, denormal ones included; angles in all quadrants. */
static void functions_of_two_keep_their_accuracy(void **state)
{
	(void)state;
	gsl_rng *rng = twister(4);
	for (int k = 0; k < 5 * SAMPLES; k++) {
		double x = argument(rng, POWERS, -1074, 1024);
		double y = argument(rng, EVENLY, -1076, 1023.99) / log2(x);
		assert_true(units_off(vmath_pow(x, y), powl(x, y)) <= 1);
		/* A base near 1 makes the largest exponents. */
		x = argument(rng, EVENLY, 0.5, 2);
		y = argument(rng, EVENLY, -1076, 1023.99) / log2(x);
		assert_true(units_off(vmath_pow(x, y), powl(x, y)) <= 1);
		x = argument(rng, SIGNED_POWERS, -1074, 1024);
		y = argument(rng, SIGNED_POWERS, -1074, 1024);
		assert_true(units_off(vmath_atan2(x, y), atan2l(x, y)) <= 1);
		x = argument(rng, EVENLY, -2.385, 2.385);
		y = argument(rng, EVENLY, -2.385, 2.385);
		assert_true(units_off(vmath_atan2(x, y), atan2l(x, y)) <= 1);
	}
	gsl_rng_free(rng);
}

/* Annex F of the C standard: what the functions are at the edges, exactly. */
static const struct {
	const char *name;
	double (*function)(double);
	double x, result;
} edges[] = {
	{"exp", vmath_exp, 0.0, 1},
	{"exp", vmath_exp, -0.0, 1},
	{"exp", vmath_exp, INFINITY, INFINITY},
	{"exp", vmath_exp, 710, INFINITY},
	{"exp", vmath_exp, -INFINITY, 0.0},
	{"exp", vmath_exp, -746, 0.0},
	{"exp", vmath_exp, NAN, NAN},
	{"expm1", vmath_expm1, -0.0, -0.0},
	{"expm1", vmath_expm1, INFINITY, INFINITY},
	{"expm1", vmath_expm1, -INFINITY, -1},
	{"expm1", vmath_expm1, NAN, NAN},
	{"log", vmath_log, 1, 0.0},
	{"log", vmath_log, 0.0, -INFINITY},
	{"log", vmath_log, -0.0, -INFINITY},
	{"log", vmath_log, -0x1p-1074, NAN},
	{"log", vmath_log, INFINITY, INFINITY},
	{"log", vmath_log, NAN, NAN},
	{"log1p", vmath_log1p, -0.0, -0.0},
	{"log1p", vmath_log1p, -1, -INFINITY},
	{"log1p", vmath_log1p, -1.5, NAN},
	{"log1p", vmath_log1p, INFINITY, INFINITY},
	{"log1p", vmath_log1p, NAN, NAN},
	{"log2", vmath_log2, 1, 0.0},
	{"log2", vmath_log2, 0x1p-1074, -1074},
	{"log2", vmath_log2, 0x1p1023, 1023},
	{"log2", vmath_log2, 0.0, -INFINITY},
	{"log2", vmath_log2, -2.385, NAN},
	{"log2", vmath_log2, INFINITY, INFINITY},
	{"log10", vmath_log10, 0.0, -INFINITY},
	{"log10", vmath_log10, 1000, 3},
	{"log10", vmath_log10, -2.385, NAN},
	{"sin", vmath_sin, -0.0, -0.0},
	{"sin", vmath_sin, INFINITY, NAN},
	{"cos", vmath_cos, 0.0, 1},
	{"cos", vmath_cos, -INFINITY, NAN},
	{"tan", vmath_tan, -0.0, -0.0},
	{"tan", vmath_tan, INFINITY, NAN},
	{"asin", vmath_asin, -0.0, -0.0},
	{"asin", vmath_asin, 1.0000000000000002, NAN},
	{"acos", vmath_acos, 1, 0.0},
	{"acos", vmath_acos, -1.0000000000000002, NAN},
	{"tanh", vmath_tanh, 0.0, 0.0},
	{"tanh", vmath_tanh, -0.0, -0.0},
	{"tanh", vmath_tanh, 0x1p-1074, 0x1p-1074},
	{"tanh", vmath_tanh, -0x1.8p-1060, -0x1.8p-1060},
	{"tanh", vmath_tanh, 20, 1},
	{"tanh", vmath_tanh, -1e300, -1},
	{"tanh", vmath_tanh, INFINITY, 1},
	{"tanh", vmath_tanh, -INFINITY, -1},
	{"tanh", vmath_tanh, NAN, NAN},
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
	assert_true(same_value(vmath_pow(0.0, 0.0), 1));
	assert_true(same_value(vmath_pow(-0.0, 3), -0.0));
	assert_true(same_value(vmath_pow(-0.0, -1), -INFINITY));
	assert_true(same_value(vmath_pow(-2, 3), -8));
	assert_true(same_value(vmath_pow(-2.385, 0.5), NAN));
	assert_true(same_value(vmath_pow(1, NAN), 1));
	assert_true(same_value(vmath_pow(-1, INFINITY), 1));
	assert_true(same_value(vmath_pow(0.5, -INFINITY), INFINITY));
	assert_true(same_value(vmath_atan2(-0.0, 2.385), -0.0));
	assert_true(same_value(vmath_atan2(INFINITY, -INFINITY), 3 * atan(1)));
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
		assert_vector_is_scalar(simd->tanh, vmath_tanh);
		assert_vector_is_scalar(simd->exp, vmath_exp);
		assert_vector_is_scalar(simd->log, vmath_log);
		assert_vector_is_scalar(simd->log2, vmath_log2);
	}
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
		cmocka_unit_test(functions_of_two_keep_their_accuracy),
		cmocka_unit_test(edges_are_exact),
		cmocka_unit_test(tanh_is_odd_and_bounded),
		cmocka_unit_test(vectors_are_scalars),
		cmocka_unit_test(instruction_sets_have_names),
	};
	return cmocka_run_group_tests_name("vmath", tests, NULL, NULL);
}
