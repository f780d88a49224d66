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
	.digit_groups = LANES(stream_digit_groups),
	.network_advance = LANES(network_advance),
	.network_sum = LANES(network_sum),
	.network_fields = LANES(network_fields),
	.network_departures = LANES(network_departures),
	.network_tangent = LANES(network_tangent),
	.boltzmann_fire = LANES(boltzmann_fire),
	.boltzmann_walk = LANES(boltzmann_walk),
	.boltzmann_choose = LANES(boltzmann_choose),
	.markov_fire = LANES(markov_fire),
	.markov_batch = LANES(markov_batch),
	.markov_products = LANES(markov_products),
	.markov_fold = LANES(markov_fold),
	.markov_add = LANES(markov_add),
	.markov_eliminate = LANES(markov_eliminate),
	.markov_visit = LANES(markov_visit),
	.series_sum = LANES(series_sum),
	.series_centre = LANES(series_centre),
	.series_products = LANES(series_products),
	.series_dot = LANES(series_dot),
	.bits_cut = LANES(bits_cut),
	.bits_count = LANES(bits_count),
	.bits_joint = LANES(bits_joint),
	.bits_correlation = LANES(bits_correlation),
	.bits_information = LANES(bits_information),
};
