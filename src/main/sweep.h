/*
 * sweep.h - all grid points of an experiment, shared out among workers.
 */
#ifndef RECUR_SWEEP_H
#define RECUR_SWEEP_H

#include "journal.h"
#include "options.h"
#include "sandbox.h"
#include "script.h"

/* Runs every point the journal does not hold yet, a thread for each worker and a Lua state for each point; experiment: what is
 * known of it. Returns 0 when all are done, 2 with a message if one failed, 128 + N if signal N asked to stop; finished
 * points are in the journal in any case. Signals have their usual effect before and after. */
int sweep_run(const struct script *script, const struct options *options, const struct experiment *experiment,
              struct journal *journal, struct failure *failure);

/* Computes every point of a complete journal again, each in a fresh Lua state with another hash seed, in the opposite
 * order, and compares. Returns as sweep_run; 2 with a message that names the point, the column and both values if
 * one differs. */
int sweep_again(const struct script *script, const struct options *options, const struct experiment *experiment,
                struct journal *journal, struct failure *failure);

#endif
