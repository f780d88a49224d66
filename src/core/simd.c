/*
 * simd.c - which instruction sets this processor can run: asks it, once a call.
 */
#include "simd.h"

#include <string.h>

#if defined(__x86_64__)
static bool runs_scalar(void) { return __builtin_cpu_supports("fma"); }
static bool runs_avx2(void) { return runs_scalar() && __builtin_cpu_supports("avx2"); }
static bool runs_avx512(void)
{
	return runs_avx2() && __builtin_cpu_supports("avx512f") &&
	       __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
	       __builtin_cpu_supports("avx512bw");
}
#else
static bool runs_scalar(void) { return true; } /* every arm64 has fma */
#if defined(__aarch64__)
static bool runs_neon(void) { return true; }
#endif
#endif

#define PLACE(place, set) place##_##set,
enum { SIMD_SETS(PLACE, place) SETS };

#define SET(unused, set) {#set, place_##set},
static const struct simd sets[] = {SIMD_SETS(SET, )};

#define RUNS(unused, set) runs_##set,
static bool (*const runs[])(void) = {SIMD_SETS(RUNS, )};

#define NAME(unused, set) #set,
const char *const simd_names[] = {SIMD_SETS(NAME, ) NULL};

const struct simd *simd_best(void)
{
	const struct simd *best = NULL;
	for (size_t i = 0; i < SETS; i++)
		if (runs[i]())
			best = &sets[i];
	return best;
}

const struct simd *simd_find(const char *name)
{
	for (size_t i = 0; i < SETS; i++)
		if (strcmp(name, sets[i].name) == 0 && runs[i]())
			return &sets[i];
	return NULL;
}
