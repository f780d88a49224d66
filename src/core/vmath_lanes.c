/*
 * vmath_lanes.c - elementary functions over arrays, eight at a time.
 */
#include "elementary.h"
#include "vmath_loops.h"

#define VMATH_LOOP(function)                                           \
	static void function##_of_all(size_t n, double *x)             \
	{                                                              \
		size_t i = 0;                                          \
		for (; i + PACK_LANES <= n; i += PACK_LANES)           \
			pack_store(x + i, pack_##function(pack_load(x + i))); \
		if (i < n) {                                           \
			double tail[PACK_LANES] = {0};                 \
			memcpy(tail, x + i, (n - i) * sizeof *x);      \
			pack_store(tail, pack_##function(pack_load(tail))); \
			memcpy(x + i, tail, (n - i) * sizeof *x);      \
		}                                                      \
	}

VMATH_LOOP(tanh)
VMATH_LOOP(exp)
VMATH_LOOP(log)
VMATH_LOOP(log2)

const struct vmath_loops LANES(vmath_loops) = {
	.tanh = tanh_of_all,
	.exp = exp_of_all,
	.log = log_of_all,
	.log2 = log2_of_all,
};
