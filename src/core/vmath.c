/*
 * vmath.c - the scalar face of SLEEF's deterministic functions.
 */
#include "vmath.h"

#include "pack.h"

double vmath_exp(double x) { return Sleef_finz_expd1_u10purecfma(x); }
double vmath_expm1(double x) { return Sleef_finz_expm1d1_u10purecfma(x); }
double vmath_log(double x) { return Sleef_finz_logd1_u10purecfma(x); }
double vmath_log1p(double x) { return Sleef_finz_log1pd1_u10purecfma(x); }
double vmath_log2(double x) { return Sleef_finz_log2d1_u10purecfma(x); }
double vmath_log10(double x) { return Sleef_finz_log10d1_u10purecfma(x); }
double vmath_pow(double x, double y) { return Sleef_finz_powd1_u10purecfma(x, y); }
double vmath_sin(double x) { return Sleef_finz_sind1_u10purecfma(x); }
double vmath_cos(double x) { return Sleef_finz_cosd1_u10purecfma(x); }
double vmath_tan(double x) { return Sleef_finz_tand1_u10purecfma(x); }
double vmath_asin(double x) { return Sleef_finz_asind1_u10purecfma(x); }
double vmath_acos(double x) { return Sleef_finz_acosd1_u10purecfma(x); }
double vmath_atan2(double y, double x) { return Sleef_finz_atan2d1_u10purecfma(y, x); }
double vmath_sinh(double x) { return Sleef_finz_sinhd1_u10purecfma(x); }
double vmath_cosh(double x) { return Sleef_finz_coshd1_u10purecfma(x); }
double vmath_tanh(double x) { return Sleef_finz_tanhd1_u35purecfma(x); }
