"""The contract between frame sources and whoever reads them.

A source goes through ``open``, any number of ``read`` and ``close``, all on one
thread; it can then be opened again.  Frames carry capture times in monotonic
seconds that rise strictly, whatever the clock, the file or the camera says.
"""

import math
from enum import StrEnum
from typing import Final, Protocol, runtime_checkable

from laughgame.vision.frame import Frame


@runtime_checkable
class FrameSource(Protocol):
    """A camera, a file, a folder or a painted actor.

    ``name`` is for people.  ``frame_rate`` is in frames a second, ``None`` where
    it is unknown.  A ``live`` source waits for nobody: a frame that is not read
    in time is lost, as with a camera; any other source can be read to its end
    at the reader's own speed.
    """

    @property
    def name(self) -> str: ...

    @property
    def frame_rate(self) -> float | None: ...

    @property
    def live(self) -> bool: ...

    def open(self) -> None:
        """Get ready to read; raises :class:`SourceError`."""
        ...

    def read(self) -> Frame | None:
        """Wait for the next frame and return it, ``None`` at the end.

        Raises :class:`SourceError` when the source is lost.
        """
        ...

    def close(self) -> None:
        """Let go of device or file; harmless when not open."""
        ...


def is_camera(source: FrameSource) -> bool:
    """Whether a source films the world, so that its driver may hang and its picture freeze.

    It says so by an attribute ``is_camera``; recordings and what is painted need none.
    """
    return bool(getattr(source, "is_camera", False))


class SourceCode(StrEnum):
    """Why a source gives no frames."""

    NOT_FOUND = "NOT_FOUND"
    BUSY = "BUSY"
    DENIED = "DENIED"
    UNREADABLE = "UNREADABLE"
    EMPTY = "EMPTY"
    LOST = "LOST"


class SourceError(Exception):
    """A source that cannot be opened or read.

    ``detail`` says what happened, ``remedy`` what a person can do about it; both
    are English sentences without a full stop.
    """

    def __init__(self, code: SourceCode, detail: str, remedy: str) -> None:
        super().__init__(code, detail, remedy)
        self.code = code
        self.detail = detail
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.detail}. {self.remedy}."


SET_BACK_S: Final = 1.0
"""A time this far before the last one is no late frame: the clock was set back."""


class RisingTime:
    """Makes times strictly rising: one that does not rise becomes the next larger number.

    A clock that was set back by more than :data:`SET_BACK_S` goes on from where it was: time
    must not stand still until it has caught up.
    """

    def __init__(self) -> None:
        self._last = -math.inf
        self._ahead_s = 0.0

    def after(self, time_s: float) -> float:
        """Return ``time_s``, or the least time after the last one returned."""
        if time_s + self._ahead_s < self._last - SET_BACK_S:
            self._ahead_s = self._last - time_s
        time_s += self._ahead_s
        if not time_s > self._last:
            time_s = math.nextafter(self._last, math.inf) if math.isfinite(self._last) else 0.0
        self._last = time_s
        return time_s
