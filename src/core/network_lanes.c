/*
 * network_lanes.c - the time step of a tanh network, and of a tangent vector along its path.
 *
 * Both rest on the weighted sum W x. Every neuron adds its inputs in the order of the presynaptic
 * index n, one fused multiply-add each, starting from zero: dense and sparse storage, every pack
 * width and every panel size give the same bits, since adding 0·x changes nothing.
 */
#include "elementary.h"
#include "network_loops.h"

/* A product that underflows may leave a sum of -0, which a further 0·x turns into +0 or not: only here
 * could storage show. */
PACK_INLINE pack unsigned_zero(pack sum) { return pack_add(sum, pack_set1(0.0)); }

/* sum[0 ... packs) of one panel. `packs` is a constant at each call, so the accumulators stay in
 * registers. */
PACK_INLINE void panel_sum(const double *weights, size_t neurons, size_t packs, const double *x,
                           double *out)
{
	pack sum[WEIGHTS_PANEL];
	PACK_UNROLL for (size_t p = 0; p < packs; p++)
		sum[p] = pack_set1(0.0);
	for (size_t n = 0; n < neurons; n++, weights += packs * PACK_LANES) {
		pack xn = pack_set1(x[n]);
		PACK_UNROLL for (size_t p = 0; p < packs; p++)
			sum[p] = pack_fma(pack_load(weights + p * PACK_LANES), xn, sum[p]);
	}
	PACK_UNROLL for (size_t p = 0; p < packs; p++)
		pack_store(out + p * PACK_LANES, unsigned_zero(sum[p]));
}

static void dense_panel(const struct weights *w, size_t panel, const double *x, double *out)
{
	const size_t packs = w->stride / PACK_LANES, first = panel * WEIGHTS_PANEL;
	const double *weights = w->dense + first * PACK_LANES * w->neurons;
	out += first * PACK_LANES;
	switch (packs - first) {
	case 1: panel_sum(weights, w->neurons, 1, x, out); break;
	case 2: panel_sum(weights, w->neurons, 2, x, out); break;
	case 3: panel_sum(weights, w->neurons, 3, x, out); break;
	case 4: panel_sum(weights, w->neurons, 4, x, out); break;
	case 5: panel_sum(weights, w->neurons, 5, x, out); break;
	case 6: panel_sum(weights, w->neurons, 6, x, out); break;
	default: panel_sum(weights, w->neurons, WEIGHTS_PANEL, x, out); break;
	}
}

/* Every other step takes the panels backwards: the one just used is still in the nearest cache. */
static void dense_sum(const struct weights *w, bool backwards, const double *x, double *out)
{
	const size_t panels = (w->stride / PACK_LANES + WEIGHTS_PANEL - 1) / WEIGHTS_PANEL;
	for (size_t i = 0; i < panels; i++)
		dense_panel(w, backwards ? panels - 1 - i : i, x, out);
}

/* Each slice of eight rows is as long as its fullest row; shorter rows are filled up with weight
 * zero. */
static void sparse_sum(const struct weights *w, const double *x, double *out)
{
	size_t slices = w->stride / PACK_LANES;
	for (size_t slice = 0; slice < slices; slice++) {
		pack sum = pack_set1(0.0);
		for (size_t k = w->slice_start[slice]; k < w->slice_start[slice + 1]; k++)
			sum = pack_fma(pack_load(w->sparse + k * PACK_LANES),
			               pack_gather(x, w->sparse_index + k * PACK_LANES), sum);
		pack_store(out + slice * PACK_LANES, unsigned_zero(sum));
	}
}

PACK_INLINE void weighted_sum(const struct weights *w, size_t t, const double *x, double *out)
{
	if (w->sparse != NULL)
		sparse_sum(w, x, out);
	else
		dense_sum(w, t % 2 == 1, x, out);
}

/* The field of a neuron without its input: the weighted sum and, after it, the bias. */
PACK_INLINE void own_field(const struct weights *w, size_t t, const double *x, double *out)
{
	weighted_sum(w, t, x, out);
	if (w->bias != NULL)
		for (size_t i = 0; i < w->stride; i += PACK_LANES)
			pack_store(out + i, pack_add(pack_load(out + i), pack_load(w->bias + i)));
}

static void network_sum(const struct weights *weights, const double *x, double *sum)
{
	weighted_sum(weights, 0, x, sum);
}

static void network_advance(const struct weights *weights, double coupling, const double *inputs,
                            size_t steps, double *states)
{
	const size_t stride = weights->stride;
	const pack eta = pack_set1(coupling);
	for (size_t t = 0; t < steps; t++) {
		double *next = states + (t + 1) * stride;
		own_field(weights, t, states + t * stride, next);
		if (inputs != NULL) {
			const double *x = inputs + (t + 1) * stride;
			for (size_t i = 0; i < stride; i += PACK_LANES)
				pack_store(next + i, pack_tanh(pack_fma(eta, pack_load(x + i),
				                                        pack_load(next + i))));
		} else {
			for (size_t i = 0; i < stride; i += PACK_LANES)
				pack_store(next + i, pack_tanh(pack_load(next + i)));
		}
	}
}

static void network_fields(const struct weights *weights, double coupling, const double *inputs,
                           size_t steps, const double *states, double *fields)
{
	const size_t stride = weights->stride;
	const pack eta = pack_set1(coupling);
	for (size_t t = 0; t < steps; t++) {
		double *field = fields + (t + 1) * stride;
		own_field(weights, t, states + t * stride, field);
		if (inputs == NULL)
			continue;
		const double *x = inputs + (t + 1) * stride;
		for (size_t i = 0; i < stride; i += PACK_LANES)
			pack_store(field + i, pack_fma(eta, pack_load(x + i), pack_load(field + i)));
	}
}

/* For u > 0, (tanh(u) - 1) exp(2 nearest), by tanh(u) - 1 = -2 exp(-2u) / (1 + exp(-2u)): the exponents
 * are subtracted, since their exponentials alone might not be doubles. */
PACK_INLINE pack departure(pack nearest, pack field, pack state)
{
	const pack zero = pack_set1(0.0), two = pack_set1(2.0);
	pack depth = pack_abs(field);
	pack left = pack_mul(two, pack_exp(pack_mul(two, pack_sub(pack_abs(nearest), depth))));
	pack both = pack_add(pack_set1(1.0), pack_exp(pack_mul(pack_set1(-2.0), depth)));
	pack above = pack_div(left, both), below = pack_sub(zero, above);
	return pack_if_greater(nearest, zero, below, pack_if_greater(zero, nearest, above, state));
}

static void network_departures(const double *nearest, size_t stride, size_t steps, const double *states,
                               double *rows)
{
	for (size_t t = 0; t < steps; t++, states += stride, rows += stride)
		for (size_t i = 0; i < stride; i += PACK_LANES)
			pack_store(rows + i, departure(pack_load(nearest + i), pack_load(rows + i),
			                               pack_load(states + i)));
}

/* The derivative of tanh at a neuron in state s is 1 - s². A saturated neuron's s rounds to ±1,
 * where 1 - s² would be exactly 0; s is only known to 2^-53, so no less than that is used. */
PACK_INLINE pack tanh_slope(pack s)
{
	pack one = pack_set1(1.0);
	return pack_max(pack_mul(pack_sub(one, s), pack_add(one, s)), pack_set1(0x1p-53));
}

static void network_tangent(const struct weights *weights, const double *states, size_t steps,
                            double *tangent, double *scratch, double *growth)
{
	const size_t stride = weights->stride;
	for (size_t t = 1; t <= steps; t++) {
		const double *s = states + t * stride;
		weighted_sum(weights, t, tangent, scratch);
		pack square = pack_set1(0.0);
		for (size_t i = 0; i < stride; i += PACK_LANES) {
			pack v = pack_mul(pack_load(scratch + i), tanh_slope(pack_load(s + i)));
			square = pack_fma(v, v, square);
			pack_store(scratch + i, v);
		}
		double norm = __builtin_sqrt(pack_sum(square));
		growth[t - 1] = norm;
		pack inverse = pack_set1(norm > 0x1p-1000 ? 1 / norm : 0.0); /* died out: stays 0 */
		for (size_t i = 0; i < stride; i += PACK_LANES)
			pack_store(tangent + i, pack_mul(inverse, pack_load(scratch + i)));
	}
}

const struct network_loops LANES(network_loops) = {
	.advance = network_advance,
	.sum = network_sum,
	.fields = network_fields,
	.departures = network_departures,
	.tangent = network_tangent,
};
