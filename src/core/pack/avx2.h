/*
 * pack/avx2.h - packs under AVX2: two registers each.
 */
#ifndef RECUR_PACK_AVX2_H
#define RECUR_PACK_AVX2_H

#include <immintrin.h>

#define PACK_REGISTERS 8

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

#endif
