/*
 * network.h - random networks of tanh neurons and their time evolution.
 *
 * s(t+1) = tanh(W s(t) + θ + η x(t)); W[m][n] is the weight from neuron n to neuron m, θ the biases, none unless they
 * are asked for, x(t) independent inputs of mean 0 and variance 1, η the coupling. The papers' abstracts state no
 * parameters: the distribution of the weights (density, balance, width) is a reconstruction, and so is all else.
 *
 * A network is laid out in an arena, and then built or drawn.
 */
#ifndef RECUR_NETWORK_H
#define RECUR_NETWORK_H

#include "stream.h"
#include "work.h"

#define NETWORK_PANEL 7 /* packs of neurons whose weights are stored, and summed, together */

/* The weights as the inner loops see them. */
struct weights {
	size_t neurons, stride;
	const double *dense;         /* panels of NETWORK_PANEL packs of rows, each column by column */
	const double *sparse;        /* or, if not NULL: slices of 8 rows, eight entries a step */
	const int32_t *sparse_index; /* the column of each sparse entry */
	const uint32_t *slice_start; /* first step of each slice; one more than there are slices */
	const double *bias;          /* what is added to each neuron's field, stride of them; NULL: nothing */
};

/* How the weights are stored for the inner loop; results do not depend on it. */
enum network_storage { NETWORK_AUTO, NETWORK_DENSE, NETWORK_SPARSE };

struct network {
	struct weights weights;
	size_t connections; /* weights that are not zero */
	double *dense;      /* room for the weights in their two forms; the sparse one has at most sparse_limit entries */
	double *sparse;
	int32_t *sparse_index;
	uint32_t *slice_start;
	size_t sparse_limit;
	double *biases;     /* room for stride of them, zero beyond the neurons; in use if weights.bias is not NULL */
};

/* What the inputs x(t) are, independent over neurons and time: Normal(0, 1); their signs; or uniform between -√3 and √3. */
enum network_input { INPUT_GAUSSIAN, INPUT_BINARY, INPUT_UNIFORM };

/* Room for a network, from an arena; its weights are still to be built or drawn. */
void network_lay(struct network *network, struct arena *arena, size_t neurons, enum network_storage storage);

/* How a random network is drawn: W = z·c·|g| with P(z = 1) = density, else 0;
 * P(c = +1) = (1 + balance)/2, else -1; g from Normal(0, width²), independently per entry. */
struct network_ensemble {
	double density; /* 0 ... 1 */
	double balance; /* -1 ... 1 */
	double width;   /* >= 0 */
	bool signs_of_neurons;    /* c belongs to the neuron a weight comes from (H. H. Dale), not to the connection */
	bool no_self_connections; /* W[m][m] = 0 */
	double bias_width;        /* >= 0; biases from Normal(0, bias_width²), 0: none */
};

/* Draws the weights, and biases if there are any. The deviates do not depend on the ensemble: with one stream, a denser
 * network contains the sparser one's connections. */
enum status network_draw(struct network *network, const struct network_ensemble *ensemble, struct stream_name name,
                         struct work *work);

/* Builds the network of W, neurons × neurons, row m holding the weights to neuron m. All finite. */
void network_build(struct network *network, const double *matrix);

/* Gives a network biases, one for each neuron, all finite: copied into its memory. */
void network_set_biases(struct network *network, const double *biases);

/* W[m][n]. */
double network_weight(const struct network *network, size_t m, size_t n);

/* What network_run records: `steps` states after `transient` unrecorded ones.
 * states: steps + 1 rows of stride doubles, row 0 the state before the first recorded one;
 * inputs: as many rows, row t the input that led to states row t; NULL for a free run. */
struct recording {
	size_t transient, steps;
	double *states, *inputs;
	enum network_input kind; /* of the inputs */
};

/* Runs from s(0) drawn from Normal(0, 1) per neuron, or from start (neurons finite doubles) if
 * not NULL.
 * The input of neuron m at step t is deviate t·N + m of the stream "input" below name. */
enum status network_run(const struct network *network, double coupling, struct stream_name name, const double *start,
                        const struct recording *recording, struct work *work);

#endif
