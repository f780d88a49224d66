/*
 * lanes.h - declares one instruction set's inner loops (contracts: struct simd in simd.h).
 */
#ifndef RECUR_LANES_H
#define RECUR_LANES_H

#include "elementary.h"
#include "pack.h"
#include "simd.h"

void LANES(vmath_tanh)(size_t n, double *x);
void LANES(vmath_exp)(size_t n, double *x);
void LANES(vmath_log)(size_t n, double *x);
void LANES(vmath_log2)(size_t n, double *x);
void LANES(stream_uniform_groups)(struct philox_key key, uint64_t first_block, size_t groups,
                                  double *out);
void LANES(stream_gaussian_groups)(struct philox_key key, uint64_t first_block, size_t groups,
                                   double *out);
void LANES(stream_digit_groups)(struct philox_key key, uint64_t first_block, size_t groups,
                                uint16_t *out);
void LANES(network_sum)(const struct weights *weights, const double *x, double *sum);
void LANES(network_advance)(const struct weights *weights, double coupling, const double *inputs,
                            size_t steps, double *states);
void LANES(network_fields)(const struct weights *weights, double coupling, const double *inputs,
                           size_t steps, const double *states, double *fields);
void LANES(network_departures)(const double *nearest, size_t stride, size_t steps, const double *states,
                               double *rows);
void LANES(network_tangent)(const struct weights *weights, const double *states, size_t steps,
                            double *tangent, double *scratch, double *growth);
void LANES(boltzmann_fire)(size_t n, const double *field, double *fire);
void LANES(boltzmann_walk)(const struct boltzmann_walk *walk);
void LANES(boltzmann_choose)(size_t neurons, const double *fire, const uint16_t *digits,
                             struct philox_key key, uint64_t step, uint64_t *state);
void LANES(markov_fire)(size_t n, const double *fields, double *fire, double *rest, double *h2);
void LANES(markov_batch)(const struct markov_batch *batch);
void LANES(markov_products)(size_t neurons, const double *fire, const double *rest, size_t stride,
                            double *to);
void LANES(markov_fold)(size_t pairs, const double *forward, double off, const double *opposite, double on,
                        double *row);
void LANES(markov_add)(size_t n, double factor, const double *other, double *row);
void LANES(markov_eliminate)(double *transitions, size_t states, size_t stride, size_t first,
                             size_t end, double *inverse);
void LANES(markov_visit)(double *visits, size_t rows, const double *block, size_t stride, size_t count,
                         const double *inverse);
void LANES(series_sum)(const double *rows, size_t stride, size_t steps, const double *first,
                       double *sum, double *up, double *down);
void LANES(series_centre)(const double *rows, size_t stride, size_t steps, const double *first,
                          const double *offset, double *squares, double *centred);
void LANES(series_products)(const double *u, size_t u_count, size_t u_stride, const double *v,
                            size_t v_count, size_t v_stride, size_t steps, double *products);
void LANES(series_dot)(const double *u, const double *v, size_t stride, size_t steps, double *sum);
void LANES(bits_cut)(const double *rows, size_t stride, size_t steps, const double *first,
                     const double *offset, uint64_t *above, uint64_t *equal);
void LANES(bits_count)(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones);
void LANES(bits_joint)(const uint64_t *u, size_t u_count, const uint64_t *v, size_t packs, size_t row,
                       size_t words, uint64_t *both);
void LANES(bits_information)(const struct joint *joint, double *sums, uint64_t *empty_cells);
void LANES(bits_correlation)(const struct joint *joint, double *sums, double *r);

#endif
