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

bool output_is_file(const char *path)
{
	struct stat status;
	return stat(path, &status) != 0 || S_ISREG(status.st_mode);
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

bool output_allowed(const char *path, struct failure *failure)
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
	return allowed;
}

/* What is to be written: a text, then the points of a journal, if there is one. */
struct content {
	const char *text;
	size_t length;
	struct journal *journal;
};

static bool write_all(int file, const char *name, const struct content *content, struct failure *failure)
{
	if (!write_fully(file, content->text, content->length))
		return fail(failure, "%s: %s", name, strerror(errno));
	return content->journal == NULL || journal_copy(content->journal, file, name, failure);
}

static bool write_directly(const char *path, const struct content *content, struct failure *failure)
{
	const char *name = path != NULL ? path : "standard output";
	int file = path != NULL ? open(path, O_WRONLY | O_CLOEXEC) : dup(STDOUT_FILENO);
	if (file < 0)
		return fail(failure, "%s: %s", name, strerror(errno));
	bool ok = write_all(file, name, content, failure);
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
static bool write_renamed(const char *path, const struct content *content, struct failure *failure)
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
	ok = ok && write_all(file, path, content, failure);
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

static bool write_content(const char *path, const struct content *content, struct failure *failure)
{
	if (path == NULL || !output_is_file(path))
		return write_directly(path, content, failure);
	return write_renamed(path, content, failure);
}

bool output_write(const char *path, const char *header, struct journal *journal, struct failure *failure)
{
	const struct content content = {header, strlen(header), journal};
	return write_content(path, &content, failure);
}

bool output_write_text(const char *path, const char *text, size_t length, struct failure *failure)
{
	const struct content content = {text, length, NULL};
	return output_allowed(path, failure) && write_content(path, &content, failure);
}
