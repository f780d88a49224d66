/*
 * heap.h - the memory of a Lua state, which can be kept as it is and later be made so again.
 *
 * What a state is made of lies in blocks of one heap. heap_keep copies all of them; heap_restore frees the blocks that were
 * made since, and gives the others the content they had: to the byte, the state is then what it was. So every grid point
 * starts from the same state, in which library and script are loaded, for the price of copying it.
 */
#ifndef RECUR_HEAP_H
#define RECUR_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/* Small blocks are cut from chunks, and kept in lists by size once they are free; larger ones come from malloc. */
#if defined(__SANITIZE_ADDRESS__)
#define HEAP_SMALL 0 /* so that the sanitizer sees the ends of all of them */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEAP_SMALL 0
#endif
#endif
#ifndef HEAP_SMALL
#define HEAP_SMALL 1024 /* bytes of a small block, at most */
#endif
#define HEAP_STEP 16    /* bytes: sizes and addresses are multiples of it */

struct heap {
	struct heap_chunk *first, *current; /* in the order they were made; blocks are cut from the current one */
	size_t used;                        /* bytes of the current chunk */
	struct heap_free *open[HEAP_SMALL / HEAP_STEP + 1]; /* free blocks of each size */
	struct heap_large *large;           /* the last one made; each points to the one before and the one after */
	struct heap_image *image;           /* what heap_keep has kept, or NULL */
};

/* As realloc, where block is NULL or has old_size bytes; new_size is not 0. NULL if there is no memory: the block is then as
 * it was. */
void *heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size);
void heap_free(struct heap *heap, void *block, size_t size);

/* Keeps the heap as it is, once; false if there is no memory for that. */
bool heap_keep(struct heap *heap);
/* Makes it so again. */
void heap_restore(struct heap *heap);

/* Gives all memory back. */
void heap_close(struct heap *heap);

#endif
