/*
 * bits_lanes.c - series of bits: cutting a real series at a threshold, counting joint ones, and what
 * the counts say of pairs of components.
 */
#include "elementary.h"
#include "bits_loops.h"

static void bits_cut(const double *rows, size_t stride, size_t steps, const double *first,
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

static void bits_count(const uint64_t *rows, size_t stride, size_t words, uint64_t *ones)
{
	for (size_t i = 0; i < stride; i += PACK_LANES) {
		pack_u64 sum = pack_u64_set1(0);
		for (size_t w = 0; w < words; w++)
			sum = pack_u64_add(sum, pack_u64_popcount(pack_u64_load(rows + w * stride + i)));
		pack_u64_store(ones + i, sum);
	}
}

#if defined(PACK_COUNTS_WORDS)

#define COUNT_ROWS 1
#define COUNT_PACKS 1

PACK_INLINE void joint_tile(size_t rows, size_t packs, const uint64_t *u, const uint64_t *v, size_t row,
                            size_t words, uint64_t *both, size_t both_row)
{
	(void)rows, (void)packs, (void)row, (void)both_row;
	pack_u64 sum = pack_u64_load(both);
	for (size_t w = 0; w < words; w++) {
		pack_u64 joint = pack_u64_and(pack_u64_set1(u[w]), pack_u64_load(v + w * PACK_LANES));
		sum = pack_u64_add(sum, pack_u64_popcount(joint));
	}
	pack_u64_store(both, sum);
}

#else

/*
 * Joint ones are counted as in a binary counter that every position of the words has for itself
 * (carry-save adders: R. Harley, D. Seal): ones, twos, fours and eights are the counters' digits,
 * and only what overflows them, a sixteenth of all words, has its bits counted.
 */

/* The largest tile of u and packs of v whose counters (nearly) fit the registers. */
#if PACK_REGISTERS >= 32
#define COUNT_ROWS 2
#define COUNT_PACKS 2
#else
#define COUNT_ROWS 1
#define COUNT_PACKS 1
#endif

typedef pack_u64 cells[COUNT_ROWS][COUNT_PACKS];

/* The counters of a tile, and the words that go into them. */
struct counters {
	size_t row;
	const uint64_t *u, *v;
	cells ones, twos, fours, eights;
	cells sixteens; /* how many, over all positions of a lane's words */
};

/* rows and packs are constants at each call of what follows. */
#define EACH_CELL(rows, packs)                        \
	PACK_UNROLL for (size_t r = 0; r < rows; r++) \
		PACK_UNROLL for (size_t p = 0; p < packs; p++)

/* Adds the joint ones a, b of words w and w + 1. carry: the majority of ones, a and b; that is b,
 * which turned the sum to 0, where ones and a differed, or else either of these two. */
PACK_INLINE void count_two(size_t rows, size_t packs, struct counters *c, size_t w, cells carry)
{
	EACH_CELL (rows, packs) {
		const uint64_t *u = c->u + r * c->row + w, *v = c->v + (p * c->row + w) * PACK_LANES;
		pack_u64 before = c->ones[r][p];
		pack_u64 one = pack_u64_xor_and(before, pack_u64_set1(u[0]), pack_u64_load(v));
		pack_u64 two = pack_u64_xor_and(one, pack_u64_set1(u[1]),
		                                pack_u64_load(v + PACK_LANES));
		carry[r][p] = pack_u64_not_or(one, two, before);
		c->ones[r][p] = two;
	}
}

PACK_INLINE void add(size_t rows, size_t packs, cells digits, cells a, cells b, cells carry)
{
	EACH_CELL (rows, packs) {
		pack_u64 before = digits[r][p];
		digits[r][p] = pack_u64_xor3(before, a[r][p], b[r][p]);
		carry[r][p] = pack_u64_majority(before, a[r][p], b[r][p]);
	}
}

PACK_INLINE void count_four(size_t rows, size_t packs, struct counters *c, size_t w, cells carry)
{
	cells a, b;
	count_two(rows, packs, c, w, a);
	count_two(rows, packs, c, w + 2, b);
	add(rows, packs, c->twos, a, b, carry);
}

PACK_INLINE void count_eight(size_t rows, size_t packs, struct counters *c, size_t w, cells carry)
{
	cells a, b;
	count_four(rows, packs, c, w, a);
	count_four(rows, packs, c, w + 4, b);
	add(rows, packs, c->fours, a, b, carry);
}

PACK_INLINE void count_overflow(size_t rows, size_t packs, struct counters *c, cells a, cells b)
{
	cells carry;
	add(rows, packs, c->eights, a, b, carry);
	EACH_CELL (rows, packs)
		c->sixteens[r][p] = pack_u64_add(c->sixteens[r][p], pack_u64_popcount(carry[r][p]));
}

PACK_INLINE void count_words(size_t rows, size_t packs, struct counters *c, size_t words)
{
	size_t w = 0;
	for (; w + 2 * BITS_WORDS <= words; w += 2 * BITS_WORDS) {
		cells a, b;
		count_eight(rows, packs, c, w, a);
		count_eight(rows, packs, c, w + BITS_WORDS, b);
		count_overflow(rows, packs, c, a, b);
	}
	if (w < words) {
		cells a, none;
		EACH_CELL (rows, packs)
			none[r][p] = pack_u64_set1(0);
		count_eight(rows, packs, c, w, a);
		count_overflow(rows, packs, c, a, none);
	}
}

/* 2 sum + the bits set in digits. */
PACK_INLINE pack_u64 append_digit(pack_u64 sum, pack_u64 digits)
{
	return pack_u64_add(pack_u64_add(sum, sum), pack_u64_popcount(digits));
}

PACK_INLINE void joint_tile(size_t rows, size_t packs, const uint64_t *u, const uint64_t *v, size_t row,
                            size_t words, uint64_t *both, size_t both_row)
{
	struct counters c = {.row = row, .u = u, .v = v};
	EACH_CELL (rows, packs) {
		c.ones[r][p] = c.twos[r][p] = c.fours[r][p] = pack_u64_set1(0);
		c.eights[r][p] = c.sixteens[r][p] = pack_u64_set1(0);
	}
	count_words(rows, packs, &c, words);
	EACH_CELL (rows, packs) {
		uint64_t *out = both + r * both_row + p * PACK_LANES;
		pack_u64 sum = append_digit(c.sixteens[r][p], c.eights[r][p]);
		sum = append_digit(append_digit(sum, c.fours[r][p]), c.twos[r][p]);
		sum = append_digit(sum, c.ones[r][p]);
		pack_u64_store(out, pack_u64_add(pack_u64_load(out), sum));
	}
}

#endif

PACK_INLINE void joint_column(size_t packs, const uint64_t *u, size_t u_count, const uint64_t *v,
                              size_t row, size_t words, uint64_t *both, size_t both_row)
{
	size_t m = 0;
	for (; m + COUNT_ROWS <= u_count; m += COUNT_ROWS)
		joint_tile(COUNT_ROWS, packs, u + m * row, v, row, words, both + m * both_row, both_row);
	for (; m < u_count; m++)
		joint_tile(1, packs, u + m * row, v, row, words, both + m * both_row, both_row);
}

static void bits_joint(const uint64_t *u, size_t u_count, const uint64_t *v, size_t packs, size_t row,
                       size_t words, uint64_t *both)
{
	const size_t both_row = packs * PACK_LANES;
	size_t p = 0;
	for (; p + COUNT_PACKS <= packs; p += COUNT_PACKS)
		joint_column(COUNT_PACKS, u, u_count, v + p * row * PACK_LANES, row, words,
		             both + p * PACK_LANES, both_row);
	for (; p < packs; p++)
		joint_column(1, u, u_count, v + p * row * PACK_LANES, row, words,
		             both + p * PACK_LANES, both_row);
}

/* 1 for each component of a pack of v, 0 for the padding behind them. */
PACK_INLINE void valid_lanes(const struct joint *joint, size_t p, pack_u64 *valid, pack *weight)
{
	uint64_t one[PACK_LANES];
	double real[PACK_LANES];
	for (size_t i = 0; i < PACK_LANES; i++) {
		one[i] = p * PACK_LANES + i < joint->v_count;
		real[i] = (double)one[i];
	}
	*valid = pack_u64_load(one);
	*weight = pack_load(real);
}

/* The 2×2 tables of u and eight components of v. */
struct tables {
	pack_u64 both, only_u, only_v, neither;
};

PACK_INLINE struct tables tables(const struct joint *joint, size_t m, size_t p)
{
	pack_u64 both = pack_u64_load(joint->both + (m * joint->packs + p) * PACK_LANES);
	pack_u64 v_ones = pack_u64_load(joint->v_ones + p * PACK_LANES);
	pack_u64 only_u = pack_u64_sub(pack_u64_set1(joint->u_ones[m]), both);
	pack_u64 not_u = pack_u64_set1(joint->steps - joint->u_ones[m]);
	pack_u64 only_v = pack_u64_sub(v_ones, both);
	return (struct tables){both, only_u, only_v, pack_u64_sub(not_u, only_v)};
}

/* A count below 2^52 as a real: the low bits of one from 2^52 on. */
PACK_INLINE pack real(pack_u64 count)
{
	const pack base = pack_set1(0x1p52);
	return pack_sub(pack_from_bits(pack_u64_or(count, pack_to_bits(base))), base);
}

PACK_INLINE pack n_log_n(const double *table, pack_u64 count)
{
	if (table != NULL)
		return pack_gather_u64(table, count);
	pack n = real(count);
	return pack_mul(pack_log2_normal(pack_max(n, pack_set1(1))), n);
}

/* T I(u, v) = T H(u) + T H(v) - T H(u, v) for eight v. */
PACK_INLINE pack information(const struct joint *joint, size_t m, size_t p, double all,
                             const double *table, struct tables t)
{
	pack diagonal = pack_add(n_log_n(table, t.both), n_log_n(table, t.neither));
	pack other = pack_add(n_log_n(table, t.only_u), n_log_n(table, t.only_v));
	pack rows = pack_add(pack_set1(joint->u_own[m]), pack_load(joint->v_own + p * PACK_LANES));
	return pack_sub(rows, pack_sub(pack_set1(all), pack_add(diagonal, other)));
}

PACK_INLINE void information_of(const struct joint *joint, double all, const double *table, double *sums,
                                uint64_t *empty_cells)
{
	pack_u64 empty = pack_u64_set1(0);
	for (size_t p = 0; p < joint->packs; p++) {
		pack_u64 one;
		pack weight;
		valid_lanes(joint, p, &one, &weight);
		for (size_t m = 0; m < joint->u_count; m++) {
			struct tables t = tables(joint, m, p);
			empty = pack_u64_count_zero(empty, t.both, one);
			empty = pack_u64_count_zero(empty, t.only_u, one);
			empty = pack_u64_count_zero(empty, t.only_v, one);
			empty = pack_u64_count_zero(empty, t.neither, one);
			double *sum = sums + m * PACK_LANES;
			pack here = information(joint, m, p, all, table, t);
			pack_store(sum, pack_fma(weight, here, pack_load(sum)));
		}
	}
	*empty_cells += pack_u64_sum(empty);
}

static void bits_information(const struct joint *joint, double *sums, uint64_t *empty_cells)
{
	if (joint->n_log_n != NULL)
		information_of(joint, joint->t_log_t, joint->n_log_n, sums, empty_cells);
	else
		information_of(joint, joint->t_log_t, NULL, sums, empty_cells);
}

/* r² of a constant component is 0 / 0, made 0 / 1; the least of other products of own is 1. */
static void bits_correlation(const struct joint *joint, double *sums, double *r)
{
	const pack steps = pack_set1((double)joint->steps);
	for (size_t p = 0; p < joint->packs; p++) {
		const pack v_ones = real(pack_u64_load(joint->v_ones + p * PACK_LANES));
		const pack v_own = pack_load(joint->v_own + p * PACK_LANES);
		for (size_t m = 0; m < joint->u_count; m++) {
			const size_t at = (m * joint->packs + p) * PACK_LANES;
			pack both = real(pack_u64_load(joint->both + at));
			pack apart = pack_mul(pack_set1((double)joint->u_ones[m]), v_ones);
			pack product = pack_sub(pack_mul(steps, both), apart);
			pack scale = pack_max(pack_mul(pack_set1(joint->u_own[m]), v_own), pack_set1(1));
			double *sum = sums + m * PACK_LANES;
			pack square = pack_div(pack_mul(product, product), scale);
			pack_store(sum, pack_add(pack_load(sum), square));
			if (r != NULL)
				pack_store(r + at, pack_div(product, pack_sqrt(scale)));
		}
	}
}

const struct bits_loops LANES(bits_loops) = {
	.cut = bits_cut,
	.count = bits_count,
	.joint = bits_joint,
	.information = bits_information,
	.correlation = bits_correlation,
};
