/*
 * trajectory.c - states of two-valued neurons: turned round into series of bits for what is measured
 * on pairs of neurons, sorted and counted for the information in whole states.
 */
#include "trajectory.h"

#include <string.h>

#include "bits_loops.h"
#include "vmath.h"

#define WORD 64

/* ---- bits of neurons ------------------------------------------------------------------------------ */

/* Bit j of word i becomes bit i of word j: halves of the square change places, then halves of its
 * quarters, ... (H. S. Warren). */
static void transpose(uint64_t square[WORD])
{
	uint64_t low = 0xffffffffu;
	for (unsigned half = WORD / 2; half > 0; half /= 2, low ^= low << half)
		for (unsigned first = 0; first < WORD; first += 2 * half)
			for (unsigned i = first; i < first + half; i++) {
				uint64_t differ = (square[i] >> half ^ square[i + half]) & low;
				square[i] ^= differ << half;
				square[i + half] ^= differ;
			}
}

/* Where the states of the `steps` bits from position `at` on stand. */
static void find_states(const struct trajectory *x, size_t first, size_t count, size_t at, size_t steps,
                        const uint64_t *found[WORD])
{
	size_t chain = at / count, i = at % count;
	for (size_t k = 0; k < steps; k++) {
		found[k] = x->states + (chain * (x->steps + 1) + first + i) * x->words;
		if (++i == count) {
			i = 0;
			chain++;
		}
	}
}

struct trajectory trajectory_lay(struct arena *arena, size_t neurons, size_t chains, size_t steps)
{
	const size_t words = trajectory_words(neurons);
	size_t states;
	if (__builtin_mul_overflow(chains * words, steps + 1, &states))
		states = SIZE_MAX;
	return (struct trajectory){neurons, words, chains, steps, arena_take(arena, states, sizeof(uint64_t))};
}

void trajectory_bits(const struct trajectory *trajectory, size_t first, size_t count, const struct bits *bits)
{
	const size_t stride = bits->stride, steps = trajectory->chains * count;
	for (size_t at = 0; at < steps; at += WORD) {
		const size_t here = steps - at < WORD ? steps - at : WORD;
		const uint64_t *states[WORD];
		find_states(trajectory, first, count, at, here, states);
		for (size_t w = 0; w < trajectory->words; w++) {
			const size_t n = w * WORD;
			uint64_t square[WORD] = {0};
			for (size_t k = 0; k < here; k++)
				square[k] = states[k][w];
			transpose(square);
			memcpy(bits->rows + at / WORD * stride + n, square,
			       (stride - n < WORD ? stride - n : WORD) * sizeof *square);
		}
	}
}

/* The bits of x(t) and of x(t + lag). */
struct lagged {
	struct bits earlier, later;
};

static struct lagged lagged_lay(struct work *work, const struct trajectory *x, size_t lag)
{
	const size_t steps = x->chains * (x->steps - lag);
	struct lagged pairs = {.earlier = bits_lay(&work->arena, x->neurons, steps)};
	pairs.later = bits_lay(&work->arena, x->neurons, steps);
	return pairs;
}

static void lagged_fill(const struct lagged *pairs, const struct trajectory *x, size_t lag)
{
	trajectory_bits(x, 1, x->steps - lag, &pairs->earlier);
	trajectory_bits(x, 1 + lag, x->steps - lag, &pairs->later);
}

enum status trajectory_correlation(const struct trajectory *trajectory, size_t lag, struct work *work, double *rms)
{
	struct lagged pairs = lagged_lay(work, trajectory, lag);
	if (!work_measures(work))
		lagged_fill(&pairs, trajectory, lag);
	return bits_correlation(pairs.earlier, pairs.later, 0, work, NULL, rms);
}

enum status trajectory_information(const struct trajectory *trajectory, size_t lag, struct work *work,
                                   struct information *mean)
{
	struct lagged pairs = lagged_lay(work, trajectory, lag);
	if (!work_measures(work))
		lagged_fill(&pairs, trajectory, lag);
	return bits_information(pairs.earlier, pairs.later, 0, work, mean);
}

/* ---- neurons by themselves ------------------------------------------------------------------------ */

/* Of each neuron, how many of its bits are set, in all and in a part of the words; stride of each. */
struct counts {
	uint64_t *all, *part;
};

static struct counts counts_lay(struct work *work, size_t stride)
{
	return (struct counts){work_take(work, stride, sizeof(uint64_t)), work_take(work, stride, sizeof(uint64_t))};
}

static enum status count_bits(struct bits bits, const struct work *work, const struct counts *counts)
{
	enum { CHUNK = 64 };
	const size_t words = (bits.steps + WORD - 1) / WORD;
	memset(counts->all, 0, bits.stride * sizeof *counts->all);
	for (size_t w = 0; w < words; w += CHUNK) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		bits_loops(work->simd)->count(bits.rows + w * bits.stride, bits.stride, words - w < CHUNK ? words - w : CHUNK,
		                       counts->part);
		for (size_t i = 0; i < bits.stride; i++)
			counts->all[i] += counts->part[i];
	}
	return STATUS_OK;
}

/* Pearson's coefficient of two bits that are 1 so many times, and both 1 so many times, of T. */
static double coefficient(double both, double earlier, double later, double steps)
{
	double spread = earlier * (steps - earlier) * (later * (steps - later));
	return spread > 0 ? (steps * both - earlier * later) / __builtin_sqrt(spread) : 0;
}

enum status trajectory_autocorrelation(const struct trajectory *trajectory, size_t lag, struct work *work,
                                       double *mean)
{
	struct lagged pairs = lagged_lay(work, trajectory, lag);
	const size_t stride = pairs.later.stride;
	const struct counts earlier = counts_lay(work, stride), later = counts_lay(work, stride);
	const struct counts both = counts_lay(work, stride);
	if (work_measures(work))
		return STATUS_MEASURED;
	lagged_fill(&pairs, trajectory, lag);
	enum status status = count_bits(pairs.earlier, work, &earlier);
	if (status == STATUS_OK)
		status = count_bits(pairs.later, work, &later);
	for (size_t i = 0; i < bits_words(trajectory->neurons, pairs.later.steps); i++)
		pairs.later.rows[i] &= pairs.earlier.rows[i];
	if (status == STATUS_OK)
		status = count_bits(pairs.later, work, &both);
	double sum = 0;
	for (size_t i = 0; i < trajectory->neurons && status == STATUS_OK; i++)
		sum += coefficient((double)both.all[i], (double)earlier.all[i], (double)later.all[i],
		                   (double)pairs.later.steps);
	*mean = sum / (double)trajectory->neurons;
	return status;
}

enum status trajectory_fluctuation(const struct trajectory *trajectory, double span, struct work *work, double *mean)
{
	const size_t neurons = trajectory->neurons, steps = trajectory->chains * trajectory->steps;
	const struct bits bits = bits_lay(&work->arena, neurons, steps);
	const struct counts counts = counts_lay(work, bits.stride);
	if (work_measures(work))
		return STATUS_MEASURED;
	trajectory_bits(trajectory, 1, trajectory->steps, &bits);
	enum status status = count_bits(bits, work, &counts);
	double sum = 0;
	for (size_t i = 0; i < neurons && status == STATUS_OK; i++)
		sum += __builtin_sqrt((double)counts.all[i] * (double)(steps - counts.all[i]));
	*mean = span * (sum / (double)steps / (double)neurons);
	return status;
}

/* ---- whole states --------------------------------------------------------------------------------- */

#define DIGIT_BITS 11  /* at most: the counts of a digit's values fit a first-level cache */
#define SLICE 32768    /* keys between two looks at the interrupt function */

static size_t slice_end(size_t i, size_t count) { return count - i < SLICE ? count : i + SLICE; }

/* One digit of a radix sort: the keys in order of (key >> shift) % size, else as they were. */
static enum status sort_digit(size_t count, const uint64_t *keys, uint64_t *sorted, unsigned shift, size_t size,
                              const struct work *work)
{
	size_t start[(size_t)1 << DIGIT_BITS] = {0}, sum = 0;
	for (size_t i = 0; i < count;) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		for (size_t end = slice_end(i, count); i < end; i++)
			start[keys[i] >> shift & (size - 1)]++;
	}
	for (size_t digit = 0; digit < size; digit++) {
		size_t here = start[digit];
		start[digit] = sum;
		sum += here;
	}
	for (size_t i = 0; i < count;) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		for (size_t end = slice_end(i, count); i < end; i++)
			sorted[start[keys[i] >> shift & (size - 1)]++] = keys[i];
	}
	return STATUS_OK;
}

/* Sorts *keys of `bits` bits, by digits of equal width; *keys and *spare may change places. */
static enum status sort(size_t count, uint64_t **keys, uint64_t **spare, size_t bits, const struct work *work)
{
	const size_t digits = (bits + DIGIT_BITS - 1) / DIGIT_BITS, width = (bits + digits - 1) / digits;
	enum status status = STATUS_OK;
	for (size_t shift = 0; shift < bits && status == STATUS_OK; shift += width) {
		uint64_t *from = *keys;
		status = sort_digit(count, from, *spare, (unsigned)shift, (size_t)1 << width, work);
		*keys = *spare;
		*spare = from;
	}
	return status;
}

#define FEW 1024

/* Occupied cells: how many hold n, for few n; of the others Σ n log2 n. */
struct tally {
	size_t cells, holding[FEW];
	double large;
};

static double n_log_n(size_t n) { return n > 0 ? (double)n * vmath_log2((double)n) : 0; }

static void tally_add(struct tally *tally, size_t n)
{
	tally->cells++;
	if (n < FEW)
		tally->holding[n]++;
	else
		tally->large += n_log_n(n);
}

/* Σ n log2 n over all cells: the large in the order they came, then the others from small to large. */
static double tally_sum(const struct tally *tally)
{
	double sum = tally->large;
	for (size_t n = 1; n < FEW; n++)
		if (tally->holding[n] > 0)
			sum += (double)tally->holding[n] * n_log_n(n);
	return sum;
}

/* Runs of keys that are equal without their low bits. */
static enum status tally_runs(size_t count, const uint64_t *keys, size_t low_bits, const struct work *work,
                              struct tally *tally)
{
	size_t start = 0;
	*tally = (struct tally){0};
	for (size_t i = 1; i < count;) {
		if (work_interrupted(work))
			return STATUS_INTERRUPTED;
		for (size_t end = slice_end(i, count); i < end; i++)
			if ((keys[i] ^ keys[i - 1]) >> low_bits != 0) {
				tally_add(tally, i - start);
				start = i;
			}
	}
	tally_add(tally, count - start);
	return STATUS_OK;
}

/* A pair's key: the first state above the second. */
static enum status fill_keys(const struct trajectory *x, size_t lag, const struct work *work, uint64_t *keys)
{
	const size_t count = x->steps - lag;
	for (size_t c = 0; c < x->chains; c++, keys += count) {
		const uint64_t *states = x->states + c * (x->steps + 1) + 1;
		for (size_t i = 0; i < count;) {
			if (work_interrupted(work))
				return STATUS_INTERRUPTED;
			for (size_t end = slice_end(i, count); i < end; i++)
				keys[i] = states[i] << x->neurons | states[i + lag];
		}
	}
	return STATUS_OK;
}

/* The three tallies: first and joint from the sorted keys, second from its part of them, sorted again.
 * keys and spare change places and content. */
static enum status tally_all(size_t count, uint64_t *keys, uint64_t *spare, size_t neurons, const struct work *work,
                             struct tally tallies[3])
{
	enum status status = sort(count, &keys, &spare, 2 * neurons, work);
	if (status == STATUS_OK)
		status = tally_runs(count, keys, neurons, work, &tallies[0]);
	if (status == STATUS_OK)
		status = tally_runs(count, keys, 0, work, &tallies[2]);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < count; i++)
		keys[i] &= ((uint64_t)1 << neurons) - 1;
	status = sort(count, &keys, &spare, neurons, work);
	if (status == STATUS_OK)
		status = tally_runs(count, keys, 0, work, &tallies[1]);
	return status;
}

/* The differences are taken so that nothing is left where either state is constant. */
static struct sampled_flux flux_of(const struct tally tallies[3], size_t pairs)
{
	const struct tally *first = &tallies[0], *second = &tallies[1], *joint = &tallies[2];
	const double steps = (double)pairs;
	double entropy = n_log_n(pairs) - tally_sum(first);
	double plug_in = (entropy + (tally_sum(joint) - tally_sum(second))) / steps;
	double cells = (double)first->cells + (double)second->cells - (double)joint->cells - 1;
	return (struct sampled_flux){
		.plug_in = plug_in,
		.miller_madow = plug_in + cells / (2 * steps * vmath_log(2)),
		.first = first->cells,
		.second = second->cells,
		.joint = joint->cells,
		.pairs = pairs,
	};
}

enum status trajectory_flux(const struct trajectory *trajectory, size_t lag, struct work *work,
                            struct sampled_flux *flux)
{
	const size_t pairs = trajectory->chains * (trajectory->steps - lag);
	uint64_t *keys = work_take(work, pairs, sizeof *keys), *spare = work_take(work, pairs, sizeof *spare);
	struct tally tallies[3];
	if (work_measures(work))
		return STATUS_MEASURED;
	enum status status = fill_keys(trajectory, lag, work, keys);
	if (status == STATUS_OK)
		status = tally_all(pairs, keys, spare, trajectory->neurons, work, tallies);
	if (status == STATUS_OK)
		*flux = flux_of(tallies, pairs);
	return status;
}

/* ---- entropy of whole states ---------------------------------------------------------------------- */

/* The lengths of the runs of equal keys, which may be where the keys are; how many. */
static size_t run_lengths(size_t count, const uint64_t *keys, uint64_t *lengths)
{
	size_t runs = 0, start = 0;
	for (size_t i = 1; i <= count; i++)
		if (i == count || keys[i] != keys[i - 1]) {
			lengths[runs++] = i - start;
			start = i;
		}
	return runs;
}

/* Bits that all numbers up to `most` fit into. */
static size_t bits_up_to(size_t most) { return WORD - (size_t)__builtin_clzll((unsigned long long)most); }

enum status trajectory_entropy(const struct trajectory *trajectory, struct work *work, struct state_entropy *entropy)
{
	const size_t steps = trajectory->steps, count = trajectory->chains * steps;
	uint64_t *keys = work_take(work, count, sizeof *keys), *spare = work_take(work, count, sizeof *spare);
	if (work_measures(work))
		return STATUS_MEASURED;
	for (size_t c = 0; c < trajectory->chains; c++)
		memcpy(keys + c * steps, trajectory->states + c * (steps + 1) + 1, steps * sizeof *keys);
	enum status status = sort(count, &keys, &spare, trajectory->neurons, work);
	if (status == STATUS_OK) {
		size_t states = run_lengths(count, keys, keys);
		status = sort(states, &keys, &spare, bits_up_to(count), work);
		if (status == STATUS_OK)
			*entropy = entropy_from_counts(keys, states);
	}
	return status;
}
