"""Two models on the same pictures: only those on which they differ say which is better."""

from dataclasses import dataclass
from math import sqrt
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

Z: Final = 1.96
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Flips:
    """How many of some pictures changed hands between one model and another.

    ``lost`` were right before and are wrong now, ``won`` the other way round (the two cells of
    McNemar's table, 1947); a loss is a share of all ``pictures``, negative for a gain.
    """

    pictures: int
    lost: int
    won: int

    @classmethod
    def between(cls, before: NDArray[np.bool_], after: NDArray[np.bool_]) -> Self:
        """Count from what was right [N] before and after."""
        return cls(len(before), int((before & ~after).sum()), int((~before & after).sum()))

    @property
    def loss(self) -> float:
        """Return the share of the pictures that was lost, less what was won."""
        return (self.lost - self.won) / self.pictures if self.pictures else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the loss.

        Bonett & Price, "Adjusted Wald confidence interval for a difference of binomial
        proportions based on paired data", 2012: one more of each flip and two more pictures, so
        that no flip among few pictures is not taken for certainty.
        """
        count = self.pictures + 2
        lost, won = (self.lost + 1) / count, (self.won + 1) / count
        half = Z * sqrt((lost + won - (lost - won) ** 2) / count)
        return max(-1.0, lost - won - half), min(1.0, lost - won + half)
