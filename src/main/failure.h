/*
 * failure.h - how the program's parts report what went wrong: a message, made where the reason is
 * known, printed once, by main.
 */
#ifndef RECUR_FAILURE_H
#define RECUR_FAILURE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

struct failure {
	char message[4096];
};

/* Writes the message; returns false, for `return fail(...)`. */
__attribute__((format(printf, 2, 3))) static inline bool fail(struct failure *failure,
                                                              const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(failure->message, sizeof failure->message, format, arguments);
	va_end(arguments);
	return false;
}

#endif
