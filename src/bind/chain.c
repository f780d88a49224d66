/*
 * chain.c - recur.chain: the exact chain of a Boltzmann machine's states, and what follows from it.
 */
#include "bind.h"

#include "../core/markov.h"

static struct markov *chain_check(lua_State *L) { return luaL_checkudata(L, 1, CHAIN_TYPE); }

void chain_refuse(lua_State *L, const char *function, size_t neurons, enum coding coding,
                  const char *instead)
{
	const size_t most = markov_most_neurons(coding);
	if (neurons <= most)
		return;
	const LUAI_UACINT power = (LUAI_UACINT)(coding == CODING_SIGNS ? neurons - 1 : neurons);
	luaL_error(L, "%s: expected at most %I neurons with coding %s, found %I: the exact chain would take "
	              "2^%I by 2^%I numbers; %s",
	           function, (LUAI_UACINT)most, coding_names[coding], (LUAI_UACINT)neurons, power, power,
	           instead);
}

void chain_too_strong(lua_State *L, const char *function)
{
	luaL_error(L, "%s: the weights are so strong that their rounding decides: the sum of those to a neuron, in some "
	              "state, is beyond 100000", function);
}

void chain_push(lua_State *L, const char *function, const double *matrix, size_t neurons, enum coding coding,
                bool plain)
{
	struct work *work = context_work(L);
	struct arena arena = {0};
	struct markov measured;
	markov_lay(&measured, &arena, neurons, coding);
	const char *what = lua_pushfstring(L, "the exact chain of %I neurons", (LUAI_UACINT)neurons);
	struct markov *markov = object_push(L, &arena, sizeof *markov, 0, what);
	const int place = lua_gettop(L);
	markov_lay(markov, &arena, neurons, coding);
	enum status status = KERNEL(L, work, what, (plain ? markov_solve_plainly : markov_solve)(markov, matrix, work));
	if (status == STATUS_TOO_STRONG)
		chain_too_strong(L, function);
	context_check(L, status);
	lua_settop(L, place);
	luaL_setmetatable(L, CHAIN_TYPE);
}

/* chain:flux(): the mutual information of successive states in bits. */
static int chain_flux(lua_State *L)
{
	lua_pushnumber(L, chain_check(L)->flux);
	return 1;
}

/* chain:entropy(): of a state, in bits. */
static int chain_entropy(lua_State *L)
{
	lua_pushnumber(L, chain_check(L)->entropy);
	return 1;
}

/* chain:noise(): the entropy of the next state given one, in bits. */
static int chain_noise(lua_State *L)
{
	lua_pushnumber(L, chain_check(L)->noise);
	return 1;
}

/* chain:correlation(): C_rms, the root mean square Pearson correlation of neurons and next neurons. */
static int chain_correlation(lua_State *L)
{
	lua_pushnumber(L, markov_pairs(chain_check(L), NULL).correlation);
	return 1;
}

/* chain:information(): the mean pairwise mutual information of neurons and next neurons in bits. */
static int chain_information(lua_State *L)
{
	lua_pushnumber(L, markov_pairs(chain_check(L), NULL).information);
	return 1;
}

/* chain:correlations(): Pearson's coefficients, row m for neuron m now, column n for neuron n next. */
static int chain_correlations(lua_State *L)
{
	const struct markov *markov = chain_check(L);
	double *r = lua_newuserdatauv(L, markov->neurons * markov->neurons * sizeof *r, 0);
	markov_pairs(markov, r);
	matrix_push(L, r, markov->neurons);
	return 1;
}

/* chain:probability(state): its stationary probability; bit n - 1 of a state is neuron n. */
static int chain_probability(lua_State *L)
{
	const struct markov *markov = chain_check(L);
	lua_pushnumber(L, markov->probability[argument_whole(L, 2, "state", 0, markov->states - 1)]);
	return 1;
}

/* chain:transition(from, to): the probability that the one state follows the other. */
static int chain_transition(lua_State *L)
{
	const struct markov *markov = chain_check(L);
	size_t from = argument_whole(L, 2, "from", 0, markov->states - 1);
	size_t to = argument_whole(L, 3, "to", 0, markov->states - 1);
	double product = 1;
	for (size_t m = 0; m < markov->neurons; m++)
		product *= (to >> m & 1 ? markov->fire : markov->rest)[m * markov->states + from];
	lua_pushnumber(L, product);
	return 1;
}

static int chain_tostring(lua_State *L)
{
	lua_pushfstring(L, "recur.chain of %I states", (LUAI_UACINT)chain_check(L)->states);
	return 1;
}

static int chain_length(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)chain_check(L)->states);
	return 1;
}

void chain_open(lua_State *L)
{
	static const luaL_Reg meta[] = {
		{"__tostring", chain_tostring}, {"__len", chain_length}, {NULL, NULL}};
	static const struct function methods[] = {{"flux()", chain_flux},
	                                   {"entropy()", chain_entropy},
	                                   {"noise()", chain_noise},
	                                   {"correlation()", chain_correlation},
	                                   {"correlations()", chain_correlations},
	                                   {"information()", chain_information},
	                                   {"probability(state)", chain_probability},
	                                   {"transition(from, to)", chain_transition},
	                                   {NULL, NULL}};
	type_register(L, CHAIN_TYPE, meta, methods);
}
