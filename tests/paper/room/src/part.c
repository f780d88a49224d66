/*
 * part.c - a fixture.
 */
static int declared(int x);

/* Doubles,
 * in two lines. */
static int doubled(int x)
{
	return 2 * x;
}
