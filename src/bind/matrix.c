/*
 * matrix.c - lists of numbers and square lists of rows, from a script into memory of the kernel's, and back.
 */
#include "bind.h"

#include <math.h>
#include <string.h>

void row_read(lua_State *L, const char *function, const char *what, size_t count, double *row)
{
	if (!lua_istable(L, -1)) {
		value_push_text(L, -1);
		luaL_error(L, "%s: %s: expected a list of %I numbers, found %s", function, what,
		           (LUAI_UACINT)count, lua_tostring(L, -1));
	}
	const size_t found = list_check(L, -1, function, what);
	if (found != count)
		luaL_error(L, "%s: %s: expected a list of %I numbers, found a list of %I", function,
		           what, (LUAI_UACINT)count, (LUAI_UACINT)found);
	for (size_t n = 0; n < count; n++) {
		lua_rawgeti(L, -1, (lua_Integer)n + 1);
		double x = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : NAN;
		if (!isfinite(x)) {
			value_push_text(L, -1);
			luaL_error(L, "%s: %s: entry %I: expected a finite number, found %s",
			           function, what, (LUAI_UACINT)n + 1, lua_tostring(L, -1));
		}
		row[n] = x;
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

double *matrix_check(lua_State *L, int index, const char *function, size_t *neurons)
{
	index = lua_absindex(L, index);
	const size_t rows = lua_istable(L, index) ? list_check(L, index, function, "matrix") : 0;
	if (rows < 1 || rows > MATRIX_NEURONS) {
		if (lua_istable(L, index))
			lua_pushfstring(L, "a table of %I", (LUAI_UACINT)rows);
		else
			value_push_text(L, index);
		luaL_error(L, "%s: matrix: expected a list of 1 to %d rows, found %s", function,
		           MATRIX_NEURONS, lua_tostring(L, -1));
	}
	double *matrix = memory_push(L, rows * rows * sizeof *matrix, "a matrix");
	for (size_t m = 0; m < rows; m++) {
		const char *what = lua_pushfstring(L, "matrix row %I", (LUAI_UACINT)m + 1);
		lua_rawgeti(L, index, (lua_Integer)m + 1);
		row_read(L, function, what, rows, matrix + m * rows);
		lua_pop(L, 1);
	}
	*neurons = rows;
	return matrix;
}

/* Reads entry i of a list of connections, { to, from, weight }, into the matrix. */
static void connection_read(lua_State *L, const char *function, lua_Integer i, size_t neurons, double *matrix)
{
	size_t place[2] = {0, 0};
	double weight = NAN;
	for (int k = 0; lua_istable(L, -1) && k < 3; k++) {
		int exact = 0;
		lua_rawgeti(L, -1, k + 1);
		lua_Integer whole = lua_type(L, -1) == LUA_TNUMBER ? lua_tointegerx(L, -1, &exact) : 0;
		if (k == 2 && lua_type(L, -1) == LUA_TNUMBER)
			weight = lua_tonumber(L, -1);
		else if (k < 2 && exact && whole >= 1 && (size_t)whole <= neurons)
			place[k] = (size_t)whole;
		lua_pop(L, 1);
	}
	if (place[0] == 0 || place[1] == 0 || !isfinite(weight) || lua_rawlen(L, -1) != 3)
		luaL_error(L, "%s: connections: entry %I: expected { to, from, weight }, two neurons from 1 to %I and a "
		              "finite number",
		           function, (LUAI_UACINT)i, (LUAI_UACINT)neurons);
	double *entry = matrix + (place[0] - 1) * neurons + place[1] - 1;
	if (*entry != 0)
		luaL_error(L, "%s: connections: entry %I: there is one from neuron %I to neuron %I already", function,
		           (LUAI_UACINT)i, (LUAI_UACINT)place[1], (LUAI_UACINT)place[0]);
	*entry = weight;
}

double *connections_check(lua_State *L, int index, const char *function, size_t neurons)
{
	index = lua_absindex(L, index);
	if (!lua_istable(L, index)) {
		value_push_text(L, index);
		luaL_error(L, "%s: connections: expected a list of { to, from, weight }, found %s", function,
		           lua_tostring(L, -1));
	}
	const lua_Integer count = (lua_Integer)list_check(L, index, function, "connections");
	double *matrix = memory_push(L, neurons * neurons * sizeof *matrix, "a matrix");
	memset(matrix, 0, neurons * neurons * sizeof *matrix);
	for (lua_Integer i = 1; i <= count; i++) {
		const char *what = lua_pushfstring(L, "connections: entry %I", (LUAI_UACINT)i);
		lua_rawgeti(L, index, i);
		if (lua_istable(L, -1))
			list_check(L, -1, function, what); /* its length is then what Lua says */
		connection_read(L, function, i, neurons, matrix);
		lua_pop(L, 2);
	}
	return matrix;
}

void matrix_push(lua_State *L, const double *matrix, size_t neurons)
{
	lua_createtable(L, (int)neurons, 0);
	for (size_t m = 0; m < neurons; m++) {
		lua_createtable(L, (int)neurons, 0);
		for (size_t n = 0; n < neurons; n++) {
			lua_pushnumber(L, matrix[m * neurons + n]);
			lua_rawseti(L, -2, (lua_Integer)n + 1);
		}
		lua_rawseti(L, -2, (lua_Integer)m + 1);
	}
}
