/*
 * lines.c - notes which lines of lua/recur are run, whichever process runs them. To be preloaded: it then stands between
 * the program and Lua, and adds a hook for lines to whatever hook the program sets. Under the stock interpreter, which has
 * its own Lua, luaopen_lines sets that hook.
 *
 * A file of FOLDER for each of the library's, made beforehand, is mapped into memory; byte n of it is not 0 if line n was
 * run. So nothing is lost when a process is killed, and nothing has to be written at its end.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <lua.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#pragma weak lua_getinfo
#pragma weak __gcov_dump
void __gcov_dump(void);

enum { LINES_MOST = 4096, FILES_MOST = 64 };

/* A file is known by the address of its name, which may later be another one's. */
static _Thread_local struct file {
	const char *source;
	char name[64];
	unsigned char *lines;
} files[FILES_MOST];

static lua_Hook program_hook;

/* The function that stands behind one of those below. */
static void *behind(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);
	return function != NULL ? function : dlsym(RTLD_DEFAULT, name);
}

static unsigned char *map(const char *name)
{
	char path[4096];
	if (strncmp(name, "=recur/", 7) != 0 || snprintf(path, sizeof path, FOLDER "/%s", name + 7) >= (int)sizeof path)
		return NULL;
	int file = open(path, O_RDWR | O_CLOEXEC);
	if (file < 0)
		return NULL;
	void *memory = mmap(NULL, LINES_MOST, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	close(file);
	return memory != MAP_FAILED ? memory : NULL;
}

static void note(const char *source, int line)
{
	struct file *file = &files[((size_t)source >> 4) % FILES_MOST];
	if (file->source != source || strncmp(file->name, source, sizeof file->name - 1) != 0) {
		if (file->lines != NULL)
			munmap(file->lines, LINES_MOST);
		file->source = source;
		snprintf(file->name, sizeof file->name, "%s", source);
		file->lines = map(file->name);
	}
	if (file->lines != NULL && line > 0 && line < LINES_MOST)
		file->lines[line] = 1;
}

static void hook(lua_State *L, lua_Debug *where)
{
	if (where->event == LUA_HOOKLINE) {
		lua_getinfo(L, "S", where);
		note(where->source, where->currentline);
	} else if (program_hook != NULL) {
		program_hook(L, where);
	}
}

static void set(lua_State *L, int mask, int count)
{
	void (*function)(lua_State *, lua_Hook, int, int);
	*(void **)&function = behind("lua_sethook");
	function(L, hook, mask | LUA_MASKLINE, count);
}

void lua_sethook(lua_State *L, lua_Hook function, int mask, int count)
{
	program_hook = function;
	set(L, mask, count);
}

lua_State *lua_newstate(lua_Alloc allocate, void *data)
{
	lua_State *(*function)(lua_Alloc, void *);
	*(void **)&function = behind("lua_newstate");
	lua_State *L = function(allocate, data);
	if (L != NULL)
		set(L, 0, 0);
	return L;
}

int luaopen_lines(lua_State *L)
{
	set(L, 0, 0);
	return 0;
}

/* gcov's counts are written at the end of a process, and not if that ends by _exit. */
void _exit(int status)
{
	void (*function)(int) __attribute__((noreturn));
	*(void **)&function = behind("_exit");
	if (__gcov_dump != NULL)
		__gcov_dump();
	function(status);
}

/* A process that may write only short files would cut off the counts of all others. */
__attribute__((constructor)) static void spare_counts(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
		setenv("GCOV_PREFIX", "/dev/null", 1);
}
