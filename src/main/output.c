/*
 * output.c - temporary file, fsync, rename, fsync of the folder.
 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char full_quality[] = "# quality = full\n";

bool output_is_file(const char *path)
{
	struct stat status;
	return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

/* Whether a head has the line. Its first line is the title. */
static bool says_full(const char *header)
{
	const char *found = strstr(header, full_quality);
	return found != NULL && found > header && found[-1] == '\n';
}

static bool holds_full_result(const char *path)
{
	char *line = NULL;
	size_t room = 0;
	bool full = false;
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return false;
	while (!full && getline(&line, &room, file) > 0 && line[0] == '#')
		full = strcmp(line, full_quality) == 0;
	free(line);
	fclose(file);
	return full;
}

static bool folder_of(const char *path, char **folder, struct failure *failure)
{
	char *copy = strdup(path);
	*folder = copy != NULL ? strdup(dirname(copy)) : NULL;
	free(copy);
	return *folder != NULL || fail(failure, "not enough memory");
}

static bool folder_allowed(const char *folder, const char *path, struct failure *failure)
{
	struct stat status;
	if (stat(folder, &status) != 0)
		return fail(failure, "%s: its folder %s: %s", path, folder, strerror(errno));
	if (!S_ISDIR(status.st_mode))
		return fail(failure, "%s: %s is not a folder", path, folder);
	if (access(folder, W_OK) != 0)
		return fail(failure, "%s: its folder %s: %s", path, folder, strerror(errno));
	return true;
}

bool output_allowed(const char *path, const char *header, struct failure *failure)
{
	char *folder;
	struct stat status;
	if (path == NULL)
		return true;
	if (*path == '\0')
		return fail(failure, "-o: expected a file, found nothing");
	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return fail(failure, "%s: is a folder", path);
	if (!folder_of(path, &folder, failure))
		return false;
	bool allowed = !output_is_file(path) || folder_allowed(folder, path, failure);
	free(folder);
	if (allowed && !says_full(header) && output_is_file(path) &&
	    holds_full_result(path))
		return fail(failure, "%s holds a full-quality result; a draft or altered run may not "
		                     "replace it: write elsewhere with -o", path);
	return allowed;
}

static bool write_all(int file, const char *name, const char *header, struct journal *journal,
                      struct failure *failure)
{
	if (!write_fully(file, header, strlen(header)))
		return fail(failure, "%s: %s", name, strerror(errno));
	return journal == NULL || journal_copy(journal, file, name, failure);
}

static bool write_directly(const char *path, const char *header, struct journal *journal,
                           struct failure *failure)
{
	const char *name = path != NULL ? path : "standard output";
	int file = path != NULL ? open(path, O_WRONLY | O_CLOEXEC) : dup(STDOUT_FILENO);
	if (file < 0)
		return fail(failure, "%s: %s", name, strerror(errno));
	bool ok = write_all(file, name, header, journal, failure);
	if (close(file) != 0 && ok)
		ok = fail(failure, "%s: %s", name, strerror(errno));
	return ok;
}

/* Renames only what is on the disk; the folder's entry is pushed there too. */
static bool settle(int file, const char *temporary, const char *folder, const char *path,
                   struct failure *failure)
{
	if (fsync(file) != 0 || rename(temporary, path) != 0)
		return fail(failure, "%s: %s", path, strerror(errno));
	int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (directory >= 0) {
		fsync(directory);
		close(directory);
	}
	return true;
}

/* The temporary file has a fixed name, so that one left by a power failure is written over. */
static bool write_renamed(const char *path, const char *header, struct journal *journal,
                          struct failure *failure)
{
	char *folder, *temporary = NULL;
	if (!folder_of(path, &folder, failure))
		return false;
	if (asprintf(&temporary, "%s.part", path) < 0) {
		free(folder);
		return fail(failure, "not enough memory");
	}
	int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok = file >= 0 || fail(failure, "%s: %s", temporary, strerror(errno));
	ok = ok && write_all(file, path, header, journal, failure);
	ok = ok && settle(file, temporary, folder, path, failure);
	if (file >= 0) {
		close(file);
		if (!ok)
			unlink(temporary);
	}
	free(temporary);
	free(folder);
	return ok;
}

bool output_write(const char *path, const char *header, struct journal *journal,
                  struct failure *failure)
{
	if (path == NULL || !output_is_file(path))
		return write_directly(path, header, journal, failure);
	return write_renamed(path, header, journal, failure);
}
