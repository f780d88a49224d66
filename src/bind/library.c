/*
 * library.c - the Lua part of the library (lua/recur), built in as text.
 */
#include "bind.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The assembler puts the file between two symbols; paths are relative to the project's folder. */
#define SOURCE(name)                                                             \
	__asm__(".pushsection .rodata\n"                                         \
	        ".hidden library_" #name "\n.globl library_" #name "\n"          \
	        "library_" #name ":\n.incbin \"lua/recur/" #name ".lua\"\n"      \
	        ".byte 0\n.popsection\n");                                       \
	extern const char library_##name[] __attribute__((visibility("hidden")))

SOURCE(arguments);
SOURCE(axis);
SOURCE(check);
SOURCE(claims);
SOURCE(closed);
SOURCE(commands);
SOURCE(depends);
SOURCE(division);
SOURCE(evolve);
SOURCE(experiment);
SOURCE(figure);
SOURCE(head);
SOURCE(lines);
SOURCE(matrices);
SOURCE(overrides);
SOURCE(peak);
SOURCE(points);
SOURCE(project);
SOURCE(record);
SOURCE(results);
SOURCE(seal);
SOURCE(session);
SOURCE(table);
SOURCE(verdicts);

static const char private_key;

/* A file of the library, compiled once in a process: its states are many. */
struct compiled {
	const char *text;
	char *code;
	size_t length;
};

static struct compiled kept[32];
static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;

static int add_code(lua_State *L, const void *part, size_t length, void *data)
{
	struct compiled *compiled = data;
	(void)L;
	char *code = realloc(compiled->code, compiled->length + length);
	if (code == NULL)
		return 1;
	memcpy(code + compiled->length, part, length);
	compiled->code = code;
	compiled->length += length;
	return 0;
}

/* Keeps the code of the function on the top. Without memory, or if another thread was faster, there is nothing to do. */
static void keep(lua_State *L, const char *text)
{
	struct compiled compiled = {.text = text};
	size_t i = 0;
	bool kept_now = false;
	if (lua_dump(L, add_code, &compiled, 0) == 0) {
		pthread_mutex_lock(&kept_lock);
		while (i < sizeof kept / sizeof *kept && kept[i].text != NULL && kept[i].text != text)
			i++;
		kept_now = i < sizeof kept / sizeof *kept && kept[i].text == NULL;
		if (kept_now)
			kept[i] = compiled;
		pthread_mutex_unlock(&kept_lock);
	}
	if (!kept_now)
		free(compiled.code);
}

/* What is kept stays as it is until the process ends. */
static struct compiled find_kept(const char *text)
{
	struct compiled found = {.text = NULL};
	pthread_mutex_lock(&kept_lock);
	for (size_t i = 0; i < sizeof kept / sizeof *kept && kept[i].text != NULL; i++)
		if (kept[i].text == text)
			found = kept[i];
	pthread_mutex_unlock(&kept_lock);
	return found;
}

/* Runs a file with the module table (on the top) and the private one as its arguments. */
static void run(lua_State *L, const char *name, const char *text)
{
	const struct compiled compiled = find_kept(text);
	const bool known = compiled.text != NULL;
	if (luaL_loadbufferx(L, known ? compiled.code : text, known ? compiled.length : strlen(text), name,
	                     known ? "b" : "t") != LUA_OK)
		lua_error(L);
	if (!known)
		keep(L, text);
	lua_pushvalue(L, -2);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &private_key);
	lua_call(L, 2, 0);
}

void library_open(lua_State *L)
{
	private_api_push(L);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &private_key);
	run(L, "=recur/arguments", library_arguments);
	run(L, "=recur/closed", library_closed);
	run(L, "=recur/table", library_table);
	run(L, "=recur/division", library_division);
	run(L, "=recur/axis", library_axis);
	run(L, "=recur/matrices", library_matrices);
	run(L, "=recur/evolve", library_evolve);
	run(L, "=recur/lines", library_lines);
	run(L, "=recur/experiment", library_experiment);
	run(L, "=recur/overrides", library_overrides);
	run(L, "=recur/points", library_points);
	run(L, "=recur/head", library_head);
	run(L, "=recur/peak", library_peak);
	run(L, "=recur/claims", library_claims);
}

void library_open_session(lua_State *L, lua_CFunction host_open)
{
	lua_rawgetp(L, LUA_REGISTRYINDEX, &private_key);
	lua_pushcfunction(L, host_open);
	lua_call(L, 0, 1);
	lua_setfield(L, -2, "host");
	lua_pop(L, 1);
	run(L, "=recur/seal", library_seal);
	run(L, "=recur/project", library_project);
	run(L, "=recur/record", library_record);
	run(L, "=recur/session", library_session);
	run(L, "=recur/check", library_check);
	run(L, "=recur/verdicts", library_verdicts);
	run(L, "=recur/figure", library_figure);
	run(L, "=recur/depends", library_depends);
	run(L, "=recur/results", library_results);
	run(L, "=recur/commands", library_commands);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &private_key);
}
