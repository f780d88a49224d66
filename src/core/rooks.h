/*
 * rooks.h - how far a matrix is from an N-rooks matrix.
 *
 * An N-rooks matrix has exactly one entry in every row and every column that is not zero, each of
 * them +q or -q with one magnitude q > 0: rooks on a chessboard that do not attack each other.
 */
#ifndef RECUR_ROOKS_H
#define RECUR_ROOKS_H

#include "work.h"

/* The squared Frobenius distance of a matrix W to the nearest N-rooks matrix, whatever its
 * magnitude and signs, relative to the squared norm of W: 1 - S²/(N Σ w²), where S is the largest sum of |w|
 * over the places of N rooks. It is 0 for N-rooks matrices, 1 - 1/N for constant ones, less than 1
 * but for rounding, and by convention 1 for the zero matrix (magnitude 0, rooks on the diagonal).
 *
 * S is an assignment problem, solved by shortest augmenting paths (R. Jonker, A. Volgenant,
 * Computing 38, 1987) in O(N³) steps; of equally near matrices the same one is always found. The
 * distance is summed from squares of what is left, so it is exactly 0 for N-rooks matrices, and for
 * others only if all they have beside the rooks is below 1e-154 of the largest entry. Factors that
 * are powers of two change no bit of it, unless entries fall below the smallest normal double.
 *
 * matrix: neurons × neurons, row by row, finite; neurons >= 1.
 * column: NULL, or neurons places: where the rook of the nearest matrix stands in each row.
 * magnitude: NULL, or its q = S/N. */
enum status rooks_distance(const double *matrix, size_t neurons, struct work *work, size_t *column, double *magnitude,
                           double *distance);

#endif
