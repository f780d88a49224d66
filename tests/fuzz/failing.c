/*
 * failing.c - a library to be loaded before all others (LD_PRELOAD) which lets one request for memory fail, or all from
 * one on: FAILING_FIRST and FAILING_LAST say which, counted from 1 since the process was started. The file named by
 * FAILING_NOTE is created at the first that fails; where FAILING_COUNT names one, the number of requests is written to it
 * at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static atomic_ulong asked;
static atomic_bool noted;

static unsigned long number(const char *name)
{
	const char *text = getenv(name);
	return text != NULL ? strtoul(text, NULL, 10) : 0;
}

/* Whether this request is one that fails. No function that asks for memory itself is called here. */
static int fails(void)
{
	const unsigned long which = atomic_fetch_add(&asked, 1) + 1, first = number("FAILING_FIRST");
	if (first == 0 || which < first || which > number("FAILING_LAST"))
		return 0;
	const char *note = getenv("FAILING_NOTE");
	if (note != NULL && !atomic_exchange(&noted, 1))
		close(open(note, O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }

void *calloc(size_t count, size_t size) { return fails() ? NULL : __libc_calloc(count, size); }

void *realloc(void *block, size_t size) { return fails() ? NULL : __libc_realloc(block, size); }

void *memalign(size_t alignment, size_t size) { return fails() ? NULL : __libc_memalign(alignment, size); }

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size)
{
	void *found = memalign(alignment, size);
	if (found == NULL)
		return ENOMEM;
	*block = found;
	return 0;
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("FAILING_COUNT");
	char line[32];
	const int length = snprintf(line, sizeof line, "%lu\n", atomic_load(&asked));
	const int file = path != NULL ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
	if (file >= 0 && write(file, line, (size_t)length) != length)
		_exit(3);
}
