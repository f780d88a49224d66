/*
 * bits_lanes.c - series of bits: cutting a real series at a threshold, counting joint ones.
 */
#include "lanes.h"

void LANES(bits_cut)(const double *rows, size_t stride, size_t steps, const double *threshold,
                     uint64_t *above, uint64_t *equal)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		const double *x = rows + i;
		pack cut = pack_load(threshold + i);
		pack_u64 over = pack_u64_set1(0), same = pack_u64_set1(0), bit = pack_u64_set1(1);
		for (size_t t = 0; t < steps; t++, x += stride) {
			pack here = pack_load(x);
			over = pack_or_greater(over, here, cut, bit);
			same = pack_or_equal(same, here, cut, bit);
			bit = pack_u64_add(bit, bit);
		}
		pack_u64_store(above + i, over);
		pack_u64_store(equal + i, same);
	}
}

/* Set bits of u AND v. Counting is integer arithmetic: any order gives the same count. */
#if defined(__AVX512VPOPCNTDQ__)
PACK_INLINE uint32_t joint_ones(const uint64_t *u, const uint64_t *v, size_t words)
{
	__m512i sum = _mm512_setzero_si512();
	size_t w = 0;
	for (; w + PACK_LANES <= words; w += PACK_LANES)
		sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(_mm512_and_si512(
						    _mm512_loadu_si512(u + w),
						    _mm512_loadu_si512(v + w))));
	__mmask8 rest = (__mmask8)((1u << (words - w)) - 1);
	sum = _mm512_add_epi64(sum, _mm512_popcnt_epi64(_mm512_and_si512(
					    _mm512_maskz_loadu_epi64(rest, u + w),
					    _mm512_maskz_loadu_epi64(rest, v + w))));
	return (uint32_t)_mm512_reduce_add_epi64(sum);
}
#else
PACK_INLINE uint32_t joint_ones(const uint64_t *u, const uint64_t *v, size_t words)
{
	uint32_t sum = 0;
	for (size_t w = 0; w < words; w++)
		sum += (uint32_t)__builtin_popcountll(u[w] & v[w]);
	return sum;
}
#endif

void LANES(bits_joint)(const uint64_t *u, const uint64_t *v, size_t words, size_t rows,
                       uint32_t *counts)
{
	for (size_t j = 0; j < rows; j++)
		counts[j] = joint_ones(u, v + j * words, words);
}

/* T I(u, v_n) = T H(u) + T H(v_n) - T H(u, v_n) for eight n; cells[0 ... 3]: the counts 11, 10, 01,
 * 00. */
PACK_INLINE pack pair_information(const struct joint_row *row, const double *v_entropy,
                                  int32_t cells[4][PACK_LANES])
{
	const double *table = row->n_log_n;
	pack diagonal = pack_add(pack_gather(table, cells[0]), pack_gather(table, cells[3]));
	pack other = pack_add(pack_gather(table, cells[1]), pack_gather(table, cells[2]));
	pack joint = pack_sub(pack_set1(table[row->steps]), pack_add(diagonal, other));
	return pack_sub(pack_add(pack_set1(row->entropy), pack_load(v_entropy)), joint);
}

double LANES(bits_information)(const struct joint_row *row, const uint32_t *both,
                               uint64_t *empty_cells)
{
	pack total = pack_set1(0);
	uint64_t empty = 0;
	for (size_t n = 0; n < row->count; n += PACK_LANES) {
		size_t width = row->count - n < PACK_LANES ? row->count - n : PACK_LANES;
		int32_t cells[4][PACK_LANES] = {0};
		double v_entropy[PACK_LANES] = {0}, here[PACK_LANES];
		for (size_t i = 0; i < width; i++) {
			uint32_t b = both[n + i], only_u = row->ones - b, only_v = row->v_ones[n + i] - b;
			cells[0][i] = (int32_t)b;
			cells[1][i] = (int32_t)only_u;
			cells[2][i] = (int32_t)only_v;
			cells[3][i] = (int32_t)(row->steps - b - only_u - only_v);
			v_entropy[i] = row->v_entropy[n + i];
		}
		for (size_t i = 0; i < width; i++)
			empty += (uint64_t)((cells[0][i] == 0) + (cells[1][i] == 0) +
			                    (cells[2][i] == 0) + (cells[3][i] == 0));
		pack_store(here, pair_information(row, v_entropy, cells));
		for (size_t i = width; i < PACK_LANES; i++)
			here[i] = 0;
		total = pack_add(total, pack_load(here));
	}
	*empty_cells = empty;
	return pack_sum(total);
}
