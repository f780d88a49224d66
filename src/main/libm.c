/*
 * libm.c - the program's own elementary functions.
 *
 * Lua's math library and its ^ operator, and GSL, call libm, whose last bits depend on the
 * processor. The program defines the same names by correctly rounded functions, and the linker prefers a program's
 * definitions to those of the shared libraries it loads, if it shows them: a script cannot reach an
 * unrepeatable bit.
 * (Functions that are exact by nature, such as fmod, floor and sqrt, stay libm's.)
 */
#include "rounded.h"

#define SHOWN __attribute__((visibility("default")))
#define UNARY(name)                \
	SHOWN double name(double); \
	double name(double x) { return rounded_##name(x); }
#define BINARY(name)                       \
	SHOWN double name(double, double); \
	double name(double x, double y) { return rounded_##name(x, y); }

UNARY(exp)
UNARY(expm1)
UNARY(log)
UNARY(log1p)
UNARY(log2)
UNARY(log10)
BINARY(pow)
UNARY(sin)
UNARY(cos)
UNARY(tan)
UNARY(asin)
UNARY(acos)
BINARY(atan2)
UNARY(sinh)
UNARY(cosh)
UNARY(tanh)
