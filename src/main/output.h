/*
 * output.h - a data file, there whole or not at all.
 */
#ifndef RECUR_OUTPUT_H
#define RECUR_OUTPUT_H

#include "journal.h"

/* Whether path can become the output: it is no folder, and its folder is there and can be written to. NULL is
 * standard output. */
bool output_allowed(const char *path, struct failure *failure);

/* Whether path names a regular file, or nothing yet: a journal can stand beside it. */
bool output_is_file(const char *path);

/* Writes header and all points: to a temporary file beside path, pushed to the disk, then renamed; to a device or
 * pipe directly. */
bool output_write(const char *path, const char *header, struct journal *journal, struct failure *failure);

/* The same of a text. */
bool output_write_text(const char *path, const char *text, size_t length, struct failure *failure);

#endif
