/*
 * host.c - files, hashes and other programs for lua/recur. Functions that can fail return nil and a message.
 */
#include "host.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <sha2.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output.h"
#include "script.h"
#include "traceback.h"

static int refuse(lua_State *L, const char *path)
{
	lua_pushnil(L);
	lua_pushfstring(L, "%s: %s", path, strerror(errno));
	return 2;
}

/* The content of a file. input: results are made from it, so that this run must not write over it. */
static int read_text(lua_State *L, bool input)
{
	const char *path = luaL_checkstring(L, 1);
	const lua_Integer limit = luaL_optinteger(L, 2, TEXT_LONGEST);
	luaL_Buffer text;
	struct failure failure = {""};
	struct stat status;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
		errno = S_ISDIR(status.st_mode) ? EISDIR : ESPIPE;
		return refuse(L, path);
	}
	FILE *file = text_open(path, &failure);
	if (file != NULL && input && !input_note(file, &failure)) {
		fclose(file);
		file = NULL;
	}
	if (file == NULL) {
		lua_pushnil(L);
		lua_pushstring(L, failure.message);
		return 2;
	}
	size_t count = 0;
	luaL_buffinit(L, &text);
	for (lua_Integer left = limit; left > 0; left -= (lua_Integer)count) {
		const size_t part = left < LUAL_BUFFERSIZE ? (size_t)left : LUAL_BUFFERSIZE;
		count = fread(luaL_prepbuffer(&text), 1, part, file);
		luaL_addsize(&text, count);
		if (count == 0)
			break;
	}
	const bool broken = ferror(file) != 0, longer = lua_isnone(L, 2) && count > 0 && getc(file) != EOF;
	fclose(file);
	luaL_pushresult(&text);
	if (!broken && !longer)
		return 1;
	lua_pushnil(L);
	lua_pushfstring(L, longer ? "%s: longer than %d MB" : "%s: cannot be read", path, TEXT_LONGEST >> 20);
	return 2;
}

/* read(path[, limit]): the content of a file, or its first `limit` bytes. A device or a pipe is not read. */
static int host_read(lua_State *L) { return read_text(L, false); }

/* read_input(path): the content of a file that results are made from, over which this run must not write. */
static int host_read_input(lua_State *L) { return read_text(L, true); }

/* write(path, text): writes the file, whole or not at all; raises an error. */
static int host_write(lua_State *L)
{
	size_t length;
	const char *path = luaL_checkstring(L, 1), *text = luaL_checklstring(L, 2, &length);
	struct failure failure = {""};
	if (!output_write_text(path, text, length, &failure))
		return luaL_error(L, "%s", failure.message);
	return 0;
}

/* real(path): the path without links and dots, or nil if nothing is there. */
static int host_real(lua_State *L)
{
	errno = 0;
	char *real = realpath(luaL_checkstring(L, 1), NULL);
	if (real == NULL && errno == ENOMEM)
		return luaL_error(L, "not enough memory");
	if (real == NULL)
		return 0;
	lua_pushstring(L, real);
	free(real);
	return 1;
}

/* sha256(text): 64 hexadecimal digits. */
static int host_sha256(lua_State *L)
{
	size_t length;
	const char *text = luaL_checklstring(L, 1, &length);
	char digits[65];
	SHA256Data((const uint8_t *)text, length, digits);
	lua_pushstring(L, digits);
	return 1;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_hidden(const struct dirent *entry) { return entry->d_name[0] != '.'; }

/* list(folder): the names in it that do not begin with a dot, in the order of their bytes; none if there is no such
 * folder. */
static int host_list(lua_State *L)
{
	struct dirent **entries = NULL;
	errno = 0;
	const int count = scandir(luaL_checkstring(L, 1), &entries, not_hidden, by_bytes);
	if (count < 0 && errno == ENOMEM)
		return luaL_error(L, "not enough memory");
	lua_createtable(L, count > 0 ? count : 0, 0);
	for (int i = 0; i < count; i++) {
		lua_pushstring(L, entries[i]->d_name);
		lua_rawseti(L, -2, i + 1);
		free(entries[i]);
	}
	free(entries);
	return 1;
}

/* Pushes all that stands in a temporary file. */
static void push_all(lua_State *L, FILE *file)
{
	luaL_Buffer text;
	size_t count;
	rewind(file);
	luaL_buffinit(L, &text);
	while ((count = fread(luaL_prepbuffer(&text), 1, LUAL_BUFFERSIZE, file)) > 0)
		luaL_addsize(&text, count);
	luaL_pushresult(&text);
}

/* Starts a program with its three streams in files and an environment of ours; waits. Returns its exit status, 128 + N
 * if signal N ended it, or -1 with errno. */
static int run_and_wait(char *const *words, FILE *const streams[3])
{
	char path[4096];
	const char *ours = getenv("PATH");
	snprintf(path, sizeof path, "PATH=%s", ours != NULL ? ours : "/usr/bin:/bin");
	char locale[] = "LC_ALL=C.UTF-8", zone[] = "TZ=UTC", home[] = "HOME=/nonexistent";
	char *const environment[] = {path, locale, zone, home, NULL};
	posix_spawn_file_actions_t actions;
	pid_t process;
	int status;
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, fileno(streams[i]), i);
	errno = posix_spawnp(&process, words[0], &actions, NULL, words, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (errno != 0)
		return -1;
	while (waitpid(process, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* run(words, input): runs a program, found by PATH, with four variables as its whole environment. Returns its exit
 * status, what it wrote to standard output and to standard error; nil and a message if it cannot be run. */
static int host_run(lua_State *L)
{
	size_t length;
	const char *input = luaL_checklstring(L, 2, &length);
	const lua_Integer count = luaL_len(L, 1);
	char **words = lua_newuserdatauv(L, ((size_t)count + 1) * sizeof *words, 0);
	for (lua_Integer i = 0; i < count; i++) {
		lua_rawgeti(L, 1, i + 1);
		words[i] = (char *)luaL_checkstring(L, -1); /* stays in the list */
		lua_pop(L, 1);
	}
	words[count] = NULL;
	FILE *streams[3] = {tmpfile(), tmpfile(), tmpfile()};
	int status = -1;
	if (streams[0] != NULL && streams[1] != NULL && streams[2] != NULL &&
	    fwrite(input, 1, length, streams[0]) == length && fflush(streams[0]) == 0) {
		rewind(streams[0]);
		status = run_and_wait(words, streams);
	}
	int results = 3;
	if (status < 0) {
		results = refuse(L, words[0]);
	} else {
		lua_pushinteger(L, status);
		push_all(L, streams[1]);
		push_all(L, streams[2]);
	}
	for (int i = 0; i < 3; i++)
		if (streams[i] != NULL)
			fclose(streams[i]);
	return results;
}

/* random(): a whole number of 62 bits from the system's generator, to choose which points are checked. No result depends
 * on it. */
static int host_random(lua_State *L)
{
	uint64_t bits = 0;
	if (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits)
		return luaL_error(L, "the system gives no random numbers: %s", strerror(errno));
	lua_pushinteger(L, (lua_Integer)(bits >> 2));
	return 1;
}

int host_open(lua_State *L)
{
	static const luaL_Reg functions[] = {{"read", host_read},
	                                     {"read_input", host_read_input},
	                                     {"write", host_write},
	                                     {"real", host_real},
	                                     {"traceback", traceback_push},
	                                     {"sha256", host_sha256},
	                                     {"list", host_list},
	                                     {"run", host_run},
	                                     {"random", host_random},
	                                     {NULL, NULL}};
	luaL_newlib(L, functions);
	return 1;
}
