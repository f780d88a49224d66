/*
 * claims.h - the command `recur claims`.
 */
#ifndef RECUR_CLAIMS_H
#define RECUR_CLAIMS_H

#include "options.h"

/* Puts the claims of all scripts to the test; prints a table to be read and writes one of tab-separated
 * lines to the output, if there is one. A verdict, whatever it is, is a success; a dataset that is
 * missing, or lacks what a claim needs, a failure. */
bool claims_run(const struct options *options, struct failure *failure);

#endif
