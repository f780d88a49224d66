/*
 * version.c - which program this is. RECUR_SOURCES, a hash of all sources, comes from the Makefile.
 */
#include "bind.h"

const char recur_version[] = "0.1.0";
const char recur_sources[] = RECUR_SOURCES;
