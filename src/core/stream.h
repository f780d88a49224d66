/*
 * stream.h - random numbers by name.
 *
 * A stream is named by a path of labels below a root seed: experiment, grid point, run, purpose.
 * Its name alone decides its numbers; neither the order of runs nor what other streams gave away
 * can. Names are folded with SHA-256; the first 16 bytes of the result choose a Philox4x32-10
 * stream (64-bit key, upper half of the counter) of 2^64 blocks.
 */
#ifndef RECUR_STREAM_H
#define RECUR_STREAM_H

#include "simd.h"

#define STREAM_GROUP 16 /* deviates made at once by eight Philox blocks */

struct philox_key { /* which random stream, and its first block; see stream.h */
	uint32_t key[2];
	uint64_t high;
};

/* The name of a stream, or of a family of streams. */
struct stream_name {
	uint8_t digest[32];
};

/* The root of all names below a seed: SHA-256 of "recur" and the seed's 8 bytes, low byte first. */
struct stream_name stream_root(uint64_t seed);

/* The name one label below: SHA-256 of the parent's digest and the label's bytes. */
struct stream_name stream_child(struct stream_name parent, const char *label, size_t length);

/* A sequence of deviates in [0, 1) or from Normal(0, 1), made in groups of STREAM_GROUP. However it is
 * asked, one by one or in bulk, the sequence is the same; changing between uniform and Gaussian
 * deviates drops the rest of a group. */
struct stream {
	const struct simd *simd;
	struct philox_key key;
	uint64_t block; /* the next unused one */
	double spare[STREAM_GROUP];
	unsigned spares; /* how many of them are left, at the end of spare */
	bool spares_gaussian;
};

struct stream stream_open(struct stream_name name, const struct simd *simd);

/* Fills out with n uniform deviates, multiples of 2^-53 in [0, 1). */
void stream_uniforms(struct stream *stream, size_t n, double *out);
/* Fills out with n Normal(0, 1) deviates. */
void stream_gaussians(struct stream *stream, size_t n, double *out);
/* The next uniform deviate. */
double stream_uniform(struct stream *stream);
/* A whole number from 0 to n-1, every one exactly as likely; 1 <= n <= 2^53. */
uint64_t stream_integer(struct stream *stream, uint64_t n);

/* One Philox4x32-10 block, word by word: the plain form of the generator, for tests and for
 * explaining. */
void philox_block(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4]);

#endif
