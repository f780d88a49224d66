/*
 * bits_lanes.c - series of bits: cutting a real series at a threshold, counting joint ones.
 */
#include "lanes.h"

void LANES(bits_cut)(const double *rows, size_t stride, size_t steps, const double *first,
                     const double *offset, uint64_t *above, uint64_t *equal)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		const double *x = rows + i;
		pack start = pack_load(first + i), cut = pack_load(offset + i);
		pack_u64 over = pack_u64_set1(0), same = pack_u64_set1(0), bit = pack_u64_set1(1);
		for (size_t t = 0; t < steps; t++, x += stride) {
			pack here = pack_sub(pack_load(x), start);
			over = pack_or_greater(over, here, cut, bit);
			same = pack_or_equal(same, here, cut, bit);
			bit = pack_u64_add(bit, bit);
		}
		pack_u64_store(above + i, over);
		pack_u64_store(equal + i, same);
	}
}

void LANES(bits_count)(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		pack_u64 sum = pack_u64_set1(0);
		for (size_t w = 0; w < words; w++)
			sum = pack_u64_add(sum, pack_u64_popcount(pack_u64_load(rows + w * stride + i)));
		pack_u64_store(ones + i, sum);
	}
}

/* The 2×2 tables of u and eight components of v. */
struct tables {
	pack_u64 both, only_u, only_v, neither;
};

PACK_INLINE struct tables count_tables(const struct joint_row *row, size_t n)
{
	pack_u64 both = pack_u64_set1(0);
	for (size_t w = 0; w < row->words; w++) {
		pack_u64 u = pack_u64_set1(row->u[w * row->u_stride]);
		pack_u64 v = pack_u64_load(row->v + w * row->v_stride + n);
		both = pack_u64_add(both, pack_u64_popcount(pack_u64_and(u, v)));
	}
	pack_u64 v_ones = pack_u64_load(row->v_ones + n);
	pack_u64 only_u = pack_u64_sub(pack_u64_set1(row->u_ones), both);
	pack_u64 not_u = pack_u64_set1(row->steps - row->u_ones);
	pack_u64 only_v = pack_u64_sub(v_ones, both);
	return (struct tables){both, only_u, only_v, pack_u64_sub(not_u, only_v)};
}

/* T I(u, v) = T H(u) + T H(v) - T H(u, v) for eight v. */
PACK_INLINE pack information(const struct joint_row *row, size_t n, struct tables t)
{
	const double *table = row->n_log_n;
	pack diagonal = pack_add(pack_gather_u64(table, t.both), pack_gather_u64(table, t.neither));
	pack other = pack_add(pack_gather_u64(table, t.only_u), pack_gather_u64(table, t.only_v));
	pack joint = pack_sub(pack_set1(table[row->steps]), pack_add(diagonal, other));
	return pack_sub(pack_add(pack_set1(row->u_entropy), pack_load(row->v_entropy + n)), joint);
}

double LANES(bits_information)(const struct joint_row *row, uint64_t *empty_cells)
{
	pack total = pack_set1(0);
	pack_u64 empty = pack_u64_set1(0);
	for (size_t n = 0; n < row->v_count; n += PACK_LANES) {
		uint64_t valid[PACK_LANES]; /* 1 for components, 0 for the padding behind them */
		double weight[PACK_LANES];
		for (size_t i = 0; i < PACK_LANES; i++) {
			valid[i] = n + i < row->v_count;
			weight[i] = (double)valid[i];
		}
		struct tables t = count_tables(row, n);
		pack_u64 one = pack_u64_load(valid);
		empty = pack_u64_count_zero(empty, t.both, one);
		empty = pack_u64_count_zero(empty, t.only_u, one);
		empty = pack_u64_count_zero(empty, t.only_v, one);
		empty = pack_u64_count_zero(empty, t.neither, one);
		total = pack_fma(pack_load(weight), information(row, n, t), total);
	}
	*empty_cells = pack_u64_sum(empty);
	return pack_sum(total);
}
