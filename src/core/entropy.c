/*
 * entropy.c - estimates of an entropy from counts. States that were seen equally often are taken together.
 */
#include "entropy.h"

#include "vmath.h"

#define EULER 0x1.2788cfc6fb619p-1 /* γ */
#define LN2 0x1.62e42fefa39efp-1

/* ln(1 - p), 0 < p < 1, to full relative precision. */
static double log_rest(double p) { return p <= 0.5 ? -vmath_log1p_unit(p / (1 - p)) : vmath_log(1 - p); }

/* 1 - exp(-y), y > 0, to full relative precision: the error of exp(-y) is undone by the logarithm of what it gave
 * (W. Kahan's device for the exponential less one). */
static double one_less_exp(double y)
{
	const double e = vmath_exp(-y);
	if (e == 1)
		return y;
	return y < 1 ? (1 - e) * (y / -vmath_log(e)) : 1 - e;
}

/* A state's term of Chao and Shen's sum, in nats. */
static double chao_shen_term(double p, double samples)
{
	return p < 1 ? -p * vmath_log(p) / one_less_exp(-samples * log_rest(p)) : 0;
}

/* Grassberger's G, n from small to large: what has been found is kept. */
struct grassberger {
	uint64_t even; /* G of it is known */
	double value;
};

static double grassberger_at(struct grassberger *g, uint64_t n)
{
	if (n == 1)
		return -EULER - LN2;
	for (; g->even + 1 < n; g->even += 2)
		g->value += 2 / (double)(g->even + 1);
	return g->value;
}

struct state_entropy entropy_from_counts(const uint64_t *counts, size_t states)
{
	uint64_t total = 0, singles = 0;
	for (size_t i = 0; i < states; i++) {
		total += counts[i];
		singles += counts[i] == 1;
	}
	const double samples = (double)total, unseen = (double)(singles < total ? singles : total - 1) / samples;
	struct grassberger g = {2, 2 - EULER - LN2};
	double plug_in = 0, grassberger = 0, chao_shen = 0;
	for (size_t i = 0, end; i < states; i = end) {
		for (end = i + 1; end < states && counts[end] == counts[i];)
			end++;
		const double n = (double)counts[i], cells = (double)(end - i);
		plug_in += cells * (n * vmath_log(n));
		grassberger += cells * (n * grassberger_at(&g, counts[i]));
		chao_shen += cells * chao_shen_term((1 - unseen) * n / samples, samples);
	}
	plug_in = vmath_log(samples) - plug_in / samples;
	return (struct state_entropy){
		.plug_in = states > 1 ? plug_in / LN2 : 0,
		.miller_madow = states > 1 ? (plug_in + (double)(states - 1) / (2 * samples)) / LN2 : 0,
		.grassberger = (vmath_log(samples) - grassberger / samples) / LN2,
		.chao_shen = chao_shen / LN2,
		.states = states,
		.singles = singles,
	};
}
