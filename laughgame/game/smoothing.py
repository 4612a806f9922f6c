"""Exponential smoothing that does not depend on how often a face is read.

Between two readings the face is taken to have moved on a straight line, and what a
low-pass of first order makes of a straight line is known exactly (a first-order hold).
Were the newest reading taken for all the time since the last one, a laugh would count
earlier the fewer readings there are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Smoothing:
    """Smooths several values at once; ``value`` is empty before the first reading."""

    value: tuple[float, ...] = ()
    _newest: tuple[float, ...] | None = None
    """What was read last; ``None`` where nothing is known of the time since."""

    def start(self, read: Sequence[float]) -> None:
        """Begin with a reading, whatever came before."""
        self.value = self._newest = tuple(read)

    def add(self, read: Sequence[float], step_s: float, constant_s: float) -> None:
        """Take in what was read ``step_s`` seconds (0 or more) after the last reading.

        ``constant_s`` is the time constant, in seconds; with 0 the values pass through untouched,
        to the last bit.
        """
        newest = tuple(read)
        before = newest if self._newest is None else self._newest
        self._newest = newest
        if constant_s == 0:
            self.value = newest
            return
        steps = step_s / constant_s
        kept = math.exp(-steps)
        # The mean of exp(-t) over the step.
        mean = -math.expm1(-steps) / steps if steps > 0 else 1.0
        self.value = tuple(
            _within(kept * old + (mean - kept) * a + (1 - mean) * b, old, a, b)
            for old, a, b in zip(self.value, before, newest, strict=True)
        )

    def interrupt(self) -> None:
        """Know nothing of the time until the next reading, which is then taken for all of it."""
        self._newest = None


def _within(value: float, *among: float) -> float:
    """Return a mean of values without what rounding added: it lies between them."""
    return min(max(among), max(min(among), value))
