/*
 * parts.c - where the time of one driven run goes: times each part of the kernel by itself.
 * Usage: parts [NEURONS [STEPS [REPEATS]]]; prints microseconds a step (best of REPEATS) and shares.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../src/core/bits.h"
#include "../../src/core/dynamics.h"
#include "../../src/core/network_loops.h"
#include "../../src/core/vmath_loops.h"

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#define BEST(repeats, statement, best)                       \
	do {                                                 \
		for (int r_ = 0; r_ < (repeats); r_++) {     \
			double start_ = seconds();           \
			statement;                           \
			double taken_ = seconds() - start_;  \
			if (r_ == 0 || taken_ < (best))      \
				(best) = taken_;             \
		}                                            \
	} while (0)

/* A routine of the kernel that is handed &work, called twice, as core/work.h has it; its memory is kept for the next one,
 * as it is in the program. */
static struct work work;
#define RUN(call) (work.arena = (struct arena){0}, (void)(call), provide(&work.arena), (void)(call))

static void provide(struct arena *arena)
{
	static unsigned char *memory;
	static size_t size;
	if (arena->taken > size) {
		free(memory);
		size = arena->taken;
		memory = aligned_alloc(SIMD_ALIGNMENT, size);
	}
	*arena = (struct arena){.memory = memory, .size = size};
}

static void advance_without_input(const struct weights *net, double *states, size_t steps)
{
	network_loops(work.simd)->advance(net, 0, NULL, steps, states);
}

int main(int argc, char **argv)
{
	size_t neurons = argc > 1 ? strtoul(argv[1], NULL, 10) : 50;
	size_t steps = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000;
	int repeats = argc > 3 ? atoi(argv[3]) : 200;
	const char *wanted = getenv("RECUR_SIMD");
	const struct simd *simd = wanted ? simd_find(wanted) : simd_best();
	if (simd == NULL || neurons == 0 || steps < 64 || repeats < 1) {
		fprintf(stderr, "parts: no such instruction set here, or odd sizes\n");
		return 2;
	}
	const struct ensemble ensemble = {.density = 0.5, .balance = 0, .width = 0.5};
	struct stream_name name = stream_root(1);
	struct weights net;
	struct arena arena = {0};
	weights_lay(&net, &arena, neurons, WEIGHTS_DENSE);
	arena = (struct arena){.memory = aligned_alloc(SIMD_ALIGNMENT, arena.taken), .size = arena.taken};
	weights_lay(&net, &arena, neurons, WEIGHTS_DENSE);
	work.simd = simd;
	size_t stride = simd_stride(neurons), rows = steps + 1;
	double *states = aligned_alloc(64, rows * stride * sizeof(double));
	double *inputs = aligned_alloc(64, rows * stride * sizeof(double));
	double *spare = aligned_alloc(64, rows * stride * sizeof(double));
	struct recording record = {.steps = steps, .states = states, .inputs = inputs};
	struct bits sb = {aligned_alloc(SIMD_ALIGNMENT, 8 * bits_words(neurons, steps)), neurons, stride, steps}, xb = sb;
	xb.rows = aligned_alloc(SIMD_ALIGNMENT, 8 * bits_words(neurons, steps));
	double t_draw = 0, t_run = 0, t_tanh = 0, t_step = 0, t_random = 0, t_F = 0, t_C_ss = 0, t_C_xs = 0;
	double t_cut = 0, t_I_ss = 0, t_I_xs = 0, t_lambda = 0, value;
	struct information I;
	struct lyapunov lambda;

	BEST(repeats, RUN(weights_draw(&net, &ensemble, name, &work)), t_draw);
	BEST(repeats, RUN(network_run(&net, 0.5, name, NULL, &record, &work)), t_run);
	memcpy(spare, states, rows * stride * sizeof(double));
	struct series s = {states + stride, neurons, stride, steps, NULL};
	struct series x = {inputs + stride, neurons, stride, steps, NULL};
	BEST(repeats, RUN(series_fluctuation(s, &work, &value)), t_F);
	BEST(repeats, RUN(series_correlation(s, s, 1, &work, NULL, &value)), t_C_ss);
	BEST(repeats, RUN(series_correlation(x, s, 0, &work, NULL, &value)), t_C_xs);
	BEST(repeats, (RUN(bits_from_series(s, name, &work, &sb)),
	               RUN(bits_from_series(x, name, &work, &xb))), t_cut);
	BEST(repeats, RUN(bits_information(sb, sb, 1, &work, &I)), t_I_ss);
	BEST(repeats, RUN(bits_information(xb, sb, 0, &work, &I)), t_I_xs);
	BEST(repeats, RUN(dynamics_lyapunov(&net, states, steps, name, &work, &lambda)), t_lambda);
	struct stream stream = stream_open(name, simd);
	BEST(repeats, for (size_t t = 0; t < steps; t += 64)
		stream_gaussians(&stream, 64 * neurons, inputs), t_random);
	BEST(repeats, advance_without_input(&net, states, steps), t_step);
	BEST(repeats, for (size_t t = 0; t < steps; t++) vmath_loops(simd)->tanh(stride, spare + t * stride), t_tanh);

	const double total = t_draw + t_run + t_F + t_C_ss + t_C_xs + t_cut + t_I_ss + t_I_xs;
	const struct { const char *part; double time; } parts[] = {
		{"weights drawn and laid out", t_draw},
		{"matrix product", t_step - t_tanh},
		{"tanh", t_tanh},
		{"random numbers", t_random},
		{"input, recording, rest of the run", t_run - t_step - t_random},
		{"fluctuation", t_F},
		{"correlations C_ss, C_xs", t_C_ss + t_C_xs},
		{"informations I_ss, I_xs", t_cut + t_I_ss + t_I_xs},
		{"one driven run, five measures", total},
		{"(and the Lyapunov exponent)", t_lambda},
	};
	printf("%zu neurons, %zu steps, %s\n", neurons, steps, simd->name);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		printf("%-36s %8.4f us/step %6.1f %%\n", parts[i].part,
		       1e6 * parts[i].time / (double)steps, 100 * parts[i].time / total);
	printf("matrix product: %.1f multiply-adds/ns; correlations: %.1f multiply-adds/ns\n",
	       (double)(neurons * stride * steps) / (1e9 * (t_step - t_tanh)),
	       2.0 * (double)(neurons * stride * steps) / (1e9 * (t_C_ss + t_C_xs)));
	free(arena.memory);
	free(states);
	free(inputs);
	free(spare);
	free(sb.rows);
	free(xb.rows);
	return 0;
}
