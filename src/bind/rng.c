/*
 * rng.c - recur.rng, a name for random numbers, and recur.stream, a sequence of them.
 *
 * An rng is a value, not a generator: handing the same rng to two calls gives both the same numbers.
 * rng:child(label) names new ones; rng:stream(label) opens a sequence to draw from.
 */
#include "bind.h"

#include <string.h>

struct stream_name *rng_check(lua_State *L, int arg) { return luaL_checkudata(L, arg, RNG_TYPE); }

struct stream_name rng_option(lua_State *L, int table, const char *function)
{
	lua_getfield(L, table, "rng");
	struct stream_name *name = luaL_testudata(L, -1, RNG_TYPE);
	if (name == NULL) {
		value_push_text(L, -1);
		luaL_error(L, "%s: rng: expected a recur.rng, found %s", function, lua_tostring(L, -1));
		return (struct stream_name){{0}};
	}
	struct stream_name copy = *name;
	lua_pop(L, 1);
	return copy;
}

static void push(lua_State *L, struct stream_name name)
{
	struct stream_name *box = lua_newuserdatauv(L, sizeof *box, 0);
	*box = name;
	luaL_setmetatable(L, RNG_TYPE);
}

/* recur.rng(seed): the root of all names below a whole number. */
static int rng_new(lua_State *L)
{
	push(L, stream_root(argument_whole(L, 1, "seed", 0, INT64_MAX)));
	return 1;
}

/* A label may be a string or a whole number, which stands for its decimal digits. */
static const char *check_label(lua_State *L, int arg, size_t *length)
{
	int exact = 0;
	lua_Integer whole = lua_type(L, arg) == LUA_TNUMBER ? lua_tointegerx(L, arg, &exact) : 0;
	if (exact) {
		lua_pushinteger(L, whole);
		lua_replace(L, arg);
	} else if (lua_type(L, arg) != LUA_TSTRING) {
		value_push_text(L, arg);
		luaL_argerror(L, arg, lua_pushfstring(L, "label: expected a string or a whole number, found %s",
		                                      lua_tostring(L, -1)));
	}
	return lua_tolstring(L, arg, length);
}

/* rng:child(label, ...): the rng named by the labels below this one. */
static int rng_child(lua_State *L)
{
	struct stream_name name = *rng_check(L, 1);
	int labels = lua_gettop(L);
	luaL_argcheck(L, labels >= 2, 2, "expected a label");
	for (int arg = 2; arg <= labels; arg++) {
		size_t length;
		const char *label = check_label(L, arg, &length);
		name = stream_child(name, label, length);
	}
	push(L, name);
	return 1;
}

/* rng:stream(label): a sequence of deviates. */
static int rng_stream(lua_State *L)
{
	struct stream_name *name = rng_check(L, 1);
	size_t length;
	const char *label = check_label(L, 2, &length);
	const struct simd *simd = context_of(L)->work.simd;
	struct stream *stream = lua_newuserdatauv(L, sizeof *stream, 0);
	*stream = stream_open(stream_child(*name, label, length), simd);
	luaL_setmetatable(L, STREAM_TYPE);
	return 1;
}

static int rng_tostring(lua_State *L)
{
	const struct stream_name *name = rng_check(L, 1);
	char hex[2 * sizeof name->digest + 1];
	for (size_t i = 0; i < sizeof name->digest; i++) {
		hex[2 * i] = "0123456789abcdef"[name->digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[name->digest[i] & 15];
	}
	lua_pushliteral(L, "recur.rng ");
	lua_pushlstring(L, hex, 2 * sizeof name->digest);
	lua_concat(L, 2);
	return 1;
}

static struct stream *stream_check(lua_State *L) { return luaL_checkudata(L, 1, STREAM_TYPE); }

/* stream:uniform(): the next deviate in [0, 1). */
static int stream_next_uniform(lua_State *L)
{
	lua_pushnumber(L, stream_uniform(stream_check(L)));
	return 1;
}

/* stream:gaussian(): the next deviate from Normal(0, 1). */
static int stream_next_gaussian(lua_State *L)
{
	double g;
	stream_gaussians(stream_check(L), 1, &g);
	lua_pushnumber(L, g);
	return 1;
}

/* stream:integer(n): a whole number from 1 to n, each as likely. */
static int stream_next_integer(lua_State *L)
{
	struct stream *stream = stream_check(L);
	size_t n = argument_whole(L, 2, "n", 1, (size_t)1 << 53);
	lua_pushinteger(L, (lua_Integer)stream_integer(stream, n) + 1);
	return 1;
}

static int stream_tostring(lua_State *L)
{
	stream_check(L);
	lua_pushliteral(L, STREAM_TYPE);
	return 1;
}

void rng_open(lua_State *L)
{
	static const luaL_Reg rng_meta[] = {{"__tostring", rng_tostring}, {NULL, NULL}};
	static const struct function rng_methods[] = {
		{"child(label, ...)", rng_child}, {"stream(label)", rng_stream}, {NULL, NULL}};
	static const luaL_Reg stream_meta[] = {{"__tostring", stream_tostring}, {NULL, NULL}};
	static const struct function stream_methods[] = {{"uniform()", stream_next_uniform},
	                                          {"gaussian()", stream_next_gaussian},
	                                          {"integer(n)", stream_next_integer},
	                                          {NULL, NULL}};
	type_register(L, RNG_TYPE, rng_meta, rng_methods);
	type_register(L, STREAM_TYPE, stream_meta, stream_methods);
	static const struct function functions[] = {{"rng(seed)", rng_new}, {NULL, NULL}};
	module_register(L, functions);
}
