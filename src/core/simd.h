/*
 * simd.h - instruction sets, and how a module gets its inner loops for each of them.
 *
 * The inner loops of a module X are written once, in X_lanes.c, for packs of eight doubles (pack.h), and compiled once for
 * each instruction set. Each time they are gathered in a table, a struct X_loops, declared with its contracts in X_loops.h.
 * All tables of a module give the same bits. A caller picks an instruction set with simd_best or simd_find, hands it to the
 * kernel, and the kernel calls X_loops(simd)->loop(...).
 *
 * Rows of doubles are stored with a stride of whole packs: what lies behind their components is zero.
 */
#ifndef RECUR_SIMD_H
#define RECUR_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIMD_LANES 8      /* doubles in a pack: strides are multiples of it */
#define SIMD_ALIGNMENT 64 /* bytes: rows and weights start on a cache line */

/* n rounded up to whole packs: the stride of a row of n components. */
static inline size_t simd_stride(size_t n)
{
	return (n + SIMD_LANES - 1) / SIMD_LANES * SIMD_LANES;
}

/* The instruction sets of this build, the slowest first: SIMD_SETS(X, a) is X(a, scalar) X(a, avx2) ... */
#if defined(__x86_64__)
#define SIMD_SETS(X, a) X(a, scalar) X(a, avx2) X(a, avx512)
#elif defined(__aarch64__)
#define SIMD_SETS(X, a) X(a, scalar) X(a, neon)
#else
#define SIMD_SETS(X, a) X(a, scalar)
#endif

struct simd {
	const char *name;
	size_t place; /* among the instruction sets */
};

/* After the definition of a struct X_loops: declares its tables, X_loops_scalar and so on, and X_loops(simd), which returns
 * that of an instruction set. */
#define SIMD_DECLARE_(loops, set) extern const struct loops loops##_##set;
#define SIMD_ADDRESS_(loops, set) &loops##_##set,
#define SIMD_LOOPS(loops)                                                                       \
	SIMD_SETS(SIMD_DECLARE_, loops)                                                         \
	static inline const struct loops *loops(const struct simd *simd)                        \
	{                                                                                       \
		static const struct loops *const tables[] = {SIMD_SETS(SIMD_ADDRESS_, loops)};  \
		return tables[simd->place];                                                     \
	}

/* The fastest instruction set this processor can run; NULL if it has no fused multiply-add. */
const struct simd *simd_best(void);

/* The one of that name; NULL if there is none here or this processor cannot run it. */
const struct simd *simd_find(const char *name);

/* The names this build knows, NULL-terminated, slowest first. */
extern const char *const simd_names[];

#endif
