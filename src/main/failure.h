/*
 * failure.h - how the program's parts report what went wrong: a message, made where the reason is
 * known, printed once, by main.
 */
#ifndef RECUR_FAILURE_H
#define RECUR_FAILURE_H

#include <stdbool.h>
#include <stdio.h>

struct failure {
	char message[4096];
};

/* Writes the message, cut at the start of a character if it is too long; what is not UTF-8 and control characters other
 * than new lines and tabs are written \xNN. Returns false, for `return fail(...)`. */
__attribute__((format(printf, 2, 3))) bool fail(struct failure *failure, const char *format, ...);

#endif
