/*
 * test_network.c - random weights follow the ensemble they are drawn from, and stay what they are
 * however they are stored.
 */
#include "support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>

#define NEURONS 100
#define ENTRIES (NEURONS * NEURONS)

static double *draw_stored(size_t neurons, struct ensemble ensemble, const char *label,
                           enum weights_storage storage, const struct simd *simd)
{
	double *matrix = allocate_doubles(neurons * neurons);
	memset(matrix, 0, neurons * neurons * sizeof *matrix);
	struct weights network = network_of(neurons, storage, matrix, simd);
	assert_int_equal(RUN(weights_draw(&network, &ensemble, named(label), &work)), STATUS_OK);
	size_t connections = 0;
	for (size_t i = 0; i < neurons * neurons; i++) {
		matrix[i] = weights_at(&network, i / neurons, i % neurons);
		connections += matrix[i] != 0;
	}
	assert_int_equal(network.connections, connections);
	network_free(&network);
	return matrix;
}

/* The matrix of a network of NEURONS drawn under this label. */
static double *draw(struct ensemble ensemble, const char *label)
{
	return draw_stored(NEURONS, ensemble, label, WEIGHTS_AUTO, simd_best());
}

/* |g| for g from Normal(0, 1). */
static double half_normal(double x) { return 2 * gsl_cdf_ugaussian_P(x) - 1; }

/* For g from Normal(0, w²), E|g| = w √(2/π), E g² = w², Var |g| = w² (1 - 2/π), Var g² = 2 w⁴. */
static void check_ensemble(struct ensemble e, const char *label)
{
	double *w = draw(e, label), *size = allocate_doubles(ENTRIES);
	double positive = 0, squares = 0;
	size_t k = 0;
	for (size_t i = 0; i < ENTRIES; i++)
		if (w[i] != 0) {
			positive += w[i] > 0;
			squares += w[i] * w[i];
			size[k++] = fabs(w[i]) / e.width;
		}
	const double n = (double)k, pi = 4 * atan(1);
	assert_binomial(n, ENTRIES, e.density);
	assert_binomial(positive, n, (1 + e.balance) / 2);
	assert_near(e.width * gsl_stats_mean(size, 1, k), e.width * sqrt(2 / pi),
	            5 * e.width * sqrt((1 - 2 / pi) / n));
	assert_near(squares / n, e.width * e.width, 5 * e.width * e.width * sqrt(2 / n));
	assert_true(kolmogorov(k, size, half_normal) < 1.95);
	free(w);
	free(size);
}

static void weights_follow_the_ensemble(void **state)
{
	(void)state;
	check_ensemble((struct ensemble){.density = 0.5, .balance = 0, .width = 0.5}, "even");
	check_ensemble((struct ensemble){.density = 0.237, .balance = -0.613, .width = 2.385}, "inhibitory");
	check_ensemble((struct ensemble){.density = 0.871, .balance = 0.349, .width = 0.0721}, "excitatory");
	check_ensemble((struct ensemble){.density = 0.05, .balance = 0.9, .width = 1.5}, "sparse");
}

/* Whether, how strong and of which sign is drawn independently: for every pair of them, the
 * correlation has standard error 1/√n. So has that of W[m][n] and W[n][m]. */
static void weights_are_independent(void **state)
{
	(void)state;
	double *w = draw((struct ensemble){.density = 0.5, .balance = 0, .width = 1}, "independence");
	double sign[ENTRIES], size[ENTRIES], there[ENTRIES], mirrored[ENTRIES];
	size_t k = 0;
	for (size_t i = 0; i < ENTRIES; i++) {
		there[i] = w[i] != 0;
		mirrored[i] = w[i % NEURONS * NEURONS + i / NEURONS];
		if (w[i] != 0) {
			sign[k] = w[i] > 0;
			size[k++] = fabs(w[i]);
		}
	}
	const double bound = 4.5 / sqrt(ENTRIES);
	assert_near(gsl_stats_correlation(sign, 1, size, 1, k), 0, 4.5 / sqrt((double)k));
	/* Neighbours in a row, then in a column. */
	assert_near(gsl_stats_correlation(there, 1, there + 1, 1, ENTRIES - 1), 0, bound);
	assert_near(gsl_stats_correlation(w, 1, w + 1, 1, ENTRIES - 1), 0, bound);
	assert_near(gsl_stats_correlation(w, 1, w + NEURONS, 1, ENTRIES - NEURONS), 0, bound);
	/* The mirror image counts every pair twice. */
	assert_near(gsl_stats_correlation(w, 1, mirrored, 1, ENTRIES), 0, sqrt(2) * bound);
	free(w);
}

static void ensembles_reach_their_limits(void **state)
{
	(void)state;
	double *none = draw((struct ensemble){.density = 0, .balance = 0.3, .width = 0.5}, "limits");
	double *all = draw((struct ensemble){.density = 1, .balance = 0.3, .width = 0.5}, "limits");
	double *positive = draw((struct ensemble){.density = 1, .balance = 1, .width = 0.5}, "limits");
	double *negative = draw((struct ensemble){.density = 1, .balance = -1, .width = 0.5}, "limits");
	double *flat = draw((struct ensemble){.density = 1, .balance = -1, .width = 0}, "limits");
	for (size_t i = 0; i < ENTRIES; i++) {
		assert_true(none[i] == 0 && flat[i] == 0);
		assert_true(!signbit(none[i]) && !signbit(flat[i]));
		assert_true(all[i] != 0 && fabs(all[i]) == positive[i]);
		assert_true(negative[i] == -positive[i]);
	}
	free(none);
	free(all);
	free(positive);
	free(negative);
	free(flat);
}

/* With one stream a denser network holds the sparser one, a larger balance turns more weights
 * positive and none back, and the width is only a unit. */
static void ensembles_are_nested(void **state)
{
	(void)state;
	double *sparse = draw((struct ensemble){.density = 0.237, .balance = 0.149, .width = 0.5}, "nested");
	double *dense = draw((struct ensemble){.density = 0.613, .balance = 0.149, .width = 0.5}, "nested");
	double *excited = draw((struct ensemble){.density = 0.613, .balance = 0.471, .width = 0.5}, "nested");
	double *wide = draw((struct ensemble){.density = 0.613, .balance = 0.149, .width = 4}, "nested");
	size_t added = 0, turned = 0;
	for (size_t i = 0; i < ENTRIES; i++) {
		assert_true(sparse[i] == 0 || sparse[i] == dense[i]);
		assert_true(excited[i] == dense[i] || (dense[i] < 0 && excited[i] == -dense[i]));
		assert_true(wide[i] == 8 * dense[i]);
		added += sparse[i] != dense[i];
		turned += excited[i] != dense[i];
	}
	assert_binomial((double)added, ENTRIES, 0.613 - 0.237);
	assert_binomial((double)turned, ENTRIES, 0.613 * (0.471 - 0.149) / 2);
	free(sparse);
	free(dense);
	free(excited);
	free(wide);
}

static void drawing_depends_on_the_name_alone(void **state)
{
	(void)state;
	static const enum weights_storage storages[] = {WEIGHTS_AUTO, WEIGHTS_DENSE, WEIGHTS_SPARSE};
	const struct ensemble e = {.density = 0.3, .balance = 0.2, .width = 0.75};
	double *expected = draw_stored(57, e, "one", WEIGHTS_AUTO, simd_best());
	EACH_SIMD (simd)
		for (size_t i = 0; i < COUNT_OF(storages); i++) {
			double *found = draw_stored(57, e, "one", storages[i], simd);
			assert_memory_equal(found, expected, 57 * 57 * sizeof *found);
			free(found);
		}
	double *other = draw_stored(57, e, "two", WEIGHTS_AUTO, simd_best());
	size_t equal = 0;
	for (size_t i = 0; i < 57 * 57; i++)
		equal += other[i] != 0 && other[i] == expected[i];
	assert_int_equal(equal, 0);
	free(expected);
	free(other);
}

/* Builds into exactly what was measured, in front of a guard, and reads every weight back. */
static void round_trip(size_t neurons, double density, enum weights_storage storage)
{
	enum { GUARD = 64 };
	struct weights network;
	struct arena arena = {0};
	weights_lay(&network, &arena, neurons, storage);
	const size_t bytes = arena.taken;
	double *matrix = random_matrix(neurons, density, 2.385, neurons);
	unsigned char *memory = allocate(bytes + GUARD), guard[GUARD];
	size_t connections = 0;
	memset(memory, 0xa5, bytes + GUARD);
	memset(guard, 0xa5, GUARD);
	arena = (struct arena){.memory = memory, .size = bytes};
	weights_lay(&network, &arena, neurons, storage);
	weights_build(&network, matrix);
	assert_memory_equal(memory + bytes, guard, GUARD);
	assert_int_equal(network.neurons, neurons);
	assert_int_equal(network.stride, simd_stride(neurons));
	for (size_t i = 0; i < neurons * neurons; i++) {
		assert_true(weights_at(&network, i / neurons, i % neurons) == matrix[i]);
		connections += matrix[i] != 0;
	}
	assert_int_equal(network.connections, connections);
	free(matrix);
	free(memory);
}

static void weights_come_back(void **state)
{
	(void)state;
	static const size_t sizes[] = {1, 2, 7, 8, 9, 50, 55, 56, 57, 63, 64, 65, 100, 112, 113};
	static const double densities[] = {0, 0.03, 0.15, 0.5, 1};
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		for (size_t k = 0; k < COUNT_OF(densities); k++) {
			round_trip(sizes[i], densities[k], WEIGHTS_AUTO);
			round_trip(sizes[i], densities[k], WEIGHTS_DENSE);
			round_trip(sizes[i], densities[k], WEIGHTS_SPARSE);
		}
}

/* Storage as asked for; left to the kernel, a full matrix is dense and a nearly empty one sparse. */
static void storage_is_chosen(void **state)
{
	(void)state;
	static const struct {
		enum weights_storage storage;
		double density;
		bool sparse;
	} cases[] = {
		{WEIGHTS_DENSE, 0.02, false}, {WEIGHTS_SPARSE, 1, true}, {WEIGHTS_SPARSE, 0, true},
		{WEIGHTS_AUTO, 1, false},     {WEIGHTS_AUTO, 0.5, false}, {WEIGHTS_AUTO, 0.02, true},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double *matrix = random_matrix(113, cases[i].density, 0.5, 7);
		struct weights network = network_of(113, cases[i].storage, matrix, simd_best());
		assert_int_equal(network.sparse != NULL, cases[i].sparse);
		network_free(&network);
		free(matrix);
	}
}

static size_t bytes_of(size_t neurons, enum weights_storage storage)
{
	struct weights network;
	struct arena arena = {0};
	weights_lay(&network, &arena, neurons, storage);
	return arena.taken;
}

static void weights_have_room(void **state)
{
	(void)state;
	const size_t most = (size_t)1 << 24;
	assert_true(bytes_of(most, WEIGHTS_DENSE) >= most * most * sizeof(double));
	for (size_t neurons = 1; neurons < 130; neurons++) {
		assert_true(bytes_of(neurons, WEIGHTS_DENSE) >= neurons * neurons * sizeof(double));
		assert_true(bytes_of(neurons, WEIGHTS_AUTO) >= bytes_of(neurons, WEIGHTS_DENSE));
		assert_true(bytes_of(neurons, WEIGHTS_SPARSE) >= bytes_of(neurons, WEIGHTS_AUTO));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_follow_the_ensemble),
		cmocka_unit_test(weights_are_independent),
		cmocka_unit_test(ensembles_reach_their_limits),
		cmocka_unit_test(ensembles_are_nested),
		cmocka_unit_test(drawing_depends_on_the_name_alone),
		cmocka_unit_test(weights_come_back),
		cmocka_unit_test(storage_is_chosen),
		cmocka_unit_test(weights_have_room),
	};
	return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
