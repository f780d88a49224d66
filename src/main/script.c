/*
 * script.c - reads a script, and opens text files as scripts and datasets are opened.
 */
#include "script.h"

#include <errno.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>

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
	char *real = realpath(script->path, NULL);
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
	size_t room = 1 << 16;
	bool more = true;
	while (more) {
		char *text = realloc(script->text, room);
		if (text == NULL)
			return fail(failure, "not enough memory");
		script->text = text;
		errno = 0;
		script->length += fread(text + script->length, 1, room - 1 - script->length, file);
		if (ferror(file))
			return fail(failure, "%s: %s", script->path, strerror(errno));
		more = script->length == room - 1;
		room *= 2;
		if (room > TEXT_LONGEST)
			return fail(failure, "%s: longer than %d MB", script->path, TEXT_LONGEST >> 20);
	}
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
	bool ok = read_all(script, file, failure);
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
