/*
 * test_run.c - the time evolution of networks: every instruction set and storage against a plain
 * loop, to the bit, and what a recording holds.
 */
#include "support.h"

#include <gsl/gsl_cdf.h>

#include "../../src/core/vmath.h"

/* One step as network.h defines it: the sum in the order of n by fused multiply-adds, tanh. */
static void plain_step(size_t neurons, const double *matrix, double coupling, const double *input,
                       const double *s, double *next)
{
	for (size_t m = 0; m < neurons; m++) {
		double sum = 0;
		for (size_t n = 0; n < neurons; n++)
			sum = fma(matrix[m * neurons + n], s[n], sum);
		if (input != NULL)
			sum = fma(coupling, input[m], sum);
		next[m] = vmath_tanh(sum);
	}
}

/* The path from the first state of a recording, under its inputs. */
static double *plain_path(const double *matrix, double coupling, struct path path)
{
	double *states = allocate_doubles((path.steps + 1) * path.stride);
	memset(states, 0, (path.steps + 1) * path.stride * sizeof *states);
	memcpy(states, path.states, path.neurons * sizeof *states);
	for (size_t t = 0; t < path.steps; t++) {
		const double *input =
			path.inputs != NULL ? path.inputs + (t + 1) * path.stride : NULL;
		plain_step(path.neurons, matrix, coupling, input, states + t * path.stride,
		           states + (t + 1) * path.stride);
	}
	return states;
}

struct run_case {
	size_t neurons;
	double density, width;
	struct run_options options;
};

/* Every instruction set and storage gives the plain path, padding included (it is zero). */
static void check_paths(struct run_case c)
{
	static const enum weights_storage storages[] = {WEIGHTS_DENSE, WEIGHTS_SPARSE, WEIGHTS_AUTO};
	double *matrix = random_matrix(c.neurons, c.density, c.width, c.neurons), *plain = NULL;
	EACH_SIMD (simd)
		for (size_t i = 0; i < COUNT_OF(storages); i++) {
			struct weights network = network_of(c.neurons, storages[i], matrix, simd);
			struct path path = path_run(&network, c.options);
			if (plain == NULL)
				plain = plain_path(matrix, c.options.coupling, path);
			assert_memory_equal(path.states, plain,
			                    (path.steps + 1) * path.stride * sizeof *plain);
			path_free(path);
			network_free(&network);
		}
	free(matrix);
	free(plain);
}

/* Sizes around whole packs of 8 and whole panels of 56. */
static void all_sizes_follow_the_plain_loop(void **state)
{
	(void)state;
	static const size_t sizes[] = {1,  2,  3,  7,  8,  9,  15, 16, 17, 23, 24, 25,
	                               31, 33, 41, 49, 55, 56, 57, 64, 71, 100, 113, 120};
	static const double densities[] = {0.08, 0.5, 1};
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		for (size_t k = 0; k < COUNT_OF(densities); k++) {
			struct run_case c = {sizes[i], densities[k], 0.75, {.steps = 70}};
			check_paths(c);
			c.options.coupling = 0.385;
			check_paths(c);
		}
}

/* In chaos one last bit would be a different path within 200 steps. */
static void long_chaotic_paths_follow_the_plain_loop(void **state)
{
	(void)state;
	check_paths((struct run_case){50, 0.5, 0.5, {.steps = 2000}});
	check_paths((struct run_case){50, 0.5, 0.5, {.steps = 2000, .coupling = 0.5}});
	check_paths((struct run_case){50, 0.1, 1.5, {.steps = 2000}});
}

/* States that shrink below the smallest double end as zeros: of the same sign in either storage. */
static void check_dying(size_t neurons, double density, double width)
{
	double *matrix = random_matrix(neurons, density, width, neurons);
	EACH_SIMD (simd) {
		struct weights dense = network_of(neurons, WEIGHTS_DENSE, matrix, simd);
		struct weights sparse = network_of(neurons, WEIGHTS_SPARSE, matrix, simd);
		struct path expected = path_run(&dense, (struct run_options){.steps = 1500});
		struct path found = path_run(&sparse, (struct run_options){.steps = 1500});
		double *plain = plain_path(matrix, 0, expected);
		for (size_t i = 0; i < 1501 * expected.stride; i++)
			assert_true(expected.states[i] == plain[i] && found.states[i] == plain[i]);
		assert_memory_equal(found.states, expected.states,
		                    1501 * expected.stride * sizeof *plain);
		free(plain);
		path_free(expected);
		path_free(found);
		network_free(&dense);
		network_free(&sparse);
	}
	free(matrix);
}

static void states_that_die_out_follow_the_plain_loop(void **state)
{
	(void)state;
	check_dying(21, 0.15, 0.2);
	check_dying(50, 0.05, 0.1);
	check_dying(9, 1, 0.2);
}

static struct weights chaotic_network(size_t neurons)
{
	double *matrix = random_matrix(neurons, 0.5, 0.75, 11);
	struct weights network = network_of(neurons, WEIGHTS_AUTO, matrix, simd_best());
	free(matrix);
	return network;
}

/* A recording after a transient is the end of the recording without one. Row 0, and the input that
 * led to it, are those of the last step of the transient. */
static void check_transient(double coupling, size_t transient, size_t steps)
{
	struct weights network = chaotic_network(13);
	const struct run_options whole_options = {.coupling = coupling, .steps = transient + steps};
	struct run_options options = whole_options;
	options.transient = transient;
	options.steps = steps;
	struct path whole = path_run(&network, whole_options), tail = path_run(&network, options);
	const size_t bytes = (steps + 1) * tail.stride * sizeof(double);
	assert_memory_equal(tail.states, whole.states + transient * whole.stride, bytes);
	if (coupling > 0)
		assert_memory_equal(tail.inputs, whole.inputs + transient * whole.stride, bytes);
	path_free(whole);
	path_free(tail);
	network_free(&network);
}

static void transients_are_left_out(void **state)
{
	(void)state;
	static const size_t lengths[] = {0, 1, 63, 64, 65, 100, 128, 129, 200};
	for (size_t i = 0; i < COUNT_OF(lengths); i++)
		for (size_t k = 0; k < COUNT_OF(lengths); k++) {
			check_transient(0, lengths[i], lengths[k]);
			check_transient(0.385, lengths[i], lengths[k]);
		}
}

/* The input of neuron m at step t (from 0) is deviate t·N + m of the stream "input"; it stands in
 * the row of the state it leads to. Row 0 has no input. */
static void inputs_are_the_stream(void **state)
{
	(void)state;
	enum { NEURONS = 13, STEPS = 150 };
	struct weights network = chaotic_network(NEURONS);
	struct path path = path_run(&network, (struct run_options){
		.coupling = 0.385, .steps = STEPS, .name = "inputs"});
	double *deviates = allocate_doubles(NEURONS * STEPS);
	struct stream stream = stream_open(stream_child(named("inputs"), "input", 5), simd_best());
	stream_gaussians(&stream, NEURONS * STEPS, deviates);
	for (size_t i = 0; i < path.stride; i++)
		assert_true(path.inputs[i] == 0);
	for (size_t t = 0; t < STEPS; t++)
		for (size_t m = 0; m < path.stride; m++) {
			double expected = m < NEURONS ? deviates[t * NEURONS + m] : 0;
			assert_true(path.inputs[(t + 1) * path.stride + m] == expected);
		}
	free(deviates);
	path_free(path);
	network_free(&network);
}

/* The inputs depend on neither the weights, nor the coupling, nor the start; a coupling of zero
 * makes them unfelt. */
static void inputs_are_the_same_for_all(void **state)
{
	(void)state;
	double start[13] = {2.385};
	struct weights network = chaotic_network(13);
	struct path free_run = path_run(&network, (struct run_options){.steps = 90});
	struct path weak = path_run(&network, (struct run_options){.steps = 90, .coupling = 0.1});
	struct path strong = path_run(&network, (struct run_options){.steps = 90, .coupling = 2.385,
	                                                             .start = start});
	const size_t bytes = 91 * weak.stride * sizeof(double);
	assert_memory_equal(weak.inputs, strong.inputs, bytes);
	assert_memory_not_equal(weak.states, free_run.states, bytes);
	struct recording unfelt = {.transient = 0, .steps = 90, .states = weak.states, .inputs = weak.inputs};
	assert_int_equal(RUN(network_run(&network, 0, named("a path"), NULL, &unfelt, &work)), STATUS_OK);
	assert_memory_equal(weak.inputs, strong.inputs, bytes);
	assert_memory_equal(weak.states, free_run.states, bytes);
	path_free(free_run);
	path_free(weak);
	path_free(strong);
	network_free(&network);
}

static void a_given_start_is_used(void **state)
{
	(void)state;
	double start[13];
	for (size_t i = 0; i < 13; i++)
		start[i] = 2.385 - 0.371 * (double)i;
	struct weights network = chaotic_network(13);
	struct path path = path_run(&network, (struct run_options){.steps = 1, .start = start});
	struct path other = path_run(&network, (struct run_options){.steps = 1, .start = start,
	                                                            .name = "another"});
	assert_memory_equal(path.states, start, sizeof start);
	assert_memory_equal(other.states, path.states, 2 * path.stride * sizeof(double));
	for (size_t i = 13; i < path.stride; i++)
		assert_true(path.states[i] == 0 && path.states[path.stride + i] == 0);
	path_free(path);
	path_free(other);
	network_free(&network);
}

/* 100 starts of 40 neurons are 4,000 deviates from Normal(0, 1), different for different names. */
static void a_drawn_start_is_gaussian(void **state)
{
	(void)state;
	enum { NEURONS = 40, NAMES = 100 };
	struct weights network = chaotic_network(NEURONS);
	double sample[NAMES * NEURONS];
	for (int i = 0; i < NAMES; i++) {
		char name[] = {'s', (char)('0' + i / 10), (char)('0' + i % 10), '\0'};
		struct path path = path_run(&network, (struct run_options){.name = name});
		memcpy(sample + i * NEURONS, path.states, NEURONS * sizeof *sample);
		path_free(path);
	}
	assert_true(kolmogorov(COUNT_OF(sample), sample, gsl_cdf_ugaussian_P) < 1.95);
	for (size_t i = 1; i < COUNT_OF(sample); i++)
		assert_true(sample[i] != sample[i - 1]);
	network_free(&network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_sizes_follow_the_plain_loop),
		cmocka_unit_test(long_chaotic_paths_follow_the_plain_loop),
		cmocka_unit_test(states_that_die_out_follow_the_plain_loop),
		cmocka_unit_test(transients_are_left_out),
		cmocka_unit_test(inputs_are_the_stream),
		cmocka_unit_test(inputs_are_the_same_for_all),
		cmocka_unit_test(a_given_start_is_used),
		cmocka_unit_test(a_drawn_start_is_gaussian),
	};
	return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
