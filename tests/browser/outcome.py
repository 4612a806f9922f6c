"""What a runtime answered and how long it took, and how far two of them are apart."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

TOLERANCE: Final = 1e-3
"""The largest difference of any output that is let pass."""

SMILE: Final = slice(0, 1)
"""The smile's column among the answers."""

SLOWEST_MS: Final = 50.0
FRAME_RATE: Final = 30.0
"""What a browser must keep up with: frames a second, each answered within ``SLOWEST_MS``."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One model file in one runtime.

    ``answers`` are all outputs side by side, a row a frame: smile, seven logits and, in the
    stream form, 256 features.  ``times_ms`` are those of other frames, one by one.
    """

    answers: Mapping[str, np.ndarray]
    times_ms: Sequence[float]

    def difference(self, other: "Outcome", columns: slice = slice(None)) -> float:
        """Return the largest difference between the answers of both, infinite where any is lost."""
        if self.answers.keys() != other.answers.keys():
            return math.inf
        return max(
            _apart(answers, other.answers[film], columns) for film, answers in self.answers.items()
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a model file, a place where it ran, and what was measured there.

    ``difference`` is the largest of any output from the answers that the game itself gets,
    ``smile_difference`` that of the smile alone.
    """

    file: str
    place: str
    threads: int
    difference: float
    smile_difference: float
    times_ms: Sequence[float]

    @property
    def median_ms(self) -> float:
        return float(np.median(self.times_ms))

    @property
    def slow_ms(self) -> float:
        """What 95 % of the frames took at most."""
        return float(np.quantile(self.times_ms, 0.95))

    @property
    def frames_a_second(self) -> float:
        """How many frames were answered in a second, one after the other."""
        return 1000 / float(np.mean(self.times_ms))

    @property
    def agrees(self) -> bool:
        return self.difference <= TOLERANCE

    @property
    def keeps_up(self) -> bool:
        return self.frames_a_second >= FRAME_RATE and self.slow_ms < SLOWEST_MS


def _apart(ours: np.ndarray, theirs: np.ndarray, columns: slice) -> float:
    if ours.shape != theirs.shape or not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        return math.inf
    return float(np.abs(ours - theirs)[:, columns].max())
