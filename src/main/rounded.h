/*
 * rounded.h - elementary functions whose result is the double nearest to the true value (ties to even), subnormal ones
 * too, for every argument: what scripts and libraries call is defined by mathematics alone.
 *
 * Special values are those of annex F of the C standard; a nan has no sign. Some microseconds a call.
 */
#ifndef RECUR_ROUNDED_H
#define RECUR_ROUNDED_H

#include <stddef.h>

double rounded_exp(double x);
double rounded_expm1(double x);
double rounded_log(double x);
double rounded_log1p(double x);
double rounded_log2(double x);
double rounded_log10(double x);
double rounded_pow(double x, double y);
double rounded_sin(double x);
double rounded_cos(double x);
double rounded_tan(double x);
double rounded_asin(double x);
double rounded_acos(double x);
double rounded_atan2(double x, double y); /* the angle of the point (y, x), as C has it */
double rounded_sinh(double x);
double rounded_cosh(double x);
double rounded_tanh(double x);

/* The most memory that a call of this thread needed, in bytes of the 65536 there are; beyond, the program aborts. */
size_t rounded_room(void);

#endif
