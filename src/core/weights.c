/*
 * weights.c - drawing weights, and laying them out for the inner loops.
 */
#include "weights.h"

#include <string.h>

/* One sparse entry costs about as much as this many dense ones (measured, N = 100 ... 400). */
#define SPARSE_COST 6

static size_t dense_doubles(size_t neurons) { return neurons * simd_stride(neurons); }

/* The most entries (eight to a step) the sparse form may have. */
static size_t sparse_limit(size_t neurons, enum weights_storage storage)
{
	switch (storage) {
	case WEIGHTS_DENSE: return 0;
	case WEIGHTS_SPARSE: return dense_doubles(neurons);
	default: return dense_doubles(neurons) / SPARSE_COST / SIMD_LANES * SIMD_LANES;
	}
}

void weights_lay(struct weights *weights, struct arena *arena, size_t neurons, enum weights_storage storage)
{
	const size_t stride = simd_stride(neurons), sparse = sparse_limit(neurons, storage);
	const struct weights_room room = {
		.dense = arena_take(arena, dense_doubles(neurons), sizeof(double)),
		.sparse = arena_take(arena, sparse, sizeof(double)),
		.sparse_index = arena_take(arena, sparse, sizeof(int32_t)),
		.slice_start = arena_take(arena, stride / SIMD_LANES + 1, sizeof(uint32_t)),
		.bias = arena_take(arena, stride, sizeof(double)),
		.entries = sparse,
	};
	*weights = (struct weights){.neurons = neurons, .stride = stride, .dense = room.dense, .room = room};
}

/* Where W[m][n] stands in the dense form: panels of up to WEIGHTS_PANEL packs of rows, each panel
 * column by column. */
static size_t dense_index(size_t neurons, size_t stride, size_t m, size_t n)
{
	const size_t panel_rows = WEIGHTS_PANEL * SIMD_LANES;
	size_t first = m / panel_rows * panel_rows;
	size_t rows = stride - first < panel_rows ? stride - first : panel_rows;
	return first * neurons + n * rows + (m - first);
}

double weights_at(const struct weights *w, size_t m, size_t n)
{
	return w->dense[dense_index(w->neurons, w->stride, m, n)];
}

/* Steps of slice `slice`: the largest number of connections into one of its rows. */
static size_t slice_steps(const struct weights *w, size_t slice)
{
	size_t most = 0;
	for (size_t m = slice * SIMD_LANES; m < (slice + 1) * SIMD_LANES && m < w->neurons; m++) {
		size_t inputs = 0;
		for (size_t n = 0; n < w->neurons; n++)
			inputs += weights_at(w, m, n) != 0;
		most = inputs > most ? inputs : most;
	}
	return most;
}

/* Fills the sparse form, unless it would take more entries than there is room for. */
static void fill_sparse(struct weights *w)
{
	const struct weights_room *room = &w->room;
	const size_t slices = w->stride / SIMD_LANES;
	uint32_t *start = room->slice_start;
	start[0] = 0;
	for (size_t slice = 0; slice < slices; slice++) {
		size_t end = start[slice] + slice_steps(w, slice);
		if (end * SIMD_LANES > room->entries)
			return;
		start[slice + 1] = (uint32_t)end;
	}
	memset(room->sparse, 0, (size_t)start[slices] * SIMD_LANES * sizeof *room->sparse);
	memset(room->sparse_index, 0, (size_t)start[slices] * SIMD_LANES * sizeof *room->sparse_index);
	for (size_t m = 0; m < w->neurons; m++) {
		size_t entry = (size_t)start[m / SIMD_LANES] * SIMD_LANES + m % SIMD_LANES;
		for (size_t n = 0; n < w->neurons; n++) {
			double weight = weights_at(w, m, n);
			if (weight == 0)
				continue;
			room->sparse[entry] = weight;
			room->sparse_index[entry] = (int32_t)n;
			entry += SIMD_LANES;
		}
	}
	w->sparse = room->sparse;
	w->sparse_index = room->sparse_index;
	w->slice_start = start;
}

void weights_build(struct weights *w, const double *matrix)
{
	const size_t neurons = w->neurons;
	memset(w->room.dense, 0, dense_doubles(neurons) * sizeof *w->room.dense);
	w->connections = 0;
	for (size_t m = 0; m < neurons; m++)
		for (size_t n = 0; n < neurons; n++) {
			w->room.dense[dense_index(neurons, w->stride, m, n)] = matrix[m * neurons + n];
			w->connections += matrix[m * neurons + n] != 0;
		}
	w->sparse = NULL;
	w->bias = NULL;
	if (w->room.entries > 0)
		fill_sparse(w);
}

void weights_set_biases(struct weights *w, const double *biases)
{
	memset(w->room.bias, 0, w->stride * sizeof *biases);
	memcpy(w->room.bias, biases, w->neurons * sizeof *biases);
	w->bias = w->room.bias;
}

/* Signs of entries, or of the neurons they come from: whether u[i], or that of its column, is below. */
static void draw_signs(struct stream *stream, struct stream_name name, const struct ensemble *ensemble,
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

static void draw_biases(struct weights *weights, struct stream_name name, double width, const struct simd *simd,
                        double *room)
{
	const size_t neurons = weights->neurons;
	struct stream stream = stream_open(stream_child(name, "biases", 6), simd);
	stream_gaussians(&stream, neurons, room);
	for (size_t m = 0; m < neurons; m++)
		room[m] *= width;
	weights_set_biases(weights, room);
}

enum status weights_draw(struct weights *weights, const struct ensemble *ensemble, struct stream_name name,
                         struct work *work)
{
	const size_t neurons = weights->neurons, entries = neurons * neurons;
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
	weights_build(weights, w);
	if (ensemble->bias_width > 0)
		draw_biases(weights, name, ensemble->bias_width, work->simd, uniform);
	return STATUS_OK;
}
