/*
 * private_api.c - the functions in C that the library's own Lua files call and that scripts cannot reach: what is
 * known of parameters, how values read in messages, the place of a caller.
 */
#include "bind.h"

#include <math.h>

/* parameter_problem(name, value): what is wrong with it, or nil. */
static int parameter_problem(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	lua_settop(L, 2);
	if (!parameter_wrong(L, name, 2))
		lua_pushnil(L);
	return 1;
}

/* parameter_meaning(name): what it is, or nil. */
static int meaning(lua_State *L)
{
	lua_pushstring(L, parameter_meaning(luaL_checkstring(L, 1)));
	return 1;
}

/* text(value): how a value reads in an error message. */
static int text(lua_State *L)
{
	value_push_text(L, 1);
	return 1;
}

/* list_length(x): how many entries the list has. Nil, and in words what is found instead, if it is not a list without
 * holes and without other keys: "the key x", "a hole in it", or the value itself if it is no table. */
static int length_of_list(lua_State *L)
{
	size_t count;
	lua_settop(L, 1);
	if (lua_type(L, 1) != LUA_TTABLE) {
		value_push_text(L, 1);
	} else if (list_length(L, 1, &count)) {
		lua_pushinteger(L, (lua_Integer)count);
		return 1;
	}
	lua_pushnil(L);
	lua_insert(L, -2);
	return 2;
}

/* unknown(kind, key, known): "unknown KIND key (did you mean y?); known KINDs: ...", where the known are the strings among
 * the keys of a table. */
static int unknown(lua_State *L)
{
	luaL_checktype(L, 3, LUA_TTABLE);
	names_push_unknown_of(L, luaL_checkstring(L, 1), 2, 3);
	return 1;
}

/* close_names(t, owner, kind): it is an error to look for a name that the table does not have. */
static int close_names(lua_State *L)
{
	const char *owner = luaL_checkstring(L, 2), *kind = luaL_checkstring(L, 3);
	lua_pushvalue(L, 1);
	names_close(L, owner, kind);
	return 0;
}

/* unreadable(): notes that a file cannot be read: a script can catch the error that follows, but has no result then. */
static int unreadable(lua_State *L)
{
	context_event(L, EVENT_FILE);
	return 0;
}

/* is_rng(value): whether it is a recur.rng. */
static int is_rng(lua_State *L)
{
	lua_pushboolean(L, luaL_testudata(L, 1, RNG_TYPE) != NULL);
	return 1;
}

/* plain(value): its text, without an address and without the sign of a nan. */
static int plain(lua_State *L)
{
	luaL_checkany(L, 1);
	if (lua_type(L, 1) == LUA_TNUMBER && isnan(lua_tonumber(L, 1))) {
		lua_pushliteral(L, "nan");
		return 1;
	}
	int own = luaL_getmetafield(L, 1, "__tostring");
	if (own != LUA_TNIL)
		lua_pop(L, 1);
	if (own == LUA_TFUNCTION || lua_type(L, 1) <= LUA_TSTRING)
		luaL_tolstring(L, 1, NULL);
	else
		lua_pushstring(L, luaL_typename(L, 1));
	return 1;
}

/* caller(level): { source, short_src, line } of the function at that level of the stack, 1 being the one
 * that calls. */
static int caller(lua_State *L)
{
	lua_Debug where;
	if (!lua_getstack(L, (int)argument_whole(L, 1, "level", 1, 100), &where))
		return 0;
	lua_getinfo(L, "Sl", &where);
	lua_createtable(L, 0, 3);
	lua_pushstring(L, where.source);
	lua_setfield(L, -2, "source");
	lua_pushstring(L, where.short_src);
	lua_setfield(L, -2, "short_src");
	lua_pushinteger(L, where.currentline);
	lua_setfield(L, -2, "line");
	return 1;
}

static int call_upvalue(lua_State *L)
{
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
	return lua_gettop(L);
}

/* without_tail_call(f): a C function that calls f. If a script ends with `return f(...)` and f is a Lua function, Lua
 * replaces the script's place on the stack by f, and no error in f can name the script's line; a call of a C function
 * leaves that place where it is. */
static int without_tail_call(lua_State *L)
{
	lua_settop(L, 1);
	lua_pushcclosure(L, call_upvalue, 1);
	return 1;
}

void private_api_push(lua_State *L)
{
	static const luaL_Reg functions[] = {{"parameter_problem", parameter_problem},
	                                     {"parameter_meaning", meaning},
	                                     {"text", text},
	                                     {"is_rng", is_rng},
	                                     {"plain", plain},
	                                     {"caller", caller},
	                                     {"without_tail_call", without_tail_call},
	                                     {"list_length", length_of_list},
	                                     {"unknown", unknown},
	                                     {"unreadable", unreadable},
	                                     {"close_names", close_names},
	                                     {NULL, NULL}};
	luaL_newlib(L, functions);
	lua_pushnumber(L, (lua_Number)NAN);
	lua_setfield(L, -2, "nan");
	lua_pushstring(L, recur_sources);
	lua_setfield(L, -2, "sources");
}
