/*
 * statistics.h - rank correlation and its bootstrap interval.
 */
#ifndef RECUR_STATISTICS_H
#define RECUR_STATISTICS_H

#include "stream.h"
#include "work.h"

/* Spearman's coefficient of n >= 2 pairs: Pearson's of the ranks, ties sharing their mean rank; 0 if
 * one side is constant. (C. Spearman, Am. J. Psychol. 15, 1904.) */
enum status statistics_rank_correlation(const double *x, const double *y, size_t n, struct work *work, double *rho);

/* An interval that covers the coefficient of the population with the probability `level` (0 ... 1), from `resamples`
 * samples drawn with replacement from the pairs: the basic bootstrap (A. C. Davison, D. V. Hinkley, Bootstrap Methods
 * and their Application, 1997, section 5.2) on Fisher's scale, atanh(rho). Drawing with replacement makes ties, which
 * pull coefficients towards zero; the quantiles of what was drawn would inherit that, and are therefore reflected about
 * the coefficient found. Of a coefficient of 1 or -1 both ends are the same. */
enum status statistics_rank_correlation_interval(const double *x, const double *y, size_t n, size_t resamples, double level,
                                      struct stream *stream, struct work *work, double *low, double *high);

#endif
