/*
 * simd_lanes.c - gathers one instruction set's inner loops into its table.
 */
#include "lanes.h"

#define TEXT_(name) #name
#define TEXT(name) TEXT_(name)

const struct simd LANES(simd) = {
	.name = TEXT(PACK_NAME),
	.tanh = LANES(vmath_tanh),
	.exp = LANES(vmath_exp),
	.log = LANES(vmath_log),
	.log2 = LANES(vmath_log2),
	.uniform_groups = LANES(stream_uniform_groups),
	.gaussian_groups = LANES(stream_gaussian_groups),
	.network_advance = LANES(network_advance),
	.network_tangent = LANES(network_tangent),
	.series_sum = LANES(series_sum),
	.series_centre = LANES(series_centre),
	.series_products = LANES(series_products),
	.series_dot = LANES(series_dot),
	.bits_cut = LANES(bits_cut),
	.bits_count = LANES(bits_count),
	.bits_information = LANES(bits_information),
};
