/*
 * observation.h - what a measuring device shows of recorded states: with noise of its own, or with few digits.
 */
#ifndef RECUR_OBSERVATION_H
#define RECUR_OBSERVATION_H

#include "series.h"

/* shown = unit states + noise Normal(0, 1), independent over components and steps; numbers from the stream of that name,
 * step by step, component by component. unit: of each component, as departures have one, or NULL where all are 1. shown:
 * rows as those of the states, zero beyond the components. */
enum status observation_noisy(struct series states, const double *unit, double noise, struct stream_name name,
                              struct work *work, double *shown);

/* shown = the nearest number of single precision, which has 24 bits, ties to even. */
void observation_single(struct series states, double *shown);

#endif
