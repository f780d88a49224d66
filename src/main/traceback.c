/*
 * traceback.c - walks the stack of calls where an error was raised. Of many calls the first and the last are shown.
 */
#include "traceback.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define FIRST 6 /* calls shown of the innermost */
#define LAST 3  /* and of the outermost */
#define NEAR 100 /* levels looked at from either end */

/* Scripts and what they include are loaded under a name that starts with @; the library and C functions are not. */
static bool in_script(lua_State *L, lua_Debug *call)
{
	return lua_getinfo(L, "Sl", call) && call->source[0] == '@' && call->currentline > 0;
}

/* The outermost level. Finding a level takes the longer the deeper it is, so that not all are tried. */
static int last_level(lua_State *L)
{
	lua_Debug call;
	int below = 0, above = 1;
	while (lua_getstack(L, above, &call)) {
		below = above;
		above *= 2;
	}
	while (above - below > 1) {
		const int middle = below + (above - below) / 2;
		if (lua_getstack(L, middle, &call))
			below = middle;
		else
			above = middle;
	}
	return below;
}

/* The next level to be looked at: of a very deep stack only both ends are. */
static int next_level(int level, int last) { return level == NEAR && last - NEAR > level ? last - NEAR : level + 1; }

static int count_calls(lua_State *L, int last)
{
	lua_Debug call;
	int count = 0;
	for (int level = 1; level <= last && lua_getstack(L, level, &call); level = next_level(level, last))
		count += in_script(L, &call);
	return count;
}

static bool is_name(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && *p != '_')
			return false;
	return strlen(text) <= 60;
}

/* Appends "FILE:LINE: in what" to the string at the top. */
static void add_call(lua_State *L, lua_Debug *call)
{
	lua_getinfo(L, "n", call);
	lua_pushfstring(L, "\n  %s:%d: in ", call->source + 1, call->currentline);
	if (strcmp(call->what, "main") == 0)
		lua_pushstring(L, "the main part");
	else if (call->name != NULL && is_name(call->name))
		lua_pushfstring(L, "function '%s'", call->name);
	else
		lua_pushfstring(L, "the function that starts at line %d", call->linedefined);
	lua_concat(L, 3);
}

static bool begins_with_place(const char *message, const lua_Debug *call)
{
	char place[32];
	const size_t length = strlen(call->source + 1);
	snprintf(place, sizeof place, ":%d:", call->currentline);
	return strncmp(message, call->source + 1, length) == 0 &&
	       strncmp(message + length, place, strlen(place)) == 0;
}

int traceback_push(lua_State *L)
{
	lua_Debug call;
	lua_settop(L, 1);
	if (lua_type(L, 1) != LUA_TSTRING || !lua_checkstack(L, 4))
		return 1;
	const int last = last_level(L), count = count_calls(L, last);
	int shown = 0;
	for (int level = 1; level <= last && lua_getstack(L, level, &call); level = next_level(level, last)) {
		if (!in_script(L, &call))
			continue;
		if (count == 1 && begins_with_place(lua_tostring(L, 1), &call))
			return 1;
		if (shown < FIRST || shown >= count - LAST)
			add_call(L, &call);
		else if (shown == FIRST) {
			lua_pushstring(L, "\n  ...");
			lua_concat(L, 2);
		}
		shown++;
	}
	return 1;
}
