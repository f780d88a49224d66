/*
 * test_status.c - how long routines end early: at once when the interrupt function says so, and
 * with a status instead of a crash when there is not enough memory.
 */
#include "support.h"

#include "../../src/core/classes.h"
#include "../../src/core/departures.h"
#include "../../src/core/dynamics.h"
#include "../../src/core/observation.h"
#include "../../src/core/trajectory.h"

#define NEURONS 13
#define TRANSIENT 150
#define STEPS 330

/* Under the address sanitizer, too, an allocation that cannot be is NULL. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }

/* What all routines work on: a network, its driven path, and that path's bits. */
static struct fixture {
	struct network network;
	struct path path;
	struct series states;
	struct bits bits;
} on;

static int set_up(void **state)
{
	(void)state;
	double *matrix = random_matrix(NEURONS, 0.5, 0.75, 1);
	on.network = network_of(NEURONS, NETWORK_AUTO, matrix, simd_best());
	on.path = path_run(&on.network, (struct run_options){.coupling = 0.5, .steps = STEPS});
	on.states = (struct series){on.path.states, NEURONS, on.path.stride, STEPS, NULL};
	on.bits.rows = allocate(bits_words(NEURONS, STEPS) * sizeof *on.bits.rows);
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
	return network_run(&on.network, 0.5, named("a path"), NULL, &all, interrupt);
}

static enum status fluctuation(const struct interrupt *interrupt)
{
	double f;
	return series_fluctuation(on.states, simd_best(), interrupt, &f);
}

static enum status correlation(const struct interrupt *interrupt)
{
	double rms;
	return series_correlation(on.states, on.states, 1, simd_best(), interrupt, NULL, &rms);
}

static enum status autocorrelation(const struct interrupt *interrupt)
{
	double mean;
	return series_autocorrelation(on.states, 1, simd_best(), interrupt, &mean);
}

static enum status offsets(const struct interrupt *interrupt)
{
	double offset[16];
	bool moves[16];
	return series_offsets(on.states, simd_best(), interrupt, offset, moves);
}

static enum status cut(const struct interrupt *interrupt)
{
	return bits_from_series(on.states, named("coins"), simd_best(), interrupt, &on.bits);
}

static enum status information(const struct interrupt *interrupt)
{
	struct information mean;
	cut(NULL);
	return bits_information(on.bits, on.bits, 1, simd_best(), interrupt, &mean);
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
	enum status status = bits_information(u, v, 0, simd_best(), interrupt, &mean);
	free(u.rows);
	free(v.rows);
	return status;
}

static enum status many_correlation(const struct interrupt *interrupt)
{
	double rms;
	struct bits u = many(70), v = many(33);
	enum status status = bits_correlation(u, v, 0, simd_best(), interrupt, NULL, &rms);
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
	return trajectory_flux(&x, 1, interrupt, &flux);
}

static enum status trajectory_autocorrelation_of(const struct interrupt *interrupt)
{
	double mean;
	struct trajectory x = still();
	return trajectory_autocorrelation(&x, 1, simd_best(), interrupt, &mean);
}

static enum status trajectory_fluctuation_of(const struct interrupt *interrupt)
{
	double mean;
	struct trajectory x = still();
	return trajectory_fluctuation(&x, 2, simd_best(), interrupt, &mean);
}

static enum status lyapunov(const struct interrupt *interrupt)
{
	struct lyapunov found;
	return lyapunov_find(&on.network, on.path.states, STEPS, named("tangent"), interrupt, &found);
}

static enum status departures(const struct interrupt *interrupt)
{
	static double rows[(STEPS + 1) * 16], rounded[16], unit[16];
	struct recording recording = {.transient = 0, .steps = STEPS, .states = on.path.states, .inputs = on.path.inputs};
	return departures_find(&on.network, 0.5, &recording, interrupt, rows, rounded, unit);
}

static enum status distances(const struct interrupt *interrupt)
{
	double nearest[STEPS];
	return recurrence_distances(on.states, interrupt, nearest);
}

static enum status cut_into_classes(const struct interrupt *interrupt)
{
	static uint8_t of[NEURONS * STEPS];
	struct classes classes = {.of = of};
	return classes_from_series(on.states, CUT_QUANTILES, 4, simd_best(), interrupt, &classes);
}

static enum status observation(const struct interrupt *interrupt)
{
	static double shown[STEPS * 16];
	return observation_noisy(on.states, NULL, 0.1, named("observer"), simd_best(), interrupt, shown);
}

static enum status rounding(const struct interrupt *interrupt)
{
	double fields[16], states[16];
	struct recording recording = {.transient = 0, .steps = STEPS, .states = on.path.states, .inputs = on.path.inputs};
	return network_rounding(&on.network, 0.5, &recording, interrupt, fields, states);
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
	check_interrupts("lyapunov_find", lyapunov, STEPS / 64);
	check_interrupts("recurrence_distances", distances, STEPS / 64);
	check_interrupts("classes_from_series", cut_into_classes, STEPS / 32);
	check_interrupts("observation_noisy", observation, STEPS / 64);
	check_interrupts("departures_find", departures, 3 * (STEPS / 64));
	check_interrupts("network_rounding", rounding, STEPS / 64);
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

/* Sizes whose buffers no address space holds; nothing else of them is ever touched. */
static void impossible_networks(void **state)
{
	(void)state;
	const size_t neurons = (size_t)1 << 24, too_many = (size_t)1 << 40;
	const struct network_ensemble ensemble = {.density = 0.5, .balance = 0, .width = 0.5};
	struct network network;
	assert_int_equal(network_draw(&network, NULL, neurons, NETWORK_DENSE, &ensemble,
	                              named("huge"), simd_best()), STATUS_NO_MEMORY);
	const struct network huge = {
		.simd = simd_best(), .weights = {.neurons = too_many, .stride = too_many}};
	const struct recording nothing = {.transient = 0, .steps = 0, .states = on.path.states, .inputs = NULL};
	struct lyapunov lambda;
	assert_int_equal(network_run(&huge, 0, named("huge"), NULL, &nothing, NULL),
	                 STATUS_NO_MEMORY);
	assert_int_equal(departures_find(&huge, 0, &nothing, NULL, NULL, NULL, NULL), STATUS_NO_MEMORY);
	assert_int_equal(network_rounding(&huge, 0, &nothing, NULL, on.path.states, on.path.states), STATUS_NO_MEMORY);
	assert_int_equal(lyapunov_find(&on.network, on.path.states, (size_t)1 << 46, named("huge"), NULL, &lambda),
	                 STATUS_NO_MEMORY);
}

static void impossible_series(void **state)
{
	(void)state;
	const size_t wide = (size_t)1 << 44, broad = (size_t)1 << 24;
	const struct series s = {on.path.states, wide, wide, 1, NULL};
	const struct series t = {on.path.states, broad, broad, 1, NULL};
	double result;
	struct bits bits = on.bits;
	assert_int_equal(series_fluctuation(s, simd_best(), NULL, &result), STATUS_NO_MEMORY);
	assert_int_equal(series_autocorrelation(s, 0, simd_best(), NULL, &result),
	                 STATUS_NO_MEMORY);
	/* Here it is the matrix of products, 2^51 bytes, that has no room. */
	assert_int_equal(series_correlation(t, t, 0, simd_best(), NULL, NULL, &result),
	                 STATUS_NO_MEMORY);
	assert_int_equal(bits_from_series(s, named("coins"), simd_best(), NULL, &bits),
	                 STATUS_NO_MEMORY);
	const struct bits endless = {on.bits.rows, 1, 8, (size_t)1 << 46};
	struct information mean;
	assert_int_equal(bits_information(endless, endless, 0, simd_best(), NULL, &mean),
	                 STATUS_NO_MEMORY);
}

static void impossible_trajectories(void **state)
{
	(void)state;
	uint64_t word = 0;
	const struct trajectory x = {1, 1, 1, (size_t)1 << 58, &word};
	struct sampled_flux flux;
	struct information mean;
	double result;
	assert_int_equal(trajectory_flux(&x, 1, NULL, &flux), STATUS_NO_MEMORY);
	assert_int_equal(trajectory_information(&x, 1, simd_best(), NULL, &mean), STATUS_NO_MEMORY);
	assert_int_equal(trajectory_correlation(&x, 1, simd_best(), NULL, &result), STATUS_NO_MEMORY);
	assert_int_equal(trajectory_autocorrelation(&x, 1, simd_best(), NULL, &result),
	                 STATUS_NO_MEMORY);
	assert_int_equal(trajectory_fluctuation(&x, 1, simd_best(), NULL, &result), STATUS_NO_MEMORY);
	const struct bits endless = {&word, 1, 8, (size_t)1 << 46};
	assert_int_equal(bits_correlation(endless, endless, 0, simd_best(), NULL, NULL, &result),
	                 STATUS_NO_MEMORY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(interrupted_routines_end_at_once),
		cmocka_unit_test(interrupted_runs_can_be_repeated),
		cmocka_unit_test(impossible_networks),
		cmocka_unit_test(impossible_series),
		cmocka_unit_test(impossible_trajectories),
	};
	return cmocka_run_group_tests_name("status", tests, set_up, tear_down);
}
