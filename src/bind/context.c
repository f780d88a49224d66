/*
 * context.c - what every binding needs to know of its Lua state: instruction set, interruption,
 * memory.
 */
#include "bind.h"

#include <stdio.h>
#include <stdlib.h>

static const char key;

/* Under the stock interpreter Ctrl-C sets a debug hook of the main thread, which runs only once C code returns: its
 * appearance is the request to stop. The program replaces this function by its own. */
static bool hook_appeared(void *data)
{
	const struct context *context = data;
	return lua_gethook(context->main_thread) != context->hook_at_call;
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
			.interrupt = {hook_appeared, context},
			.main_thread = main_thread,
		};
		lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
	}
	return context;
}

const struct interrupt *context_interrupt(lua_State *L)
{
	struct context *context = context_of(L);
	context->hook_at_call = lua_gethook(context->main_thread);
	return &context->interrupt;
}

void context_event(lua_State *L, enum event event)
{
	struct context *context = context_of(L);
	if (context->event == EVENT_NONE)
		context->event = event;
}

void context_event_text(lua_State *L, enum event event, const char *text)
{
	struct context *context = context_of(L);
	context_event(L, event);
	if (context->event_text[0] == '\0')
		snprintf(context->event_text, sizeof context->event_text, "%s", text);
}

void context_check(lua_State *L, enum status status)
{
	switch (status) {
	case STATUS_OK: return;
	case STATUS_INTERRUPTED:
		context_event(L, EVENT_STOP);
		luaL_error(L, "interrupted");
		return;
	case STATUS_NO_MEMORY:
		context_event(L, EVENT_NO_MEMORY);
		luaL_error(L, "not enough memory");
		return;
	case STATUS_TOO_STRONG: luaL_error(L, "weights too strong"); return;
	}
}

/* Raises the message on the top, which says why the state may not have some memory. */
static void refuse_memory(lua_State *L)
{
	luaL_where(L, 1);
	lua_insert(L, -2);
	lua_concat(L, 2);
	context_event_text(L, EVENT_MEMORY_LIMIT, lua_tostring(L, -1));
	lua_error(L);
}

void context_reserve(lua_State *L, size_t bytes, const char *what)
{
	struct context *context = context_of(L);
	if (context->memory_limit == 0 || bytes <= context->memory_limit)
		return;
	lua_pushfstring(L, "%s takes %I MB, but a script may use %I MB (see --memory)", what,
	                (LUAI_UACINT)(bytes >> 20) + 1, (LUAI_UACINT)(context->memory_limit >> 20));
	refuse_memory(L);
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
	lua_pushfstring(L, "%s takes %I MB while it is found, but of the %I MB a script may use it holds %I MB "
	                   "(see --memory)",
	                what, (LUAI_UACINT)(bytes >> 20) + 1, (LUAI_UACINT)(context->memory_limit >> 20),
	                (LUAI_UACINT)(lua_gc(L, LUA_GCCOUNT) >> 10));
	refuse_memory(L);
}
