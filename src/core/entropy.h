/*
 * entropy.h - the entropy of a distribution over states, estimated from how often each state was seen.
 *
 * With counts n_i that add up to T, natural logarithms, K states seen, f of them once:
 *   plug-in       ln T - Σ n_i ln n_i / T. Too low, by about (states there are - 1)/(2T) if all are seen often.
 *   Miller-Madow  the same + (K - 1)/(2T). (G. Miller, Note on the bias of information estimates, 1955.)
 *   Grassberger   ln T - Σ n_i G(n_i) / T with G(1) = -γ - ln 2, G(2) = 2 - γ - ln 2, G(2n+1) = G(2n),
 *                 G(2n+2) = G(2n) + 2/(2n+1). (P. Grassberger, arXiv:physics/0307138, 2003.)
 *   Chao-Shen     -Σ p_i ln p_i / (1 - (1 - p_i)^T), p_i = C n_i / T, where C = 1 - f/T estimates how much of the
 *                 distribution has been seen, and the divisor how likely state i was to be seen at all.
 *                 (A. Chao, T.-J. Shen, Environmental and Ecological Statistics 10, 2003.) If every state was seen
 *                 once, C would be 0: f is then taken for T - 1.
 * All are told in bits.
 */
#ifndef RECUR_ENTROPY_H
#define RECUR_ENTROPY_H

#include <stddef.h>
#include <stdint.h>

struct state_entropy {
	double plug_in, miller_madow, grassberger, chao_shen; /* bits */
	size_t states, singles; /* how many different states were seen; how many of them once */
};

/* The estimates from the counts of `states` states (at least one), each at least 1, from small to large. */
struct state_entropy entropy_from_counts(const uint64_t *counts, size_t states);

#endif
