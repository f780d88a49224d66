/*
 * sandbox.h - a Lua state that runs one experiment script, sealed: bounded memory, bounded
 * instructions at a point, stopped from outside within moments.
 */
#ifndef RECUR_SANDBOX_H
#define RECUR_SANDBOX_H

#include <lua.h>
#include <stdatomic.h>
#include <stdint.h>

#include "../bind/bind.h"
#include "heap.h"
#include "options.h"
#include "script.h"

struct sandbox {
	lua_State *L;
	const struct options *options;
	const atomic_bool *stop;      /* set: running code raises an error as soon as it looks */
	struct heap heap;             /* the state's memory */
	size_t memory_used, memory_kept; /* by Lua's count, now and when the heap was kept */
	const void *refused_block;    /* the allocation last refused, which Lua asks for once more after a collection; */
	size_t refused_size;          /* size 0: none */
	enum event refused_for;
	enum event event;             /* met by the allocator or by a look at `stop`; others are noted in the context */
	struct context *context;      /* what the bindings know; NULL until they are open */
	uint64_t instructions_left;   /* of the call's share */
};

/* Opens a sealed state with the library in it. */
bool sandbox_open(struct sandbox *sandbox, const struct options *options, const atomic_bool *stop,
                  struct failure *failure);
void sandbox_close(struct sandbox *sandbox);

/* What there is to know of an experiment before its points run. */
struct experiment {
	size_t points;
	char *header; /* the head of the data file; to be freed */
	bool made;    /* the output is known to hold this very result already */
	double others; /* seconds of a processor that all results not made yet will take, with --record; else 0 */
};

/* Loads an experiment. On failure the message says what is wrong with the script, or with what it reads. */
bool sandbox_experiment(struct sandbox *sandbox, const struct script *script, struct experiment *experiment,
                        struct failure *failure);

/* To be called once the output is written: notes what it was made from, if --record asks for that. cost: seconds of a
 * processor. */
bool sandbox_finished(struct sandbox *sandbox, const char *header, double cost, struct failure *failure);

/* Loads an experiment for its points; header: the head of the data file that the script and all it reads must still give. */
bool sandbox_prepare(struct sandbox *sandbox, const struct script *script, const char *header, struct failure *failure);

/* The data lines of a point, counted from 0: *text, to be freed. Every point finds the state as sandbox_prepare has left it,
 * to the byte, whatever was computed in it before. */
bool sandbox_point(struct sandbox *sandbox, size_t point, char **text, size_t *length, struct failure *failure);

/* Whether a point's lines, computed twice, are the same; if not, the message names the column and both values. */
bool sandbox_compare(struct sandbox *sandbox, size_t point, const char *first, const char *second,
                     struct failure *failure);

/* *title and *text for --list, to be freed. */
bool sandbox_list(struct sandbox *sandbox, char **title, char **text, struct failure *failure);

/* What is to be computed again of a dataset: its script, the folder of datasets, its quality, points counted from 0; all
 * to be freed. */
struct checked {
	char *script, *data, *quality;
	size_t *points, count;
};

/* Reads the dataset of the command line and chooses points. */
bool sandbox_check_open(struct sandbox *sandbox, struct checked *checked, struct failure *failure);

/* Whether the data lines of a point are those of that dataset; if not, the message says what differs. */
bool sandbox_check_point(struct sandbox *sandbox, size_t point, const char *text, struct failure *failure);

/* Carries out a command that is written in Lua (lua/recur/commands.lua). *shown: what it prints, to be freed;
 * *failed: whether that tells of a failure. */
bool sandbox_command(struct sandbox *sandbox, const char *name, char **shown, bool *failed,
                     struct failure *failure);

/* Charges work that no instruction counts, done by a C function that the script called, as that many instructions. Raises
 * an error if there are none left or the program is to stop. */
void sandbox_charge(lua_State *L, uint64_t instructions);

#endif
