/*
 * vmath.h - the kernel's elementary functions of one number: the same bits as the loops of simd.h give.
 *
 * Errors and special values: see elementary.h.
 */
#ifndef RECUR_VMATH_H
#define RECUR_VMATH_H

double vmath_exp(double x);
double vmath_log(double x);
double vmath_log2(double x);
double vmath_tanh(double x);

/* log(1 + x), 0 <= x <= 1. */
double vmath_log1p_unit(double x);
/* sin(pi x) and cos(pi x), |x| <= 2^49. */
double vmath_sinpi(double x);
double vmath_cospi(double x);

#endif
