/*
 * bounded.h - the functions of the standard libraries whose work no instruction counts, charged for what they do.
 */
#ifndef RECUR_BOUNDED_H
#define RECUR_BOUNDED_H

#include <lua.h>

/* Changes the libraries of a state that has just opened them. */
void bounded_open(lua_State *L);

#endif
