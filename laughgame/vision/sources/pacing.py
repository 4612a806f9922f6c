"""Hand out the frames of a recording at the speed at which they were taken."""

import time
from typing import Final

from laughgame.vision.sources.source import RisingTime

MOST_LAG_S: Final = 0.5
"""A reader further behind than this is not made to catch up; the recording is played later."""

LONGEST_WAIT_S: Final = 1.0
"""No single wait is longer, whatever the file or the clock says, so that stopping stays quick."""


class Pacer:
    """Turns a recording's own times (seconds from its start) into capture times.

    Paced, a frame comes when its time has come, and its capture time is on the
    monotonic clock.  Unpaced, it comes at once and keeps the recording's time.
    """

    def __init__(self, realtime: bool) -> None:
        self._realtime = realtime
        self._rising = RisingTime()
        self._start_s: float | None = None

    def time_of(self, media_s: float) -> float:
        """Wait for the frame's moment where paced, and return its capture time."""
        if not self._realtime:
            return self._rising.after(media_s)
        now = time.monotonic()
        if self._start_s is None or now - (self._start_s + media_s) > MOST_LAG_S:
            self._start_s = now - media_s
        due = self._start_s + media_s
        if due > now:
            time.sleep(min(due - now, LONGEST_WAIT_S))
        return self._rising.after(due)
