/*
 * statistics.h - rank correlation and its bootstrap interval.
 */
#ifndef RECUR_STATISTICS_H
#define RECUR_STATISTICS_H

#include "status.h"
#include "stream.h"

/* Spearman's coefficient of n >= 2 pairs: Pearson's of the ranks, ties sharing their mean rank; 0 if
 * one side is constant. (C. Spearman, Am. J. Psychol. 15, 1904.) */
enum status rank_correlation(const double *x, const double *y, size_t n, double *rho);

/* The central interval that holds `level` (0 ... 1) of the coefficients of `resamples` samples drawn
 * with replacement from the pairs (percentile bootstrap, B. Efron, Ann. Stat. 7, 1979). */
enum status rank_correlation_interval(const double *x, const double *y, size_t n, size_t resamples,
                                      double level, struct stream *stream,
                                      const struct interrupt *interrupt, double *low, double *high);

#endif
