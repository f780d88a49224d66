/*
 * classes.c - each component by itself: cut at its quantiles or into equal widths; then tables of counts, pair by pair.
 */
#include "classes.h"

#include <gsl/gsl_statistics_double.h>
#include <string.h>

#include "vmath.h"

/* The cuts of one component, of which `samples`, in any order, which may change, are the values. Sorting them all would
 * take longer than everything else: a quantile is selected among what the one before has left above it. */
static void find_cuts(double *samples, size_t steps, enum cut cut, size_t classes, double *cuts)
{
	double low, high;
	gsl_stats_minmax(&low, &high, samples, 1, steps);
	for (size_t k = 1, from = 0; k < classes; k++) {
		const size_t at = k * steps / classes;
		if (cut == CUT_QUANTILES)
			cuts[k - 1] = gsl_stats_select(samples + from, 1, steps - from, at - from);
		else
			cuts[k - 1] = low + (high - low) * (double)k / (double)classes;
		from = at;
	}
}

static uint8_t class_of(double x, const double *cuts, size_t classes)
{
	uint8_t reached = 0;
	for (size_t k = 0; k + 1 < classes; k++)
		reached = (uint8_t)(reached + (x >= cuts[k]));
	return reached;
}

struct classes classes_lay(struct arena *arena, size_t count, size_t steps, size_t count_of_classes)
{
	return (struct classes){arena_take(arena, count * steps, sizeof(uint8_t)), count, steps, count_of_classes};
}

/* The classes of one component; samples: room for a copy. */
static void classify(struct series s, size_t i, enum cut cut, size_t classes, double *samples, uint8_t *of)
{
	double cuts[CLASSES_MOST];
	for (size_t t = 0; t < s.steps; t++)
		samples[t] = s.rows[t * s.stride + i];
	find_cuts(samples, s.steps, cut, classes, cuts);
	for (size_t t = 0; t < s.steps; t++)
		of[t] = class_of(s.rows[t * s.stride + i], cuts, classes);
}

enum status classes_from_series(struct series s, enum cut cut, struct work *work, const struct classes *c)
{
	double *samples = work_take(work, s.steps, sizeof *samples), *offset = work_take(work, s.stride, sizeof *offset);
	bool *moves = work_take(work, s.stride, sizeof *moves);
	enum status status = series_offsets(s, work, offset, moves);
	for (size_t i = 0; i < s.count && status == STATUS_OK; i++) {
		uint8_t *of = c->of + i * s.steps;
		if (work_interrupted(work))
			status = STATUS_INTERRUPTED;
		else if (moves[i])
			classify(s, i, cut, c->classes, samples, of);
		else
			memset(of, 0, s.steps);
	}
	return status;
}

static double n_log_n(size_t n) { return n > 0 ? (double)n * vmath_log2((double)n) : 0; }

/* T times the information of one pair, plug-in; *cells becomes K_joint - K_u - K_v + 1. */
static double pair_information(const uint8_t *u, const uint8_t *v, size_t steps, size_t classes, double t_log_t,
                               double *cells)
{
	size_t joint[CLASSES_MOST * CLASSES_MOST] = {0}, of_u[CLASSES_MOST] = {0}, of_v[CLASSES_MOST] = {0};
	for (size_t t = 0; t < steps; t++)
		joint[u[t] * CLASSES_MOST + v[t]]++;
	double both = 0, first = 0, second = 0;
	*cells = 1;
	for (size_t a = 0; a < classes; a++)
		for (size_t b = 0; b < classes; b++) {
			const size_t n = joint[a * CLASSES_MOST + b];
			of_u[a] += n;
			of_v[b] += n;
			both += n_log_n(n);
			*cells += n > 0;
		}
	for (size_t k = 0; k < classes; k++) {
		first += n_log_n(of_u[k]);
		second += n_log_n(of_v[k]);
		*cells -= (of_u[k] > 0) + (of_v[k] > 0);
	}
	/* grouped so that nothing is left where either side is constant */
	return of_u[u[0]] == steps ? (both - second) + (t_log_t - first) : (both - first) + (t_log_t - second);
}

enum status classes_information(const struct classes *u, const struct classes *v, size_t lag, const struct work *work,
                                struct information *mean)
{
	const size_t steps = u->steps - lag;
	const double t_log_t = n_log_n(steps), pairs = (double)u->count * (double)v->count;
	double sum = 0, all_cells = 0;
	for (size_t m = 0; m < u->count; m++) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		for (size_t n = 0; n < v->count; n++) {
			double cells;
			sum += pair_information(u->of + m * u->steps, v->of + n * v->steps + lag, steps, u->classes, t_log_t,
			                        &cells);
			all_cells += cells;
		}
	}
	mean->plug_in = sum / (double)steps / pairs;
	mean->miller_madow = mean->plug_in - all_cells / (2 * (double)steps * vmath_log(2)) / pairs;
	return STATUS_OK;
}
