/*
 * markov.h - the chain of a Boltzmann machine's states, exactly: stationary distribution, information
 * flux, correlations.
 *
 * Given the state x(t), the neurons of x(t+1) are independent: P(x'|x) = Π_m P(x'_m|x). The stationary
 * distribution π is found by elimination of states without a subtraction (Grassmann, Taksar, Heyman 1985),
 * which keeps the relative precision of every probability, however nearly periodic or decomposable the
 * chain. Where transitions may be too rare for doubles, it is done in numbers of unlimited range, slowly
 * (markov_wide.h). A machine of signs has no preference for a sign: x and -x are equally likely, and the chain
 * of the pairs {x, -x}, half as many, is eliminated instead: an eighth of the work.
 *
 * The flux is the mutual information I[x(t), x(t+1)] = H(π) - Σ_x π(x) Σ_m h2(P(x'_m = on|x)), in bits.
 */
#ifndef RECUR_MARKOV_H
#define RECUR_MARKOV_H

#include "coding.h"
#include "work.h"

#define MARKOV_HIGH 0x1p100 /* π is scaled down beyond this on the way */
#define MARKOV_MODERATE 600.0 /* up to this sum of all |w| no transition is below 2^-900 */

/* The most neurons of an exact chain: 4096 states, or pairs of them, are eliminated. */
static inline size_t markov_most_neurons(enum coding coding) { return coding == CODING_SIGNS ? 13 : 12; }

struct markov {
	size_t neurons, states; /* states: 2^N */
	enum coding coding;
	double *probability; /* π(x), states of them */
	double *fire, *rest; /* P(x'_m = on|x), P(x'_m = off|x) at m states + x */
	double *h2;          /* the entropy of x'_m given x in bits, at m states + x */
	double entropy;      /* H(π) in bits */
	double noise;        /* H(x(t+1)|x(t)) in bits */
	double flux;         /* the difference */
};

/* Room for a chain of 1 ... markov_most_neurons neurons, from an arena. */
void markov_lay(struct markov *markov, struct arena *arena, size_t neurons, enum coding coding);

/* Solves the chain of W (neurons × neurons, row m the weights to neuron m, all finite, looked at while measuring, too:
 * strong weights take more memory). STATUS_TOO_STRONG: a field is beyond WIDE_FARTHEST_FIELD, so that its rounding alone
 * could change π; the chain is then not to be used. */
enum status markov_solve(struct markov *markov, const double *matrix, struct work *work);

/* The same by plain elimination of all 2^N states, one by one: the yardstick. */
enum status markov_solve_plainly(struct markov *markov, const double *matrix, struct work *work);

/* Means over all N² pairs (x_m(t), x_n(t+1)), exactly. */
struct pair_measures {
	double correlation; /* root of the mean square of Pearson's coefficient; a constant neuron counts 0 */
	double information; /* mean mutual information in bits */
};

/* r: N × N coefficients, row m for x_m(t); or NULL. */
struct pair_measures markov_pairs(const struct markov *markov, double *r);

/* flux[i] of matrices[i N²], i < count, eight found at a time where their chains are small; NaN where the weights are too
 * strong. To the bit what markov_solve finds. The matrices are looked at while measuring, too. */
enum status markov_fluxes(const double *matrices, size_t count, size_t neurons, enum coding coding, struct work *work,
                      double *flux);

#endif
