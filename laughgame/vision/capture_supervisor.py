"""Whether a camera does what it should: is it there, does it move, does it see anything.

::

                 open            opened           first frame
      closed ──────────► opening ──────► warming ────────────► live ◄───┐ a frame
        ▲                  │   │           │   │                │  │    │
        │ the end          │   │ patience  │   │ patience       │  │    │
        │                  │   └───────────┴───┼──► stalled ◄───┘──┼────┘
        │                  │                   │       │  no frame │
        │                  └────────┬──────────┴───────┴───────────┘
        │                           │ an error
        └──────── lost, denied ◄────┘

Live is not yet well: a picture may be frozen, black or covered (:class:`Trouble`).  Stalled is
what nobody reports: the driver says nothing at all.  One that says nothing for long *hangs*, and
is to be left alone; whoever opens the camera then does it with a new source and a new supervisor.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import cv2
import numpy as np

from laughgame.vision.frame import Image
from laughgame.vision.sources.source import SourceCode

STALLED_S: Final = 0.75
"""A camera that gives no frame for so long has stalled.

The round must pause within a second, and the window looks twenty times in one.
"""

STALLED_GAPS: Final = 2.5
"""A slower camera has stalled after so many of its own last gap between two frames."""

SLOWEST_GAP_S: Final = 1.0
"""No gap longer than this is taken for a camera's pace."""

HANGS_S: Final = 2.0
"""A camera that has given frames and gives none for so long will not come back by itself.

Stalled longer than twice its limit, for a slow one.
"""

PATIENCE_S: Final = 5.0
"""A camera may take so long to open and give its first frame; some need seconds to get going."""

PAINTED_STALLED_S: Final = 2.0
"""What is no camera has no driver to hang in: a busy machine alone makes it late."""

ASLEEP_S: Final = 1.0
"""Where nobody has looked for so long the machine slept, and the camera may have, too."""

FROZEN_S: Final = 0.7
"""The same picture for so long is no picture of the world: a sensor's noise never repeats."""

DARK_S: Final = 0.4
"""A picture must be black, or covered, for so long: a hand that passes is neither."""

BLACK_LUMA: Final = 2.0
"""The mean (0–255) of a picture behind a shutter, or of a camera that is not allowed to see."""

COVERED_LUMA: Final = 16.0
"""A lens behind a finger or a lid is no brighter than this in the mean (0–255) …"""

COVERED_DETAIL: Final = 1.5
"""… and nothing stands out: the standard deviation (0–255) of the means of :data:`GRID` fields,
in which the sensor's noise averages out.

The actor in a room so dark that the picture's mean is 14 still has 1.9 at least, whoever it is;
and at 25 a face is too dark to be judged, which the game says in other words.
"""

GRID: Final = (20, 12)
"""Fields across and down in which a dark picture is looked for anything that stands out."""

STEP: Final = 8
"""Every so many pixels across and down, one is looked at."""


class CameraState(StrEnum):
    """Where a source is."""

    CLOSED = "closed"
    """It was not opened yet, or came to its end."""
    OPENING = "opening"
    WARMING = "warming"
    """It is open, and has not given its first frame."""
    LIVE = "live"
    STALLED = "stalled"
    """Nothing comes, and nobody says why."""
    LOST = "lost"
    """It could not be opened, or gives no more frames."""
    DENIED = "denied"
    """The system does not allow it."""


class Trouble(StrEnum):
    """What is wrong with the pictures of a live camera."""

    FROZEN = "frozen"
    BLACK = "black"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class CaptureStatus:
    """A moment's view of a source.

    ``quiet_s`` are the seconds since its last sign of life, ``took_s`` those from its opening to
    its first frame; ``hangs`` says that it is stalled for so long that it is to be left alone.
    """

    state: CameraState = CameraState.CLOSED
    trouble: Trouble | None = None
    quiet_s: float = 0.0
    took_s: float | None = None
    hangs: bool = False

    @property
    def well(self) -> bool:
        """Whether it gives pictures that can be judged."""
        return self.state is CameraState.LIVE and self.trouble is None


class CaptureSupervisor:
    """Told what happens to one source, and asked how it is.  All methods may come on any thread.

    Only a camera's pictures are looked at, and only a camera hangs.  Looking costs 40 µs a frame
    of 1280×720 on one core, 95 where it is dark.  Nothing is kept of a picture but the last
    sample, one pixel of 64, to compare the next one with.
    """

    def __init__(
        self, patience_s: float = PATIENCE_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``patience_s`` is what opening may take, to the first frame; ``clock`` is monotonic."""
        self._patience_s = patience_s
        self._clock = clock
        self._lock = threading.Lock()
        self._state = CameraState.CLOSED
        self._camera = False
        self._opening_s = 0.0
        self._sign_s = 0.0
        self._looked_s: float | None = None
        self._gap_s = 0.0
        self._took_s: float | None = None
        self._sample: Image | None = None
        self._same_since_s: float | None = None
        self._dark_since_s: float | None = None
        self._trouble: Trouble | None = None

    def opening(self, camera: bool) -> None:
        """Note that it is opened now; ``camera`` tells whether it is one, or may be."""
        with self._lock:
            self._state, self._camera = CameraState.OPENING, camera
            self._opening_s = self._sign_s = self._clock()

    def opened(self, camera: bool) -> None:
        """Note that it is open; now it is known for certain whether it is a camera."""
        with self._lock:
            self._state, self._camera = CameraState.WARMING, camera

    def frame(self, image: Image) -> bool:
        """Note a frame, and return whether it is worth judging.

        A picture that is the one before it again tells nothing new, nor whether the camera lives
        does the first; and in one that is black or covered nobody can be seen: that is the
        camera's fault and not the player's.
        """
        sample = _sample(image) if self._camera else None
        dark = None if sample is None else _darkness(sample)
        with self._lock:
            now_s = self._clock()
            if self._state is CameraState.LIVE:
                self._gap_s = min(now_s - self._sign_s, SLOWEST_GAP_S)
            else:
                self._state, self._took_s = CameraState.LIVE, now_s - self._opening_s
            before, self._sample = self._sample, sample
            same = before is not None and sample is not None and _equal(before, sample)
            self._same_since_s = self._since(self._same_since_s, same, self._sign_s)
            self._dark_since_s = self._since(self._dark_since_s, dark is not None, now_s)
            self._sign_s = now_s
            if _lasts(self._dark_since_s, now_s, DARK_S):
                self._trouble = dark
            elif _lasts(self._same_since_s, now_s, FROZEN_S):
                self._trouble = Trouble.FROZEN
            else:
                self._trouble = None
        return not self._camera or (before is not None and dark is None and not same)

    def failed(self, code: SourceCode) -> None:
        """Note the error with which it could not be opened, or was lost."""
        denied = code is SourceCode.DENIED
        with self._lock:
            self._state = CameraState.DENIED if denied else CameraState.LOST

    def ended(self) -> None:
        """Note that it was closed; one that failed stays what it is."""
        with self._lock:
            if self._state not in (CameraState.LOST, CameraState.DENIED):
                self._state = CameraState.CLOSED

    def status(self) -> CaptureStatus:
        """Return how it is now."""
        with self._lock:
            now_s = self._clock()
            looked_s, self._looked_s = self._looked_s, now_s
            if looked_s is not None and now_s - looked_s > ASLEEP_S and self._sign_s <= looked_s:
                self._sign_s += now_s - looked_s
            quiet_s = max(0.0, now_s - self._sign_s)
            state, hangs = self._state, False
            if state in (CameraState.OPENING, CameraState.WARMING):
                stalled = hangs = self._camera and quiet_s >= self._patience_s
            else:
                limit_s = self._limit_s()
                stalled = state is CameraState.LIVE and quiet_s >= limit_s
                hangs = stalled and self._camera and quiet_s >= max(HANGS_S, 2 * limit_s)
            trouble = self._trouble if state is CameraState.LIVE and not stalled else None
            state = CameraState.STALLED if stalled else state
            return CaptureStatus(state, trouble, quiet_s, self._took_s, hangs)

    def _limit_s(self) -> float:
        usual_s = STALLED_S if self._camera else PAINTED_STALLED_S
        return max(usual_s, STALLED_GAPS * self._gap_s)

    @staticmethod
    def _since(since_s: float | None, holds: bool, begin_s: float) -> float | None:
        if not holds:
            return None
        return begin_s if since_s is None else since_s


def _lasts(since_s: float | None, now_s: float, long_s: float) -> bool:
    return since_s is not None and now_s - since_s >= long_s


def _sample(image: Image) -> Image:
    """Return one pixel of every :data:`STEP` × :data:`STEP`."""
    height, width = image.shape[:2]
    size = (max(1, width // STEP), max(1, height // STEP))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _equal(one: Image, other: Image) -> bool:
    return one.shape == other.shape and one.tobytes() == other.tobytes()


def _darkness(sample: Image) -> Trouble | None:
    grey = cv2.cvtColor(sample, cv2.COLOR_RGB2GRAY)
    luma = cv2.mean(grey)[0]
    if luma < BLACK_LUMA:
        return Trouble.BLACK
    if luma >= COVERED_LUMA:
        return None
    coarse = cv2.resize(grey.astype(np.float32), GRID, interpolation=cv2.INTER_AREA)
    return Trouble.COVERED if float(coarse.std()) < COVERED_DETAIL else None
