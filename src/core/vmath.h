/*
 * vmath.h - the only elementary functions allowed on the way to a result.
 *
 * glibc's tanh, exp, log, pow, sin and cos change their last bits with the processor. These rest on
 * SLEEF's deterministic family (Sleef_finz_*), whose plain C, AVX2 and AVX-512 variants agree to
 * the bit; so vmath_tanh(x) equals what the vector loops of simd.h give for x. Errors are at most 1
 * unit in the last place (tanh: 3.5), except next to overflow, where infinity comes a little early:
 * exp from 709.7827 on, log1p from 1e307, pow for results beyond 1.7976e308.
 */
#ifndef RECUR_VMATH_H
#define RECUR_VMATH_H

double vmath_exp(double x);
double vmath_expm1(double x);
double vmath_log(double x);
double vmath_log1p(double x);
double vmath_log2(double x);
double vmath_log10(double x);
double vmath_pow(double x, double y);
double vmath_sin(double x);
double vmath_cos(double x);
double vmath_tan(double x);
double vmath_asin(double x);
double vmath_acos(double x);
double vmath_atan2(double y, double x);
double vmath_sinh(double x);
double vmath_cosh(double x);
double vmath_tanh(double x);

#endif
