/*
 * network.c - recur.network: random or given tanh networks, run free or driven.
 */
#include "bind.h"

static struct weights *network_check(lua_State *L) { return luaL_checkudata(L, 1, NETWORK_TYPE); }

static const char *const sign_names[] = {"connections", "neurons", NULL};
static const char *const input_names[] = {"gaussian", "binary", "uniform", NULL}; /* as enum network_input */

static void network_from_ensemble(lua_State *L, const char *function)
{
	size_t neurons = 0;
	int storage = WEIGHTS_AUTO, rng = 0, signs = 0, matrix = 0, biases = 0; /* the last two named as keys, never given */
	bool self_connections = true;
	struct ensemble ensemble = {0};
	const struct keyword keywords[] = {
		{.name = "balance", KEYWORD_REAL, true, &ensemble.balance},
		{.name = "bias_width", KEYWORD_REAL, false, &ensemble.bias_width},
		{.name = "biases", KEYWORD_VALUE, false, &biases},
		{.name = "density", KEYWORD_REAL, true, &ensemble.density},
		{.name = "matrix", KEYWORD_VALUE, false, &matrix},
		{.name = "neurons", KEYWORD_WHOLE, true, &neurons},
		{.name = "rng", KEYWORD_VALUE, true, &rng},
		{.name = "self_connections", KEYWORD_FLAG, false, &self_connections},
		{.name = "signs", KEYWORD_CHOICE, false, &signs, sign_names},
		{.name = "storage", KEYWORD_CHOICE, false, &storage, storage_names},
		{.name = "width", KEYWORD_REAL, true, &ensemble.width},
		{0},
	};
	keywords_read(L, 1, function, keywords);
	if (biases)
		luaL_error(L, "%s: biases: expected together with a matrix; of a random network they are drawn: bias_width",
		           function);
	ensemble.signs_of_neurons = signs == 1;
	ensemble.no_self_connections = !self_connections;
	struct stream_name name = rng_option(L, 1, function);
	weights_push_drawn(L, sizeof(struct weights), neurons, storage, "network", &ensemble, name);
	luaL_setmetatable(L, NETWORK_TYPE);
}

static void network_from_matrix(lua_State *L, const char *function)
{
	int storage = WEIGHTS_AUTO, given = 0, biases = 0;
	const struct keyword keywords[] = {
		{.name = "biases", KEYWORD_VALUE, false, &biases},
		{.name = "matrix", KEYWORD_VALUE, true, &given},
		{.name = "storage", KEYWORD_CHOICE, false, &storage, storage_names},
		{0},
	};
	keywords_read(L, 1, function, keywords);
	lua_getfield(L, 1, "matrix");
	size_t neurons;
	const double *matrix = matrix_check(L, -1, function, &neurons);
	struct weights *network = weights_push(L, sizeof *network, neurons, storage, "network");
	weights_build(network, matrix);
	luaL_setmetatable(L, NETWORK_TYPE);
	if (biases) {
		double *row = lua_newuserdatauv(L, neurons * sizeof *row, 0);
		lua_getfield(L, 1, "biases");
		row_read(L, function, "biases", neurons, row);
		weights_set_biases(network, row);
		lua_pop(L, 1);
	}
}

/* recur.network { neurons, density, balance, width, rng, signs = "connections", self_connections = true, bias_width = 0 }
 * draws one; signs = "neurons": all weights from a neuron have one sign.
 * recur.network { matrix, biases } takes the weights as given, row m holding those to neuron m. */
static int network_new(lua_State *L)
{
	const char *function = "recur.network";
	lua_settop(L, 1);
	if (lua_istable(L, 1) && lua_getfield(L, 1, "matrix") != LUA_TNIL)
		network_from_matrix(L, function);
	else
		network_from_ensemble(L, function);
	return 1;
}

static int run(lua_State *L, bool driven)
{
	const char *function = driven ? "network:drive" : "network:run";
	struct weights *network = network_check(L);
	size_t steps = 0, transient = 0;
	double coupling = 0;
	int rng = 0, given_start = 0, input = INPUT_GAUSSIAN;
	const struct keyword keywords[] = {
		{.name = "rng", KEYWORD_VALUE, true, &rng},
		{.name = "start", KEYWORD_VALUE, false, &given_start},
		{.name = "steps", KEYWORD_WHOLE, true, &steps},
		{.name = "transient", KEYWORD_WHOLE, false, &transient},
		{.name = driven ? "coupling" : NULL, KEYWORD_REAL, true, &coupling},
		{.name = "input", KEYWORD_CHOICE, false, &input, input_names},
		{0},
	};
	lua_settop(L, 2);
	keywords_read(L, 2, function, keywords);
	run_check(L, function, steps, transient);
	struct stream_name name = rng_option(L, 2, function);
	double *start = NULL;
	if (given_start) {
		size_t neurons = network->neurons;
		start = lua_newuserdatauv(L, neurons * sizeof *start, 0);
		lua_getfield(L, 2, "start");
		row_read(L, function, "start", neurons, start);
	}
	struct recording recording = {
		.transient = transient, .steps = steps - transient, .kind = (enum network_input)input};
	struct work *work = context_work(L);
	path_push(L, 1, network, &name, driven ? &coupling : NULL, &recording);
	const int path = lua_gettop(L);
	context_check(L, KERNEL(L, work, function, network_run(network, coupling, name, start, &recording, work)));
	lua_settop(L, path);
	path_finish(L);
	return 1;
}

/* net:run { steps, transient, rng, start }: a free run, s(t+1) = tanh(W s(t)). */
static int network_run_free(lua_State *L) { return run(L, false); }
/* net:drive { coupling, steps, transient, rng, start, input = "gaussian" }: driven by independent inputs of mean 0 and
 * variance 1, Normal, or 1 and -1 ("binary"), or uniform. */
static int network_drive(lua_State *L) { return run(L, true); }

static int network_neurons(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)network_check(L)->neurons);
	return 1;
}

static int network_connections(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)network_check(L)->connections);
	return 1;
}

static int network_storage_name(lua_State *L)
{
	lua_pushstring(L, network_check(L)->sparse != NULL ? "sparse" : "dense");
	return 1;
}

/* net:weight(m, n): the weight from neuron n to neuron m, counted from 1. */
static int network_get_weight(lua_State *L)
{
	struct weights *network = network_check(L);
	size_t m = argument_whole(L, 2, "neuron", 1, network->neurons);
	size_t n = argument_whole(L, 3, "neuron", 1, network->neurons);
	lua_pushnumber(L, weights_at(network, m - 1, n - 1));
	return 1;
}

/* net:matrix(): the weights as a list of rows. */
static int network_matrix(lua_State *L) { return weights_push_rows(L, network_check(L)); }

/* net:biases(): what is added to each neuron's field: a list. */
static int network_biases(lua_State *L)
{
	const struct weights *w = network_check(L);
	lua_createtable(L, (int)w->neurons, 0);
	for (size_t m = 0; m < w->neurons; m++) {
		lua_pushnumber(L, w->bias != NULL ? w->bias[m] : 0);
		lua_rawseti(L, -2, (lua_Integer)m + 1);
	}
	return 1;
}

static int network_tostring(lua_State *L)
{
	struct weights *network = network_check(L);
	lua_pushfstring(L, "recur.network of %I neurons, %I connections",
	                (LUAI_UACINT)network->neurons, (LUAI_UACINT)network->connections);
	return 1;
}

void network_open(lua_State *L)
{
	static const luaL_Reg meta[] = {{"__tostring", network_tostring}, {NULL, NULL}};
	static const struct function methods[] = {{"run { steps, transient = 0, rng, start }", network_run_free},
	                                   {"drive { coupling, steps, transient = 0, rng, start, input = \"gaussian\" }",
	                                    network_drive},
	                                   {"neurons()", network_neurons},
	                                   {"connections()", network_connections},
	                                   {"storage()", network_storage_name},
	                                   {"weight(m, n)", network_get_weight},
	                                   {"matrix()", network_matrix},
	                                   {"biases()", network_biases},
	                                   {NULL, NULL}};
	type_register(L, NETWORK_TYPE, meta, methods);
	static const struct function functions[] = {{"network { neurons, density, balance, width, rng }", network_new}, {NULL, NULL}};
	module_register(L, functions);
}
