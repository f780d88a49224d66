/*
 * dynamics.c - Lyapunov exponent by a tangent vector, regime by looking for recurrence.
 */
#include "dynamics.h"

#include <string.h>

#include "network_loops.h"
#include "vmath_loops.h"

/* Carries the tangent vector along the path; growth: one stretching factor for each step. */
static enum status carry_tangent(const struct weights *weights, const double *states, size_t steps,
                                 const struct work *work, double *tangent, double *scratch, double *growth)
{
	const size_t stride = weights->stride;
	for (size_t t = 0; t < steps; t += WORK_STEPS) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		network_loops(work->simd)->tangent(weights, states + t * stride,
		                            steps - t < WORK_STEPS ? steps - t : WORK_STEPS, tangent, scratch, growth + t);
	}
	return STATUS_OK;
}

/* A unit vector in a random direction. */
static void draw_direction(size_t neurons, struct stream_name name, const struct simd *simd, double *tangent)
{
	struct stream direction = stream_open(stream_child(name, "tangent", 7), simd);
	stream_gaussians(&direction, neurons, tangent);
	double square = 0;
	for (size_t i = 0; i < neurons; i++)
		square += tangent[i] * tangent[i];
	for (size_t i = 0; i < neurons; i++)
		tangent[i] /= __builtin_sqrt(square);
}

static double mean(const double *values, size_t count)
{
	double sum = 0;
	for (size_t t = 0; t < count; t++)
		sum += values[t];
	return sum / (double)count;
}

/* The standard error of the mean of `count` values, from means over blocks; see dynamics.h. */
static double block_error(const double *values, size_t count)
{
	enum { BLOCKS = LYAPUNOV_BLOCKS };
	const size_t length = count / BLOCKS;
	double blocks[BLOCKS], square = 0, neighbours = 0;
	if (length < 2)
		return __builtin_inf();
	for (size_t i = 0; i < BLOCKS; i++)
		blocks[i] = mean(values + count - (BLOCKS - i) * length, length);
	const double centre = mean(blocks, BLOCKS);
	for (size_t i = 0; i < BLOCKS; i++) {
		blocks[i] -= centre;
		square += blocks[i] * blocks[i];
		neighbours += i > 0 ? blocks[i] * blocks[i - 1] : 0;
	}
	const double variance = (square + 2 * (neighbours > 0 ? neighbours : 0)) / (BLOCKS - 1);
	return __builtin_sqrt(variance / (double)BLOCKS);
}

/* From one growth factor a step; they become their logarithms. */
static struct lyapunov lyapunov_of(const struct simd *simd, double *growth, size_t steps)
{
	vmath_loops(simd)->log(steps, growth);
	const double exponent = mean(growth, steps);
	const double error = exponent == -__builtin_inf() ? 0 : block_error(growth, steps);
	return (struct lyapunov){exponent, error, steps};
}

enum status dynamics_lyapunov(const struct weights *weights, const double *states, size_t steps,
                          struct stream_name name, struct work *work, struct lyapunov *lyapunov)
{
	const size_t stride = weights->stride, turning = steps / 10;
	double *tangent = work_take(work, stride, sizeof *tangent), *scratch = work_take(work, stride, sizeof *scratch);
	double *growth = work_take(work, steps, sizeof *growth);
	if (work_measures(work))
		return STATUS_MEASURED;
	memset(tangent, 0, stride * sizeof *tangent);
	draw_direction(weights->neurons, name, work->simd, tangent);
	enum status status = carry_tangent(weights, states, steps, work, tangent, scratch, growth);
	if (status == STATUS_OK)
		*lyapunov = lyapunov_of(work->simd, growth + turning, steps - turning);
	return status;
}

static bool repeats(struct series s, size_t t, size_t period)
{
	const double *now = s.rows + t * s.stride, *before = now - period * s.stride;
	for (size_t i = 0; i < s.count; i++)
		if (!(__builtin_fabs(now[i] - before[i]) <= REGIME_TOLERANCE))
			return false;
	return true;
}

/* Whether the last max(period, REGIME_WINDOW) states (fewer if there are not as many) repeat. */
static bool has_period(struct series s, size_t period)
{
	size_t window = period > REGIME_WINDOW ? period : REGIME_WINDOW;
	for (size_t k = 1; k <= window && s.steps - k >= period; k++)
		if (!repeats(s, s.steps - k, period))
			return false;
	return true;
}

enum regime dynamics_regime(struct series states, const struct lyapunov *lyapunov, size_t *period)
{
	for (size_t p = 1; 2 * p < states.steps; p++)
		if (has_period(states, p)) {
			*period = p;
			return p == 1 ? REGIME_FIXED_POINT : REGIME_PERIODIC;
		}
	*period = 0;
	return lyapunov->exponent > lyapunov_margin(lyapunov) ? REGIME_CHAOTIC : REGIME_OTHER;
}

static double square_distance(struct series s, size_t t, size_t earlier)
{
	const double *a = s.rows + t * s.stride, *b = s.rows + earlier * s.stride;
	double sum = 0;
	for (size_t i = 0; i < s.count; i++)
		sum += (a[i] - b[i]) * (a[i] - b[i]);
	return sum;
}

enum status dynamics_recurrence_distances(struct series states, const struct work *work, double *nearest)
{
	for (size_t t = 0; t < states.steps; t++) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		double least = __builtin_inf();
		for (size_t earlier = 0; earlier < t; earlier++) {
			double d = square_distance(states, t, earlier);
			least = d < least ? d : least;
		}
		nearest[t] = __builtin_sqrt(least / (double)states.count);
	}
	return STATUS_OK;
}
