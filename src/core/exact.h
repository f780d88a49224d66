/*
 * exact.h - included before anything else into every file: refuses options of the compiler under which arithmetic is
 * not what the source says. Results rest on every last bit.
 */
#ifndef RECUR_EXACT_H
#define RECUR_EXACT_H

#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__) || \
	(defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__ + 0)
#error "recur's results need exact arithmetic: build it without -Ofast, -ffast-math and their like"
#endif

#endif
