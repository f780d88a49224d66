/*
 * stream.c - names of streams, and deviates in any number from the groups of sixteen.
 */
#include "stream.h"

#include <sha2.h>
#include <string.h>

#include "stream_loops.h"

static uint64_t little_endian(const uint8_t *bytes)
{
	uint64_t value = 0;
	for (int i = 7; i >= 0; i--)
		value = value << 8 | bytes[i];
	return value;
}

struct stream_name stream_root(uint64_t seed)
{
	uint8_t bytes[8];
	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(seed >> 8 * i);
	struct stream_name name;
	SHA2_CTX sha;
	SHA256Init(&sha);
	SHA256Update(&sha, (const uint8_t *)"recur", 5);
	SHA256Update(&sha, bytes, sizeof bytes);
	SHA256Final(name.digest, &sha);
	return name;
}

struct stream_name stream_child(struct stream_name parent, const char *label, size_t length)
{
	struct stream_name name;
	SHA2_CTX sha;
	SHA256Init(&sha);
	SHA256Update(&sha, parent.digest, sizeof parent.digest);
	SHA256Update(&sha, (const uint8_t *)label, length);
	SHA256Final(name.digest, &sha);
	return name;
}

struct stream stream_open(struct stream_name name, const struct simd *simd)
{
	uint64_t key = little_endian(name.digest);
	return (struct stream){
		.simd = simd,
		.key = {{(uint32_t)key, (uint32_t)(key >> 32)}, little_endian(name.digest + 8)},
	};
}

static void fill_groups(struct stream *stream, bool gaussian, size_t groups, double *out)
{
	if (gaussian)
		stream_loops(stream->simd)->gaussian_groups(stream->key, stream->block, groups, out);
	else
		stream_loops(stream->simd)->uniform_groups(stream->key, stream->block, groups, out);
	stream->block += groups * SIMD_LANES;
}

/* Hands out at most n spares; returns how many. */
static size_t take_spares(struct stream *stream, size_t n, double *out)
{
	size_t taken = n < stream->spares ? n : stream->spares;
	memcpy(out, stream->spare + STREAM_GROUP - stream->spares, taken * sizeof *out);
	stream->spares -= (unsigned)taken;
	return taken;
}

static void fill(struct stream *stream, bool gaussian, size_t n, double *out)
{
	if (stream->spares_gaussian != gaussian)
		stream->spares = 0;
	stream->spares_gaussian = gaussian;
	size_t done = take_spares(stream, n, out);
	size_t groups = (n - done) / STREAM_GROUP;
	fill_groups(stream, gaussian, groups, out + done);
	done += groups * STREAM_GROUP;
	if (done < n) {
		fill_groups(stream, gaussian, 1, stream->spare);
		stream->spares = STREAM_GROUP;
		take_spares(stream, n - done, out + done);
	}
}

void stream_uniforms(struct stream *stream, size_t n, double *out) { fill(stream, false, n, out); }

void stream_gaussians(struct stream *stream, size_t n, double *out) { fill(stream, true, n, out); }

double stream_uniform(struct stream *stream)
{
	double u;
	fill(stream, false, 1, &u);
	return u;
}

uint64_t stream_integer(struct stream *stream, uint64_t n)
{
	const uint64_t range = (uint64_t)1 << 53;
	const uint64_t fair = range - range % n; /* a multiple of n: numbers above it are redrawn */
	uint64_t k;
	do
		k = (uint64_t)(stream_uniform(stream) * 0x1p53);
	while (k >= fair);
	return k % n;
}

void philox_block(const uint32_t key[2], const uint32_t counter[4], uint32_t out[4])
{
	uint32_t k0 = key[0], k1 = key[1];
	memcpy(out, counter, 4 * sizeof *out);
	for (int round = 0; round < 10; round++) {
		uint64_t p0 = (uint64_t)0xD2511F53u * out[0], p1 = (uint64_t)0xCD9E8D57u * out[2];
		out[0] = (uint32_t)(p1 >> 32) ^ out[1] ^ k0;
		out[2] = (uint32_t)(p0 >> 32) ^ out[3] ^ k1;
		out[1] = (uint32_t)p1;
		out[3] = (uint32_t)p0;
		k0 += 0x9E3779B9u;
		k1 += 0xBB67AE85u;
	}
}
