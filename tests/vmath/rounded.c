/*
 * rounded.c - the functions that scripts call, against the correctly rounded values of rounded.txt, and at the edges, and
 * the memory they need for any arguments. Usage: rounded FILE. It says TAP.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "../../src/main/rounded.h"

static const struct {
	const char *name;
	double (*one)(double);
	double (*two)(double, double);
} functions[] = {
	{"exp", rounded_exp, NULL},     {"expm1", rounded_expm1, NULL}, {"log", rounded_log, NULL},
	{"log1p", rounded_log1p, NULL}, {"log2", rounded_log2, NULL},   {"log10", rounded_log10, NULL},
	{"sin", rounded_sin, NULL},     {"cos", rounded_cos, NULL},     {"tan", rounded_tan, NULL},
	{"asin", rounded_asin, NULL},   {"acos", rounded_acos, NULL},   {"sinh", rounded_sinh, NULL},
	{"cosh", rounded_cosh, NULL},   {"tanh", rounded_tanh, NULL},   {"pow", NULL, rounded_pow},
	{"atan2", NULL, rounded_atan2},
};
#define FUNCTIONS (sizeof functions / sizeof *functions)

/* Annex F of the C standard. y counts for functions of two arguments only. */
static const struct {
	const char *name;
	double x, y, result;
} edges[] = {
	{"exp", -0.0, 0, 1},
	{"exp", INFINITY, 0, INFINITY},
	{"exp", -INFINITY, 0, 0.0},
	{"exp", 709.8, 0, INFINITY},
	{"exp", -745.2, 0, 0.0},
	{"exp", NAN, 0, NAN},
	{"expm1", -0.0, 0, -0.0},
	{"expm1", -INFINITY, 0, -1},
	{"log", 1, 0, 0.0},
	{"log", 0.0, 0, -INFINITY},
	{"log", -0.0, 0, -INFINITY},
	{"log", -1, 0, NAN},
	{"log", INFINITY, 0, INFINITY},
	{"log1p", -0.0, 0, -0.0},
	{"log1p", -1, 0, -INFINITY},
	{"log1p", -2, 0, NAN},
	{"log2", 0x1p-1074, 0, -1074},
	{"log2", 0x1p1023, 0, 1023},
	{"log10", 1000, 0, 3},
	{"log10", 1e22, 0, 22},
	{"sin", -0.0, 0, -0.0},
	{"sin", 0x1p-1074, 0, 0x1p-1074},
	{"sin", INFINITY, 0, NAN},
	{"cos", 0.0, 0, 1},
	{"cos", -INFINITY, 0, NAN},
	{"tan", -0.0, 0, -0.0},
	{"asin", -0.0, 0, -0.0},
	{"asin", 0x1.0000000000001p+0, 0, NAN},
	{"acos", 1, 0, 0.0},
	{"acos", -0x1.0000000000001p+0, 0, NAN},
	{"tanh", -0.0, 0, -0.0},
	{"tanh", -INFINITY, 0, -1},
	{"sinh", -711, 0, -INFINITY},
	{"cosh", -711, 0, INFINITY},
	{"pow", 0.0, 0.0, 1},
	{"pow", NAN, 0.0, 1},
	{"pow", 1, NAN, 1},
	{"pow", -0.0, 3, -0.0},
	{"pow", -0.0, -1, -INFINITY},
	{"pow", -0.0, -2, INFINITY},
	{"pow", -2, 3, -8},
	{"pow", -2, 0.5, NAN},
	{"pow", -1, INFINITY, 1},
	{"pow", 0.5, -INFINITY, INFINITY},
	{"pow", -INFINITY, 3, -INFINITY},
	{"pow", 2, -1074, 0x1p-1074},
	{"pow", 2, -1075, 0.0}, /* in the middle between 0 and the least double: to even */
	{"pow", 0x1.8p+0, -1800, 0x218862p-1074}, /* (2/3)^1800 by whole numbers */
	{"atan2", -0.0, 1, -0.0},
	{"atan2", 0.0, -1, 0x1.921fb54442d18p+1},
	{"atan2", -0.0, -0.0, -0x1.921fb54442d18p+1},
	{"atan2", INFINITY, -INFINITY, 0x1.2d97c7f3321d2p+1},
	{"atan2", NAN, 1, NAN},
};

static int count, failures;

/* The line of one test, of which what follows tells the name. */
static void report(bool good)
{
	failures += !good;
	printf("%s %d - ", good ? "ok" : "not ok", ++count);
}

static void look(const char *name, double x, double y, double expected)
{
	double found = NAN;
	bool known = false;
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (strcmp(functions[i].name, name) == 0) {
			found = functions[i].one != NULL ? functions[i].one(x) : functions[i].two(x, y);
			known = true;
		}
	const bool good = known && ((isnan(expected) && isnan(found)) || memcmp(&found, &expected, sizeof found) == 0);
	report(good);
	printf("%s(%a, %a)\n", name, x, y);
	if (!good)
		printf("# expected %a, found %a\n", expected, found);
}

/* Lines "NAME X VALUE" or "NAME X Y VALUE". */
static bool read_values(const char *path)
{
	char line[200], name[16];
	double x, y, value;
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return false;
	while (fgets(line, sizeof line, file) != NULL) {
		int cells = sscanf(line, "%15s %lf %lf %lf", name, &x, &y, &value);
		if (cells == 3)
			look(name, x, 0, y);
		else if (cells == 4)
			look(name, x, y, value);
		else
			return fclose(file), false;
	}
	return fclose(file) == 0;
}

/* Any bits at all as arguments: the program ends by abort if a call's room does not suffice. */
static void use_room(void)
{
	uint64_t state = 1;
	double x[2];
	for (int k = 0; k < 4000; k++)
		for (size_t i = 0; i < FUNCTIONS; i++) {
			for (int j = 0; j < 2; j++) {
				state = state * 6364136223846793005u + 1442695040888963407u; /* D. E. Knuth's MMIX */
				uint64_t bits = state ^ state >> 32;
				memcpy(&x[j], &bits, sizeof bits);
			}
			volatile double found = functions[i].one != NULL ? functions[i].one(x[0]) : functions[i].two(x[0], x[1]);
			(void)found;
		}
	report(rounded_room() < 1 << 15);
	printf("a call took %zu of 65536 bytes\n", rounded_room());
}

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
		look(edges[i].name, edges[i].x, edges[i].y, edges[i].result);
	report(argc == 2 && read_values(argv[1]));
	printf("%s read to its end\n", argc == 2 ? argv[1] : "usage: rounded FILE");
	use_room();
	printf("1..%d\n", count);
	return failures > 0;
}
