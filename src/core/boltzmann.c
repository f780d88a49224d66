/*
 * boltzmann.c - trajectories: the random digits of a stretch of time, then the steps of all chains.
 */
#include "boltzmann.h"

#include <string.h>

#include "boltzmann_loops.h"
#include "markov_loops.h"
#include "network_loops.h"
#include "series_loops.h"
#include "state_fields.h"
#include "stream_loops.h"

#define COUNTED 32768     /* states counted between two looks at the interrupt function */
#define STRETCH 64        /* states whose noise is summed by itself */
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

struct chains_run {
	const struct boltzmann *machine;
	const struct work *work;
	const struct simd *simd;
	const struct trajectory *trajectory;
	bool by_table;
	struct philox_key *keys; /* one a chain */
	uint64_t *now;           /* the states of the chains while they are not recorded */
	uint64_t *stretch;       /* with the table, those of WORK_STEPS steps that are not recorded, and the one before */
	uint16_t *digits;        /* WORK_STEPS steps of one or, with the table, of all chains */
	size_t digit_step, digit_chain;
	double *fire, *table_fields; /* with the table: what it holds, and a field of each state */
	uint16_t *sure;
	double *x, *fields;      /* a row a chain */
	uint64_t step;
};

static size_t chain_words(const struct chains_run *run)
{
	return (run->trajectory->steps + 1) * run->trajectory->words;
}

/* The digits of `steps` steps of one chain: each step starts with a new block. */
static void draw_digits(struct chains_run *run, size_t chain, size_t steps, uint16_t *digits)
{
	size_t blocks = run->digit_step / BLOCK_DIGITS;
	size_t groups = (steps * blocks + SIMD_LANES - 1) / SIMD_LANES;
	stream_loops(run->simd)->digit_groups(run->keys[chain], run->step * blocks, groups, digits);
}

/* --- small machines: by table ------------------------------------------------------------------ */

static void fill_table(struct chains_run *run)
{
	const struct weights *network = &run->machine->weights;
	const size_t neurons = network->neurons, states = (size_t)1 << neurons;
	memset(run->fire, 0, states * BOLTZMANN_ROW * sizeof *run->fire);
	memset(run->sure, 0, states * BOLTZMANN_ROW * sizeof *run->sure);
	for (size_t m = 0; m < neurons; m++) {
		double row[TABLE_NEURONS] = {0};
		for (size_t n = 0; n < neurons; n++)
			row[n] = weights_at(network, m, n);
		state_fields(row, neurons, run->machine->coding, run->table_fields);
		boltzmann_loops(run->simd)->fire(states, run->table_fields, run->table_fields);
		for (size_t x = 0; x < states; x++) {
			double p = run->table_fields[x];
			run->fire[x * BOLTZMANN_ROW + m] = p;
			run->sure[x * BOLTZMANN_ROW + m] = (uint16_t)(p < 1 ? p * 0x1p16 : 0xFFFF);
		}
	}
}

/* `steps` of all chains; chain c's states stand from states + c state_chain on. */
static void table_steps(struct chains_run *run, size_t steps, uint64_t *states, size_t state_chain)
{
	const size_t chains = run->trajectory->chains;
	for (size_t c = 0; c < chains; c++)
		draw_digits(run, c, steps, run->digits + c * run->digit_chain);
	const struct boltzmann_table table = {run->trajectory->neurons, run->fire, run->sure};
	const struct boltzmann_walk walk = {
		.table = &table,
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
	boltzmann_loops(run->simd)->walk(&walk);
}

/* --- machines of any size: by their fields ----------------------------------------------------- */

/* x of one chain, as numbers; stride of them. */
static void decode(const struct boltzmann *machine, const uint64_t *state, double *x, size_t apart)
{
	const double off = machine->coding == CODING_SIGNS ? -1 : 0;
	for (size_t n = 0; n < machine->weights.neurons; n++)
		x[n * apart] = state[n / 64] >> n % 64 & 1 ? 1 : off;
}

/* The fields of all chains, panel by panel of a dense matrix: a product of matrices, in which every sum
 * runs over n in order as it does for one chain. */
static void fields_together(struct chains_run *run, const uint64_t *states, size_t state_chain)
{
	const struct weights *w = &run->machine->weights;
	const size_t chains = run->trajectory->chains, across = simd_stride(chains);
	for (size_t c = 0; c < chains; c++)
		decode(run->machine, states + c * state_chain, run->x + c, across);
	double *panel = run->fields + chains * w->stride;
	for (size_t first = 0; first < w->stride; first += WEIGHTS_PANEL * SIMD_LANES) {
		size_t left = w->stride - first;
		size_t rows = left < WEIGHTS_PANEL * SIMD_LANES ? left : WEIGHTS_PANEL * SIMD_LANES;
		memset(panel, 0, chains * rows * sizeof *panel);
		series_loops(run->simd)->products(run->x, chains, across, w->dense + first * w->neurons, rows,
		                           rows, w->neurons, panel);
		for (size_t c = 0; c < chains; c++)
			memcpy(run->fields + c * w->stride + first, panel + c * rows, rows * sizeof *panel);
	}
}

static void fields_one_by_one(struct chains_run *run, const uint64_t *states, size_t state_chain)
{
	const struct weights *w = &run->machine->weights;
	for (size_t c = 0; c < run->trajectory->chains; c++) {
		decode(run->machine, states + c * state_chain, run->x, 1);
		network_loops(run->simd)->sum(w, run->x, run->fields + c * w->stride);
	}
}

/* One step of all chains, from states to next (they may be the same). */
static void field_step(struct chains_run *run, const uint64_t *states, uint64_t *next, size_t state_chain)
{
	const struct weights *w = &run->machine->weights;
	const size_t chains = run->trajectory->chains;
	if (w->sparse == NULL && chains > 2)
		fields_together(run, states, state_chain);
	else
		fields_one_by_one(run, states, state_chain);
	boltzmann_loops(run->simd)->fire(chains * w->stride, run->fields, run->fields);
	for (size_t c = 0; c < chains; c++) {
		draw_digits(run, c, 1, run->digits);
		boltzmann_loops(run->simd)->choose(w->neurons, run->fields + c * w->stride, run->digits,
		                            run->keys[c], run->step, next + c * state_chain);
	}
}

/* --- runs -------------------------------------------------------------------------------------- */

static void start_chains(struct chains_run *run, struct stream_name name, const uint64_t *start)
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
			uint16_t digits[STREAM_DIGITS];
			stream_loops(run->simd)->digit_groups(run->keys[c], START + w, 1, digits);
			for (int i = 0; i < 4; i++)
				state[w] = state[w] << 16 | digits[i];
		}
		state[t->words - 1] &= last;
	}
}

/* `steps` steps of all chains by the table, from where they are; nothing is recorded. */
static void pass_by_table(struct chains_run *run, size_t steps)
{
	const size_t chains = run->trajectory->chains;
	for (size_t c = 0; c < chains; c++)
		run->stretch[c * (WORK_STEPS + 1)] = run->now[c];
	table_steps(run, steps, run->stretch, WORK_STEPS + 1);
	for (size_t c = 0; c < chains; c++)
		run->now[c] = run->stretch[c * (WORK_STEPS + 1) + steps];
}

static enum status run_transient(struct chains_run *run, size_t transient)
{
	for (size_t left = transient; left > 0;) {
		size_t steps = !run->by_table ? 1 : left < WORK_STEPS ? left : WORK_STEPS;
		if (work_interrupted(run->work))
			return STATUS_INTERRUPTED;
		if (run->by_table)
			pass_by_table(run, steps);
		else
			field_step(run, run->now, run->now, run->trajectory->words);
		run->step += steps;
		left -= steps;
	}
	return STATUS_OK;
}

static enum status run_record(struct chains_run *run)
{
	const struct trajectory *t = run->trajectory;
	const size_t apart = chain_words(run);
	for (size_t c = 0; c < t->chains; c++)
		memcpy(t->states + c * apart, run->now + c * t->words, t->words * sizeof *t->states);
	for (size_t done = 0; done < t->steps;) {
		if (work_interrupted(run->work))
			return STATUS_INTERRUPTED;
		size_t left = t->steps - done, steps = !run->by_table ? 1 : left < WORK_STEPS ? left : WORK_STEPS;
		uint64_t *now = t->states + done * t->words;
		if (run->by_table)
			table_steps(run, steps, now, apart);
		else
			field_step(run, now, now + t->words, apart);
		run->step += steps;
		done += steps;
	}
	return STATUS_OK;
}

/* Whether there is a table of all states: it is filled if these are no more than the steps. */
static bool table_pays(const struct trajectory *t, size_t transient)
{
	return t->neurons <= TABLE_NEURONS && (t->steps + transient) * t->chains >= (size_t)1 << t->neurons;
}

static void lay_table(struct chains_run *run, struct work *work, size_t transient)
{
	const struct trajectory *t = run->trajectory;
	const size_t states = (size_t)1 << t->neurons;
	run->digits = work_take(work, t->chains * run->digit_chain, sizeof *run->digits);
	run->fire = work_take(work, states * BOLTZMANN_ROW, sizeof *run->fire);
	run->sure = work_take(work, states * BOLTZMANN_ROW, sizeof *run->sure);
	run->table_fields = work_take(work, states, sizeof *run->table_fields);
	run->stretch = work_take(work, transient > 0 ? t->chains * (WORK_STEPS + 1) : 0, sizeof *run->stretch);
}

static void lay_fields(struct chains_run *run, struct work *work)
{
	const size_t stride = run->machine->weights.stride, chains = run->trajectory->chains;
	run->digits = work_take(work, run->digit_chain, sizeof *run->digits);
	run->x = work_take(work, stride * simd_stride(chains), sizeof *run->x);
	run->fields = work_take(work, chains * (stride + WEIGHTS_PANEL * SIMD_LANES), sizeof *run->fields);
}

enum status boltzmann_run(const struct boltzmann *machine, struct stream_name name, size_t transient,
                          const uint64_t *start, const struct trajectory *trajectory, struct work *work)
{
	const size_t neurons = trajectory->neurons, chains = trajectory->chains, words = trajectory->words;
	const size_t digit_step = (neurons + BLOCK_DIGITS - 1) / BLOCK_DIGITS * BLOCK_DIGITS;
	const bool by_table = table_pays(trajectory, transient);
	struct chains_run run = {
		.machine = machine,
		.work = work,
		.simd = work->simd,
		.trajectory = trajectory,
		.by_table = by_table,
		.keys = work_take(work, chains, sizeof *run.keys),
		.now = work_take(work, chains * words, sizeof *run.now),
		.digit_step = digit_step,
		.digit_chain = (by_table ? WORK_STEPS : 1) * digit_step + STREAM_DIGITS,
	};
	if (by_table)
		lay_table(&run, work, transient);
	else
		lay_fields(&run, work);
	if (work_measures(work))
		return STATUS_MEASURED;
	memset(run.now, 0, chains * words * sizeof *run.now);
	if (by_table)
		fill_table(&run);
	else
		memset(run.x, 0, machine->weights.stride * simd_stride(chains) * sizeof *run.x);
	start_chains(&run, name, start);
	enum status status = run_transient(&run, transient);
	return status == STATUS_OK ? run_record(&run) : status;
}

/* --- what is left open -------------------------------------------------------------------------- */

/* Whether to count how often each state is there, so that each is looked at once. */
static bool states_repeat(const struct trajectory *t)
{
	return t->neurons <= TABLE_NEURONS && t->chains * t->steps >= (size_t)1 << t->neurons;
}

/* Room for what is computed of one state: `stride` doubles each, and as many zeros in x as there is padding. */
struct noise_room {
	double *x, *fields, *fire, *rest, *h2;
};

/* Σ_m h2 given one state. */
static double noise_of_state(const struct boltzmann *machine, const uint64_t *state, const struct simd *simd,
                             const struct noise_room *room)
{
	const struct weights *w = &machine->weights;
	double sum = 0;
	decode(machine, state, room->x, 1);
	network_loops(simd)->sum(w, room->x, room->fields);
	markov_loops(simd)->fire(w->stride, room->fields, room->fire, room->rest, room->h2);
	for (size_t m = 0; m < w->neurons; m++)
		sum += room->h2[m];
	return sum;
}

/* The sum over all states that there may be, each as often as it is recorded: counts has room for all of them. */
static enum status noise_by_count(const struct boltzmann *machine, const struct trajectory *t, const struct work *work,
                                  const struct noise_room *room, uint64_t *counts, double *sum)
{
	const size_t states = (size_t)1 << t->neurons;
	memset(counts, 0, states * sizeof *counts);
	for (size_t c = 0; c < t->chains; c++)
		for (size_t step = 1; step <= t->steps; step++) {
			if (step % COUNTED == 1 && work_interrupted(work))
				return STATUS_INTERRUPTED;
			counts[t->states[c * (t->steps + 1) + step]]++;
		}
	for (uint64_t x = 0; x < states; x++)
		if (counts[x] > 0)
			*sum += (double)counts[x] * noise_of_state(machine, &x, work->simd, room);
	return STATUS_OK;
}

/* The sum over the recorded states, of stretches of STRETCH, which keeps its rounding small however long they are. */
static enum status noise_by_step(const struct boltzmann *machine, const struct trajectory *t, const struct work *work,
                                 const struct noise_room *room, double *sum)
{
	for (size_t c = 0; c < t->chains; c++)
		for (size_t first = 1; first <= t->steps; first += STRETCH) {
			if (work_interrupted(work))
				return STATUS_INTERRUPTED;
			double part = 0;
			for (size_t step = first; step < first + STRETCH && step <= t->steps; step++)
				part += noise_of_state(machine, t->states + (c * (t->steps + 1) + step) * t->words,
				                       work->simd, room);
			*sum += part;
		}
	return STATUS_OK;
}

enum status boltzmann_noise(const struct boltzmann *machine, const struct trajectory *t, struct work *work,
                            double *bits)
{
	const size_t stride = machine->weights.stride;
	const struct noise_room room = {
		.x = work_take(work, stride, sizeof(double)),
		.fields = work_take(work, stride, sizeof(double)),
		.fire = work_take(work, stride, sizeof(double)),
		.rest = work_take(work, stride, sizeof(double)),
		.h2 = work_take(work, stride, sizeof(double)),
	};
	uint64_t *counts = states_repeat(t) ? work_take(work, (size_t)1 << t->neurons, sizeof *counts) : NULL;
	double sum = 0;
	if (work_measures(work))
		return STATUS_MEASURED;
	memset(room.x, 0, stride * sizeof *room.x);
	enum status status = states_repeat(t) ? noise_by_count(machine, t, work, &room, counts, &sum)
	                                      : noise_by_step(machine, t, work, &room, &sum);
	*bits = sum / ((double)t->chains * (double)t->steps);
	return status;
}
