/*
 * engine.h - what the fuzzers of scripts and of calls share: they make texts of scripts, the engine evaluates each twice
 * in sealed states, under sanitizers, and says what is wrong.
 */
#ifndef FUZZ_ENGINE_H
#define FUZZ_ENGINE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Chance: the same seed gives the same cases. */
struct chance {
	uint64_t state;
};

uint64_t chance_bits(struct chance *chance);
/* A whole number from 0 to count - 1. */
size_t chance_below(struct chance *chance, size_t count);
/* True once in so many times. */
bool chance_once_in(struct chance *chance, size_t times);

#define TEXT_ROOM 65536 /* bytes of a script, at most; what is more is cut off */

struct text {
	const char *paper; /* its folder below lua/, in which it finds other files: at first import */
	size_t length;
	char bytes[TEXT_ROOM];
};

void text_add(struct text *text, const char *bytes, size_t length);
__attribute__((format(printf, 2, 3))) void text_print(struct text *text, const char *format, ...);

/* The whole content of a file, with a NUL behind it, to be freed; ends the program with a message if there is none. */
char *file_read(const char *path);

struct fuzzer {
	const char *name;
	const char *unit;                                       /* what is counted, for the closing line */
	size_t units;                                           /* of them in a case */
	void (*make)(struct chance *chance, struct text *text); /* makes a case */
};

/* To be called by main with its arguments NAME BUILD_FOLDER SECONDS [SEED]: evaluates cases for so long and returns the
 * exit status: 0, or 1 after a fault, the case being kept in build/fuzz/. */
int fuzz(const struct fuzzer *fuzzer, int argc, char **argv);

#endif
