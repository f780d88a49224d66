/*
 * test_status.c - how long routines end early, at once when the interrupt function says so; and how they measure their
 * memory, of whatever size.
 */
#include "support.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/core/dynamics.h"
#include "../../src/core/saturation.h"
#include "../../src/core/trajectory.h"

#define NEURONS 13
#define TRANSIENT 150
#define STEPS 330

/* What all routines work on: a network, its driven path, and that path's bits. */
static struct fixture {
	struct weights network;
	struct path path;
	struct series states;
	struct bits bits;
} on;

static int set_up(void **state)
{
	(void)state;
	double *matrix = random_matrix(NEURONS, 0.5, 0.75, 1);
	on.network = network_of(NEURONS, WEIGHTS_AUTO, matrix, simd_best());
	on.path = path_run(&on.network, (struct run_options){.coupling = 0.5, .steps = STEPS});
	on.states = (struct series){on.path.states, NEURONS, on.path.stride, STEPS, NULL};
	on.bits = bits_of_room(NEURONS, STEPS);
	free(matrix);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	network_free(&on.network);
	path_free(on.path);
	free(on.bits.rows);
	return 0;
}

/* Patience for a number of polls; the one after is answered with true. */
struct patience {
	size_t polls, allowed;
};

static bool impatient(void *data)
{
	struct patience *patience = data;
	return patience->polls++ >= patience->allowed;
}

typedef enum status (*routine)(const struct interrupt *interrupt);

static enum status run(const struct interrupt *interrupt)
{
	struct recording all = {.transient = TRANSIENT, .steps = STEPS, .states = on.path.states, .inputs = on.path.inputs};
	return RUN_WITH(NULL, interrupt, network_run(&on.network, 0.5, named("a path"), NULL, &all, &work));
}

static enum status fluctuation(const struct interrupt *interrupt)
{
	double f;
	return RUN_WITH(simd_best(), interrupt, series_fluctuation(on.states, &work, &f));
}

static enum status correlation(const struct interrupt *interrupt)
{
	double rms;
	return RUN_WITH(simd_best(), interrupt, series_correlation(on.states, on.states, 1, &work, NULL, &rms));
}

static enum status autocorrelation(const struct interrupt *interrupt)
{
	double mean;
	return RUN_WITH(simd_best(), interrupt, series_autocorrelation(on.states, 1, &work, &mean));
}

static enum status offsets(const struct interrupt *interrupt)
{
	double offset[16];
	bool moves[16];
	return RUN_WITH(simd_best(), interrupt, series_offsets(on.states, &work, offset, moves));
}

static enum status cut(const struct interrupt *interrupt)
{
	return RUN_WITH(simd_best(), interrupt, bits_from_series(on.states, named("coins"), &work, &on.bits));
}

static enum status information(const struct interrupt *interrupt)
{
	struct information mean;
	cut(NULL);
	return RUN_WITH(simd_best(), interrupt, bits_information(on.bits, on.bits, 1, &work, &mean));
}

/* Zeros. 70 components are two blocks of u, 33 three of v; 257 words are two stretches of time. */
static struct bits many(size_t count)
{
	const size_t steps = 257 * 64;
	uint64_t *rows = calloc(bits_words(count, steps), sizeof *rows);
	assert_non_null(rows);
	return (struct bits){rows, count, simd_stride(count), steps};
}

static enum status many_information(const struct interrupt *interrupt)
{
	struct information mean;
	struct bits u = many(70), v = many(33);
	enum status status = RUN_WITH(simd_best(), interrupt, bits_information(u, v, 0, &work, &mean));
	free(u.rows);
	free(v.rows);
	return status;
}

static enum status many_correlation(const struct interrupt *interrupt)
{
	double rms;
	struct bits u = many(70), v = many(33);
	enum status status = RUN_WITH(simd_best(), interrupt, bits_correlation(u, v, 0, &work, NULL, &rms));
	free(u.rows);
	free(v.rows);
	return status;
}

/* 65,536 states, all the same. */
static struct trajectory still(void)
{
	static uint64_t states[65537];
	return (struct trajectory){9, 1, 1, COUNT_OF(states) - 1, states};
}

static enum status flux(const struct interrupt *interrupt)
{
	struct sampled_flux flux;
	struct trajectory x = still();
	return RUN_WITH(NULL, interrupt, trajectory_flux(&x, 1, &work, &flux));
}

static enum status trajectory_autocorrelation_of(const struct interrupt *interrupt)
{
	double mean;
	struct trajectory x = still();
	return RUN_WITH(simd_best(), interrupt, trajectory_autocorrelation(&x, 1, &work, &mean));
}

static enum status trajectory_fluctuation_of(const struct interrupt *interrupt)
{
	double mean;
	struct trajectory x = still();
	return RUN_WITH(simd_best(), interrupt, trajectory_fluctuation(&x, 2, &work, &mean));
}

static enum status lyapunov(const struct interrupt *interrupt)
{
	struct lyapunov found;
	return RUN_WITH(NULL, interrupt, dynamics_lyapunov(&on.network, on.path.states, STEPS, named("tangent"), &work, &found));
}

static enum status departures(const struct interrupt *interrupt)
{
	static double rows[(STEPS + 1) * 16], rounded[16], unit[16];
	struct recording recording = {.transient = 0, .steps = STEPS, .states = on.path.states, .inputs = on.path.inputs};
	return RUN_WITH(NULL, interrupt, saturation_departures(&on.network, 0.5, &recording, &work, rows, rounded, unit));
}

static enum status rounding(const struct interrupt *interrupt)
{
	double fields[16], states[16];
	struct recording recording = {.transient = 0, .steps = STEPS, .states = on.path.states, .inputs = on.path.inputs};
	return RUN_WITH(NULL, interrupt, rounding_spreads(&on.network, 0.5, &recording, &work, fields, states));
}

/* Whenever the answer is true the routine ends without asking again; it asks at least `least`
 * times: once in 64 steps of a run, in 32 of each pass over a series, in each block of 64
 * by 16 components of bits and 16,384 steps, in 4,096 steps of a trajectory, in 32,768 keys of it. */
static void check_interrupts(const char *name, routine run_it, size_t least)
{
	struct patience patience = {0, SIZE_MAX};
	const struct interrupt interrupt = {impatient, &patience};
	assert_int_equal(run_it(NULL), STATUS_OK);
	assert_int_equal(run_it(&interrupt), STATUS_OK);
	const size_t polls = patience.polls;
	if (polls < least) {
		print_error("%s asked %zu times, not %zu\n", name, polls, least);
		fail();
	}
	for (size_t allowed = 0; allowed < polls; allowed++) {
		patience = (struct patience){0, allowed};
		assert_int_equal(run_it(&interrupt), STATUS_INTERRUPTED);
		assert_int_equal(patience.polls, allowed + 1);
	}
	patience = (struct patience){0, polls};
	assert_int_equal(run_it(&interrupt), STATUS_OK);
}

static void interrupted_routines_end_at_once(void **state)
{
	(void)state;
	check_interrupts("network_run", run, TRANSIENT / 64 + STEPS / 64);
	check_interrupts("series_fluctuation", fluctuation, 2 * (STEPS / 32));
	check_interrupts("series_correlation", correlation, 3 * (STEPS / 32));
	check_interrupts("series_autocorrelation", autocorrelation, 3 * (STEPS / 32));
	check_interrupts("series_offsets", offsets, STEPS / 32);
	check_interrupts("bits_from_series", cut, STEPS / 32 + STEPS / 64);
	check_interrupts("bits_information", information, 1);
	check_interrupts("bits_information of many", many_information, 3 * 2 * 2);
	check_interrupts("bits_correlation of many", many_correlation, 3 * 2 * 2);
	check_interrupts("trajectory_flux", flux, 2 * (1 + 2 * 2 + 2 + 2 + 1));
	check_interrupts("trajectory_autocorrelation", trajectory_autocorrelation_of, 3 * 16);
	check_interrupts("trajectory_fluctuation", trajectory_fluctuation_of, 16);
	check_interrupts("dynamics_lyapunov", lyapunov, STEPS / 64);
	check_interrupts("saturation_departures", departures, 3 * (STEPS / 64));
	check_interrupts("rounding_spreads", rounding, STEPS / 64);
}

/* After an interruption everything is as if there had been none: the routine can be run again. */
static void interrupted_runs_can_be_repeated(void **state)
{
	(void)state;
	const size_t bytes = (STEPS + 1) * on.path.stride * sizeof(double);
	double *expected = allocate(bytes);
	assert_int_equal(run(NULL), STATUS_OK);
	memcpy(expected, on.path.states, bytes);
	struct patience patience = {0, 4};
	assert_int_equal(run(&(struct interrupt){impatient, &patience}), STATUS_INTERRUPTED);
	assert_int_equal(run(NULL), STATUS_OK);
	assert_memory_equal(on.path.states, expected, bytes);
	free(expected);
}

/* Sizes that no memory holds are measured, and nothing of them is touched. */
static void impossible_networks(void **state)
{
	(void)state;
	const size_t neurons = (size_t)1 << 24, many = (size_t)1 << 40;
	const struct ensemble ensemble = {.density = 0.5, .balance = 0, .width = 0.5};
	struct weights network = {.neurons = neurons, .stride = neurons};
	assert_int_equal(MEASURED(weights_draw(&network, &ensemble, named("huge"), &work)), 16 * neurons * neurons);
	const struct weights huge = {.neurons = many, .stride = many};
	const struct recording nothing = {0};
	struct lyapunov lambda;
	assert_true(MEASURED(network_run(&huge, 0, named("huge"), NULL, &nothing, &work)) > many * 8 * 3 * 64);
	assert_int_equal(MEASURED(saturation_departures(&huge, 0, &nothing, &work, NULL, NULL, NULL)), 5 * 8 * many);
	assert_int_equal(MEASURED(rounding_spreads(&huge, 0, &nothing, &work, NULL, NULL)), 2 * 8 * many);
	assert_true(MEASURED(dynamics_lyapunov(&on.network, NULL, many, named("huge"), &work, &lambda)) > 8 * many);
}

static void impossible_series(void **state)
{
	(void)state;
	const size_t wide = (size_t)1 << 44, broad = (size_t)1 << 24, many = (size_t)1 << 46;
	const struct series s = {NULL, wide, wide, 1, NULL}, t = {NULL, broad, broad, 1, NULL};
	double result;
	assert_true(MEASURED(series_fluctuation(s, &work, &result)) > 8 * wide * 32);
	assert_true(MEASURED(series_autocorrelation(s, 0, &work, &result)) > 2 * 8 * wide * 32);
	assert_true(MEASURED(series_correlation(t, t, 0, &work, NULL, &result)) > 2 * 8 * broad * broad);
	assert_true(MEASURED(bits_from_series(s, named("coins"), &work, &on.bits)) > 8 * wide);
	const struct bits endless = {NULL, 1, 8, many};
	struct information mean;
	assert_true(MEASURED(bits_information(endless, endless, 0, &work, &mean)) > 2 * many);
	assert_true(MEASURED(bits_correlation(endless, endless, 0, &work, NULL, &result)) > 2 * many);
}

static void impossible_trajectories(void **state)
{
	(void)state;
	const size_t many = (size_t)1 << 56;
	const struct trajectory x = {1, 1, 1, many, NULL};
	struct sampled_flux flux;
	struct information mean;
	double result;
	assert_true(MEASURED(trajectory_flux(&x, 1, &work, &flux)) >= 2 * 8 * (many - 1));
	assert_true(MEASURED(trajectory_information(&x, 1, &work, &mean)) > 4 * many);
	assert_true(MEASURED(trajectory_correlation(&x, 1, &work, &result)) > 4 * many);
	assert_true(MEASURED(trajectory_autocorrelation(&x, 1, &work, &result)) > 2 * many);
	assert_true(MEASURED(trajectory_fluctuation(&x, 1, &work, &result)) > many);
}

/* What no size_t can say is more than any memory, and stays so. */
static void arenas_do_not_overflow(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_null(arena_take(&arena, 3, 10));
	assert_int_equal(arena.taken, SIMD_ALIGNMENT);
	assert_null(arena_take(&arena, SIZE_MAX / 8, 8));
	assert_true(arena.taken == SIZE_MAX);
	assert_null(arena_take(&arena, 1, 1));
	assert_true(arena.taken == SIZE_MAX);
	arena = (struct arena){0};
	arena_take(&arena, SIZE_MAX / 4, 8);
	assert_true(arena.taken == SIZE_MAX);
}

static void arenas_lay_out_what_they_measured(void **state)
{
	(void)state;
	_Alignas(SIMD_ALIGNMENT) unsigned char memory[3 * SIMD_ALIGNMENT];
	struct arena arena = {.memory = memory, .size = sizeof memory};
	assert_ptr_equal(arena_take(&arena, 1, 1), memory);
	assert_ptr_equal(arena_take(&arena, 0, 8), memory + SIMD_ALIGNMENT);
	assert_ptr_equal(arena_take(&arena, SIMD_ALIGNMENT + 1, 1), memory + SIMD_ALIGNMENT);
	const pid_t child = fork();
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		arena_take(&arena, 1, 1);
		_exit(0);
	}
	int how = 0;
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(interrupted_routines_end_at_once),
		cmocka_unit_test(interrupted_runs_can_be_repeated),
		cmocka_unit_test(impossible_networks),
		cmocka_unit_test(impossible_series),
		cmocka_unit_test(impossible_trajectories),
		cmocka_unit_test(arenas_do_not_overflow),
		cmocka_unit_test(arenas_lay_out_what_they_measured),
	};
	return cmocka_run_group_tests_name("status", tests, set_up, tear_down);
}
