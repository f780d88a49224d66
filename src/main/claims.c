/*
 * claims.c - one sandbox for each script of claims; nothing is written unless all of them can be
 * judged.
 */
#include "claims.h"

#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "sandbox.h"
#include "script.h"

static const atomic_bool never;

static const char heading[] =
	"# title = Claims put to the test\n"
	"# column claim [text]: its name\n"
	"# column verdict [text]: holds, does not hold, undecided\n"
	"# column agreeing [1]: other root seeds, at draft quality, that come to the same verdict\n"
	"# column seeds [1]: of how many\n"
	"# column figure [text]: where to see it\n"
	"# column measured [text]: what was found\n"
	"# column statement [text]: the claim in our words\n"
	"# column criterion [text]: what decides; see the script for what was known when it was chosen\n"
	"claim\tverdict\tagreeing\tseeds\tfigure\tmeasured\tstatement\tcriterion\n";

static bool judge(const struct options *options, const char *path, const struct script *replicas,
                  char **shown, char **lines, struct failure *failure)
{
	struct script script;
	struct sandbox sandbox = {0};
	bool ok = script_read(&script, path, failure) &&
	          sandbox_open(&sandbox, options, &never, failure) &&
	          sandbox_claims(&sandbox, &script, replicas, shown, lines, failure);
	sandbox_close(&sandbox);
	script_free(&script);
	return ok;
}

/* Appends `more` to the text in *all. */
static bool append(char **all, const char *more, struct failure *failure)
{
	size_t length = *all != NULL ? strlen(*all) : 0;
	char *longer = realloc(*all, length + strlen(more) + 1);
	if (longer == NULL)
		return fail(failure, "not enough memory");
	memcpy(longer + length, more, strlen(more) + 1);
	*all = longer;
	return true;
}

static bool judge_all(const struct options *options, const struct script *replicas, char **table,
                      struct failure *failure)
{
	bool ok = append(table, heading, failure);
	for (int i = 0; i < options->scripts && ok; i++) {
		char *shown = NULL, *lines = NULL;
		ok = judge(options, options->script[i], replicas, &shown, &lines, failure) &&
		     append(table, lines, failure);
		if (ok)
			fputs(shown, stdout);
		free(shown);
		free(lines);
	}
	return ok;
}

bool claims_run(const struct options *options, struct failure *failure)
{
	struct script replicas = {0};
	char *table = NULL;
	bool ok = output_allowed(options->output, "", failure) &&
	          (options->replicas == NULL || script_read(&replicas, options->replicas, failure));
	ok = ok && judge_all(options, options->replicas != NULL ? &replicas : NULL, &table, failure);
	if (ok && options->output != NULL)
		ok = output_write(options->output, table, NULL, failure);
	free(table);
	script_free(&replicas);
	return ok;
}
