/*
 * numbers.c - elementary functions with repeatable bits, for scripts.
 */
#include "bind.h"

#include "../core/vmath.h"

#define UNARY(name)                                                        \
	static int numbers_##name(lua_State *L)                            \
	{                                                                  \
		lua_pushnumber(L, vmath_##name(luaL_checknumber(L, 1)));   \
		return 1;                                                  \
	}
UNARY(exp)
UNARY(log)
UNARY(log2)
UNARY(tanh)

void numbers_open(lua_State *L)
{
	static const luaL_Reg functions[] = {{"exp", numbers_exp},
	                                     {"log", numbers_log},
	                                     {"log2", numbers_log2},
	                                     {"tanh", numbers_tanh},
	                                     {NULL, NULL}};
	luaL_setfuncs(L, functions, 0);
}
