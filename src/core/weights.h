/*
 * weights.h - the weights of a network, whatever its neurons are: W[m][n] leads from neuron n to neuron m. Drawn at random or
 * given; stored for the inner loops.
 *
 * The papers' abstracts state no parameters: the distribution of the weights (density, balance, width) is a
 * reconstruction. Weights are laid out in an arena, and then built or drawn.
 */
#ifndef RECUR_WEIGHTS_H
#define RECUR_WEIGHTS_H

#include "stream.h"
#include "work.h"

#define WEIGHTS_PANEL 7 /* packs of neurons whose weights are stored, and summed, together */

/* How the weights are stored for the inner loop; results do not depend on it. */
enum weights_storage { WEIGHTS_AUTO, WEIGHTS_DENSE, WEIGHTS_SPARSE };

struct weights {
	size_t neurons, stride;
	size_t connections;          /* weights that are not zero */
	const double *dense;         /* panels of WEIGHTS_PANEL packs of rows, each column by column */
	const double *sparse;        /* or, if not NULL: slices of 8 rows, eight entries a step */
	const int32_t *sparse_index; /* the column of each sparse entry */
	const uint32_t *slice_start; /* first step of each slice; one more than there are slices */
	const double *bias;          /* what is added to each neuron's field, stride of them; NULL: nothing */
	struct weights_room {
		double *dense, *sparse;
		int32_t *sparse_index;
		uint32_t *slice_start;
		double *bias;
		size_t entries; /* of the sparse form, at most */
	} room; /* for all of these */
};

/* Room for weights that are still to be built or drawn, from an arena. */
void weights_lay(struct weights *network, struct arena *arena, size_t neurons, enum weights_storage storage);

/* How a random network is drawn: W = z·c·|g| with P(z = 1) = density, else 0;
 * P(c = +1) = (1 + balance)/2, else -1; g from Normal(0, width²), independently per entry. */
struct ensemble {
	double density; /* 0 ... 1 */
	double balance; /* -1 ... 1 */
	double width;   /* >= 0 */
	bool signs_of_neurons;    /* c belongs to the neuron a weight comes from (H. H. Dale), not to the connection */
	bool no_self_connections; /* W[m][m] = 0 */
	double bias_width;        /* >= 0; biases from Normal(0, bias_width²), 0: none */
};

/* Draws the weights, and biases if there are any. The deviates do not depend on the ensemble: with one stream, a denser
 * network contains the sparser one's connections. */
enum status weights_draw(struct weights *network, const struct ensemble *ensemble, struct stream_name name,
                         struct work *work);

/* Builds the network of W, neurons × neurons, row m holding the weights to neuron m. All finite. */
void weights_build(struct weights *network, const double *matrix);

/* Gives a network biases, one for each neuron, all finite: copied into its memory. */
void weights_set_biases(struct weights *network, const double *biases);

/* W[m][n]. */
double weights_at(const struct weights *network, size_t m, size_t n);

#endif
