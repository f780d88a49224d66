/*
 * rooks.c - the best places for rooks, one row after the other: each new rook takes the shortest
 * path of exchanges, in prices of rows and columns, to a free column.
 */
#include "rooks.h"

#include <math.h>
#include <string.h>

#define NO_ROW SIZE_MAX

/* Entries count as their magnitudes times `scale`, a power of two that keeps squares in range. The
 * column number `neurons` is a place outside the board, where a new row's rook starts. */
struct board {
	const double *matrix;
	size_t neurons;
	double scale;
	double *row_price;    /* neurons */
	double *column_price; /* neurons + 1, as are all that follow */
	double *length;       /* of the shortest path found so far to each open column */
	size_t *before;       /* the column before it on that path */
	size_t *row;          /* whose rook stands in each column, or NO_ROW */
	bool *closed;         /* the shortest path to it is known */
};

static struct board board_lay(struct work *work, const double *matrix, size_t neurons)
{
	const size_t places = neurons + 1;
	return (struct board){
		.matrix = matrix,
		.neurons = neurons,
		.row_price = work_take(work, places, sizeof(double)),
		.column_price = work_take(work, places, sizeof(double)),
		.length = work_take(work, places, sizeof(double)),
		.before = work_take(work, places, sizeof(size_t)),
		.row = work_take(work, places, sizeof(size_t)),
		.closed = work_take(work, places, sizeof(bool)),
	};
}

static void board_clear(struct board *b)
{
	memset(b->row_price, 0, (b->neurons + 1) * sizeof *b->row_price);
	memset(b->column_price, 0, (b->neurons + 1) * sizeof *b->column_price);
	for (size_t n = 0; n <= b->neurons; n++)
		b->row[n] = NO_ROW;
}

static double entry(const struct board *b, size_t m, size_t n)
{
	return fabs(b->matrix[m * b->neurons + n]) * b->scale;
}

/* The power of two that brings the largest magnitude into [0.5, 1), or, from below 2^-1000, as near
 * as a double can; 0 if there is none. */
static double scale_of(const double *matrix, size_t neurons)
{
	double largest = 0;
	for (size_t i = 0; i < neurons * neurons; i++)
		largest = fabs(matrix[i]) > largest ? fabs(matrix[i]) : largest;
	if (largest == 0)
		return 0;
	int exponent;
	frexp(largest, &exponent);
	return ldexp(1, exponent > -1000 ? -exponent : 1000);
}

/* Prolongs the paths by the row whose rook stands in the column just closed, and returns the open
 * column that is nearest now, the first of several. Prices move so that the path to it costs
 * nothing: lengths are kept relative to the nearest. */
static size_t nearest_after(struct board *b, size_t column)
{
	const size_t row = b->row[column];
	size_t nearest = column;
	double least = INFINITY;
	for (size_t n = 0; n < b->neurons; n++) {
		if (b->closed[n])
			continue;
		double length = -entry(b, row, n) - b->row_price[row] - b->column_price[n];
		if (length < b->length[n]) {
			b->length[n] = length;
			b->before[n] = column;
		}
		if (b->length[n] < least) {
			least = b->length[n];
			nearest = n;
		}
	}
	for (size_t n = 0; n <= b->neurons; n++) {
		if (b->closed[n]) {
			b->row_price[b->row[n]] += least;
			b->column_price[n] -= least;
		} else {
			b->length[n] -= least;
		}
	}
	return nearest;
}

/* Finds a column for one more row; rooks on the path to it move one column on. */
static void place(struct board *b, size_t row)
{
	for (size_t n = 0; n <= b->neurons; n++) {
		b->length[n] = INFINITY;
		b->closed[n] = false;
	}
	size_t column = b->neurons;
	b->row[column] = row;
	while (b->row[column] != NO_ROW) {
		b->closed[column] = true;
		column = nearest_after(b, column);
	}
	while (column != b->neurons) {
		b->row[column] = b->row[b->before[column]];
		column = b->before[column];
	}
}

/* S/N from the differences to one of the rooks: exact if all are equal. */
static double mean_rook(const struct board *b)
{
	double first = entry(b, b->row[0], 0), sum = 0;
	for (size_t n = 0; n < b->neurons; n++)
		sum += entry(b, b->row[n], n) - first;
	return first + sum / (double)b->neurons;
}

/* column[m] of each row's rook is known; q is the rooks' mean. */
static double relative_rest(const struct board *b, const size_t *column, double q)
{
	double rest = 0, squares = 0;
	for (size_t m = 0; m < b->neurons; m++) {
		for (size_t n = 0; n < b->neurons; n++) {
			double w = entry(b, m, n), left = n == column[m] ? w - q : w;
			squares += w * w;
			rest += left * left;
		}
	}
	return rest / squares;
}

enum status rooks_distance(const double *matrix, size_t neurons, struct work *work, size_t *column, double *magnitude,
                           double *distance)
{
	struct board b = board_lay(work, matrix, neurons);
	if (work_measures(work))
		return STATUS_MEASURED;
	b.scale = scale_of(matrix, neurons);
	board_clear(&b);
	/* Nothing to choose from in the zero matrix. */
	for (size_t m = 0; m < neurons && b.scale == 0; m++)
		b.row[m] = m;
	for (size_t m = 0; m < neurons && b.scale > 0; m++)
		place(&b, m);
	size_t *rook = column != NULL ? column : b.before; /* of no use any more */
	for (size_t n = 0; n < neurons; n++)
		rook[b.row[n]] = n;
	double q = mean_rook(&b);
	*distance = b.scale > 0 ? relative_rest(&b, rook, q) : 1;
	if (magnitude != NULL)
		*magnitude = b.scale > 0 ? q / b.scale : 0;
	return STATUS_OK;
}
