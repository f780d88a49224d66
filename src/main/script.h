/*
 * script.h - an experiment script as a whole: its text, its stem, its hash.
 */
#ifndef RECUR_SCRIPT_H
#define RECUR_SCRIPT_H

#include <sys/stat.h>

#include "failure.h"

#define TEXT_LONGEST (64 << 20) /* bytes: no script or dataset is longer */

struct script {
	const char *path;
	char *text;
	size_t length;
	char *stem; /* "import/driven" for .../lua/import/driven.lua; else the name without .lua */
	char *name; /* how messages call it: lua/import/driven.lua, or its last part */
	char sha256[65];
};

bool script_read(struct script *script, const char *path, struct failure *failure);
void script_free(struct script *script);

/* Opens a file for reading; NULL with a message if that fails. */
FILE *text_open(const char *path, struct failure *failure);

/* Remembers an opened file as one that results are made from: nothing may be written over it. False with a message if
 * memory is short. */
bool input_note(FILE *file, struct failure *failure);
/* Whether that is one of them, by whatever path. */
bool input_is(const struct stat *status);

#endif
