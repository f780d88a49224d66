/*
 * statistics.c - GSL sorts; sums are ours, since GSL's use long double, which differs between
 * processors.
 */
#include "statistics.h"

#include <gsl/gsl_sort.h>

#include "vmath.h"

/* rank[i]: the place of x[i] in order, ties sharing the mean of theirs. order: room for n. */
static void fill_ranks(const double *x, size_t n, size_t *order, double *rank)
{
	gsl_sort_index(order, x, 1, n);
	for (size_t first = 0; first < n;) {
		size_t end = first + 1;
		while (end < n && x[order[end]] == x[order[first]])
			end++;
		for (size_t i = first; i < end; i++)
			rank[order[i]] = 0.5 * (double)(first + end - 1);
		first = end;
	}
}

static double pearson_of_ranks(const double *a, const double *b, size_t n)
{
	const double mean = 0.5 * (double)(n - 1); /* whatever the ties */
	double ab = 0, aa = 0, bb = 0;
	for (size_t i = 0; i < n; i++) {
		ab += (a[i] - mean) * (b[i] - mean);
		aa += (a[i] - mean) * (a[i] - mean);
		bb += (b[i] - mean) * (b[i] - mean);
	}
	const double rho = aa > 0 && bb > 0 ? ab / (__builtin_sqrt(aa) * __builtin_sqrt(bb)) : 0;
	return rho > 1 ? 1 : rho < -1 ? -1 : rho; /* beyond them only by rounding */
}

/* Room for one coefficient: two rows of ranks, two of resampled values, one of places. */
struct workspace {
	double *ranks_x, *ranks_y, *x, *y;
	size_t *order;
};

static struct workspace workspace_lay(struct work *work, size_t n)
{
	return (struct workspace){
		.ranks_x = work_take(work, n, sizeof(double)),
		.ranks_y = work_take(work, n, sizeof(double)),
		.x = work_take(work, n, sizeof(double)),
		.y = work_take(work, n, sizeof(double)),
		.order = work_take(work, n, sizeof(size_t)),
	};
}

static double coefficient(struct workspace *w, const double *x, const double *y, size_t n)
{
	fill_ranks(x, n, w->order, w->ranks_x);
	fill_ranks(y, n, w->order, w->ranks_y);
	return pearson_of_ranks(w->ranks_x, w->ranks_y, n);
}

enum status statistics_rank_correlation(const double *x, const double *y, size_t n, struct work *work, double *rho)
{
	struct workspace w = workspace_lay(work, n);
	if (work_measures(work))
		return STATUS_MEASURED;
	*rho = coefficient(&w, x, y, n);
	return STATUS_OK;
}

/* Fisher's scale, on which a coefficient's spread hardly depends on its size; infinite at ±1. */
static double to_fisher(double r) { return 0.5 * (vmath_log(1 + r) - vmath_log(1 - r)); }

/* As far from the coefficient as the resampled one is, but on its other side. */
static double reflected(double rho, double resampled)
{
	return vmath_tanh(2 * to_fisher(rho) - to_fisher(resampled));
}

enum status statistics_rank_correlation_interval(const double *x, const double *y, size_t n, size_t resamples, double level,
                                      struct stream *stream, struct work *work, double *low, double *high)
{
	struct workspace w = workspace_lay(work, n);
	double *found = work_take(work, resamples, sizeof *found);
	if (work_measures(work))
		return STATUS_MEASURED;
	for (size_t r = 0; r < resamples; r++) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		for (size_t i = 0; i < n; i++) {
			size_t from = stream_integer(stream, n);
			w.x[i] = x[from];
			w.y[i] = y[from];
		}
		found[r] = coefficient(&w, w.x, w.y, n);
	}
	const double rho = coefficient(&w, x, y, n);
	const bool exact = rho * rho > 1 - 0x1p-45; /* to within rounding: every resample has the same order */
	gsl_sort(found, 1, resamples);
	size_t cut = (size_t)((1 - level) / 2 * (double)resamples);
	*low = exact ? rho : reflected(rho, found[resamples - 1 - cut]);
	*high = exact ? rho : reflected(rho, found[cut]);
	return STATUS_OK;
}
