/*
 * evolution.h - evolution of weight matrices within bounds: a population, mutation, selection of the best.
 *
 * Each generation, `offspring` children are bred from the parents and the best `population` of both live on
 * ("plus" selection: the best found is never lost). What is better is not known here: the caller fills in
 * the values of the pending matrices and then advances.
 */
#ifndef RECUR_EVOLUTION_H
#define RECUR_EVOLUTION_H

#include "stream.h"
#include "work.h"

/* What the bound limits. N-rooks of magnitude `bound` fulfil each to the full. */
enum evolution_limit {
	LIMIT_WEIGHTS, /* every weight stays within [-bound, bound] */
	LIMIT_NORM,    /* the mean over neurons of the squared norm of their weights is at most bound² */
	LIMIT_SUM,     /* the mean over neurons of the sum of their weights' magnitudes is at most bound */
	LIMIT_NONE     /* nothing; the bound is what draws, jumps and Gaussian steps are measured by */
};

/* How weights are drawn that have no parent's weight to start from. */
enum evolution_draw {
	DRAW_UNIFORM, /* in [-bound, bound] */
	DRAW_TERNARY  /* 0, -bound or bound; the probability of 0 is drawn first, for all of them */
};

struct evolution_settings {
	size_t neurons;
	enum evolution_limit limit;
	double bound;      /* > 0 */
	size_t population; /* parents, >= 2 */
	size_t offspring;  /* children a generation, >= 1 */
	enum evolution_draw draw; /* of the first parents and of whole rows */
	double start;      /* > 0, at most 1: first parents are drawn as with this share of the bound */
	double redraws, exchanges; /* shares of the children, together at most 1: one whole row is drawn anew; two
	                              rows or two columns change places. In the others single weights change. */
	double jumps;      /* 0 ... 1: share of changes that set a weight to 0, -bound or bound; the others add a
	                      Gaussian deviate, of a width between bound/1000 and bound */
	size_t patience;   /* generations without progress until it starts afresh from random matrices; 0: never */
	double progress;   /* >= 0: the best of the population is better by more than this. Where weights can be
	                      polished without end, 0 means that patience never ends. */
};

struct evolution {
	struct evolution_settings settings;
	struct stream stream, deviates; /* uniform ones, Gaussian ones */
	double *matrices;      /* parents, best first, then children; N × N each */
	double *values;        /* of each */
	double *sorted;        /* room for parents */
	struct rank *ranks;
	double *best;          /* N × N: the best ever found */
	double best_value;
	size_t generation; /* selections so far; the first is among the random parents */
	size_t restarts, evaluations;
	double reference;      /* value of the best parent at the last progress, or at the start */
	size_t stagnant;       /* generations since then */
	bool fresh;            /* the pending matrices are the parents, not children */
};

/* Room for an evolution with these settings, from an arena. */
void evolution_lay(struct evolution *evolution, struct arena *arena, const struct evolution_settings *settings);

/* Draws the first parents, within the limit: they are pending. */
void evolution_open(struct evolution *evolution, struct stream_name name, const struct simd *simd);

/* The matrices whose values are wanted next, and where these go. */
struct pending {
	size_t count;
	const double *matrices; /* count × N × N */
	double *values;         /* count; none may be NaN */
};

struct pending evolution_pending(struct evolution *evolution);

/* Once the values are there: selects, then breeds or starts afresh. */
void evolution_advance(struct evolution *evolution);

/* From now on only polishes: the best ever found takes the place of all parents, and children differ from it by
 * Gaussian steps of single weights. There are no fresh starts. To be called after the first generation. */
void evolution_refine(struct evolution *evolution);

#endif
