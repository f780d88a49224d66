/*
 * recur.c - the module: `require "recur"` under the stock interpreter, or built into the program.
 */
#include "bind.h"

__attribute__((visibility("default"))) int luaopen_recur(lua_State *L)
{
	context_of(L); /* an unfit processor is an error now, not at the first network */
	lua_newtable(L);
	rng_open(L);
	network_open(L);
	path_open(L);
	numbers_open(L);
	statistics_open(L);
	rooks_open(L);
	maps_open(L);
	boltzmann_open(L);
	chain_open(L);
	trajectory_open(L);
	evolution_type_open(L);
	lua_pushstring(L, recur_version);
	lua_setfield(L, -2, "version");
	lua_pushinteger(L, RECUR_NUMERICS);
	lua_setfield(L, -2, "numerics");
	lua_pushstring(L, context_of(L)->work.simd->name);
	lua_setfield(L, -2, "simd");
	library_open(L);
	names_close(L, "recur", "name");
	return 1;
}
