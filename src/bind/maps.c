/*
 * maps.c - recur.one_to_one_maps.
 */
#include "bind.h"

#include "../core/maps.h"

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
	if (*count < 1 || *count > MAPS_FUNCTIONS)
		luaL_error(L, "%s: functions: expected 1 to %d, found %I", function, MAPS_FUNCTIONS, (LUAI_UACINT)*count);
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

static void push_kinds(lua_State *L, const struct map_classes *classes, size_t neurons)
{
	lua_createtable(L, (int)classes->kind_count, 0);
	for (size_t i = 0; i < classes->kind_count; i++) {
		lua_createtable(L, 0, 2);
		lua_pushinteger(L, (lua_Integer)classes->kinds[i].sets);
		lua_setfield(L, -2, "sets");
		lua_createtable(L, (int)neurons, 0);
		for (size_t m = 0; m < neurons; m++) {
			lua_pushinteger(L, (lua_Integer)classes->kinds[i].function[m]);
			lua_rawseti(L, -2, (lua_Integer)m + 1);
		}
		lua_setfield(L, -2, "functions");
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
}

static void push_periods(lua_State *L, const struct map_classes *classes, size_t neurons)
{
	lua_createtable(L, 64, 0);
	lua_Integer found = 0;
	for (size_t total = 0; total < MAPS_TOTALS; total++) {
		if (classes->of_total[total] == 0)
			continue;
		lua_createtable(L, 0, 3);
		lua_pushnumber(L, (double)total / (double)((size_t)1 << neurons));
		lua_setfield(L, -2, "mean_period");
		lua_pushinteger(L, (lua_Integer)classes->of_total[total]);
		lua_setfield(L, -2, "maps");
		lua_pushinteger(L, (lua_Integer)classes->longest[total]);
		lua_setfield(L, -2, "longest");
		lua_rawseti(L, -2, ++found);
	}
}

/* recur.one_to_one_maps { neurons, functions }: all maps of the states under which each neuron is one of the functions,
 * whole numbers whose bit x is the value in state x, and every state has one predecessor. With each function there have to
 * be its negation and what it becomes if its inputs are exchanged or negated. A table: maps, how many; sets, choices of
 * functions but for signs and for which neuron has which, 2^N N! maps each; kinds, a list of sets that differ by more than
 * exchanged and negated inputs: functions, and sets, how many are of that kind; periods, a list of what the maps come to,
 * from short to long: mean_period over all states, maps, and longest, the longest period that one of these maps has. */
static int one_to_one_maps(lua_State *L)
{
	const char *function = "recur.one_to_one_maps";
	size_t neurons = 0, count;
	int functions_given = 0;
	const struct keyword keywords[] = {{.name = "functions", KEYWORD_VALUE, true, &functions_given},
	                                   {.name = "neurons", KEYWORD_WHOLE, true, &neurons},
	                                   {0}};
	lua_settop(L, 1);
	keywords_read(L, 1, function, keywords);
	if (neurons > MAPS_NEURONS)
		luaL_error(L, "%s: neurons: expected at most %d, found %I", function, MAPS_NEURONS, (LUAI_UACINT)neurons);
	const uint32_t *functions = read_functions(L, function, neurons, &count);
	struct work *work = context_work(L);
	struct map_classes *classes = lua_newuserdatauv(L, sizeof *classes, 0);
	context_check(L, KERNEL(L, work, function, maps_find(neurons, functions, count, work, classes)));
	if (classes->ending == MAPS_TOO_MANY)
		luaL_error(L, "%s: functions: more than %I sets of them are one-to-one", function, (LUAI_UACINT)MAPS_SETS);
	if (classes->ending == MAPS_NOT_CLOSED)
		luaL_error(L, "%s: functions: expected with each one its negation and what it becomes if its inputs are exchanged "
		              "or negated, once", function);
	lua_createtable(L, 0, 4);
	lua_pushinteger(L, (lua_Integer)classes->sets);
	lua_setfield(L, -2, "sets");
	lua_pushinteger(L, (lua_Integer)classes->maps);
	lua_setfield(L, -2, "maps");
	push_kinds(L, classes, neurons);
	lua_setfield(L, -2, "kinds");
	push_periods(L, classes, neurons);
	lua_setfield(L, -2, "periods");
	return 1;
}

void maps_open(lua_State *L)
{
	static const struct function functions[] = {{"one_to_one_maps { neurons, functions }", one_to_one_maps},
	                                            {NULL, NULL}};
	module_register(L, functions);
}
