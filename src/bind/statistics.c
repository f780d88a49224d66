/*
 * statistics.c - recur.rank_correlation.
 */
#include "bind.h"

#include <math.h>

#include "../core/statistics.h"

/* The list of numbers at `arg` as doubles inside a userdata pushed on the stack. */
static double *read_list(lua_State *L, int arg, size_t *count)
{
	luaL_checktype(L, arg, LUA_TTABLE);
	*count = list_check(L, arg, "recur.rank_correlation", arg == 1 ? "x" : "y");
	luaL_argcheck(L, *count >= 2, arg, "expected a list of at least 2 numbers");
	double *values = lua_newuserdatauv(L, *count * sizeof *values, 0);
	for (size_t i = 0; i < *count; i++) {
		lua_rawgeti(L, arg, (lua_Integer)i + 1);
		if (lua_type(L, -1) != LUA_TNUMBER || isnan(lua_tonumber(L, -1))) {
			value_push_text(L, -1);
			luaL_argerror(L, arg, lua_pushfstring(L, "entry %I: expected a number, found %s",
			                                      (LUAI_UACINT)i + 1, lua_tostring(L, -1)));
		}
		values[i] = lua_tonumber(L, -1);
		lua_pop(L, 1);
	}
	return values;
}

/* recur.rank_correlation(x, y, rng, resamples = 1000): Spearman's coefficient of two lists, and the ends of
 * its 95 % bootstrap interval. */
static int correlation(lua_State *L)
{
	size_t n, others;
	struct stream_name *name = rng_check(L, 3);
	size_t resamples = argument_whole_or(L, 4, "resamples", 1000, 40, 1000000);
	lua_settop(L, 4);
	double *x = read_list(L, 1, &n), *y = read_list(L, 2, &others);
	luaL_argcheck(L, n == others, 2, "expected lists of the same length");
	const char *function = "recur.rank_correlation";
	struct work *work = context_work(L);
	struct stream stream = stream_open(stream_child(*name, "bootstrap", 9), work->simd);
	double rho = 0, low = 0, high = 0;
	context_check(L, KERNEL(L, work, function, statistics_rank_correlation(x, y, n, work, &rho)));
	context_check(L, KERNEL(L, work, function, statistics_rank_correlation_interval(x, y, n, resamples, 0.95, &stream, work, &low,
	                                                                     &high)));
	lua_pushnumber(L, rho);
	lua_pushnumber(L, low);
	lua_pushnumber(L, high);
	return 3;
}

void statistics_open(lua_State *L)
{
	static const struct function functions[] = {{"rank_correlation(x, y, rng, resamples = 1000)", correlation}, {NULL, NULL}};
	module_register(L, functions);
}
