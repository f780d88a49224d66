/*
 * test_heap.c - the memory of a Lua state, kept and restored: blocks of all sizes come back with their places and contents,
 * whatever happened to them in between.
 */
#include "support.h"

#include "../../src/main/heap.c"

#define BLOCKS 400

struct block {
	unsigned char *bytes;
	size_t size;
	unsigned char fill;
};

static size_t some_size(gsl_rng *rng)
{
	const size_t most[] = {16, 100, HEAP_SMALL + 40, 200000};
	return 1 + gsl_rng_uniform_int(rng, most[gsl_rng_uniform_int(rng, COUNT_OF(most))]);
}

static void check(const struct block *b)
{
	for (size_t i = 0; i < b->size; i++)
		assert_int_equal(b->bytes[i], b->fill);
}

/* Makes, frees or resizes one block. */
static void change(struct heap *heap, struct block *b, gsl_rng *rng)
{
	const bool frees = b->bytes != NULL && gsl_rng_uniform(rng) < 0.4;
	check(b);
	if (frees) {
		heap_free(heap, b->bytes, b->size);
		*b = (struct block){0};
		return;
	}
	const size_t size = some_size(rng), kept = size < b->size ? size : b->size;
	b->bytes = heap_resize(heap, b->bytes, b->size, size);
	assert_non_null(b->bytes);
	assert_int_equal((uintptr_t)b->bytes % HEAP_STEP, 0);
	for (size_t i = 0; i < kept; i++)
		assert_int_equal(b->bytes[i], b->fill);
	b->size = size;
	b->fill = (unsigned char)gsl_rng_uniform_int(rng, 256);
	memset(b->bytes, b->fill, size);
}

static void change_many(struct heap *heap, struct block *blocks, size_t times, gsl_rng *rng)
{
	for (size_t i = 0; i < times; i++)
		change(heap, &blocks[gsl_rng_uniform_int(rng, BLOCKS)], rng);
}

static void what_was_kept_comes_back(void **state)
{
	(void)state;
	gsl_rng *rng = twister(12);
	for (size_t before = 0; before <= 2000; before += 500) {
		struct heap heap = {0};
		struct block blocks[BLOCKS] = {{0}}, kept[BLOCKS];
		change_many(&heap, blocks, before, rng);
		memcpy(kept, blocks, sizeof kept);
		assert_true(heap_keep(&heap));
		for (size_t times = 0; times < 1500; times += 300) {
			change_many(&heap, blocks, times, rng);
			heap_restore(&heap);
			memcpy(blocks, kept, sizeof blocks);
			for (size_t i = 0; i < BLOCKS; i++)
				check(&blocks[i]);
		}
		heap_close(&heap);
		assert_null(heap.first);
	}
	gsl_rng_free(rng);
}

/* Points that need the same find it in the same place: then nothing that depends on addresses differs either. */
static void the_same_requests_give_the_same_small_blocks(void **state)
{
	(void)state;
	struct heap heap = {0};
	void *first[60];
	heap_resize(&heap, NULL, 0, 100);
	assert_true(heap_keep(&heap));
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < COUNT_OF(first); i++) {
			void *block = heap_resize(&heap, NULL, 0, 1 + 17 * i);
			if (round == 0)
				first[i] = block;
			if (17 * i + 1 <= HEAP_SMALL)
				assert_ptr_equal(block, first[i]);
		}
		heap_restore(&heap);
	}
	heap_close(&heap);
}

static void more_than_memory_is_refused(void **state)
{
	(void)state;
	struct heap heap = {0};
	unsigned char *block = heap_resize(&heap, NULL, 0, 5000);
	memset(block, 7, 5000);
	assert_null(heap_resize(&heap, NULL, 0, SIZE_MAX - 8));
	assert_null(heap_resize(&heap, block, 5000, SIZE_MAX - 8));
	assert_int_equal(block[4999], 7);
	heap_close(&heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_comes_back),
		cmocka_unit_test(the_same_requests_give_the_same_small_blocks),
		cmocka_unit_test(more_than_memory_is_refused),
	};
	return cmocka_run_group_tests_name("heap", tests, NULL, NULL);
}
