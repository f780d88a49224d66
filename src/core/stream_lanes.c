/*
 * stream_lanes.c - Philox4x32-10, eight counters at a time, and the deviates made of it.
 *
 * J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11. Each 32-bit word of a
 * block lives in the low half of a 64-bit lane; the high halves hold leftovers of the products,
 * which the next multiplication ignores.
 */
#include "lanes.h"

struct philox8 { /* the first and the second 64 bits of eight blocks */
	pack_u64 first, second;
};

PACK_INLINE struct philox8 philox8(struct philox_key key, uint64_t first_block)
{
	static const uint64_t lane[PACK_LANES] = {0, 1, 2, 3, 4, 5, 6, 7};
	const pack_u64 m0 = pack_u64_set1(0xD2511F53u), m1 = pack_u64_set1(0xCD9E8D57u);
	const pack_u64 low = pack_u64_set1(0xFFFFFFFFu);
	pack_u64 block = pack_u64_add(pack_u64_set1(first_block), pack_u64_load(lane));
	pack_u64 c0 = block, c1 = pack_u64_shr(block, 32);
	pack_u64 c2 = pack_u64_set1(key.high), c3 = pack_u64_set1(key.high >> 32);
	uint32_t k0 = key.key[0], k1 = key.key[1];

	for (int round = 0; round < 10; round++) {
		pack_u64 p0 = pack_u64_mul32(m0, c0), p1 = pack_u64_mul32(m1, c2);
		c0 = pack_u64_xor(pack_u64_xor(pack_u64_shr(p1, 32), c1), pack_u64_set1(k0));
		c2 = pack_u64_xor(pack_u64_xor(pack_u64_shr(p0, 32), c3), pack_u64_set1(k1));
		c1 = p1;
		c3 = p0;
		k0 += 0x9E3779B9u; /* Weyl constants of the paper: golden ratio, sqrt(3) - 1 */
		k1 += 0xBB67AE85u;
	}
	return (struct philox8){
		.first = pack_u64_or(pack_u64_and(c0, low), pack_u64_shl(c1, 32)),
		.second = pack_u64_or(pack_u64_and(c2, low), pack_u64_shl(c3, 32)),
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

void LANES(stream_uniform_groups)(struct philox_key key, uint64_t first_block, size_t groups,
                                  double *out)
{
	for (size_t g = 0; g < groups; g++, first_block += PACK_LANES, out += SIMD_GROUP) {
		struct philox8 r = philox8(key, first_block);
		pack_store(out, uniform8(r.first));
		pack_store(out + PACK_LANES, uniform8(r.second));
	}
}

void LANES(stream_digit_groups)(struct philox_key key, uint64_t first_block, size_t groups,
                                uint16_t *out)
{
	for (size_t g = 0; g < groups; g++, first_block += PACK_LANES, out += SIMD_DIGITS) {
		struct philox8 r = philox8(key, first_block);
		pack_u64_store_digits(out, r.first, r.second);
	}
}

/* Box and Muller (1958): a block's two uniforms give the radius and the angle of two deviates. */
void LANES(stream_gaussian_groups)(struct philox_key key, uint64_t first_block, size_t groups,
                                   double *out)
{
	for (size_t g = 0; g < groups; g++, first_block += PACK_LANES, out += SIMD_GROUP) {
		struct philox8 r = philox8(key, first_block);
		pack in_0_1 = pack_sub(pack_set1(1.0), uniform8(r.first)); /* (0, 1]: log is finite */
		pack angle = uniform8(r.second);
		pack radius = pack_sqrt(pack_mul(pack_set1(-2.0), pack_log_fast(in_0_1)));
		pack sine, cosine;
		pack_sincospi(pack_add(angle, angle), &sine, &cosine);
		pack_store(out, pack_mul(radius, cosine));
		pack_store(out + PACK_LANES, pack_mul(radius, sine));
	}
}
