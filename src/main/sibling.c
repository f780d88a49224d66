/*
 * sibling.c - opens without following links, locks, and looks again whether the name still leads to what is locked.
 */
#include "sibling.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "script.h"

#define ATTEMPTS 10 /* another run that ends may remove the file between two of our steps */

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool sibling_in_place(int file, const char *path)
{
	struct stat opened, named;
	return fstat(file, &opened) == 0 && lstat(path, &named) == 0 && same_file(&opened, &named);
}

/* Some file systems show all files as one user's: then the folder is that user's, too. */
static bool owned(const char *path, const struct stat *status)
{
	struct stat folder = {.st_uid = (uid_t)-1};
	char *copy = strdup(path);
	const bool known = copy != NULL && stat(dirname(copy), &folder) == 0;
	free(copy);
	return status->st_uid == geteuid() || (known && status->st_uid == folder.st_uid);
}

/* Whether what is there may be written to by this run. */
static bool acceptable(const char *path, const struct stat *status, struct failure *failure)
{
	const char *kind = S_ISREG(status->st_mode)  ? NULL :
	                   S_ISLNK(status->st_mode)  ? "a symbolic link" :
	                   S_ISDIR(status->st_mode)  ? "a folder" :
	                   S_ISFIFO(status->st_mode) ? "a pipe" :
	                                               "a device or a socket";
	if (kind != NULL)
		return fail(failure, "%s: is %s, not a file of this program: move it away", path, kind);
	if (status->st_nlink > 1)
		return fail(failure, "%s: is known by a second name (a hard link), which would be changed too: move it away", path);
	if (!owned(path, status))
		return fail(failure, "%s: belongs to another user: move it away", path);
	if (input_is(status))
		return fail(failure, "%s: this run reads that file: choose another output", path);
	return true;
}

bool sibling_allowed(const char *path, struct failure *failure)
{
	struct stat status;
	return lstat(path, &status) != 0 || acceptable(path, &status, failure);
}

/* One attempt: a descriptor, or -1 with a message, or -1 without one if the file came or went meanwhile. */
static int open_once(const char *path, struct failure *failure)
{
	const int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	struct stat status;
	int file = open(path, flags | O_CREAT | O_EXCL, 0666);
	if (file < 0 && errno == EEXIST) {
		/* opening a device or a pipe can have an effect: it is looked at first */
		if (lstat(path, &status) == 0 && !acceptable(path, &status, failure))
			return -1;
		file = open(path, flags);
		if (file < 0 && errno == ENOENT)
			return -1;
	}
	if (file < 0) {
		fail(failure, "%s: %s", path, strerror(errno));
		return -1;
	}
	bool ok = fstat(file, &status) == 0 || fail(failure, "%s: %s", path, strerror(errno));
	ok = ok && (status.st_nlink == 0 || acceptable(path, &status, failure));
	if (ok && flock(file, LOCK_EX | LOCK_NB) != 0)
		ok = errno == EWOULDBLOCK ? fail(failure, "%s: another run is writing it", path) :
		                            fail(failure, "%s: cannot be locked: %s", path, strerror(errno));
	if (ok && sibling_in_place(file, path))
		return file;
	close(file);
	return -1;
}

int sibling_open(const char *path, struct failure *failure)
{
	failure->message[0] = '\0';
	for (int i = 0; i < ATTEMPTS; i++) {
		int file = open_once(path, failure);
		if (file >= 0 || failure->message[0] != '\0')
			return file;
	}
	fail(failure, "%s: something else keeps replacing it", path);
	return -1;
}

void sibling_sync_folder(const char *path)
{
	char *copy = strdup(path);
	int folder = copy != NULL ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (folder >= 0) {
		fsync(folder);
		close(folder);
	}
	free(copy);
}
