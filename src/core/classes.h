/*
 * classes.h - series cut into a few classes, and their mutual information: what bits of series.h are for two classes
 * about the mean.
 */
#ifndef RECUR_CLASSES_H
#define RECUR_CLASSES_H

#include "bits.h"

#define CLASSES_MOST 8

/* Where a component is cut: at quantiles, so that all classes are as full as can be (two: at the median), or into
 * intervals of equal width from its smallest to its largest sample. */
enum cut { CUT_QUANTILES, CUT_WIDTHS };

/* The class, 0 ... classes - 1, of component i at step t: of[i * steps + t]. */
struct classes {
	uint8_t *of;
	size_t count, steps, classes;
};

/* Room for them, from an arena. */
struct classes classes_lay(struct arena *arena, size_t count, size_t steps, size_t count_of_classes);

/* Cuts s into classes (2 ... CLASSES_MOST), laid out for as many components and steps: a sample's class is the number of cuts that it reaches, so equal samples
 * share one. A constant, in the sense of series.h, is all in class 0. */
enum status classes_from_series(struct series s, enum cut cut, struct work *work, const struct classes *classes);

/* The mean over all pairs of the mutual information of the classes of u_m(t) and v_n(t + lag), both of the same number
 * of classes and steps, lag < steps; exactly 0 where one is constant. */
enum status classes_information(const struct classes *u, const struct classes *v, size_t lag, const struct work *work,
                                struct information *mean);

#endif
