/*
 * context.c - what every binding needs to know of its Lua state: instruction set, interruption,
 * memory.
 */
#include "bind.h"

#include <stdio.h>
#include <stdlib.h>

static const char key, room_key;

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
			.work = {.simd = simd, .interrupt = &context->interrupt},
			.interrupt = {hook_appeared, context},
			.main_thread = main_thread,
		};
		lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
	}
	return context;
}

struct work *context_work(lua_State *L)
{
	struct context *context = context_of(L);
	context->hook_at_call = lua_gethook(context->main_thread);
	return &context->work;
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
	case STATUS_MEASURED:
	case STATUS_TOO_STRONG: luaL_error(L, "a status of the kernel was not seen to"); return;
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

/* Raises an error if no script may use so many bytes. */
static void refuse_too_much(lua_State *L, size_t bytes, const char *what)
{
	struct context *context = context_of(L);
	if (context->memory_limit == 0 || bytes <= context->memory_limit)
		return;
	lua_pushfstring(L, "%s takes %I MB, but a script may use %I MB (see --memory)", what,
	                (LUAI_UACINT)(bytes >> 20) + 1, (LUAI_UACINT)(context->memory_limit >> 20));
	refuse_memory(L);
}

void *memory_push(lua_State *L, size_t bytes, const char *what)
{
	refuse_too_much(L, bytes, what);
	return lua_newuserdatauv(L, bytes, 0);
}

/* The bytes, as far as a size_t can say, and room to align what lies behind the header. */
static size_t block_size(const struct arena *arena, size_t header)
{
	size_t bytes;
	return __builtin_add_overflow(arena->taken, header + SIMD_ALIGNMENT, &bytes) ? SIZE_MAX : bytes;
}

/* An arena of as much memory as was taken from the given one, from `start` on. */
static struct arena arena_behind(const struct arena *measured, void *start)
{
	const uintptr_t aligned = ((uintptr_t)start + SIMD_ALIGNMENT - 1) & ~(uintptr_t)(SIMD_ALIGNMENT - 1);
	return (struct arena){.memory = (void *)aligned, .size = measured->taken};
}

void *object_push(lua_State *L, struct arena *arena, size_t header, int user_values, const char *what)
{
	const size_t bytes = block_size(arena, header);
	refuse_too_much(L, bytes, what);
	unsigned char *object = lua_newuserdatauv(L, bytes, user_values);
	*arena = arena_behind(arena, object + header);
	return object;
}

/* --- what the kernel works with ------------------------------------------------------------------ */

/* Whether so many bytes fit beside what the state holds. */
static bool fits(lua_State *L, const struct context *context, size_t bytes)
{
	const size_t used = (size_t)lua_gc(L, LUA_GCCOUNT) << 10;
	return used <= context->memory_limit && bytes <= context->memory_limit - used;
}

/* Raises an error if so many bytes do not fit beside what the state holds once its garbage is collected. */
static void refuse_unfit(lua_State *L, size_t bytes, const char *what)
{
	const struct context *context = context_of(L);
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

/* Pushes the table that the room is kept in from one call of the kernel to the next, which saves the system the work of
 * giving it. Its values are weak: the collector may have the room whenever the kernel is not at work. */
static void push_keeper(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &room_key) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_createtable(L, 1, 0);
	lua_createtable(L, 0, 1);
	lua_pushliteral(L, "v");
	lua_setfield(L, -2, "__mode");
	lua_setmetatable(L, -2);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &room_key);
}

void work_provide(lua_State *L, struct work *work, const char *what)
{
	const size_t bytes = block_size(&work->arena, 0);
	push_keeper(L);
	void *room = lua_rawgeti(L, -1, 1) == LUA_TUSERDATA && lua_rawlen(L, -1) >= bytes ? lua_touserdata(L, -1) : NULL;
	if (room == NULL) {
		lua_pop(L, 1);
		lua_pushnil(L);
		lua_rawseti(L, -2, 1); /* a room that is too small is garbage from here on */
		refuse_too_much(L, bytes, what);
		refuse_unfit(L, bytes, what);
		room = lua_newuserdatauv(L, bytes, 0);
		lua_pushvalue(L, -1);
		lua_rawseti(L, -3, 1);
	}
	lua_remove(L, -2); /* the keeper */
	work->arena = arena_behind(&work->arena, room);
}
