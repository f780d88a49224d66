/*
 * status.h - how a kernel routine ends, and how it can be asked to stop.
 *
 * The kernel never prints, exits or jumps: a routine that can fail returns a status. Long routines
 * ask an interrupt function, handed to them, a few thousand times a second whether to give up.
 */
#ifndef RECUR_STATUS_H
#define RECUR_STATUS_H

#include <stdbool.h>
#include <stddef.h>

enum status {
	STATUS_OK,
	STATUS_INTERRUPTED, /* the interrupt function said so; results are incomplete */
	STATUS_MEASURED,    /* only told how much memory it needs; see work.h */
	STATUS_TOO_STRONG   /* weights beyond the range in which the result is known */
};

/* poll(data) returns true to make the running routine return STATUS_INTERRUPTED. */
struct interrupt {
	bool (*poll)(void *data);
	void *data;
};

/* interrupt may be NULL: never interrupted. */
static inline bool interrupt_requested(const struct interrupt *interrupt)
{
	return interrupt != NULL && interrupt->poll(interrupt->data);
}

#endif
