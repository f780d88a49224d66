/*
 * rooks.c - recur.rooks_distance.
 */
#include "bind.h"

#include "../core/rooks.h"

/* The search cannot be interrupted; this many neurons take some seconds at worst. */
#define MOST_NEURONS 1024

/* recur.rooks_distance(matrix): the squared distance to the nearest N-rooks matrix relative to the
 * squared norm, its magnitude, and the column of its rook in each row, from 1. */
static int distance(lua_State *L)
{
	const char *function = "recur.rooks_distance";
	size_t neurons;
	lua_settop(L, 1);
	const double *matrix = matrix_check(L, 1, function, &neurons);
	if (neurons > MOST_NEURONS)
		luaL_error(L, "%s: matrix: expected at most %d rows, found %I", function,
		           MOST_NEURONS, (LUAI_UACINT)neurons);
	size_t *column = lua_newuserdatauv(L, neurons * sizeof *column, 0);
	struct work *work = context_work(L);
	double magnitude = 0, found = 0;
	context_check(L, KERNEL(L, work, function, rooks_distance(matrix, neurons, work, column, &magnitude, &found)));
	lua_pushnumber(L, found);
	lua_pushnumber(L, magnitude);
	lua_createtable(L, (int)neurons, 0);
	for (size_t m = 0; m < neurons; m++) {
		lua_pushinteger(L, (lua_Integer)column[m] + 1);
		lua_rawseti(L, -2, (lua_Integer)m + 1);
	}
	return 3;
}

void rooks_open(lua_State *L)
{
	static const struct function functions[] = {{"rooks_distance(matrix)", distance}, {NULL, NULL}};
	module_register(L, functions);
}
