/*
 * errors.c - the largest errors of the kernel's elementary functions, against MPFR, and whether they are monotone.
 * Usage: errors [MILLIONS [FUNCTION]]: so many million arguments for each function (100), on all processors.
 *
 * Arguments come in runs of 32 neighbouring doubles. Half of the runs start at random places, the others about places that
 * are hard for the function: where the reduction of the argument changes, next to zeros and ends, among subnormals.
 * Each result is compared with libm's in long double; where that estimate of the error, good to 0.01, comes near the
 * largest error yet, MPFR gives the error itself. A function fails if its bound is exceeded or it is not monotone.
 * It says TAP.
 */
#include <float.h>
#include <math.h>
#include <mpfr.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../src/core/vmath.h"

#define RUN 32         /* neighbouring arguments */
#define ESTIMATE 0.01L /* the most that an estimated error may be wrong by, in units in the last place */
#define MOST_THREADS 64

struct random {
	uint64_t state;
};

/* S. Vigna's splitmix64. */
static uint64_t bits(struct random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static double uniform(struct random *random, double low, double high)
{
	return low + (high - low) * (double)(bits(random) >> 11) * 0x1p-53;
}

static double power(struct random *random, double low, double high) { return exp2(uniform(random, low, high)); }

static double signed_power(struct random *random, double low, double high)
{
	double x = power(random, low, high);
	return bits(random) & 1 ? -x : x;
}

static double whole(struct random *random, double low, double high)
{
	return floor(uniform(random, low, high + 1));
}

/* x moved by up to 64 places of doubles. */
static double near(struct random *random, double x)
{
	int64_t place;
	memcpy(&place, &x, sizeof place);
	place += (int64_t)(bits(random) % 129) - 64;
	memcpy(&x, &place, sizeof x);
	return x;
}

static double exp_at(struct random *random)
{
	switch (bits(random) % 8) {
	case 0: return near(random, (whole(random, -1076, 1024) + 0.5) * M_LN2); /* k changes */
	case 1: return signed_power(random, -60, 2);
	case 2: return uniform(random, -745.2, -708); /* subnormal results */
	case 3: return near(random, bits(random) & 1 ? 709.78271289338397 : -745.13321910194111);
	case 4: return signed_power(random, -1074, 9.5);
	case 5: return uniform(random, -1, 1);
	default: return uniform(random, -745.2, 709.79);
	}
}

static double tanh_at(struct random *random)
{
	double x;
	switch (bits(random) % 8) {
	case 0: x = near(random, (whole(random, 0, 56) + 0.5) * M_LN2 / 2); break; /* k changes */
	case 1: x = power(random, -1074, 6); break;
	case 2: x = power(random, -30, 0); break;
	case 3: x = uniform(random, 17, 19.1); break;
	case 4: x = near(random, 19.061547465398498); break; /* 1 from here on */
	case 5: x = uniform(random, 0, 2); break;
	case 6: x = uniform(random, 0, 0.6); break;
	default: x = uniform(random, 0, 19.1); break;
	}
	return bits(random) & 1 ? -x : x;
}

static double log_at(struct random *random)
{
	switch (bits(random) % 8) {
	case 0: return near(random, ldexp(M_SQRT1_2, (int)whole(random, -1021, 1024))); /* k changes */
	case 1: return 1 + signed_power(random, -52, -1);
	case 2: return near(random, 1);
	case 3: return power(random, -1074, -1021);
	case 4: return near(random, ldexp(1, (int)whole(random, -1020, 1023)));
	case 5: return uniform(random, 0.5, 2);
	case 6: return uniform(random, 0, 1);
	default: return power(random, -1074, 1024);
	}
}

static double log1p_at(struct random *random)
{
	switch (bits(random) % 4) {
	case 0: return power(random, -1074, 0);
	case 1: return near(random, M_SQRT2 - 1); /* k changes */
	case 2: return power(random, -60, 0);
	default: return uniform(random, 0, 1);
	}
}

static double pi_at(struct random *random)
{
	switch (bits(random) % 8) {
	case 0: return near(random, whole(random, 0, 8) / 2 + 0.25); /* q changes */
	case 1: return near(random, whole(random, 1, 8) / 2);         /* zeros */
	case 2: return signed_power(random, -1000, 1);
	case 3: return signed_power(random, 1, 49);
	case 4: return uniform(random, -0.25, 0.25);
	default: return uniform(random, 0, 2);
	}
}

/* Longer than double by eleven bits; the angle is reduced exactly first. */
static long double sinpi_long(long double x)
{
	long double quarters = roundl(2 * x), r = M_PIl * (x - quarters / 2);
	int q = (int)(quarters - 4 * floorl(quarters / 4));
	long double value = q % 2 == 0 ? sinl(r) : cosl(r);
	return q < 2 ? value : -value;
}
static long double cospi_long(long double x)
{
	long double quarters = roundl(2 * x), r = M_PIl * (x - quarters / 2);
	int q = (int)(quarters - 4 * floorl(quarters / 4));
	long double value = q % 2 == 0 ? cosl(r) : sinl(r);
	return q == 1 || q == 2 ? -value : value;
}

struct function {
	const char *name;
	double (*found)(double);
	long double (*estimate)(long double);
	int (*truth)(mpfr_t, mpfr_srcptr, mpfr_rnd_t);
	double (*at)(struct random *);
	double low, high; /* arguments are taken from here only */
	double bound;     /* the largest error allowed, in units in the last place */
	bool monotone;    /* must be */
};

static const struct function functions[] = {
	{"tanh", vmath_tanh, tanhl, mpfr_tanh, tanh_at, -DBL_MAX, DBL_MAX, 1, true},
	{"exp", vmath_exp, expl, mpfr_exp, exp_at, -DBL_MAX, DBL_MAX, 1, true},
	{"log", vmath_log, logl, mpfr_log, log_at, 0x1p-1074, DBL_MAX, 1, true},
	{"log2", vmath_log2, log2l, mpfr_log2, log_at, 0x1p-1074, DBL_MAX, 1, true},
	{"log1p", vmath_log1p_unit, log1pl, mpfr_log1p, log1p_at, 0, 1, 1, true},
	{"sinpi", vmath_sinpi, sinpi_long, mpfr_sinpi, pi_at, -0x1p49, 0x1p49, 1, false},
	{"cospi", vmath_cospi, cospi_long, mpfr_cospi, pi_at, -0x1p49, 0x1p49, 1, false},
};
#define FUNCTIONS (sizeof functions / sizeof *functions)

/* The exponent of a unit in the last place of doubles at a place of this size. */
static int unit_exponent(int exponent) { return exponent - 52 < -1074 ? -1074 : exponent - 52; }

static long double estimated_error(const struct function *f, double x, double found)
{
	long double truth = f->estimate(x);
	if (fabsl(truth) >= 0x1.fffffffffffff8p1023L)
		return isinf(found) ? 0 : INFINITY;
	int exponent = truth == 0 ? -1074 : ilogbl(truth);
	return isfinite(found) ? fabsl(found - truth) / ldexpl(1, unit_exponent(exponent)) : (long double)INFINITY;
}

static double true_error(const struct function *f, double x, double found)
{
	mpfr_t truth, off;
	mpfr_inits2(256, truth, off, (mpfr_ptr)0);
	mpfr_set_d(off, x, MPFR_RNDN);
	f->truth(truth, off, MPFR_RNDN);
	int exponent = mpfr_zero_p(truth) ? -1074 : (int)mpfr_get_exp(truth) - 1;
	mpfr_sub_d(off, truth, found, MPFR_RNDN);
	mpfr_mul_2si(off, off, -unit_exponent(exponent), MPFR_RNDN);
	double error = fabs(mpfr_get_d(off, MPFR_RNDN));
	bool overflows = mpfr_cmp_ld(truth, 0x1.fffffffffffff8p1023L) >= 0;
	mpfr_clears(truth, off, (mpfr_ptr)0);
	return overflows ? (isinf(found) ? 0 : INFINITY) : error;
}

struct share {
	const struct function *function;
	struct random random;
	uint64_t count, asked; /* arguments; of them, such that MPFR was asked */
	double worst, worst_at;
	uint64_t turns; /* neighbours in the wrong order */
	double turn_at;
};

static void look(struct share *share, double x, double found)
{
	const struct function *f = share->function;
	if (estimated_error(f, x, found) < share->worst - ESTIMATE)
		return;
	share->asked++;
	double error = true_error(f, x, found);
	if (error > share->worst) {
		share->worst = error;
		share->worst_at = x;
	}
}

static void *work(void *argument)
{
	struct share *share = argument;
	const struct function *f = share->function;
	for (uint64_t done = 0; done < share->count; done += RUN) {
		double x = f->at(&share->random), before = -INFINITY;
		for (int i = 0; i < RUN; i++, x = nextafter(x, INFINITY)) {
			if (!(x >= f->low && x <= f->high))
				continue;
			double found = f->found(x);
			if (f->monotone && found < before) {
				share->turns++;
				share->turn_at = x;
			}
			before = found;
			look(share, x, found);
		}
	}
	mpfr_free_cache();
	return NULL;
}

/* Whether the function is as good as it should be, as a test of that number in TAP. */
static bool measure(int number, const struct function *f, uint64_t arguments, size_t threads)
{
	struct share shares[MOST_THREADS] = {{0}}, all = {0};
	pthread_t thread[MOST_THREADS];
	for (size_t i = 0; i < threads; i++) {
		shares[i] = (struct share){.function = f, .random = {0x2385 + i}, .count = arguments / threads};
		if (pthread_create(&thread[i], NULL, work, &shares[i]) != 0)
			abort();
	}
	for (size_t i = 0; i < threads; i++) {
		pthread_join(thread[i], NULL);
		all.count += shares[i].count;
		all.asked += shares[i].asked;
		all.turns += shares[i].turns;
		if (shares[i].turns > 0)
			all.turn_at = shares[i].turn_at;
		if (shares[i].worst > all.worst) {
			all.worst = shares[i].worst;
			all.worst_at = shares[i].worst_at;
		}
	}
	const bool good = all.worst <= f->bound && all.turns == 0;
	printf("%s %d - %-6s %.4f units at %a (%.3g), %.3g arguments, %.3g by MPFR", good ? "ok" : "not ok", number,
	       f->name, all.worst, all.worst_at, all.worst_at, (double)all.count, (double)all.asked);
	if (f->monotone && all.turns == 0)
		printf(", monotone");
	if (all.turns > 0)
		printf(", NOT monotone: %.3g times, at %a", (double)all.turns, all.turn_at);
	printf("%s\n", all.worst > f->bound ? ", TOO LARGE" : "");
	fflush(stdout);
	return good;
}

int main(int argc, char **argv)
{
	double millions = argc > 1 ? atof(argv[1]) : 100;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t threads = processors < 1 ? 1 : processors > MOST_THREADS ? MOST_THREADS : (size_t)processors;
	int count = 0, failures = 0;
	if (!(millions > 0) || argc > 3) {
		fprintf(stderr, "usage: errors [MILLIONS [FUNCTION]]\n");
		return 2;
	}
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (argc < 3 || strcmp(argv[2], functions[i].name) == 0)
			failures += !measure(++count, &functions[i], (uint64_t)(1e6 * millions), threads);
	printf("1..%d\n", count);
	return count > 0 && failures == 0 ? 0 : 1;
}
