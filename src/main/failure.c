/*
 * failure.c - messages, such that any terminal can show them: scripts may put any bytes into theirs.
 */
#include "failure.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../bind/bind.h"

/* Copies a text of `length` bytes into the message. */
static void write_message(struct failure *failure, const char *text, size_t length)
{
	static const char cut[] = " ...";
	size_t used = 0;
	for (size_t i = 0; i < length;) {
		const bool plain = text[i] == '\n' || text[i] == '\t';
		const size_t bytes = plain ? 1 : character_length((const unsigned char *)text + i, length - i);
		if (used + (bytes > 0 ? bytes : 4) + sizeof cut > sizeof failure->message) {
			strcpy(failure->message + used, cut);
			return;
		}
		if (bytes > 0)
			memcpy(failure->message + used, text + i, bytes);
		else
			snprintf(failure->message + used, 5, "\\x%02X", (unsigned char)text[i]);
		used += bytes > 0 ? bytes : 4;
		i += bytes > 0 ? bytes : 1;
	}
	failure->message[used] = '\0';
}

bool fail(struct failure *failure, const char *format, ...)
{
	char *text;
	va_list arguments;
	va_start(arguments, format);
	const int length = vasprintf(&text, format, arguments);
	va_end(arguments);
	if (length < 0) {
		strcpy(failure->message, "not enough memory for a message");
		return false;
	}
	write_message(failure, text, (size_t)length);
	free(text);
	return false;
}
