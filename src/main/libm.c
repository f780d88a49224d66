/*
 * libm.c - the program's own elementary functions.
 *
 * Lua's math library and its ^ operator, and GSL, call libm, the last bits of whose results depend on the processor. The
 * program defines the same names by correctly rounded functions, with default visibility: then the dynamic linker prefers
 * them to those of libm, in shared libraries too, and a script gets the same bits everywhere. Functions that are exact on
 * any processor, such as fmod, floor and sqrt, stay libm's.
 */
#include "rounded.h"

#define SHOWN __attribute__((visibility("default")))
#define UNARY(name)                \
	SHOWN double name(double); \
	double name(double x) { return rounded_##name(x); }
#define BINARY(name)                       \
	SHOWN double name(double, double); \
	double name(double x, double y) { return rounded_##name(x, y); }

ROUNDED_FUNCTIONS(UNARY, BINARY)
