/*
 * test_rounding.c - the line between rest and motion: its formula, networks at rest whose last bits flip, and signals
 * that are small and still signals.
 */
#include "support.h"

#include "../../src/core/saturation.h"
#include "../../src/core/dynamics.h"

/* Of a path's states, or of its departures from saturation. Memory: rows of departures, or NULL. */
struct view {
	struct series series;
	double *rounding, *rows;
};

static struct view view_of(const struct weights *network, double coupling, struct path path, bool departures)
{
	const size_t stride = path.stride;
	struct view v = {{path.states + stride, path.neurons, stride, path.steps, NULL}, allocate_doubles(2 * stride), NULL};
	const struct recording recording = {.transient = 0, .steps = path.steps, .states = path.states, .inputs = path.inputs};
	v.series.rounding = v.rounding;
	assert_int_equal(RUN(rounding_spreads(network, coupling, &recording, &work, v.rounding + stride, v.rounding)), STATUS_OK);
	if (departures) {
		v.rows = allocate_doubles((path.steps + 1) * stride);
		assert_int_equal(RUN(saturation_departures(network, coupling, &recording, &work, v.rows, v.rounding, v.rounding + stride)), STATUS_OK);
		v.series.rows = v.rows + stride;
	}
	return v;
}

static void view_free(struct view v)
{
	free(v.rounding);
	free(v.rows);
}

static size_t count_moving(struct series s)
{
	double offset[64];
	bool moves[64];
	size_t count = 0;
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_offsets(s, &work, offset, moves)), STATUS_OK);
	for (size_t i = 0; i < s.count; i++)
		count += moves[i];
	return count;
}

static double recurrence(struct series s)
{
	double rms;
	assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(s, s, 1, &work, NULL, &rms)), STATUS_OK);
	return rms;
}

/* Two neurons whose largest and smallest states are known. */
static void formula(void **state)
{
	(void)state;
	const double matrix[] = {3, -5, 0.5, 0};
	struct weights network = network_of(2, WEIGHTS_AUTO, matrix, simd_best());
	double states[3 * 8] = {7, 9, 0, 0, 0, 0, 0, 0, 0.25, -1, 0, 0, 0, 0, 0, 0, -0.5, -0.5}, fields[8], found[8];
	const struct recording recording = {.transient = 0, .steps = 2, .states = states, .inputs = NULL};
	for (double coupling = 0; coupling < 3; coupling += 2) {
		const double first = 64 * 0x1p-53 * (3 * 0.5 + 5 * 1 + 9 * coupling);
		const double second = 64 * 0x1p-53 * (0.5 * 0.5 + 9 * coupling);
		assert_int_equal(RUN(rounding_spreads(&network, coupling, &recording, &work, fields, found)), STATUS_OK);
		assert_near(fields[0], first, 0);
		assert_near(fields[1], second, 0);
		assert_near(found[0], 0x1p-53 + (1 - 0.0625) * first, 1e-30);
		assert_near(found[1], 0x1p-53 + (1 - 0.25) * second, 1e-30);
		for (size_t i = 2; i < 8; i++)
			assert_true(fields[i] == 0 && found[i] == 0);
	}
	network_free(&network);
}

/* Random networks with more excitation than inhibition, long after they came to rest: some neurons change their
 * last bits for ever, in many networks; none moves. */
static void resting_networks(void **state)
{
	(void)state;
	enum { N = 50, NETWORKS = 60 };
	size_t flipping = 0, resting = 0;
	for (unsigned long seed = 1; seed <= NETWORKS; seed++) {
		double *matrix = random_matrix(N, seed % 2 ? 0.4 : 0.15, 0.5, seed);
		for (size_t i = 0; i < N * N; i++)
			matrix[i] = i % 4 != 0 ? fabs(matrix[i]) : matrix[i];
		struct weights network = network_of(N, WEIGHTS_AUTO, matrix, simd_best());
		struct path path = path_run(&network, (struct run_options){.transient = 4000, .steps = 500});
		struct lyapunov lambda;
		assert_int_equal(RUN(dynamics_lyapunov(&network, path.states, path.steps, named("l"), &work, &lambda)), STATUS_OK);
		for (int departures = 0; departures < 2 && lambda.exponent < -0.05; departures++) {
			struct view v = view_of(&network, 0, path, departures);
			struct series stored = v.series;
			stored.rounding = NULL;
			resting++;
			flipping += count_moving(stored);
			assert_int_equal(count_moving(v.series), 0);
			double fluctuation = -1, own = -1;
			assert_int_equal(RUN_WITH(simd_best(), NULL, series_fluctuation(v.series, &work, &fluctuation)), STATUS_OK);
			assert_int_equal(RUN_WITH(simd_best(), NULL, series_autocorrelation(v.series, 1, &work, &own)), STATUS_OK);
			assert_true(fluctuation == 0 && own == 0 && recurrence(v.series) == 0);
			view_free(v);
		}
		path_free(path);
		network_free(&network);
		free(matrix);
	}
	assert_true(resting > NETWORKS); /* of 2 for each network */
	assert_true(flipping > 100);
}

/* What decays to zero is at rest once it is smaller than the last bit of one; before, it moves. */
static void decay(void **state)
{
	(void)state;
	const double w = 0.5, start = 0.75;
	struct weights network = network_of(1, WEIGHTS_AUTO, &w, simd_best());
	for (size_t transient = 10; transient < 200; transient += 10) {
		struct path path = path_run(&network, (struct run_options){.start = &start, .transient = transient, .steps = 100});
		struct view v = view_of(&network, 0, path, false);
		const double spread = path.states[path.stride]; /* to zero, nearly */
		assert_true(spread > 0);
		assert_int_equal(count_moving(v.series), spread > 1.2e-16);
		view_free(v);
		path_free(path);
	}
	network_free(&network);
}

/* A signal of 1e-9: resting networks pass it on in proportion, so that its correlation with the input is that of a
 * signal of 1e-5. Departures keep it where saturated states have lost it. */
static void small_signals(void **state)
{
	(void)state;
	enum { N = 20 };
	static const struct { double weight; bool departures; } cases[] = {{0.02, false}, {0.08, false}, {0.08, true}, {5, true}};
	for (size_t k = 0; k < COUNT_OF(cases); k++) {
		double *matrix = random_matrix(N, 1, 0.01, k + 1), start[N], r[2];
		for (size_t i = 0; i < N * N; i++)
			matrix[i] += cases[k].weight;
		for (size_t i = 0; i < N; i++)
			start[i] = 0.9;
		struct weights network = network_of(N, WEIGHTS_AUTO, matrix, simd_best());
		for (int small = 0; small < 2; small++) {
			const double coupling = small ? 1e-9 : 1e-5;
			struct path path = path_run(&network, (struct run_options){
				.coupling = coupling, .start = start, .transient = 2000, .steps = 1000});
			struct view v = view_of(&network, coupling, path, cases[k].departures);
			struct series x = v.series;
			x.rows = path.inputs + path.stride;
			x.rounding = NULL;
			assert_int_equal(count_moving(v.series), N);
			assert_int_equal(RUN_WITH(simd_best(), NULL, series_correlation(x, v.series, 0, &work, NULL, &r[small])), STATUS_OK);
			view_free(v);
			path_free(path);
		}
		assert_near(r[1], r[0], 1e-3);
		assert_true(r[0] > 0.1);
		network_free(&network);
		free(matrix);
	}
}

/* Near saturation a state that takes on two neighbouring values rests; with a third one it moves. */
static void three_neighbours(void **state)
{
	(void)state;
	const double none = 0;
	struct weights network = network_of(1, WEIGHTS_AUTO, &none, simd_best());
	double states[4 * 8] = {0};
	struct path path = {1, 8, 3, states, NULL};
	for (int lowest = 0; lowest < 3; lowest++) {
		states[8] = 1;
		states[16] = 1 - lowest * 0x1p-53;
		states[24] = lowest > 0 ? 1 - 0x1p-53 : 1;
		struct view v = view_of(&network, 0, path, false);
		assert_int_equal(count_moving(v.series), lowest > 1);
		view_free(v);
	}
	network_free(&network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formula), cmocka_unit_test(resting_networks), cmocka_unit_test(decay),
		cmocka_unit_test(small_signals), cmocka_unit_test(three_neighbours),
	};
	return cmocka_run_group_tests_name("rounding", tests, NULL, NULL);
}
