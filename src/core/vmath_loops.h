/*
 * vmath_loops.h - elementary functions over arrays; errors and special values: see elementary.h.
 */
#ifndef RECUR_VMATH_LOOPS_H
#define RECUR_VMATH_LOOPS_H

#include "simd.h"

struct vmath_loops {
	/* x[i] = f(x[i]) for n values. */
	void (*tanh)(size_t n, double *x);
	void (*exp)(size_t n, double *x);
	void (*log)(size_t n, double *x);
	void (*log2)(size_t n, double *x);

};
SIMD_LOOPS(vmath_loops)

#endif
