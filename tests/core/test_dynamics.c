/*
 * test_dynamics.c - Lyapunov exponents where linear algebra, calculus or a second path knows them,
 * and regimes of networks built to have them.
 */
#include "support.h"

#include <gsl/gsl_complex_math.h>
#include <gsl/gsl_eigen.h>

#include "../../src/core/dynamics.h"

static struct lyapunov lyapunov(const struct weights *network, struct path path)
{
	struct lyapunov found;
	assert_int_equal(RUN(dynamics_lyapunov(network, path.states, path.steps, named("tangent"), &work, &found)), STATUS_OK);
	return found;
}

static double exponent(const struct weights *network, struct path path) { return lyapunov(network, path).exponent; }

/* λ of a path of the network of this matrix, by every instruction set to the bit the same. */
static double exponent_of(size_t neurons, const double *matrix, struct run_options options)
{
	double lambda = NAN;
	EACH_SIMD (simd) {
		struct weights network = network_of(neurons, WEIGHTS_AUTO, matrix, simd);
		struct path path = path_run(&network, options);
		double found = exponent(&network, path);
		assert_true(isnan(lambda) || found == lambda);
		lambda = found;
		path_free(path);
		network_free(&network);
	}
	return lambda;
}

/* The largest modulus of an eigenvalue of diag(slope) matrix. */
static double spectral_radius(size_t neurons, const double *matrix, const double *slope)
{
	gsl_matrix *jacobian = gsl_matrix_alloc(neurons, neurons);
	gsl_vector_complex *values = gsl_vector_complex_alloc(neurons);
	gsl_eigen_nonsymm_workspace *workspace = gsl_eigen_nonsymm_alloc(neurons);
	double radius = 0;
	for (size_t i = 0; i < neurons * neurons; i++)
		jacobian->data[i / neurons * jacobian->tda + i % neurons] =
			slope[i / neurons] * matrix[i];
	assert_int_equal(gsl_eigen_nonsymm(jacobian, values, workspace), 0);
	for (size_t i = 0; i < neurons; i++)
		radius = fmax(radius, gsl_complex_abs(gsl_vector_complex_get(values, i)));
	gsl_eigen_nonsymm_free(workspace);
	gsl_vector_complex_free(values);
	gsl_matrix_free(jacobian);
	return radius;
}

static double *diagonal(size_t neurons, double weight)
{
	double *matrix = allocate_doubles(neurons * neurons);
	for (size_t i = 0; i < neurons * neurons; i++)
		matrix[i] = i / neurons == i % neurons ? weight : 0;
	return matrix;
}

/* W = w I at s = 0 stretches every vector by w at each step: λ = ln w, over any number of steps. */
static void uncoupled_neurons(void **state)
{
	(void)state;
	static const size_t steps[] = {1000, 200, 65, 64, 63, 11, 10};
	const double zero[13] = {0};
	double *matrix = diagonal(13, 0.7385);
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		struct run_options at_zero = {.steps = steps[i], .start = zero};
		assert_near(exponent_of(13, matrix, at_zero), log(0.7385), 1e-14);
	}
	struct run_options after_a_while = {.steps = 200, .transient = 200};
	assert_near(exponent_of(13, matrix, after_a_while), log(0.7385), 1e-14);
	free(matrix);
}

/* So over fewer than ten steps, where no tenth of the path is left out: the tangent vector's first
 * length must not count. */
static void uncoupled_neurons_over_few_steps(void **state)
{
	(void)state;
	const double zero[13] = {0};
	double *matrix = diagonal(13, 0.7385);
	for (size_t steps = 1; steps < 10; steps++) {
		struct run_options few = {.steps = steps, .start = zero};
		assert_near(exponent_of(13, matrix, few), log(0.7385), 1e-14);
	}
	free(matrix);
}

/* Small weights end at s = 0, where λ is the logarithm of the spectral radius of W. If its largest
 * eigenvalues are a complex pair, growth swings about that mean: an error of a few over the steps. */
static void small_weights(void **state)
{
	(void)state;
	double ones[50];
	for (size_t i = 0; i < 50; i++)
		ones[i] = 1;
	for (size_t neurons = 5; neurons <= 50; neurons += 9) {
		double width = 0.7 / sqrt((double)neurons);
		double *matrix = random_matrix(neurons, 1, width, neurons);
		struct run_options options = {.steps = 20000, .transient = 500};
		assert_near(exponent_of(neurons, matrix, options),
		            log(spectral_radius(neurons, matrix, ones)), 5e-4);
		free(matrix);
	}
}

/* Positive weights have one largest eigenvalue, real, which power iteration finds quickly. Strong
 * ones hold the network at a state s* that is not 0, where λ = ln ρ(diag(1 - s*²) W). */
static void positive_weights(void **state)
{
	(void)state;
	static const struct { double width, tolerance; } cases[] = {{0.05, 1e-12}, {0.2385, 1e-8}};
	for (size_t k = 0; k < COUNT_OF(cases); k++) {
		double *matrix = random_matrix(13, 1, cases[k].width, 3), slope[13], start[13];
		for (size_t i = 0; i < 13 * 13; i++)
			matrix[i] = fabs(matrix[i]);
		for (size_t i = 0; i < 13; i++)
			start[i] = 0.75;
		struct run_options options = {.steps = 1000, .transient = 5000, .start = start};
		struct weights network = network_of(13, WEIGHTS_AUTO, matrix, simd_best());
		struct path path = path_run(&network, options);
		for (size_t i = 0; i < 13; i++)
			slope[i] = 1 - path.states[i] * path.states[i];
		/* The two cases lie on either side of where 0 stops being stable. */
		assert_true(k == 0 ? fabs(path.states[0]) < 0.01 : fabs(path.states[0]) > 0.1);
		assert_near(exponent(&network, path), log(spectral_radius(13, matrix, slope)),
		            cases[k].tolerance);
		path_free(path);
		network_free(&network);
		free(matrix);
	}
}

/* Weights only from lower to higher neurons: after N steps nothing of a disturbance is left. */
static void nilpotent_weights(void **state)
{
	(void)state;
	double *matrix = random_matrix(13, 1, 2.385, 3);
	for (size_t i = 0; i < 13 * 13; i++)
		if (i % 13 >= i / 13)
			matrix[i] = 0;
	assert_true(exponent_of(13, matrix, (struct run_options){.steps = 300}) == -INFINITY);
	assert_true(exponent_of(13, matrix, (struct run_options){.steps = 300, .coupling = 0.5}) ==
	            -INFINITY);
	free(matrix);
}

/* One neuron of weight w < -1 swings between ±s*, s* = tanh(|w| s*): λ = ln(|w| (1 - s*²)). */
static void swinging_neuron(void **state)
{
	(void)state;
	for (double w = -1.185; w > -5; w -= 0.6) {
		double s = 0.75;
		for (int i = 0; i < 2000; i++)
			s = tanh(-w * s);
		struct run_options options = {.steps = 500, .transient = 2000};
		assert_near(exponent_of(1, &w, options), log(-w * (1 - s * s)), 1e-10);
	}
}

/* One neuron anywhere on its way: λ is the mean of ln|w (1 - s(t)²)| over the states it reaches,
 * less the first tenth of them. */
static void one_neuron_under_way(void **state)
{
	(void)state;
	const double start = 0.02385, w = 1.85;
	for (double coupling = 0; coupling < 1; coupling += 0.385)
		for (size_t steps = 20; steps <= 200; steps += 45) {
			struct run_options options = {coupling, &start, 0, steps, NULL};
			struct weights network = network_of(1, WEIGHTS_AUTO, &w, simd_best());
			struct path path = path_run(&network, options);
			double sum = 0;
			for (size_t t = steps / 10 + 1; t <= steps; t++) {
				double s = path.states[t * path.stride];
				sum += log(w * (1 - s) * (1 + s));
			}
			assert_near(exponent(&network, path), sum / (double)(steps - steps / 10), 1e-13);
			path_free(path);
			network_free(&network);
		}
}

/* Saturated neurons keep a slope of 2^-53, and λ its floor: -53 ln 2 and the logarithm of w. */
static void saturated_neurons(void **state)
{
	(void)state;
	double *matrix = diagonal(9, 40);
	double lambda = exponent_of(9, matrix, (struct run_options){.steps = 100, .transient = 10});
	assert_near(lambda, log(40) - 53 * log(2), 1e-12);
	free(matrix);
}

/* The mean growth of a small difference between two paths under the same input, brought back to its
 * first length after each step: Benettin's recipe without derivatives. */
static double two_path_exponent(const double *matrix, double coupling, struct path path)
{
	enum { N = 50 };
	const double distance = 1e-8;
	double other[N], sum = 0, offset[N];
	for (size_t i = 0; i < N; i++)
		offset[i] = distance / sqrt(N);
	for (size_t t = 0; t < path.steps; t++) {
		const double *s = path.states + t * path.stride, *next = s + path.stride;
		double length = 0;
		for (size_t m = 0; m < N; m++) {
			double drive = path.inputs != NULL ? path.inputs[(t + 1) * path.stride + m] : 0;
			double y = coupling * drive;
			for (size_t n = 0; n < N; n++)
				y += matrix[m * N + n] * (s[n] + offset[n]);
			other[m] = tanh(y) - next[m];
			length += other[m] * other[m];
		}
		length = sqrt(length);
		for (size_t m = 0; m < N; m++)
			offset[m] = other[m] * distance / length;
		sum += t >= path.steps / 10 ? log(length / distance) : 0;
	}
	return sum / (double)(path.steps - path.steps / 10);
}

/* A first difference along another direction is forgotten: the two agree far within the spread of
 * λ between networks. */
static void check_two_paths(double width, double coupling, double sign)
{
	double *matrix = random_matrix(50, 0.5, width, 8);
	struct run_options options = {.steps = 4000, .transient = 500, .coupling = coupling};
	struct weights network = network_of(50, WEIGHTS_AUTO, matrix, simd_best());
	struct path path = path_run(&network, options);
	double lambda = exponent(&network, path);
	assert_near(lambda, two_path_exponent(matrix, coupling, path), 1e-3);
	assert_true(lambda * sign > 0.02);
	assert_true(exponent_of(50, matrix, options) == lambda);
	path_free(path);
	network_free(&network);
	free(matrix);
}

static void chaotic_and_driven_networks(void **state)
{
	(void)state;
	check_two_paths(0.5, 0, 1);
	check_two_paths(0.5, 0.2, 1);
	check_two_paths(0.5, 2.385, -1);
	check_two_paths(0.15, 0.75, -1);
}

static enum regime regime_of(size_t neurons, const double *matrix, struct run_options options,
                             size_t *period)
{
	struct weights network = network_of(neurons, WEIGHTS_AUTO, matrix, simd_best());
	struct path path = path_run(&network, options);
	struct series states = {path.states, neurons, path.stride, path.steps + 1, NULL};
	struct lyapunov lambda = lyapunov(&network, path);
	enum regime regime = dynamics_regime(states, &lambda, period);
	path_free(path);
	network_free(&network);
	return regime;
}

/* A ring passes its pattern on, each neuron to the next. An inhibitory connection in it turns the
 * pattern's sign at each round, so that only two rounds bring it back. */
static void check_ring(size_t neurons, double last, const char *pattern, enum regime expected,
                       size_t period)
{
	double *matrix = allocate_doubles(neurons * neurons), start[16];
	for (size_t i = 0; i < neurons * neurons; i++)
		matrix[i] = i % neurons == (i / neurons + 1) % neurons ? 2.385 : 0;
	matrix[(neurons - 1) * neurons] = last;
	for (size_t i = 0; i < neurons; i++)
		start[i] = pattern[i] == '+' ? 0.9 : -0.9;
	size_t found;
	struct run_options options = {.steps = 200, .transient = 300, .start = start};
	assert_int_equal(regime_of(neurons, matrix, options, &found), expected);
	assert_int_equal(found, period);
	free(matrix);
}

static void built_regimes(void **state)
{
	(void)state;
	check_ring(7, 2.385, "+--+---", REGIME_PERIODIC, 7);
	check_ring(13, 2.385, "+-+---++-----", REGIME_PERIODIC, 13);
	check_ring(9, 2.385, "+--+--+--", REGIME_PERIODIC, 3);
	check_ring(8, 2.385, "+-+-+-+-", REGIME_PERIODIC, 2);
	check_ring(8, 2.385, "++++++++", REGIME_FIXED_POINT, 1);
	check_ring(5, -2.385, "+++++", REGIME_PERIODIC, 10);
	check_ring(1, -2.385, "+", REGIME_PERIODIC, 2);
	check_ring(1, 0.5, "+", REGIME_FIXED_POINT, 1);
	check_ring(1, 2.385, "-", REGIME_FIXED_POINT, 1);
	size_t period = 5;
	double *matrix = random_matrix(50, 0.5, 0.5, 8);
	struct run_options options = {.steps = 2000, .transient = 500};
	assert_int_equal(regime_of(50, matrix, options, &period), REGIME_CHAOTIC);
	assert_int_equal(period, 0);
	free(matrix);
}

/* Strong rotations leave the plane's origin for a circle, on which they turn by any angle: a torus. A few angles give
 * cycles. None gives chaos, in runs short or long, of one plane or of three. */
static void rotations(void **state)
{
	(void)state;
	static const struct { size_t planes, steps; } cases[] = {{1, 400}, {1, 3000}, {3, 3000}};
	for (size_t k = 0; k < COUNT_OF(cases); k++) {
		const size_t neurons = 2 * cases[k].planes;
		size_t other = 0, positive = 0;
		for (int a = 1; a <= 40; a++) {
			double *matrix = allocate_doubles(neurons * neurons);
			memset(matrix, 0, neurons * neurons * sizeof *matrix);
			for (size_t p = 0; p < cases[k].planes; p++) {
				const double angle = M_PI * (a + 0.37 * (double)p) / 41;
				double *row = matrix + 2 * p * (neurons + 1);
				row[0] = row[neurons + 1] = 1.2 * cos(angle);
				row[1] = -1.2 * sin(angle);
				row[neurons] = -row[1];
			}
			size_t period;
			struct run_options options = {.transient = 2000, .steps = cases[k].steps};
			enum regime regime = regime_of(neurons, matrix, options, &period);
			assert_int_not_equal(regime, REGIME_CHAOTIC);
			other += regime == REGIME_OTHER;
			positive += exponent_of(neurons, matrix, options) > 0;
			free(matrix);
		}
		assert_true(other > 30);
		assert_true(positive > 5); /* λ > 0 alone would call these chaotic */
	}
}

/* The error of λ of one driven neuron from means over blocks, worked out in order from the states; what is left over
 * stands at the front. */
static void error_by_hand(void **state)
{
	(void)state;
	const double start = 0.02385, w = 1.85;
	for (size_t steps = 45; steps <= 700; steps += 131) {
		struct weights network = network_of(1, WEIGHTS_AUTO, &w, simd_best());
		struct path path = path_run(&network, (struct run_options){0.385, &start, 0, steps, NULL});
		struct lyapunov found = lyapunov(&network, path);
		const size_t used = steps - steps / 10, length = used / LYAPUNOV_BLOCKS;
		double means[LYAPUNOV_BLOCKS] = {0}, centre = 0, variance = 0, covariance = 0;
		for (size_t i = 0; i < LYAPUNOV_BLOCKS * length; i++) {
			double s = path.states[(steps - i) * path.stride];
			means[LYAPUNOV_BLOCKS - 1 - i / length] += log(w * (1 - s) * (1 + s)) / (double)length;
		}
		for (size_t b = 0; b < LYAPUNOV_BLOCKS; b++)
			centre += means[b] / LYAPUNOV_BLOCKS;
		for (size_t b = 0; b < LYAPUNOV_BLOCKS; b++) {
			variance += pow(means[b] - centre, 2) / (LYAPUNOV_BLOCKS - 1);
			covariance += b > 0 ? (means[b] - centre) * (means[b - 1] - centre) / (LYAPUNOV_BLOCKS - 1) : 0;
		}
		assert_near(found.error, sqrt((variance + 2 * fmax(covariance, 0)) / LYAPUNOV_BLOCKS), 1e-12);
		assert_int_equal(found.steps, used);
		path_free(path);
		network_free(&network);
	}
}

/* Too few steps have no error, nor has what dies out any doubt. */
static void errors_without_blocks(void **state)
{
	(void)state;
	const double w = 1.85, none = 0;
	for (size_t steps = 1; steps < 60; steps++) {
		struct weights network = network_of(1, WEIGHTS_AUTO, &w, simd_best());
		struct weights dead = network_of(1, WEIGHTS_AUTO, &none, simd_best());
		struct path path = path_run(&network, (struct run_options){.coupling = 0.5, .steps = steps});
		assert_int_equal(isinf(lyapunov(&network, path).error), steps - steps / 10 < 40);
		assert_true(lyapunov(&dead, path).exponent == -INFINITY && lyapunov(&dead, path).error == 0);
		path_free(path);
		network_free(&network);
		network_free(&dead);
	}
}

/* The error is how far λ of independent stretches of a long run spread, in chaos and under input. The estimates
 * themselves spread by about 1/√40, and covariances that are added when positive make them a little too large. */
static void errors_are_spreads(void **state)
{
	(void)state;
	enum { PARTS = 60, PART = 2000 };
	for (double coupling = 0; coupling < 3; coupling += 1.2) {
		double *matrix = random_matrix(50, 0.5, 0.5, 8), sum = 0, squares = 0, errors = 0;
		struct weights network = network_of(50, WEIGHTS_AUTO, matrix, simd_best());
		struct path path = path_run(&network, (struct run_options){
			.coupling = coupling, .transient = 500, .steps = PARTS * PART});
		for (size_t i = 0; i < PARTS; i++) {
			struct lyapunov found;
			assert_int_equal(RUN(dynamics_lyapunov(&network, path.states + i * PART * path.stride, PART, named("t"), &work,
			                               &found)), STATUS_OK);
			sum += found.exponent;
			squares += found.exponent * found.exponent;
			errors += found.error / PARTS;
		}
		const double spread = sqrt((squares - sum * sum / PARTS) / (PARTS - 1));
		assert_true(errors > 0.75 * spread && errors < 1.5 * spread);
		path_free(path);
		network_free(&network);
		free(matrix);
	}
}

/* The margin is 3 errors and 10/steps. */
static void margin_of_chaos(void **state)
{
	(void)state;
	double values[3 * 50];
	for (size_t t = 0; t < COUNT_OF(values); t++)
		values[t] = sin((double)(t * t));
	struct series s = series_of(3, 50, values);
	for (int i = -1; i <= 1; i += 2) {
		const struct lyapunov found = {0.035 + i * 1e-9, 0.01, 2000};
		size_t period;
		assert_int_equal(dynamics_regime(s, &found, &period), i > 0 ? REGIME_CHAOTIC : REGIME_OTHER);
	}
	series_free(s);
}

#define STEPS 400

/* A path of two neurons that repeats with this period in its last `tail` states, and with no period
 * before. */
static struct series repeating(size_t period, size_t tail)
{
	double values[2 * STEPS];
	for (size_t t = 0; t < STEPS; t++) {
		size_t phase = (STEPS - 1 - t) % period;
		bool early = t < STEPS - tail;
		values[t] = early ? sin((double)(t * t)) : 0.385;
		values[STEPS + t] = early ? 0.1 : sin((double)phase);
	}
	return series_of(2, STEPS, values);
}

static void assert_regime(struct series s, double lambda, enum regime expected, size_t period)
{
	size_t found = 12345;
	const struct lyapunov lyapunov = {lambda, 0.01, 2000};
	assert_int_equal(dynamics_regime(s, &lyapunov, &found), expected);
	assert_int_equal(found, period);
}

/* Each of the last max(p, 64) states is compared with the one p steps before: p + max(p, 64) states
 * must take part. */
static void windows_of_repetition(void **state)
{
	(void)state;
	static const size_t periods[] = {1, 2, 3, 63, 64, 65, 100, 180};
	for (size_t i = 0; i < COUNT_OF(periods); i++) {
		size_t p = periods[i], window = p > REGIME_WINDOW ? p : REGIME_WINDOW;
		struct series enough = repeating(p, p + window);
		struct series fewer = repeating(p, p + window - 1);
		assert_regime(enough, 0.1, p == 1 ? REGIME_FIXED_POINT : REGIME_PERIODIC, p);
		assert_regime(fewer, 0.1, REGIME_CHAOTIC, 0);
		assert_regime(fewer, -0.1, REGIME_OTHER, 0);
		series_free(enough);
		series_free(fewer);
	}
}

/* Of `steps` states, periods up to (steps - 1)/2 are looked for. */
static void longest_period(void **state)
{
	(void)state;
	for (size_t steps = 150; steps < 153; steps++)
		for (size_t p = 73; p < 77; p++) {
			struct series s = repeating(p, STEPS);
			struct series end = s;
			end.rows += (STEPS - steps) * s.stride;
			end.steps = steps;
			if (p <= (steps - 1) / 2)
				assert_regime(end, -1, REGIME_PERIODIC, p);
			else
				assert_regime(end, -1, REGIME_OTHER, 0);
			series_free(s);
		}
}

/* One neuron that misses by less than the tolerance repeats, by more it does not; nor does one that
 * is not a number. Without repetition the sign of λ decides. */
static void tolerance_of_repetition(void **state)
{
	(void)state;
	struct series s = repeating(3, STEPS);
	double *rows = (void *)(uintptr_t)s.rows, *cell = rows + (STEPS - 20) * s.stride;
	const double exact = *cell;
	assert_regime(s, 0.1, REGIME_PERIODIC, 3);
	*cell = exact + 0.9 * REGIME_TOLERANCE;
	assert_regime(s, 0.1, REGIME_PERIODIC, 3);
	*cell = exact - 1.1 * REGIME_TOLERANCE;
	assert_regime(s, 0.1, REGIME_CHAOTIC, 0);
	*cell = NAN;
	assert_regime(s, 0.1, REGIME_CHAOTIC, 0);
	assert_regime(s, 0, REGIME_OTHER, 0);
	assert_regime(s, -INFINITY, REGIME_OTHER, 0);
	series_free(s);
	/* One or two states are too few to repeat. */
	for (size_t steps = 1; steps <= 3; steps++) {
		struct series still = series_of(1, steps, (const double[]){0.385, 0.385, 0.385});
		assert_regime(still, -1, steps > 2 ? REGIME_FIXED_POINT : REGIME_OTHER, steps > 2);
		series_free(still);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uncoupled_neurons),
		cmocka_unit_test(uncoupled_neurons_over_few_steps),
		cmocka_unit_test(small_weights),
		cmocka_unit_test(positive_weights),
		cmocka_unit_test(nilpotent_weights),
		cmocka_unit_test(swinging_neuron),
		cmocka_unit_test(one_neuron_under_way),
		cmocka_unit_test(saturated_neurons),
		cmocka_unit_test(chaotic_and_driven_networks),
		cmocka_unit_test(built_regimes),
		cmocka_unit_test(rotations),
		cmocka_unit_test(error_by_hand),
		cmocka_unit_test(errors_without_blocks),
		cmocka_unit_test(errors_are_spreads),
		cmocka_unit_test(margin_of_chaos),
		cmocka_unit_test(windows_of_repetition),
		cmocka_unit_test(longest_period),
		cmocka_unit_test(tolerance_of_repetition),
	};
	return cmocka_run_group_tests_name("dynamics", tests, NULL, NULL);
}
