/*
 * script.c - reads a script, and opens text files as scripts and datasets are opened.
 */
#include "script.h"

#include <errno.h>
#include <pthread.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>

/* The files that results are made from; workers read, too. */
static struct {
	pthread_mutex_t lock;
	struct input { dev_t device; ino_t number; } *list;
	size_t count, room;
} inputs = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool find_input(const struct stat *status)
{
	for (size_t i = 0; i < inputs.count; i++)
		if (inputs.list[i].device == status->st_dev && inputs.list[i].number == status->st_ino)
			return true;
	return false;
}

static bool add_input(const struct stat *status)
{
	if (inputs.count == inputs.room) {
		const size_t room = 2 * inputs.room + 16;
		struct input *list = realloc(inputs.list, room * sizeof *list);
		if (list == NULL)
			return false;
		inputs.list = list;
		inputs.room = room;
	}
	inputs.list[inputs.count++] = (struct input){status->st_dev, status->st_ino};
	return true;
}

bool input_note(FILE *file, struct failure *failure)
{
	struct stat status;
	if (fstat(fileno(file), &status) != 0)
		return fail(failure, "a file that was read: %s", strerror(errno));
	pthread_mutex_lock(&inputs.lock);
	const bool noted = find_input(&status) || add_input(&status);
	pthread_mutex_unlock(&inputs.lock);
	return noted || fail(failure, "not enough memory");
}

bool input_is(const struct stat *status)
{
	pthread_mutex_lock(&inputs.lock);
	const bool found = find_input(status);
	pthread_mutex_unlock(&inputs.lock);
	return found;
}

FILE *text_open(const char *path, struct failure *failure)
{
	FILE *file = fopen(path, "r");
	if (file == NULL)
		fail(failure, "%s: %s", path, strerror(errno));
	return file;
}

/* Whatever way the path is typed, the same file has the same stem and name. */
static bool find_stem(struct script *script, struct failure *failure)
{
	errno = 0;
	char *real = realpath(script->path, NULL);
	if (real == NULL && errno == ENOMEM)
		return fail(failure, "%s: not enough memory", script->path);
	const char *start = real != NULL ? real : script->path, *room = NULL;
	for (const char *p = start; (p = strstr(p, "/lua/")) != NULL; p += 4)
		room = p + 5;
	const char *slash = strrchr(start, '/');
	const char *stem = room != NULL ? room : slash != NULL ? slash + 1 : start;
	size_t length = strlen(stem);
	if (length > 4 && strcmp(stem + length - 4, ".lua") == 0)
		length -= 4;
	const bool made = asprintf(&script->stem, "%.*s", (int)length, stem) >= 0 &&
	                  asprintf(&script->name, "%s%s", room != NULL ? "lua/" : "", stem) >= 0;
	free(real);
	return made || fail(failure, "not enough memory");
}

static bool read_all(struct script *script, FILE *file, struct failure *failure)
{
	size_t room = 0;
	while (script->length == room && room <= TEXT_LONGEST) {
		room = room == 0 ? 1 << 16 : room < TEXT_LONGEST ? 2 * room : TEXT_LONGEST + 1;
		char *text = realloc(script->text, room + 1);
		if (text == NULL)
			return fail(failure, "%s: not enough memory to read it", script->path);
		script->text = text;
		errno = 0;
		script->length += fread(text + script->length, 1, room - script->length, file);
		if (ferror(file))
			return fail(failure, "%s: %s", script->path, strerror(errno));
	}
	if (script->length > TEXT_LONGEST)
		return fail(failure, "%s: longer than %d MB", script->path, TEXT_LONGEST >> 20);
	if (memchr(script->text, '\0', script->length) != NULL)
		return fail(failure, "%s: not a text file", script->path);
	script->text[script->length] = '\0';
	return true;
}

bool script_read(struct script *script, const char *path, struct failure *failure)
{
	*script = (struct script){.path = path};
	FILE *file = text_open(path, failure);
	if (file == NULL)
		return false;
	bool ok = input_note(file, failure) && read_all(script, file, failure);
	fclose(file);
	if (!ok)
		return false;
	SHA256Data((const uint8_t *)script->text, script->length, script->sha256);
	return find_stem(script, failure);
}

void script_free(struct script *script)
{
	free(script->text);
	free(script->stem);
	free(script->name);
}
