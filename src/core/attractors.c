/*
 * attractors.c - successors of all states at once, and the cycles of the map they make.
 */
#include "attractors.h"

#include <assert.h>
#include <string.h>

#include "state_fields.h"

/* Marks of states whose attractor is not known; no state has such a number. */
#define UNSEEN UINT32_MAX
#define ON_WALK (UINT32_MAX - 1)

/* The fields of one neuron are used up before the first attractor is listed, in the same place. */
static_assert(sizeof(struct attractor) >= sizeof(double), "room for fields");

static enum status fill_successors(const double *matrix, enum coding coding,
                                   const struct interrupt *interrupt, double *fields,
                                   struct attractors *out)
{
	const size_t neurons = out->neurons, states = (size_t)1 << neurons;
	memset(out->successor, 0, states * sizeof *out->successor);
	out->ties = 0;
	for (size_t m = 0; m < neurons; m++) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		state_fields(matrix + m * neurons, neurons, coding, fields);
		const double tie = state_fields_tie(matrix + m * neurons, neurons);
		uint32_t ties = 0;
		for (size_t x = 0; x < states; x++) {
			out->successor[x] |= (uint32_t)(fields[x] >= -tie) << m;
			ties += __builtin_fabs(fields[x]) <= tie;
		}
		out->ties += ties;
	}
	return STATUS_OK;
}

static uint32_t smallest_of_cycle(const uint32_t *successor, uint32_t state)
{
	uint32_t smallest = state;
	for (uint32_t x = successor[state]; x != state; x = successor[x])
		smallest = x < smallest ? x : smallest;
	return smallest;
}

/* Walks on from a state to where it is known how it ends, or to where the walk meets itself; all
 * states on the way are then marked with the smallest state of the cycle. */
static void mark_walk(const uint32_t *successor, uint32_t *cycle, uint32_t start)
{
	uint32_t x = start;
	for (; cycle[x] == UNSEEN; x = successor[x])
		cycle[x] = ON_WALK;
	const uint32_t end = cycle[x] == ON_WALK ? smallest_of_cycle(successor, x) : cycle[x];
	for (x = start; cycle[x] == ON_WALK; x = successor[x])
		cycle[x] = end;
}

static uint32_t period_of(const uint32_t *successor, uint32_t state)
{
	uint32_t period = 1;
	for (uint32_t x = successor[state]; x != state; x = successor[x])
		period++;
	return period;
}

/* From each state's mark, the smallest state of its cycle, to its place in the list. The smallest
 * states come first, and keep their place in cycle[] for the others to look up there. */
static void fill_list(struct attractors *out)
{
	const uint32_t states = (uint32_t)1 << out->neurons;
	uint32_t *cycle = out->cycle, count = 0;
	for (uint32_t x = 0; x < states; x++) {
		if (cycle[x] != x)
			continue;
		out->list[count] = (struct attractor){x, period_of(out->successor, x), 0};
		cycle[x] = count++;
	}
	for (uint32_t x = 0; x < states; x++) {
		/* No other state stands in the list, so a mark is not taken for a place. */
		const bool is_smallest = cycle[x] < count && out->list[cycle[x]].state == x;
		if (!is_smallest)
			cycle[x] = cycle[cycle[x]];
		out->list[cycle[x]].basin++;
	}
	out->count = count;
}

/* The sums are whole numbers below 2^48, and states a power of two: the mean is exact. */
static double mean_period(const struct attractors *attractors)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < attractors->count; i++)
		sum += (uint64_t)attractors->list[i].period * attractors->list[i].basin;
	return (double)sum / (double)((uint64_t)1 << attractors->neurons);
}

/* successor, cycle and list of `out` have room for all states; fields may be list's memory. */
static enum status find(const double *matrix, size_t neurons, enum coding coding,
                        const struct interrupt *interrupt, double *fields, struct attractors *out)
{
	const uint32_t states = (uint32_t)1 << neurons;
	out->neurons = neurons;
	enum status status = fill_successors(matrix, coding, interrupt, fields, out);
	if (status != STATUS_OK)
		return status;
	for (uint32_t x = 0; x < states; x++)
		out->cycle[x] = UNSEEN;
	for (uint32_t x = 0; x < states; x++) {
		if (x % 65536 == 0 && interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		mark_walk(out->successor, out->cycle, x);
	}
	fill_list(out);
	out->mean_period = mean_period(out);
	return STATUS_OK;
}

enum status attractors_find(const double *matrix, size_t neurons, enum coding coding, struct work *work,
                            struct attractors *out)
{
	const size_t states = (size_t)1 << neurons;
	const struct attractors room = {
		.successor = work_take(work, states, sizeof *room.successor),
		.cycle = work_take(work, states, sizeof *room.cycle),
		.list = work_take(work, states, sizeof *room.list),
	};
	if (work_measures(work))
		return STATUS_MEASURED;
	*out = room;
	return find(matrix, neurons, coding, work->interrupt, (double *)(void *)room.list, out);
}

double attractors_mean_period(const double *matrix, size_t neurons, enum coding coding)
{
	enum { STATES = 1 << ATTRACTORS_FEW_NEURONS };
	double fields[STATES];
	struct attractor list[STATES];
	uint32_t successor[STATES], cycle[STATES];
	struct attractors found = {.successor = successor, .cycle = cycle, .list = list};
	find(matrix, neurons, coding, NULL, fields, &found);
	return found.mean_period;
}
