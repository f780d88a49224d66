/*
 * boltzmann.c - recur.boltzmann: a Boltzmann machine; runs it, solves its chain, finds its attractors.
 */
#include "bind.h"

#include "../core/attractors.h"
#include "../core/boltzmann.h"

const char *const coding_names[] = {"signs", "bits", NULL};

static struct boltzmann *boltzmann_check(lua_State *L) { return luaL_checkudata(L, 1, BOLTZMANN_TYPE); }

static size_t neurons_of(const struct boltzmann *machine) { return machine->weights.neurons; }

/* The object on the top, whose weights are there, becomes a machine. */
static void finish(lua_State *L, struct weights *weights, int coding)
{
	struct boltzmann *machine = (struct boltzmann *)(void *)weights; /* which it begins with */
	machine->coding = (enum coding)coding;
	luaL_setmetatable(L, BOLTZMANN_TYPE);
}

static void machine_from_ensemble(lua_State *L, const char *function)
{
	size_t neurons = 0;
	int storage = WEIGHTS_AUTO, coding = CODING_SIGNS, rng = 0;
	int matrix = 0, connections = 0; /* named as keys, never given */
	struct ensemble ensemble = {.density = 1, .balance = 0};
	const struct keyword keywords[] = {
		{.name = "balance", KEYWORD_REAL, false, &ensemble.balance},
		{.name = "coding", KEYWORD_CHOICE, false, &coding, coding_names},
		{.name = "connections", KEYWORD_VALUE, false, &connections},
		{.name = "density", KEYWORD_REAL, false, &ensemble.density},
		{.name = "matrix", KEYWORD_VALUE, false, &matrix},
		{.name = "neurons", KEYWORD_WHOLE, true, &neurons},
		{.name = "rng", KEYWORD_VALUE, true, &rng},
		{.name = "storage", KEYWORD_CHOICE, false, &storage, storage_names},
		{.name = "width", KEYWORD_REAL, true, &ensemble.width},
		{0},
	};
	keywords_read(L, 1, function, keywords);
	struct stream_name name = rng_option(L, 1, function);
	finish(L, weights_push_drawn(L, sizeof(struct boltzmann), neurons, storage, "machine", &ensemble, name), coding);
}

/* A machine of the weights in a userdata on the stack, N × N. */
static void push_machine(lua_State *L, const double *matrix, size_t neurons, int storage, int coding)
{
	struct weights *weights = weights_push(L, sizeof(struct boltzmann), neurons, storage, "machine");
	weights_build(weights, matrix);
	finish(L, weights, coding);
}

static void machine_from_matrix(lua_State *L, const char *function)
{
	size_t neurons;
	int storage = WEIGHTS_AUTO, coding = CODING_SIGNS, given = 0;
	const struct keyword keywords[] = {
		{.name = "coding", KEYWORD_CHOICE, false, &coding, coding_names},
		{.name = "matrix", KEYWORD_VALUE, true, &given},
		{.name = "storage", KEYWORD_CHOICE, false, &storage, storage_names},
		{0},
	};
	keywords_read(L, 1, function, keywords);
	lua_getfield(L, 1, "matrix");
	const double *matrix = matrix_check(L, -1, function, &neurons);
	push_machine(L, matrix, neurons, storage, coding);
}

static void machine_from_connections(lua_State *L, const char *function)
{
	size_t neurons = 0;
	int storage = WEIGHTS_AUTO, coding = CODING_SIGNS, given = 0;
	const struct keyword keywords[] = {
		{.name = "coding", KEYWORD_CHOICE, false, &coding, coding_names},
		{.name = "connections", KEYWORD_VALUE, true, &given},
		{.name = "neurons", KEYWORD_WHOLE, true, &neurons},
		{.name = "storage", KEYWORD_CHOICE, false, &storage, storage_names},
		{0},
	};
	keywords_read(L, 1, function, keywords);
	lua_getfield(L, 1, "connections");
	const double *matrix = connections_check(L, -1, function, neurons);
	push_machine(L, matrix, neurons, storage, coding);
}

/* recur.boltzmann { neurons, width, rng, density = 1, balance = 0, coding = "signs" } draws the weights as
 * recur.network does; { matrix, coding } takes them as given, { neurons, connections, coding } likewise as a
 * list of { to, from, weight }. */
static int boltzmann_new(lua_State *L)
{
	const char *function = "recur.boltzmann";
	lua_settop(L, 1);
	if (lua_istable(L, 1) && lua_getfield(L, 1, "matrix") != LUA_TNIL)
		machine_from_matrix(L, function);
	else if (lua_istable(L, 1) && lua_getfield(L, 1, "connections") != LUA_TNIL)
		machine_from_connections(L, function);
	else
		machine_from_ensemble(L, function);
	return 1;
}

/* machine:matrix(): the weights as a list of rows. */
static int boltzmann_matrix(lua_State *L) { return weights_push_rows(L, &boltzmann_check(L)->weights); }

/* machine:chain { method = "fast" | "plain" }: its chain, solved exactly. */
static int boltzmann_chain(lua_State *L)
{
	static const char *const methods[] = {"fast", "plain", NULL};
	const char *function = "boltzmann:chain";
	const struct boltzmann *machine = boltzmann_check(L);
	int method = 0;
	const struct keyword keywords[] = {{.name = "method", KEYWORD_CHOICE, false, &method, methods}, {0}};
	lua_settop(L, 2);
	if (!lua_isnil(L, 2))
		keywords_read(L, 2, function, keywords);
	chain_refuse(L, function, neurons_of(machine), machine->coding,
	             "use boltzmann:run and measure on the trajectory: its flux up to 32 neurons (biased unless "
	             "it is much longer than there are pairs of states), recurrence_correlation for any number");
	const double *matrix = weights_push_matrix(L, &machine->weights);
	chain_push(L, function, matrix, neurons_of(machine), machine->coding, method == 1);
	return 1;
}

/* machine:attractors { successors = true }: what the states end in if each goes to its most probable
 * successor: a list of { state, period, basin }, with mean_period, ties, count and, if asked for,
 * successor. */
static int boltzmann_attractors(lua_State *L)
{
	const char *function = "boltzmann:attractors";
	const struct boltzmann *machine = boltzmann_check(L);
	bool successors = false;
	const struct keyword keywords[] = {{.name = "successors", KEYWORD_FLAG, false, &successors}, {0}};
	lua_settop(L, 2);
	if (!lua_isnil(L, 2))
		keywords_read(L, 2, function, keywords);
	if (neurons_of(machine) > ATTRACTORS_NEURONS)
		luaL_error(L, "%s: expected at most %d neurons, found %I: there would be 2^%I states", function,
		           ATTRACTORS_NEURONS, (LUAI_UACINT)neurons_of(machine), (LUAI_UACINT)neurons_of(machine));
	const double *matrix = weights_push_matrix(L, &machine->weights);
	return attractors_push(L, matrix, neurons_of(machine), machine->coding, successors);
}

/* Reads the option "start", a list of the neurons' values, into one state pushed as a userdata. */
static uint64_t *read_start(lua_State *L, const char *function, const struct boltzmann *machine, size_t words)
{
	const size_t neurons = neurons_of(machine);
	const double off = machine->coding == CODING_SIGNS ? -1 : 0;
	uint64_t *state = lua_newuserdatauv(L, words * sizeof *state, 0);
	double *values = lua_newuserdatauv(L, neurons * sizeof *values, 0);
	for (size_t w = 0; w < words; w++)
		state[w] = 0;
	lua_getfield(L, 2, "start");
	row_read(L, function, "start", neurons, values);
	lua_getfield(L, 2, "start");
	for (size_t n = 0; n < neurons; n++) {
		if (values[n] != 1 && values[n] != off) {
			lua_rawgeti(L, -1, (lua_Integer)n + 1);
			luaL_error(L, "%s: start: entry %I: expected %I or 1, found %s", function,
			           (LUAI_UACINT)n + 1, (LUAI_UACINT)off, lua_tostring(L, -1));
		}
		state[n / 64] |= (uint64_t)(values[n] == 1) << n % 64;
	}
	return state;
}

/* machine:run { steps, transient = 0, chains = 1, rng, start }: a trajectory. */
static int boltzmann_run_chains(lua_State *L)
{
	const char *function = "boltzmann:run";
	struct boltzmann *machine = boltzmann_check(L);
	size_t steps = 0, transient = 0, chains = 1;
	int rng = 0, given_start = 0;
	const struct keyword keywords[] = {
		{.name = "chains", KEYWORD_WHOLE, false, &chains},
		{.name = "rng", KEYWORD_VALUE, true, &rng},
		{.name = "start", KEYWORD_VALUE, false, &given_start},
		{.name = "steps", KEYWORD_WHOLE, true, &steps},
		{.name = "transient", KEYWORD_WHOLE, false, &transient},
		{0},
	};
	lua_settop(L, 2);
	keywords_read(L, 2, function, keywords);
	run_check(L, function, steps, transient);
	struct stream_name name = rng_option(L, 2, function);
	const size_t words = trajectory_words(neurons_of(machine));
	const uint64_t *start = given_start ? read_start(L, function, machine, words) : NULL;
	struct work *work = context_work(L);
	const struct trajectory *trajectory =
		trajectory_push(L, neurons_of(machine), machine->coding, chains, steps - transient);
	const int place = lua_gettop(L);
	const char *what = lua_pushfstring(L, "a run of %I neurons in %I chain%s", (LUAI_UACINT)neurons_of(machine),
	                                   (LUAI_UACINT)chains, chains == 1 ? "" : "s");
	context_check(L, KERNEL(L, work, what, boltzmann_run(machine, name, transient, start, trajectory, work)));
	lua_settop(L, place);
	return 1;
}

/* machine:noise(trajectory): the mean over its states of the entropy, in bits, of the next state if this one is known;
 * exact for each state. The entropy of the states less this is the flux. */
static int boltzmann_noise_of(lua_State *L)
{
	const struct boltzmann *machine = boltzmann_check(L);
	const struct trajectory *trajectory = trajectory_argument(L, 2, neurons_of(machine), machine->coding);
	struct work *work = context_work(L);
	double bits = 0;
	context_check(L, KERNEL(L, work, "boltzmann:noise", boltzmann_noise(machine, trajectory, work, &bits)));
	lua_pushnumber(L, bits);
	return 1;
}

static int boltzmann_neurons(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)neurons_of(boltzmann_check(L)));
	return 1;
}

static int boltzmann_tostring(lua_State *L)
{
	const struct boltzmann *machine = boltzmann_check(L);
	lua_pushfstring(L, "recur.boltzmann of %I neurons, coding %s", (LUAI_UACINT)neurons_of(machine),
	                coding_names[machine->coding]);
	return 1;
}

void boltzmann_open(lua_State *L)
{
	static const luaL_Reg meta[] = {{"__tostring", boltzmann_tostring}, {NULL, NULL}};
	static const struct function methods[] = {{"run { steps, transient = 0, chains = 1, rng, start }", boltzmann_run_chains},
	                                   {"chain { method = \"fast\" }", boltzmann_chain},
	                                   {"attractors { successors = false }", boltzmann_attractors},
	                                   {"noise(trajectory)", boltzmann_noise_of},
	                                   {"matrix()", boltzmann_matrix},
	                                   {"neurons()", boltzmann_neurons},
	                                   {NULL, NULL}};
	type_register(L, BOLTZMANN_TYPE, meta, methods);
	static const struct function functions[] = {{"boltzmann { neurons, width, rng }", boltzmann_new}, {NULL, NULL}};
	module_register(L, functions);
}
