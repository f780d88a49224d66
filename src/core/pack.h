/*
 * pack.h - eight doubles that move together, on every instruction set.
 *
 * The inner loops (files named *_lanes.c) are written once, for packs of eight lanes, and compiled
 * once per instruction set. A pack is one register under AVX-512, two under AVX2 and an array in
 * plain C; because every variant has the same eight lanes and only + - * / sqrt fma, comparisons
 * and whole numbers work on them, the variants agree to the bit by construction.
 *
 * Each *_lanes.c is compiled with PACK_NAME set to avx512, avx2 or scalar.
 */
#ifndef RECUR_PACK_H
#define RECUR_PACK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef PACK_LANES /* vmath.c has packs of one */
#define PACK_LANES 8
#endif

#define PACK_JOIN_(a, b) a##_##b
#define PACK_JOIN(a, b) PACK_JOIN_(a, b)
/* The name of an inner loop in this instruction set's variant: LANES(tanh) is tanh_avx2, ... */
#define LANES(function) PACK_JOIN(function, PACK_NAME)

/* Before a loop of a few constant steps over an array of packs: unrolled, the array is registers. */
#if defined(__clang__)
#define PACK_UNROLL _Pragma("clang loop unroll(full)")
#else
#define PACK_UNROLL _Pragma("GCC unroll 16")
#endif

#define PACK_INLINE static inline __attribute__((always_inline, unused))

#if defined(__AVX512F__) && !defined(PACK_PLAIN)
#include <immintrin.h>
#ifndef __OPTIMIZE__ /* without optimization gcc's intrinsics are macros, whose conversions count as ours */
#pragma GCC diagnostic ignored "-Wsign-conversion"
#endif

typedef __m512d pack;
typedef __m512i pack_u64;

PACK_INLINE pack pack_load(const double *p) { return _mm512_loadu_pd(p); }
PACK_INLINE void pack_store(double *p, pack a) { _mm512_storeu_pd(p, a); }
PACK_INLINE pack pack_set1(double x) { return _mm512_set1_pd(x); }
PACK_INLINE pack pack_add(pack a, pack b) { return _mm512_add_pd(a, b); }
PACK_INLINE pack pack_sub(pack a, pack b) { return _mm512_sub_pd(a, b); }
PACK_INLINE pack pack_mul(pack a, pack b) { return _mm512_mul_pd(a, b); }
PACK_INLINE pack pack_div(pack a, pack b) { return _mm512_div_pd(a, b); }
PACK_INLINE pack pack_max(pack a, pack b) { return _mm512_max_pd(a, b); }
PACK_INLINE pack pack_min(pack a, pack b) { return _mm512_min_pd(a, b); }
PACK_INLINE pack pack_abs(pack a) { return _mm512_abs_pd(a); }
PACK_INLINE pack pack_sqrt(pack a) { return _mm512_sqrt_pd(a); }
/* |a| with the sign of b. */
PACK_INLINE pack pack_copy_sign(pack a, pack b)
{
	const __m512i sign = _mm512_castpd_si512(_mm512_set1_pd(-0.0));
	return _mm512_castsi512_pd(
		_mm512_ternarylogic_epi64(sign, _mm512_castpd_si512(b), _mm512_castpd_si512(a), 0xca));
}
PACK_INLINE pack pack_fma(pack a, pack b, pack c) { return _mm512_fmadd_pd(a, b, c); }
PACK_INLINE pack pack_fnma(pack a, pack b, pack c) { return _mm512_fnmadd_pd(a, b, c); } /* c - a b */
/* a 2^k, rounded once; k: whole numbers of -1100 ... 1100. */
PACK_INLINE pack pack_scale(pack a, pack k) { return _mm512_scalef_pd(a, k); }
#define PACK_SCALES
/* The eight doubles base[index[0..7]]. */
PACK_INLINE pack pack_gather(const double *base, const int32_t *index)
{
	return _mm512_i32gather_pd(_mm256_loadu_si256((const __m256i *)index), base, 8);
}

PACK_INLINE pack pack_gather_u64(const double *base, pack_u64 index)
{
	return _mm512_i64gather_pd(index, base, 8);
}

PACK_INLINE pack_u64 pack_u64_load(const uint64_t *p) { return _mm512_loadu_si512(p); }
PACK_INLINE void pack_u64_store(uint64_t *p, pack_u64 a) { _mm512_storeu_si512(p, a); }
PACK_INLINE pack_u64 pack_u64_set1(uint64_t x) { return _mm512_set1_epi64((long long)x); }
PACK_INLINE pack_u64 pack_u64_add(pack_u64 a, pack_u64 b) { return _mm512_add_epi64(a, b); }
PACK_INLINE pack_u64 pack_u64_sub(pack_u64 a, pack_u64 b) { return _mm512_sub_epi64(a, b); }
PACK_INLINE pack_u64 pack_u64_xor(pack_u64 a, pack_u64 b) { return _mm512_xor_si512(a, b); }
PACK_INLINE pack_u64 pack_u64_or(pack_u64 a, pack_u64 b) { return _mm512_or_si512(a, b); }
PACK_INLINE pack_u64 pack_u64_and(pack_u64 a, pack_u64 b) { return _mm512_and_si512(a, b); }
PACK_INLINE pack_u64 pack_u64_mul32(pack_u64 a, pack_u64 b) { return _mm512_mul_epu32(a, b); }
/* a ^ (b & c), and for counting: a ^ b ^ c; the majority of a, b and c; choice ? ~a : b; each bit
 * for itself. */
PACK_INLINE pack_u64 pack_u64_xor_and(pack_u64 a, pack_u64 b, pack_u64 c)
{
	return _mm512_ternarylogic_epi64(a, b, c, 0x78);
}
PACK_INLINE pack_u64 pack_u64_xor3(pack_u64 a, pack_u64 b, pack_u64 c)
{
	return _mm512_ternarylogic_epi64(a, b, c, 0x96);
}
PACK_INLINE pack_u64 pack_u64_majority(pack_u64 a, pack_u64 b, pack_u64 c)
{
	return _mm512_ternarylogic_epi64(a, b, c, 0xe8);
}
PACK_INLINE pack_u64 pack_u64_not_or(pack_u64 choice, pack_u64 a, pack_u64 b)
{
	return _mm512_ternarylogic_epi64(choice, a, b, 0x3a);
}
#define pack_u64_shr(a, count) _mm512_srli_epi64(a, count)
#define pack_u64_shl(a, count) _mm512_slli_epi64(a, count)
PACK_INLINE pack pack_from_bits(pack_u64 a) { return _mm512_castsi512_pd(a); }
PACK_INLINE pack_u64 pack_to_bits(pack a) { return _mm512_castpd_si512(a); }
/* Bit i: whether a > b in lane i. */
PACK_INLINE uint32_t pack_greater_mask(pack a, pack b)
{
	return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ);
}
/* a > b ? yes : no, lane by lane. */
PACK_INLINE pack pack_if_greater(pack a, pack b, pack yes, pack no)
{
	return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(a, b, _CMP_GT_OQ), no, yes);
}
/* word | (a > b ? bit : 0), lane by lane; and the same for a == b. */
PACK_INLINE pack_u64 pack_or_greater(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	return _mm512_mask_or_epi64(word, _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ), word, bit);
}
PACK_INLINE pack_u64 pack_or_equal(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	return _mm512_mask_or_epi64(word, _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ), word, bit);
}
/* Stores the 16-bit digits of a0 b0 a1 b1 ..., the lowest of each first: 64 of them. */
PACK_INLINE void pack_u64_store_digits(uint16_t *p, pack_u64 a, pack_u64 b)
{
	const __m512i low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
	const __m512i high = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
	_mm512_storeu_si512(p, _mm512_permutex2var_epi64(a, low, b));
	_mm512_storeu_si512(p + 32, _mm512_permutex2var_epi64(a, high, b));
}
/* Of sixteen 16-bit numbers: bit i says whether a[i] < b[i]; of *equal, whether a[i] == b[i]. */
PACK_INLINE uint32_t short16_less_mask(const uint16_t *a, const uint16_t *b, uint32_t *equal)
{
	__m256i x = _mm256_loadu_si256((const __m256i *)a);
	__m256i y = _mm256_loadu_si256((const __m256i *)b);
	*equal = _mm256_cmpeq_epu16_mask(x, y);
	return _mm256_cmplt_epu16_mask(x, y);
}
/* count + (a == 0 ? one : 0), lane by lane. */
PACK_INLINE pack_u64 pack_u64_count_zero(pack_u64 count, pack_u64 a, pack_u64 one)
{
	return _mm512_mask_add_epi64(count, _mm512_testn_epi64_mask(a, a), count, one);
}
/* The bits set in each lane, by a table of the bits in four (W. Mula). */
PACK_INLINE pack_u64 pack_u64_popcount(pack_u64 a)
{
	const __m512i table = _mm512_broadcast_i32x4(
		_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
	const __m512i low = _mm512_set1_epi8(15);
	__m512i first = _mm512_shuffle_epi8(table, _mm512_and_si512(a, low));
	__m512i second = _mm512_shuffle_epi8(
		table, _mm512_and_si512(_mm512_srli_epi64(a, 4), low));
	return _mm512_sad_epu8(_mm512_add_epi8(first, second), _mm512_setzero_si512());
}

#elif defined(__AVX2__) && !defined(PACK_PLAIN)
#include <immintrin.h>

typedef struct { __m256d a, b; } pack;
typedef struct { __m256i a, b; } pack_u64;

PACK_INLINE pack pack_load(const double *p)
{
	return (pack){_mm256_loadu_pd(p), _mm256_loadu_pd(p + 4)};
}
PACK_INLINE void pack_store(double *p, pack x)
{
	_mm256_storeu_pd(p, x.a);
	_mm256_storeu_pd(p + 4, x.b);
}
PACK_INLINE pack pack_set1(double x) { return (pack){_mm256_set1_pd(x), _mm256_set1_pd(x)}; }

#define PACK_AVX2_UNARY(name, f) \
	PACK_INLINE pack name(pack x) { return (pack){f(x.a), f(x.b)}; }
#define PACK_AVX2_BINARY(type, name, f) \
	PACK_INLINE type name(type x, type y) { return (type){f(x.a, y.a), f(x.b, y.b)}; }
PACK_AVX2_BINARY(pack, pack_add, _mm256_add_pd)
PACK_AVX2_BINARY(pack, pack_sub, _mm256_sub_pd)
PACK_AVX2_BINARY(pack, pack_mul, _mm256_mul_pd)
PACK_AVX2_BINARY(pack, pack_div, _mm256_div_pd)
PACK_AVX2_BINARY(pack, pack_max, _mm256_max_pd)
PACK_AVX2_BINARY(pack, pack_min, _mm256_min_pd)
PACK_INLINE pack pack_abs(pack x)
{
	const __m256d sign = _mm256_set1_pd(-0.0);
	return (pack){_mm256_andnot_pd(sign, x.a), _mm256_andnot_pd(sign, x.b)};
}
PACK_AVX2_UNARY(pack_sqrt, _mm256_sqrt_pd)
PACK_INLINE pack pack_copy_sign(pack x, pack y)
{
	const __m256d sign = _mm256_set1_pd(-0.0);
	return (pack){_mm256_or_pd(_mm256_andnot_pd(sign, x.a), _mm256_and_pd(sign, y.a)),
	              _mm256_or_pd(_mm256_andnot_pd(sign, x.b), _mm256_and_pd(sign, y.b))};
}
PACK_INLINE pack pack_fma(pack x, pack y, pack z)
{
	return (pack){_mm256_fmadd_pd(x.a, y.a, z.a), _mm256_fmadd_pd(x.b, y.b, z.b)};
}
PACK_INLINE pack pack_fnma(pack x, pack y, pack z)
{
	return (pack){_mm256_fnmadd_pd(x.a, y.a, z.a), _mm256_fnmadd_pd(x.b, y.b, z.b)};
}
PACK_INLINE pack pack_gather(const double *base, const int32_t *index)
{
	return (pack){_mm256_i32gather_pd(base, _mm_loadu_si128((const __m128i *)index), 8),
	              _mm256_i32gather_pd(base, _mm_loadu_si128((const __m128i *)(index + 4)), 8)};
}

PACK_INLINE pack pack_gather_u64(const double *base, pack_u64 index)
{
	return (pack){_mm256_i64gather_pd(base, index.a, 8), _mm256_i64gather_pd(base, index.b, 8)};
}

PACK_INLINE pack_u64 pack_u64_load(const uint64_t *p)
{
	return (pack_u64){_mm256_loadu_si256((const __m256i *)p),
	                  _mm256_loadu_si256((const __m256i *)(p + 4))};
}
PACK_INLINE void pack_u64_store(uint64_t *p, pack_u64 x)
{
	_mm256_storeu_si256((__m256i *)p, x.a);
	_mm256_storeu_si256((__m256i *)(p + 4), x.b);
}
PACK_INLINE pack_u64 pack_u64_set1(uint64_t x)
{
	return (pack_u64){_mm256_set1_epi64x((long long)x), _mm256_set1_epi64x((long long)x)};
}
PACK_AVX2_BINARY(pack_u64, pack_u64_add, _mm256_add_epi64)
PACK_AVX2_BINARY(pack_u64, pack_u64_sub, _mm256_sub_epi64)
PACK_AVX2_BINARY(pack_u64, pack_u64_xor, _mm256_xor_si256)
PACK_AVX2_BINARY(pack_u64, pack_u64_or, _mm256_or_si256)
PACK_AVX2_BINARY(pack_u64, pack_u64_and, _mm256_and_si256)
PACK_AVX2_BINARY(pack_u64, pack_u64_mul32, _mm256_mul_epu32)
PACK_AVX2_BINARY(pack_u64, pack_u64_andnot, _mm256_andnot_si256) /* ~x & y */
PACK_INLINE pack_u64 pack_u64_xor_and(pack_u64 x, pack_u64 y, pack_u64 z)
{
	return pack_u64_xor(x, pack_u64_and(y, z));
}
PACK_INLINE pack_u64 pack_u64_xor3(pack_u64 x, pack_u64 y, pack_u64 z)
{
	return pack_u64_xor(pack_u64_xor(x, y), z);
}
PACK_INLINE pack_u64 pack_u64_majority(pack_u64 x, pack_u64 y, pack_u64 z)
{
	return pack_u64_or(pack_u64_and(x, y), pack_u64_and(pack_u64_xor(x, y), z));
}
PACK_INLINE pack_u64 pack_u64_not_or(pack_u64 choice, pack_u64 x, pack_u64 y)
{
	return pack_u64_or(pack_u64_andnot(x, choice), pack_u64_andnot(choice, y));
}
#define pack_u64_shr(x, count) \
	((pack_u64){_mm256_srli_epi64((x).a, count), _mm256_srli_epi64((x).b, count)})
#define pack_u64_shl(x, count) \
	((pack_u64){_mm256_slli_epi64((x).a, count), _mm256_slli_epi64((x).b, count)})
PACK_INLINE pack pack_from_bits(pack_u64 x)
{
	return (pack){_mm256_castsi256_pd(x.a), _mm256_castsi256_pd(x.b)};
}
PACK_INLINE pack_u64 pack_to_bits(pack x)
{
	return (pack_u64){_mm256_castpd_si256(x.a), _mm256_castpd_si256(x.b)};
}
#define PACK_AVX2_OR_COMPARE(name, relation)                                                   \
	PACK_INLINE pack_u64 name(pack_u64 word, pack x, pack y, pack_u64 bit)                 \
	{                                                                                      \
		__m256i a = _mm256_castpd_si256(_mm256_cmp_pd(x.a, y.a, relation));            \
		__m256i b = _mm256_castpd_si256(_mm256_cmp_pd(x.b, y.b, relation));            \
		return (pack_u64){_mm256_or_si256(word.a, _mm256_and_si256(a, bit.a)),         \
		                  _mm256_or_si256(word.b, _mm256_and_si256(b, bit.b))};        \
	}
PACK_AVX2_OR_COMPARE(pack_or_greater, _CMP_GT_OQ)
PACK_AVX2_OR_COMPARE(pack_or_equal, _CMP_EQ_OQ)
PACK_INLINE uint32_t pack_greater_mask(pack x, pack y)
{
	int a = _mm256_movemask_pd(_mm256_cmp_pd(x.a, y.a, _CMP_GT_OQ));
	int b = _mm256_movemask_pd(_mm256_cmp_pd(x.b, y.b, _CMP_GT_OQ));
	return (uint32_t)(a | b << 4);
}
PACK_INLINE pack pack_if_greater(pack x, pack y, pack yes, pack no)
{
	return (pack){_mm256_blendv_pd(no.a, yes.a, _mm256_cmp_pd(x.a, y.a, _CMP_GT_OQ)),
	              _mm256_blendv_pd(no.b, yes.b, _mm256_cmp_pd(x.b, y.b, _CMP_GT_OQ))};
}
PACK_INLINE void pack_zip_half(uint16_t *p, __m256i a, __m256i b)
{
	__m256i even = _mm256_unpacklo_epi64(a, b), odd = _mm256_unpackhi_epi64(a, b);
	_mm256_storeu_si256((__m256i *)p, _mm256_permute2x128_si256(even, odd, 0x20));
	_mm256_storeu_si256((__m256i *)(p + 16), _mm256_permute2x128_si256(even, odd, 0x31));
}
PACK_INLINE void pack_u64_store_digits(uint16_t *p, pack_u64 a, pack_u64 b)
{
	pack_zip_half(p, a.a, b.a);
	pack_zip_half(p + 32, a.b, b.b);
}
/* Bit i: whether the 16-bit number i is all ones. */
PACK_INLINE uint32_t short16_mask(__m256i a)
{
	__m256i bytes = _mm256_packs_epi16(a, _mm256_setzero_si256()); /* 0-7, zeros, 8-15, zeros */
	uint32_t mask = (uint32_t)_mm256_movemask_epi8(bytes);
	return (mask & 0xFF) | (mask >> 8 & 0xFF00);
}
PACK_INLINE uint32_t short16_less_mask(const uint16_t *a, const uint16_t *b, uint32_t *equal)
{
	__m256i x = _mm256_loadu_si256((const __m256i *)a);
	__m256i y = _mm256_loadu_si256((const __m256i *)b);
	*equal = short16_mask(_mm256_cmpeq_epi16(x, y));
	return ~short16_mask(_mm256_cmpeq_epi16(_mm256_max_epu16(x, y), x)) & 0xFFFF;
}
PACK_INLINE __m256i pack_count_zero_half(__m256i count, __m256i a, __m256i one)
{
	__m256i zero = _mm256_cmpeq_epi64(a, _mm256_setzero_si256());
	return _mm256_add_epi64(count, _mm256_and_si256(zero, one));
}
PACK_INLINE pack_u64 pack_u64_count_zero(pack_u64 count, pack_u64 x, pack_u64 one)
{
	return (pack_u64){pack_count_zero_half(count.a, x.a, one.a),
	                  pack_count_zero_half(count.b, x.b, one.b)};
}
PACK_INLINE __m256i pack_popcount_half(__m256i a)
{
	const __m256i table = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
	const __m256i low = _mm256_set1_epi8(15);
	__m256i first = _mm256_shuffle_epi8(table, _mm256_and_si256(a, low));
	__m256i second = _mm256_shuffle_epi8(
		table, _mm256_and_si256(_mm256_srli_epi64(a, 4), low));
	return _mm256_sad_epu8(_mm256_add_epi8(first, second), _mm256_setzero_si256());
}
PACK_INLINE pack_u64 pack_u64_popcount(pack_u64 x)
{
	return (pack_u64){pack_popcount_half(x.a), pack_popcount_half(x.b)};
}

#else /* plain C; fma must be a hardware instruction, which simd_find checks */

/* The bits of a word are counted by one instruction, or nearly: no need to add words up first. */
#define PACK_COUNTS_WORDS

typedef struct { double v[PACK_LANES]; } pack;
typedef struct { uint64_t v[PACK_LANES]; } pack_u64;

#define PACK_EACH(type, expression)                      \
	type r_;                                         \
	for (int i = 0; i < PACK_LANES; i++)             \
		r_.v[i] = (expression);                  \
	return r_
PACK_INLINE pack pack_load(const double *p) { PACK_EACH(pack, p[i]); }
PACK_INLINE void pack_store(double *p, pack a) { memcpy(p, a.v, sizeof a.v); }
PACK_INLINE pack pack_set1(double x) { PACK_EACH(pack, x); }
PACK_INLINE pack pack_add(pack a, pack b) { PACK_EACH(pack, a.v[i] + b.v[i]); }
PACK_INLINE pack pack_sub(pack a, pack b) { PACK_EACH(pack, a.v[i] - b.v[i]); }
PACK_INLINE pack pack_mul(pack a, pack b) { PACK_EACH(pack, a.v[i] * b.v[i]); }
PACK_INLINE pack pack_div(pack a, pack b) { PACK_EACH(pack, a.v[i] / b.v[i]); }
/* As the x86 instructions: the second operand where the two compare neither way. */
PACK_INLINE pack pack_max(pack a, pack b) { PACK_EACH(pack, a.v[i] > b.v[i] ? a.v[i] : b.v[i]); }
PACK_INLINE pack pack_min(pack a, pack b) { PACK_EACH(pack, a.v[i] < b.v[i] ? a.v[i] : b.v[i]); }
PACK_INLINE pack pack_abs(pack a) { PACK_EACH(pack, __builtin_fabs(a.v[i])); }
PACK_INLINE pack pack_sqrt(pack a) { PACK_EACH(pack, __builtin_sqrt(a.v[i])); }
PACK_INLINE pack pack_copy_sign(pack a, pack b) { PACK_EACH(pack, __builtin_copysign(a.v[i], b.v[i])); }
PACK_INLINE pack pack_fma(pack a, pack b, pack c)
{
	PACK_EACH(pack, __builtin_fma(a.v[i], b.v[i], c.v[i]));
}
PACK_INLINE pack pack_fnma(pack a, pack b, pack c)
{
	PACK_EACH(pack, __builtin_fma(-a.v[i], b.v[i], c.v[i]));
}
PACK_INLINE pack pack_gather(const double *base, const int32_t *index)
{
	PACK_EACH(pack, base[index[i]]);
}
PACK_INLINE pack pack_gather_u64(const double *base, pack_u64 index)
{
	PACK_EACH(pack, base[index.v[i]]);
}

PACK_INLINE pack_u64 pack_u64_load(const uint64_t *p) { PACK_EACH(pack_u64, p[i]); }
PACK_INLINE void pack_u64_store(uint64_t *p, pack_u64 a) { memcpy(p, a.v, sizeof a.v); }
PACK_INLINE pack_u64 pack_u64_set1(uint64_t x) { PACK_EACH(pack_u64, x); }
PACK_INLINE pack_u64 pack_u64_add(pack_u64 a, pack_u64 b) { PACK_EACH(pack_u64, a.v[i] + b.v[i]); }
PACK_INLINE pack_u64 pack_u64_sub(pack_u64 a, pack_u64 b) { PACK_EACH(pack_u64, a.v[i] - b.v[i]); }
PACK_INLINE pack_u64 pack_u64_xor(pack_u64 a, pack_u64 b) { PACK_EACH(pack_u64, a.v[i] ^ b.v[i]); }
PACK_INLINE pack_u64 pack_u64_or(pack_u64 a, pack_u64 b) { PACK_EACH(pack_u64, a.v[i] | b.v[i]); }
PACK_INLINE pack_u64 pack_u64_and(pack_u64 a, pack_u64 b) { PACK_EACH(pack_u64, a.v[i] & b.v[i]); }
PACK_INLINE pack_u64 pack_u64_mul32(pack_u64 a, pack_u64 b)
{
	PACK_EACH(pack_u64, (a.v[i] & 0xffffffffu) * (b.v[i] & 0xffffffffu));
}
PACK_INLINE pack_u64 pack_u64_xor_and(pack_u64 a, pack_u64 b, pack_u64 c)
{
	PACK_EACH(pack_u64, a.v[i] ^ (b.v[i] & c.v[i]));
}
PACK_INLINE pack_u64 pack_u64_xor3(pack_u64 a, pack_u64 b, pack_u64 c)
{
	PACK_EACH(pack_u64, a.v[i] ^ b.v[i] ^ c.v[i]);
}
PACK_INLINE pack_u64 pack_u64_majority(pack_u64 a, pack_u64 b, pack_u64 c)
{
	PACK_EACH(pack_u64, (a.v[i] & b.v[i]) | ((a.v[i] ^ b.v[i]) & c.v[i]));
}
PACK_INLINE pack_u64 pack_u64_not_or(pack_u64 choice, pack_u64 a, pack_u64 b)
{
	PACK_EACH(pack_u64, (choice.v[i] & ~a.v[i]) | (~choice.v[i] & b.v[i]));
}
PACK_INLINE pack_u64 pack_u64_shr(pack_u64 a, int count) { PACK_EACH(pack_u64, a.v[i] >> count); }
PACK_INLINE pack_u64 pack_u64_shl(pack_u64 a, int count) { PACK_EACH(pack_u64, a.v[i] << count); }
PACK_INLINE pack pack_from_bits(pack_u64 a)
{
	pack r;
	memcpy(r.v, a.v, sizeof r.v);
	return r;
}
PACK_INLINE pack_u64 pack_to_bits(pack a)
{
	pack_u64 r;
	memcpy(r.v, a.v, sizeof r.v);
	return r;
}
PACK_INLINE uint32_t pack_greater_mask(pack a, pack b)
{
	uint32_t mask = 0;
	for (int i = 0; i < PACK_LANES; i++)
		mask |= (uint32_t)(a.v[i] > b.v[i]) << i;
	return mask;
}
PACK_INLINE pack pack_if_greater(pack a, pack b, pack yes, pack no)
{
	PACK_EACH(pack, a.v[i] > b.v[i] ? yes.v[i] : no.v[i]);
}
PACK_INLINE void pack_u64_store_digits(uint16_t *p, pack_u64 a, pack_u64 b)
{
	for (int i = 0; i < PACK_LANES; i++)
		for (int k = 0; k < 4; k++) {
			p[8 * i + k] = (uint16_t)(a.v[i] >> 16 * k);
			p[8 * i + 4 + k] = (uint16_t)(b.v[i] >> 16 * k);
		}
}
PACK_INLINE uint32_t short16_less_mask(const uint16_t *a, const uint16_t *b, uint32_t *equal)
{
	uint32_t less = 0;
	*equal = 0;
	for (int i = 0; i < 16; i++) {
		less |= (uint32_t)(a[i] < b[i]) << i;
		*equal |= (uint32_t)(a[i] == b[i]) << i;
	}
	return less;
}
PACK_INLINE pack_u64 pack_or_greater(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	PACK_EACH(pack_u64, word.v[i] | (a.v[i] > b.v[i] ? bit.v[i] : 0));
}
PACK_INLINE pack_u64 pack_or_equal(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	PACK_EACH(pack_u64, word.v[i] | (a.v[i] == b.v[i] ? bit.v[i] : 0));
}
PACK_INLINE pack_u64 pack_u64_count_zero(pack_u64 count, pack_u64 a, pack_u64 one)
{
	PACK_EACH(pack_u64, count.v[i] + (a.v[i] == 0 ? one.v[i] : 0));
}
PACK_INLINE pack_u64 pack_u64_popcount(pack_u64 a)
{
	PACK_EACH(pack_u64, (uint64_t)__builtin_popcountll(a.v[i]));
}
#endif

#if !defined(PACK_SCALES)
/* By two powers of two: the first product is exact for every a about 1, the second is rounded. */
PACK_INLINE pack pack_scale(pack a, pack k)
{
	const pack whole = pack_set1(0x1.8p52);
	pack_u64 both = pack_u64_sub(pack_to_bits(pack_add(k, whole)), pack_u64_set1(0x4338000000000000u - 2048));
	pack_u64 one = pack_u64_shr(both, 1), other = pack_u64_sub(both, one), bias = pack_u64_set1(1);
	pack first = pack_from_bits(pack_u64_shl(pack_u64_sub(one, bias), 52));
	pack second = pack_from_bits(pack_u64_shl(pack_u64_sub(other, bias), 52));
	return pack_mul(pack_mul(a, first), second);
}
#endif

#if PACK_LANES == 8
/* The sum over the lanes, as a fixed tree: ((0+4)+(2+6)) + ((1+5)+(3+7)). */
PACK_INLINE double pack_sum(pack a)
{
	double v[PACK_LANES];
	pack_store(v, a);
	return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

PACK_INLINE uint64_t pack_u64_sum(pack_u64 a)
{
	uint64_t v[PACK_LANES], sum = 0;
	pack_u64_store(v, a);
	for (int i = 0; i < PACK_LANES; i++)
		sum += v[i];
	return sum;
}
#endif

#endif
