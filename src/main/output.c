/*
 * output.c - temporary file, fsync, rename, fsync of the folder. Links are followed by hand, so that what stands for an
 * open descriptor is known.
 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "script.h"
#include "sibling.h"

#define MOST_LINKS 40

/* ---- where a path leads -------------------------------------------------------------------------- */

static char *folder_of(const char *path, struct failure *failure)
{
	char *copy = strdup(path), *folder = copy != NULL ? strdup(dirname(copy)) : NULL;
	free(copy);
	if (folder == NULL)
		fail(failure, "%s: not enough memory", path);
	return folder;
}

/* Whether a folder, without links, is the one that shows this process's open descriptors. */
static bool shows_descriptors(const char *folder)
{
	char all[64], of_thread[64];
	int end = 0;
	const int length = snprintf(all, sizeof all, "/proc/%ld/", (long)getpid());
	if (strncmp(folder, all, (size_t)length) != 0)
		return false;
	if (strcmp(folder + length, "fd") == 0)
		return true;
	return sscanf(folder + length, "task/%60[0-9]/fd%n", of_thread, &end) == 1 && end > 0 && folder[length + end] == '\0';
}

/* The descriptor that a path such as /proc/self/fd/1 stands for; -1 if it stands for none, -2 if memory is short. */
static int descriptor_of(const char *path, struct failure *failure)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	const size_t digits = strspn(name, "0123456789");
	if (digits == 0 || digits > 6 || name[digits] != '\0')
		return -1;
	char *folder = folder_of(path, failure);
	if (folder == NULL)
		return -2;
	errno = 0;
	char *real = realpath(folder, NULL);
	const int error = errno;
	const bool shown = real != NULL && shows_descriptors(real);
	free(real);
	free(folder);
	if (error == ENOMEM) {
		fail(failure, "%s: not enough memory", path);
		return -2;
	}
	return shown ? atoi(name) : -1;
}

/* Replaces path by what it links to. Returns 1, 0 if it is no link, -1 with a message. */
static int follow_link(char **path, struct failure *failure)
{
	char target[PATH_MAX], *joined;
	const ssize_t length = readlink(*path, target, sizeof target - 1);
	if (length <= 0)
		return 0;
	target[length] = '\0';
	const char *slash = target[0] == '/' ? NULL : strrchr(*path, '/');
	const int folder = slash != NULL ? (int)(slash - *path) + 1 : 0;
	if (asprintf(&joined, "%.*s%s", folder, *path, target) < 0) {
		fail(failure, "%s: not enough memory", *path);
		return -1;
	}
	free(*path);
	*path = joined;
	return 1;
}

/* Copies an open descriptor: if whoever opened it closes it, no other file can be written to in its place. */
static bool take_descriptor(struct output *output, int descriptor, struct failure *failure)
{
	const int flags = fcntl(descriptor, F_GETFL);
	if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
		return fail(failure, "%s: %s", output->name, strerror(EBADF));
	output->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
	return output->descriptor >= 0 || fail(failure, "%s: %s", output->name, strerror(errno));
}

static bool find_place(struct output *output, struct failure *failure)
{
	for (int links = 0; links <= MOST_LINKS; links++) {
		const int descriptor = descriptor_of(output->path, failure);
		if (descriptor == -2)
			return false;
		if (descriptor >= 0) {
			free(output->path);
			output->path = NULL;
			return take_descriptor(output, descriptor, failure);
		}
		const int followed = follow_link(&output->path, failure);
		if (followed <= 0)
			return followed == 0;
	}
	return fail(failure, "%s: %s", output->name, strerror(ELOOP));
}

bool output_open(struct output *output, const char *asked, struct failure *failure)
{
	struct stat status;
	const bool standard = asked == NULL || strcmp(asked, "-") == 0;
	*output = (struct output){.name = standard ? "standard output" : asked, .descriptor = -1};
	if (standard)
		return take_descriptor(output, STDOUT_FILENO, failure);
	if (*asked == '\0')
		return fail(failure, "-o: expected a file, found nothing");
	output->path = strdup(asked);
	if (output->path == NULL)
		return fail(failure, "%s: not enough memory", asked);
	if (!find_place(output, failure))
		return false;
	output->file = output->path != NULL && (stat(output->path, &status) != 0 || S_ISREG(status.st_mode));
	return true;
}

void output_close(struct output *output)
{
	if (output->descriptor >= 0)
		close(output->descriptor);
	free(output->path);
	*output = (struct output){.descriptor = -1};
}

/* ---- what may be written ------------------------------------------------------------------------- */

static bool folder_allowed(const char *path, struct failure *failure)
{
	struct stat status;
	char *folder = folder_of(path, failure);
	if (folder == NULL)
		return false;
	bool allowed = true;
	if (stat(folder, &status) != 0)
		allowed = fail(failure, "%s: its folder %s: %s", path, folder, strerror(errno));
	else if (!S_ISDIR(status.st_mode))
		allowed = fail(failure, "%s: %s is not a folder", path, folder);
	else if (access(folder, W_OK) != 0)
		allowed = fail(failure, "%s: its folder %s: %s", path, folder, strerror(errno));
	free(folder);
	return allowed;
}

/* Whether something of that kind may be written to: files, pipes and terminals may, disks and sockets may not. */
static bool kind_allowed(const struct output *output, const struct stat *status, struct failure *failure)
{
	if (S_ISDIR(status->st_mode))
		return fail(failure, "%s: is a folder", output->name);
	if (S_ISBLK(status->st_mode) || S_ISSOCK(status->st_mode))
		return fail(failure, "%s: is a disk or a socket", output->name);
	if (!output->file && access(output->path, W_OK) != 0)
		return fail(failure, "%s: %s", output->name, strerror(errno));
	return true;
}

static bool part_allowed(const char *path, struct failure *failure)
{
	char *part;
	if (asprintf(&part, "%s.part", path) < 0)
		return fail(failure, "%s: not enough memory", path);
	const bool allowed = sibling_allowed(part, failure);
	free(part);
	return allowed;
}

bool output_allowed(const struct output *output, struct failure *failure)
{
	struct stat status;
	const bool there = (output->path != NULL ? stat(output->path, &status) : fstat(output->descriptor, &status)) == 0;
	if (there && input_is(&status))
		return fail(failure, "%s: this run reads that file, and would write over it: choose another output",
		            output->name);
	if (there && output->path != NULL && !kind_allowed(output, &status, failure))
		return false;
	return !output->file || (folder_allowed(output->path, failure) && part_allowed(output->path, failure));
}

/* ---- writing ------------------------------------------------------------------------------------- */

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

static bool write_directly(const struct output *output, const struct content *content, struct failure *failure)
{
	struct stat status;
	const int file = output->path != NULL ? open(output->path, O_WRONLY | O_NOCTTY | O_CLOEXEC) :
	                                        fcntl(output->descriptor, F_DUPFD_CLOEXEC, 3);
	if (file < 0)
		return fail(failure, "%s: %s", output->name, strerror(errno));
	bool ok = output->path == NULL || (fstat(file, &status) == 0 && !S_ISREG(status.st_mode)) ||
	          fail(failure, "%s: became a file while this run computed", output->name);
	ok = ok && write_all(file, output->name, content, failure);
	if (close(file) != 0 && ok)
		ok = fail(failure, "%s: %s", output->name, strerror(errno));
	return ok;
}

/* Gives a finished temporary file its name. It is on the disk before that, and the folder's entry is afterwards: so after
 * a power failure the old file is there or the new one, whole. */
static bool settle(int file, const char *part, const char *path, struct failure *failure)
{
	if (fsync(file) != 0)
		return fail(failure, "%s: %s", path, strerror(errno));
	if (!sibling_in_place(file, part))
		return fail(failure, "%s: was replaced while it was written", part);
	if (rename(part, path) != 0)
		return fail(failure, "%s: %s", path, strerror(errno));
	sibling_sync_folder(path);
	return true;
}

/* The temporary file has a fixed name, so that one left by a power failure is written over. */
static bool write_renamed(const char *path, const struct content *content, struct failure *failure)
{
	char *part;
	if (asprintf(&part, "%s.part", path) < 0)
		return fail(failure, "%s: not enough memory", path);
	const int file = sibling_open(part, failure);
	bool ok = file >= 0 && (ftruncate(file, 0) == 0 || fail(failure, "%s: %s", part, strerror(errno)));
	ok = ok && write_all(file, path, content, failure);
	ok = ok && settle(file, part, path, failure);
	if (file >= 0) {
		if (!ok && sibling_in_place(file, part))
			unlink(part);
		close(file);
	}
	free(part);
	return ok;
}

static bool write_content(const struct output *output, const struct content *content, struct failure *failure)
{
	return output_allowed(output, failure) && (output->file ? write_renamed(output->path, content, failure) :
	                                                          write_directly(output, content, failure));
}

bool output_write(const struct output *output, const char *header, struct journal *journal, struct failure *failure)
{
	const struct content content = {header, strlen(header), journal};
	return write_content(output, &content, failure);
}

bool output_write_text(const char *path, const char *text, size_t length, struct failure *failure)
{
	struct output output;
	const struct content content = {text, length, NULL};
	const bool ok = output_open(&output, path, failure) && write_content(&output, &content, failure);
	output_close(&output);
	return ok;
}
