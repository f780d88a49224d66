/*
 * maps.c - recur.one_to_one_maps.
 */
#include "bind.h"

#include "../core/maps.h"

#define MOST_FUNCTIONS 65536

/* Reads the option "functions", a list of whole numbers with a bit for each state, into a userdata. */
static uint32_t *read_functions(lua_State *L, const char *function, size_t neurons, size_t *count)
{
	const lua_Integer most = ((lua_Integer)1 << ((lua_Integer)1 << neurons)) - 1;
	lua_getfield(L, 1, "functions");
	if (!lua_istable(L, -1)) {
		value_push_text(L, -1);
		luaL_error(L, "%s: functions: expected a list, found %s", function, lua_tostring(L, -1));
	}
	const int list = lua_gettop(L);
	*count = list_check(L, list, function, "functions");
	if (*count < 1 || *count > MOST_FUNCTIONS)
		luaL_error(L, "%s: functions: expected 1 to %d, found %I", function, MOST_FUNCTIONS, (LUAI_UACINT)*count);
	uint32_t *functions = lua_newuserdatauv(L, *count * sizeof *functions, 0);
	for (size_t i = 0; i < *count; i++) {
		lua_rawgeti(L, list, (lua_Integer)i + 1);
		int exact = 0;
		lua_Integer value = lua_type(L, -1) == LUA_TNUMBER ? lua_tointegerx(L, -1, &exact) : 0;
		if (!exact || value < 0 || value > most) {
			value_push_text(L, -1);
			luaL_error(L, "%s: functions: entry %I: expected a whole number from 0 to %I, found %s", function,
			           (LUAI_UACINT)i + 1, (LUAI_UACINT)most, lua_tostring(L, -1));
		}
		functions[i] = (uint32_t)value;
		lua_pop(L, 1);
	}
	return functions;
}

static void push_class(lua_State *L, const struct map_class *class, size_t neurons, size_t total)
{
	lua_createtable(L, 0, 5);
	lua_pushnumber(L, (double)total / (double)((size_t)1 << neurons));
	lua_setfield(L, -2, "mean_period");
	lua_pushinteger(L, (lua_Integer)class->maps);
	lua_setfield(L, -2, "maps");
	lua_pushinteger(L, (lua_Integer)class->longest);
	lua_setfield(L, -2, "longest");
	lua_pushnumber(L, class->cost);
	lua_setfield(L, -2, "cost");
	lua_createtable(L, (int)neurons, 0);
	for (size_t m = 0; m < neurons; m++) {
		lua_pushinteger(L, (lua_Integer)class->function[m]);
		lua_rawseti(L, -2, (lua_Integer)m + 1);
	}
	lua_setfield(L, -2, "functions");
}

/* recur.one_to_one_maps { neurons, functions, costs }: all maps of the states under which each neuron is one of the
 * functions, whole numbers whose bit x is the value in state x, and every state has one predecessor. With each function
 * there have to be its negation and what it becomes if its inputs are exchanged or negated, all at the same cost. A list
 * of what the maps come to by mean period, from short to long: mean_period, maps (how many), and of the cheapest of
 * them longest (its longest period), cost (the sum of its functions' costs) and functions (of its neurons). Besides: sets,
 * how many choices of functions there are but for signs and for which neuron has which; kinds, how many of these but for
 * exchanged and negated inputs; and maps. */
static int one_to_one_maps(lua_State *L)
{
	const char *function = "recur.one_to_one_maps";
	size_t neurons = 0, count;
	int functions_given = 0, costs_given = 0;
	const struct keyword keywords[] = {{.name = "costs", KEYWORD_VALUE, true, &costs_given},
	                                   {.name = "functions", KEYWORD_VALUE, true, &functions_given},
	                                   {.name = "neurons", KEYWORD_WHOLE, true, &neurons},
	                                   {0}};
	lua_settop(L, 1);
	keywords_read(L, 1, function, keywords);
	if (neurons > MAPS_NEURONS)
		luaL_error(L, "%s: neurons: expected at most %d, found %I", function, MAPS_NEURONS, (LUAI_UACINT)neurons);
	const uint32_t *functions = read_functions(L, function, neurons, &count);
	double *costs = lua_newuserdatauv(L, count * sizeof *costs, 0);
	lua_getfield(L, 1, "costs");
	row_read(L, function, "costs", count, costs);
	struct map_classes *classes = lua_newuserdatauv(L, sizeof *classes, 0);
	context_work(L, (size_t)1 << 24, function);
	bool closed = false;
	context_check(L, maps_find(neurons, functions, count, costs, context_interrupt(L), classes, &closed));
	if (!closed)
		luaL_error(L, "%s: functions: expected with each one its negation and what it becomes if its inputs are exchanged "
		              "or negated, once, at the same cost", function);
	lua_createtable(L, 64, 3);
	lua_Integer found = 0;
	for (size_t total = 0; total < MAPS_TOTALS; total++)
		if (classes->of_total[total].maps > 0) {
			push_class(L, &classes->of_total[total], neurons, total);
			lua_rawseti(L, -2, ++found);
		}
	lua_pushinteger(L, (lua_Integer)classes->sets);
	lua_setfield(L, -2, "sets");
	lua_pushinteger(L, (lua_Integer)classes->kinds);
	lua_setfield(L, -2, "kinds");
	lua_pushinteger(L, (lua_Integer)classes->maps);
	lua_setfield(L, -2, "maps");
	return 1;
}

void maps_open(lua_State *L)
{
	static const struct function functions[] = {{"one_to_one_maps { neurons, functions, costs }", one_to_one_maps},
	                                            {NULL, NULL}};
	module_register(L, functions);
}
