/*
 * evolution.c - selection, and the ways in which a child differs from its parents.
 */
#include "evolution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vmath.h"

#define LOG_1000 6.907755278982137

struct rank {
	double value;
	size_t index;
};

static size_t entries(const struct evolution_settings *s) { return s->neurons * s->neurons; }

static double uniform(struct evolution *ev) { return stream_uniform(&ev->stream); }

static size_t choose(struct evolution *ev, size_t n) { return (size_t)stream_integer(&ev->stream, n); }

static void limit_weights(const struct evolution_settings *s, double *matrix)
{
	for (size_t i = 0; i < entries(s); i++)
		matrix[i] = matrix[i] > s->bound ? s->bound : matrix[i] < -s->bound ? -s->bound : matrix[i];
}

static void limit_norm(const struct evolution_settings *s, double *matrix)
{
	double square = 0;
	for (size_t i = 0; i < entries(s); i++)
		square += matrix[i] / s->bound * (matrix[i] / s->bound);
	if (square <= (double)s->neurons)
		return;
	const double scale = __builtin_sqrt((double)s->neurons / square);
	for (size_t i = 0; i < entries(s); i++)
		matrix[i] *= scale;
}

static void limit_sum(const struct evolution_settings *s, double *matrix)
{
	double sum = 0;
	for (size_t i = 0; i < entries(s); i++)
		sum += __builtin_fabs(matrix[i]) / s->bound;
	if (sum <= (double)s->neurons)
		return;
	const double scale = (double)s->neurons / sum;
	for (size_t i = 0; i < entries(s); i++)
		matrix[i] *= scale;
}

static void limit(const struct evolution_settings *s, double *matrix)
{
	switch (s->limit) {
	case LIMIT_WEIGHTS:
		limit_weights(s, matrix);
		break;
	case LIMIT_NORM:
		limit_norm(s, matrix);
		break;
	case LIMIT_SUM:
		limit_sum(s, matrix);
		break;
	case LIMIT_NONE:
		break;
	}
}

static void draw_ternary(struct evolution *ev, size_t count, double *weights)
{
	const double share = uniform(ev);
	for (size_t i = 0; i < count; i++) {
		const double sign = uniform(ev) < 0.5 ? -1 : 1;
		weights[i] = uniform(ev) < share ? sign * ev->settings.bound : 0;
	}
}

static void draw_uniform(struct evolution *ev, size_t count, double *weights)
{
	stream_uniforms(&ev->stream, count, weights);
	for (size_t i = 0; i < count; i++)
		weights[i] = (2 * weights[i] - 1) * ev->settings.bound;
}

static void draw(struct evolution *ev, size_t count, double *weights)
{
	if (ev->settings.draw == DRAW_TERNARY)
		draw_ternary(ev, count, weights);
	else
		draw_uniform(ev, count, weights);
}

static void draw_parents(struct evolution *ev)
{
	const struct evolution_settings *s = &ev->settings;
	for (size_t i = 0; i < s->population; i++)
		draw(ev, entries(s), ev->matrices + i * entries(s));
	for (size_t i = 0; i < s->population * entries(s) && s->start < 1; i++)
		ev->matrices[i] *= s->start;
	for (size_t i = 0; i < s->population; i++)
		limit(s, ev->matrices + i * entries(s));
	ev->fresh = true;
	ev->stagnant = 0;
}

void evolution_lay(struct evolution *ev, struct arena *arena, const struct evolution_settings *settings)
{
	const size_t all = settings->population + settings->offspring, matrix = entries(settings) * sizeof(double);
	*ev = (struct evolution){
		.settings = *settings,
		.matrices = arena_take(arena, all, matrix),
		.values = arena_take(arena, all, sizeof(double)),
		.sorted = arena_take(arena, settings->population, matrix),
		.ranks = arena_take(arena, all, sizeof(struct rank)),
		.best = arena_take(arena, 1, matrix),
		.best_value = -INFINITY,
	};
}

void evolution_open(struct evolution *ev, struct stream_name name, const struct simd *simd)
{
	const struct stream_name own = stream_child(name, "evolution", 9);
	ev->stream = stream_open(own, simd);
	ev->deviates = stream_open(stream_child(own, "deviates", 8), simd);
	memset(ev->best, 0, entries(&ev->settings) * sizeof *ev->best);
	draw_parents(ev);
}

struct pending evolution_pending(struct evolution *ev)
{
	const struct evolution_settings *s = &ev->settings;
	if (ev->fresh)
		return (struct pending){s->population, ev->matrices, ev->values};
	return (struct pending){s->offspring, ev->matrices + s->population * entries(s),
	                        ev->values + s->population};
}

/* --- selection --------------------------------------------------------------------------------- */

/* Better first; among equals the younger, so that a population can drift where all are equally good. */
static int compare(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;
	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return x->index > y->index ? -1 : x->index < y->index;
}

static void select_parents(struct evolution *ev, size_t candidates)
{
	const size_t size = entries(&ev->settings), population = ev->settings.population;
	for (size_t i = 0; i < candidates; i++)
		ev->ranks[i] = (struct rank){ev->values[i], i};
	qsort(ev->ranks, candidates, sizeof *ev->ranks, compare);
	for (size_t i = 0; i < population; i++)
		memcpy(ev->sorted + i * size, ev->matrices + ev->ranks[i].index * size,
		       size * sizeof *ev->sorted);
	memcpy(ev->matrices, ev->sorted, population * size * sizeof *ev->matrices);
	for (size_t i = 0; i < population; i++)
		ev->values[i] = ev->ranks[i].value;
}

static void keep_best(struct evolution *ev)
{
	if (!(ev->values[0] > ev->best_value))
		return;
	ev->best_value = ev->values[0];
	memcpy(ev->best, ev->matrices, entries(&ev->settings) * sizeof *ev->best);
}

static void count_stagnation(struct evolution *ev)
{
	ev->stagnant++;
	if (!(ev->values[0] > ev->reference + ev->settings.progress))
		return;
	ev->reference = ev->values[0];
	ev->stagnant = 0;
}

/* --- breeding ---------------------------------------------------------------------------------- */

/* Half of the children have two parents: each row is from one or the other. */
static void inherit(struct evolution *ev, double *child)
{
	const size_t neurons = ev->settings.neurons, size = entries(&ev->settings);
	const double *one = ev->matrices + choose(ev, ev->settings.population) * size;
	const double *two = ev->matrices + choose(ev, ev->settings.population) * size;
	bool mixed = uniform(ev) < 0.5;
	for (size_t m = 0; m < neurons; m++) {
		const double *from = mixed && uniform(ev) < 0.5 ? two : one;
		memcpy(child + m * neurons, from + m * neurons, neurons * sizeof *child);
	}
}

/* One weight surely, and as often as not another, and so on; for half of the children all in one row: the
 * inputs of a neuron change together. */
static void change_weights(struct evolution *ev, double *child)
{
	const struct evolution_settings *s = &ev->settings;
	const double width = s->bound * vmath_exp(-LOG_1000 * uniform(ev));
	const bool one_row = uniform(ev) < 0.5;
	const size_t row = choose(ev, s->neurons);
	do {
		double *weight = one_row ? child + row * s->neurons + choose(ev, s->neurons) :
		                           child + choose(ev, entries(s));
		if (uniform(ev) < s->jumps) {
			*weight = ((double)choose(ev, 3) - 1) * s->bound;
		} else {
			double deviate;
			stream_gaussians(&ev->deviates, 1, &deviate);
			*weight += width * deviate;
		}
	} while (uniform(ev) < 0.5);
}

/* Two rows or two columns change places, and as often as not one of them its sign; by chance the two are one. A
 * structure that is right, but of the wrong neurons, is mended at once, which no change of few weights can do. */
static void exchange(struct evolution *ev, double *child)
{
	const size_t neurons = ev->settings.neurons;
	const bool columns = uniform(ev) < 0.5;
	const size_t from_line = columns ? 1 : neurons, along = columns ? neurons : 1;
	double *one = child + choose(ev, neurons) * from_line, *two = child + choose(ev, neurons) * from_line;
	const double sign = uniform(ev) < 0.5 ? -1 : 1;
	for (size_t i = 0; i < neurons * along; i += along) {
		const double weight = one[i];
		one[i] = sign * two[i];
		two[i] = one == two ? one[i] : weight;
	}
}

static void mutate(struct evolution *ev, double *child)
{
	const struct evolution_settings *s = &ev->settings;
	const double kind = s->redraws + s->exchanges > 0 ? uniform(ev) : 1;
	if (kind < s->redraws)
		draw(ev, s->neurons, child + choose(ev, s->neurons) * s->neurons);
	else if (kind < s->redraws + s->exchanges)
		exchange(ev, child);
	else
		change_weights(ev, child);
	limit(s, child);
}

static void breed(struct evolution *ev)
{
	const struct evolution_settings *s = &ev->settings;
	for (size_t i = 0; i < s->offspring; i++) {
		double *child = ev->matrices + (s->population + i) * entries(s);
		inherit(ev, child);
		mutate(ev, child);
	}
	ev->fresh = false;
}

void evolution_advance(struct evolution *ev)
{
	const struct evolution_settings *s = &ev->settings;
	struct pending pending = evolution_pending(ev);
	ev->evaluations += pending.count;
	if (ev->fresh) {
		select_parents(ev, s->population);
		ev->reference = ev->values[0];
	} else {
		select_parents(ev, s->population + s->offspring);
		count_stagnation(ev);
	}
	ev->generation++;
	keep_best(ev);
	if (s->patience > 0 && ev->stagnant >= s->patience) {
		ev->restarts++;
		draw_parents(ev);
	} else {
		breed(ev);
	}
}

void evolution_refine(struct evolution *ev)
{
	struct evolution_settings *s = &ev->settings;
	for (size_t i = 0; i < s->population; i++) {
		memcpy(ev->matrices + i * entries(s), ev->best, entries(s) * sizeof *ev->best);
		ev->values[i] = ev->best_value;
	}
	memcpy(ev->sorted, ev->matrices, s->population * entries(s) * sizeof *ev->sorted);
	s->redraws = s->exchanges = s->jumps = 0;
	s->patience = 0;
	breed(ev);
}
