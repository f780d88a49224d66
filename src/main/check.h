/*
 * check.h - the command `recur check`: points of a dataset computed again and compared.
 */
#ifndef RECUR_CHECK_H
#define RECUR_CHECK_H

#include "options.h"

/* Computes points of options->file[0] again, as --rows, --row or --all choose them. Returns an exit status: 0 if all bytes
 * are those of the file, 2 with a message if one differs or something is wrong, 128 + N if signal N asked to stop. */
int check_run(const struct options *options, struct failure *failure);

#endif
