/*
 * progress.h - one line on a terminal: how far, how fast, how long still. Silent elsewhere.
 */
#ifndef RECUR_PROGRESS_H
#define RECUR_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	bool shown;
	const char *name;
	double started; /* seconds, monotonic */
	size_t done_before, points;
	double others; /* seconds that other results will take after this one */
};

struct progress progress_start(const char *name, size_t done, size_t points, double others);
void progress_show(const struct progress *progress, size_t done);
void progress_end(const struct progress *progress);

#endif
