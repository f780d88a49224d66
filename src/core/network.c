/*
 * network.c - drawing weights, laying them out for the inner loops, and running in chunks of time.
 */
#include "network.h"

#include <string.h>

#include "network_loops.h"

/* Steps between two looks at the interrupt function. */
#define CHUNK 64

/* One sparse entry costs about as much as this many dense ones (measured, N = 100 ... 400). */
#define SPARSE_COST 6

static size_t dense_doubles(size_t neurons) { return neurons * simd_stride(neurons); }

/* The most entries (eight to a step) the sparse form may have. */
static size_t sparse_limit(size_t neurons, enum network_storage storage)
{
	switch (storage) {
	case NETWORK_DENSE: return 0;
	case NETWORK_SPARSE: return dense_doubles(neurons);
	default: return dense_doubles(neurons) / SPARSE_COST / SIMD_LANES * SIMD_LANES;
	}
}

void network_lay(struct network *network, struct arena *arena, size_t neurons, enum network_storage storage)
{
	const size_t stride = simd_stride(neurons), sparse = sparse_limit(neurons, storage);
	*network = (struct network){
		.weights = {.neurons = neurons, .stride = stride},
		.dense = arena_take(arena, dense_doubles(neurons), sizeof(double)),
		.sparse = arena_take(arena, sparse, sizeof(double)),
		.sparse_index = arena_take(arena, sparse, sizeof(int32_t)),
		.slice_start = arena_take(arena, stride / SIMD_LANES + 1, sizeof(uint32_t)),
		.sparse_limit = sparse,
		.biases = arena_take(arena, stride, sizeof(double)),
	};
	network->weights.dense = network->dense;
}

/* Where W[m][n] stands in the dense form: panels of up to NETWORK_PANEL packs of rows, each panel
 * column by column. */
static size_t dense_index(size_t neurons, size_t stride, size_t m, size_t n)
{
	const size_t panel_rows = NETWORK_PANEL * SIMD_LANES;
	size_t first = m / panel_rows * panel_rows;
	size_t rows = stride - first < panel_rows ? stride - first : panel_rows;
	return first * neurons + n * rows + (m - first);
}

double network_weight(const struct network *network, size_t m, size_t n)
{
	const struct weights *w = &network->weights;
	return w->dense[dense_index(w->neurons, w->stride, m, n)];
}

/* Steps of slice `slice`: the largest number of connections into one of its rows. */
static size_t slice_steps(const struct network *network, size_t slice)
{
	const struct weights *w = &network->weights;
	size_t most = 0;
	for (size_t m = slice * SIMD_LANES; m < (slice + 1) * SIMD_LANES && m < w->neurons; m++) {
		size_t inputs = 0;
		for (size_t n = 0; n < w->neurons; n++)
			inputs += network_weight(network, m, n) != 0;
		most = inputs > most ? inputs : most;
	}
	return most;
}

/* Fills the sparse form, unless it would take more entries than there is room for. */
static void fill_sparse(struct network *network)
{
	struct weights *w = &network->weights;
	const size_t slices = w->stride / SIMD_LANES;
	uint32_t *start = network->slice_start;
	start[0] = 0;
	for (size_t slice = 0; slice < slices; slice++) {
		size_t end = start[slice] + slice_steps(network, slice);
		if (end * SIMD_LANES > network->sparse_limit)
			return;
		start[slice + 1] = (uint32_t)end;
	}
	memset(network->sparse, 0, (size_t)start[slices] * SIMD_LANES * sizeof *network->sparse);
	memset(network->sparse_index, 0, (size_t)start[slices] * SIMD_LANES * sizeof *network->sparse_index);
	for (size_t m = 0; m < w->neurons; m++) {
		size_t entry = (size_t)start[m / SIMD_LANES] * SIMD_LANES + m % SIMD_LANES;
		for (size_t n = 0; n < w->neurons; n++) {
			double weight = network_weight(network, m, n);
			if (weight == 0)
				continue;
			network->sparse[entry] = weight;
			network->sparse_index[entry] = (int32_t)n;
			entry += SIMD_LANES;
		}
	}
	w->sparse = network->sparse;
	w->sparse_index = network->sparse_index;
	w->slice_start = start;
}

void network_build(struct network *network, const double *matrix)
{
	struct weights *w = &network->weights;
	const size_t neurons = w->neurons;
	memset(network->dense, 0, dense_doubles(neurons) * sizeof *network->dense);
	network->connections = 0;
	for (size_t m = 0; m < neurons; m++)
		for (size_t n = 0; n < neurons; n++) {
			network->dense[dense_index(neurons, w->stride, m, n)] = matrix[m * neurons + n];
			network->connections += matrix[m * neurons + n] != 0;
		}
	w->sparse = NULL;
	w->bias = NULL;
	if (network->sparse_limit > 0)
		fill_sparse(network);
}

void network_set_biases(struct network *network, const double *biases)
{
	struct weights *w = &network->weights;
	memset(network->biases, 0, w->stride * sizeof *biases);
	memcpy(network->biases, biases, w->neurons * sizeof *biases);
	w->bias = network->biases;
}

/* Signs of entries, or of the neurons they come from: whether u[i], or that of its column, is below. */
static void draw_signs(struct stream *stream, struct stream_name name, const struct network_ensemble *ensemble,
                       size_t neurons, double *uniform, double *w)
{
	const double excitatory = (1 + ensemble->balance) / 2;
	struct stream own = stream_open(stream_child(name, "neuron signs", 12), stream->simd);
	stream_uniforms(ensemble->signs_of_neurons ? &own : stream,
	                ensemble->signs_of_neurons ? neurons : neurons * neurons, uniform);
	for (size_t i = 0; i < neurons * neurons; i++) {
		const double u = uniform[ensemble->signs_of_neurons ? i % neurons : i];
		w[i] = u < excitatory || w[i] == 0 ? w[i] : -w[i];
	}
}

static void draw_biases(struct network *network, struct stream_name name, double width, const struct simd *simd,
                        double *room)
{
	const size_t neurons = network->weights.neurons;
	struct stream stream = stream_open(stream_child(name, "biases", 6), simd);
	stream_gaussians(&stream, neurons, room);
	for (size_t m = 0; m < neurons; m++)
		room[m] *= width;
	network_set_biases(network, room);
}

enum status network_draw(struct network *network, const struct network_ensemble *ensemble, struct stream_name name,
                         struct work *work)
{
	const size_t neurons = network->weights.neurons, entries = neurons * neurons;
	double *w = work_take(work, entries, sizeof *w), *uniform = work_take(work, entries, sizeof *uniform);
	if (work_measures(work))
		return STATUS_MEASURED;
	struct stream stream = stream_open(stream_child(name, "weights", 7), work->simd);
	stream_gaussians(&stream, entries, w);
	stream_uniforms(&stream, entries, uniform);
	for (size_t i = 0; i < entries; i++)
		w[i] = uniform[i] < ensemble->density ? ensemble->width * __builtin_fabs(w[i]) : 0;
	draw_signs(&stream, name, ensemble, neurons, uniform, w);
	for (size_t m = 0; m < neurons && ensemble->no_self_connections; m++)
		w[m * neurons + m] = 0;
	network_build(network, w);
	if (ensemble->bias_width > 0)
		draw_biases(network, name, ensemble->bias_width, work->simd, uniform);
	return STATUS_OK;
}

/* Buffers of one run: a chunk of inputs as they come from the stream, and what of the chunk is not
 * recorded. */
struct run {
	const struct network *network;
	const struct work *work;
	struct stream input;
	enum network_input kind;
	double coupling;
	double *flat;   /* CHUNK × N */
	double *states; /* CHUNK + 1 rows */
	double *inputs; /* CHUNK + 1 rows */
};

static void draw_inputs(struct run *run, size_t steps, double *rows)
{
	const struct weights *w = &run->network->weights;
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

/* Advances `steps` (at most CHUNK) from states row 0; inputs may be NULL. */
static void run_chunk(struct run *run, size_t steps, double *states, double *inputs)
{
	if (inputs != NULL)
		draw_inputs(run, steps, inputs);
	network_loops(run->work->simd)->advance(&run->network->weights, run->coupling, inputs, steps, states);
}

/* The transient, in the buffers; its last state and input end up in row 0 of the recording. */
static enum status run_transient(struct run *run, const struct recording *record)
{
	const size_t stride = run->network->weights.stride;
	double *inputs = record->inputs != NULL ? run->inputs : NULL;
	size_t row = 0;
	for (size_t left = record->transient; left > 0;) {
		if (work_interrupted(run->work))
			return STATUS_INTERRUPTED;
		size_t steps = left < CHUNK ? left : CHUNK;
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
static enum status run_record(struct run *run, const struct recording *record)
{
	const size_t stride = run->network->weights.stride;
	for (size_t done = 0; done < record->steps; done += CHUNK) {
		if (work_interrupted(run->work))
			return STATUS_INTERRUPTED;
		size_t steps = record->steps - done < CHUNK ? record->steps - done : CHUNK;
		run_chunk(run, steps, record->states + done * stride,
		          record->inputs != NULL ? record->inputs + done * stride : NULL);
	}
	return STATUS_OK;
}

enum status network_run(const struct network *network, double coupling, struct stream_name name, const double *start,
                        const struct recording *recording, struct work *work)
{
	const size_t neurons = network->weights.neurons, rows = (CHUNK + 1) * network->weights.stride;
	struct run run = {
		.network = network,
		.work = work,
		.input = stream_open(stream_child(name, "input", 5), work->simd),
		.kind = recording->kind,
		.coupling = coupling,
		.flat = work_take(work, CHUNK * neurons, sizeof(double)),
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
