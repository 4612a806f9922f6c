"""How much each member of an ensemble counts: the mixture that makes the labels likeliest."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

ROUNDS: Final = 500

Floats = NDArray[np.floating]


def mixture_weights(said: Floats, truth: Floats, importance: Floats) -> NDArray[np.float64]:
    """Return the weights [M] ≥ 0, sum 1, of members that said ``said`` [M, N, K].

    ``truth`` [N, K] are distributions, ``importance`` [N] how much each picture counts.
    The cross-entropy of the averaged probabilities is convex in the weights; expectation
    maximisation (Dempster et al., 1977) goes down to its lowest place without a step size.
    Raises ``ValueError`` without a picture.
    """
    members, count, _ = said.shape
    if not count:
        raise ValueError("no picture has a label: the members cannot be weighed")
    kept = np.maximum(said.astype(float), 1e-9)
    importance = importance / importance.sum()
    weights = np.full(members, 1 / members)
    for _ in range(ROUNDS):
        together = np.einsum("m,mnk->nk", weights, kept)
        # The share of each picture's truth that a member's word explains.
        merit = np.einsum("n,nk,mnk->m", importance, truth / together, kept)
        renewed = weights * merit
        renewed /= renewed.sum()
        moved = float(np.abs(renewed - weights).max())
        weights = renewed
        if moved < 1e-7:
            break
    return weights


def averaged(said: Floats, weights: Floats) -> NDArray[np.float32]:
    """Return the weighted mean [N, K] of what members said [M, N, K]."""
    return np.einsum("m,mnk->nk", weights, said).astype(np.float32)


def as_two(probability: Floats) -> Floats:
    """Return the distributions [..., 2] over no and yes of a probability [...] of yes."""
    return np.stack([1 - probability, probability], axis=-1)
