/*
 * saturation.h - recorded states as their departures from saturation, to full relative precision.
 *
 * Beyond a field u of about 19, tanh(u) is stored as 1, and what the neuron still tells of its input is lost.
 * 1 - tanh(u) = 2 exp(-2u) / (1 + exp(-2u)) has it, but not every size of it has a double either: here it is
 * told in units of the neuron's own.
 */
#ifndef RECUR_SATURATION_H
#define RECUR_SATURATION_H

#include "rounding.h"

/* Fills rows 1 ... steps of departures, laid out as the recording's states. u is the field of a neuron,
 * W s(t-1) + η x(t) to the bit as network_run has summed it, and k the least |u| over the recorded steps.
 * If u is of one sign σ throughout, d(t) = (tanh u(t) - σ) exp(2k), the largest of which lies between 1 and
 * 2; else d(t) = s(t). So d differs from s by a constant and a factor for each neuron: correlations are the
 * same in exact arithmetic, and so is the side of the mean a sample is on. Row 0 becomes zero, as padding
 * is. rounding[stride]: the spread that rounding may give each, as rounding_spreads has it of states: d(t) has a slope of
 * at most 4 against u and a size of at most 2. unit[stride]: exp(-2k), what a departure of 1 is in states; 1 of neurons
 * that keep their states. */
enum status saturation_departures(const struct weights *weights, double coupling, const struct recording *recording,
                            struct work *work, double *departures, double *rounding, double *unit);

#endif
