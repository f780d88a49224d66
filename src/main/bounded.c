/*
 * bounded.c - Lua counts a call of a library function as one instruction, however much work it is. Here each is charged to
 * the grid point in proportion to its work: an element of a table or a character that is looked at counts about as one
 * instruction. The charge depends on the arguments only, so that it is the same in every run. A long string that a
 * function makes is charged where it is allocated (sandbox.c).
 */
#include "bounded.h"

#include <lauxlib.h>
#include <stdint.h>

#include "patterns.h"
#include "sandbox.h"

#define READ_AT_ONCE 16 /* bytes that are read for the price of an instruction */
#define MOVED_AT_ONCE 4 /* and values */

/* The bytes of the strings from index `first` to the top. */
static uint64_t bytes_from(lua_State *L, int first)
{
	uint64_t bytes = 0;
	for (int i = first; i <= lua_gettop(L); i++)
		bytes += lua_type(L, i) == LUA_TSTRING ? lua_rawlen(L, i) : 0;
	return bytes;
}

static int call_original(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

/* Calls a function whose work grows with the bytes of its arguments. */
static int by_arguments(lua_State *L)
{
	sandbox_charge(L, bytes_from(L, 1) / READ_AT_ONCE);
	return call_original(L);
}

/* Calls a function whose work grows with the number of its arguments. */
static int by_number(lua_State *L)
{
	sandbox_charge(L, (uint64_t)lua_gettop(L) / MOVED_AT_ONCE);
	return call_original(L);
}

/* Calls a function whose work grows with the number of its results. */
static int by_results(lua_State *L)
{
	const int results = call_original(L);
	sandbox_charge(L, (uint64_t)results / MOVED_AT_ONCE);
	return results;
}

/* Calls a function that goes through its first argument, a format, byte by byte, and copies the others. */
static int by_format(lua_State *L)
{
	size_t length;
	luaL_checklstring(L, 1, &length);
	sandbox_charge(L, length + bytes_from(L, 2) / READ_AT_ONCE);
	return by_results(L);
}

/* string.rep(s, n, separator): copies n times, also of nothing. */
static int string_rep(lua_State *L)
{
	luaL_checklstring(L, 1, NULL);
	const lua_Integer n = luaL_checkinteger(L, 2);
	if (n > 0)
		sandbox_charge(L, (uint64_t)n);
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
		sandbox_charge(L, (uint64_t)(last - first));
	return call_original(L);
}

/* --- tables -------------------------------------------------------------------------------------- */

/* Moves the elements first ... last of the table at index 1 by one place, up or down. */
static void shift(lua_State *L, lua_Integer first, lua_Integer last, int by)
{
	if (first > last)
		return;
	const uint64_t count = (uint64_t)last - (uint64_t)first + 1;
	for (uint64_t i = 0; i < count; i++) {
		const uint64_t from = by > 0 ? (uint64_t)last - i : (uint64_t)first + i;
		sandbox_charge(L, 1);
		lua_geti(L, 1, (lua_Integer)from);
		lua_seti(L, 1, (lua_Integer)(from + (uint64_t)(int64_t)by));
	}
}

/* table.insert(t, [position,] value). A metatable may say another length at each question, so this one is asked for once and
 * both charged and used. Numbers of elements are compared as Lua does it, without a sign. */
static int table_insert(lua_State *L)
{
	const int arguments = lua_gettop(L);
	luaL_checktype(L, 1, LUA_TTABLE);
	if (arguments != 2 && arguments != 3)
		return luaL_error(L, "wrong number of arguments to 'insert'");
	const lua_Integer length = luaL_len(L, 1);
	const lua_Integer position = arguments == 2 ? (lua_Integer)((uint64_t)length + 1) : luaL_checkinteger(L, 2);
	if (arguments == 3) {
		luaL_argcheck(L, (uint64_t)position - 1 < (uint64_t)length + 1, 2, "position out of bounds");
		shift(L, position, length, 1);
	}
	lua_seti(L, 1, position);
	return 0;
}

/* table.remove(t, [position]): of an empty table the position may be 0, too. */
static int table_remove(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	const lua_Integer length = luaL_len(L, 1), position = luaL_optinteger(L, 2, length);
	if (position != length)
		luaL_argcheck(L, (uint64_t)position - 1 <= (uint64_t)length, 2, "position out of bounds");
	lua_settop(L, 1);
	lua_geti(L, 1, position);
	if (position < length)
		shift(L, position + 1, length, -1);
	lua_pushnil(L);
	lua_seti(L, 1, position < length ? length : position);
	return 1;
}

/* Charges the elements first ... last. */
static void charge_elements(lua_State *L, lua_Integer first, lua_Integer last)
{
	if (first <= last)
		sandbox_charge(L, (uint64_t)last - (uint64_t)first);
}

/* table.move(a, first, last, to, b = a) */
static int table_move(lua_State *L)
{
	const lua_Integer first = luaL_checkinteger(L, 2);
	charge_elements(L, first, luaL_checkinteger(L, 3));
	return call_original(L);
}

/* table.concat(t, separator = "", first = 1, last = #t) */
static int table_concat(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 4);
	if (lua_isnil(L, 4)) {
		lua_pushinteger(L, luaL_len(L, 1));
		lua_replace(L, 4); /* whatever the metatable says when it is asked again */
	}
	luaL_optlstring(L, 2, "", NULL); /* refused before the others, as in Lua */
	const lua_Integer first = luaL_optinteger(L, 3, 1);
	charge_elements(L, first, luaL_checkinteger(L, 4));
	return call_original(L);
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
	lua_pushglobaltable(L);
	replace(L, by_arguments, NAMES("tonumber"));
	replace(L, by_number, NAMES("select"));
	lua_getfield(L, -1, "string");
	replace(L, by_number, NAMES("char"));
	replace(L, by_results, NAMES("byte"));
	replace(L, by_format, NAMES("format", "pack", "packsize", "unpack"));
	replace(L, string_rep, NAMES("rep"));
	patterns_open(L);
	lua_getfield(L, -2, "utf8");
	replace(L, by_number, NAMES("char"));
	replace(L, by_results, NAMES("codepoint"));
	replace(L, utf8_offset, NAMES("offset"));
	replace(L, utf8_length, NAMES("len"));
	lua_getfield(L, -3, "table");
	replace(L, by_number, NAMES("pack"));
	replace(L, by_results, NAMES("unpack"));
	replace(L, table_insert, NAMES("insert"));
	replace(L, table_remove, NAMES("remove"));
	replace(L, table_move, NAMES("move"));
	replace(L, table_concat, NAMES("concat"));
	lua_pop(L, 4);
}
