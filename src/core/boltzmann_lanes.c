/*
 * boltzmann_lanes.c - a step of a Boltzmann machine: from tables for a small one, eight chains side by
 * side; from its fields for a large one.
 */
#include "elementary.h"
#include "boltzmann_loops.h"

#include "boltzmann.h"

/* Chains that advance together: each waits for its table row, so others fill the time. */
#define ABREAST 8

static void boltzmann_fire(size_t n, const double *field, double *fire)
{
	const pack one = pack_set1(1.0), zero = pack_set1(0.0);
	size_t i = 0;
	for (; i + PACK_LANES <= n; i += PACK_LANES)
		pack_store(fire + i, pack_div(one, pack_add(one, pack_exp(pack_sub(
			zero, pack_load(field + i))))));
	if (i < n) {
		double rest[PACK_LANES] = {0};
		memcpy(rest, field + i, (n - i) * sizeof *rest);
		boltzmann_fire(PACK_LANES, rest, rest);
		memcpy(fire + i, rest, (n - i) * sizeof *rest);
	}
}

/* The neurons whose first 16 bits equal those of p: one in 65536. */
static __attribute__((noinline)) uint64_t settle_ties(const struct boltzmann_table *table,
                                                      struct philox_key key, uint64_t step,
                                                      uint64_t from, const uint16_t *digits,
                                                      uint32_t ties)
{
	const double *fire = table->fire + from * BOLTZMANN_ROW;
	uint64_t on = 0;
	for (; ties != 0; ties &= ties - 1) {
		size_t m = (size_t)__builtin_ctz(ties);
		on |= (uint64_t)boltzmann_settle(key, step, table->neurons, m, digits[m], fire[m]) << m;
	}
	return on;
}

/* Chains first ... first + count - 1; count is a constant at each call. */
PACK_INLINE void walk_abreast(const struct boltzmann_walk *walk, size_t first, size_t count)
{
	const struct boltzmann_table *table = walk->table;
	const uint32_t all = (uint32_t)(((uint64_t)1 << table->neurons) - 1);
	const uint16_t *digits[ABREAST];
	uint64_t *out[ABREAST], state[ABREAST];
	PACK_UNROLL for (size_t c = 0; c < count; c++) {
		digits[c] = walk->digits + (first + c) * walk->digit_chain;
		out[c] = walk->states + (first + c) * walk->state_chain;
		state[c] = out[c][0];
	}
	for (size_t t = 0; t < walk->steps; t++)
		PACK_UNROLL for (size_t c = 0; c < count; c++) {
			const uint16_t *u = digits[c] + t * walk->digit_step;
			uint32_t ties;
			uint64_t on = short16_less_mask(u, table->sure + state[c] * BOLTZMANN_ROW, &ties) & all;
			ties &= all;
			if (__builtin_expect(ties != 0, 0))
				on |= settle_ties(table, walk->keys[first + c], walk->first_step + t,
				                  state[c], u, ties);
			state[c] = on;
			out[c][t + 1] = on;
		}
}

static void boltzmann_walk(const struct boltzmann_walk *walk)
{
	size_t c = 0;
	for (; c + ABREAST <= walk->chains; c += ABREAST)
		walk_abreast(walk, c, ABREAST);
	for (; c + ABREAST / 2 <= walk->chains; c += ABREAST / 2)
		walk_abreast(walk, c, ABREAST / 2);
	for (; c < walk->chains; c++)
		walk_abreast(walk, c, 1);
}

static void boltzmann_choose(size_t neurons, const double *fire, const uint16_t *digits,
                             struct philox_key key, uint64_t step, uint64_t *state)
{
	const pack unit = pack_set1(0x1p-16);
	memset(state, 0, (neurons + 63) / 64 * sizeof *state);
	for (size_t m = 0; m < neurons; m += PACK_LANES) {
		double first_bits[PACK_LANES];
		for (size_t i = 0; i < PACK_LANES; i++)
			first_bits[i] = digits[m + i];
		pack p = pack_load(fire + m), least = pack_mul(pack_load(first_bits), unit);
		uint32_t possible = pack_greater_mask(p, least);
		uint32_t open = pack_greater_mask(pack_add(least, unit), p) & possible;
		uint32_t on = possible & ~open;
		if (neurons - m < PACK_LANES) {
			on &= (1u << (neurons - m)) - 1;
			open &= (1u << (neurons - m)) - 1;
		}
		for (; open != 0; open &= open - 1) {
			size_t i = (size_t)__builtin_ctz(open);
			on |= (uint32_t)boltzmann_settle(key, step, neurons, m + i, digits[m + i],
			                                 fire[m + i]) << i;
		}
		state[m / 64] |= (uint64_t)on << m % 64;
	}
}

const struct boltzmann_loops LANES(boltzmann_loops) = {
	.fire = boltzmann_fire,
	.walk = boltzmann_walk,
	.choose = boltzmann_choose,
};
