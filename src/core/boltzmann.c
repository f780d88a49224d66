/*
 * boltzmann.c - trajectories: the random digits of a stretch of time, then the steps of all chains.
 */
#include "boltzmann.h"

#include <stdlib.h>
#include <string.h>

#include "fields.h"

#define CHUNK 64          /* steps between two looks at the interrupt function */
#define TABLE_NEURONS 12  /* up to so many a table of all states fits the nearest caches */
#define BLOCK_DIGITS 8    /* 16-bit digits of a Philox block */
#define OTHER_BITS ((uint64_t)1 << 63) /* blocks from here on: the other 37 bits */
#define START ((uint64_t)3 << 62)      /* and from here on: the first state */

bool boltzmann_settle(struct philox_key key, uint64_t step, size_t neurons, size_t m, uint16_t digit,
                      double fire)
{
	uint64_t block = OTHER_BITS + step * neurons + m;
	const uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)key.high,
	                             (uint32_t)(key.high >> 32)};
	uint32_t out[4];
	philox_block(key.key, counter, out);
	uint64_t others = ((uint64_t)out[1] << 32 | out[0]) >> 27;
	return (double)((uint64_t)digit << 37 | others) * 0x1p-53 < fire;
}

struct run {
	const struct boltzmann *machine;
	const struct simd *simd;
	struct trajectory *trajectory;
	struct philox_key *keys; /* one a chain */
	uint64_t *now;           /* the states of the chains while they are not recorded */
	uint16_t *digits;        /* CHUNK steps of one or, with the table, of all chains */
	size_t digit_step, digit_chain;
	struct boltzmann_table table;
	double *x, *fields;      /* a row a chain */
	uint64_t step;
};

static size_t chain_words(const struct run *run)
{
	return (run->trajectory->steps + 1) * run->trajectory->words;
}

/* The digits of `steps` steps of one chain: each step starts with a new block. */
static void draw_digits(struct run *run, size_t chain, size_t steps, uint16_t *digits)
{
	size_t blocks = run->digit_step / BLOCK_DIGITS;
	size_t groups = (steps * blocks + SIMD_LANES - 1) / SIMD_LANES;
	run->simd->digit_groups(run->keys[chain], run->step * blocks, groups, digits);
}

/* --- small machines: by table ------------------------------------------------------------------ */

static bool fill_table(struct run *run)
{
	const struct network *network = &run->machine->network;
	const size_t neurons = network->weights.neurons, states = (size_t)1 << neurons;
	double *fields = malloc(states * sizeof *fields);
	double *fire = calloc(states * BOLTZMANN_ROW, sizeof *fire);
	uint16_t *sure = calloc(states * BOLTZMANN_ROW, sizeof *sure);
	run->table = (struct boltzmann_table){.neurons = neurons, .fire = fire, .sure = sure};
	bool room = fields != NULL && fire != NULL && sure != NULL;
	for (size_t m = 0; m < neurons && room; m++) {
		double row[TABLE_NEURONS] = {0};
		for (size_t n = 0; n < neurons; n++)
			row[n] = network_weight(network, m, n);
		fields_of_states(row, neurons, run->machine->coding, fields);
		run->simd->boltzmann_fire(states, fields, fields);
		for (size_t x = 0; x < states; x++) {
			double p = fields[x];
			fire[x * BOLTZMANN_ROW + m] = p;
			sure[x * BOLTZMANN_ROW + m] = (uint16_t)(p < 1 ? p * 0x1p16 : 0xFFFF);
		}
	}
	free(fields);
	return room;
}

/* `steps` of all chains; chain c's states stand from states + c state_chain on. */
static void table_steps(struct run *run, size_t steps, uint64_t *states, size_t state_chain)
{
	const size_t chains = run->trajectory->chains;
	for (size_t c = 0; c < chains; c++)
		draw_digits(run, c, steps, run->digits + c * run->digit_chain);
	const struct boltzmann_walk walk = {
		.table = &run->table,
		.chains = chains,
		.steps = steps,
		.first_step = run->step,
		.keys = run->keys,
		.digits = run->digits,
		.digit_step = run->digit_step,
		.digit_chain = run->digit_chain,
		.states = states,
		.state_chain = state_chain,
	};
	run->simd->boltzmann_walk(&walk);
}

/* --- machines of any size: by their fields ----------------------------------------------------- */

/* x of one chain, as numbers; stride of them. */
static void decode(const struct boltzmann *machine, const uint64_t *state, double *x, size_t apart)
{
	const double off = machine->coding == CODING_SIGNS ? -1 : 0;
	for (size_t n = 0; n < machine->network.weights.neurons; n++)
		x[n * apart] = state[n / 64] >> n % 64 & 1 ? 1 : off;
}

/* The fields of all chains, panel by panel of a dense matrix: a product of matrices, in which every sum
 * runs over n in order as it does for one chain. */
static void fields_together(struct run *run, const uint64_t *states, size_t state_chain)
{
	const struct weights *w = &run->machine->network.weights;
	const size_t chains = run->trajectory->chains, across = simd_stride(chains);
	for (size_t c = 0; c < chains; c++)
		decode(run->machine, states + c * state_chain, run->x + c, across);
	double *panel = run->fields + chains * w->stride;
	for (size_t first = 0; first < w->stride; first += SIMD_PANEL * SIMD_LANES) {
		size_t left = w->stride - first;
		size_t rows = left < SIMD_PANEL * SIMD_LANES ? left : SIMD_PANEL * SIMD_LANES;
		memset(panel, 0, chains * rows * sizeof *panel);
		run->simd->series_products(run->x, chains, across, w->dense + first * w->neurons, rows,
		                           rows, w->neurons, panel);
		for (size_t c = 0; c < chains; c++)
			memcpy(run->fields + c * w->stride + first, panel + c * rows, rows * sizeof *panel);
	}
}

static void fields_one_by_one(struct run *run, const uint64_t *states, size_t state_chain)
{
	const struct weights *w = &run->machine->network.weights;
	for (size_t c = 0; c < run->trajectory->chains; c++) {
		decode(run->machine, states + c * state_chain, run->x, 1);
		run->simd->network_sum(w, run->x, run->fields + c * w->stride);
	}
}

/* One step of all chains, from states to next (they may be the same). */
static void field_step(struct run *run, const uint64_t *states, uint64_t *next, size_t state_chain)
{
	const struct weights *w = &run->machine->network.weights;
	const size_t chains = run->trajectory->chains;
	if (w->sparse == NULL && chains > 2)
		fields_together(run, states, state_chain);
	else
		fields_one_by_one(run, states, state_chain);
	run->simd->boltzmann_fire(chains * w->stride, run->fields, run->fields);
	for (size_t c = 0; c < chains; c++) {
		draw_digits(run, c, 1, run->digits);
		run->simd->boltzmann_choose(w->neurons, run->fields + c * w->stride, run->digits,
		                            run->keys[c], run->step, next + c * state_chain);
	}
}

/* --- runs -------------------------------------------------------------------------------------- */

static void start_chains(struct run *run, struct stream_name name, const uint64_t *start)
{
	const struct trajectory *t = run->trajectory;
	const uint64_t last = t->neurons % 64 != 0 ? ((uint64_t)1 << t->neurons % 64) - 1 : ~(uint64_t)0;
	struct stream_name chains = stream_child(name, "chains", 6);
	for (size_t c = 0; c < t->chains; c++) {
		char label[8];
		for (int i = 0; i < 8; i++)
			label[i] = (char)(c >> 8 * i);
		run->keys[c] = stream_open(stream_child(chains, label, 8), run->simd).key;
		uint64_t *state = run->now + c * t->words;
		if (start != NULL) {
			memcpy(state, start, t->words * sizeof *state);
			continue;
		}
		for (size_t w = 0; w < t->words; w++) {
			uint16_t digits[SIMD_DIGITS];
			run->simd->digit_groups(run->keys[c], START + w, 1, digits);
			for (int i = 0; i < 4; i++)
				state[w] = state[w] << 16 | digits[i];
		}
		state[t->words - 1] &= last;
	}
}

static enum status run_transient(struct run *run, size_t transient, bool by_table,
                                 const struct interrupt *interrupt)
{
	const struct trajectory *t = run->trajectory;
	uint64_t *stretch = by_table ? malloc(t->chains * (CHUNK + 1) * sizeof *stretch) : NULL;
	if (by_table && stretch == NULL)
		return STATUS_NO_MEMORY;
	enum status status = STATUS_OK;
	for (size_t left = transient; left > 0 && status == STATUS_OK;) {
		size_t steps = !by_table ? 1 : left < CHUNK ? left : CHUNK;
		if (interrupt_requested(interrupt)) {
			status = STATUS_INTERRUPTED;
		} else if (by_table) {
			for (size_t c = 0; c < t->chains; c++)
				stretch[c * (CHUNK + 1)] = run->now[c];
			table_steps(run, steps, stretch, CHUNK + 1);
			for (size_t c = 0; c < t->chains; c++)
				run->now[c] = stretch[c * (CHUNK + 1) + steps];
		} else {
			field_step(run, run->now, run->now, t->words);
		}
		run->step += steps;
		left -= steps;
	}
	free(stretch);
	return status;
}

static enum status run_record(struct run *run, bool by_table, const struct interrupt *interrupt)
{
	const struct trajectory *t = run->trajectory;
	const size_t apart = chain_words(run);
	for (size_t c = 0; c < t->chains; c++)
		memcpy(t->states + c * apart, run->now + c * t->words, t->words * sizeof *t->states);
	for (size_t done = 0; done < t->steps;) {
		if (interrupt_requested(interrupt))
			return STATUS_INTERRUPTED;
		size_t left = t->steps - done, steps = !by_table ? 1 : left < CHUNK ? left : CHUNK;
		uint64_t *now = t->states + done * t->words;
		if (by_table)
			table_steps(run, steps, now, apart);
		else
			field_step(run, now, now + t->words, apart);
		run->step += steps;
		done += steps;
	}
	return STATUS_OK;
}

/* A table pays if it is filled for no more states than there are steps. */
static bool table_pays(const struct trajectory *t, size_t transient)
{
	return t->neurons <= TABLE_NEURONS && (t->steps + transient) * t->chains >= (size_t)1 << t->neurons;
}

static size_t digit_step(size_t neurons) { return (neurons + BLOCK_DIGITS - 1) / BLOCK_DIGITS * BLOCK_DIGITS; }

static size_t digit_chain(size_t neurons, bool by_table)
{
	return (by_table ? CHUNK : 1) * digit_step(neurons) + SIMD_DIGITS;
}

/* What make_room and run_transient take. */
size_t boltzmann_working_bytes(const struct boltzmann *machine, size_t transient, const struct trajectory *t)
{
	const bool by_table = table_pays(t, transient);
	const size_t stride = machine->network.weights.stride, across = simd_stride(t->chains);
	const size_t states = (size_t)1 << (by_table ? t->neurons : 0);
	const size_t chain = sizeof(struct philox_key) + t->words * sizeof(uint64_t);
	const size_t digits = digit_chain(t->neurons, by_table) * sizeof(uint16_t);
	if (by_table)
		return t->chains * (chain + digits + (CHUNK + 1) * sizeof(uint64_t)) +
		       states * (BOLTZMANN_ROW * (sizeof(double) + sizeof(uint16_t)) + sizeof(double));
	return t->chains * chain + digits +
	       (stride * across + t->chains * (stride + SIMD_PANEL * SIMD_LANES)) * sizeof(double);
}

static bool make_room(struct run *run, bool by_table)
{
	const struct trajectory *t = run->trajectory;
	const size_t stride = run->machine->network.weights.stride, across = simd_stride(t->chains);
	size_t rows = by_table ? t->chains : 1;
	run->digit_step = digit_step(t->neurons);
	run->digit_chain = digit_chain(t->neurons, by_table);
	run->keys = calloc(t->chains, sizeof *run->keys);
	run->now = calloc(t->chains * t->words, sizeof *run->now);
	run->digits = calloc(rows * run->digit_chain, sizeof *run->digits);
	bool room = run->keys != NULL && run->now != NULL && run->digits != NULL;
	if (by_table)
		return room && fill_table(run);
	run->x = calloc(stride * across, sizeof *run->x);
	run->fields = calloc(t->chains * (stride + SIMD_PANEL * SIMD_LANES), sizeof *run->fields);
	return room && run->x != NULL && run->fields != NULL;
}

enum status boltzmann_run(const struct boltzmann *machine, struct stream_name name, size_t transient,
                          const uint64_t *start, struct trajectory *trajectory,
                          const struct interrupt *interrupt)
{
	struct run run = {
		.machine = machine, .simd = machine->network.simd, .trajectory = trajectory};
	bool by_table = table_pays(trajectory, transient);
	enum status status = STATUS_NO_MEMORY;
	if (make_room(&run, by_table)) {
		start_chains(&run, name, start);
		status = run_transient(&run, transient, by_table, interrupt);
		if (status == STATUS_OK)
			status = run_record(&run, by_table, interrupt);
	}
	free(run.keys);
	free(run.now);
	free(run.digits);
	free(run.x);
	free(run.fields);
	free((void *)(uintptr_t)run.table.fire);
	free((void *)(uintptr_t)run.table.sure);
	return status;
}

/* --- what is left open -------------------------------------------------------------------------- */

/* Whether to count how often each state is there, so that each is looked at once. */
static bool states_repeat(const struct trajectory *t)
{
	return t->neurons <= TABLE_NEURONS && t->chains * t->steps >= (size_t)1 << t->neurons;
}

size_t boltzmann_noise_bytes(const struct boltzmann *machine, const struct trajectory *t)
{
	return 5 * machine->network.weights.stride * sizeof(double) +
	       (states_repeat(t) ? sizeof(uint64_t) << t->neurons : 0);
}

/* Σ_m h2 given one state; x, fields, fire, rest and h2 are `stride` doubles each from room on. */
static double noise_of_state(const struct boltzmann *machine, const uint64_t *state, double *room)
{
	const struct weights *w = &machine->network.weights;
	const struct simd *simd = machine->network.simd;
	double *x = room, *fields = x + w->stride, *fire = fields + w->stride, *rest = fire + w->stride;
	double *h2 = rest + w->stride, sum = 0;
	decode(machine, state, x, 1);
	simd->network_sum(w, x, fields);
	simd->markov_fire(w->stride, fields, fire, rest, h2);
	for (size_t m = 0; m < w->neurons; m++)
		sum += h2[m];
	return sum;
}

/* The sum over all states that there may be, each as often as it is recorded. */
static enum status noise_by_count(const struct boltzmann *machine, const struct trajectory *t, double *room, double *sum)
{
	const size_t states = (size_t)1 << t->neurons;
	uint64_t *counts = calloc(states, sizeof *counts);
	if (counts == NULL)
		return STATUS_NO_MEMORY;
	for (size_t c = 0; c < t->chains; c++)
		for (size_t step = 1; step <= t->steps; step++)
			counts[t->states[c * (t->steps + 1) + step]]++;
	for (uint64_t x = 0; x < states; x++)
		if (counts[x] > 0)
			*sum += (double)counts[x] * noise_of_state(machine, &x, room);
	free(counts);
	return STATUS_OK;
}

/* The sum over the recorded states, of stretches of CHUNK, which keeps its rounding small however long they are. */
static enum status noise_by_step(const struct boltzmann *machine, const struct trajectory *t, double *room,
                                 const struct interrupt *interrupt, double *sum)
{
	for (size_t c = 0; c < t->chains; c++)
		for (size_t first = 1; first <= t->steps; first += CHUNK) {
			if (interrupt_requested(interrupt))
				return STATUS_INTERRUPTED;
			double part = 0;
			for (size_t step = first; step < first + CHUNK && step <= t->steps; step++)
				part += noise_of_state(machine, t->states + (c * (t->steps + 1) + step) * t->words, room);
			*sum += part;
		}
	return STATUS_OK;
}

enum status boltzmann_noise(const struct boltzmann *machine, const struct trajectory *t,
                            const struct interrupt *interrupt, double *bits)
{
	double *room = calloc(5 * machine->network.weights.stride, sizeof *room), sum = 0;
	enum status status = STATUS_NO_MEMORY;
	if (room != NULL)
		status = states_repeat(t) ? noise_by_count(machine, t, room, &sum)
		                          : noise_by_step(machine, t, room, interrupt, &sum);
	*bits = sum / ((double)t->chains * (double)t->steps);
	free(room);
	return status;
}
