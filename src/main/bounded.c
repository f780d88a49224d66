/*
 * bounded.c - a call of a library function is one instruction to Lua, whatever it does. Here each is charged to the grid
 * point in proportion to its work: an element of a table or a character looked at counts about as one instruction, bytes
 * that are only copied as a sixteenth. The counts depend on the arguments and nothing else.
 */
#include "bounded.h"

#include <lauxlib.h>
#include <stdint.h>

#include "patterns.h"
#include "sandbox.h"

#define COPIED 16 /* bytes, for the price of an instruction */
#define LOOKED_AT 4

/* The bytes of the strings from index `first` to the top. */
static uint64_t bytes_from(lua_State *L, int first)
{
	uint64_t bytes = 0;
	for (int i = first; i <= lua_gettop(L); i++)
		bytes += lua_type(L, i) == LUA_TSTRING ? lua_rawlen(L, i) : 0;
	return bytes;
}

static int call_original(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

/* A function that takes its arguments whole. */
static int by_arguments(lua_State *L)
{
	sandbox_charge(L, bytes_from(L, 1) / COPIED);
	return call_original(L);
}

/* A function that takes its arguments as they are, however many. */
static int by_number(lua_State *L)
{
	sandbox_charge(L, (uint64_t)lua_gettop(L) / LOOKED_AT);
	return call_original(L);
}

/* A function that takes its arguments as they are and makes its results. */
static int by_results(lua_State *L)
{
	const int results = call_original(L);
	sandbox_charge(L, (uint64_t)results / LOOKED_AT + bytes_from(L, lua_gettop(L) - results + 1) / COPIED);
	return results;
}

/* A function that goes through its first argument, a format, and makes results. */
static int by_format(lua_State *L)
{
	size_t length;
	luaL_checklstring(L, 1, &length);
	sandbox_charge(L, length);
	return by_results(L);
}

/* The same with arguments that it takes whole. */
static int by_all(lua_State *L)
{
	sandbox_charge(L, bytes_from(L, 2) / COPIED);
	return by_format(L);
}

/* string.rep(s, n, separator): copies n times, also of nothing. */
static int string_rep(lua_State *L)
{
	size_t length, between;
	luaL_checklstring(L, 1, &length);
	const lua_Integer n = luaL_checkinteger(L, 2);
	luaL_optlstring(L, 3, "", &between);
	if (n > 0 && length + between <= (uint64_t)INT64_MAX / (uint64_t)n) /* else too long for the library */
		sandbox_charge(L, (uint64_t)n + (uint64_t)n * (length + between) / COPIED);
	return call_original(L);
}

/* utf8.offset(s, n, i): goes over n characters. */
static int utf8_offset(lua_State *L)
{
	size_t length;
	luaL_checklstring(L, 1, &length);
	const lua_Integer n = luaL_checkinteger(L, 2);
	const uint64_t most = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	sandbox_charge(L, most < length ? most : length);
	return call_original(L);
}

/* utf8.len(s, i, j): looks at the bytes from i to j. */
static int utf8_length(lua_State *L)
{
	size_t bytes;
	luaL_checklstring(L, 1, &bytes);
	const lua_Integer length = (lua_Integer)bytes, i = luaL_optinteger(L, 2, 1), j = luaL_optinteger(L, 3, -1);
	const lua_Integer first = i < 0 ? length + i : i, last = j < 0 || j > length ? length : j;
	if (first >= 0 && first <= last)
		sandbox_charge(L, (uint64_t)(last - first) / LOOKED_AT);
	return call_original(L);
}

/* --- tables -------------------------------------------------------------------------------------- */

/* t[to] = t[from], of the table at index 1 into the one at index `into`. */
static void copy_element(lua_State *L, int into, lua_Integer from, lua_Integer to)
{
	sandbox_charge(L, 1);
	lua_geti(L, 1, from);
	lua_seti(L, into, to);
}

/* table.insert(t, [position,] value) */
static int table_insert(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	const lua_Integer next = (lua_Integer)((lua_Unsigned)luaL_len(L, 1) + 1);
	lua_Integer position = next;
	switch (lua_gettop(L)) {
	case 2: break;
	case 3:
		position = luaL_checkinteger(L, 2);
		luaL_argcheck(L, (lua_Unsigned)position - 1 < (lua_Unsigned)next, 2, "position out of bounds");
		for (lua_Integer i = next; i > position; i--)
			copy_element(L, 1, i - 1, i);
		break;
	default: return luaL_error(L, "wrong number of arguments to 'insert'");
	}
	lua_seti(L, 1, position);
	return 0;
}

/* table.remove(t, position) */
static int table_remove(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	const lua_Integer length = luaL_len(L, 1);
	lua_Integer position = luaL_optinteger(L, 2, length);
	if (lua_gettop(L) > 1)
		luaL_argcheck(L, (lua_Unsigned)position - 1 <= (lua_Unsigned)length, 2, "position out of bounds");
	lua_geti(L, 1, position);
	for (; position < length; position++)
		copy_element(L, 1, position + 1, position);
	lua_pushnil(L);
	lua_seti(L, 1, position);
	return 1;
}

/* table.move(a, first, last, to, b = a) */
static int table_move(lua_State *L)
{
	const lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
	const int into = lua_isnoneornil(L, 5) ? 1 : 5;
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checktype(L, into, LUA_TTABLE);
	if (last >= first) {
		luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
		const lua_Integer more = last - first;
		luaL_argcheck(L, to <= LUA_MAXINTEGER - more, 4, "destination wrap around");
		const int overlap = to > first && to <= last && (into == 1 || lua_compare(L, 1, into, LUA_OPEQ));
		for (lua_Integer i = 0; i <= more; i++)
			copy_element(L, into, overlap ? last - i : first + i, overlap ? to + more - i : to + i);
	}
	lua_pushvalue(L, into);
	return 1;
}

static void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer i)
{
	lua_geti(L, 1, i);
	if (!lua_isstring(L, -1))
		luaL_error(L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
	sandbox_charge(L, 1 + lua_rawlen(L, -1) / COPIED);
	luaL_addvalue(buffer);
}

/* table.concat(t, separator, first, last) */
static int table_concat(lua_State *L)
{
	size_t between;
	luaL_checktype(L, 1, LUA_TTABLE);
	const lua_Integer length = luaL_len(L, 1);
	const char *separator = luaL_optlstring(L, 2, "", &between);
	const lua_Integer first = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, length);
	luaL_Buffer buffer;
	luaL_buffinit(L, &buffer);
	for (lua_Integer i = first; i <= last; i++) {
		add_element(L, &buffer, i);
		if (i == last)
			break; /* the next might be beyond all numbers */
		sandbox_charge(L, between / COPIED);
		luaL_addlstring(&buffer, separator, between);
	}
	luaL_pushresult(&buffer);
	return 1;
}

/* --- all of it ----------------------------------------------------------------------------------- */

/* Puts `function` in the place of some functions of the table on the top; each reaches the original. */
static void replace(lua_State *L, lua_CFunction function, const char *const *names)
{
	for (; *names != NULL; names++) {
		lua_getfield(L, -1, *names);
		lua_pushcclosure(L, function, 1);
		lua_setfield(L, -2, *names);
	}
}

#define NAMES(...) (const char *const[]){__VA_ARGS__, NULL}

void bounded_open(lua_State *L)
{
	static const luaL_Reg table[] = {{"insert", table_insert}, {"remove", table_remove}, {"move", table_move},
	                                 {"concat", table_concat}, {NULL, NULL}};
	lua_pushglobaltable(L);
	replace(L, by_arguments, NAMES("tonumber"));
	replace(L, by_number, NAMES("select"));
	lua_getfield(L, -1, "string");
	replace(L, by_arguments, NAMES("lower", "reverse", "upper"));
	replace(L, by_results, NAMES("byte", "char", "sub"));
	replace(L, by_format, NAMES("packsize", "unpack"));
	replace(L, by_all, NAMES("format", "pack"));
	replace(L, string_rep, NAMES("rep"));
	patterns_open(L);
	lua_getfield(L, -2, "utf8");
	replace(L, by_results, NAMES("char", "codepoint"));
	replace(L, utf8_offset, NAMES("offset"));
	replace(L, utf8_length, NAMES("len"));
	lua_getfield(L, -3, "table");
	luaL_setfuncs(L, table, 0);
	replace(L, by_number, NAMES("pack"));
	replace(L, by_results, NAMES("unpack"));
	lua_pop(L, 4);
}
