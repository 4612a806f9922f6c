"""How long a camera is waited for, and how soon it is tried again."""

import math
import time
from collections.abc import Callable
from typing import Final

from laughgame.app.restarts import Retries
from laughgame.vision.capture_supervisor import PATIENCE_S

DENIED_WAIT_S: Final = 2.0
"""How soon a camera that may not be used is tried again: somebody may allow it meanwhile."""

WELL_S: Final = 1.0
"""A camera that has been well for so long is tried soon when it fails the next time."""

SEARCH_PATIENCE_S: Final = 20.0
"""Who looks for a camera that works may try several, and each may take its time to refuse."""

KNOWN_PATIENCE_S: Final = 2.0
KNOWN_PATIENCE: Final = 2.0
"""A camera that was opened before may take so long, or so many times as long as it took then."""

MORE_PATIENCE: Final = 1.5
"""And so much longer after every try that hung: a slow camera must get there in the end."""

FROZEN_WAIT_S: Final = 5.0
LONGEST_FROZEN_WAIT_S: Final = 60.0
"""A camera that has been frozen for so long is opened anew, and twice as long after that: a driver
may repeat its last picture for ever, and a virtual camera may mean its still one.
"""


class CameraPatience:
    """What is remembered of one camera while it is opened again and again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` returns monotonic seconds."""
        self._clock = clock
        self._retries = Retries()
        self.forget()

    def forget(self) -> None:
        """Begin anew: it is another camera."""
        self._retries.forget()
        self._took_s: float | None = None
        self._hung = 0
        self._well_since_s = math.inf
        self._frozen_since_s = 0.0
        self._frozen_wait_s = FROZEN_WAIT_S

    def well(self, took_s: float | None) -> None:
        """Note that it gives pictures that can be judged; ``took_s`` is how long it took to."""
        self._took_s, self._hung, self._frozen_wait_s = took_s, 0, FROZEN_WAIT_S
        self._well_since_s = self._clock()

    def hung(self) -> None:
        """Note that it was left to itself."""
        self._hung += 1

    def frozen(self) -> None:
        """Note that it repeats its last picture from now on."""
        self._frozen_since_s = self._clock()

    def opening_s(self, searching: bool) -> float:
        """Return how long it may take to its first frame; ``searching``: it may be one of many."""
        if searching:
            return SEARCH_PATIENCE_S
        known_s = None if self._took_s is None else KNOWN_PATIENCE * self._took_s
        patience_s = PATIENCE_S if known_s is None else max(KNOWN_PATIENCE_S, known_s)
        return patience_s * MORE_PATIENCE**self._hung

    def next_try_s(self) -> float:
        """Return how soon it is tried again, in seconds: the later the oftener it failed."""
        if self._clock() - self._well_since_s >= WELL_S:
            self._retries.forget()
        self._well_since_s = math.inf
        return self._retries.next_s()

    def too_long_frozen(self) -> bool:
        """Whether it is time to open it anew; the next time comes later."""
        if self._clock() - self._frozen_since_s < self._frozen_wait_s:
            return False
        self._frozen_since_s = self._clock()
        self._frozen_wait_s = min(2 * self._frozen_wait_s, LONGEST_FROZEN_WAIT_S)
        return True
