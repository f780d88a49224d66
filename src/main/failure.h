/*
 * failure.h - how the program's parts report what went wrong: a message, made where the reason is
 * known, printed once, by main.
 */
#ifndef RECUR_FAILURE_H
#define RECUR_FAILURE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct failure {
	char message[4096];
};

/* Writes the message, cut at the start of a character if it is too long; returns false, for `return fail(...)`. */
__attribute__((format(printf, 2, 3))) static inline bool fail(struct failure *failure,
                                                              const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const int length = vsnprintf(failure->message, sizeof failure->message, format, arguments);
	va_end(arguments);
	if (length < 0)
		strcpy(failure->message, "not enough memory for a message");
	if (length >= (int)sizeof failure->message) {
		size_t end = sizeof failure->message - sizeof " ...";
		while (end > 0 && (failure->message[end] & 0xc0) == 0x80)
			end--;
		strcpy(failure->message + end, " ...");
	}
	return false;
}

#endif
