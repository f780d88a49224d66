/*
 * options.h - the command line.
 */
#ifndef RECUR_OPTIONS_H
#define RECUR_OPTIONS_H

#include <stdint.h>

#include "failure.h"

enum action { ACTION_RUN, ACTION_COMMAND, ACTION_CHECK, ACTION_LIST, ACTION_DRY_RUN, ACTION_HELP, ACTION_VERSION };

struct options {
	enum action action;
	const char *command; /* its first word */
	char **file;         /* what stands behind the command: `files` paths */
	int files;
	const char *output;  /* NULL or "-": standard output */
	const char *quality; /* "full" or "draft" */
	const char **set;    /* name=value texts, `sets` of them */
	int sets;
	const char *data;     /* folder that datasets are read from; NULL: that of the project */
	const char *record;   /* folder of notes on what was made; NULL: none are kept */
	const char *replicas; /* dataset of verdicts from other seeds; NULL: none */
	int64_t runs, seed;  /* -1: as the script says */
	int jobs;
	size_t memory_limit;  /* bytes a worker's script may use */
	int64_t instructions; /* Lua instructions a grid point may take */
	int64_t rows, row, seconds; /* of a check; -1: not given */
	bool fresh, salvage, set_aside, all, twice;
};

/* Reads the command line; false, with a message, if it makes no sense. */
bool options_read(struct options *options, int argc, char **argv, struct failure *failure);
void options_free(struct options *options);

extern const char options_help[];

#endif
