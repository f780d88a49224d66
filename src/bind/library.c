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
SOURCE(experiment);
SOURCE(peak);
SOURCE(seal);
SOURCE(session);

/* Runs a chunk with the tables it adds to: the arguments on the top of the stack, which stay. */
static void run(lua_State *L, int arguments, const char *name, const char *text)
{
	if (luaL_loadbufferx(L, text, strlen(text), name, "t") != LUA_OK)
		lua_error(L);
	for (int i = 0; i < arguments; i++)
		lua_pushvalue(L, -1 - arguments);
	lua_call(L, arguments, 0);
}

void library_open(lua_State *L)
{
	run(L, 1, "=recur/axis", library_axis);
	run(L, 1, "=recur/experiment", library_experiment);
	run(L, 1, "=recur/peak", library_peak);
	run(L, 1, "=recur/dataset", library_dataset);
	run(L, 1, "=recur/claims", library_claims);
}

void library_open_session(lua_State *L)
{
	lua_newtable(L);
	run(L, 2, "=recur/seal", library_seal);
	run(L, 2, "=recur/session", library_session);
}
