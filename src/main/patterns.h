/*
 * patterns.h - find, match, gmatch and gsub of the string library, with every step of a search counted.
 */
#ifndef RECUR_PATTERNS_H
#define RECUR_PATTERNS_H

#include <lua.h>

/* Puts the four functions into the string library, a table on the top. */
void patterns_open(lua_State *L);

#endif
