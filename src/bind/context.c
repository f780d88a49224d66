/*
 * context.c - what every binding needs to know of its Lua state: instruction set, interruption,
 * memory.
 */
#include "bind.h"

#include <stdlib.h>

static const char key;

/* Under the stock interpreter Ctrl-C sets a debug hook, which runs only once C code returns: its
 * appearance is the request to stop. The program replaces this function by its own. */
static bool hook_appeared(void *data)
{
	lua_State *L = data;
	return lua_gethook(L) != context_of(L)->hook_at_call;
}

static const struct simd *choose_simd(lua_State *L)
{
	const char *wanted = getenv("RECUR_SIMD");
	const struct simd *simd = wanted != NULL ? simd_find(wanted) : simd_best();
	if (simd != NULL)
		return simd;
	if (wanted == NULL)
		luaL_error(L, "recur needs a processor with fused multiply-add (x86-64 since 2013, arm64)");
	luaL_Buffer names;
	luaL_buffinit(L, &names);
	for (size_t i = 0; simd_names[i] != NULL; i++) {
		if (simd_find(simd_names[i]) == NULL)
			continue;
		luaL_addstring(&names, i > 0 ? ", " : "");
		luaL_addstring(&names, simd_names[i]);
	}
	luaL_pushresult(&names);
	luaL_error(L, "RECUR_SIMD: expected one of %s, found \"%s\"", lua_tostring(L, -1), wanted);
	return NULL;
}

struct context *context_of(lua_State *L)
{
	lua_rawgetp(L, LUA_REGISTRYINDEX, &key);
	struct context *context = lua_touserdata(L, -1);
	lua_pop(L, 1);
	if (context == NULL) {
		const struct simd *simd = choose_simd(L);
		lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
		lua_State *main_thread = lua_tothread(L, -1);
		lua_pop(L, 1);
		context = lua_newuserdatauv(L, sizeof *context, 0);
		*context = (struct context){
			.simd = simd,
			.interrupt = {hook_appeared, main_thread},
		};
		lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
	}
	context->hook_at_call = lua_gethook(L);
	return context;
}

void context_check(lua_State *L, enum status status)
{
	switch (status) {
	case STATUS_OK: return;
	case STATUS_INTERRUPTED: luaL_error(L, "interrupted"); return;
	case STATUS_NO_MEMORY: luaL_error(L, "not enough memory"); return;
	case STATUS_TOO_STRONG: luaL_error(L, "weights too strong"); return;
	}
}

void context_reserve(lua_State *L, size_t bytes, const char *what)
{
	struct context *context = context_of(L);
	if (context->memory_limit == 0 || bytes <= context->memory_limit)
		return;
	context->memory_refused = true;
	luaL_error(L, "%s takes %I MB, but a script may use %I MB (see --memory)", what,
	           (LUAI_UACINT)(bytes >> 20) + 1, (LUAI_UACINT)(context->memory_limit >> 20));
}

/* Whether so many bytes fit beside what the state holds. */
static bool fits(lua_State *L, const struct context *context, size_t bytes)
{
	const size_t used = (size_t)lua_gc(L, LUA_GCCOUNT) << 10;
	return used <= context->memory_limit && bytes <= context->memory_limit - used;
}

void context_work(lua_State *L, size_t bytes, const char *what)
{
	struct context *context = context_of(L);
	if (context->memory_limit == 0 || fits(L, context, bytes))
		return;
	lua_gc(L, LUA_GCCOLLECT);
	if (fits(L, context, bytes))
		return;
	context->memory_refused = true;
	luaL_error(L, "%s takes %I MB while it is found, but of the %I MB a script may use it holds %I MB "
	              "(see --memory)",
	           what, (LUAI_UACINT)(bytes >> 20) + 1, (LUAI_UACINT)(context->memory_limit >> 20),
	           (LUAI_UACINT)(lua_gc(L, LUA_GCCOUNT) >> 10));
}
