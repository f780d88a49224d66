/*
 * pack.h - eight doubles that move together, on every instruction set.
 *
 * The inner loops (files named *_lanes.c) are written once, for packs of eight lanes, and compiled
 * once for each instruction set, with PACK_NAME set to its name. Every file in pack/ defines the same types and operations
 * for one of them; pack/plain.h is the one to read first. Because all have the same eight lanes, and only + - * / sqrt fma,
 * comparisons and whole numbers work on them, they agree to the bit by construction. PACK_REGISTERS is how many packs fit
 * the registers.
 */
#ifndef RECUR_PACK_H
#define RECUR_PACK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef PACK_LANES /* vmath.c has packs of one */
#define PACK_LANES 8
#endif

#define PACK_JOIN_(a, b) a##_##b
#define PACK_JOIN(a, b) PACK_JOIN_(a, b)
/* The name of an inner loop in this instruction set's variant: LANES(tanh) is tanh_avx2, ... */
#define LANES(function) PACK_JOIN(function, PACK_NAME)

/* Before a loop of a few constant steps over an array of packs: unrolled, the array is registers. */
#if defined(__clang__)
#define PACK_UNROLL _Pragma("clang loop unroll(full)")
#else
#define PACK_UNROLL _Pragma("GCC unroll 16")
#endif

#define PACK_INLINE static inline __attribute__((always_inline, unused))

#if defined(PACK_PLAIN)
#include "pack/plain.h"
#elif defined(__AVX512F__)
#include "pack/avx512.h"
#elif defined(__AVX2__)
#include "pack/avx2.h"
#elif defined(PACK_NEON)
#include "pack/neon.h"
#else
#include "pack/plain.h"
#endif

#if !defined(PACK_SCALES)
/* a 2^k, rounded once; k: whole numbers of -1100 ... 1100. By two powers of two: the first product is exact for every a about
 * 1, the second is rounded. */
PACK_INLINE pack pack_scale(pack a, pack k)
{
	const pack whole = pack_set1(0x1.8p52);
	pack_u64 both = pack_u64_sub(pack_to_bits(pack_add(k, whole)), pack_u64_set1(0x4338000000000000u - 2048));
	pack_u64 one = pack_u64_shr(both, 1), other = pack_u64_sub(both, one), bias = pack_u64_set1(1);
	pack first = pack_from_bits(pack_u64_shl(pack_u64_sub(one, bias), 52));
	pack second = pack_from_bits(pack_u64_shl(pack_u64_sub(other, bias), 52));
	return pack_mul(pack_mul(a, first), second);
}
#endif

#if PACK_LANES == 8
/* The sum over the lanes, as a fixed tree: ((0+4)+(2+6)) + ((1+5)+(3+7)). */
PACK_INLINE double pack_sum(pack a)
{
	double v[PACK_LANES];
	pack_store(v, a);
	return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

PACK_INLINE uint64_t pack_u64_sum(pack_u64 a)
{
	uint64_t v[PACK_LANES], sum = 0;
	pack_u64_store(v, a);
	for (int i = 0; i < PACK_LANES; i++)
		sum += v[i];
	return sum;
}
#endif

#endif
