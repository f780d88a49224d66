/*
 * journal.h - finished points of an unfinished run, kept on disk until the data file is complete.
 *
 * A journal starts with the identity of the run: the head of the data file and the program's source
 * hash. A journal of another identity is refused, never mixed in. Each record holds one point's data
 * lines and their checksum, which is verified whenever the lines are read. Results live in the journal, not in
 * memory; memory holds one offset for each point.
 *
 * A program that is killed loses no finished point: records are handed to the system one by one. A power failure loses
 * what was appended after the last journal_sync, which a sweep calls every five seconds.
 */
#ifndef RECUR_JOURNAL_H
#define RECUR_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

#include "failure.h"

struct journal {
	char *path; /* NULL: an unnamed temporary file, for output to a pipe or terminal */
	int file;
	bool ours;        /* written or accepted by this run: it may be removed */
	const char *refused; /* why what was read is not gone on from; NULL: it is, or could not be read */
	int sync_error;   /* errno of the last journal_sync that failed, or 0 */
	int64_t end;      /* bytes of intact records */
	int64_t *offsets; /* of each point's record; 0: not there */
	size_t points, finished;
};

/* In place of an offset: the point is none of this journal, nor to be computed. */
#define JOURNAL_ELSEWHERE (-1)

enum journal_mode {
	JOURNAL_RESUME,    /* go on from an existing one, which must be intact but for a last record cut off */
	JOURNAL_SALVAGE,   /* go on from whatever records are intact */
	JOURNAL_SET_ASIDE, /* as JOURNAL_RESUME; one that is refused is kept under another name */
	JOURNAL_FRESH      /* throw an existing one away */
};

/* Opens or creates output_path.journal, locked against other processes; output_path NULL: unnamed. */
bool journal_open(struct journal *journal, const char *output_path, enum journal_mode mode,
                  const char *identity, size_t points, struct failure *failure);
/* Adds a point; text holds no zero byte. On failure (a full disk, say) the file ends as before. */
bool journal_append(struct journal *journal, size_t point, const char *text, size_t length,
                    struct failure *failure);
/* The data lines of one point, to be freed; NULL with a message if they cannot be read. */
char *journal_point(struct journal *journal, size_t point, struct failure *failure);
/* Writes all points' lines, in order, to a file descriptor. */
bool journal_copy(struct journal *journal, int to, const char *to_name, struct failure *failure);
/* Pushes what was appended to the disk. */
void journal_sync(struct journal *journal);
/* Copies an unnamed journal to a file of a name that is free, so that its results are not lost: the output whose journal
 * that is, to be freed, or NULL if it cannot be done. */
char *journal_keep(struct journal *journal);
/* Closes; removes the file if it is done with, or holds nothing. */
void journal_close(struct journal *journal, bool done);

/* write(2) until all is written; false with errno set. */
bool write_fully(int file, const char *bytes, size_t count);

#endif
