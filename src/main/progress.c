/*
 * progress.c - the progress line, on standard error if that is a terminal.
 */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A line is drawn again and again over itself, which a dumb terminal cannot do. */
static bool terminal_can_rewrite(void)
{
	const char *kind = getenv("TERM");
	return kind != NULL && *kind != '\0' && strcmp(kind, "dumb") != 0;
}

struct progress progress_start(const char *name, size_t done, size_t points, double others)
{
	return (struct progress){
		.shown = isatty(STDERR_FILENO) == 1 && terminal_can_rewrite(),
		.name = name,
		.started = now(),
		.done_before = done,
		.points = points,
		.others = others,
	};
}

void progress_show(const struct progress *progress, size_t done)
{
	if (!progress->shown)
		return;
	double passed = now() - progress->started;
	size_t fresh = done - progress->done_before;
	double rate = passed > 0 ? (double)fresh / passed : 0;
	char left[64] = "";
	if (rate > 0) {
		long seconds = (long)((double)(progress->points - done) / rate + 0.5);
		long all = seconds + (long)progress->others;
		int length = snprintf(left, sizeof left, ", %ld:%02ld left", seconds / 60, seconds % 60);
		if (all > seconds && length > 0)
			snprintf(left + length, sizeof left - (size_t)length, " (all results %ld:%02ld)", all / 60, all % 60);
	}
	char line[256];
	struct winsize size = {.ws_col = 0};
	snprintf(line, sizeof line, "%s: %zu of %zu points, %.1f/s%s", progress->name, done, progress->points, rate, left);
	const int width = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1 : 79;
	fprintf(stderr, "\r%.*s\033[K", width, line); /* a longer line would be wrapped, and stay */
	fflush(stderr);
}

void progress_end(const struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
}
