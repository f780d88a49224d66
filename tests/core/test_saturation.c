/*
 * test_saturation.c - departures from saturation: by hand, against long double, and in closed form where the
 * states themselves are all stored as one.
 */
#include "support.h"

#include <gsl/gsl_statistics.h>

#include "../../src/core/saturation.h"

static double *departures_of(const struct weights *network, double coupling, struct path path)
{
	double *found = allocate_doubles((path.steps + 1) * path.stride);
	struct recording recording = {.transient = 0, .steps = path.steps, .states = path.states, .inputs = path.inputs};
	double *rounding = allocate_doubles(2 * path.stride), *unit = rounding + path.stride;
	assert_int_equal(RUN(saturation_departures(network, coupling, &recording, &work, found, rounding, unit)), STATUS_OK);
	for (size_t k = path.stride; k < (path.steps + 1) * path.stride; k++) {
		double less = path.states[k] - unit[k % path.stride] * found[k]; /* the side of the neuron, or 0 */
		assert_true(isinf(path.states[k]) || fabs(less - round(less)) <= 0x1p-52);
	}
	free(rounding);
	return found;
}

static struct series recorded(struct path path, const double *rows)
{
	return (struct series){rows + path.stride, path.neurons, path.stride, path.steps, NULL};
}

/* A path of one neuron without connections whose fields are the inputs given. */
static struct path path_of_fields(size_t steps, const double *fields)
{
	const size_t stride = simd_stride(1), size = (steps + 1) * stride;
	struct path path = {1, stride, steps, allocate_doubles(size), allocate_doubles(size)};
	memset(path.states, 0, size * sizeof *path.states);
	memset(path.inputs, 0, size * sizeof *path.inputs);
	for (size_t t = 1; t <= steps; t++) {
		path.inputs[t * stride] = fields[t - 1];
		path.states[t * stride] = tanh(fields[t - 1]);
	}
	return path;
}

/* expected: what a neuron with three fields departs by. Row 0 and padding are zero. */
static void check_by_hand(const double fields[3], const double expected[3])
{
	static const double none[] = {0};
	struct path path = path_of_fields(3, fields);
	EACH_SIMD (simd) {
		struct weights network = network_of(1, WEIGHTS_AUTO, none, simd);
		double *found = departures_of(&network, 1, path);
		for (size_t t = 1; t <= 3; t++)
			assert_near(found[t * path.stride], expected[t - 1], 1e-15 * fabs(expected[t - 1]));
		for (size_t i = 0; i < 4 * path.stride; i++)
			assert_true(i % path.stride == 0 && i > 0 ? true : found[i] == 0 && !signbit(found[i]));
		free(found);
		network_free(&network);
	}
	path_free(path);
}

/* e^-40 and less are nothing beside 1. At the least field of 1/2, 1 - tanh = 2/(e + 1); at 3/2, 2/(e³ + 1). */
static void departures_by_hand(void **state)
{
	(void)state;
	const double e = exp(1);
	check_by_hand((double[]){20, 21.5, 25}, (double[]){-2, -2 / (e * e * e), -2 * exp(-10)});
	check_by_hand((double[]){-21.5, -20, -25}, (double[]){2 / (e * e * e), 2, 2 * exp(-10)});
	check_by_hand((double[]){1000.5, 1000, 1001}, (double[]){-2 / e, -2, -2 / (e * e)});
	check_by_hand((double[]){1000, 20, 300}, (double[]){0, -2, -2 * exp(-560)});
	check_by_hand((double[]){-1e300, -1e300, -1e300}, (double[]){2, 2, 2});
	check_by_hand((double[]){0.5, 1.5, 0.5},
	              (double[]){-2 * e / (e + 1), -2 * e / (e * e * e + 1), -2 * e / (e + 1)});
}

/* A neuron that changes sides, or has no field, keeps its states; so does one whose field is no number. */
static void states_are_kept(void **state)
{
	(void)state;
	const double inf = HUGE_VAL;
	check_by_hand((double[]){3, -2, 30}, (double[]){tanh(3), tanh(-2), 1});
	check_by_hand((double[]){-30, 25, 25.5}, (double[]){-1, 1, 1});
	check_by_hand((double[]){0.5, 0, 2}, (double[]){tanh(0.5), 0, tanh(2)});
	check_by_hand((double[]){0, 0, 0}, (double[]){0, 0, 0});
	check_by_hand((double[]){inf, inf, inf}, (double[]){1, 1, 1});
}

static void check_unit(double field, double next, double expected)
{
	static const double none[] = {0};
	struct path path = path_of_fields(2, (double[]){field, next});
	struct recording recording = {.transient = 0, .steps = 2, .states = path.states, .inputs = path.inputs};
	EACH_SIMD (simd) {
		struct weights network = network_of(1, WEIGHTS_AUTO, none, simd);
		double *rows = allocate_doubles(5 * path.stride), *unit = rows + 3 * path.stride;
		assert_int_equal(RUN(saturation_departures(&network, 1, &recording, &work, rows, unit + path.stride, unit)), STATUS_OK);
		assert_near(unit[0], expected, 1e-15 * expected);
		free(rows);
		network_free(&network);
	}
	path_free(path);
}

/* A departure of 1 is e^(-2k) in states, and a state's own size where states are kept. */
static void units_by_hand(void **state)
{
	(void)state;
	check_unit(20, 21.5, exp(-40));
	check_unit(-300.5, -300, exp(-600));
	check_unit(0.25, 1000, exp(-0.5));
	check_unit(1e300, 1e300, 0);
	check_unit(30, -0.25, 1);
	check_unit(0, 5, 1);
}

/* The field of neuron m at step t, summed as network_run does. */
static double field(const double *matrix, double coupling, struct path path, size_t t, size_t m)
{
	double sum = 0;
	for (size_t n = 0; n < path.neurons; n++)
		sum = fma(matrix[m * path.neurons + n], path.states[(t - 1) * path.stride + n], sum);
	return path.inputs != NULL ? fma(coupling, path.inputs[t * path.stride + m], sum) : sum;
}

/* Neuron m against the definition in long double, where the exponents of both are nothing to fear. Returns
 * whether it stays on one side. */
static bool check_neuron(const double *matrix, double coupling, struct path path, const double *found, size_t m)
{
	double least = HUGE_VAL;
	bool same_side = true;
	for (size_t t = 1; t <= path.steps; t++) {
		double u = field(matrix, coupling, path, t, m);
		least = fmin(least, fabs(u));
		same_side = same_side && u * field(matrix, coupling, path, 1, m) > 0;
	}
	for (size_t t = 1; t <= path.steps; t++) {
		double u = field(matrix, coupling, path, t, m), d = found[t * path.stride + m];
		long double left = 2 / (expl(2 * fabsl((long double)u)) + 1) * expl(2 * (long double)least);
		if (!same_side)
			assert_true(d == path.states[t * path.stride + m]);
		else
			assert_near(d, (double)(u > 0 ? -left : left), (double)left * 4e-16 * (4 + fabs(u) - least));
	}
	return same_side;
}

struct network_case {
	size_t neurons;
	double density, width, shift, coupling; /* shift: added to each weight */
};

/* Every instruction set and storage gives the same bits, and they are right. Returns how many neurons stay
 * on one side. */
static size_t check_network(struct network_case c)
{
	static const enum weights_storage storages[] = {WEIGHTS_DENSE, WEIGHTS_SPARSE};
	double *matrix = random_matrix(c.neurons, c.density, c.width, c.neurons), *first = NULL;
	for (size_t i = 0; i < c.neurons * c.neurons; i++)
		matrix[i] += matrix[i] != 0 ? c.shift : 0;
	size_t sided = 0;
	EACH_SIMD (simd)
		for (size_t i = 0; i < COUNT_OF(storages); i++) {
			struct weights network = network_of(c.neurons, storages[i], matrix, simd);
			struct path path = path_run(&network, (struct run_options){
				.coupling = c.coupling, .transient = 20, .steps = 150});
			double *found = departures_of(&network, c.coupling, path);
			for (size_t m = 0; m < c.neurons && first == NULL; m++)
				sided += check_neuron(matrix, c.coupling, path, found, m);
			if (first == NULL)
				first = found;
			assert_memory_equal(found, first, (path.steps + 1) * path.stride * sizeof *found);
			if (found != first)
				free(found);
			path_free(path);
			network_free(&network);
		}
	free(first);
	free(matrix);
	return sided;
}

static void departures_follow_their_definition(void **state)
{
	(void)state;
	static const size_t sizes[] = {1, 7, 8, 9, 50, 57, 113};
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		const size_t n = sizes[i];
		assert_int_equal(check_network((struct network_case){n, 1, 0.5, 25, 0.5}), n);
		assert_true(check_network((struct network_case){n, 0.5, 0.75, 0, 0.5}) <= n);
		check_network((struct network_case){n, 0.5, 0.75, 0.2, 0});
	}
	/* Some of either kind, with fields from below one to hundreds. */
	size_t sided = check_network((struct network_case){113, 0.5, 2.385, 0.4, 0.5});
	assert_true(sided > 20 && sided < 93);
}

/* Where nothing saturates, correlations of states lose nothing. */
static void unsaturated_correlations_stay(void **state)
{
	(void)state;
	enum { NEURONS = 21 };
	double *matrix = random_matrix(NEURONS, 1, 0.01, 3), with_states, with_departures;
	for (size_t i = 0; i < NEURONS * NEURONS; i++)
		matrix[i] += i / NEURONS % 3 == 0 ? 0.15 : 0.12;
	struct weights network = network_of(NEURONS, WEIGHTS_AUTO, matrix, simd_best());
	struct path path = path_run(&network, (struct run_options){
		.coupling = 0.3, .transient = 100, .steps = 500});
	double *d = departures_of(&network, 0.3, path), *r = allocate_doubles(2 * NEURONS * NEURONS);
	struct series x = recorded(path, path.inputs), s = recorded(path, path.states);
	size_t sided = 0;
	for (size_t m = 0; m < NEURONS; m++)
		sided += check_neuron(matrix, 0.3, path, d, m);
	assert_int_equal(sided, NEURONS);
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(x, s, 0, &work, r, &with_states)), STATUS_OK);
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(x, recorded(path, d), 0, &work, r + NEURONS * NEURONS,
	                                    &with_departures)), STATUS_OK);
	for (size_t i = 0; i < NEURONS * NEURONS; i++)
		assert_near(r[NEURONS * NEURONS + i], r[i], 1e-12);
	assert_near(with_departures, with_states, 1e-12);
	free(d);
	free(r);
	free(matrix);
	path_free(path);
	network_free(&network);
}

/* A neuron held at ±1 by itself departs by exp(-2ηx) times a constant; the correlation of x from
 * Normal(0, 1) with exp(-cx) is -c/√(exp(c²) - 1). Stored as ±1 its state has none. The error of r is
 * estimated from 100 parts of the path. */
static void check_saturated(double coupling, double weight, double start)
{
	enum { PARTS = 100, STEPS = 1000 };
	const double c = 2 * coupling, expected = c / sqrt(exp(c * c) - 1);
	struct weights network = network_of(1, WEIGHTS_AUTO, &weight, simd_best());
	struct path path = path_run(&network, (struct run_options){
		.coupling = coupling, .transient = 10, .steps = PARTS * STEPS, .start = &start});
	double *d = departures_of(&network, coupling, path), r, parts[PARTS];
	struct series x = recorded(path, path.inputs), s = recorded(path, path.states);
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(x, s, 0, &work, NULL, &r)), STATUS_OK);
	assert_true(r == 0);
	double all;
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(x, recorded(path, d), 0, &work, &all, &r)), STATUS_OK);
	for (size_t i = 0; i < PARTS; i++)
		parts[i] = gsl_stats_correlation(x.rows + i * STEPS * x.stride, x.stride,
		                                 d + (1 + i * STEPS) * x.stride, x.stride, STEPS);
	double error = gsl_stats_sd(parts, 1, PARTS) / sqrt(PARTS);
	assert_true(error < 0.01);
	assert_near(all, expected, 5 * error); /* the sign is that of the input, on either side */
	free(d);
	path_free(path);
	network_free(&network);
}

static void saturated_neurons_listen(void **state)
{
	(void)state;
	check_saturated(0.5, 30, 1);
	check_saturated(0.5, 30, -1);
	check_saturated(0.1, 25, 1);
	check_saturated(0.5, 1000, 1);
	check_saturated(0.7, 1e6, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(departures_by_hand),
		cmocka_unit_test(states_are_kept),
		cmocka_unit_test(units_by_hand),
		cmocka_unit_test(departures_follow_their_definition),
		cmocka_unit_test(unsaturated_correlations_stay),
		cmocka_unit_test(saturated_neurons_listen),
	};
	return cmocka_run_group_tests_name("departures", tests, NULL, NULL);
}
