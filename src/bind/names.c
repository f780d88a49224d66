/*
 * names.c - what scripts may call, by name: the functions of the module and the methods of its types. A surplus argument
 * and a name that does not exist are errors that say what there is instead.
 */
#include "bind.h"

#include <stdlib.h>
#include <string.h>

/* --- names that do not exist ------------------------------------------------------------------- */

#define NAME_LONGEST 63 /* bytes of a name that another one can be near to */

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* How many letters have to be added, removed or replaced to make one name the other (V. I. Levenshtein, Soviet
 * Physics Doklady 10, 1966). Names of at most NAME_LONGEST bytes. */
static size_t name_distance(const char *a, const char *b)
{
	const size_t length = strlen(b);
	size_t row[NAME_LONGEST + 1];
	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 0; a[i] != '\0'; i++) {
		size_t diagonal = row[0];
		row[0] = i + 1;
		for (size_t j = 1; j <= length; j++) {
			const size_t replaced = diagonal + (a[i] != b[j - 1]);
			diagonal = row[j];
			row[j] = least(replaced, 1 + least(row[j], row[j - 1]));
		}
	}
	return row[length];
}

/* The name most like `wanted`, the first of several; NULL if none is like it. */
static const char *name_nearest(const char *wanted, const char *const *names, size_t count)
{
	const size_t length = strlen(wanted);
	size_t nearest = 1 + length / 3;
	const char *found = NULL;
	for (size_t i = 0; i < count && length <= NAME_LONGEST; i++) {
		const size_t distance = strlen(names[i]) <= NAME_LONGEST ? name_distance(wanted, names[i]) : NAME_LONGEST;
		if (distance < nearest || (distance == nearest && found == NULL)) {
			nearest = distance;
			found = names[i];
		}
	}
	return found;
}

void names_push_unknown(lua_State *L, const char *kind, int key, const char *const *names, size_t count)
{
	key = lua_absindex(L, key);
	const char *wanted = lua_type(L, key) == LUA_TSTRING ? lua_tostring(L, key) : NULL;
	const char *nearest = wanted != NULL ? name_nearest(wanted, names, count) : NULL;
	luaL_Buffer text;
	value_push_text(L, key);
	const char *shown = lua_tostring(L, -1);
	lua_pushlstring(L, shown, strlen(shown) - (wanted != NULL ? strlen(" (a string)") : 0));
	lua_pushfstring(L, "unknown %s %s", kind, lua_tostring(L, -1));
	lua_replace(L, -3);
	lua_pop(L, 1);
	if (nearest != NULL) {
		lua_pushfstring(L, "%s (did you mean %s?)", lua_tostring(L, -1), nearest);
		lua_replace(L, -2);
	}
	lua_pushfstring(L, "%s; known %ss: ", lua_tostring(L, -1), kind);
	luaL_buffinit(L, &text);
	for (size_t i = 0; i < count; i++) {
		luaL_addstring(&text, i > 0 ? ", " : "");
		luaL_addstring(&text, names[i]);
	}
	luaL_pushresult(&text);
	lua_concat(L, 2);
	lua_replace(L, -2);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

void names_push_unknown_of(lua_State *L, const char *kind, int key, int table)
{
	size_t count = 0, room = 0;
	key = lua_absindex(L, key);
	table = lua_absindex(L, table);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		room++;
	const char **names = lua_newuserdatauv(L, (room + 1) * sizeof *names, 0);
	for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
		if (lua_type(L, -2) == LUA_TSTRING)
			names[count++] = lua_tostring(L, -2); /* stays in the table */
	qsort(names, count, sizeof *names, by_bytes);
	names_push_unknown(L, kind, key, names, count);
	lua_replace(L, -2);
}

/* __index of the metatable of a table of names: called with that table and a key it does not have. The first upvalue
 * says whose names they are, the second what they are. */
static int refuse_name(lua_State *L)
{
	names_push_unknown_of(L, lua_tostring(L, lua_upvalueindex(2)), 2, 1);
	return luaL_error(L, "%s: %s", lua_tostring(L, lua_upvalueindex(1)), lua_tostring(L, -1));
}

void names_close(lua_State *L, const char *owner, const char *kind)
{
	lua_createtable(L, 0, 2);
	lua_pushstring(L, owner);
	lua_pushstring(L, kind);
	lua_pushcclosure(L, refuse_name, 2);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
}

/* --- functions and their arguments -------------------------------------------------------------- */

/* How many arguments a form has at most; -1: any number. A table of options is one. */
static int form_arguments(const char *form)
{
	const char *p = form + strcspn(form, "({"), *end = strchr(p, ')');
	int count = 1;
	if (*p != '(')
		return 1;
	if (end == p + 1)
		return 0;
	if (strstr(p, "...") != NULL)
		return -1;
	while (++p < end)
		count += *p == ',';
	return count;
}

static int refuse_surplus(lua_State *L, const char *form, lua_Integer most, lua_Integer given)
{
	return luaL_error(L, "%s: expected %s%I argument%s, found %I", form, most == 0 ? "" : "at most ", (LUAI_UACINT)most,
	                  most == 1 ? "" : "s", (LUAI_UACINT)given);
}

/* Calls the first upvalue, a C function, unless there are more arguments than the third upvalue says; the second is its
 * form, the fourth the type of the object, of a method, that comes before those that the form shows. */
static int call_counted(lua_State *L)
{
	const char *type = lua_tostring(L, lua_upvalueindex(4));
	const lua_Integer most = lua_tointeger(L, lua_upvalueindex(3)), given = lua_gettop(L) - (type != NULL);
	if (most >= 0 && given > most && type != NULL)
		luaL_checkudata(L, 1, type); /* another object is a worse mistake */
	if (most >= 0 && given > most)
		return refuse_surplus(L, lua_tostring(L, lua_upvalueindex(2)), most, given);
	return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* Adds the functions to the table on the top; `prefix` stands before their names in messages: "recur.", "path:"; type:
 * NULL if they are no methods. */
static void add_functions(lua_State *L, const char *prefix, const char *type, const struct function *functions)
{
	for (const struct function *f = functions; f->form != NULL; f++) {
		lua_pushlstring(L, f->form, strcspn(f->form, " ("));
		lua_pushcfunction(L, f->call);
		lua_pushfstring(L, "%s%s", prefix, f->form);
		lua_pushinteger(L, form_arguments(f->form));
		lua_pushstring(L, type);
		lua_pushcclosure(L, call_counted, 4);
		lua_rawset(L, -3);
	}
}

void module_register(lua_State *L, const struct function *functions) { add_functions(L, "recur.", NULL, functions); }

void type_register(lua_State *L, const char *name, const luaL_Reg *meta, const struct function *methods)
{
	luaL_newmetatable(L, name);
	luaL_setfuncs(L, meta, 0);
	const char *prefix = lua_pushfstring(L, "%s:", strchr(name, '.') + 1);
	lua_newtable(L);
	add_functions(L, prefix, name, methods);
	names_close(L, name, "method");
	lua_setfield(L, -3, "__index");
	lua_pop(L, 1);
	lua_pushboolean(L, false);
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 1);
}
