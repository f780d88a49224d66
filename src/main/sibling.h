/*
 * sibling.h - the files that are written beside an output: its journal, and the part that is renamed to it. Nobody else
 * may have put something in their place.
 */
#ifndef RECUR_SIBLING_H
#define RECUR_SIBLING_H

#include "failure.h"

/* Opens the file for reading and writing, or creates it, and locks it against other processes. What is there must be a
 * regular file of ours: a link, a pipe, a device, a folder, a file of another user or with a second name, and a file
 * that this run reads are refused. Returns a descriptor, or -1 with a message. */
int sibling_open(const char *path, struct failure *failure);

/* Whether that can be opened so, as far as can be told by looking. */
bool sibling_allowed(const char *path, struct failure *failure);

/* Whether path still names that very file. */
bool sibling_in_place(int file, const char *path);

/* Pushes the folder's entry of that path to the disk. */
void sibling_sync_folder(const char *path);

#endif
