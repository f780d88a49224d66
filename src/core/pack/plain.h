/*
 * pack/plain.h - packs in plain C: arrays. The compiler must turn fma into one instruction, which simd_find checks.
 */
#ifndef RECUR_PACK_PLAIN_H
#define RECUR_PACK_PLAIN_H

/* The bits of a word are counted by one instruction, or nearly: no need to add words up first. */
#define PACK_COUNTS_WORDS
#define PACK_REGISTERS 0

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
/* |a| with the sign of b. */
PACK_INLINE pack pack_copy_sign(pack a, pack b) { PACK_EACH(pack, __builtin_copysign(a.v[i], b.v[i])); }
PACK_INLINE pack pack_fma(pack a, pack b, pack c)
{
	PACK_EACH(pack, __builtin_fma(a.v[i], b.v[i], c.v[i]));
}
PACK_INLINE pack pack_fnma(pack a, pack b, pack c)
{
	PACK_EACH(pack, __builtin_fma(-a.v[i], b.v[i], c.v[i]));
}
/* The eight doubles base[index[0..7]]. */
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
/* a ^ (b & c), and for counting: a ^ b ^ c; the majority of a, b and c; choice ? ~a : b; each bit
 * for itself. */
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
/* Bit i: whether a > b in lane i. */
PACK_INLINE uint32_t pack_greater_mask(pack a, pack b)
{
	uint32_t mask = 0;
	for (int i = 0; i < PACK_LANES; i++)
		mask |= (uint32_t)(a.v[i] > b.v[i]) << i;
	return mask;
}
/* a > b ? yes : no, lane by lane. */
PACK_INLINE pack pack_if_greater(pack a, pack b, pack yes, pack no)
{
	PACK_EACH(pack, a.v[i] > b.v[i] ? yes.v[i] : no.v[i]);
}
/* Stores the 16-bit digits of a0 b0 a1 b1 ..., the lowest of each first: 64 of them. */
PACK_INLINE void pack_u64_store_digits(uint16_t *p, pack_u64 a, pack_u64 b)
{
	for (int i = 0; i < PACK_LANES; i++)
		for (int k = 0; k < 4; k++) {
			p[8 * i + k] = (uint16_t)(a.v[i] >> 16 * k);
			p[8 * i + 4 + k] = (uint16_t)(b.v[i] >> 16 * k);
		}
}
/* Of sixteen 16-bit numbers: bit i says whether a[i] < b[i]; of *equal, whether a[i] == b[i]. */
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
/* word | (a > b ? bit : 0), lane by lane; and the same for a == b. */
PACK_INLINE pack_u64 pack_or_greater(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	PACK_EACH(pack_u64, word.v[i] | (a.v[i] > b.v[i] ? bit.v[i] : 0));
}
PACK_INLINE pack_u64 pack_or_equal(pack_u64 word, pack a, pack b, pack_u64 bit)
{
	PACK_EACH(pack_u64, word.v[i] | (a.v[i] == b.v[i] ? bit.v[i] : 0));
}
/* count + (a == 0 ? one : 0), lane by lane. */
PACK_INLINE pack_u64 pack_u64_count_zero(pack_u64 count, pack_u64 a, pack_u64 one)
{
	PACK_EACH(pack_u64, count.v[i] + (a.v[i] == 0 ? one.v[i] : 0));
}
PACK_INLINE pack_u64 pack_u64_popcount(pack_u64 a)
{
	PACK_EACH(pack_u64, (uint64_t)__builtin_popcountll(a.v[i]));
}

#endif
