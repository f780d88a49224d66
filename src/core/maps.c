/*
 * maps.c - a search in depth for sets of functions; of each kind of set one, in all orders and with all signs.
 */
#include "maps.h"

#include <stdlib.h>
#include <string.h>

#define WORD 64
#define NAMINGS 3840    /* signed permutations of five */
#define INDEX_BITS 12   /* of a function's place, in the key of a set */

struct search {
	size_t neurons, states, count, words;
	uint32_t every_state;
	uint32_t *half;     /* functions of value 1 if all neurons are on, `count` of them, ascending: their negations have 0 */
	uint64_t *agrees;   /* row i: those after i that halve both halves of i, a bit each; `words` words a row */
	size_t namings;
	uint8_t renamed[NAMINGS][MAPS_STATES]; /* states under signed permutations */
	uint16_t *turned;   /* [naming][i]: which function i becomes if its inputs are renamed */
	uint64_t *still;    /* a row for each function of a set that is being built: which others can follow it */
	uint64_t *sets;     /* keys, from small to large; room for MAPS_SETS */
	uint8_t *marked;    /* of each set, whether its kind is listed */
	size_t set_count;
	bool too_many;
	const struct work *work;
};

static unsigned ones(uint32_t x) { return (unsigned)__builtin_popcount(x); }

/* --- the ways to name ---------------------------------------------------------------------------- */

static void add_namings(struct search *s, const uint8_t *place)
{
	for (size_t flips = 0; flips < s->states; flips++) {
		for (size_t x = 0; x < s->states; x++) {
			size_t y = 0;
			for (size_t n = 0; n < s->neurons; n++)
				y |= (x >> n & 1) << place[n];
			s->renamed[s->namings][x] = (uint8_t)(y ^ flips);
		}
		s->namings++;
	}
}

/* All orders, by exchanges from k on. */
static void add_orders(struct search *s, uint8_t *place, size_t k)
{
	if (k == s->neurons) {
		add_namings(s, place);
		return;
	}
	for (size_t i = k; i < s->neurons; i++) {
		uint8_t first = place[k];
		place[k] = place[i];
		place[i] = first;
		add_orders(s, place, k + 1);
		place[i] = place[k];
		place[k] = first;
	}
}

/* --- the functions ------------------------------------------------------------------------------- */

static uint32_t positive(const struct search *s, uint32_t function)
{
	return function >> (s->states - 1) & 1 ? function : ~function & s->every_state;
}

/* The place of a function or of its negation; count if it has none. */
static size_t find(const struct search *s, uint32_t function)
{
	function = positive(s, function);
	size_t low = 0, high = s->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (s->half[middle] < function)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->count && s->half[low] == function ? low : s->count;
}

static int by_function(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Fills the halves; whether each has its negation, and none is there twice. */
static bool fill_halves(struct search *s, const uint32_t *functions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (positive(s, functions[i]) == functions[i]) {
			if (s->count == count / 2)
				return false;
			s->half[s->count++] = functions[i];
		}
	qsort(s->half, s->count, sizeof *s->half, by_function);
	for (size_t i = 1; i < s->count; i++)
		if (s->half[i] == s->half[i - 1])
			return false;
	size_t negative = 0;
	for (size_t i = 0; i < count; i++) {
		if (find(s, functions[i]) == s->count)
			return false;
		negative += positive(s, functions[i]) != functions[i];
	}
	return negative == s->count && 2 * s->count == count;
}

/* What the functions become if their inputs are renamed; whether all of that is there. */
static bool fill_turned(struct search *s)
{
	for (size_t g = 0; g < s->namings; g++)
		for (size_t i = 0; i < s->count; i++) {
			uint32_t turned = 0;
			for (size_t x = 0; x < s->states; x++)
				turned |= (s->half[i] >> s->renamed[g][x] & 1) << x;
			size_t at = find(s, turned);
			if (at == s->count)
				return false;
			s->turned[g * s->count + i] = (uint16_t)at;
		}
	return true;
}

static void fill_agrees(struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		for (size_t j = i + 1; j < s->count; j++) {
			const uint32_t f = s->half[i], g = s->half[j];
			if (ones(f & g) == s->states / 4 && ones(~f & g) == s->states / 4)
				s->agrees[i * s->words + j / WORD] |= (uint64_t)1 << j % WORD;
		}
}

/* --- the sets ------------------------------------------------------------------------------------ */

static uint64_t key_of(const size_t *set, size_t neurons)
{
	uint64_t key = 0;
	for (size_t k = 0; k < neurons; k++)
		key = key << INDEX_BITS | set[k];
	return key;
}

/* Keeps a set. If there are too many, the search ends as if it had been interrupted, and too_many tells why. */
static enum status keep_set(struct search *s, const size_t *set)
{
	s->too_many = s->set_count == MAPS_SETS;
	if (s->too_many)
		return STATUS_INTERRUPTED;
	s->sets[s->set_count++] = key_of(set, s->neurons);
	return STATUS_OK;
}

/* Whether function f halves each of the blocks of states; their parts become the next blocks. */
static bool halves(const uint32_t *blocks, size_t count, uint32_t f, unsigned half, uint32_t *parts)
{
	for (size_t b = 0; b < count; b++) {
		parts[2 * b] = blocks[b] & f;
		parts[2 * b + 1] = blocks[b] & ~f;
		if (ones(parts[2 * b]) != half)
			return false;
	}
	return true;
}

/* Sets that go on with one of the functions in `open`, `chosen` of them being in `set` already. */
static enum status extend(struct search *s, size_t *set, size_t chosen, const uint32_t *blocks, const uint64_t *open)
{
	if (chosen == s->neurons)
		return keep_set(s, set);
	if (chosen <= 2 && work_interrupted(s->work))
		return STATUS_INTERRUPTED;
	uint64_t *still = s->still + chosen * s->words;
	enum status status = STATUS_OK;
	for (size_t w = 0; w < s->words && status == STATUS_OK; w++)
		for (uint64_t left = open[w]; left != 0 && status == STATUS_OK; left &= left - 1) {
			const size_t i = w * WORD + (size_t)__builtin_ctzll((unsigned long long)left);
			uint32_t parts[MAPS_STATES];
			if (!halves(blocks, (size_t)1 << chosen, s->half[i], (unsigned)(s->states >> (chosen + 1)),
			            parts))
				continue;
			for (size_t k = 0; k < s->words; k++)
				still[k] = open[k] & s->agrees[i * s->words + k];
			set[chosen] = i;
			status = extend(s, set, chosen + 1, parts, still);
		}
	return status;
}

static enum status find_sets(struct search *s)
{
	size_t set[MAPS_NEURONS] = {0};
	uint64_t *all = s->agrees + s->count * s->words; /* one row more: every function */
	for (size_t i = 0; i < s->count; i++)
		all[i / WORD] |= (uint64_t)1 << i % WORD;
	if (s->neurons > 1)
		fill_agrees(s);
	return extend(s, set, 0, &s->every_state, all);
}

/* --- kinds of sets, and their maps ----------------------------------------------------------------- */

static size_t place_of_set(const struct search *s, uint64_t key)
{
	size_t low = 0, high = s->set_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (s->sets[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Marks every set of the kind of this one; how many there are. */
static size_t mark_kind(const struct search *s, const size_t *set, uint8_t *marked)
{
	size_t count = 0;
	for (size_t g = 0; g < s->namings; g++) {
		size_t turned[MAPS_NEURONS] = {0};
		for (size_t k = 0; k < s->neurons; k++) {
			size_t value = s->turned[g * s->count + set[k]], at = k;
			for (; at > 0 && turned[at - 1] > value; at--)
				turned[at] = turned[at - 1];
			turned[at] = value;
		}
		uint8_t *mark = &marked[place_of_set(s, key_of(turned, s->neurons))];
		count += !*mark;
		*mark = 1;
	}
	return count;
}

/* The sum of the squares of the lengths of a map's cycles; *longest: the longest of them. */
static uint32_t cycles(const uint8_t *next, size_t states, uint32_t *longest)
{
	uint64_t left = ((uint64_t)1 << states) - 1;
	uint32_t total = 0;
	*longest = 0;
	while (left != 0) {
		const unsigned start = (unsigned)__builtin_ctzll((unsigned long long)left);
		unsigned x = start;
		uint32_t length = 0;
		do {
			left &= ~((uint64_t)1 << x);
			length++;
			x = next[x];
		} while (x != start);
		total += length * length;
		*longest = length > *longest ? length : *longest;
	}
	return total;
}

/* The maps of a kind, in all orders and with all signs. */
static void count_maps(const struct search *s, const struct map_kind *kind, struct map_classes *classes)
{
	uint8_t values[MAPS_STATES] = {0}, next[MAPS_STATES];
	for (size_t k = 0; k < s->neurons; k++)
		for (size_t x = 0; x < s->states; x++)
			values[x] = (uint8_t)(values[x] | (kind->function[k] >> x & 1) << k);
	for (size_t g = 0; g < s->namings; g++) {
		uint32_t longest;
		for (size_t x = 0; x < s->states; x++)
			next[x] = s->renamed[g][values[x]];
		const uint32_t total = cycles(next, s->states, &longest);
		classes->of_total[total] += kind->sets;
		classes->maps += kind->sets;
		if (longest > classes->longest[total])
			classes->longest[total] = longest;
	}
}

static enum status count_kinds(const struct search *s, struct map_classes *classes)
{
	memset(s->marked, 0, s->set_count);
	classes->sets = s->set_count;
	for (size_t i = 0; i < s->set_count; i++) {
		size_t set[MAPS_NEURONS] = {0};
		struct map_kind kind = {0};
		if (s->marked[i])
			continue;
		if (work_interrupted(s->work))
			return STATUS_INTERRUPTED;
		for (size_t k = 0; k < s->neurons; k++) {
			set[k] = s->sets[i] >> INDEX_BITS * (s->neurons - 1 - k) & (((size_t)1 << INDEX_BITS) - 1);
			kind.function[k] = s->half[set[k]];
		}
		kind.sets = mark_kind(s, set, s->marked);
		count_maps(s, &kind, classes);
		classes->kinds[classes->kind_count++] = kind;
	}
	return STATUS_OK;
}

/* --- all of it ------------------------------------------------------------------------------------- */

static enum status search(struct search *s, const uint32_t *functions, size_t count, struct map_classes *classes)
{
	uint8_t place[MAPS_NEURONS] = {0, 1, 2, 3, 4};
	add_orders(s, place, 0);
	if (!fill_halves(s, functions, count)) {
		classes->ending = MAPS_NOT_CLOSED;
		return STATUS_OK;
	}
	s->words = (s->count + WORD - 1) / WORD;
	memset(s->agrees, 0, (s->count + 1) * s->words * sizeof *s->agrees);
	if (!fill_turned(s)) {
		classes->ending = MAPS_NOT_CLOSED;
		return STATUS_OK;
	}
	enum status status = find_sets(s);
	if (s->too_many) {
		classes->ending = MAPS_TOO_MANY;
		return STATUS_OK;
	}
	return status == STATUS_OK ? count_kinds(s, classes) : status;
}

enum status maps_find(size_t neurons, const uint32_t *functions, size_t count, struct work *work,
                      struct map_classes *classes)
{
	const size_t halves = count / 2 + 1, words = (halves + WORD - 1) / WORD;
	struct search *s = work_take(work, 1, sizeof *s);
	const struct search room = {
		.neurons = neurons,
		.states = (size_t)1 << neurons,
		.every_state = (uint32_t)(((uint64_t)1 << ((size_t)1 << neurons)) - 1),
		.half = work_take(work, halves, sizeof *room.half),
		.agrees = work_take(work, (halves + 1) * words, sizeof *room.agrees),
		.turned = work_take(work, NAMINGS * halves, sizeof *room.turned),
		.still = work_take(work, MAPS_NEURONS * words, sizeof *room.still),
		.sets = work_take(work, MAPS_SETS, sizeof *room.sets),
		.marked = work_take(work, MAPS_SETS, sizeof *room.marked),
		.work = work,
	};
	struct map_kind *kinds = work_take(work, MAPS_SETS, sizeof *kinds);
	if (work_measures(work))
		return STATUS_MEASURED;
	*s = room;
	*classes = (struct map_classes){.kinds = kinds};
	return search(s, functions, count, classes);
}
