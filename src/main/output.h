/*
 * output.h - where a result goes: a data file, there whole or not at all; or a pipe, a device, an open descriptor.
 */
#ifndef RECUR_OUTPUT_H
#define RECUR_OUTPUT_H

#include "journal.h"

struct output {
	const char *name; /* how messages call it */
	char *path;       /* with the links at its end followed; NULL: an open descriptor */
	int descriptor;   /* standard output, or what /dev/stdout, /dev/fd/N and the like stand for; -1: a path */
	bool file;        /* path names a regular file, or nothing yet: a journal can stand beside it */
};

/* Finds out where `asked` leads, "-" and NULL being standard output. It is not created or changed. */
bool output_open(struct output *output, const char *asked, struct failure *failure);
void output_close(struct output *output);

/* Whether the output can be written: its folder is there and can be written to, it is nothing that this run reads. */
bool output_allowed(const struct output *output, struct failure *failure);

/* Writes header and all points: to a temporary file beside path, pushed to the disk, then renamed; to anything else
 * directly, where it stands (what is appended to stays). */
bool output_write(const struct output *output, const char *header, struct journal *journal, struct failure *failure);

/* The same of a text. */
bool output_write_text(const char *path, const char *text, size_t length, struct failure *failure);

#endif
