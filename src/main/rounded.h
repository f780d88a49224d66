/*
 * rounded.h - elementary functions whose result is the double nearest to the true value (ties to even), subnormal ones
 * too, for every argument: what scripts and libraries call is defined by mathematics alone.
 *
 * Special values are those of annex F of the C standard; a nan has no sign. Some microseconds a call.
 */
#ifndef RECUR_ROUNDED_H
#define RECUR_ROUNDED_H

#include <stddef.h>

/* All of them, as UNARY(name) or BINARY(name); their arguments are those of the functions of C of these names. */
#define ROUNDED_FUNCTIONS(UNARY, BINARY)                                      \
	UNARY(exp) UNARY(expm1) UNARY(log) UNARY(log1p) UNARY(log2) UNARY(log10) BINARY(pow) \
	UNARY(sin) UNARY(cos) UNARY(tan) UNARY(asin) UNARY(acos) BINARY(atan2) \
	UNARY(sinh) UNARY(cosh) UNARY(tanh)

#define ROUNDED_UNARY(name) double rounded_##name(double x);
#define ROUNDED_BINARY(name) double rounded_##name(double x, double y);
ROUNDED_FUNCTIONS(ROUNDED_UNARY, ROUNDED_BINARY)

/* The most memory that a call of this thread needed, in bytes of the 65536 there are; beyond, the program aborts. */
size_t rounded_room(void);

#endif
