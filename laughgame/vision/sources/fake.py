"""A camera that does wrong what its script says, when its script says it."""

import threading
import time
from collections.abc import Callable
from typing import Final

import cv2
import numpy as np
from cv2.typing import MatLike

from laughgame.vision.frame import Frame, Image
from laughgame.vision.sources.fake_script import FakeScript, Fault, Verb
from laughgame.vision.sources.pixels import BAD_FRAME_ERRORS, READ_TRIES, to_rgb
from laughgame.vision.sources.source import RisingTime, SourceCode, SourceError

POLL_S: Final = 0.02
"""How often a camera that gives nothing looks whether that is over."""

COVERED_LUMA: Final = 6.0
COVERED_NOISE: Final = 2.0
"""Mean and standard deviation (0–255) of what a sensor sees behind a finger."""

NOISE_SIDE: Final = 251
"""Width and height, in pixels, of the noise that is repeated over a picture."""

NAME: Final = "Fake camera"


class Happening:
    """Where in its script a fake camera is, however often it is opened anew.

    Safe on all threads: one that hangs may still hold an old camera of the same script.
    """

    def __init__(self, script: FakeScript, clock: Callable[[], float] | None = None) -> None:
        """``clock`` returns monotonic seconds; by default it is the machine's."""
        self.script: Final = script
        self._clock = clock
        self._begun_s: float | None = None
        self._released = threading.Event()

    def now(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic() if self._clock is None else self._clock()

    def begin(self) -> None:
        """Let the script begin, unless it has begun."""
        if self._begun_s is None:
            self._begun_s = self.now()

    @property
    def elapsed_s(self) -> float:
        """Seconds since the script began; 0 before."""
        return 0.0 if self._begun_s is None else self.now() - self._begun_s

    def fault(self, *verbs: Verb) -> Fault | None:
        """Return the first of these that is wrong now."""
        wrong = self.script.during(self.elapsed_s)
        return next((fault for fault in wrong if fault.verb in verbs), None)

    def clock_error_s(self) -> float:
        """Return by how many seconds the stamps are wrong now."""
        elapsed_s, error_s = self.elapsed_s, 0.0
        for fault in self.script.faults:
            jumps_s = fault.end_s if fault.verb is Verb.SUSPEND else fault.at_s
            if fault.verb in (Verb.CLOCK_JUMP, Verb.SUSPEND) and elapsed_s >= jumps_s:
                error_s += fault.value or 0.0
        return error_s

    def hang(self) -> None:
        """Do not come back before :meth:`release`."""
        self._released.wait()

    def release(self) -> None:
        """Let everybody who hangs come back, now and from now on: the end of a test."""
        self._released.set()


class ScriptedCamera:
    """A live source on the script of ``happening``; keeps the contract of ``FrameSource``.

    ``picture`` paints what it films, RGB, at so many seconds of the script.  Every picture takes
    the way of a camera's: what is odd about it meets :func:`to_rgb`, a time meets
    :class:`RisingTime`.  :meth:`close` may come from another thread and ends a waiting read, but
    none that hangs.
    """

    live: Final = True
    is_camera: Final = True

    def __init__(
        self, happening: Happening, picture: Callable[[float], Image], name: str = NAME
    ) -> None:
        self.name: Final = name
        self.frame_rate: float | None = happening.script.frame_rate
        self._happening = happening
        self._picture = picture
        self._closed = threading.Event()
        self._closed.set()
        self._rising = RisingTime()
        self._noise = np.random.default_rng(0)
        self._dark: Image | None = None
        self._due_s = 0.0
        self._count = 0
        self._last: Image | None = None

    def open(self) -> None:
        """Open it, as far as the script lets it be opened; raises :class:`SourceError`."""
        self.close()
        self._happening.begin()
        if self._happening.fault(Verb.HANG_IN_OPEN) is not None:
            self._happening.hang()
        wrong = self._happening.fault(Verb.UNPLUG, Verb.BUSY, Verb.DENIED)
        if wrong is not None:
            raise _refusal(wrong.verb, self.name)
        self._rising, self._count, self._last = RisingTime(), 0, None
        self._due_s = self._happening.now()
        self._closed.clear()

    def read(self) -> Frame | None:
        """Wait for the next frame, ``None`` once closed; raises :class:`SourceError` when lost."""
        for _ in range(READ_TRIES):
            if not self._wait():
                return None
            elapsed_s = self._happening.elapsed_s
            time_s = self._happening.now() + self._happening.clock_error_s()
            try:
                image = to_rgb(self._delivered(elapsed_s))
            except BAD_FRAME_ERRORS:
                continue
            self._last = image
            self._count += 1
            return Frame(image, self._rising.after(time_s), self._count - 1)
        raise self._lost()

    def close(self) -> None:
        """Let go of it; harmless when not open."""
        self._closed.set()

    def _wait(self) -> bool:
        """Wait until the next frame is due and nothing keeps it; false once closed."""
        happening = self._happening
        wrong = happening.fault(Verb.WRONG_RATE)
        rate = happening.script.frame_rate if wrong is None else wrong.value or 1.0
        now_s = happening.now()
        # Who comes late has missed some: nothing waits inside the camera.
        self._due_s = max(self._due_s + 1 / rate, now_s)
        # Counted off rather than looked up: a clock that stands still holds nobody up.
        left_s = min(self._due_s - now_s, 1 / rate)
        while not self._closed.is_set():
            gone = (Verb.UNPLUG, Verb.BUSY, Verb.DENIED, Verb.HANG_IN_OPEN)
            if happening.fault(*gone) is not None:
                raise self._lost()
            if happening.fault(Verb.HANG_IN_READ) is not None:
                happening.hang()
            stands = happening.fault(Verb.STALL, Verb.SUSPEND) is not None
            if left_s <= 0 and not stands:
                return True
            slice_s = POLL_S if stands else min(left_s, POLL_S)
            self._closed.wait(slice_s)
            left_s -= slice_s
        return False

    def _delivered(self, elapsed_s: float) -> MatLike | None:
        """Return what the driver hands over at a moment: BGR, or whatever the script says."""
        fault = self._happening.fault
        frozen = fault(Verb.FREEZE) is not None
        rgb = self._last if frozen and self._last is not None else self._picture(elapsed_s)
        picture: MatLike = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
        if fault(Verb.BLACK) is not None:
            picture = np.zeros_like(picture)
        if fault(Verb.COVERED) is not None:
            picture = self._darkness(picture.shape[0], picture.shape[1])
        if fault(Verb.RESOLUTION) is not None:
            picture = picture[::2, ::2].copy()
        if fault(Verb.CORRUPT_JPEG) is not None:
            return _corrupted(picture)
        if fault(Verb.GREY) is not None:
            return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        if fault(Verb.FOUR_CHANNELS) is not None:
            return cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA)
        if fault(Verb.SIXTEEN_BIT) is not None:
            return picture.astype(np.uint16) << 8
        if fault(Verb.ZERO_SIZE) is not None:
            return picture[:0, :0]
        return picture

    def _darkness(self, height: int, width: int) -> Image:
        """Return what a sensor sees behind a finger: another part of the same noise each time."""
        if self._dark is None:
            # Drawn pixel by pixel for each picture it would take longer than a picture may.
            size = (NOISE_SIDE, NOISE_SIDE, 3)
            drawn = self._noise.normal(COVERED_LUMA, COVERED_NOISE, size)
            self._dark = np.clip(drawn, 0, 255).astype(np.uint8)
        moved = np.roll(self._dark, self._noise.integers(0, NOISE_SIDE, 2), axis=(0, 1))
        times = (-(-height // NOISE_SIDE), -(-width // NOISE_SIDE), 1)
        return np.tile(moved, times)[:height, :width].copy()

    def _lost(self) -> SourceError:
        return SourceError(
            SourceCode.LOST,
            f"{self.name} gives no more pictures",
            "Check its cable, then choose it again",
        )


def _corrupted(picture: MatLike) -> MatLike | None:
    """Return what a decoder makes of the picture's JPEG when the cable has lost its head."""
    coded = cv2.imencode(".jpg", picture)[1]
    coded[: min(200, len(coded))] = 0
    return cv2.imdecode(coded, cv2.IMREAD_COLOR)


def _refusal(verb: Verb, name: str) -> SourceError:
    match verb:
        case Verb.UNPLUG:
            return SourceError(
                SourceCode.NOT_FOUND,
                f"{name} is not connected",
                "Plug it in, or choose another camera",
            )
        case Verb.DENIED:
            return SourceError(
                SourceCode.DENIED,
                f"{name} may not be used",
                "Allow camera access in the system's privacy settings",
            )
        case _:
            return SourceError(
                SourceCode.BUSY,
                f"{name} gives no pictures",
                "Close other programs that use the camera",
            )
