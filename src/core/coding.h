/*
 * coding.h - what a binary neuron's two values are.
 */
#ifndef RECUR_CODING_H
#define RECUR_CODING_H

/* Bit n of a state's number is set where neuron n has the upper value. */
enum coding {
	CODING_SIGNS, /* -1 and +1 */
	CODING_BITS   /* 0 and 1 */
};

#endif
