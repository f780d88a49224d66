/*
 * pack/avx512.h - packs under AVX-512: one register each.
 */
#ifndef RECUR_PACK_AVX512_H
#define RECUR_PACK_AVX512_H

#include <immintrin.h>
#ifndef __OPTIMIZE__ /* without optimization gcc's intrinsics are macros, whose conversions count as ours */
#pragma GCC diagnostic ignored "-Wsign-conversion"
#endif

#define PACK_REGISTERS 32

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
PACK_INLINE pack pack_copy_sign(pack a, pack b)
{
	const __m512i sign = _mm512_castpd_si512(_mm512_set1_pd(-0.0));
	return _mm512_castsi512_pd(
		_mm512_ternarylogic_epi64(sign, _mm512_castpd_si512(b), _mm512_castpd_si512(a), 0xca));
}
PACK_INLINE pack pack_fma(pack a, pack b, pack c) { return _mm512_fmadd_pd(a, b, c); }
PACK_INLINE pack pack_fnma(pack a, pack b, pack c) { return _mm512_fnmadd_pd(a, b, c); } /* c - a b */
PACK_INLINE pack pack_scale(pack a, pack k) { return _mm512_scalef_pd(a, k); }
#define PACK_SCALES
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
PACK_INLINE uint32_t pack_greater_mask(pack a, pack b)
{
	return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ);
}
PACK_INLINE pack pack_if_greater(pack a, pack b, pack yes, pack no)
{
	return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(a, b, _CMP_GT_OQ), no, yes);
}
PACK_INLINE pack_u64 pack_or_greater(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	return _mm512_mask_or_epi64(word, _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ), word, bit);
}
PACK_INLINE pack_u64 pack_or_equal(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	return _mm512_mask_or_epi64(word, _mm512_cmp_pd_mask(a, b, _CMP_EQ_OQ), word, bit);
}
PACK_INLINE void pack_u64_store_digits(uint16_t *p, pack_u64 a, pack_u64 b)
{
	const __m512i low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
	const __m512i high = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
	_mm512_storeu_si512(p, _mm512_permutex2var_epi64(a, low, b));
	_mm512_storeu_si512(p + 32, _mm512_permutex2var_epi64(a, high, b));
}
PACK_INLINE uint32_t short16_less_mask(const uint16_t *a, const uint16_t *b, uint32_t *equal)
{
	__m256i x = _mm256_loadu_si256((const __m256i *)a);
	__m256i y = _mm256_loadu_si256((const __m256i *)b);
	*equal = _mm256_cmpeq_epu16_mask(x, y);
	return _mm256_cmplt_epu16_mask(x, y);
}
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

#endif
