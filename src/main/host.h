/*
 * host.h - what the Lua part of the program may reach outside of Lua: files, hashes, other programs. Experiment
 * scripts never see it.
 */
#ifndef RECUR_HOST_H
#define RECUR_HOST_H

#include <lua.h>

/* Pushes the table of functions, which host.c describes. */
int host_open(lua_State *L);

#endif
