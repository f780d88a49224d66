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
#include <sys/stat.h>
#include <unistd.h>

#include "script.h"
#include "sibling.h"

static const char magic[] = "recur journal 1\n";
#define RECORD_HEAD "point %zu bytes %zu sha %s\n"
#define SHA_DIGITS 16
#define RECORD_HEAD_ROOM 128

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

/* The same at a place of the file; its position stays, which a reader of the same file shares. */
static bool write_at(int file, const char *bytes, size_t count, int64_t at)
{
	while (count > 0) {
		ssize_t written = pwrite(file, bytes, count, at);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			errno = written == 0 ? ENOSPC : errno;
			return false;
		}
		bytes += written;
		at += written;
		count -= (size_t)written;
	}
	return true;
}

static const char *name_of(const struct journal *journal)
{
	return journal->path != NULL ? journal->path : "temporary journal";
}

/* The first 16 hexadecimal digits of the SHA-256 of the point's number and text. */
static void checksum(size_t point, const char *text, size_t length, char digits[SHA_DIGITS + 1])
{
	char hex[65], number[32];
	SHA2_CTX sha;
	int size = snprintf(number, sizeof number, "%zu\n", point);
	SHA256Init(&sha);
	SHA256Update(&sha, (const uint8_t *)number, (size_t)size);
	SHA256Update(&sha, (const uint8_t *)text, length);
	SHA256End(&sha, hex);
	memcpy(digits, hex, SHA_DIGITS);
	digits[SHA_DIGITS] = '\0';
}

/* The first bytes of a journal of this run, to be freed. */
static char *make_head(const char *identity, struct failure *failure)
{
	char *head;
	if (asprintf(&head, "%sidentity %zu\n%s", magic, strlen(identity), identity) >= 0)
		return head;
	fail(failure, "not enough memory for a journal");
	return NULL;
}

static bool write_head(struct journal *journal, const char *identity, struct failure *failure)
{
	char *head = make_head(identity, failure);
	if (head == NULL)
		return false;
	journal->ours = true;
	journal->end = (int64_t)strlen(head);
	bool ok = ftruncate(journal->file, 0) == 0 && write_at(journal->file, head, strlen(head), 0);
	if (!ok)
		fail(failure, "%s: %s", name_of(journal), strerror(errno));
	free(head);
	if (ok && journal->path != NULL)
		sibling_sync_folder(journal->path);
	return ok;
}

/* Another view of the journal's file, to be closed. */
static FILE *open_copy(struct journal *journal, struct failure *failure)
{
	int copy = dup(journal->file);
	FILE *in = copy >= 0 ? fdopen(copy, "r") : NULL;
	if (in == NULL) {
		fail(failure, "%s: %s", name_of(journal), strerror(errno));
		if (copy >= 0)
			close(copy);
	}
	return in;
}

/* ---- records ----------------------------------------------------------------------------------- */

struct record {
	size_t point, length;
	char *text; /* to be freed, ended by a zero byte */
};

enum reading { READ_INTACT, READ_END, READ_DAMAGED, READ_FAILED };

/* Why so many bytes were not to be had: the file cannot be read, or it ends there. */
static enum reading short_of(struct journal *journal, FILE *in, enum reading at_end, struct failure *failure)
{
	if (!ferror(in))
		return at_end;
	fail(failure, "%s: %s", name_of(journal), strerror(errno));
	return READ_FAILED;
}

/* Reads the record that starts here. Only if it is intact is there a text to be freed; a message if reading failed. */
static enum reading read_record(struct journal *journal, FILE *in, struct record *record, struct failure *failure)
{
	char line[RECORD_HEAD_ROOM], exact[RECORD_HEAD_ROOM], wanted[SHA_DIGITS + 1], found[SHA_DIGITS + 1];
	struct stat status;
	*record = (struct record){0};
	if (fgets(line, sizeof line, in) == NULL)
		return short_of(journal, in, READ_END, failure);
	if (sscanf(line, "point %zu bytes %zu sha %16s", &record->point, &record->length, wanted) != 3)
		return READ_DAMAGED;
	/* sscanf is lenient with blanks and zeros: a record is only what journal_append writes */
	snprintf(exact, sizeof exact, RECORD_HEAD, record->point, record->length, wanted);
	if (strcmp(line, exact) != 0 || record->point >= journal->points || fstat(journal->file, &status) != 0 ||
	    record->length > (size_t)status.st_size)
		return READ_DAMAGED;
	char *text = malloc(record->length + 1);
	if (text == NULL) {
		fail(failure, "%s: not enough memory for a record of %zu bytes", name_of(journal), record->length);
		return READ_FAILED;
	}
	enum reading result = READ_INTACT;
	if (fread(text, 1, record->length, in) != record->length)
		result = short_of(journal, in, READ_DAMAGED, failure);
	text[record->length] = '\0';
	if (result == READ_INTACT) {
		checksum(record->point, text, record->length, found);
		result = strcmp(wanted, found) == 0 ? READ_INTACT : READ_DAMAGED;
	}
	if (result == READ_INTACT)
		record->text = text;
	else
		free(text);
	return result;
}

/* Reads the next intact record at the start of any line from byte `from` on, and where it is. */
static enum reading find_record(struct journal *journal, FILE *in, int64_t from, struct record *record, int64_t *at,
                                struct failure *failure)
{
	char part[RECORD_HEAD_ROOM];
	bool line_starts = true;
	while (fseeko(in, from, SEEK_SET) == 0 && fgets(part, sizeof part, in) != NULL) {
		const int64_t next = ftello(in);
		if (line_starts && strncmp(part, "point ", 6) == 0 && fseeko(in, from, SEEK_SET) == 0) {
			const enum reading result = read_record(journal, in, record, failure);
			*at = from;
			if (result == READ_INTACT || result == READ_FAILED)
				return result;
			clearerr(in);
		}
		line_starts = next > from && (memchr(part, '\n', (size_t)(next - from)) != NULL);
		from = next;
	}
	return short_of(journal, in, READ_END, failure);
}

static void note_record(struct journal *journal, size_t point, int64_t at)
{
	journal->finished += journal->offsets[point] == 0;
	journal->offsets[point] = at;
}

/* Puts a record behind those that are intact. */
static bool put_record(struct journal *journal, size_t point, const char *text, size_t length)
{
	char digits[SHA_DIGITS + 1], head[RECORD_HEAD_ROOM];
	checksum(point, text, length, digits);
	const int size = snprintf(head, sizeof head, RECORD_HEAD, point, length, digits);
	if (!write_at(journal->file, head, (size_t)size, journal->end) ||
	    !write_at(journal->file, text, length, journal->end + size))
		return false;
	note_record(journal, point, journal->end);
	journal->end += size + (int64_t)length;
	return true;
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

/* Says why a journal that does not begin with our head (found: its first bytes) is none to go on from. */
static bool refuse_head(struct journal *journal, char *found, size_t length, const char *identity,
                        struct failure *failure)
{
	size_t size, start = 0;
	found[length] = '\0';
	journal->refused = "of another run";
	if (strncmp(found, magic, strlen(magic)) == 0 && sscanf(found + strlen(magic), "identity %zu", &size) == 1)
		start = strlen(magic) + strcspn(found + strlen(magic), "\n") + 1;
	if (start == 0 || start > length)
		return fail(failure, "%s: not a journal of this program. Move it away, or throw it away with --fresh",
		            journal->path);
	if (size < length - start)
		found[start + size] = '\0';
	return refuse_identity(journal, found + start, identity, failure);
}

/* Compares the journal's first bytes with our head. Of a head that was cut off while it was written, as by a kill,
 * nothing is lost: it is written anew, and the file ends there. */
static bool read_head(struct journal *journal, FILE *in, const char *identity, struct failure *failure)
{
	char *head = make_head(identity, failure);
	const size_t size = head != NULL ? strlen(head) : 0;
	char *found = malloc(size + 1);
	bool ok = head != NULL && found != NULL;
	if (!ok)
		fail(failure, "%s: not enough memory to read it", journal->path);
	const size_t length = ok ? fread(found, 1, size, in) : 0;
	if (ok && ferror(in))
		ok = fail(failure, "%s: %s", journal->path, strerror(errno));
	else if (ok && memcmp(found, head, length) != 0)
		ok = refuse_head(journal, found, length, identity, failure);
	else if (ok && length < size)
		ok = write_head(journal, identity, failure);
	free(found);
	free(head);
	journal->end = (int64_t)size;
	return ok;
}

static void tell_dropped(const struct journal *journal, const char *what)
{
	fprintf(stderr, "recur: %s: %s; going on from %zu of %zu points\n", journal->path, what, journal->finished,
	        journal->points);
}

/* Moves the intact records from a place on to the end of those before them, and ends the file there. */
static bool salvage(struct journal *journal, FILE *in, struct failure *failure)
{
	struct record record;
	int64_t at = journal->end;
	enum reading result;
	while ((result = find_record(journal, in, at, &record, &at, failure)) == READ_INTACT) {
		at = ftello(in);
		const bool ok = put_record(journal, record.point, record.text, record.length);
		free(record.text);
		if (!ok)
			return fail(failure, "%s: %s", journal->path, strerror(errno));
	}
	if (result == READ_FAILED)
		return false;
	if (ftruncate(journal->file, journal->end) != 0)
		return fail(failure, "%s: %s", journal->path, strerror(errno));
	tell_dropped(journal, "damaged records were dropped");
	return true;
}

/* What follows the intact records is damaged. A last record that was cut off, as by a kill or a power failure, is
 * computed again; where intact ones follow it, something else has happened. */
static bool read_damaged(struct journal *journal, FILE *in, enum journal_mode mode, struct failure *failure)
{
	struct record record;
	int64_t at;
	if (mode == JOURNAL_SALVAGE)
		return salvage(journal, in, failure);
	const enum reading beyond = find_record(journal, in, journal->end + 1, &record, &at, failure);
	if (beyond == READ_FAILED)
		return false;
	if (beyond == READ_INTACT) {
		free(record.text);
		journal->refused = "damaged";
		return fail(failure,
		            "%s: damaged at byte %" PRId64 "; %zu of %zu points before it are intact, and others after it.\n"
		            "Go on from those with --salvage, or start anew with --fresh",
		            journal->path, journal->end, journal->finished, journal->points);
	}
	if (ftruncate(journal->file, journal->end) != 0)
		return fail(failure, "%s: %s", journal->path, strerror(errno));
	tell_dropped(journal, "its end, cut off or damaged, was dropped");
	return true;
}

static bool read_existing(struct journal *journal, FILE *in, enum journal_mode mode,
                          const char *identity, struct failure *failure)
{
	struct record record;
	enum reading result;
	if (!read_head(journal, in, identity, failure))
		return false;
	while ((result = read_record(journal, in, &record, failure)) == READ_INTACT) {
		free(record.text);
		note_record(journal, record.point, journal->end);
		journal->end = ftello(in);
	}
	return result == READ_END || (result == READ_DAMAGED && read_damaged(journal, in, mode, failure));
}

/* ---- opening ----------------------------------------------------------------------------------- */

static char *temporary_name(const char *ending, struct failure *failure)
{
	char *name;
	const char *folder = getenv("TMPDIR");
	if (asprintf(&name, "%s/recur-XXXXXX%s", folder != NULL && *folder != '\0' ? folder : "/tmp", ending) >= 0)
		return name;
	fail(failure, "not enough memory for a journal");
	return NULL;
}

static bool open_unnamed(struct journal *journal, struct failure *failure)
{
	char *name = temporary_name("", failure);
	if (name == NULL)
		return false;
	journal->file = mkostemp(name, O_CLOEXEC);
	const bool ok = journal->file >= 0 || fail(failure, "temporary journal %s: %s", name, strerror(errno));
	if (ok)
		unlink(name);
	free(name);
	return ok;
}

static bool open_named(struct journal *journal, const char *output_path, struct failure *failure)
{
	if (asprintf(&journal->path, "%s.journal", output_path) < 0) {
		journal->path = NULL;
		return fail(failure, "not enough memory for a journal");
	}
	journal->file = sibling_open(journal->path, failure);
	return journal->file >= 0;
}

static bool resume(struct journal *journal, enum journal_mode mode, const char *identity,
                   struct failure *failure)
{
	FILE *in = open_copy(journal, failure);
	if (in == NULL)
		return false;
	journal->ours = read_existing(journal, in, mode, identity, failure);
	fclose(in);
	return journal->ours;
}

/* Keeps a journal that is refused under another name, says so, and opens a new one. */
static bool set_aside(struct journal *journal, const char *output_path, struct failure *failure)
{
	char *old;
	struct stat there;
	if (asprintf(&old, "%s.old", journal->path) < 0)
		return fail(failure, "not enough memory");
	bool ok = true;
	if (lstat(old, &there) == 0 && input_is(&there))
		ok = fail(failure, "%s: this run reads that file: choose another output", old);
	else if (rename(journal->path, old) != 0)
		ok = fail(failure, "%s: %s", old, strerror(errno));
	else
		fprintf(stderr, "recur: %s is %s: set aside as %s\n", journal->path, journal->refused, old);
	free(old);
	if (!ok)
		return false;
	close(journal->file);
	free(journal->path);
	memset(journal->offsets, 0, journal->points * sizeof *journal->offsets);
	*journal = (struct journal){.file = -1, .points = journal->points, .offsets = journal->offsets};
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
	if (mode == JOURNAL_FRESH || status.st_size == 0)
		return write_head(journal, identity, failure);
	if (resume(journal, mode, identity, failure))
		return true;
	return mode == JOURNAL_SET_ASIDE && journal->refused != NULL && set_aside(journal, output_path, failure) &&
	       write_head(journal, identity, failure);
}

/* ---- writing ----------------------------------------------------------------------------------- */

bool journal_append(struct journal *journal, size_t point, const char *text, size_t length,
                    struct failure *failure)
{
	if (put_record(journal, point, text, length))
		return true;
	const int error = errno;
	if (ftruncate(journal->file, journal->end) != 0)
		return fail(failure, "%s: %s", name_of(journal), strerror(errno));
	return fail(failure, "%s: %s", name_of(journal), strerror(error));
}

void journal_sync(struct journal *journal)
{
	if (journal->path != NULL && fdatasync(journal->file) != 0)
		journal->sync_error = errno;
}

/* The record of a point, whose text is to be freed; false with a message if it is not there any more. */
static bool read_point(struct journal *journal, FILE *in, size_t point, struct record *record, struct failure *failure)
{
	if (fseeko(in, journal->offsets[point], SEEK_SET) != 0)
		return fail(failure, "%s: %s", name_of(journal), strerror(errno));
	const enum reading result = read_record(journal, in, record, failure);
	if (result == READ_FAILED || (result == READ_INTACT && record->point == point))
		return result == READ_INTACT;
	free(record->text);
	return fail(failure, "%s: changed while in use: the record of point %zu is damaged", name_of(journal), point + 1);
}

char *journal_point(struct journal *journal, size_t point, struct failure *failure)
{
	struct record record;
	FILE *in = open_copy(journal, failure);
	const bool ok = in != NULL && read_point(journal, in, point, &record, failure);
	if (in != NULL)
		fclose(in);
	return ok ? record.text : NULL;
}

bool journal_copy(struct journal *journal, int to, const char *to_name, struct failure *failure)
{
	FILE *in = open_copy(journal, failure);
	bool ok = in != NULL;
	for (size_t point = 0; point < journal->points && ok; point++) {
		struct record record;
		ok = read_point(journal, in, point, &record, failure);
		if (ok && !write_fully(to, record.text, record.length))
			ok = fail(failure, "%s: %s", to_name, strerror(errno));
		if (ok)
			free(record.text);
	}
	if (in != NULL)
		fclose(in);
	return ok;
}

/* Copies the bytes of one file, from its start, to another. */
static bool copy_bytes(int from, int to)
{
	char bytes[1 << 14];
	ssize_t count;
	for (off_t at = 0; (count = pread(from, bytes, sizeof bytes, at)) > 0; at += count)
		if (!write_fully(to, bytes, (size_t)count))
			return false;
	return count == 0;
}

char *journal_keep(struct journal *journal)
{
	static const char ending[] = ".tsv.journal";
	struct failure ignored = {0};
	char *name = temporary_name(ending, &ignored);
	if (name == NULL)
		return NULL;
	const int file = mkostemps(name, (int)strlen(ending), O_CLOEXEC);
	if (file >= 0 && copy_bytes(journal->file, file) && close(file) == 0) {
		name[strlen(name) - strlen(".journal")] = '\0';
		return name;
	}
	if (file >= 0)
		unlink(name);
	free(name);
	return NULL;
}

void journal_close(struct journal *journal, bool done)
{
	if (journal->path != NULL && journal->file >= 0 &&
	    (done || (journal->ours && journal->finished == 0)) && sibling_in_place(journal->file, journal->path))
		unlink(journal->path);
	if (journal->file >= 0)
		close(journal->file);
	free(journal->path);
	free(journal->offsets);
	*journal = (struct journal){.file = -1};
}
