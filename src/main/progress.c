/*
 * progress.c - the progress line, on standard error if that is a terminal.
 */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct progress progress_start(const char *name, size_t done, size_t points)
{
	return (struct progress){
		.shown = isatty(STDERR_FILENO) == 1,
		.name = name,
		.started = now(),
		.done_before = done,
		.points = points,
	};
}

void progress_show(const struct progress *progress, size_t done)
{
	if (!progress->shown)
		return;
	double passed = now() - progress->started;
	size_t fresh = done - progress->done_before;
	double rate = passed > 0 ? (double)fresh / passed : 0;
	char left[32] = "";
	if (rate > 0) {
		long seconds = (long)((double)(progress->points - done) / rate + 0.5);
		snprintf(left, sizeof left, ", %ld:%02ld left", seconds / 60, seconds % 60);
	}
	fprintf(stderr, "\r%s: %zu of %zu points, %.1f/s%s\033[K", progress->name, done,
	        progress->points, rate, left);
	fflush(stderr);
}

void progress_end(const struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
}
