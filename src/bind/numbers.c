/*
 * numbers.c - elementary functions with repeatable bits, for scripts.
 */
#include "bind.h"

#include "../core/vmath.h"

#define UNARY(name)                                                        \
	static int numbers_##name(lua_State *L)                            \
	{                                                                  \
		luaL_checktype(L, 1, LUA_TNUMBER); /* not "3" either */    \
		lua_pushnumber(L, vmath_##name(lua_tonumber(L, 1)));       \
		return 1;                                                  \
	}
UNARY(exp)
UNARY(log)
UNARY(log2)
UNARY(tanh)

void numbers_open(lua_State *L)
{
	static const struct function functions[] = {{"exp(x)", numbers_exp},
	                                            {"log(x)", numbers_log},
	                                            {"log2(x)", numbers_log2},
	                                            {"tanh(x)", numbers_tanh},
	                                            {NULL, NULL}};
	module_register(L, functions);
}
