/*
 * calls.c - calls every function and every method that a script can reach from recur, with arguments at the edges of what
 * is right and beyond. Which there are is asked of the library itself. A case is calls.lua with some calls in it.
 */
#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/bind/bind.h"
#include "engine.h"

#define CALLS 50 /* in a case */
#define NAMES_MOST 500

static char *names[NAMES_MOST]; /* recur.tanh, path:state, ... */
static size_t named;
static char *before, *behind; /* the line -- CALLS of calls.lua */

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Notes the functions among the entries of the table on the top, by "OWNER" and the sign before their names. */
static void note_functions(lua_State *L, const char *owner, char sign)
{
	for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
		if (lua_type(L, -2) == LUA_TSTRING && lua_isfunction(L, -1) && named < NAMES_MOST &&
		    asprintf(&names[named++], "%s%c%s", owner, sign, lua_tostring(L, -2)) < 0)
			abort();
}

/* Functions of the module, and methods of all types in the registry. */
static void note_all(void)
{
	lua_State *L = luaL_newstate();
	luaL_openlibs(L);
	luaopen_recur(L);
	note_functions(L, "recur", '.');
	for (lua_pushnil(L); lua_next(L, LUA_REGISTRYINDEX); lua_pop(L, 1)) {
		const char *type = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
		if (strncmp(type, "recur.", 6) == 0 && lua_istable(L, -1) && lua_getfield(L, -1, "__index") == LUA_TTABLE)
			note_functions(L, type + 6, ':');
		lua_settop(L, 3);
	}
	lua_close(L);
	names[named++] = strdup("recur.include"); /* each script has its own */
	qsort(names, named, sizeof *names, by_bytes);
}

/* One of the values of calls.lua. */
static size_t value(struct chance *chance) { return chance_below(chance, 1000); }

static void add_try(struct chance *chance, struct text *text, const char *name)
{
	text_print(text, "\t\ttry(\"%s\", %zu", name, chance_below(chance, 3));
	const size_t changes = 1 + chance_below(chance, 2);
	for (size_t i = 0; i < changes; i++) {
		text_print(text, ", %zu, ", chance_once_in(chance, 3) ? 1 + chance_below(chance, 5) : 1);
		if (chance_once_in(chance, 4))
			text_print(text, "false");
		else
			text_print(text, "%zu", chance_below(chance, 300));
		text_print(text, ", v(%zu)", value(chance));
	}
	text_print(text, ")\n");
}

static void add_call(struct chance *chance, struct text *text)
{
	const char *name = names[chance_below(chance, named)];
	switch (chance_below(chance, 8)) {
	case 0:
		text_print(text, "\t\tany(\"%s\"", name);
		for (size_t i = chance_below(chance, 5); i > 0; i--)
			text_print(text, ", v(%zu)", value(chance));
		text_print(text, ")\n");
		break;
	case 1:
		text_print(text, "\t\tuse(%zu, v(%zu), v(%zu), v(%zu))\n", chance_below(chance, 20), value(chance), value(chance),
		           value(chance));
		break;
	default: add_try(chance, text, name); break;
	}
}

/* A case; one of a hundred calls everything as it is right. */
static void make(struct chance *chance, struct text *text)
{
	text_add(text, before, strlen(before));
	if (chance_once_in(chance, 100))
		for (size_t i = 0; i < named; i++)
			text_print(text, "\t\tright(\"%s\")\n", names[i]);
	for (size_t i = 0; i < CALLS; i++)
		add_call(chance, text);
	text_add(text, behind, strlen(behind));
}

int main(int argc, char **argv)
{
	static const char line[] = "\t\t-- CALLS\n";
	before = file_read("tests/fuzz/calls.lua");
	char *found = strstr(before, line);
	if (found == NULL)
		return 2;
	*found = '\0';
	behind = found + strlen(line);
	note_all();
	return fuzz(&(struct fuzzer){"calls", "calls", CALLS, make}, argc, argv);
}
