/*
 * library.c - the Lua part of the library (lua/recur), built in as text.
 */
#include "bind.h"

#include <string.h>

/* The assembler puts the file between two symbols; paths are relative to the project's folder. */
#define SOURCE(name)                                                             \
	__asm__(".pushsection .rodata\n"                                         \
	        ".hidden library_" #name "\n.globl library_" #name "\n"          \
	        "library_" #name ":\n.incbin \"lua/recur/" #name ".lua\"\n"      \
	        ".byte 0\n.popsection\n");                                       \
	extern const char library_##name[] __attribute__((visibility("hidden")))

SOURCE(axis);
SOURCE(claims);
SOURCE(dataset);
SOURCE(evolve);
SOURCE(experiment);
SOURCE(matrices);
SOURCE(peak);
SOURCE(seal);
SOURCE(session);

static const char private_key;

/* Runs a file with the module table (on the top) and the private one as its arguments. */
static void run(lua_State *L, const char *name, const char *text)
{
	if (luaL_loadbufferx(L, text, strlen(text), name, "t") != LUA_OK)
		lua_error(L);
	lua_pushvalue(L, -2);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &private_key);
	lua_call(L, 2, 0);
}

void library_open(lua_State *L)
{
	support_push(L);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &private_key);
	run(L, "=recur/axis", library_axis);
	run(L, "=recur/matrices", library_matrices);
	run(L, "=recur/evolve", library_evolve);
	run(L, "=recur/experiment", library_experiment);
	run(L, "=recur/peak", library_peak);
	run(L, "=recur/dataset", library_dataset);
	run(L, "=recur/claims", library_claims);
}

void library_open_session(lua_State *L)
{
	run(L, "=recur/seal", library_seal);
	run(L, "=recur/session", library_session);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &private_key);
}
