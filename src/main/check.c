/*
 * check.c - runs the chosen points as a sweep whose journal holds all others already, then compares each.
 */
#include "check.h"

#include <stdlib.h>

#include "journal.h"
#include "sandbox.h"
#include "script.h"
#include "sweep.h"

static const atomic_bool never;

/* A journal in which only the chosen points are still to be done. */
static bool open_journal(struct journal *journal, const struct checked *checked, const struct experiment *experiment,
                         struct failure *failure)
{
	if (!journal_open(journal, NULL, JOURNAL_FRESH, experiment->header, experiment->points, failure))
		return false;
	for (size_t i = 0; i < experiment->points; i++)
		journal->offsets[i] = JOURNAL_ELSEWHERE;
	for (size_t i = 0; i < checked->count; i++)
		journal->offsets[checked->points[i]] = 0;
	journal->finished = experiment->points - checked->count;
	return true;
}

static bool compare(struct sandbox *sandbox, struct journal *journal, const struct checked *checked,
                    struct failure *failure)
{
	for (size_t i = 0; i < checked->count; i++) {
		char *text = journal_point(journal, checked->points[i], failure);
		bool same = text != NULL && sandbox_check_point(sandbox, checked->points[i], text, failure);
		free(text);
		if (!same)
			return false;
	}
	return true;
}

static int run_points(struct sandbox *sandbox, const struct options *options, const struct checked *checked,
                      struct failure *failure)
{
	struct script script = {0};
	struct experiment experiment = {0};
	struct journal journal = {.file = -1};
	int status = 2;
	bool ok = script_read(&script, checked->script, failure) &&
	          sandbox_experiment(sandbox, &script, &experiment, failure) &&
	          open_journal(&journal, checked, &experiment, failure);
	if (ok)
		status = sweep_run(&script, options, &experiment, &journal, failure);
	if (status == 0 && !compare(sandbox, &journal, checked, failure))
		status = 2;
	if (status == 0)
		printf("%s: %zu of %zu grid points computed again: the same bytes\n", options->file[0], checked->count,
		       experiment.points);
	if (journal.file >= 0)
		journal_close(&journal, true);
	free(experiment.header);
	script_free(&script);
	return status;
}

int check_run(const struct options *options, struct failure *failure)
{
	struct sandbox sandbox = {0};
	struct checked checked = {0};
	struct options as_made = *options;
	int status = 2;
	if (sandbox_open(&sandbox, &as_made, &never, failure) && sandbox_check_open(&sandbox, &checked, failure)) {
		as_made.quality = checked.quality;
		as_made.data = checked.data;
		as_made.output = NULL;
		status = run_points(&sandbox, &as_made, &checked, failure);
	}
	sandbox_close(&sandbox);
	free(checked.script);
	free(checked.data);
	free(checked.quality);
	free(checked.points);
	return status;
}
