"""How far a figure could lie from the truth: the bootstrap over people, not over pictures.

Pictures of one person, and frames of one second, resemble each other; to draw them
singly would call an interval narrower than it is (Efron & Tibshirani, "An
Introduction to the Bootstrap", 1993; Field & Welsh, "Bootstrapping clustered data", 2007).
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

DRAWS: Final = 1000
"""Repetitions; the ends of a 95 % interval are then the 25th smallest and largest figure."""

SEED: Final = 0

Rows = NDArray[np.intp]


def interval(
    figure: Callable[[Rows], float], groups: Sequence[str], draws: int = DRAWS
) -> tuple[float, float]:
    """Return the 95 % interval of ``figure`` over N cases.

    ``groups`` names the person (or photograph, or second) of each case; whole groups
    are drawn with replacement, and ``figure`` is given the row numbers drawn.  Draws
    without a figure (NaN: a class is missing) are left out; NaN where none is left, or no case.
    """
    if not len(groups):
        return float("nan"), float("nan")
    names, member = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    rows = np.split(np.argsort(member, kind="stable"), np.cumsum(np.bincount(member))[:-1])
    chance = np.random.default_rng(SEED)
    drawn = np.array(
        [
            figure(np.concatenate([rows[i] for i in chance.integers(len(names), size=len(names))]))
            for _ in range(draws)
        ]
    )
    kept = drawn[~np.isnan(drawn)]
    if not kept.size:
        return float("nan"), float("nan")
    # A figure may be infinite: between two draws nothing is interpolated.
    low, high = np.quantile(kept, [0.025, 0.975], method="nearest")
    return float(low), float(high)
