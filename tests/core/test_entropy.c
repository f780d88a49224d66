/*
 * test_entropy.c - estimates of an entropy from counts, against their formulas evaluated by mpmath with 40 digits.
 */
#include "../../src/core/entropy.h"

#include "support.h"

static void same(const uint64_t *counts, size_t states, const double expected[4], size_t singles)
{
	struct state_entropy found = entropy_from_counts(counts, states);
	assert_near(found.plug_in, expected[0], 2e-15 * (1 + expected[0]));
	assert_near(found.miller_madow, expected[1], 2e-15 * (1 + expected[1]));
	assert_near(found.grassberger, expected[2], 1e-13 * (1 + expected[2])); /* G is a sum of many terms */
	assert_near(found.chao_shen, expected[3], 4e-15 * (1 + expected[3]));
	assert_int_equal(found.states, states);
	assert_int_equal(found.singles, singles);
}

static void by_formula(void **state)
{
	(void)state;
	const uint64_t one[] = {7}, few[] = {1, 1, 2, 4}, all_new[] = {1, 1, 1, 1, 1}, even[] = {3, 3, 3, 3};
	const uint64_t steep[] = {1, 2, 5, 9, 100, 2385};
	same(one, 1, (double[]){0, 0, 0.21583630727498348, 0}, 0);
	same(few, 4, (double[]){1.75, 2.0205053201666806, 2.1878052689804342, 2.2771113427083278}, 2);
	same(all_new, 5, (double[]){2.3219280948873623, 2.8990061112429477, 4.1546742721642295, 5.0305194620822502}, 5);
	same(even, 4, (double[]){2, 2.1803368801111204, 2.5323185962200965, 2.0654251336116621}, 0);
	same(steep, 6, (double[]){0.31137426627437522, 0.31281580808181823, 0.31385278683171309, 0.31586362515848303}, 1);
}

static void of_many(void **state)
{
	(void)state;
	enum { SINGLES = 1000, STATES = SINGLES + 4 };
	uint64_t counts[STATES];
	for (size_t i = 0; i < STATES; i++)
		counts[i] = i < SINGLES ? 1 : i < STATES - 1 ? 2 : 40;
	same(counts, STATES, (double[]){9.8214155838611914, 10.513109238742468, 11.573255263829623, 14.265272950476218},
	     SINGLES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(by_formula), cmocka_unit_test(of_many)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
