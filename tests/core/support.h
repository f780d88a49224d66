/*
 * support.h - what the kernel's tests share: instruction sets, random data, networks, statistics.
 * Random data come from GSL's Mersenne twister, so that the kernel is not tested with itself.
 */
#ifndef RECUR_TESTS_SUPPORT_H
#define RECUR_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/core/markov.h"
#include "../../src/core/network.h"
#include "../../src/core/bits.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* The statement that follows runs once for each instruction set this processor has. */
#define EACH_SIMD(simd)                                                           \
	for (const char *const *simd_name_ = simd_names; *simd_name_ != NULL;     \
	     simd_name_++)                                                        \
		for (const struct simd *simd = simd_find(*simd_name_); simd != NULL; \
		     simd = NULL)

/* cmocka's own comparison of reals works in single precision. */
#define assert_near(actual, expected, tolerance) \
	check_near_(actual, expected, tolerance, #actual, __FILE__, __LINE__)
static inline void check_near_(double actual, double expected, double tolerance, const char *what,
                               const char *file, int line)
{
	if (actual == expected || fabs(actual - expected) <= tolerance)
		return;
	print_error("%s: expected %.17g to within %g, found %.17g\n", what, expected, tolerance,
	            actual);
	_fail(file, line);
}

/* malloc that fails the test instead of returning NULL; aligned as the kernel wants it. */
static inline void *allocate(size_t bytes)
{
	size_t whole = (bytes + SIMD_ALIGNMENT - 1) / SIMD_ALIGNMENT * SIMD_ALIGNMENT;
	void *memory = aligned_alloc(SIMD_ALIGNMENT, whole + SIMD_ALIGNMENT);
	assert_non_null(memory);
	return memory;
}

static inline double *allocate_doubles(size_t n) { return allocate(n * sizeof(double)); }

/* RUN(call): a routine of the kernel that is handed &work, called as core/work.h has it: to measure its memory, then with
 * just that much, full of what no number is. Fails unless it takes all of it; its value is the status. The instruction set
 * is the given one or, of NULL, that of the last network_of. */
static struct work work;
static const struct simd *simd_of_networks;
#define RUN(call) RUN_WITH(NULL, NULL, call)
#define RUN_WITH(simd, interrupt, call) (room_open(simd, interrupt), room_fill(call), room_close(call))

static inline void room_open(const struct simd *simd, const struct interrupt *interrupt)
{
	free(work.arena.memory);
	if (simd == NULL)
		simd = simd_of_networks != NULL ? simd_of_networks : simd_best();
	work = (struct work){.simd = simd, .interrupt = interrupt};
}

static inline void room_fill(enum status status)
{
	assert_int_equal(status, STATUS_MEASURED);
	assert_true(work.arena.taken < SIZE_MAX);
	const size_t size = work.arena.taken;
	unsigned char *memory = aligned_alloc(SIMD_ALIGNMENT, size > 0 ? size : SIMD_ALIGNMENT);
	assert_non_null(memory);
	memset(memory, 0xff, size);
	work.arena = (struct arena){.memory = memory, .size = size};
}

static inline enum status room_close(enum status status)
{
	assert_int_equal(work.arena.taken, work.arena.size);
	return status;
}

/* How many bytes a call takes. */
#define MEASURED(call) (room_open(NULL, NULL), room_measured(call))
static inline size_t room_measured(enum status status)
{
	assert_int_equal(status, STATUS_MEASURED);
	return work.arena.taken;
}

/* An arena of what was taken from one that measured, to be freed. */
static inline struct arena arena_for(struct arena measured)
{
	return (struct arena){.memory = allocate(measured.taken), .size = measured.taken};
}

static inline gsl_rng *twister(unsigned long seed)
{
	gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
	assert_non_null(rng);
	gsl_rng_set(rng, seed);
	return rng;
}

static inline struct stream_name named(const char *label)
{
	return stream_child(stream_root(2385), label, strlen(label));
}

/* A series of Gaussian noise around 0.75; to be freed with series_free. */
static inline struct series noise_series(size_t count, size_t steps, unsigned long seed)
{
	gsl_rng *rng = twister(seed);
	struct series s = {NULL, count, simd_stride(count), steps, NULL};
	double *rows = allocate_doubles(steps * s.stride);
	for (size_t t = 0; t < steps; t++)
		for (size_t i = 0; i < s.stride; i++)
			rows[t * s.stride + i] = i < count ? 0.75 + gsl_ran_gaussian(rng, 2.385) : 0;
	gsl_rng_free(rng);
	s.rows = rows;
	return s;
}

/* A series from its components, one after the other: values[i * steps + t]. */
static inline struct series series_of(size_t count, size_t steps, const double *values)
{
	struct series s = {NULL, count, simd_stride(count), steps, NULL};
	double *rows = allocate_doubles(steps * s.stride);
	memset(rows, 0, steps * s.stride * sizeof *rows);
	for (size_t t = 0; t < steps; t++)
		for (size_t i = 0; i < count; i++)
			rows[t * s.stride + i] = values[i * steps + t];
	s.rows = rows;
	return s;
}

static inline void series_free(struct series s) { free((void *)(uintptr_t)s.rows); }

/* Gaussian weights of the given width, each present with probability density. */
static inline double *random_matrix(size_t neurons, double density, double width,
                                    unsigned long seed)
{
	gsl_rng *rng = twister(seed);
	double *matrix = allocate_doubles(neurons * neurons);
	for (size_t i = 0; i < neurons * neurons; i++) {
		double weight = gsl_ran_gaussian(rng, width);
		matrix[i] = gsl_rng_uniform(rng) < density ? weight : 0;
	}
	gsl_rng_free(rng);
	return matrix;
}

/* A network of these weights; its memory is to be freed with network_free. */
static inline struct weights network_of(size_t neurons, enum weights_storage storage,
                                        const double *matrix, const struct simd *simd)
{
	struct weights network;
	struct arena arena = {0};
	weights_lay(&network, &arena, neurons, storage);
	arena = arena_for(arena);
	weights_lay(&network, &arena, neurons, storage);
	weights_build(&network, matrix);
	simd_of_networks = simd;
	return network;
}

/* The dense form stands first in the memory of a network. */
static inline void network_free(struct weights *network)
{
	free((void *)(uintptr_t)network->dense);
}

/* Bits with room for their rows, which are to be freed. */
static inline struct bits bits_of_room(size_t count, size_t steps)
{
	struct arena arena = {0};
	bits_lay(&arena, count, steps);
	arena = arena_for(arena);
	memset(arena.memory, 0xa5, arena.size);
	return bits_lay(&arena, count, steps);
}

/* A chain with room for its solution, to be freed with markov_free. */
static inline struct markov markov_of(size_t neurons, enum coding coding)
{
	struct markov markov;
	struct arena arena = {0};
	markov_lay(&markov, &arena, neurons, coding);
	arena = arena_for(arena);
	memset(arena.memory, 0xff, arena.size);
	markov_lay(&markov, &arena, neurons, coding);
	return markov;
}

/* The distribution stands first in its memory. */
static inline void markov_free(struct markov *markov) { free(markov->probability); }

/* A recorded run: steps + 1 rows of states and, if it was driven, of inputs. */
struct path {
	size_t neurons, stride, steps;
	double *states, *inputs;
};

struct run_options {
	double coupling; /* not 0: driven */
	const double *start;
	size_t transient, steps;
	const char *name;
};

static inline struct path path_run(const struct weights *network, struct run_options run)
{
	const size_t stride = network->stride, size = (run.steps + 1) * stride;
	struct path path = {network->neurons, stride, run.steps, NULL, NULL};
	path.states = allocate_doubles(size);
	if (run.coupling > 0)
		path.inputs = allocate_doubles(size);
	struct recording recording = {.transient = run.transient, .steps = run.steps, .states = path.states, .inputs = path.inputs};
	struct stream_name name = named(run.name != NULL ? run.name : "a path");
	assert_int_equal(
		RUN(network_run(network, run.coupling, name, run.start, &recording, &work)), STATUS_OK);
	return path;
}

static inline void path_free(struct path path)
{
	free(path.states);
	free(path.inputs);
}

/* Kolmogorov's distance times √n between a sample, which it sorts, and a distribution; beyond
 * 1.95 with probability 0.001 if the sample follows it. */
static inline double kolmogorov(size_t n, double *sample, double (*distribution)(double))
{
	double distance = 0;
	gsl_sort(sample, 1, n);
	for (size_t i = 0; i < n; i++) {
		double p = distribution(sample[i]);
		distance = fmax(distance, fabs(p - (double)i / (double)n));
		distance = fmax(distance, fabs(p - (double)(i + 1) / (double)n));
	}
	return distance * sqrt((double)n);
}

/* Fails unless k successes in n trials of probability p lie within five standard deviations. */
static inline void assert_binomial(double k, double n, double p)
{
	assert_near(k, n * p, 5 * sqrt(n * p * (1 - p)));
}

#endif
