/*
 * traceback.h - which lines of a script, and of what it includes, led to an error.
 */
#ifndef RECUR_TRACEBACK_H
#define RECUR_TRACEBACK_H

#include <lua.h>

/* A handler of errors, for xpcall and lua_pcall: pushes the message, and below it a line for each call of the script that
 * was under way, the innermost first. A message that names the only such line stays as it is, as does what is no string.
 * Lines of the library are not shown. */
int traceback_push(lua_State *L);

#endif
