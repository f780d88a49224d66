/*
 * work.h - what a routine of the kernel works with: inner loops, whom to ask whether to stop, and memory.
 *
 * The kernel allocates nothing. A routine that needs memory takes it from the arena that it is handed, all of it before
 * it does anything else. An arena without memory only measures: the routine then returns STATUS_MEASURED as soon as it
 * has taken everything, and has touched neither its results nor the recordings and matrices of its arguments, which may
 * still be missing. So it is called twice: first to learn how much memory it needs, then with just that much. The same
 * lines tell the size and lay the memory out, and a limit of memory is kept before the work begins.
 *
 * What is handed out is aligned to SIMD_ALIGNMENT, and its content is undefined.
 */
#ifndef RECUR_WORK_H
#define RECUR_WORK_H

#include <stdint.h>
#include <stdlib.h>

#include "simd.h"
#include "status.h"

struct arena {
	unsigned char *memory; /* aligned to SIMD_ALIGNMENT; NULL: only measures */
	size_t size;           /* of the memory */
	size_t taken;          /* SIZE_MAX: more than a size_t can say */
};

/* Memory for `count` times `each` bytes, or NULL while it is only measured. To take more than was measured is a mistake
 * of the kernel's, and ends the program. */
static inline void *arena_take(struct arena *arena, size_t count, size_t each)
{
	const size_t start = arena->taken;
	size_t bytes, end;
	if (__builtin_mul_overflow(count, each, &bytes) || __builtin_add_overflow(start, bytes, &end) ||
	    end > SIZE_MAX - SIMD_ALIGNMENT)
		arena->taken = SIZE_MAX;
	else
		arena->taken = (end + SIMD_ALIGNMENT - 1) / SIMD_ALIGNMENT * SIMD_ALIGNMENT;
	if (arena->memory == NULL)
		return NULL;
	if (arena->taken > arena->size)
		abort();
	return arena->memory + start;
}

struct work {
	const struct simd *simd;
	const struct interrupt *interrupt; /* NULL: never interrupted */
	struct arena arena;
};

static inline void *work_take(struct work *work, size_t count, size_t each)
{
	return arena_take(&work->arena, count, each);
}

/* Whether this call only measures: to be asked once everything has been taken. */
static inline bool work_measures(const struct work *work) { return work->arena.memory == NULL; }

#define WORK_STEPS 64 /* steps of a run between two looks at the interrupt function */

static inline bool work_interrupted(const struct work *work) { return interrupt_requested(work->interrupt); }

#endif
