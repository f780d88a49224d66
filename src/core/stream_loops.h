/*
 * stream_loops.h - the inner loops of random numbers.
 */
#ifndef RECUR_STREAM_LOOPS_H
#define RECUR_STREAM_LOOPS_H

#include "stream.h"

#define STREAM_DIGITS 64 /* 16-bit random numbers made at once by eight Philox blocks */

struct stream_loops {
	/* Fills out with 16 deviates for each group: blocks first_block + 8g ... + 8g + 7. */
	void (*uniform_groups)(struct philox_key key, uint64_t first_block, size_t groups, double *out);
	void (*gaussian_groups)(struct philox_key key, uint64_t first_block, size_t groups, double *out);

	/* Fills out with 64 random 16-bit digits for each group of eight blocks. */
	void (*digit_groups)(struct philox_key key, uint64_t first_block, size_t groups, uint16_t *out);

};
SIMD_LOOPS(stream_loops)

#endif
