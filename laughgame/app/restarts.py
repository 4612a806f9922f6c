"""How often, and how soon, a worker that met a defect is started again."""

from collections import deque
from collections.abc import Sequence
from typing import Final

WAITS_S: Final = (0.5, 1.0, 2.0, 4.0)
"""How long the first, second … restart within a minute is waited for, in seconds.

A hiccup of a driver is over after the first; what four restarts do not mend in some eight
seconds is no hiccup.
"""

WITHIN_S: Final = 60.0
"""A defect as long ago as this has nothing to do with the next one."""


class Restarts:
    """Counts the defects of the last minute.  Knows no clock: it is told the time."""

    def __init__(self, waits_s: Sequence[float] = WAITS_S, within_s: float = WITHIN_S) -> None:
        self._waits_s = tuple(waits_s)
        self._within_s = within_s
        self._defects_s: deque[float] = deque(maxlen=len(self._waits_s) + 1)

    def after_defect(self, now_s: float) -> float | None:
        """Return how long to wait before the worker starts again, in seconds.

        ``now_s`` is monotonic.  ``None``: there have been too many, and no more is tried.
        """
        while self._defects_s and now_s - self._defects_s[0] >= self._within_s:
            self._defects_s.popleft()
        self._defects_s.append(now_s)
        tried = len(self._defects_s) - 1
        return self._waits_s[tried] if tried < len(self._waits_s) else None

    def forget(self) -> None:
        """Begin anew: what runs from now on is something else."""
        self._defects_s.clear()
