/*
 * test_maps.c - the enumeration of one-to-one maps: what functions it takes, interruptions. Its counts are tested
 * from Lua, against a search through all tuples.
 */
#include "../../src/core/maps.h"

#include "support.h"

/* Of four neurons: those of one input, and majorities of three of them, whatever their signs. */
static size_t functions_of_four(uint32_t *functions)
{
	size_t count = 0;
	for (unsigned n = 0; n < 4; n++)
		for (unsigned sign = 0; sign < 2; sign++) {
			functions[count] = 0;
			for (unsigned x = 0; x < 16; x++)
				functions[count] |= (uint32_t)((x >> n & 1) == sign) << x;
			count++;
		}
	for (unsigned left_out = 0; left_out < 4; left_out++)
		for (unsigned signs = 0; signs < 16; signs++) {
			const unsigned voters = 15u & ~(1u << left_out);
			if ((signs & voters) != signs)
				continue;
			functions[count] = 0;
			for (unsigned x = 0; x < 16; x++)
				functions[count] |= (uint32_t)(__builtin_popcount((x ^ signs) & voters) >= 2) << x;
			count++;
		}
	return count;
}

struct patience {
	size_t polls, left;
};

static bool impatient(void *data)
{
	struct patience *p = data;
	p->polls++;
	return p->polls > p->left;
}

static void four_neurons(void **state)
{
	(void)state;
	uint32_t functions[80];
	const size_t count = functions_of_four(functions);
	struct map_classes classes;
	assert_int_equal(count, 40);
	assert_int_equal(RUN(maps_find(4, functions, count, &work, &classes)), STATUS_OK);
	assert_int_equal(classes.ending, MAPS_FOUND);
	assert_int_equal(classes.maps, classes.sets * 24 * 16);
	uint64_t maps = 0, sets = 0;
	for (size_t total = 0; total < MAPS_TOTALS; total++)
		maps += classes.of_total[total];
	for (size_t i = 0; i < classes.kind_count; i++)
		sets += classes.kinds[i].sets;
	assert_int_equal(maps, classes.maps);
	assert_int_equal(sets, classes.sets);
	assert_true(classes.of_total[16] == 1);  /* the identity */
	assert_true(classes.of_total[32] >= 15); /* among others, the identity with some signs changed */
}

static void functions_that_are_refused(void **state)
{
	(void)state;
	struct map_classes classes;
	const uint32_t no_negation[] = {0xa}, twice[] = {0xa, 0xa, 0x5, 0x5, 0xc, 0x3}, one_input[] = {0xa, 0x5};
	assert_int_equal(RUN(maps_find(2, no_negation, 1, &work, &classes)), STATUS_OK);
	assert_int_equal(classes.ending, MAPS_NOT_CLOSED);
	assert_int_equal(RUN(maps_find(2, twice, 6, &work, &classes)), STATUS_OK);
	assert_int_equal(classes.ending, MAPS_NOT_CLOSED);
	assert_int_equal(RUN(maps_find(2, one_input, 2, &work, &classes)), STATUS_OK);
	assert_int_equal(classes.ending, MAPS_NOT_CLOSED);
	assert_int_equal(classes.kind_count, 0);
}

/* Wherever it is asked to stop, it stops at once; that nothing is left behind is looked at by the sanitizer's run. */
static void interruptions_are_honoured(void **state)
{
	(void)state;
	uint32_t functions[80];
	const size_t count = functions_of_four(functions);
	struct map_classes classes;
	struct patience all = {0, SIZE_MAX};
	const struct interrupt counting = {impatient, &all};
	assert_int_equal(RUN_WITH(NULL, &counting, maps_find(4, functions, count, &work, &classes)), STATUS_OK);
	assert_true(all.polls > 10);
	for (size_t left = 0; left < all.polls; left += 1 + all.polls / 20) {
		struct patience p = {0, left};
		const struct interrupt interrupt = {impatient, &p};
		assert_int_equal(RUN_WITH(NULL, &interrupt, maps_find(4, functions, count, &work, &classes)), STATUS_INTERRUPTED);
		assert_int_equal(p.polls, left + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_neurons),
		cmocka_unit_test(functions_that_are_refused),
		cmocka_unit_test(interruptions_are_honoured),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
