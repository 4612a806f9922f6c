"""How often, and how soon, what failed is started again: a worker, or a camera."""

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


CAMERA_WAITS_S: Final = (0.25, 0.5, 1.0, 2.0)
"""How long a camera is left alone before the first, second … try, and all that follow.

A plug that wobbled is back at once; what was pulled is back in two seconds at most.
"""


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


class Retries:
    """How soon what is gone is tried again: sooner at first, and never given up."""

    def __init__(self, waits_s: Sequence[float] = CAMERA_WAITS_S) -> None:
        self._waits_s = tuple(waits_s)
        self._tried = 0

    def next_s(self) -> float:
        """Return how long to wait before the next try, in seconds."""
        wait_s = self._waits_s[min(self._tried, len(self._waits_s) - 1)]
        self._tried += 1
        return wait_s

    def forget(self) -> None:
        """Begin anew: it has been back."""
        self._tried = 0
