"""The driven run and its five measures in NumPy, as a careful user would write them: everything that
can be one array operation is one. An independent computation to test against, and to be timed beside."""

import numpy as np


def draw_weights(neurons, density, balance, width, random):
    shape = (neurons, neurons)
    weights = np.abs(random.normal(0.0, width, shape))
    weights[random.random(shape) >= density] = 0.0
    return np.where(random.random(shape) < (1 + balance) / 2, weights, -weights)


def drive(weights, inputs, coupling, start):
    """states[t + 1] = tanh(W states[t] + coupling inputs[t])"""
    steps, neurons = inputs.shape
    states = np.empty((steps + 1, neurons))
    states[0] = start
    scaled = coupling * inputs
    for t in range(steps):
        now = np.dot(weights, states[t], out=states[t + 1])
        now += scaled[t]
        np.tanh(now, out=now)
    return states


def rms_correlation(u, v):
    u = u - u.mean(axis=0)
    v = v - v.mean(axis=0)
    squares = np.outer((u * u).sum(axis=0), (v * v).sum(axis=0))
    products = u.T @ v
    r = np.divide(products, np.sqrt(squares), out=np.zeros_like(products), where=squares > 0)
    return np.sqrt((r * r).mean())


def mean_information(u, v):
    """Mean pairwise mutual information in bits of two arrays of truth values, plug-in."""
    steps = u.shape[0]
    n_log_n = np.arange(steps + 1, dtype=float)
    n_log_n[1:] *= np.log2(n_log_n[1:])
    both = (u.T.astype(float) @ v.astype(float)).astype(np.int64)
    ones_u, ones_v = u.sum(axis=0)[:, None], v.sum(axis=0)[None, :]
    joint = (n_log_n[both] + n_log_n[ones_u - both] + n_log_n[ones_v - both]
             + n_log_n[steps - ones_u - ones_v + both])
    single = n_log_n[ones_u] + n_log_n[steps - ones_u] + n_log_n[ones_v] + n_log_n[steps - ones_v]
    return ((joint - single + n_log_n[steps]) / steps).mean()


def measures(states, inputs):
    """Fluctuation, C_ss, I_ss, C_xs, I_xs; inputs[t] led to states[t]."""
    above = states > states.mean(axis=0)
    above_inputs = inputs > inputs.mean(axis=0)
    return (states.std(axis=0).mean(),
            rms_correlation(states[:-1], states[1:]), mean_information(above[:-1], above[1:]),
            rms_correlation(inputs, states), mean_information(above_inputs, above))


def run(neurons, steps, transient, random):
    weights = draw_weights(neurons, 0.5, 0.6, 0.5, random)
    inputs = random.standard_normal((steps, neurons))
    states = drive(weights, inputs, 0.5, random.standard_normal(neurons))
    return measures(states[transient + 1:], inputs[transient:])


# ---- Boltzmann machines of ±1 --------------------------------------------------------------------------


def states_of(neurons):
    """All 2^N states, one a row."""
    return np.where(np.arange(2**neurons)[:, None] >> np.arange(neurons) & 1, 1.0, -1.0)


def transitions(weights, states):
    """P(x'|x), row by row, and P(x'_m = 1|x)."""
    fire = 1 / (1 + np.exp(-states @ weights.T))
    matrix = np.ones((len(states), 1))
    for m in range(states.shape[1]):  # states count up: each neuron doubles the columns
        matrix = np.concatenate((matrix * (1 - fire[:, m:m + 1]), matrix * fire[:, m:m + 1]), axis=1)
    return matrix, fire


def flux(weights, states):
    """The mutual information of successive states in bits, in the stationary state."""
    matrix, fire = transitions(weights, states)
    system = matrix.T - np.eye(len(states))
    system[-1] = 1
    right = np.zeros(len(states))
    right[-1] = 1
    stationary = np.linalg.solve(system, right)
    noise = -(fire * np.log2(fire) + (1 - fire) * np.log2(1 - fire)).sum(axis=1)
    return -(stationary * np.log2(stationary)).sum() - stationary @ noise


def walk(weights, steps, random):
    """One chain, one step at a time."""
    x = np.where(random.random(len(weights)) < 0.5, 1.0, -1.0)
    for _ in range(steps):
        x = np.where(random.random(len(x)) < 1 / (1 + np.exp(-(weights @ x))), 1.0, -1.0)
    return x
