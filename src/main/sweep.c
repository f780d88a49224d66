/*
 * sweep.c - workers take the next unfinished point until none is left; the main thread waits for
 * signals and for the workers. No signal handler exists: signals are blocked and waited for.
 */
#include "sweep.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"
#include "sandbox.h"
#include "thread.h"

#define TICK_MS 200   /* between two looks at the workers */
#define GRACE_MS 400  /* for workers to stop; library code that never looks is then abandoned */

struct sweep {
	const struct script *script;
	const struct options *options;
	const struct experiment *experiment; /* what every point must find in the script, too */
	struct journal *journal;
	atomic_bool stop;
	atomic_int running;     /* workers not yet ended */
	pthread_t main_thread;
	pthread_mutex_t lock;   /* of what follows, and of the journal */
	size_t next;            /* point to be looked at next; again: how many have been taken */
	bool again;             /* all points are in the journal: each is computed a second time and compared */
	size_t compared;        /* points that came to the same again */
	bool failed;
	struct failure failure; /* the first one */
};

/* The signals that stop a sweep, unless they are ignored (nohup), and the one by which a worker tells
 * that it has ended. */
static void signal_set(sigset_t *set)
{
	static const int stopping[] = {SIGINT, SIGTERM, SIGHUP};
	sigemptyset(set);
	sigaddset(set, SIGUSR1);
	for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++) {
		struct sigaction now;
		if (sigaction(stopping[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			sigaddset(set, stopping[i]);
	}
}

/* The next point without a result, or to be computed again, the last one first; false if there is none or the sweep is
 * stopping. */
static bool take_point(struct sweep *sweep, size_t *point)
{
	pthread_mutex_lock(&sweep->lock);
	if (sweep->again) {
		const bool left = sweep->next < sweep->journal->points && !atomic_load(&sweep->stop);
		*point = left ? sweep->journal->points - ++sweep->next : 0;
		pthread_mutex_unlock(&sweep->lock);
		return left;
	}
	while (sweep->next < sweep->journal->points && sweep->journal->offsets[sweep->next] != 0)
		sweep->next++;
	*point = sweep->next++;
	bool taken = *point < sweep->journal->points && !atomic_load(&sweep->stop);
	pthread_mutex_unlock(&sweep->lock);
	return taken;
}

/* Remembers the first failure; a worker that was stopped by it or by a signal has none of its own. */
static void note_failure(struct sweep *sweep, const struct failure *failure)
{
	pthread_mutex_lock(&sweep->lock);
	if (!sweep->failed && !atomic_load(&sweep->stop)) {
		sweep->failed = true;
		sweep->failure = *failure;
		atomic_store(&sweep->stop, true);
	}
	pthread_mutex_unlock(&sweep->lock);
}

static bool keep_point(struct sweep *sweep, size_t point, const char *text, size_t length,
                       struct failure *failure)
{
	pthread_mutex_lock(&sweep->lock);
	bool kept = journal_append(sweep->journal, point, text, length, failure);
	pthread_mutex_unlock(&sweep->lock);
	return kept;
}

/* Compares what a point came to with what the journal has of it, in the sandbox that computed it. */
static bool compare_point(struct sweep *sweep, struct sandbox *sandbox, size_t point, const char *text,
                          struct failure *failure)
{
	pthread_mutex_lock(&sweep->lock);
	char *first = journal_point(sweep->journal, point, failure);
	pthread_mutex_unlock(&sweep->lock);
	const bool same = first != NULL && sandbox_compare(sandbox, point, first, text, failure);
	free(first);
	if (same) {
		pthread_mutex_lock(&sweep->lock);
		sweep->compared++;
		pthread_mutex_unlock(&sweep->lock);
	}
	return same;
}

/* Computes a point, then keeps or compares it: neither the points before it nor the garbage that they left can reach a result
 * or a limit, since the sandbox is made as it was before them. */
static bool do_point(struct sweep *sweep, struct sandbox *sandbox, size_t point, struct failure *failure)
{
	char *text = NULL;
	size_t length = 0;
	const bool ok = sandbox_point(sandbox, point, &text, &length, failure) &&
	                (sweep->again ? compare_point(sweep, sandbox, point, text, failure) :
	                                keep_point(sweep, point, text, length, failure));
	free(text);
	return ok;
}

static void *worker(void *data)
{
	struct sweep *sweep = data;
	struct failure failure;
	struct sandbox sandbox;
	size_t point;
	bool ok = sandbox_open(&sandbox, sweep->options, &sweep->stop, &failure) &&
	          sandbox_prepare(&sandbox, sweep->script, sweep->experiment->header, &failure);
	while (ok && take_point(sweep, &point))
		ok = do_point(sweep, &sandbox, point, &failure);
	if (!ok)
		note_failure(sweep, &failure);
	sandbox_close(&sandbox);
	atomic_fetch_sub(&sweep->running, 1);
	pthread_kill(sweep->main_thread, SIGUSR1);
	return NULL;
}

static size_t finished(struct sweep *sweep)
{
	pthread_mutex_lock(&sweep->lock);
	size_t count = sweep->again ? sweep->compared : sweep->journal->finished;
	pthread_mutex_unlock(&sweep->lock);
	return count;
}

/* Waits up to TICK_MS for a signal: its number, or 0. */
static int wait_signal(void)
{
	const struct timespec tick = {.tv_nsec = TICK_MS * 1000000L};
	sigset_t set;
	signal_set(&set);
	int number = sigtimedwait(&set, NULL, &tick);
	return number > 0 && number != SIGUSR1 ? number : 0;
}

/* Until all workers have ended, or a signal came and they had their time: 0 or the signal. */
static int wait_workers(struct sweep *sweep)
{
	struct progress progress =
		progress_start(sweep->script->stem, finished(sweep), sweep->journal->points,
	                       sweep->experiment->others / sweep->options->jobs);
	int stopped_by = 0, ticks = 0, waited_ms = 0;
	while (atomic_load(&sweep->running) > 0 && waited_ms < GRACE_MS) {
		int number = wait_signal();
		if (number != 0 && stopped_by == 0) {
			stopped_by = number;
			atomic_store(&sweep->stop, true);
		} else if (stopped_by != 0) {
			waited_ms += TICK_MS;
		}
		progress_show(&progress, finished(sweep));
		if (++ticks % (5000 / TICK_MS) == 0)
			journal_sync(sweep->journal);
	}
	progress_end(&progress);
	return stopped_by;
}

static int start_workers(struct sweep *sweep, pthread_t *threads, int wanted)
{
	int started = 0;
	while (started < wanted) {
		atomic_fetch_add(&sweep->running, 1);
		errno = thread_start(&threads[started], worker, sweep);
		if (errno != 0) {
			atomic_fetch_sub(&sweep->running, 1);
			break;
		}
		started++;
	}
	return started;
}

static int run(const struct script *script, const struct options *options, const struct experiment *experiment,
               struct journal *journal, bool again, struct failure *failure)
{
	struct sweep sweep = {
		.script = script,
		.options = options,
		.experiment = experiment,
		.journal = journal,
		.again = again,
		.main_thread = pthread_self(),
		.lock = PTHREAD_MUTEX_INITIALIZER,
	};
	sigset_t set, before;
	signal_set(&set);
	pthread_sigmask(SIG_BLOCK, &set, &before); /* the workers inherit it */
	size_t left = again ? journal->points : journal->points - journal->finished;
	int wanted = left < (size_t)options->jobs ? (int)left : options->jobs;
	pthread_t *threads = calloc((size_t)wanted + 1, sizeof *threads);
	int started = threads != NULL ? start_workers(&sweep, threads, wanted) : 0;
	if (started == 0 && wanted > 0) {
		fail(failure, "no worker could be started: %s", thread_problem(errno));
		free(threads);
		return 2;
	}
	int stopped_by = wait_workers(&sweep);
	if (atomic_load(&sweep.running) > 0) {
		/* a worker is deep in library code: what is finished is in the journal */
		pthread_mutex_lock(&sweep.lock);
		journal_sync(journal);
		fprintf(stderr, "recur: interrupted\n");
		_exit(128 + stopped_by);
	}
	for (int i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	free(threads);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (sweep.failed)
		*failure = sweep.failure;
	return sweep.failed ? 2 : stopped_by != 0 ? 128 + stopped_by : 0;
}

int sweep_run(const struct script *script, const struct options *options, const struct experiment *experiment,
              struct journal *journal, struct failure *failure)
{
	return run(script, options, experiment, journal, false, failure);
}

int sweep_again(const struct script *script, const struct options *options, const struct experiment *experiment,
                struct journal *journal, struct failure *failure)
{
	return run(script, options, experiment, journal, true, failure);
}
