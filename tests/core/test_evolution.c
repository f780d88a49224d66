/*
 * test_evolution.c - evolution followed from outside: who survives, how children differ from their
 * parents and how often, what is counted and kept, and that it climbs hills that are known.
 */
#include "../../src/core/evolution.h"

#include <gsl/gsl_cdf.h>

#include "support.h"

#define BOUND 2.385

typedef double (*objective)(const double *matrix, size_t entries);

/* The hill: minus the squared distance to a matrix within the bounds, some of it on them. */
static double target(size_t i) { return fmax(-1, fmin(1.4 * sin(1 + 2.3 * (double)i), 1)) * BOUND; }

static double hill(const double *matrix, size_t entries)
{
	double square = 0;
	for (size_t i = 0; i < entries; i++)
		square += pow(matrix[i] - target(i), 2);
	return -square;
}

static double plain(const double *matrix, size_t entries)
{
	(void)matrix;
	(void)entries;
	return 0;
}

/* Few values: many are equally good. */
static double steps(const double *matrix, size_t entries) { return floor(hill(matrix, entries) / 3); }

/* To be freed with free(matrices); memory of exactly the size that was measured, NaN everywhere. */
static struct evolution open_as(struct evolution_settings s, const char *name, const struct simd *simd)
{
	struct evolution ev;
	struct arena arena = {0};
	evolution_lay(&ev, &arena, &s);
	arena = (struct arena){.memory = aligned_alloc(SIMD_ALIGNMENT, arena.taken), .size = arena.taken};
	assert_non_null(arena.memory);
	memset(arena.memory, 0xff, arena.size);
	evolution_lay(&ev, &arena, &s);
	evolution_open(&ev, named(name), simd != NULL ? simd : simd_best());
	return ev;
}

static size_t entries_of(const struct evolution *ev) { return ev->settings.neurons * ev->settings.neurons; }

static struct pending evaluate(struct evolution *ev, objective f)
{
	struct pending pending = evolution_pending(ev);
	const size_t entries = entries_of(ev);
	for (size_t i = 0; i < pending.count; i++)
		pending.values[i] = f(pending.matrices + i * entries, entries);
	return pending;
}

static void generation(struct evolution *ev, objective f)
{
	evaluate(ev, f);
	evolution_advance(ev);
}

static const struct evolution_settings usual = {
	.neurons = 4, .bound = BOUND, .population = 10, .offspring = 15, .jumps = 0.2, .start = 1};

/* --- survival ---------------------------------------------------------------------------------- */

static void check_bounds(const struct evolution *ev)
{
	struct evolution copy = *ev;
	struct pending pending = evolution_pending(&copy);
	for (size_t i = 0; i < pending.count * entries_of(ev); i++)
		assert_true(fabs(pending.matrices[i]) <= ev->settings.bound);
	for (size_t i = 0; i < entries_of(ev); i++)
		assert_true(fabs(ev->best[i]) <= ev->settings.bound);
}

static void weights_stay_within_bounds_and_reach_them(void **state)
{
	(void)state;
	static const double shares[] = {0, 0.5, 1};
	for (size_t k = 0; k < COUNT_OF(shares); k++) {
		struct evolution_settings s = usual;
		s.jumps = shares[k];
		s.patience = 7;
		struct evolution ev = open_as(s, "bounds", NULL);
		size_t at_bound = 0;
		for (size_t g = 0; g < 300; g++) {
			check_bounds(&ev);
			struct pending pending = evaluate(&ev, hill);
			for (size_t i = 0; i < pending.count * entries_of(&ev); i++)
				at_bound += fabs(pending.matrices[i]) == BOUND;
			evolution_advance(&ev);
		}
		assert_true(at_bound > 100);
		free(ev.matrices);
	}
}

struct candidate {
	double value;
	size_t age; /* how many are older */
	double matrix[16];
};

/* Better first, of equals the younger. */
static int before(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return x->age > y->age ? -1 : 1;
}

/* One generation beside one done by hand: parents, if they are not new ones, and children compete. */
static void check_selection(struct evolution *ev, objective f)
{
	struct candidate all[40];
	const struct evolution_settings s = ev->settings;
	const size_t entries = entries_of(ev), first = ev->fresh ? s.population : s.population + s.offspring;
	evaluate(ev, f);
	for (size_t i = 0; i < first; i++) {
		all[i] = (struct candidate){f(ev->matrices + i * entries, entries), i, {0}};
		assert_true(ev->values[i] == all[i].value);
		memcpy(all[i].matrix, ev->matrices + i * entries, entries * sizeof(double));
	}
	qsort(all, first, sizeof *all, before);
	evolution_advance(ev);
	for (size_t i = 0; i < s.population && !ev->fresh; i++) {
		assert_true(ev->values[i] == all[i].value);
		assert_memory_equal(ev->matrices + i * entries, all[i].matrix, entries * sizeof(double));
	}
	assert_true(ev->best_value >= all[0].value);
}

static void the_best_of_parents_and_children_survive(void **state)
{
	(void)state;
	static const objective objectives[] = {hill, steps, plain};
	static const size_t offspring[] = {1, 9, 15, 30};
	for (size_t k = 0; k < COUNT_OF(objectives); k++)
		for (size_t i = 0; i < COUNT_OF(offspring); i++) {
			struct evolution_settings s = usual;
			s.offspring = offspring[i];
			s.patience = k == 1 ? 9 : 0;
			struct evolution ev = open_as(s, "selection", NULL);
			for (size_t g = 0; g < 100; g++)
				check_selection(&ev, objectives[k]);
			assert_true((ev.restarts > 0) == (s.patience > 0));
			free(ev.matrices);
		}
}

/* The best is the best of all that were ever seen, and its value belongs to it. */
static void the_best_is_kept(void **state)
{
	(void)state;
	for (size_t patience = 0; patience < 5; patience += 2) {
		struct evolution_settings s = usual;
		s.patience = patience;
		struct evolution ev = open_as(s, "best", NULL);
		assert_true(ev.best_value == -INFINITY);
		for (size_t i = 0; i < entries_of(&ev); i++)
			assert_true(ev.best[i] == 0);
		double best = -INFINITY;
		for (size_t g = 0; g < 400; g++) {
			struct pending pending = evaluate(&ev, hill);
			for (size_t i = 0; i < pending.count; i++)
				best = fmax(best, pending.values[i]);
			evolution_advance(&ev);
			assert_true(ev.best_value == best);
			assert_true(hill(ev.best, entries_of(&ev)) == best);
		}
		assert_true((ev.restarts > 0) == (patience > 0));
		free(ev.matrices);
	}
}

/* --- fresh starts and counts ------------------------------------------------------------------- */

/* The course of restarts from the values alone: `patience` generations of children in a row whose best
 * parent is no better. */
static void starts_afresh_when_patience_ends(void **state)
{
	(void)state;
	static const objective objectives[] = {plain, steps, hill};
	for (size_t k = 0; k < COUNT_OF(objectives); k++)
		for (size_t patience = 1; patience <= 6; patience++) {
			struct evolution_settings s = usual;
			s.patience = patience;
			struct evolution ev = open_as(s, "patience", NULL);
			double top = -INFINITY;
			size_t stagnant = 0, restarts = 0, evaluations = 0;
			bool fresh = true;
			for (size_t g = 0; g < 200; g++) {
				struct pending pending = evaluate(&ev, objectives[k]);
				double found = fresh ? -INFINITY : top;
				assert_int_equal(pending.count, fresh ? s.population : s.offspring);
				for (size_t i = 0; i < pending.count; i++)
					found = fmax(found, pending.values[i]);
				stagnant = fresh || found > top ? 0 : stagnant + 1;
				top = found;
				evaluations += pending.count;
				evolution_advance(&ev);
				fresh = stagnant == patience;
				restarts += fresh;
				assert_true(ev.fresh == fresh && ev.restarts == restarts);
				assert_true(ev.generation == g + 1 && ev.evaluations == evaluations);
			}
			assert_true(restarts > 0 || objectives[k] == hill);
			free(ev.matrices);
		}
}

static double between_bounds(double x) { return (x / BOUND + 1) / 2; }

/* First and later ones: uniform within the bounds, never the same. */
static void fresh_parents_are_uniform(void **state)
{
	(void)state;
	enum { RESTARTS = 100, SIZE = 10 * 16 };
	double sample[RESTARTS * SIZE];
	struct evolution_settings s = usual;
	s.patience = 1;
	struct evolution ev = open_as(s, "uniform", NULL);
	for (size_t i = 0; i < RESTARTS; i++) {
		assert_int_equal(ev.restarts, i);
		struct pending pending = evolution_pending(&ev);
		assert_int_equal(pending.count, 10);
		assert_ptr_equal(pending.matrices, ev.matrices);
		memcpy(sample + i * SIZE, pending.matrices, SIZE * sizeof *sample);
		generation(&ev, plain);
		generation(&ev, plain);
	}
	assert_true(kolmogorov(RESTARTS * SIZE, sample, between_bounds) < 1.95);
	for (size_t i = 1; i < RESTARTS * SIZE; i++)
		assert_true(sample[i] != sample[i - 1]); /* they are sorted by now */
	free(ev.matrices);
}

/* --- children ---------------------------------------------------------------------------------- */

/* What one generation of many children of a few first parents shows. Parents' weights are all different,
 * so that of every row the parent is known. */
struct nursery {
	struct evolution ev;
	size_t entries, children;
	const double *child; /* the first one */
};

enum { PARENTS = 4, CHILDREN = 60000 };

static struct nursery nursery_as(struct evolution_settings s)
{
	const size_t neurons = s.neurons;
	s.bound = BOUND;
	s.start = 1;
	s.population = PARENTS;
	s.offspring = CHILDREN;
	struct nursery n = {open_as(s, "nursery", NULL), neurons * neurons, CHILDREN, NULL};
	generation(&n.ev, hill);
	struct pending pending = evolution_pending(&n.ev);
	assert_int_equal(pending.count, CHILDREN);
	assert_ptr_equal(pending.matrices, n.ev.matrices + PARENTS * n.entries);
	n.child = pending.matrices;
	return n;
}

static struct nursery nursery_of(double jumps, size_t neurons)
{
	return nursery_as((struct evolution_settings){.neurons = neurons, .jumps = jumps});
}

/* The parent with which a row agrees in the most places; PARENTS if all of the row has changed. */
static size_t parent_of_row(const struct nursery *n, const double *child, size_t row)
{
	const size_t neurons = n->ev.settings.neurons;
	size_t best = PARENTS, most = 0;
	for (size_t p = 0; p < PARENTS; p++) {
		size_t same = 0;
		for (size_t i = row * neurons; i < (row + 1) * neurons; i++)
			same += child[i] == n->ev.matrices[p * n->entries + i];
		if (same > most) {
			most = same;
			best = p;
		}
	}
	return best;
}

struct differences {
	size_t count;      /* places in which a child differs from the parents of its rows */
	size_t place;      /* one of them */
	double from, to;   /* what stood there, what stands there */
	unsigned parents;  /* whose rows it has: a bit each */
	size_t rows_of[PARENTS];
};

static struct differences differences_of(const struct nursery *n, size_t i)
{
	const size_t neurons = n->ev.settings.neurons;
	const double *child = n->child + i * n->entries;
	struct differences d = {0};
	for (size_t row = 0; row < neurons; row++) {
		const size_t p = parent_of_row(n, child, row);
		if (p == PARENTS) {
			d.count += neurons;
			continue;
		}
		d.parents |= 1u << p;
		d.rows_of[p]++;
		for (size_t k = row * neurons; k < (row + 1) * neurons; k++) {
			const double from = n->ev.matrices[p * n->entries + k];
			if (child[k] == from)
				continue;
			d.count++;
			d.place = k;
			d.from = from;
			d.to = child[k];
		}
	}
	return d;
}

/* Half of the children have two parents, which may be the same one by chance; so may all rows be from
 * the same one. The chance that k places are drawn is 2^-k. */
static void rows_and_numbers_of_mutations(void **state)
{
	(void)state;
	enum { N = 8 };
	struct nursery n = nursery_of(1, N);
	double two = 0, halves = 0, one_place = 0, of_parent[PARENTS] = {0}, at[N * N] = {0};
	for (size_t i = 0; i < CHILDREN; i++) {
		struct differences d = differences_of(&n, i);
		const int parents = __builtin_popcount(d.parents);
		assert_in_range(parents, 1, 2);
		assert_true(d.count > 0);
		two += parents == 2;
		for (size_t p = 0; p < PARENTS; p++)
			halves += d.rows_of[p] == N / 2 ? 0.5 : 0;
		one_place += d.count == 1;
		for (size_t p = 0; p < PARENTS; p++)
			of_parent[p] += d.parents >> p & 1;
		at[d.place] += d.count == 1;
	}
	const double mixed = 0.5 * (1 - 1.0 / PARENTS) * (1 - ldexp(1, 1 - N));
	assert_binomial(two, CHILDREN, mixed);
	assert_binomial(halves, CHILDREN, 0.5 * (1 - 1.0 / PARENTS) * 70 / 256); /* 8 choose 4 in 2^8 */
	/* 1/2 + 1/4 1/64 + ...: one place, or the same again and again; for half of the children among the
	 * places of one row */
	assert_binomial(one_place, CHILDREN, 0.25 / (1 - 0.5 / (N * N)) + 0.25 / (1 - 0.5 / N));
	for (size_t p = 0; p < PARENTS; p++)
		assert_binomial(of_parent[p], CHILDREN, (1 + mixed) / PARENTS);
	for (size_t k = 0; k < N * N; k++)
		assert_binomial(at[k], one_place, 1.0 / (N * N));
	free(n.ev.matrices);
}

/* Half of the children change in one row only, however many places that are; of the others, those with two
 * places have both in one row by chance. */
static void half_of_the_children_change_in_one_row(void **state)
{
	(void)state;
	enum { N = 8 };
	struct nursery n = nursery_of(1, N);
	double two = 0, together = 0;
	for (size_t i = 0; i < CHILDREN; i++) {
		size_t count = 0, rows = 0;
		for (size_t row = 0; row < N; row++) {
			const size_t p = parent_of_row(&n, n.child + i * n.entries, row);
			size_t before = count;
			for (size_t k = row * N; p < PARENTS && k < (row + 1) * N; k++)
				count += n.child[i * n.entries + k] != n.ev.matrices[p * n.entries + k];
			rows += count > before;
		}
		two += count == 2;
		together += count == 2 && rows == 1;
	}
	/* two different places: all of the one half, 7 of 63 of the other; the halves' shares of children with two
	 * places: Σ over k of 2^-k times the chance that k draws of M places hit two of them */
	double share[2];
	const double places[2] = {N, N * N};
	for (int half = 0; half < 2; half++) {
		/* after k draws: the chances of one and of two different places */
		double one = 1, hit_two = 0, sum = 0, weight = 1;
		for (int k = 1; k < 60; k++) {
			weight /= 2;
			sum += weight * hit_two;
			const double next_one = one / places[half];
			hit_two = one * (1 - 1 / places[half]) + hit_two * 2 / places[half];
			one = next_one;
		}
		share[half] = sum;
	}
	const double expected = (share[0] + share[1] * (N - 1) / (N * N - 1)) / (share[0] + share[1]);
	assert_binomial(two, CHILDREN, 0.5 * (share[0] + share[1]));
	assert_binomial(together, two, expected);
	free(n.ev.matrices);
}

static void jumps_go_to_zero_and_the_bounds(void **state)
{
	(void)state;
	struct nursery n = nursery_of(1, 8);
	double count[3] = {0}, all = 0;
	for (size_t i = 0; i < CHILDREN; i++) {
		struct differences d = differences_of(&n, i);
		if (d.count != 1)
			continue;
		assert_true(d.to == 0 || d.to == BOUND || d.to == -BOUND);
		count[d.to == 0 ? 1 : d.to > 0 ? 2 : 0]++;
		all++;
	}
	for (int k = 0; k < 3; k++)
		assert_binomial(count[k], all, 1.0 / 3);
	free(n.ev.matrices);
}

static void jumps_are_as_frequent_as_asked(void **state)
{
	(void)state;
	struct nursery n = nursery_of(0.3, 8);
	double zeros = 0, all = 0;
	for (size_t i = 0; i < CHILDREN; i++) {
		struct differences d = differences_of(&n, i);
		all += d.count == 1;
		zeros += d.count == 1 && d.to == 0; /* no Gaussian step ends there */
	}
	assert_binomial(zeros, all, 0.3 / 3);
	free(n.ev.matrices);
}

/* P(width g < d) for a width of 1000^-u times the bound, u uniform: midpoints. */
static double step_distribution(double d)
{
	enum { POINTS = 60 };
	double p = 0;
	for (int k = 0; k < POINTS; k++)
		p += gsl_cdf_ugaussian_P(d / BOUND * pow(1000, (k + 0.5) / POINTS)) / POINTS;
	return p;
}

static double identity(double p) { return p; }

/* Up and down alike; of the steps shorter than the way to the nearer bound, none of which is cut, where
 * in its distribution each is; the others end at a bound as often as they should. */
static void steps_are_gaussian_of_all_widths(void **state)
{
	(void)state;
	struct nursery n = nursery_of(0, 8);
	double *sample = allocate_doubles(CHILDREN), up = 0, all = 0, clipped = 0, expected = 0;
	size_t count = 0;
	for (size_t i = 0; i < CHILDREN; i++) {
		struct differences d = differences_of(&n, i);
		if (d.count != 1)
			continue;
		const double way = BOUND - fabs(d.from), step = fabs(d.to - d.from);
		expected += step_distribution(-way) + step_distribution(way - 2 * BOUND);
		clipped += fabs(d.to) == BOUND;
		up += d.to > d.from;
		all++;
		if (step < way)
			sample[count++] = (2 * step_distribution(step) - 1) / (2 * step_distribution(way) - 1);
	}
	assert_true(count > 20000);
	assert_binomial(up, all, 0.5);
	/* 4 %: children of which two mutations met in one place; their steps add up */
	assert_near(clipped, expected, 5 * sqrt(expected) + 0.04 * expected);
	assert_true(kolmogorov(count, sample, identity) < 1.95);
	free(sample);
	free(n.ev.matrices);
}

/* --- whole rows and columns -------------------------------------------------------------------- */

/* A third of the children has one row that is no parent's, uniform within the bounds, any row as often. */
static void redraws_replace_one_row(void **state)
{
	(void)state;
	enum { N = 4 };
	struct nursery n = nursery_as((struct evolution_settings){.neurons = N, .jumps = 0.5, .redraws = 1.0 / 3});
	double *sample = allocate_doubles(CHILDREN * N), at[N] = {0}, drawn = 0, same = 0;
	size_t count = 0;
	for (size_t i = 0; i < CHILDREN; i++) {
		const double *child = n.child + i * n.entries;
		size_t row = N, rows = 0;
		for (size_t r = 0; r < N; r++)
			if (parent_of_row(&n, child, r) == PARENTS) {
				row = r;
				rows++;
			}
		assert_true(rows <= 2); /* of four changed weights, eight are very rare */
		bool jumped = false;
		for (size_t k = 0; rows == 1 && k < N; k++)
			jumped |= fabs(child[row * N + k]) == BOUND || child[row * N + k] == 0;
		if (rows != 1 || jumped) {
			same++;
			continue;
		}
		drawn++;
		at[row]++;
		for (size_t k = 0; k < N; k++)
			sample[count++] = child[row * N + k];
	}
	/* of the others, one in some thousands changes all weights of a row, none of them at a bound */
	assert_near(drawn / CHILDREN, 1.0 / 3, 5 * sqrt(2.0 / 9 / CHILDREN) + 0.002);
	for (size_t r = 0; r < N; r++)
		assert_binomial(at[r], drawn, 1.0 / N);
	assert_true(kolmogorov(count, sample, between_bounds) < 1.95);
	free(sample);
	free(n.ev.matrices);
}

/* How many of the first parents' weights are 0: any number as likely, for a random probability of 0; the others are
 * at either bound as often. */
static void ternary_parents_have_any_density(void **state)
{
	(void)state;
	enum { N = 3, ENTRIES = N * N, COUNT = 20000 };
	const struct evolution_settings s = {
		.neurons = N, .bound = BOUND, .population = COUNT, .offspring = 1, .draw = DRAW_TERNARY, .start = 1};
	struct evolution ev = open_as(s, "ternary", NULL);
	double with[ENTRIES + 1] = {0}, upper = 0, lower = 0, first = 0;
	for (size_t i = 0; i < COUNT; i++) {
		size_t zero = 0;
		for (size_t k = 0; k < ENTRIES; k++) {
			const double w = ev.matrices[i * ENTRIES + k];
			assert_true(w == 0 || fabs(w) == BOUND);
			zero += w == 0;
			upper += w > 0;
			lower += w < 0;
			first += k == 0 && w == 0;
		}
		with[zero]++;
	}
	for (size_t k = 0; k <= ENTRIES; k++)
		assert_binomial(with[k], COUNT, 1.0 / (ENTRIES + 1));
	assert_binomial(upper, upper + lower, 0.5);
	assert_binomial(first, COUNT, 0.5);
	free(ev.matrices);
}

/* Which of the two rows or columns of a child with one parent are which of the parent's, with which signs. */
struct lines {
	size_t moved, turned; /* how many lines stand elsewhere; have the other sign */
	size_t strange;       /* are no line of the parent */
};

static struct lines lines_of(const double *child, const double *parent, size_t n, bool columns)
{
	const size_t line = columns ? 1 : n, along = columns ? n : 1;
	struct lines found = {0};
	for (size_t i = 0; i < n; i++) {
		bool known = false;
		for (size_t j = 0; j < n && !known; j++)
			for (int sign = -1; sign <= 1 && !known; sign += 2) {
				known = true;
				for (size_t k = 0; k < n; k++)
					known &= child[i * line + k * along] == sign * parent[j * line + k * along];
				found.moved += known && i != j;
				found.turned += known && sign < 0;
			}
		found.strange += !known;
	}
	return found;
}

/* All children exchange; those with one parent show how. Rows or columns as often, a line with itself by chance. */
static void exchanges_move_rows_and_columns(void **state)
{
	(void)state;
	enum { N = 4 };
	struct nursery n = nursery_as((struct evolution_settings){.neurons = N, .exchanges = 1});
	double kinds[2][3][2] = {0}, all = 0;
	for (size_t i = 0; i < CHILDREN; i++) {
		const double *child = n.child + i * n.entries;
		for (size_t p = 0; p < PARENTS; p++) {
			const double *parent = n.ev.matrices + p * n.entries;
			struct lines rows = lines_of(child, parent, N, false), columns = lines_of(child, parent, N, true);
			if (rows.strange > 0 && columns.strange > 0)
				continue;
			const bool by_columns = rows.strange > 0;
			const struct lines found = by_columns ? columns : rows;
			assert_true((found.moved == 0 || found.moved == 2) && found.turned <= 1);
			kinds[by_columns][found.moved][found.turned]++;
			all++;
		}
	}
	/* nothing at all happens to those whose line is exchanged with itself, and keeps its sign */
	assert_binomial(kinds[0][0][0], all, 0.5 / N);
	for (int columns = 0; columns < 2; columns++) {
		assert_binomial(kinds[columns][2][0], all, 0.5 * 0.5 * (1 - 1.0 / N));
		assert_binomial(kinds[columns][2][1], all, 0.5 * 0.5 * (1 - 1.0 / N));
		assert_binomial(kinds[columns][0][1], all, 0.5 * 0.5 / N);
	}
	free(n.ev.matrices);
}

/* --- progress and polish ------------------------------------------------------------------------ */

/* A best that grows by less than `progress` within the patience is given up, however often it grows. */
static void small_growth_is_no_progress(void **state)
{
	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct evolution_settings s = usual;
		s.patience = 4;
		s.progress = (double)k;
		struct evolution ev = open_as(s, "progress", NULL);
		double reference = 0;
		size_t stagnant = 0, restarts = 0;
		bool fresh = true;
		for (size_t g = 0; g < 300; g++) {
			struct pending pending = evaluate(&ev, hill);
			double top = fresh ? -INFINITY : ev.values[0];
			for (size_t i = 0; i < pending.count; i++)
				top = fmax(top, pending.values[i]);
			const bool better = fresh || top > reference + (double)k;
			reference = better ? top : reference;
			stagnant = better ? 0 : stagnant + 1;
			evolution_advance(&ev);
			fresh = stagnant == 4;
			restarts += fresh;
			assert_true(ev.fresh == fresh && ev.restarts == restarts);
		}
		assert_true(k == 0 || restarts > 10);
		free(ev.matrices);
	}
}

/* After refine, children differ from the best in few weights, by Gaussian steps, and no population is given up. */
static void refine_polishes_the_best(void **state)
{
	(void)state;
	struct evolution_settings s = usual;
	s.jumps = 1;
	s.exchanges = 0.3;
	s.redraws = 0.3;
	s.draw = DRAW_TERNARY;
	s.patience = 3;
	struct evolution ev = open_as(s, "refine", NULL);
	for (size_t g = 0; g < 100; g++)
		generation(&ev, hill);
	const double before = ev.best_value;
	const size_t restarts = ev.restarts, entries = entries_of(&ev);
	assert_true(restarts > 0);
	evolution_refine(&ev);
	struct pending pending = evolution_pending(&ev);
	assert_int_equal(pending.count, s.offspring);
	for (size_t p = 0; p < s.population; p++) {
		assert_true(ev.values[p] == before);
		assert_memory_equal(ev.matrices + p * entries, ev.best, entries * sizeof(double));
		assert_memory_equal(ev.sorted + p * entries, ev.best, entries * sizeof(double));
	}
	for (size_t i = 0; i < pending.count; i++) {
		size_t changed = 0;
		for (size_t k = 0; k < entries; k++)
			changed += pending.matrices[i * entries + k] != ev.best[k];
		assert_true(changed <= entries / 2);
	}
	for (size_t g = 0; g < 2000; g++)
		generation(&ev, hill);
	assert_true(ev.restarts == restarts && ev.best_value > before);
	for (size_t k = 0; k < entries; k++)
		assert_near(ev.best[k], target(k), 0.02);
	free(ev.matrices);
}

/* --- names, climbing, sizes -------------------------------------------------------------------- */

static void run_for(struct evolution *ev, size_t generations, objective f)
{
	for (size_t g = 0; g < generations; g++)
		generation(ev, f);
}

static void same_evolution(const struct evolution *a, const struct evolution *b)
{
	const size_t all = a->settings.population + a->settings.offspring;
	assert_memory_equal(a->matrices, b->matrices, all * entries_of(a) * sizeof(double));
	assert_memory_equal(a->best, b->best, entries_of(a) * sizeof(double));
	assert_true(a->best_value == b->best_value && a->restarts == b->restarts);
}

static void a_name_and_nothing_else_decides(void **state)
{
	(void)state;
	struct evolution_settings s = usual;
	s.patience = 2;
	s.redraws = 0.1;
	s.exchanges = 0.2;
	s.draw = DRAW_TERNARY;
	s.progress = 0.1;
	struct evolution first = open_as(s, "name", simd_find("scalar")), other = open_as(s, "others", NULL);
	run_for(&first, 150, hill);
	run_for(&other, 150, hill);
	assert_true(first.restarts > 0 && first.best_value != other.best_value);
	EACH_SIMD (simd) {
		struct evolution again = open_as(s, "name", simd);
		run_for(&again, 150, hill);
		same_evolution(&first, &again);
		free(again.matrices);
	}
	free(first.matrices);
	free(other.matrices);
}

static void a_known_hill_is_climbed(void **state)
{
	(void)state;
	static const struct {
		size_t neurons, generations;
		double jumps;
	} hills[] = {{1, 100, 0}, {3, 600, 0}, {3, 600, 0.3}, {6, 3000, 0.1}};
	for (size_t k = 0; k < COUNT_OF(hills); k++) {
		struct evolution_settings s = usual;
		s.neurons = hills[k].neurons;
		s.jumps = hills[k].jumps;
		struct evolution ev = open_as(s, "hill", NULL);
		run_for(&ev, hills[k].generations, hill);
		for (size_t i = 0; i < entries_of(&ev); i++)
			assert_near(ev.best[i], target(i), 0.02);
		free(ev.matrices);
	}
}

static void more_than_memory_is_measured(void **state)
{
	(void)state;
	const size_t most = (size_t)1 << 16;
	struct evolution_settings s = {.neurons = most, .bound = 1, .population = most, .offspring = most};
	struct evolution ev;
	struct arena arena = {0};
	evolution_lay(&ev, &arena, &s); /* 3 × 2^16 + 1 matrices of 2^32 weights, and less */
	assert_true(arena.taken > 3 * ((size_t)1 << 51) && arena.taken < 4 * ((size_t)1 << 51));
	s.neurons = s.population = (size_t)1 << 24;
	arena = (struct arena){0};
	evolution_lay(&ev, &arena, &s);
	assert_true(arena.taken == SIZE_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_stay_within_bounds_and_reach_them),
		cmocka_unit_test(the_best_of_parents_and_children_survive),
		cmocka_unit_test(the_best_is_kept),
		cmocka_unit_test(starts_afresh_when_patience_ends),
		cmocka_unit_test(fresh_parents_are_uniform),
		cmocka_unit_test(rows_and_numbers_of_mutations),
		cmocka_unit_test(half_of_the_children_change_in_one_row),
		cmocka_unit_test(jumps_go_to_zero_and_the_bounds),
		cmocka_unit_test(jumps_are_as_frequent_as_asked),
		cmocka_unit_test(steps_are_gaussian_of_all_widths),
		cmocka_unit_test(redraws_replace_one_row),
		cmocka_unit_test(ternary_parents_have_any_density),
		cmocka_unit_test(exchanges_move_rows_and_columns),
		cmocka_unit_test(small_growth_is_no_progress),
		cmocka_unit_test(refine_polishes_the_best),
		cmocka_unit_test(a_name_and_nothing_else_decides),
		cmocka_unit_test(a_known_hill_is_climbed),
		cmocka_unit_test(more_than_memory_is_measured),
	};
	return cmocka_run_group_tests_name("evolution", tests, NULL, NULL);
}
