/*
 * network.c - running in chunks of time.
 */
#include "network.h"

#include <string.h>

#include "network_loops.h"

/* Buffers of one run: a chunk of inputs as they come from the stream, and what of the chunk is not
 * recorded. */
struct tanh_run {
	const struct weights *weights;
	const struct work *work;
	struct stream input;
	enum network_input kind;
	double coupling;
	double *flat;   /* WORK_STEPS × N */
	double *states; /* WORK_STEPS + 1 rows */
	double *inputs; /* WORK_STEPS + 1 rows */
};

static void draw_inputs(struct tanh_run *run, size_t steps, double *rows)
{
	const struct weights *w = run->weights;
	const size_t count = steps * w->neurons;
	if (run->kind == INPUT_UNIFORM)
		stream_uniforms(&run->input, count, run->flat);
	else
		stream_gaussians(&run->input, count, run->flat);
	for (size_t i = 0; i < count && run->kind != INPUT_GAUSSIAN; i++)
		run->flat[i] = run->kind == INPUT_BINARY ? (run->flat[i] < 0 ? -1 : 1)
		                                         : (2 * run->flat[i] - 1) * 0x1.bb67ae8584caap+0; /* √3 */
	for (size_t t = 0; t < steps; t++) {
		double *row = rows + (t + 1) * w->stride;
		memcpy(row, run->flat + t * w->neurons, w->neurons * sizeof *row);
		memset(row + w->neurons, 0, (w->stride - w->neurons) * sizeof *row);
	}
}

/* Advances `steps` (at most WORK_STEPS) from states row 0; inputs may be NULL. */
static void run_chunk(struct tanh_run *run, size_t steps, double *states, double *inputs)
{
	if (inputs != NULL)
		draw_inputs(run, steps, inputs);
	network_loops(run->work->simd)->advance(run->weights, run->coupling, inputs, steps, states);
}

/* The transient, in the buffers; its last state and input end up in row 0 of the recording. */
static enum status run_transient(struct tanh_run *run, const struct recording *record)
{
	const size_t stride = run->weights->stride;
	double *inputs = record->inputs != NULL ? run->inputs : NULL;
	size_t row = 0;
	for (size_t left = record->transient; left > 0;) {
		if (work_interrupted(run->work))
			return STATUS_INTERRUPTED;
		size_t steps = left < WORK_STEPS ? left : WORK_STEPS;
		run_chunk(run, steps, run->states, inputs);
		left -= steps;
		row = steps;
		if (left > 0)
			memcpy(run->states, run->states + row * stride, stride * sizeof(double));
	}
	memcpy(record->states, run->states + row * stride, stride * sizeof(double));
	if (inputs != NULL)
		memcpy(record->inputs, inputs + row * stride, stride * sizeof(double));
	return STATUS_OK;
}

/* The recorded steps, straight into the recording. */
static enum status run_record(struct tanh_run *run, const struct recording *record)
{
	const size_t stride = run->weights->stride;
	for (size_t done = 0; done < record->steps; done += WORK_STEPS) {
		if (work_interrupted(run->work))
			return STATUS_INTERRUPTED;
		size_t steps = record->steps - done < WORK_STEPS ? record->steps - done : WORK_STEPS;
		run_chunk(run, steps, record->states + done * stride,
		          record->inputs != NULL ? record->inputs + done * stride : NULL);
	}
	return STATUS_OK;
}

enum status network_run(const struct weights *weights, double coupling, struct stream_name name, const double *start,
                        const struct recording *recording, struct work *work)
{
	const size_t neurons = weights->neurons, rows = (WORK_STEPS + 1) * weights->stride;
	struct tanh_run run = {
		.weights = weights,
		.work = work,
		.input = stream_open(stream_child(name, "input", 5), work->simd),
		.kind = recording->kind,
		.coupling = coupling,
		.flat = work_take(work, WORK_STEPS * neurons, sizeof(double)),
		.states = work_take(work, rows, sizeof(double)),
		.inputs = work_take(work, rows, sizeof(double)),
	};
	if (work_measures(work))
		return STATUS_MEASURED;
	memset(run.states, 0, rows * sizeof *run.states);
	memset(run.inputs, 0, rows * sizeof *run.inputs);
	if (start != NULL) {
		memcpy(run.states, start, neurons * sizeof *start);
	} else {
		struct stream first = stream_open(stream_child(name, "start", 5), work->simd);
		stream_gaussians(&first, neurons, run.states);
	}
	enum status status = run_transient(&run, recording);
	return status == STATUS_OK ? run_record(&run, recording) : status;
}
