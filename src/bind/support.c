/*
 * support.c - what the Lua part of the library needs of C: the table of parameters, the wording of
 * values, the place of a caller.
 */
#include "bind.h"

/* recur.parameter_problem(name, value): what is wrong with it, or nil. */
static int parameter_problem(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	lua_settop(L, 2);
	if (!parameter_wrong(L, name, 2))
		lua_pushnil(L);
	return 1;
}

/* recur.parameter_meaning(name): what it is, or nil. */
static int meaning(lua_State *L)
{
	lua_pushstring(L, parameter_meaning(luaL_checkstring(L, 1)));
	return 1;
}

/* recur.text(value): how a value reads in an error message. */
static int text(lua_State *L)
{
	value_push_text(L, 1);
	return 1;
}

/* recur.caller(level): { source, short_src, currentline } of the function at that level of the stack,
 * 1 being the one that calls. */
static int caller(lua_State *L)
{
	lua_Debug where;
	luaL_checktype(L, 1, LUA_TNUMBER);
	if (!lua_getstack(L, (int)argument_whole(L, 1, "level", 1, 1, 100), &where))
		return 0;
	lua_getinfo(L, "Sl", &where);
	lua_createtable(L, 0, 3);
	lua_pushstring(L, where.source);
	lua_setfield(L, -2, "source");
	lua_pushstring(L, where.short_src);
	lua_setfield(L, -2, "short_src");
	lua_pushinteger(L, where.currentline);
	lua_setfield(L, -2, "currentline");
	return 1;
}

void support_open(lua_State *L)
{
	static const luaL_Reg functions[] = {{"parameter_problem", parameter_problem},
	                                     {"parameter_meaning", meaning},
	                                     {"text", text},
	                                     {"caller", caller},
	                                     {NULL, NULL}};
	luaL_setfuncs(L, functions, 0);
}
