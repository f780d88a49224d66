/*
 * main.c - recur: runs experiment scripts. Reads the command line, then does what it says; every
 * failure ends here as one message and an exit status.
 */
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../bind/bind.h"
#include "check.h"
#include "options.h"
#include "output.h"
#include "sandbox.h"
#include "script.h"
#include "sweep.h"
#include "thread.h"

enum { EXIT_DONE = 0, EXIT_WRONG = 2 };

static const atomic_bool never;

/* Shows what a script declares. */
static int list(const struct options *options, struct failure *failure)
{
	struct script script;
	struct sandbox sandbox = {0};
	struct experiment experiment = {0};
	char *title = NULL, *text = NULL;
	bool ok = script_read(&script, options->file[0], failure) &&
	          sandbox_open(&sandbox, options, &never, failure) &&
	          sandbox_experiment(&sandbox, &script, &experiment, failure) &&
	          sandbox_list(&sandbox, &title, &text, failure);
	if (ok)
		printf("%s: %zu grid points\n\n%s", script.stem, experiment.points, text);
	free(title);
	free(text);
	free(experiment.header);
	sandbox_close(&sandbox);
	script_free(&script);
	return ok ? EXIT_DONE : EXIT_WRONG;
}

/* Carries out a command that is written in Lua. */
static int command(const struct options *options, struct failure *failure)
{
	struct sandbox sandbox = {0};
	char *shown = NULL;
	bool failed = false;
	bool ok = sandbox_open(&sandbox, options, &never, failure) &&
	          sandbox_command(&sandbox, options->command, &shown, &failed, failure);
	if (ok)
		fputs(shown, stdout);
	free(shown);
	sandbox_close(&sandbox);
	return ok && !failed ? EXIT_DONE : EXIT_WRONG;
}

static int dry_run(const struct options *options, const struct script *script, const struct output *output,
                   const struct experiment *experiment)
{
	printf("%s%s: %zu grid points, %d workers, output to %s\n", experiment->header, script->stem,
	       experiment->points, options->jobs, output->name);
	return EXIT_DONE;
}

/* The identity of a run, by which a journal is known as its own: the head of the data file and the program's sources. */
static char *identity_of(const char *header)
{
	char *identity;
	return asprintf(&identity, "%s# sources = %s\n", header, recur_sources) < 0 ? NULL : identity;
}

__attribute__((format(printf, 2, 3))) static void add_line(struct failure *failure, const char *format, ...)
{
	struct failure line, all = *failure;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line.message, sizeof line.message, format, arguments);
	va_end(arguments);
	fail(failure, "%s%s%s", all.message, all.message[0] != '\0' ? "\n" : "", line.message);
}

/* Tells where the points are kept that a run finished before it failed or was interrupted. */
static void tell_kept(int status, struct journal *journal, struct failure *failure)
{
	const bool interrupted = failure->message[0] == '\0';
	if (interrupted)
		fail(failure, "interrupted");
	if (journal->path != NULL && journal->finished > 0) {
		add_line(failure, "%zu of %zu points are kept in %s%s", journal->finished, journal->points, journal->path,
		         interrupted ? "; the same command goes on from there" : "");
		if (journal->sync_error != 0)
			add_line(failure, "they may not be on the disk yet: %s", strerror(journal->sync_error));
	} else if (status == EXIT_WRONG && journal->finished == journal->points) {
		char *kept = journal_keep(journal);
		if (kept != NULL)
			add_line(failure, "all %zu points are kept: the same command with -o %s instead writes them there",
			         journal->points, kept);
		free(kept);
	}
}

static int finish(int status, const struct output *output, const char *header, struct journal *journal,
                  struct failure *failure)
{
	bool done = status == 0 && output_write(output, header, journal, failure);
	if (status == 0 && !done)
		status = EXIT_WRONG;
	if (!done) {
		journal_sync(journal);
		tell_kept(status, journal, failure);
	}
	journal_close(journal, done);
	return status;
}

static int run_to(const struct output *output, const struct options *options, const struct script *script,
                  const struct experiment *experiment, struct failure *failure)
{
	enum journal_mode mode = options->fresh     ? JOURNAL_FRESH :
	                         options->salvage   ? JOURNAL_SALVAGE :
	                         options->set_aside ? JOURNAL_SET_ASIDE :
	                                              JOURNAL_RESUME;
	if (!output_allowed(output, failure))
		return EXIT_WRONG;
	if (options->action == ACTION_DRY_RUN)
		return dry_run(options, script, output, experiment);
	struct journal journal = {.file = -1};
	char *identity = identity_of(experiment->header);
	bool ok = identity != NULL || fail(failure, "not enough memory");
	ok = ok && journal_open(&journal, output->file ? output->path : NULL, mode, identity, experiment->points, failure);
	free(identity);
	if (!ok) {
		journal_close(&journal, false);
		return EXIT_WRONG;
	}
	int status = sweep_run(script, options, experiment, &journal, failure);
	if (status == EXIT_DONE && options->twice)
		status = sweep_again(script, options, experiment, &journal, failure);
	if (status == EXIT_WRONG && journal.finished == journal.points) { /* --twice failed: they may be wrong */
		journal_close(&journal, true);
		return status;
	}
	return finish(status, output, experiment->header, &journal, failure);
}

/* With --record, as make calls it: notes what the result was made from and what it cost, and says so in a line. */
static bool note_finished(struct sandbox *sandbox, const struct options *options, const struct experiment *experiment,
                          struct failure *failure)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	const double cost = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	                    1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
	if (options->record == NULL)
		return true;
	if (options->seed >= 0) /* a replica consists of many datasets: there is no line for each */
		return sandbox_finished(sandbox, experiment->header, cost, failure);
	const long left = (long)(experiment->others / options->jobs + 0.5);
	fprintf(stderr, "  %s: %zu points, %.1f s of a processor", options->output, experiment->points, cost);
	if (left > 0)
		fprintf(stderr, "; all results: about %ld:%02ld left", left / 60, left % 60);
	fputc('\n', stderr);
	return sandbox_finished(sandbox, experiment->header, cost, failure);
}

/* options->output: NULL if the output is no regular file, so that nothing asks what it holds. */
static int run_script(const struct output *output, const struct options *options, struct failure *failure)
{
	struct script script;
	struct sandbox sandbox = {0};
	struct experiment experiment = {0};
	int status = EXIT_WRONG;
	bool ok = script_read(&script, options->file[0], failure) &&
	          sandbox_open(&sandbox, options, &never, failure) &&
	          sandbox_experiment(&sandbox, &script, &experiment, failure);
	if (ok && experiment.made)
		status = EXIT_DONE;
	else if (ok)
		status = run_to(output, options, &script, &experiment, failure);
	if (ok && !experiment.made && status == EXIT_DONE && options->action == ACTION_RUN &&
	    !note_finished(&sandbox, options, &experiment, failure))
		status = EXIT_WRONG;
	sandbox_close(&sandbox);
	free(experiment.header);
	script_free(&script);
	return status;
}

static int run(const struct options *options, struct failure *failure)
{
	struct output output;
	struct options as_found = *options;
	int status = EXIT_WRONG;
	bool ok = output_open(&output, options->output, failure);
	if (ok && !output.file) {
		as_found.output = NULL;
		ok = options->record == NULL || fail(failure, "%s: --record needs an output that is a file", output.name);
	}
	if (ok)
		status = run_script(&output, &as_found, failure);
	output_close(&output);
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
	case ACTION_COMMAND: return command(options, failure);
	case ACTION_CHECK: return check_run(options, failure);
	default: return run(options, failure);
	}
}

/* What the thread that does the program's work is asked to do, and what it returns. The main thread's stack may have any
 * size (`ulimit -s`), this one's is always the same. */
struct order {
	const struct options *options;
	struct failure *failure;
	sigset_t signals; /* those that were blocked when the program started */
	int status;
};

static void *act_in_thread(void *data)
{
	struct order *order = data;
	pthread_sigmask(SIG_SETMASK, &order->signals, NULL);
	order->status = act(order->options, order->failure);
	return NULL;
}

/* Does the program's work in a thread of its own. The main thread blocks all signals meanwhile, so that they reach that
 * one. */
static int act_with_room(const struct options *options, struct failure *failure)
{
	struct order order = {.options = options, .failure = failure, .status = EXIT_WRONG};
	pthread_t thread;
	sigset_t all;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &order.signals);
	const int problem = thread_start(&thread, act_in_thread, &order);
	if (problem == 0)
		pthread_join(thread, NULL);
	pthread_sigmask(SIG_SETMASK, &order.signals, NULL);
	if (problem != 0)
		fail(failure, "no thread could be started: %s", thread_problem(problem));
	return order.status;
}

/* If a standard descriptor is closed, the next file that is opened gets its number, and messages would be written into
 * that file: so /dev/null takes its place, opened such that writing fails. */
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
	signal(SIGUSR1, SIG_IGN); /* workers wake the sweep by it; one that comes when it has ended means nothing */
	/* Paths of some megabytes are allocated and freed with every run: their pages are not given back to the system. */
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 1 << 28);
	int status = options_read(&options, argc, argv, &failure) ? act_with_room(&options, &failure) : EXIT_WRONG;
	options_free(&options);
	if (fflush(stdout) != 0 && status == EXIT_DONE) {
		fail(&failure, "standard output: %s", "cannot be written");
		status = EXIT_WRONG;
	}
	if (failure.message[0] != '\0')
		fprintf(stderr, "recur: %s\n", failure.message);
	return status;
}
