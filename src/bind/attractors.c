/*
 * attractors.c - the skeleton of a machine as a table.
 */
#include "bind.h"

#include "../core/attractors.h"

static void push_whole(lua_State *L, const char *key, uint64_t value)
{
	lua_pushinteger(L, (lua_Integer)value);
	lua_setfield(L, -2, key);
}

static void push_attractor(lua_State *L, const struct attractor *attractor)
{
	lua_createtable(L, 0, 3);
	push_whole(L, "state", attractor->state);
	push_whole(L, "period", attractor->period);
	push_whole(L, "basin", attractor->basin);
}

static void push_successors(lua_State *L, const struct attractors *found)
{
	const size_t states = (size_t)1 << found->neurons;
	lua_createtable(L, (int)states, 0);
	for (size_t x = 0; x < states; x++) {
		lua_pushinteger(L, found->successor[x]);
		lua_rawseti(L, -2, (lua_Integer)x + 1);
	}
}

int attractors_push(lua_State *L, const double *matrix, size_t neurons, enum coding coding,
                    bool successors)
{
	const int place = lua_gettop(L);
	struct work *work = context_work(L);
	struct attractors found;
	luaL_checkstack(L, 8, "attractors");
	const char *what = lua_pushfstring(L, "a list of the states of %I neurons", (LUAI_UACINT)neurons);
	context_check(L, KERNEL(L, work, what, attractors_find(matrix, neurons, coding, work, &found)));
	lua_createtable(L, (int)found.count, successors ? 4 : 3);
	lua_pushnumber(L, found.mean_period);
	lua_setfield(L, -2, "mean_period");
	push_whole(L, "ties", found.ties);
	push_whole(L, "count", found.count);
	for (size_t i = 0; i < found.count; i++) {
		push_attractor(L, &found.list[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	if (successors) {
		push_successors(L, &found);
		lua_setfield(L, -2, "successor");
	}
	lua_replace(L, place + 1);
	lua_settop(L, place + 1);
	return 1;
}
