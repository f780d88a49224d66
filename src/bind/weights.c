/*
 * weights.c - what recur.network and recur.boltzmann have in common: weights that are drawn, given, and shown; and the
 * options of their runs.
 */
#include "bind.h"

const char *const storage_names[] = {"auto", "dense", "sparse", NULL}; /* as enum weights_storage */

struct weights *weights_push(lua_State *L, size_t header, size_t neurons, int storage, const char *kind)
{
	struct arena arena = {0};
	struct weights measured;
	weights_lay(&measured, &arena, neurons, (enum weights_storage)storage);
	const char *what = lua_pushfstring(L, "a %s of %I neurons", kind, (LUAI_UACINT)neurons);
	struct weights *weights = object_push(L, &arena, header, 0, what);
	weights_lay(weights, &arena, neurons, (enum weights_storage)storage);
	return weights;
}

struct weights *weights_push_drawn(lua_State *L, size_t header, size_t neurons, int storage, const char *kind,
                                   const struct ensemble *ensemble, struct stream_name name)
{
	struct work *work = context_work(L);
	struct weights *weights = weights_push(L, header, neurons, storage, kind);
	const int place = lua_gettop(L);
	const char *what = lua_pushfstring(L, "a random %s of %I neurons", kind, (LUAI_UACINT)neurons);
	context_check(L, KERNEL(L, work, what, weights_draw(weights, ensemble, name, work)));
	lua_settop(L, place);
	return weights;
}

double *weights_push_matrix(lua_State *L, const struct weights *weights)
{
	const size_t neurons = weights->neurons;
	double *matrix = memory_push(L, neurons * neurons * sizeof *matrix, "a matrix");
	for (size_t m = 0; m < neurons; m++)
		for (size_t n = 0; n < neurons; n++)
			matrix[m * neurons + n] = weights_at(weights, m, n);
	return matrix;
}

int weights_push_rows(lua_State *L, const struct weights *weights)
{
	matrix_push(L, weights_push_matrix(L, weights), weights->neurons);
	return 1;
}

void run_check(lua_State *L, const char *function, size_t steps, size_t transient)
{
	if (transient >= steps)
		luaL_error(L, "%s: transient: expected less than steps = %I, found %I", function, (LUAI_UACINT)steps,
		           (LUAI_UACINT)transient);
}
