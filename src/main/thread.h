/*
 * thread.h - threads that have the same room for nested calls everywhere, whatever `ulimit -s` says.
 */
#ifndef RECUR_THREAD_H
#define RECUR_THREAD_H

#include <errno.h>
#include <pthread.h>
#include <string.h>

/* Lua nests at most 200 C calls (LUAI_MAXCCALLS), each of which takes some kilobytes at most. The memory is only taken where
 * it is used. */
#define THREAD_STACK ((size_t)16 << 20)

/* Starts a thread; returns 0 or a number of errno. */
static inline int thread_start(pthread_t *thread, void *(*function)(void *), void *data)
{
	pthread_attr_t attributes;
	int problem = pthread_attr_init(&attributes);
	if (problem != 0)
		return problem;
	problem = pthread_attr_setstacksize(&attributes, THREAD_STACK);
	if (problem == 0)
		problem = pthread_create(thread, &attributes, function, data);
	pthread_attr_destroy(&attributes);
	return problem;
}

/* Why a thread could not be started. The C library says EAGAIN as well where there is no memory for the stack. */
static inline const char *thread_problem(int problem)
{
	return problem == EAGAIN ? "not enough memory for its stack, or too many threads" : strerror(problem);
}

#endif
