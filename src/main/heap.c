/*
 * heap.c - small blocks from chunks, large ones from malloc, and an image of both.
 */
#include "heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 65536 /* bytes */

struct heap_chunk {
	struct heap_chunk *next;
	_Alignas(HEAP_STEP) unsigned char bytes[CHUNK];
};

/* At the beginning of a small block that is free. */
struct heap_free {
	struct heap_free *next; /* of its size */
};

/* In front of a large block. */
struct heap_large {
	struct heap_large *before, *after; /* in the list of the heap */
	size_t size;
	unsigned char *kept; /* its content in the image; NULL of a block that was made since */
	_Alignas(HEAP_STEP) unsigned char bytes[];
};

/* The heap as it was, with the content of all its chunks, each as far as it was used, and then of its large blocks. */
struct heap_image {
	struct heap heap;
	unsigned char content[];
};

static bool is_small(size_t size) { return size <= HEAP_SMALL; }

static size_t place_of(size_t size) { return (size + HEAP_STEP - 1) / HEAP_STEP; }

/* --- small blocks ------------------------------------------------------------------------------- */

/* The chunk behind the current one, made if there is none. */
static bool next_chunk(struct heap *heap)
{
	struct heap_chunk **link = heap->current != NULL ? &heap->current->next : &heap->first;
	if (*link == NULL) {
		*link = malloc(sizeof **link);
		if (*link == NULL)
			return false;
		(*link)->next = NULL;
	}
	heap->current = *link;
	heap->used = 0;
	return true;
}

static void *take_small(struct heap *heap, size_t size)
{
	const size_t place = place_of(size);
	struct heap_free *open = heap->open[place];
	if (open != NULL) {
		heap->open[place] = open->next;
		return open;
	}
	if ((heap->current == NULL || heap->used + place * HEAP_STEP > CHUNK) && !next_chunk(heap))
		return NULL;
	void *block = heap->current->bytes + heap->used;
	heap->used += place * HEAP_STEP;
	return block;
}

static void free_small(struct heap *heap, void *block, size_t size)
{
	struct heap_free *open = block;
	open->next = heap->open[place_of(size)];
	heap->open[place_of(size)] = open;
}

/* --- large blocks ------------------------------------------------------------------------------- */

static struct heap_large *large_of(void *block)
{
	return (struct heap_large *)(void *)((unsigned char *)block - offsetof(struct heap_large, bytes));
}

static void link_large(struct heap *heap, struct heap_large *large)
{
	large->before = heap->large;
	large->after = NULL;
	if (large->before != NULL)
		large->before->after = large;
	heap->large = large;
}

static void unlink_large(struct heap *heap, const struct heap_large *large)
{
	if (large->before != NULL)
		large->before->after = large->after;
	if (large->after != NULL)
		large->after->before = large->before;
	else
		heap->large = large->before;
}

static void *take_large(struct heap *heap, size_t size)
{
	struct heap_large *large = size < SIZE_MAX - sizeof *large ? malloc(sizeof *large + size) : NULL;
	if (large == NULL)
		return NULL;
	large->size = size;
	large->kept = NULL;
	link_large(heap, large);
	return large->bytes;
}

/* One that is in the image stays where it is until it is restored. */
static void free_large(struct heap *heap, void *block)
{
	struct heap_large *large = large_of(block);
	if (large->kept != NULL)
		return;
	unlink_large(heap, large);
	free(large);
}

/* In place, if the system can; NULL with nothing changed if there is no memory. */
static void *resize_large(struct heap *heap, void *block, size_t size)
{
	struct heap_large *large = large_of(block);
	unlink_large(heap, large);
	struct heap_large *moved = size < SIZE_MAX - sizeof *moved ? realloc(large, sizeof *moved + size) : NULL;
	if (moved != NULL)
		moved->size = size;
	else
		moved = large;
	const bool done = moved->size == size;
	link_large(heap, moved);
	return done ? moved->bytes : NULL;
}

/* --- both --------------------------------------------------------------------------------------- */

void heap_free(struct heap *heap, void *block, size_t size)
{
	if (is_small(size))
		free_small(heap, block, size);
	else
		free_large(heap, block);
}

void *heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size)
{
	if (block != NULL && is_small(old_size) && is_small(new_size) && place_of(old_size) == place_of(new_size))
		return block;
	if (block != NULL && !is_small(old_size) && !is_small(new_size) && large_of(block)->kept == NULL)
		return resize_large(heap, block, new_size);
	void *moved = is_small(new_size) ? take_small(heap, new_size) : take_large(heap, new_size);
	if (moved != NULL && block != NULL) {
		memcpy(moved, block, old_size < new_size ? old_size : new_size);
		heap_free(heap, block, old_size);
	}
	return moved;
}

/* --- the image ---------------------------------------------------------------------------------- */

/* Bytes of a chunk that blocks were cut from. */
static size_t used_of(const struct heap *heap, const struct heap_chunk *chunk)
{
	return chunk == heap->current ? heap->used : CHUNK;
}

static size_t content_of(const struct heap *heap)
{
	size_t bytes = 0;
	for (const struct heap_chunk *chunk = heap->first; chunk != NULL; chunk = chunk->next)
		bytes += used_of(heap, chunk);
	for (const struct heap_large *large = heap->large; large != NULL; large = large->before)
		bytes += large->size;
	return bytes;
}

bool heap_keep(struct heap *heap)
{
	struct heap_image *image = malloc(sizeof *image + content_of(heap));
	if (image == NULL)
		return false;
	unsigned char *to = image->content;
	for (const struct heap_chunk *chunk = heap->first; chunk != NULL; chunk = chunk->next) {
		memcpy(to, chunk->bytes, used_of(heap, chunk));
		to += used_of(heap, chunk);
	}
	for (struct heap_large *large = heap->large; large != NULL; large = large->before) {
		large->kept = to;
		memcpy(to, large->bytes, large->size);
		to += large->size;
	}
	image->heap = *heap;
	heap->image = image;
	return true;
}

/* Frees the large blocks that are not in the image; the others become one list, as they were. */
static void restore_large(struct heap *heap)
{
	struct heap_large *large = heap->large;
	while (large != NULL) {
		struct heap_large *before = large->before;
		if (large->kept == NULL) {
			unlink_large(heap, large);
			free(large);
		} else {
			memcpy(large->bytes, large->kept, large->size);
		}
		large = before;
	}
}

void heap_restore(struct heap *heap)
{
	struct heap_image *image = heap->image;
	const unsigned char *from = image->content;
	restore_large(heap);
	struct heap_large *const large = heap->large;
	struct heap_chunk *const first = heap->first;
	*heap = image->heap;
	heap->image = image;
	heap->large = large;
	heap->first = first;
	for (struct heap_chunk *chunk = heap->current != NULL ? first : NULL;; chunk = chunk->next) {
		if (chunk == NULL)
			break;
		memcpy(chunk->bytes, from, used_of(heap, chunk));
		from += used_of(heap, chunk);
		if (chunk == heap->current)
			break;
	}
}

void heap_close(struct heap *heap)
{
	for (struct heap_large *large = heap->large, *before; large != NULL; large = before) {
		before = large->before;
		free(large);
	}
	for (struct heap_chunk *chunk = heap->first, *next; chunk != NULL; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	free(heap->image);
	*heap = (struct heap){0};
}
