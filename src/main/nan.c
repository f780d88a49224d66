/*
 * nan.c - a nan without a sign.
 *
 * That of 0/0 is set on x86 and clear on arm64, and Lua shows it where it turns a number into text by
 * itself, as `..` and table.concat do: by snprintf and LUA_NUMBER_FMT. The program defines that name,
 * and the one Lua calls if it was built with checks of buffers, for the same reason and in the same way
 * as those of libm.c. (string.format, string.pack and tostring are seen to in lua/recur/seal.lua.)
 */
#undef _FORTIFY_SOURCE /* it would make snprintf an inline function */
#include <lua.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SHOWN __attribute__((visibility("default")))

static int print(char *to, size_t room, const char *format, va_list values)
{
	int length = vsnprintf(to, room, format, values);
	if (length != 4 || room <= 4 || strcmp(format, LUA_NUMBER_FMT) != 0 || strcmp(to, "-nan") != 0)
		return length;
	memcpy(to, "nan", sizeof "nan");
	return 3;
}

SHOWN int snprintf(char *to, size_t room, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	int length = print(to, room, format, values);
	va_end(values);
	return length;
}

SHOWN int __snprintf_chk(char *to, size_t room, int flag, size_t size, const char *format, ...);
int __snprintf_chk(char *to, size_t room, int flag, size_t size, const char *format, ...)
{
	(void)flag;
	va_list values;
	va_start(values, format);
	int length = print(to, room < size ? room : size, format, values);
	va_end(values);
	return length;
}
