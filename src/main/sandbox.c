/*
 * sandbox.c - the sealed Lua state: libraries, limits, and protected calls of the session functions.
 */
#include "sandbox.h"

#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "../bind/bind.h"
#include "host.h"
#include "traceback.h"

#define HOOK_EVERY 10000 /* instructions between two looks at the stop flag */

static const char session_key;

static void *allocate(void *data, void *block, size_t old_size, size_t new_size)
{
	struct sandbox *sandbox = data;
	size_t old = block != NULL ? old_size : 0;
	if (new_size == 0) {
		free(block);
		sandbox->memory_used -= old;
		return NULL;
	}
	if (new_size > old && sandbox->memory_used + (new_size - old) > sandbox->options->memory_limit) {
		sandbox->refused_block = block;
		sandbox->refused_size = new_size;
		return NULL;
	}
	/* Lua collects garbage after a refusal and asks for the same again */
	if (new_size == sandbox->refused_size && block == sandbox->refused_block)
		sandbox->refused_size = 0;
	void *moved = realloc(block, new_size);
	if (moved != NULL)
		sandbox->memory_used += new_size - old;
	return moved;
}

/* The extra space of a state leads to its sandbox, from any of its threads. */
static struct sandbox *sandbox_of(lua_State *L)
{
	void *data;
	lua_getallocf(L, &data);
	return data;
}

/* Once a limit is passed, every further instruction raises again: a script that catches errors
 * cannot go on. The first message, which knows the script's line, is kept. */
static void hook(lua_State *L, lua_Debug *where)
{
	(void)where;
	struct sandbox *sandbox = sandbox_of(L);
	bool stopped = atomic_load_explicit(sandbox->stop, memory_order_relaxed);
	sandbox->instructions_left -= lua_gethookcount(L);
	if (!stopped && sandbox->instructions_left >= 0)
		return;
	lua_sethook(L, hook, LUA_MASKCOUNT, 1);
	if (sandbox->killed[0] == '\0') {
		luaL_where(L, 0);
		snprintf(sandbox->killed, sizeof sandbox->killed,
		         stopped ? "%sinterrupted" :
		                   "%smore than %lld Lua instructions at one grid point: an endless "
		                   "loop? (see --instructions)",
		         lua_tostring(L, -1), (long long)sandbox->options->instructions);
	}
	lua_pushstring(L, sandbox->killed);
	lua_error(L);
}

static bool poll_stop(void *data)
{
	const struct sandbox *sandbox = data;
	return atomic_load_explicit(sandbox->stop, memory_order_relaxed);
}

/* print, to standard error: standard output is for data. */
static int print_to_stderr(lua_State *L)
{
	int count = lua_gettop(L);
	luaL_checkstack(L, 1, "print"); /* a call has room for 20 values beyond its arguments, no more than that */
	for (int i = 1; i <= count; i++) {
		fprintf(stderr, "%s%s", i > 1 ? "\t" : "", luaL_tolstring(L, i, NULL));
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
	open_libraries(L);
	struct context *context = context_of(L);
	context->interrupt = (struct interrupt){poll_stop, sandbox};
	context->memory_limit = sandbox->options->memory_limit;
	sandbox->context = context;
	luaopen_recur(L);
	library_open_session(L, host_open);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &session_key);
	return 0;
}

/* Turns any error value into a message. */
static int message_handler(lua_State *L)
{
	if (lua_type(L, 1) != LUA_TSTRING) {
		value_push_text(L, 1);
		lua_pushfstring(L, "the script raised %s as an error", lua_tostring(L, -1));
		lua_replace(L, 1);
	}
	lua_settop(L, 1);
	return traceback_push(L);
}

/* Calls the function below its arguments, with a fresh share of instructions. */
static bool protected_call(struct sandbox *sandbox, int arguments, int results,
                           struct failure *failure)
{
	lua_State *L = sandbox->L;
	int base = lua_gettop(L) - arguments;
	lua_pushcfunction(L, message_handler);
	lua_insert(L, base);
	sandbox->instructions_left = sandbox->options->instructions;
	sandbox->refused_size = 0;
	sandbox->killed[0] = '\0';
	struct context *context = sandbox->context;
	if (context != NULL)
		context->memory_refused = false;
	lua_sethook(L, hook, LUA_MASKCOUNT, HOOK_EVERY);
	int status = lua_pcall(L, arguments, results, base);
	lua_remove(L, base);
	bool refused = sandbox->refused_size != 0 || (context != NULL && context->memory_refused);
	if (status == LUA_OK && !refused && sandbox->killed[0] == '\0')
		return true;
	/* a script that catches the error of a limit has results that depend on the limit */
	const char *message = status != LUA_OK ? lua_tostring(L, -1) : "";
	if (sandbox->killed[0] != '\0')
		fail(failure, "%s", sandbox->killed);
	else if (refused || status == LUA_ERRMEM)
		fail(failure, "the script needed more than the %zu MB of memory it may use (see --memory)%s%s",
		     sandbox->options->memory_limit >> 20, *message != '\0' ? ": " : "", message);
	else
		fail(failure, "%s", message);
	lua_settop(L, 0);
	return false;
}

static bool copy_string(lua_State *L, int index, char **copy, size_t *length, struct failure *failure)
{
	size_t bytes;
	const char *text = lua_tolstring(L, index, &bytes);
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
		return fail(failure, "--memory: %zu MB are not enough to start", options->memory_limit >> 20);
	lua_gc(sandbox->L, LUA_GCINC, 120, 400, 0); /* paths are large: collect them soon */
	lua_pushcfunction(sandbox->L, open_session);
	return protected_call(sandbox, 0, 0, failure);
}

void sandbox_close(struct sandbox *sandbox)
{
	if (sandbox->L != NULL)
		lua_close(sandbox->L);
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

static int push_point(lua_State *L, const struct call *call)
{
	lua_pushinteger(L, (lua_Integer)call->point + 1);
	return 1;
}

bool sandbox_point(struct sandbox *sandbox, size_t point, char **text, size_t *length,
                   struct failure *failure)
{
	const struct call call = {.function = "point", .point = point, .push = push_point};
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
