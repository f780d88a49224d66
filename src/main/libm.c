/*
 * libm.c - the program's own elementary functions.
 *
 * Lua's math library and its ^ operator, and GSL, call libm, whose last bits depend on the
 * processor. The program defines the same names on top of vmath, and the linker prefers a program's
 * definitions to those of the shared libraries it loads: a script cannot reach an unrepeatable bit.
 * (Functions that are exact by nature, such as fmod, floor and sqrt, stay libm's.)
 */
#include "../core/vmath.h"

double exp(double x);
double expm1(double x);
double log(double x);
double log1p(double x);
double log2(double x);
double log10(double x);
double pow(double x, double y);
double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan2(double y, double x);
double tanh(double x);

double exp(double x) { return vmath_exp(x); }
double expm1(double x) { return vmath_expm1(x); }
double log(double x) { return vmath_log(x); }
double log1p(double x) { return vmath_log1p(x); }
double log2(double x) { return vmath_log2(x); }
double log10(double x) { return vmath_log10(x); }
double pow(double x, double y) { return vmath_pow(x, y); }
double sin(double x) { return vmath_sin(x); }
double cos(double x) { return vmath_cos(x); }
double tan(double x) { return vmath_tan(x); }
double asin(double x) { return vmath_asin(x); }
double acos(double x) { return vmath_acos(x); }
double atan2(double y, double x) { return vmath_atan2(y, x); }
double tanh(double x) { return vmath_tanh(x); }
