/*
 * main.c - recur: runs experiment scripts. Reads the command line, then does what it says; every
 * failure ends here as one message and an exit status.
 */
#include <fcntl.h>
#include <glob.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../bind/bind.h"
#include "claims.h"
#include "options.h"
#include "output.h"
#include "sandbox.h"
#include "script.h"
#include "sweep.h"

enum { EXIT_DONE = 0, EXIT_WRONG = 2 };

static const atomic_bool never;

/* What --list shows of a script: all of it, or a line. */
static bool list_script(const struct options *options, const char *path, bool whole,
                        struct failure *failure)
{
	struct script script;
	struct sandbox sandbox = {0};
	size_t points;
	char *title = NULL, *text = NULL;
	bool ok = script_read(&script, path, failure) &&
	          sandbox_open(&sandbox, options, &never, failure) &&
	          sandbox_experiment(&sandbox, &script, &points, NULL, failure) &&
	          sandbox_list(&sandbox, &title, &text, failure);
	if (ok && whole)
		printf("%s: %zu grid points\n\n%s", script.stem, points, text);
	else if (ok)
		printf("%-20s %8zu points  %s\n", script.stem, points, title);
	free(title);
	free(text);
	sandbox_close(&sandbox);
	script_free(&script);
	return ok;
}

/* Claims and the library are no experiments. */
static bool is_experiment(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	return strncmp(path, "lua/recur/", 10) != 0 && strcmp(name, "claims.lua") != 0;
}

/* One line for each experiment below lua/. */
static bool list_all(const struct options *options, struct failure *failure)
{
	glob_t found;
	bool ok = true;
	if (glob("lua/*/*.lua", 0, NULL, &found) != 0)
		return fail(failure, "--list: no lua/*/*.lua in this folder");
	for (size_t i = 0; i < found.gl_pathc && ok; i++)
		if (is_experiment(found.gl_pathv[i]))
			ok = list_script(options, found.gl_pathv[i], false, failure);
	globfree(&found);
	return ok;
}

static int list(const struct options *options, struct failure *failure)
{
	bool ok = options->scripts > 0 ? list_script(options, options->script[0], true, failure) :
	                                 list_all(options, failure);
	return ok ? EXIT_DONE : EXIT_WRONG;
}

static int dry_run(const struct options *options, const struct script *script, const char *output,
                   size_t points, const char *header)
{
	printf("%s%s: %zu grid points, %d workers, output to %s\n", header, script->stem, points,
	       options->jobs, output != NULL ? output : "standard output");
	return EXIT_DONE;
}

/* The head of the data file and the program: a journal of anything else is another run's. */
static char *identity_of(const char *header)
{
	char *identity;
	return asprintf(&identity, "%s# sources = %s\n", header, recur_sources) < 0 ? NULL : identity;
}

static int finish(int status, const char *output, const char *header, struct journal *journal,
                  struct failure *failure)
{
	bool done = status == 0 && output_write(output, header, journal, failure);
	if (status == 0 && !done)
		status = EXIT_WRONG;
	journal_sync(journal);
	if (!done && journal->path != NULL && journal->finished > 0) {
		size_t used = strlen(failure->message);
		snprintf(failure->message + used, sizeof failure->message - used,
		         "%s%zu of %zu points are kept in %s%s", used > 0 ? "\n" : "interrupted: ",
		         journal->finished, journal->points, journal->path,
		         used > 0 ? "" : "; the same command goes on from there");
	} else if (status > EXIT_WRONG) {
		fail(failure, "interrupted");
	}
	journal_close(journal, done);
	return status;
}

static int run_to(const char *output, const struct options *options, const struct script *script,
                  size_t points, const char *header, struct failure *failure)
{
	const char *journal_beside = output != NULL && output_is_file(output) ? output : NULL;
	enum journal_mode mode = options->fresh   ? JOURNAL_FRESH :
	                         options->salvage ? JOURNAL_SALVAGE :
	                                            JOURNAL_RESUME;
	if (!output_allowed(output, header, failure))
		return EXIT_WRONG;
	if (options->action == ACTION_DRY_RUN)
		return dry_run(options, script, output, points, header);
	struct journal journal = {.file = -1};
	char *identity = identity_of(header);
	bool ok = identity != NULL || fail(failure, "not enough memory");
	ok = ok && journal_open(&journal, journal_beside, mode, identity, points, failure);
	free(identity);
	if (!ok) {
		journal_close(&journal, false);
		return EXIT_WRONG;
	}
	int status = sweep_run(script, options, &journal, failure);
	return finish(status, output, header, &journal, failure);
}

/* A result asked for through a symbolic link goes where the link points, be it there yet or not. To be
 * freed; NULL if path is no link and nothing is there. */
static char *link_target(const char *path)
{
	char target[4096], *joined = NULL, *real = realpath(path, NULL);
	ssize_t length = real == NULL ? readlink(path, target, sizeof target - 1) : -1;
	if (length <= 0)
		return real;
	target[length] = '\0';
	const char *slash = target[0] == '/' ? NULL : strrchr(path, '/');
	int folder = slash != NULL ? (int)(slash - path) + 1 : 0;
	return asprintf(&joined, "%.*s%s", folder, path, target) < 0 ? NULL : joined;
}

static int run_opened(const struct options *options, const struct script *script, size_t points,
                      const char *header, struct failure *failure)
{
	bool to_stdout = options->output == NULL || strcmp(options->output, "-") == 0;
	char *real = to_stdout ? NULL : link_target(options->output);
	const char *output = to_stdout ? NULL : real != NULL ? real : options->output;
	int status = run_to(output, options, script, points, header, failure);
	free(real);
	return status;
}

static int run(const struct options *options, struct failure *failure)
{
	struct script script;
	struct sandbox sandbox = {0};
	size_t points = 0;
	char *header = NULL;
	bool ok = script_read(&script, options->script[0], failure) &&
	          sandbox_open(&sandbox, options, &never, failure) &&
	          sandbox_experiment(&sandbox, &script, &points, &header, failure);
	sandbox_close(&sandbox);
	int status = ok ? run_opened(options, &script, points, header, failure) : EXIT_WRONG;
	free(header);
	script_free(&script);
	return status;
}

static int show_version(void)
{
	const char *wanted = getenv("RECUR_SIMD");
	const struct simd *simd = wanted != NULL ? simd_find(wanted) : simd_best();
	printf("recur %s, numerics %d\n"
	       "instruction set %s, %s\n"
	       "License GPL-3.0-or-later; no warranty\n",
	       recur_version, RECUR_NUMERICS,
	       simd != NULL ? simd->name : "not available on this processor", LUA_RELEASE);
	return EXIT_DONE;
}

static int act(const struct options *options, struct failure *failure)
{
	switch (options->action) {
	case ACTION_HELP: fputs(options_help, stdout); return EXIT_DONE;
	case ACTION_VERSION: return show_version();
	case ACTION_LIST: return list(options, failure);
	case ACTION_CLAIMS: return claims_run(options, failure) ? EXIT_DONE : EXIT_WRONG;
	default: return run(options, failure);
	}
}

/* A closed standard descriptor would become the next file opened, and be written to by mistake: it is
 * taken by something that cannot be written. */
static void occupy_standard_descriptors(void)
{
	for (int d = 0; d <= 2; d++)
		if (fcntl(d, F_GETFD) < 0)
			open("/dev/null", O_RDONLY);
}

int main(int argc, char **argv)
{
	struct options options;
	struct failure failure = {""};
	occupy_standard_descriptors();
	signal(SIGPIPE, SIG_IGN); /* write errors are reported where they occur */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGUSR1, SIG_IGN); /* workers wake the sweep by it; a late one is nothing */
	/* paths of some megabytes come and go with every run: keep their pages */
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 1 << 28);
	int status = options_read(&options, argc, argv, &failure) ? act(&options, &failure) : EXIT_WRONG;
	options_free(&options);
	if (fflush(stdout) != 0 && status == EXIT_DONE) {
		fail(&failure, "standard output: %s", "cannot be written");
		status = EXIT_WRONG;
	}
	if (failure.message[0] != '\0')
		fprintf(stderr, "recur: %s\n", failure.message);
	return status;
}
