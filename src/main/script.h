/*
 * script.h - a text file as a whole, an experiment script above all: its text, its stem, its hash.
 */
#ifndef RECUR_SCRIPT_H
#define RECUR_SCRIPT_H

#include "failure.h"

struct script {
	const char *path;
	char *text;
	size_t length;
	char stem[256]; /* "import/driven" for .../lua/import/driven.lua; else the name without .lua */
	char name[264]; /* how messages call it: lua/import/driven.lua, or its last part */
	char sha256[65];
};

bool script_read(struct script *script, const char *path, struct failure *failure);
void script_free(struct script *script);

#endif
