/*
 * simd.c - which instruction set: asks the processor, once a call, and hands out a const table.
 */
#include "simd.h"

#include <string.h>

extern const struct simd simd_scalar;
#if defined(__x86_64__)
extern const struct simd simd_avx2, simd_avx512;

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
#endif

static const struct {
	const struct simd *table;
	bool (*runs)(void);
} variants[] = {
	{&simd_scalar, runs_scalar},
#if defined(__x86_64__)
	{&simd_avx2, runs_avx2},
	{&simd_avx512, runs_avx512},
#endif
};
#define VARIANTS (sizeof variants / sizeof *variants)

const char *const simd_names[] = {
	"scalar",
#if defined(__x86_64__)
	"avx2",
	"avx512",
#endif
	NULL,
};

const struct simd *simd_best(void)
{
	const struct simd *best = NULL;
	for (size_t i = 0; i < VARIANTS; i++)
		if (variants[i].runs())
			best = variants[i].table;
	return best;
}

const struct simd *simd_find(const char *name)
{
	for (size_t i = 0; i < VARIANTS; i++)
		if (strcmp(name, variants[i].table->name) == 0 && variants[i].runs())
			return variants[i].table;
	return NULL;
}
