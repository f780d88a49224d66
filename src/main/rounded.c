/*
 * rounded.c - correctly rounded functions, by MPFR.
 *
 * MPFR takes its memory from GMP, which ends the program when malloc fails, and keeps constants for each thread. Here
 * both take it from a fixed room of each thread instead, which is empty again after every call: no call can fail, and
 * nothing is left when a thread ends.
 */
#include "rounded.h"

#include <mpfr.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* No call is known to need more than 4 KiB: the longest numbers, of some 1200 bits, are multiples of pi for the largest
 * angles. The test of these functions watches it. */
#define ROOM ((size_t)1 << 16)

static _Thread_local alignas(16) unsigned char room[ROOM];
static _Thread_local size_t used, most_used;

size_t rounded_room(void) { return most_used; }

static size_t whole(size_t size) { return (size + 15) / 16 * 16; }

static void *take(size_t size)
{
	if (whole(size) > ROOM - used)
		abort();
	void *block = room + used;
	used += whole(size);
	most_used = used > most_used ? used : most_used;
	return block;
}

/* The room of the block that was taken last can be used again at once, that of any other only after the call. */
static void give_back(void *block, size_t size)
{
	if ((unsigned char *)block + whole(size) == room + used)
		used -= whole(size);
}

static void *resize(void *block, size_t old_size, size_t new_size)
{
	give_back(block, old_size);
	void *moved = take(new_size);
	if (moved != block)
		memcpy(moved, block, old_size < new_size ? old_size : new_size);
	return moved;
}

__attribute__((constructor)) static void use_room(void) { mp_set_memory_functions(take, resize, give_back); }

/* The range of doubles, smallest subnormal ones included, in MPFR's terms. */
static void begin(void)
{
	mpfr_set_emin(-1073);
	mpfr_set_emax(1024);
}

/* The double that a result of 53 bits is, once rounded to the bits that a subnormal one has; `direction` tells how it was
 * rounded to 53. */
static double end(mpfr_t result, int direction)
{
	mpfr_subnormalize(result, direction, MPFR_RNDN);
	double value = mpfr_nan_p(result) ? __builtin_nan("") : mpfr_get_d(result, MPFR_RNDN);
	mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE);
	used = 0;
	return value;
}

#define UNARY(name)                                               \
	double rounded_##name(double x)                           \
	{                                                         \
		MPFR_DECL_INIT(argument, 53);                     \
		MPFR_DECL_INIT(result, 53);                       \
		begin();                                          \
		mpfr_set_d(argument, x, MPFR_RNDN);               \
		return end(result, mpfr_##name(result, argument, MPFR_RNDN)); \
	}
#define BINARY(name)                                              \
	double rounded_##name(double x, double y)                 \
	{                                                         \
		MPFR_DECL_INIT(first, 53);                        \
		MPFR_DECL_INIT(second, 53);                       \
		MPFR_DECL_INIT(result, 53);                       \
		begin();                                          \
		mpfr_set_d(first, x, MPFR_RNDN);                  \
		mpfr_set_d(second, y, MPFR_RNDN);                 \
		return end(result, mpfr_##name(result, first, second, MPFR_RNDN)); \
	}

ROUNDED_FUNCTIONS(UNARY, BINARY)
