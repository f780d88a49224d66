/*
 * pack/neon.h - packs under NEON, on arm64: four registers each.
 */
#ifndef RECUR_PACK_NEON_H
#define RECUR_PACK_NEON_H

#include <arm_neon.h>

#define PACK_REGISTERS 8

typedef struct { float64x2_t a, b, c, d; } pack;
typedef struct { uint64x2_t a, b, c, d; } pack_u64;

/* A function of packs from one of registers. */
#define PACK_NEON_1(type, name, from, f) \
	PACK_INLINE type name(from x) { return (type){f(x.a), f(x.b), f(x.c), f(x.d)}; }
#define PACK_NEON_2(type, name, f) \
	PACK_INLINE type name(type x, type y) { return (type){f(x.a, y.a), f(x.b, y.b), f(x.c, y.c), f(x.d, y.d)}; }
#define PACK_NEON_3(type, name, f)                                                                              \
	PACK_INLINE type name(type x, type y, type z)                                                           \
	{                                                                                                       \
		return (type){f(x.a, y.a, z.a), f(x.b, y.b, z.b), f(x.c, y.c, z.c), f(x.d, y.d, z.d)};           \
	}

PACK_INLINE pack pack_load(const double *p)
{
	return (pack){vld1q_f64(p), vld1q_f64(p + 2), vld1q_f64(p + 4), vld1q_f64(p + 6)};
}
PACK_INLINE void pack_store(double *p, pack x)
{
	vst1q_f64(p, x.a);
	vst1q_f64(p + 2, x.b);
	vst1q_f64(p + 4, x.c);
	vst1q_f64(p + 6, x.d);
}
PACK_INLINE pack pack_set1(double x)
{
	const float64x2_t two = vdupq_n_f64(x);
	return (pack){two, two, two, two};
}
PACK_NEON_2(pack, pack_add, vaddq_f64)
PACK_NEON_2(pack, pack_sub, vsubq_f64)
PACK_NEON_2(pack, pack_mul, vmulq_f64)
PACK_NEON_2(pack, pack_div, vdivq_f64)
/* NEON's own maximum treats nan and zeros otherwise. */
PACK_INLINE float64x2_t neon_max(float64x2_t x, float64x2_t y) { return vbslq_f64(vcgtq_f64(x, y), x, y); }
PACK_INLINE float64x2_t neon_min(float64x2_t x, float64x2_t y) { return vbslq_f64(vcltq_f64(x, y), x, y); }
PACK_NEON_2(pack, pack_max, neon_max)
PACK_NEON_2(pack, pack_min, neon_min)
PACK_NEON_1(pack, pack_abs, pack, vabsq_f64)
PACK_NEON_1(pack, pack_sqrt, pack, vsqrtq_f64)
PACK_INLINE float64x2_t neon_copy_sign(float64x2_t x, float64x2_t y)
{
	return vbslq_f64(vdupq_n_u64((uint64_t)1 << 63), y, x);
}
PACK_NEON_2(pack, pack_copy_sign, neon_copy_sign)
PACK_INLINE float64x2_t neon_fma(float64x2_t x, float64x2_t y, float64x2_t z) { return vfmaq_f64(z, x, y); }
PACK_INLINE float64x2_t neon_fnma(float64x2_t x, float64x2_t y, float64x2_t z) { return vfmsq_f64(z, x, y); }
PACK_NEON_3(pack, pack_fma, neon_fma)
PACK_NEON_3(pack, pack_fnma, neon_fnma)
PACK_INLINE pack pack_gather(const double *base, const int32_t *index)
{
	double x[8];
	for (int i = 0; i < 8; i++)
		x[i] = base[index[i]];
	return pack_load(x);
}

PACK_INLINE pack_u64 pack_u64_load(const uint64_t *p)
{
	return (pack_u64){vld1q_u64(p), vld1q_u64(p + 2), vld1q_u64(p + 4), vld1q_u64(p + 6)};
}
PACK_INLINE void pack_u64_store(uint64_t *p, pack_u64 x)
{
	vst1q_u64(p, x.a);
	vst1q_u64(p + 2, x.b);
	vst1q_u64(p + 4, x.c);
	vst1q_u64(p + 6, x.d);
}
PACK_INLINE pack pack_gather_u64(const double *base, pack_u64 index)
{
	uint64_t at[8];
	double x[8];
	pack_u64_store(at, index);
	for (int i = 0; i < 8; i++)
		x[i] = base[at[i]];
	return pack_load(x);
}
PACK_INLINE pack_u64 pack_u64_set1(uint64_t x)
{
	const uint64x2_t two = vdupq_n_u64(x);
	return (pack_u64){two, two, two, two};
}
PACK_NEON_2(pack_u64, pack_u64_add, vaddq_u64)
PACK_NEON_2(pack_u64, pack_u64_sub, vsubq_u64)
PACK_NEON_2(pack_u64, pack_u64_xor, veorq_u64)
PACK_NEON_2(pack_u64, pack_u64_or, vorrq_u64)
PACK_NEON_2(pack_u64, pack_u64_and, vandq_u64)
PACK_INLINE uint64x2_t neon_mul32(uint64x2_t x, uint64x2_t y) { return vmull_u32(vmovn_u64(x), vmovn_u64(y)); }
PACK_NEON_2(pack_u64, pack_u64_mul32, neon_mul32)
PACK_INLINE uint64x2_t neon_xor_and(uint64x2_t x, uint64x2_t y, uint64x2_t z) { return veorq_u64(x, vandq_u64(y, z)); }
PACK_INLINE uint64x2_t neon_xor3(uint64x2_t x, uint64x2_t y, uint64x2_t z) { return veorq_u64(veorq_u64(x, y), z); }
/* Where x and y differ, z decides. */
PACK_INLINE uint64x2_t neon_majority(uint64x2_t x, uint64x2_t y, uint64x2_t z)
{
	return vbslq_u64(veorq_u64(x, y), z, x);
}
PACK_INLINE uint64x2_t neon_not_or(uint64x2_t choice, uint64x2_t x, uint64x2_t y)
{
	return vbslq_u64(choice, veorq_u64(x, vdupq_n_u64(~(uint64_t)0)), y);
}
PACK_NEON_3(pack_u64, pack_u64_xor_and, neon_xor_and)
PACK_NEON_3(pack_u64, pack_u64_xor3, neon_xor3)
PACK_NEON_3(pack_u64, pack_u64_majority, neon_majority)
PACK_NEON_3(pack_u64, pack_u64_not_or, neon_not_or)
#define pack_u64_shr(x, count)                                                          \
	((pack_u64){vshrq_n_u64((x).a, count), vshrq_n_u64((x).b, count),               \
	            vshrq_n_u64((x).c, count), vshrq_n_u64((x).d, count)})
#define pack_u64_shl(x, count)                                                          \
	((pack_u64){vshlq_n_u64((x).a, count), vshlq_n_u64((x).b, count),               \
	            vshlq_n_u64((x).c, count), vshlq_n_u64((x).d, count)})
PACK_NEON_1(pack, pack_from_bits, pack_u64, vreinterpretq_f64_u64)
PACK_NEON_1(pack_u64, pack_to_bits, pack, vreinterpretq_u64_f64)
PACK_INLINE uint32_t neon_greater_mask(float64x2_t x, float64x2_t y)
{
	const uint64x2_t greater = vcgtq_f64(x, y);
	return (uint32_t)(vgetq_lane_u64(greater, 0) & 1) | (uint32_t)(vgetq_lane_u64(greater, 1) & 2);
}
PACK_INLINE uint32_t pack_greater_mask(pack x, pack y)
{
	return neon_greater_mask(x.a, y.a) | neon_greater_mask(x.b, y.b) << 2 | neon_greater_mask(x.c, y.c) << 4 |
	       neon_greater_mask(x.d, y.d) << 6;
}
PACK_INLINE pack pack_if_greater(pack x, pack y, pack yes, pack no)
{
	return (pack){vbslq_f64(vcgtq_f64(x.a, y.a), yes.a, no.a), vbslq_f64(vcgtq_f64(x.b, y.b), yes.b, no.b),
	              vbslq_f64(vcgtq_f64(x.c, y.c), yes.c, no.c), vbslq_f64(vcgtq_f64(x.d, y.d), yes.d, no.d)};
}
#define PACK_NEON_OR_COMPARE(name, relation)                                                      \
	PACK_INLINE pack_u64 name(pack_u64 word, pack x, pack y, pack_u64 bit)                    \
	{                                                                                         \
		return (pack_u64){vorrq_u64(word.a, vandq_u64(relation(x.a, y.a), bit.a)),        \
		                  vorrq_u64(word.b, vandq_u64(relation(x.b, y.b), bit.b)),        \
		                  vorrq_u64(word.c, vandq_u64(relation(x.c, y.c), bit.c)),        \
		                  vorrq_u64(word.d, vandq_u64(relation(x.d, y.d), bit.d))};       \
	}
PACK_NEON_OR_COMPARE(pack_or_greater, vcgtq_f64)
PACK_NEON_OR_COMPARE(pack_or_equal, vceqq_f64)
PACK_INLINE void neon_store_digits(uint16_t *p, uint64x2_t x, uint64x2_t y)
{
	vst1q_u16(p, vreinterpretq_u16_u64(vzip1q_u64(x, y)));
	vst1q_u16(p + 8, vreinterpretq_u16_u64(vzip2q_u64(x, y)));
}
PACK_INLINE void pack_u64_store_digits(uint16_t *p, pack_u64 x, pack_u64 y)
{
	neon_store_digits(p, x.a, y.a);
	neon_store_digits(p + 16, x.b, y.b);
	neon_store_digits(p + 32, x.c, y.c);
	neon_store_digits(p + 48, x.d, y.d);
}
/* Bit i: whether the 16-bit number i of eight is all ones. */
PACK_INLINE uint32_t neon_mask(uint16x8_t all)
{
	static const uint16_t bit[] = {1, 2, 4, 8, 16, 32, 64, 128};
	return vaddvq_u16(vandq_u16(all, vld1q_u16(bit)));
}
PACK_INLINE uint32_t short16_less_mask(const uint16_t *a, const uint16_t *b, uint32_t *equal)
{
	const uint16x8_t x = vld1q_u16(a), y = vld1q_u16(b), other_x = vld1q_u16(a + 8), other_y = vld1q_u16(b + 8);
	*equal = neon_mask(vceqq_u16(x, y)) | neon_mask(vceqq_u16(other_x, other_y)) << 8;
	return neon_mask(vcltq_u16(x, y)) | neon_mask(vcltq_u16(other_x, other_y)) << 8;
}
PACK_INLINE uint64x2_t neon_count_zero(uint64x2_t count, uint64x2_t x, uint64x2_t one)
{
	return vaddq_u64(count, vandq_u64(vceqzq_u64(x), one));
}
PACK_NEON_3(pack_u64, pack_u64_count_zero, neon_count_zero)
PACK_INLINE uint64x2_t neon_popcount(uint64x2_t x)
{
	return vpaddlq_u32(vpaddlq_u16(vpaddlq_u8(vcntq_u8(vreinterpretq_u8_u64(x)))));
}
PACK_NEON_1(pack_u64, pack_u64_popcount, pack_u64, neon_popcount)

#endif
