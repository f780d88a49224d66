/*
 * rounding.h - how far rounding alone may move a neuron of a recorded network: the line between rest and motion.
 *
 * A neuron that rests still changes its last bits for ever if the rounding errors of its field fall out differently
 * from step to step. That is no motion, and must not be correlated with anything. Two errors of a state s = tanh(u)
 * are told apart. The field u = Σ_n W[m][n] s_n + η x_m is a rounded sum; its error is proportional to
 * 2^-53 Σ |W[m][n]| |s_n|, by a factor that grows with the number of terms and with how long a disturbance lives in the
 * network; the slope 1 - s² carries it on to the state. And the state is rounded itself, to 2^-53 of the range of tanh.
 */
#ifndef RECUR_ROUNDING_H
#define RECUR_ROUNDING_H

#include "network.h"

/* The factor of the field's error. In 2100 random networks (N = 50, density 0.05 to 1, balance 0.1 to 0.9) the spreads
 * of resting neurons, in units of 2^-53 ((1 - s²) Σ |W[m][n]| |s_n| + |s|), are mostly near 1 and rarely above 16; from
 * 64 on only neurons are found that still approach their fixed point, and these at spreads of all sizes alike. */
#define ROUNDING_FIELD 64

/* The spread that rounding may give each neuron over the recorded steps; stride of each, zero in the padding; fields may be NULL:
 * fields[m] = 64 · 2^-53 (Σ_n |W[m][n]| max|s_n| + 9 η), the maxima over these steps, 9 above every input,
 * states[m] = 2^-53 + max(1 - s_m²) fields[m].
 * A neuron whose states have a larger spread moves, one with this or less is at rest. So a saturated neuron that
 * takes on three neighbouring values moves; a state that decays to zero is at rest from about 1e-16 on; and a
 * signal as small as 1e-12 is one nearly everywhere. The states are finite; a neuron whose states are no numbers has
 * no rounding either, and moves. coupling: 0 in a free run. */
enum status rounding_spreads(const struct weights *weights, double coupling, const struct recording *recording,
                             struct work *work, double *fields, double *states);

#endif
