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

#include "../../src/core/network.h"
#include "../../src/core/series.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Of the tests of a file only those run whose name holds the text of the variable NAME, if that is set; cmocka keeps the
 * pattern's address. */
__attribute__((constructor)) static inline void choose_tests_(void)
{
	static char pattern[200];
	const char *name = getenv("NAME");
	if (name != NULL && *name != '\0' && snprintf(pattern, sizeof pattern, "*%s*", name) < (int)sizeof pattern)
		cmocka_set_test_filter(pattern);
}

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

/* The most memory taken at any look of the kernel at its interrupt function. */
#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define MEMORY_IS_SEEN 0 /* the sanitizer's own malloc tells nothing */
static inline size_t memory_taken(void) { return 0; }
#else
#include <malloc.h>
#define MEMORY_IS_SEEN 1
static inline size_t memory_taken(void)
{
	struct mallinfo2 now = mallinfo2();
	return now.uordblks + now.hblkhd;
}
#endif
static inline bool memory_looked_at(void *most)
{
	size_t now = memory_taken();
	*(size_t *)most = now > *(size_t *)most ? now : *(size_t *)most;
	return false;
}

/* Fails unless `most` less `before` is what was promised, but for the allocator's own. */
static inline void check_memory(size_t before, size_t most, size_t promised)
{
	const double own = 40000 + 0.001 * (double)promised;
	if (MEMORY_IS_SEEN)
		assert_near((double)most - (double)before, (double)promised, own);
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
static inline struct network network_of(size_t neurons, enum network_storage storage,
                                        const double *matrix, const struct simd *simd)
{
	struct network network;
	void *memory = allocate(network_bytes(neurons, storage));
	network_build(&network, memory, neurons, storage, matrix, simd);
	return network;
}

/* The dense form stands first in the memory of a network. */
static inline void network_free(struct network *network)
{
	free((void *)(uintptr_t)network->weights.dense);
}

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

static inline struct path path_run(const struct network *network, struct run_options run)
{
	const size_t stride = network->weights.stride, size = (run.steps + 1) * stride;
	struct path path = {network->weights.neurons, stride, run.steps, NULL, NULL};
	path.states = allocate_doubles(size);
	if (run.coupling > 0)
		path.inputs = allocate_doubles(size);
	struct recording recording = {.transient = run.transient, .steps = run.steps, .states = path.states, .inputs = path.inputs};
	struct stream_name name = named(run.name != NULL ? run.name : "a path");
	assert_int_equal(
		network_run(network, run.coupling, name, run.start, &recording, NULL), STATUS_OK);
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
