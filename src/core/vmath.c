/*
 * vmath.c - the elementary functions of one number: those of packs, with packs of one.
 */
#define PACK_LANES 1
#define PACK_PLAIN
#include "elementary.h"
#include "vmath.h"

double vmath_exp(double x) { return pack_exp(pack_set1(x)).v[0]; }
double vmath_log(double x) { return pack_log(pack_set1(x)).v[0]; }
double vmath_log2(double x) { return pack_log2(pack_set1(x)).v[0]; }
double vmath_tanh(double x) { return pack_tanh(pack_set1(x)).v[0]; }
double vmath_log1p_unit(double x) { return pack_log1p_unit(pack_set1(x)).v[0]; }

double vmath_sinpi(double x)
{
	pack sine, cosine;
	pack_sincospi(pack_set1(x), &sine, &cosine);
	return sine.v[0];
}

double vmath_cospi(double x)
{
	pack sine, cosine;
	pack_sincospi(pack_set1(x), &sine, &cosine);
	return cosine.v[0];
}
