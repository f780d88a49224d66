/*
 * lanes.h - declares one instruction set's inner loops (contracts: struct simd in simd.h).
 */
#ifndef RECUR_LANES_H
#define RECUR_LANES_H

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
void LANES(network_advance)(const struct weights *weights, double coupling, const double *inputs,
                            size_t steps, double *states);
void LANES(network_tangent)(const struct weights *weights, const double *states, size_t steps,
                            double *tangent, double *scratch, double *growth);
void LANES(series_sum)(const double *rows, size_t stride, size_t steps, const double *first,
                       double *sum, uint64_t *changed);
void LANES(series_centre)(const double *rows, size_t stride, size_t steps, const double *first,
                          const double *offset, double *squares, double *centred);
void LANES(series_products)(const double *u, size_t u_count, size_t u_stride, const double *v,
                            size_t v_stride, size_t steps, double *products);
void LANES(series_dot)(const double *u, const double *v, size_t stride, size_t steps, double *sum);
void LANES(bits_cut)(const double *rows, size_t stride, size_t steps, const double *first,
                     const double *offset, uint64_t *above, uint64_t *equal);
void LANES(bits_count)(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones);
double LANES(bits_information)(const struct joint_row *row, uint64_t *empty_cells);

#endif
