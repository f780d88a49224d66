/*
 * stream_lanes.c - Philox4x32-10, eight counters at a time, and the deviates made of it.
 *
 * J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11. Each 32-bit word of a
 * block lives in the low half of a 64-bit lane; the high halves hold leftovers of the products,
 * which the next multiplication ignores.
 */
#include "elementary.h"
#include "stream_loops.h"

struct philox8 { /* the first and the second 64 bits of eight blocks */
	pack_u64 first, second;
};

/* Groups of eight blocks made side by side: each round waits for the last, and the keys are the same. */
#if PACK_REGISTERS >= 32
#define ABREAST 4
#else
#define ABREAST 1
#endif

/* `groups` groups from first_block on, a constant at each call. */
PACK_INLINE void philox(struct philox_key key, uint64_t first_block, size_t groups, struct philox8 *out)
{
	static const uint64_t lane[PACK_LANES] = {0, 1, 2, 3, 4, 5, 6, 7};
	const pack_u64 m0 = pack_u64_set1(0xD2511F53u), m1 = pack_u64_set1(0xCD9E8D57u);
	const pack_u64 low = pack_u64_set1(0xFFFFFFFFu);
	pack_u64 c0[ABREAST], c1[ABREAST], c2[ABREAST], c3[ABREAST];
	uint32_t k0 = key.key[0], k1 = key.key[1];
	PACK_UNROLL for (size_t g = 0; g < groups; g++) {
		c0[g] = pack_u64_add(pack_u64_set1(first_block + g * PACK_LANES), pack_u64_load(lane));
		c1[g] = pack_u64_shr(c0[g], 32);
		c2[g] = pack_u64_set1(key.high);
		c3[g] = pack_u64_set1(key.high >> 32);
	}
	PACK_UNROLL for (int round = 0; round < 10; round++) {
		const pack_u64 key0 = pack_u64_set1(k0), key1 = pack_u64_set1(k1);
		PACK_UNROLL for (size_t g = 0; g < groups; g++) {
			pack_u64 p0 = pack_u64_mul32(m0, c0[g]), p1 = pack_u64_mul32(m1, c2[g]);
			c0[g] = pack_u64_xor3(pack_u64_shr(p1, 32), c1[g], key0);
			c2[g] = pack_u64_xor3(pack_u64_shr(p0, 32), c3[g], key1);
			c1[g] = p1;
			c3[g] = p0;
		}
		k0 += 0x9E3779B9u; /* Weyl constants of the paper: golden ratio, sqrt(3) - 1 */
		k1 += 0xBB67AE85u;
	}
	PACK_UNROLL for (size_t g = 0; g < groups; g++)
		out[g] = (struct philox8){
			.first = pack_u64_or(pack_u64_and(c0[g], low), pack_u64_shl(c1[g], 32)),
			.second = pack_u64_or(pack_u64_and(c2[g], low), pack_u64_shl(c3[g], 32)),
		};
}

/* The top 53 bits as a multiple of 2^-53 in [0, 1). Both halves are turned into doubles by setting
 * an exponent, which is exact and needs no 64-bit conversion instruction. */
PACK_INLINE pack uniform8(pack_u64 bits)
{
	const double high_bias = 0x1p84 + 0x1p52;
	pack_u64 k = pack_u64_shr(bits, 11);
	pack high = pack_from_bits(
		pack_u64_or(pack_u64_shr(k, 32), pack_u64_set1(0x4530000000000000u)));
	pack low = pack_from_bits(
		pack_u64_or(pack_u64_and(k, pack_u64_set1(0xFFFFFFFFu)),
	                    pack_u64_set1(0x4330000000000000u)));
	pack whole = pack_add(pack_sub(high, pack_set1(high_bias)), low);
	return pack_mul(whole, pack_set1(0x1p-53));
}

PACK_INLINE void uniforms(struct philox_key key, uint64_t block, size_t groups, double *out)
{
	struct philox8 r[ABREAST];
	philox(key, block, groups, r);
	PACK_UNROLL for (size_t g = 0; g < groups; g++) {
		pack_store(out + g * STREAM_GROUP, uniform8(r[g].first));
		pack_store(out + g * STREAM_GROUP + PACK_LANES, uniform8(r[g].second));
	}
}

PACK_INLINE void digits(struct philox_key key, uint64_t block, size_t groups, uint16_t *out)
{
	struct philox8 r[ABREAST];
	philox(key, block, groups, r);
	PACK_UNROLL for (size_t g = 0; g < groups; g++)
		pack_u64_store_digits(out + g * STREAM_DIGITS, r[g].first, r[g].second);
}

/* Box and Muller (1958): a block's two uniforms give the radius and the angle of two deviates. */
PACK_INLINE void gaussians(struct philox_key key, uint64_t block, size_t groups, double *out)
{
	struct philox8 r[ABREAST];
	philox(key, block, groups, r);
	PACK_UNROLL for (size_t g = 0; g < groups; g++) {
		pack in_0_1 = pack_sub(pack_set1(1.0), uniform8(r[g].first)); /* (0, 1]: log is finite */
		pack angle = uniform8(r[g].second);
		pack radius = pack_sqrt(pack_mul(pack_set1(-2.0), pack_log_normal(in_0_1)));
		pack sine, cosine;
		pack_sincospi(pack_add(angle, angle), &sine, &cosine);
		pack_store(out + g * STREAM_GROUP, pack_mul(radius, cosine));
		pack_store(out + g * STREAM_GROUP + PACK_LANES, pack_mul(radius, sine));
	}
}

#define STREAM_GROUPS(name, make, type, size)                                                                      \
	static void name(struct philox_key key, uint64_t block, size_t groups, type *out)                          \
	{                                                                                                          \
		size_t g = 0;                                                                                      \
		for (; g + ABREAST <= groups; g += ABREAST)                                                        \
			make(key, block + g * PACK_LANES, ABREAST, out + g * (size));                              \
		for (; g < groups; g++)                                                                            \
			make(key, block + g * PACK_LANES, 1, out + g * (size));                                    \
	}

STREAM_GROUPS(stream_uniform_groups, uniforms, double, STREAM_GROUP)
STREAM_GROUPS(stream_gaussian_groups, gaussians, double, STREAM_GROUP)
STREAM_GROUPS(stream_digit_groups, digits, uint16_t, STREAM_DIGITS)

const struct stream_loops LANES(stream_loops) = {
	.uniform_groups = stream_uniform_groups,
	.gaussian_groups = stream_gaussian_groups,
	.digit_groups = stream_digit_groups,
};
