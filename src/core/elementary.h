/*
 * elementary.h - elementary functions of packs: exp, log, log1p, log2, tanh, and sine and cosine of multiples of pi.
 *
 * Each is written once, without tables, in operations that are exactly rounded or exact on every processor, and so has
 * the same bits on all of them. Coefficients: tests/vmath/coefficients.py.
 *
 * Largest errors found against MPFR, in units in the last place, by make vmath-errors: 10^8 arguments for each function,
 * half of them at places that are hard for it.
 *
 *     tanh   0.790 at -0.520    monotone; 1 only where that is the nearest double
 *     exp    0.778 at -708.8    monotone
 *     log    0.856 at 0.703     monotone
 *     log2   0.734 at 1.410     monotone
 *     log1p  0.889 at 0.400     monotone; arguments of 0 ... 1
 *     sinpi  0.798 at 1.243     arguments up to 2^49
 *     cospi  0.796 at 1.251
 *
 * They are exact at 0, where the sign of zero is kept, and at infinity; of nan they are nan. log and log2 of zero are
 * -infinity, of negative numbers nan.
 */
#ifndef RECUR_ELEMENTARY_H
#define RECUR_ELEMENTARY_H

#include "pack.h"

/* Added to a number below 2^51, it rounds that to a whole one, whose last bits are then those of the sum. */
#define ELEMENTARY_WHOLE 0x1.8p52

/* c[0] + c[1] x + ... + c[count - 1] x^(count - 1), as a polynomial in x^2 of pairs of terms: they wait less for each other.
 * count, at most 16, is a constant at each call. */
PACK_INLINE pack pack_polynomial(const double *c, int count, pack x)
{
	const int last = (count - 1) / 2;
	pack sum = pack_set1(c[2 * last]), square = pack_mul(x, x);
	if (count % 2 == 0)
		sum = pack_fma(x, pack_set1(c[count - 1]), sum);
	PACK_UNROLL for (int k = last - 1; k >= 0; k--)
		sum = pack_fma(sum, square, pack_fma(x, pack_set1(c[2 * k + 1]), pack_set1(c[2 * k])));
	return sum;
}

/* With k the whole number next to x / ln 2, exp(x) = 2^k exp(r), r = x - k ln 2, |r| <= ln(2) / 2. The first difference
 * is exact (its last bit is worth 2^-54 or more, and fma rounds once); what the second one rounds off is kept as `low`. */
PACK_INLINE pack pack_exp(pack x)
{
	static const double p[] = { /* (exp(r) - 1 - r) / r^2 */
		0x1.0000000000000p-1, 0x1.5555555555557p-3, 0x1.555555555553cp-5, 0x1.1111111110159p-7,
		0x1.6c16c16c23babp-10, 0x1.a01a01abad519p-13, 0x1.a01a01579e440p-16, 0x1.71de02d49e193p-19,
		0x1.27e598484e47ep-22, 0x1.af4cbb989c34ep-26, 0x1.1e37f2bee28bep-29,
	};
	const pack one = pack_set1(1.0), whole = pack_set1(ELEMENTARY_WHOLE), low_ln2 = pack_set1(-0x1.abc9e3b39803fp-56);
	x = pack_min(pack_set1(710.0), pack_max(pack_set1(-746.0), x)); /* 0 and infinity come out all the same */
	pack k = pack_sub(pack_fma(x, pack_set1(0x1.71547652b82fep+0), whole), whole);
	pack above = pack_fma(k, pack_set1(-0x1.62e42fefa39efp-1), x);
	pack r = pack_fma(k, low_ln2, above);
	pack low = pack_fma(k, low_ln2, pack_sub(above, r));
	low = pack_fma(pack_mul(r, r), pack_polynomial(p, 11, r), low);
	pack sum = pack_add(one, r);
	pack rest = pack_add(pack_add(pack_sub(one, sum), r), low);
	return pack_scale(pack_add(sum, rest), k);
}

/* With k the whole number next to 2 |x| / ln 2, s = |x| - k ln(2) / 2, u = tanh(s) and K = 2^k, tanh|x| is the quotient of
 * d + c u and c + d u, c = (K + 1) / 2, d = (K - 1) / 2. The first value, `nearly`, is 1 - (1 - u) / (c + d u); its bits are so
 * few that c nearly is exact where that matters, and what is missing to d + c u - nearly (c + d u) = 0 is added. The sum is
 * rounded once, which makes the function monotone. From k = 53 on c and d are not exact, and nothing can be missing. */
PACK_INLINE pack pack_tanh(pack x)
{
	static const double p[] = { /* (tanh(s) / s - 1) / s^2, in powers of s^2 */
		-0x1.55555555554bdp-2, 0x1.11111110e0d9fp-3, -0x1.ba1ba11760086p-5, 0x1.664eca28b3be3p-6,
		-0x1.223c875820ef2p-7, 0x1.c38744c583fbfp-9,
	};
	const pack one = pack_set1(1.0), half = pack_set1(0.5), whole = pack_set1(ELEMENTARY_WHOLE);
	pack size = pack_min(pack_set1(20.0), pack_abs(x));
	pack shifted = pack_fma(size, pack_set1(0x1.71547652b82fep+1), whole), k = pack_sub(shifted, whole);
	pack s = pack_fnma(k, pack_set1(0x1.62e42fefa39efp-2), size); /* exact, as in pack_exp */
	pack z = pack_mul(s, s), rest = pack_mul(k, pack_set1(-0x1.abc9e3b39803fp-57));
	pack curve = pack_fma(pack_mul(s, z), pack_polynomial(p, 6, z), rest), u = pack_add(s, curve);

	pack power = pack_from_bits(pack_u64_add(pack_u64_shl(pack_to_bits(shifted), 52), pack_to_bits(half))); /* K/2 */
	pack sum = pack_add(power, half), difference = pack_sub(power, half);
	pack inverse = pack_div(one, pack_fma(difference, u, sum));
	pack nearly = pack_sub(one, pack_mul(pack_sub(one, u), inverse));
	pack missing = pack_add(pack_add(pack_fnma(nearly, sum, difference), s), curve);
	missing = pack_fma(u, pack_fnma(nearly, difference, difference), missing);
	pack result = pack_if_greater(pack_set1(52.5), k, pack_fma(missing, inverse, nearly), nearly);
	return pack_copy_sign(result, x);
}

/* A number x = 2^k (1 + f), √½ <= 1 + f < √2, and what its logarithms are made of: with s = f / (2 + f),
 * log(1 + f) = log((1 + s) / (1 - s)) = f - half + part, half = f^2 / 2, part = s (half + s^2 p(s^2)). */
struct elementary_log {
	pack k, f, s, half, part;
};

/* x: normal, positive, finite. */
PACK_INLINE struct elementary_log elementary_log(pack x)
{
	static const double p[] = { /* (log((1 + s) / (1 - s)) - 2 s) / s^3, in powers of s^2 */
		0x1.5555555555592p-1, 0x1.999999997fd37p-2, 0x1.24924941f8cfep-2, 0x1.c71c5202b4df7p-3,
		0x1.7466405b77b35p-3, 0x1.39a193402d48fp-3, 0x1.2f07053997926p-3,
	};
	const uint64_t bias = (uint64_t)1024 << 52, root = 0x3fe6a09e667f3bcdu; /* the bits of √½ */
	pack_u64 bits = pack_to_bits(x), from_root = pack_u64_add(bits, pack_u64_set1(bias - root));
	pack_u64 exponent = pack_u64_and(from_root, pack_u64_set1((uint64_t)0xfff << 52));
	struct elementary_log l;
	l.k = pack_sub(pack_from_bits(pack_u64_or(pack_u64_shr(from_root, 52), pack_u64_set1(0x4330000000000000u))),
	               pack_set1(0x1p52 + 1024));
	pack m = pack_from_bits(pack_u64_sub(pack_u64_add(bits, pack_u64_set1(bias)), exponent));
	l.f = pack_sub(m, pack_set1(1.0));
	l.s = pack_div(l.f, pack_add(pack_set1(2.0), l.f));
	pack z = pack_mul(l.s, l.s);
	l.half = pack_mul(pack_mul(pack_set1(0.5), l.f), l.f);
	l.part = pack_mul(l.s, pack_fma(z, pack_polynomial(p, 7, z), l.half));
	return l;
}

/* k ln 2 + log(1 + f): the larger terms are added exactly, the smaller ones rounded. */
PACK_INLINE pack elementary_log_sum(struct elementary_log l)
{
	pack power = pack_mul(l.k, pack_set1(0x1.62e42fee00000p-1)); /* exact: 32 bits of ln 2 */
	pack sum = pack_add(power, l.f);
	pack rest = pack_add(pack_sub(power, sum), l.f);
	pack small = pack_sub(l.half, pack_fma(l.k, pack_set1(0x1.a39ef35793c76p-33), l.part));
	return pack_add(sum, pack_sub(rest, small));
}

/* k + log2(1 + f): log(1 + f) as two doubles, times 1 / ln 2 as two doubles. */
PACK_INLINE pack elementary_log2_sum(struct elementary_log l)
{
	const pack inverse = pack_set1(0x1.71547652b82fep+0), inverse_low = pack_set1(0x1.777d0ffda0d24p-56);
	pack minus_half = pack_sub(pack_set1(0.0), l.half);
	pack high = pack_add(l.f, minus_half);
	pack lost = pack_fma(pack_mul(pack_set1(0.5), l.f), l.f, minus_half);
	pack low = pack_add(pack_add(pack_sub(l.f, high), minus_half), pack_sub(l.part, lost));
	pack product = pack_mul(high, inverse);
	pack rest = pack_fma(high, inverse, pack_sub(pack_set1(0.0), product));
	rest = pack_fma(low, inverse, pack_fma(high, inverse_low, rest));
	pack sum = pack_add(l.k, product);
	rest = pack_add(pack_add(pack_sub(l.k, sum), product), rest);
	return pack_add(sum, rest);
}

/* log and log2 of normal positive finite numbers. */
PACK_INLINE pack pack_log_normal(pack x) { return elementary_log_sum(elementary_log(x)); }
PACK_INLINE pack pack_log2_normal(pack x) { return elementary_log2_sum(elementary_log(x)); }

/* log(1 + x), 0 <= x <= 1: what 1 + x rounds off, divided by 1 + x, is added. Of that quotient, relative to the whole, 1 % is
 * precise enough, and 1 / (1 + f) = (1 - s) / (1 + s) is 1 - 2 s + 2 s^2 to that. */
PACK_INLINE pack pack_log1p_unit(pack x)
{
	const pack one = pack_set1(1.0);
	pack sum = pack_add(one, x), lost = pack_sub(x, pack_sub(sum, one));
	struct elementary_log l = elementary_log(sum);
	pack scaled = pack_fma(pack_mul(lost, pack_set1(-0.5)), l.k, lost); /* lost / 2^k, k = 0 or 1 */
	pack inverse = pack_fma(pack_add(l.s, l.s), pack_sub(l.s, one), one);
	l.part = pack_fma(scaled, inverse, l.part);
	return elementary_log_sum(l);
}

/* Of positive finite numbers, subnormal ones too. */
PACK_INLINE struct elementary_log elementary_log_any(pack x)
{
	const pack least = pack_set1(0x1p-1022), zero = pack_set1(0.0);
	struct elementary_log l = elementary_log(pack_if_greater(least, x, pack_mul(x, pack_set1(0x1p54)), x));
	l.k = pack_sub(l.k, pack_if_greater(least, x, pack_set1(54.0), zero));
	return l;
}

/* Of zero -∞, of negative numbers nan. */
PACK_INLINE pack elementary_log_edges(pack x, pack result)
{
	const pack zero = pack_set1(0.0), infinity = pack_set1(__builtin_inf());
	pack edge = pack_if_greater(zero, x, pack_set1(__builtin_nan("")), pack_sub(x, infinity));
	return pack_if_greater(x, zero, pack_if_greater(x, pack_set1(0x1.fffffffffffffp1023), x, result), edge);
}

PACK_INLINE pack pack_log(pack x)
{
	return elementary_log_edges(x, elementary_log_sum(elementary_log_any(x)));
}

PACK_INLINE pack pack_log2(pack x)
{
	return elementary_log_edges(x, elementary_log2_sum(elementary_log_any(x)));
}

/* sin(pi x) and cos(pi x), |x| <= 2^49. With q the whole number next to 2 x and r = x - q / 2, which is exact, they are
 * sin(pi r) and cos(pi r), |r| <= 1/4, turned by q quarters. */
PACK_INLINE void pack_sincospi(pack x, pack *sine, pack *cosine)
{
	static const double sine_p[] = { /* (sin(pi r) / r - pi) / r^2, in powers of r^2 */
		-0x1.4abbce625be47p+2, 0x1.466bc67758d85p+1, -0x1.32d2cce3332e5p-1, 0x1.5078301b62a84p-4,
		-0x1.e300a65a5c5efp-8, 0x1.e403d08d60d5ap-12,
	};
	static const double cosine_p[] = { /* (cos(pi r) - 1 + pi^2/2 r^2) / r^4, in powers of r^2 */
		0x1.03c1f081b5abcp+2, -0x1.55d3c7e3ca708p+0, 0x1.e1f506852a2a3p-3, -0x1.a6d1edbcb906dp-6,
		0x1.f9cd2174fc2eep-10, -0x1.b2a257200b6a4p-14,
	};
	const pack whole = pack_set1(ELEMENTARY_WHOLE), one = pack_set1(1.0), zero = pack_set1(0.0);
	pack shifted = pack_fma(pack_set1(2.0), x, whole);
	pack r = pack_fma(pack_sub(shifted, whole), pack_set1(-0.5), x), z = pack_mul(r, r);

	pack cubic = pack_mul(pack_mul(r, z), pack_polynomial(sine_p, 6, z));
	pack s = pack_fma(r, pack_set1(0x1.921fb54442d18p+1), pack_fma(r, pack_set1(0x1.1a62633145c07p-53), cubic));

	const pack square = pack_set1(-0x1.3bd3cc9be45dep+2);
	pack nearly = pack_fma(square, z, one);
	pack rest = pack_fma(square, z, pack_sub(one, nearly));
	rest = pack_fma(square, pack_fma(r, r, pack_sub(zero, z)), rest); /* what z rounds off */
	rest = pack_fma(z, pack_fma(z, pack_polynomial(cosine_p, 6, z), pack_set1(-0x1.692b71366cc04p-52)), rest);
	pack c = pack_add(nearly, rest);

	const pack_u64 sign = pack_u64_set1((uint64_t)1 << 63);
	pack_u64 q = pack_to_bits(shifted);
	pack odd = pack_from_bits(pack_u64_or(pack_u64_shl(q, 63), pack_to_bits(one))); /* -1, or 1 if q is even */
	pack_u64 sine_sign = pack_u64_and(pack_u64_shl(q, 62), sign);
	pack_u64 cosine_sign = pack_u64_xor(sine_sign, pack_u64_and(pack_to_bits(odd), sign));
	*sine = pack_from_bits(pack_u64_xor(pack_to_bits(pack_if_greater(zero, odd, c, s)), sine_sign));
	*cosine = pack_from_bits(pack_u64_xor(pack_to_bits(pack_if_greater(zero, odd, s, c)), cosine_sign));
}

#endif
