/*
 * sandbox.c - the sealed Lua state: libraries, limits, and protected calls of the session functions.
 */
#include "sandbox.h"

#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "bounded.h"
#include "host.h"
#include "traceback.h"

#define HOOK_EVERY 1000 /* instructions between two looks at the stop flag */
#define LONG_STRING 1024 /* bytes: making a shorter string is not charged */
#define COPIED 16        /* bytes of a long string that are charged as one instruction */

static const char session_key;

/* Remembers that an allocation was refused. Lua answers by a full collection of garbage, and asks for the same block and
 * size a second time: so a first refusal has no effect yet. If one is remembered already when this is called, Lua has
 * been refused twice, and the script may have seen an error: that is an event. */
static void refuse(struct sandbox *sandbox, const void *block, size_t size, enum event reason)
{
	if (sandbox->refused_size != 0 && sandbox->event == EVENT_NONE)
		sandbox->event = sandbox->refused_for;
	sandbox->refused_block = block;
	sandbox->refused_size = size;
	sandbox->refused_for = reason;
}

/* Forgets a remembered refusal, since an allocation was granted. If that is the refused one, asked for a second time, the
 * refusal had no effect. If it is another one, Lua has given the refused one up, and the script may have seen an error:
 * that is an event. */
static void grant(struct sandbox *sandbox, const void *block, size_t size)
{
	const bool same = size == sandbox->refused_size && block == sandbox->refused_block;
	if (sandbox->refused_size != 0 && !same && sandbox->event == EVENT_NONE)
		sandbox->event = sandbox->refused_for;
	sandbox->refused_size = 0;
}

static void hook(lua_State *L, lua_Debug *where);

/* Charges the making of a long string, whether an operator or a C function makes it. An allocator must not raise errors:
 * where fewer instructions are left than the string costs, none are left afterwards, and the hook, called at the next
 * Lua instruction, raises the error. */
static void charge_string(struct sandbox *sandbox, size_t size)
{
	const uint64_t instructions = size / COPIED;
	const bool enough = instructions <= sandbox->instructions_left;
	sandbox->instructions_left -= enough ? instructions : sandbox->instructions_left;
	if (!enough)
		lua_sethook(sandbox->L, hook, LUA_MASKCOUNT, 1);
}

static void *allocate(void *data, void *block, size_t old_size, size_t new_size)
{
	struct sandbox *sandbox = data;
	const size_t old = block != NULL ? old_size : 0;
	if (new_size == 0) {
		if (block != NULL)
			heap_free(&sandbox->heap, block, old);
		sandbox->memory_used -= old;
		return NULL;
	}
	const bool grows = new_size > old, fits = !grows || sandbox->memory_used + (new_size - old) <= sandbox->options->memory_limit;
	void *moved = fits ? heap_resize(&sandbox->heap, block, old, new_size) : NULL;
	if (moved == NULL && !grows)
		moved = block; /* Lua counts on it that a block can shrink */
	if (moved == NULL) {
		refuse(sandbox, block, new_size, fits ? EVENT_NO_MEMORY : EVENT_MEMORY_LIMIT);
		return NULL;
	}
	if (grows)
		grant(sandbox, block, new_size);
	if (block == NULL && old_size == LUA_TSTRING && new_size >= LONG_STRING)
		charge_string(sandbox, new_size);
	sandbox->memory_used += new_size - old;
	return moved;
}

static struct sandbox *sandbox_of(lua_State *L)
{
	void *data;
	lua_getallocf(L, &data);
	return data;
}

/* --- events -------------------------------------------------------------------------------------- */

/* What has reached the script from outside, if anything. */
static enum event event_of(const struct sandbox *sandbox)
{
	if (sandbox->event != EVENT_NONE)
		return sandbox->event;
	if (sandbox->context != NULL && sandbox->context->event != EVENT_NONE)
		return sandbox->context->event;
	return sandbox->refused_size != 0 ? sandbox->refused_for : EVENT_NONE;
}

static bool poll_stop(void *data)
{
	struct sandbox *sandbox = data;
	if (!atomic_load_explicit(sandbox->stop, memory_order_relaxed))
		return false;
	if (event_of(sandbox) == EVENT_NONE)
		sandbox->event = EVENT_STOP;
	return true;
}

/* Says what the event is. */
static void event_describe(const struct sandbox *sandbox, enum event event, char *text, size_t room)
{
	const struct options *options = sandbox->options;
	switch (event) {
	case EVENT_STOP: snprintf(text, room, "interrupted"); break;
	case EVENT_NO_MEMORY: snprintf(text, room, "not enough memory: the system gives the script no more"); break;
	case EVENT_MEMORY_LIMIT:
		snprintf(text, room, "the script needed more than the %zu MB of memory it may use (see --memory)",
		         options->memory_limit >> 20);
		break;
	case EVENT_INSTRUCTIONS:
		snprintf(text, room, "more than %lld Lua instructions, or as much work in library functions, at one grid point: "
		                     "an endless loop? (see --instructions)", (long long)options->instructions);
		break;
	default: snprintf(text, room, "a file could not be read"); break;
	}
}

/* Pushes the line of a script that runs, "b.lua:8: ", or "": neither the library's own lines nor C functions count. */
static void push_place(lua_State *L)
{
	lua_Debug where;
	for (int level = 0; lua_getstack(L, level, &where); level++) {
		lua_getinfo(L, "Sl", &where);
		if (where.source[0] == '@' && where.currentline > 0) {
			lua_pushfstring(L, "%s:%d: ", where.short_src, where.currentline);
			return;
		}
	}
	lua_pushliteral(L, "");
}

/* Raises the error of an event, now and at every further instruction: a script that catches errors cannot go on. Its
 * message names the script's line at the first time. */
static void raise_event(lua_State *L, struct sandbox *sandbox)
{
	char text[256];
	struct context *context = sandbox->context;
	lua_sethook(L, hook, LUA_MASKCOUNT, 1);
	luaL_checkstack(L, LUA_MINSTACK, NULL); /* a C function may have used up its own room */
	if (context == NULL || context->event_text[0] == '\0') {
		event_describe(sandbox, event_of(sandbox), text, sizeof text);
		push_place(L);
		lua_pushfstring(L, "%s%s", lua_tostring(L, -1), text);
	}
	if (context != NULL && context->event_text[0] == '\0')
		context_event_text(L, event_of(sandbox), lua_tostring(L, -1));
	if (context != NULL)
		lua_pushstring(L, context->event_text);
	lua_error(L);
}

static void spend(lua_State *L, uint64_t instructions)
{
	struct sandbox *sandbox = sandbox_of(L);
	const uint64_t left = sandbox->instructions_left;
	sandbox->instructions_left = instructions < left ? left - instructions : 0;
	poll_stop(sandbox);
	if (instructions > left && event_of(sandbox) == EVENT_NONE)
		sandbox->event = EVENT_INSTRUCTIONS;
	if (event_of(sandbox) == EVENT_STOP || event_of(sandbox) == EVENT_INSTRUCTIONS)
		raise_event(L, sandbox); /* others have their errors already */
}

static void hook(lua_State *L, lua_Debug *where)
{
	(void)where;
	spend(L, (uint64_t)lua_gethookcount(L));
}

void sandbox_charge(lua_State *L, uint64_t instructions) { spend(L, instructions); }

/* --- the state ----------------------------------------------------------------------------------- */

/* print, to standard error: standard output is for data. */
static int print_to_stderr(lua_State *L)
{
	int count = lua_gettop(L);
	luaL_checkstack(L, 1, "print"); /* a call has room for 20 values beyond its arguments, no more than that */
	for (int i = 1; i <= count; i++) {
		size_t length;
		const char *text = luaL_tolstring(L, i, &length);
		if (i > 1)
			fputc('\t', stderr);
		fwrite(text, 1, length, stderr);
		lua_pop(L, 1);
	}
	fputc('\n', stderr);
	return 0;
}

static void open_libraries(lua_State *L)
{
	static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},
	                                     {LUA_STRLIBNAME, luaopen_string},
	                                     {LUA_TABLIBNAME, luaopen_table},
	                                     {LUA_MATHLIBNAME, luaopen_math},
	                                     {LUA_UTF8LIBNAME, luaopen_utf8},
	                                     {NULL, NULL}};
	for (const luaL_Reg *library = libraries; library->name != NULL; library++) {
		luaL_requiref(L, library->name, library->func, 1);
		lua_pop(L, 1);
	}
	bounded_open(L);
	lua_register(L, "print", print_to_stderr);
}

static void set_text(lua_State *L, const char *name, const char *text)
{
	if (text != NULL) {
		lua_pushstring(L, text);
		lua_setfield(L, -2, name);
	}
}

static void set_whole(lua_State *L, const char *name, int64_t value)
{
	if (value >= 0) {
		lua_pushinteger(L, value);
		lua_setfield(L, -2, name);
	}
}

/* Pushes the command line as a table: what was not given is not in it; `set` a list of { name, value }, `files` a list
 * of what stands behind the command. */
static void push_options(lua_State *L, const struct options *options)
{
	lua_newtable(L);
	set_text(L, "quality", options->quality);
	set_text(L, "data", options->data);
	set_text(L, "output", options->output);
	set_text(L, "record", options->record);
	set_text(L, "replicas", options->replicas);
	set_whole(L, "runs", options->runs);
	set_whole(L, "seed", options->seed);
	set_whole(L, "rows", options->rows);
	set_whole(L, "row", options->row);
	set_whole(L, "seconds", options->seconds);
	lua_pushboolean(L, options->all);
	lua_setfield(L, -2, "all");
	lua_newtable(L);
	for (int i = 0; i < options->sets; i++) {
		const char *text = options->set[i], *equals = strchr(text, '=');
		lua_newtable(L);
		lua_pushlstring(L, text, (size_t)(equals - text));
		lua_rawseti(L, -2, 1);
		lua_pushstring(L, equals + 1);
		lua_rawseti(L, -2, 2);
		lua_rawseti(L, -2, i + 1);
	}
	lua_setfield(L, -2, "set");
	lua_newtable(L);
	for (int i = 0; i < options->files; i++) {
		lua_pushstring(L, options->file[i]);
		lua_rawseti(L, -2, i + 1);
	}
	lua_setfield(L, -2, "files");
}

static void push_script(lua_State *L, const struct script *script)
{
	lua_newtable(L);
	set_text(L, "path", script->path);
	set_text(L, "name", script->name);
	set_text(L, "stem", script->stem);
	set_text(L, "sha256", script->sha256);
	lua_pushlstring(L, script->text, script->length);
	lua_setfield(L, -2, "text");
}

/* Called protected: opens the libraries and the session functions. */
static int open_session(lua_State *L)
{
	struct sandbox *sandbox = sandbox_of(L);
	struct context *context = context_of(L);
	context->interrupt = (struct interrupt){poll_stop, sandbox};
	context->memory_limit = sandbox->options->memory_limit;
	sandbox->context = context;
	open_libraries(L);
	luaopen_recur(L);
	library_open_session(L, host_open);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &session_key);
	return 0;
}

/* Turns any error value into a message, in which a NUL is shown as \0. */
static int message_handler(lua_State *L)
{
	size_t length;
	luaL_Buffer shown;
	if (lua_type(L, 1) != LUA_TSTRING) {
		value_push_text(L, 1);
		lua_pushfstring(L, "the script raised %s as an error", lua_tostring(L, -1));
		lua_replace(L, 1);
	}
	const char *text = lua_tolstring(L, 1, &length), *const end = text + length;
	if (strlen(text) < length) {
		luaL_buffinit(L, &shown);
		for (const char *nul; (nul = memchr(text, '\0', (size_t)(end - text))) != NULL; text = nul + 1) {
			luaL_addlstring(&shown, text, (size_t)(nul - text));
			luaL_addstring(&shown, "\\0");
		}
		luaL_addlstring(&shown, text, (size_t)(end - text));
		luaL_pushresult(&shown);
		lua_replace(L, 1);
	}
	lua_settop(L, 1);
	return traceback_push(L);
}

/* The message of a call that an event has reached; raised: that of the error it ended with, or "": if it is the event's own,
 * it also says at which point. */
static bool fail_event(const struct sandbox *sandbox, enum event event, const char *raised, struct failure *failure)
{
	char text[256];
	const char *known = sandbox->context != NULL ? sandbox->context->event_text : "";
	if (known[0] != '\0')
		return fail(failure, "%s", strstr(raised, known) != NULL ? raised : known);
	event_describe(sandbox, event, text, sizeof text);
	const bool more = event != EVENT_STOP && raised[0] != '\0';
	return fail(failure, "%s%s%s", text, more ? ": " : "", more ? raised : "");
}

/* Calls the function below its arguments, with a fresh share of instructions. A script that catches the error of an event
 * has results that depend on it: the call fails all the same. */
static bool protected_call(struct sandbox *sandbox, int arguments, int results,
                           struct failure *failure)
{
	lua_State *L = sandbox->L;
	int base = lua_gettop(L) - arguments;
	lua_pushcfunction(L, message_handler);
	lua_insert(L, base);
	sandbox->instructions_left = (uint64_t)sandbox->options->instructions;
	lua_sethook(L, hook, LUA_MASKCOUNT, HOOK_EVERY);
	int status = lua_pcall(L, arguments, results, base);
	lua_remove(L, base);
	enum event event = event_of(sandbox);
	if (event == EVENT_NONE && status == LUA_ERRMEM)
		event = EVENT_NO_MEMORY;
	if (status == LUA_OK && event == EVENT_NONE)
		return true;
	const char *message = status != LUA_OK ? lua_tostring(L, -1) : "";
	if (event != EVENT_NONE)
		fail_event(sandbox, event, message, failure);
	else
		fail(failure, "%s", message);
	lua_settop(L, 0);
	return false;
}

/* length: NULL for a string that is to end at its NUL. */
static bool copy_string(lua_State *L, int index, char **copy, size_t *length, struct failure *failure)
{
	size_t bytes;
	const char *text = lua_tolstring(L, index, &bytes);
	if (length == NULL && strlen(text) != bytes)
		return fail(failure, "expected text, found a character NUL after %.100s", text);
	*copy = malloc(bytes + 1);
	if (*copy == NULL)
		return fail(failure, "not enough memory");
	memcpy(*copy, text, bytes + 1);
	if (length != NULL)
		*length = bytes;
	return true;
}

/* Lua takes the seed of its hashes from the time and from addresses, that of a local variable among them: it lies deeper
 * in the stack for each further state, so that no two have the same seed, even where nothing else differs. */
static lua_State *new_state(struct sandbox *sandbox)
{
	static atomic_uint opened;
	const unsigned int depth = atomic_fetch_add(&opened, 1) % 256;
	volatile char room[16 * (depth + 1)];
	room[0] = 0;
	lua_State *L = lua_newstate(allocate, sandbox);
	(void)room[0]; /* it is there until here */
	return L;
}

bool sandbox_open(struct sandbox *sandbox, const struct options *options, const atomic_bool *stop,
                  struct failure *failure)
{
	*sandbox = (struct sandbox){.options = options, .stop = stop};
	sandbox->L = new_state(sandbox);
	if (sandbox->L == NULL)
		return sandbox->refused_for == EVENT_NO_MEMORY ?
		               fail(failure, "not enough memory to start a Lua state") :
		               fail(failure, "--memory: %zu MB are not enough to start", options->memory_limit >> 20);
	lua_gc(sandbox->L, LUA_GCINC, 120, 400, 0); /* paths are large: collect them soon */
	lua_pushcfunction(sandbox->L, open_session);
	return protected_call(sandbox, 0, 0, failure);
}

void sandbox_close(struct sandbox *sandbox)
{
	heap_close(&sandbox->heap); /* nothing in a state has to be told that it ends */
	sandbox->L = NULL;
}

/* What a call of a session function is given; pushing its arguments may raise, so it is done inside
 * the protected call. */
struct call {
	const char *function;
	const struct script *script;
	const char *text, *first;
	double cost;
	size_t point;
	int (*push)(lua_State *L, const struct call *call); /* returns the number of arguments */
};

static int call_session(lua_State *L)
{
	const struct call *call = lua_touserdata(L, 1);
	lua_settop(L, 0);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &session_key);
	lua_getfield(L, 1, call->function);
	lua_call(L, call->push(L, call), LUA_MULTRET);
	return lua_gettop(L) - 1;
}

static bool session_call(struct sandbox *sandbox, const struct call *call, int results,
                         struct failure *failure)
{
	lua_pushcfunction(sandbox->L, call_session);
	lua_pushlightuserdata(sandbox->L, (void *)call);
	return protected_call(sandbox, 1, results, failure);
}

static int push_open(lua_State *L, const struct call *call)
{
	push_script(L, call->script);
	push_options(L, sandbox_of(L)->options);
	return 2;
}

bool sandbox_experiment(struct sandbox *sandbox, const struct script *script, struct experiment *experiment,
                        struct failure *failure)
{
	const struct call call = {.function = "open", .script = script, .push = push_open};
	*experiment = (struct experiment){0};
	if (!session_call(sandbox, &call, 4, failure))
		return false;
	experiment->points = (size_t)lua_tointeger(sandbox->L, -4);
	experiment->made = lua_toboolean(sandbox->L, -2);
	experiment->others = lua_tonumber(sandbox->L, -1);
	bool ok = copy_string(sandbox->L, -3, &experiment->header, NULL, failure);
	lua_settop(sandbox->L, 0);
	return ok;
}

static int push_finished(lua_State *L, const struct call *call)
{
	lua_pushstring(L, call->text);
	lua_pushnumber(L, call->cost);
	return 2;
}

bool sandbox_finished(struct sandbox *sandbox, const char *header, double cost, struct failure *failure)
{
	const struct call call = {.function = "finished", .text = header, .cost = cost, .push = push_finished};
	return session_call(sandbox, &call, 0, failure);
}

static int push_prepare(lua_State *L, const struct call *call)
{
	push_open(L, call);
	lua_pushstring(L, call->text);
	return 3;
}

bool sandbox_prepare(struct sandbox *sandbox, const struct script *script, const char *header, struct failure *failure)
{
	const struct call call = {.function = "prepare", .script = script, .text = header, .push = push_prepare};
	if (!session_call(sandbox, &call, 0, failure))
		return false;
	sandbox->memory_kept = sandbox->memory_used;
	return heap_keep(&sandbox->heap) || fail(failure, "not enough memory");
}

static int push_point(lua_State *L, const struct call *call)
{
	lua_pushinteger(L, (lua_Integer)call->point + 1);
	return 1;
}

bool sandbox_point(struct sandbox *sandbox, size_t point, char **text, size_t *length, struct failure *failure)
{
	const struct call call = {.function = "point", .point = point, .push = push_point};
	heap_restore(&sandbox->heap);
	sandbox->memory_used = sandbox->memory_kept;
	if (!session_call(sandbox, &call, 1, failure))
		return false;
	bool ok = copy_string(sandbox->L, -1, text, length, failure);
	lua_settop(sandbox->L, 0);
	return ok;
}

static int push_compared(lua_State *L, const struct call *call)
{
	lua_pushinteger(L, (lua_Integer)call->point + 1);
	lua_pushstring(L, call->first);
	lua_pushstring(L, call->text);
	return 3;
}

bool sandbox_compare(struct sandbox *sandbox, size_t point, const char *first, const char *second,
                     struct failure *failure)
{
	const struct call call = {
		.function = "compare", .point = point, .first = first, .text = second, .push = push_compared};
	if (strcmp(first, second) == 0)
		return true;
	if (session_call(sandbox, &call, 1, failure))
		fail(failure, "%s", lua_tostring(sandbox->L, -1));
	lua_settop(sandbox->L, 0);
	return false;
}

/* Copies the two strings on the stack. */
static bool two_strings(struct sandbox *sandbox, char **first, char **second,
                        struct failure *failure)
{
	bool ok = copy_string(sandbox->L, -2, first, NULL, failure) &&
	          copy_string(sandbox->L, -1, second, NULL, failure);
	lua_settop(sandbox->L, 0);
	return ok;
}

static int push_nothing(lua_State *L, const struct call *call)
{
	(void)L;
	(void)call;
	return 0;
}

bool sandbox_list(struct sandbox *sandbox, char **title, char **text, struct failure *failure)
{
	const struct call call = {.function = "list", .push = push_nothing};
	return session_call(sandbox, &call, 2, failure) &&
	       two_strings(sandbox, title, text, failure);
}

static int push_check(lua_State *L, const struct call *call)
{
	(void)call;
	push_options(L, sandbox_of(L)->options);
	return 1;
}

/* Copies the list of points at the top of the stack, which count from 1. */
static bool copy_points(lua_State *L, struct checked *checked, struct failure *failure)
{
	checked->count = (size_t)luaL_len(L, -1);
	checked->points = calloc(checked->count + 1, sizeof *checked->points);
	if (checked->points == NULL)
		return fail(failure, "not enough memory");
	for (size_t i = 0; i < checked->count; i++) {
		lua_rawgeti(L, -1, (lua_Integer)i + 1);
		checked->points[i] = (size_t)lua_tointeger(L, -1) - 1;
		lua_pop(L, 1);
	}
	return true;
}

bool sandbox_check_open(struct sandbox *sandbox, struct checked *checked, struct failure *failure)
{
	const struct call call = {.function = "check_open", .push = push_check};
	if (!session_call(sandbox, &call, 4, failure))
		return false;
	bool ok = copy_string(sandbox->L, -4, &checked->script, NULL, failure) &&
	          copy_string(sandbox->L, -3, &checked->data, NULL, failure) &&
	          copy_string(sandbox->L, -2, &checked->quality, NULL, failure) &&
	          copy_points(sandbox->L, checked, failure);
	lua_settop(sandbox->L, 0);
	return ok;
}

static int push_point_and_text(lua_State *L, const struct call *call)
{
	lua_pushinteger(L, (lua_Integer)call->point + 1);
	lua_pushstring(L, call->text);
	return 2;
}

bool sandbox_check_point(struct sandbox *sandbox, size_t point, const char *text, struct failure *failure)
{
	const struct call call = {.function = "check_point", .point = point, .text = text, .push = push_point_and_text};
	if (!session_call(sandbox, &call, 1, failure))
		return false;
	const char *problem = lua_tostring(sandbox->L, -1);
	if (problem != NULL)
		fail(failure, "%s", problem);
	lua_settop(sandbox->L, 0);
	return problem == NULL;
}

static int push_command(lua_State *L, const struct call *call)
{
	lua_pushstring(L, call->text);
	push_options(L, sandbox_of(L)->options);
	return 2;
}

bool sandbox_command(struct sandbox *sandbox, const char *name, char **shown, bool *failed,
                     struct failure *failure)
{
	const struct call call = {.function = "command", .text = name, .push = push_command};
	if (!session_call(sandbox, &call, 2, failure))
		return false;
	*failed = lua_toboolean(sandbox->L, -1);
	bool ok = copy_string(sandbox->L, -2, shown, NULL, failure);
	lua_settop(sandbox->L, 0);
	return ok;
}
