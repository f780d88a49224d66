/*
 * sandbox.h - a Lua state that runs one experiment script, sealed: bounded memory, bounded
 * instructions at a point, stopped from outside within moments.
 */
#ifndef RECUR_SANDBOX_H
#define RECUR_SANDBOX_H

#include <lua.h>
#include <stdatomic.h>

#include "options.h"
#include "script.h"

struct sandbox {
	lua_State *L;
	const struct options *options;
	const atomic_bool *stop;      /* set: running code raises an error as soon as it looks */
	size_t memory_used;
	bool memory_refused;          /* an allocation was refused for the limit */
	int64_t instructions_left;    /* of this point's share */
	char killed[512];             /* why the hook stopped the script; empty: it did not */
};

/* Opens a state with the library and the script in it: *points grid points; *header: the head of the
 * data file, to be freed. On failure the message says what is wrong with the script. */
bool sandbox_open(struct sandbox *sandbox, const struct script *script,
                  const struct options *options, const atomic_bool *stop, size_t *points,
                  char **header, struct failure *failure);
void sandbox_close(struct sandbox *sandbox);

/* The data lines of a point, counted from 0: *text, to be freed. */
bool sandbox_point(struct sandbox *sandbox, size_t point, char **text, size_t *length,
                   struct failure *failure);

/* *title and *text for --list, to be freed. */
bool sandbox_list(struct sandbox *sandbox, char **title, char **text, struct failure *failure);

#endif
