/*
 * matrix.c - lists of numbers and square lists of rows, from a script into memory of the kernel's, and back.
 */
#include "bind.h"

#include <math.h>

void row_read(lua_State *L, const char *function, const char *what, size_t count, double *row)
{
	if (!lua_istable(L, -1)) {
		value_push_text(L, -1);
		luaL_error(L, "%s: %s: expected a list of %I numbers, found %s", function, what,
		           (LUAI_UACINT)count, lua_tostring(L, -1));
	}
	if (lua_rawlen(L, -1) != count)
		luaL_error(L, "%s: %s: expected a list of %I numbers, found a list of %I", function,
		           what, (LUAI_UACINT)count, (LUAI_UACINT)lua_rawlen(L, -1));
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
	const size_t rows = lua_istable(L, index) ? lua_rawlen(L, index) : 0;
	if (rows < 1 || rows > MATRIX_NEURONS) {
		value_push_text(L, index);
		luaL_error(L, "%s: matrix: expected a list of 1 to %d rows, found %s of %I", function,
		           MATRIX_NEURONS, lua_tostring(L, -1), (LUAI_UACINT)rows);
	}
	context_reserve(L, rows * rows * sizeof(double), "a matrix");
	double *matrix = lua_newuserdatauv(L, rows * rows * sizeof *matrix, 0);
	for (size_t m = 0; m < rows; m++) {
		const char *what = lua_pushfstring(L, "matrix row %I", (LUAI_UACINT)m + 1);
		lua_rawgeti(L, index, (lua_Integer)m + 1);
		row_read(L, function, what, rows, matrix + m * rows);
		lua_pop(L, 1);
	}
	*neurons = rows;
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
