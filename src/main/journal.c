/*
 * journal.c - records of the form "point N bytes B sha S\n" followed by B bytes of data lines.
 */
#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "recur journal 1\n";
#define RECORD_HEAD "point %zu bytes %zu sha %s\n"

bool write_fully(int file, const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t written = write(file, bytes, count);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		if (written == 0) {
			errno = ENOSPC;
			return false;
		}
		bytes += written;
		count -= (size_t)written;
	}
	return true;
}

static const char *name_of(const struct journal *journal)
{
	return journal->path != NULL ? journal->path : "temporary journal";
}

/* The first 16 hexadecimal digits of the SHA-256 of the point's number and text. */
static void checksum(size_t point, const char *text, size_t length, char digits[17])
{
	char hex[65], number[32];
	SHA2_CTX sha;
	int size = snprintf(number, sizeof number, "%zu\n", point);
	SHA256Init(&sha);
	SHA256Update(&sha, (const uint8_t *)number, (size_t)size);
	SHA256Update(&sha, (const uint8_t *)text, length);
	SHA256End(&sha, hex);
	memcpy(digits, hex, 16);
	digits[16] = '\0';
}

static bool write_head(struct journal *journal, const char *identity, struct failure *failure)
{
	char size[64];
	journal->ours = true;
	snprintf(size, sizeof size, "identity %zu\n", strlen(identity));
	if (ftruncate(journal->file, 0) != 0 || lseek(journal->file, 0, SEEK_SET) != 0 ||
	    !write_fully(journal->file, magic, strlen(magic)) ||
	    !write_fully(journal->file, size, strlen(size)) ||
	    !write_fully(journal->file, identity, strlen(identity)))
		return fail(failure, "%s: %s", name_of(journal), strerror(errno));
	journal->end = lseek(journal->file, 0, SEEK_CUR);
	return true;
}

/* Another view of the journal's file, to be closed. */
static FILE *open_copy(struct journal *journal, struct failure *failure)
{
	int copy = dup(journal->file);
	FILE *in = copy >= 0 ? fdopen(copy, "r") : NULL;
	if (in == NULL)
		fail(failure, "%s: %s", name_of(journal), strerror(errno));
	return in;
}

/* ---- reading an existing journal -------------------------------------------------------------- */

/* Says in which line the journal's identity differs from this run's. */
static bool refuse_identity(struct journal *journal, const char *theirs, const char *ours,
                            struct failure *failure)
{
	while (*theirs != '\0' && *ours != '\0') {
		size_t a = strcspn(theirs, "\n"), b = strcspn(ours, "\n");
		if (a != b || memcmp(theirs, ours, a) != 0)
			break;
		theirs += a + (theirs[a] == '\n');
		ours += b + (ours[b] == '\n');
	}
	return fail(failure,
	            "%s is of another run and cannot be gone on from:\n  it has   %.*s\n  this run %.*s\n"
	            "Move it away, or throw it away with --fresh",
	            journal->path, (int)strcspn(theirs, "\n"), theirs, (int)strcspn(ours, "\n"), ours);
}

static bool refuse_damage(struct journal *journal, const char *what, struct failure *failure)
{
	return fail(failure,
	            "%s: %s at byte %" PRId64 "; %zu of %zu points before it are intact.\n"
	            "Go on from those with --salvage, or start anew with --fresh",
	            journal->path, what, journal->end, journal->finished, journal->points);
}

static bool read_head(struct journal *journal, FILE *in, const char *identity,
                      struct failure *failure)
{
	char line[64];
	size_t size = 0;
	if (fgets(line, sizeof line, in) == NULL || strcmp(line, magic) != 0 ||
	    fgets(line, sizeof line, in) == NULL || sscanf(line, "identity %zu\n", &size) != 1 ||
	    size > 1 << 20)
		return fail(failure, "%s: not a journal of this program. Move it away, or throw it away "
		                     "with --fresh", journal->path);
	char *theirs = calloc(size + 1, 1);
	if (theirs == NULL)
		return fail(failure, "not enough memory");
	bool whole = fread(theirs, 1, size, in) == size;
	bool same = whole && strcmp(theirs, identity) == 0;
	if (!whole)
		fail(failure, "%s: cut off in its first lines. Throw it away with --fresh", journal->path);
	else if (!same)
		refuse_identity(journal, theirs, identity, failure);
	free(theirs);
	journal->end = ftell(in);
	return same;
}

/* Reads one record. Returns 1, 0 at the end of the file, -1 if it is damaged. */
static int read_record(struct journal *journal, FILE *in)
{
	char line[128], exact[128], wanted[17], found[17];
	size_t point, bytes;
	if (fgets(line, sizeof line, in) == NULL)
		return 0;
	if (sscanf(line, "point %zu bytes %zu sha %16s", &point, &bytes, wanted) != 3)
		return -1;
	/* sscanf is lenient with blanks and zeros: a record is only what journal_append writes */
	snprintf(exact, sizeof exact, RECORD_HEAD, point, bytes, wanted);
	if (strcmp(line, exact) != 0 || point >= journal->points || bytes > journal->size)
		return -1;
	char *text = malloc(bytes + 1);
	if (text == NULL)
		return -1;
	bool whole = fread(text, 1, bytes, in) == bytes;
	checksum(point, text, bytes, found);
	free(text);
	if (!whole || strcmp(wanted, found) != 0)
		return -1;
	journal->finished += journal->offsets[point] == 0;
	journal->offsets[point] = journal->end;
	journal->end = ftell(in);
	return 1;
}

static bool read_existing(struct journal *journal, FILE *in, enum journal_mode mode,
                          const char *identity, struct failure *failure)
{
	if (!read_head(journal, in, identity, failure))
		return false;
	journal->ours = true;
	int found;
	while ((found = read_record(journal, in)) == 1)
		continue;
	if (ferror(in))
		return fail(failure, "%s: %s", journal->path, strerror(errno));
	if (found == 0)
		return true;
	if (mode == JOURNAL_RESUME) {
		journal->ours = false;
		return refuse_damage(journal, "damaged or cut off", failure);
	}
	if (ftruncate(journal->file, journal->end) != 0)
		return fail(failure, "%s: %s", journal->path, strerror(errno));
	return true;
}

/* ---- opening ----------------------------------------------------------------------------------- */

static bool open_unnamed(struct journal *journal, struct failure *failure)
{
	char name[] = "/tmp/recur-XXXXXX";
	journal->file = mkstemp(name);
	if (journal->file < 0)
		return fail(failure, "temporary journal in /tmp: %s", strerror(errno));
	unlink(name);
	return true;
}

static bool open_named(struct journal *journal, const char *output_path, struct failure *failure)
{
	if (asprintf(&journal->path, "%s.journal", output_path) < 0) {
		journal->path = NULL;
		return fail(failure, "not enough memory");
	}
	journal->file = open(journal->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (journal->file < 0)
		return fail(failure, "%s: %s", journal->path, strerror(errno));
	if (flock(journal->file, LOCK_EX | LOCK_NB) != 0)
		return fail(failure, "%s: another run is writing it", journal->path);
	return true;
}

static bool resume(struct journal *journal, enum journal_mode mode, const char *identity,
                   struct failure *failure)
{
	FILE *in = open_copy(journal, failure);
	if (in == NULL)
		return false;
	bool ok = read_existing(journal, in, mode, identity, failure);
	fclose(in);
	return ok;
}

/* Keeps the journal of another run under another name, says so, and opens a new one. */
static bool set_aside(struct journal *journal, const char *output_path, struct failure *failure)
{
	char *old;
	if (asprintf(&old, "%s.old", journal->path) < 0)
		return fail(failure, "not enough memory");
	bool ok = rename(journal->path, old) == 0 || fail(failure, "%s: %s", old, strerror(errno));
	if (ok)
		fprintf(stderr, "recur: %s is of another run: set aside as %s\n", journal->path, old);
	free(old);
	if (!ok)
		return false;
	close(journal->file);
	free(journal->path);
	memset(journal->offsets, 0, journal->points * sizeof *journal->offsets);
	journal->file = -1;
	journal->end = 0;
	journal->finished = 0;
	failure->message[0] = '\0';
	return open_named(journal, output_path, failure);
}

bool journal_open(struct journal *journal, const char *output_path, enum journal_mode mode,
                  const char *identity, size_t points, struct failure *failure)
{
	*journal = (struct journal){.file = -1, .points = points};
	journal->offsets = calloc(points, sizeof *journal->offsets);
	if (journal->offsets == NULL)
		return fail(failure, "not enough memory for %zu grid points", points);
	if (output_path == NULL)
		return open_unnamed(journal, failure) && write_head(journal, identity, failure);
	if (!open_named(journal, output_path, failure))
		return false;
	struct stat status;
	if (fstat(journal->file, &status) != 0)
		return fail(failure, "%s: %s", journal->path, strerror(errno));
	journal->size = (size_t)status.st_size;
	if (mode == JOURNAL_FRESH || status.st_size == 0)
		return write_head(journal, identity, failure);
	if (resume(journal, mode, identity, failure))
		return true;
	return mode == JOURNAL_SET_ASIDE && set_aside(journal, output_path, failure) &&
	       write_head(journal, identity, failure);
}

/* ---- writing ----------------------------------------------------------------------------------- */

bool journal_append(struct journal *journal, size_t point, const char *text, size_t length,
                    struct failure *failure)
{
	char digits[17], *record;
	checksum(point, text, length, digits);
	int size = asprintf(&record, RECORD_HEAD "%s", point, length, digits, text);
	if (size < 0)
		return fail(failure, "not enough memory");
	bool written = lseek(journal->file, journal->end, SEEK_SET) >= 0 &&
	               write_fully(journal->file, record, (size_t)size);
	int error = errno;
	free(record);
	if (!written) {
		if (ftruncate(journal->file, journal->end) != 0)
			return fail(failure, "%s: %s", name_of(journal), strerror(errno));
		return fail(failure, "%s: %s", name_of(journal), strerror(error));
	}
	journal->offsets[point] = journal->end;
	journal->end += size;
	journal->finished++;
	return true;
}

void journal_sync(struct journal *journal)
{
	if (journal->path != NULL)
		fdatasync(journal->file);
}

/* The text of a record and its length; NULL with a message if it is not there. */
static char *read_text(struct journal *journal, FILE *in, size_t point, size_t *length, struct failure *failure)
{
	size_t named, bytes;
	char line[128];
	if (fseeko(in, journal->offsets[point], SEEK_SET) != 0 || fgets(line, sizeof line, in) == NULL ||
	    sscanf(line, "point %zu bytes %zu", &named, &bytes) != 2 || named != point) {
		fail(failure, "%s: changed while in use", name_of(journal));
		return NULL;
	}
	char *text = malloc(bytes + 1);
	if (text == NULL) {
		fail(failure, "not enough memory");
	} else if (fread(text, 1, bytes, in) != bytes) {
		fail(failure, "%s: changed while in use", name_of(journal));
		free(text);
		text = NULL;
	} else {
		text[bytes] = '\0';
		*length = bytes;
	}
	return text;
}

static bool copy_record(struct journal *journal, FILE *in, size_t point, int to, const char *to_name,
                        struct failure *failure)
{
	size_t bytes = 0;
	char *text = read_text(journal, in, point, &bytes, failure);
	bool ok = text != NULL;
	if (ok && !write_fully(to, text, bytes))
		ok = fail(failure, "%s: %s", to_name, strerror(errno));
	free(text);
	return ok;
}

char *journal_point(struct journal *journal, size_t point, struct failure *failure)
{
	size_t bytes;
	FILE *in = open_copy(journal, failure);
	char *text = in != NULL ? read_text(journal, in, point, &bytes, failure) : NULL;
	if (in != NULL)
		fclose(in);
	return text;
}

bool journal_copy(struct journal *journal, int to, const char *to_name, struct failure *failure)
{
	FILE *in = open_copy(journal, failure);
	if (in == NULL)
		return false;
	bool ok = true;
	for (size_t point = 0; point < journal->points && ok; point++)
		ok = copy_record(journal, in, point, to, to_name, failure);
	fclose(in);
	return ok;
}

void journal_close(struct journal *journal, bool done)
{
	if (journal->path != NULL && journal->file >= 0 &&
	    (done || (journal->ours && journal->finished == 0)))
		unlink(journal->path);
	if (journal->file >= 0)
		close(journal->file);
	free(journal->path);
	free(journal->offsets);
	*journal = (struct journal){.file = -1};
}
