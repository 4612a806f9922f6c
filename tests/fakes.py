"""Stand-ins for the outside world: a source of made frames and a reader that sees what it is told.

They keep the contracts of ``FrameSource`` and ``FaceReader`` and need no camera,
no detector and no model.
"""

import threading
import time
from collections.abc import Callable, Sequence

import numpy as np

from laughgame.game.reading import FaceReading
from laughgame.vision.frame import Frame, Image
from laughgame.vision.sources.source import SourceError
from tests.readings import reading


class FakeSource:
    """A ``FrameSource`` of ``count`` black 80×80 pictures, as fast as they are read.

    ``step_s`` lies between capture times.  ``error`` is raised by :meth:`open`,
    or by :meth:`read` after all frames when ``error_at_end``.  ``gate``, when
    given, must be set for each frame to come: a source that hangs.
    """

    name = "fake"
    frame_rate: float | None = 30.0

    def __init__(
        self,
        count: int = 10,
        *,
        step_s: float = 1 / 30,
        live: bool = False,
        image: Image | None = None,
        error: SourceError | None = None,
        error_at_end: bool = False,
        gate: threading.Event | None = None,
    ) -> None:
        self.live = live
        self.opened = 0
        self.closed = 0
        self._count = count
        self._step_s = step_s
        self._image = np.zeros((80, 80, 3), np.uint8) if image is None else image
        self._error = error
        self._error_at_end = error_at_end
        self._gate = gate
        self.frames_read = 0

    def open(self) -> None:
        self.opened += 1
        self.frames_read = 0
        if self._error is not None and not self._error_at_end:
            raise self._error

    def read(self) -> Frame | None:
        if self._gate is not None:
            self._gate.wait()
        if self.frames_read >= self._count:
            if self._error is not None:
                raise self._error
            return None
        frame = Frame(self._image, self.frames_read * self._step_s, self.frames_read)
        self.frames_read += 1
        return frame

    def close(self) -> None:
        self.closed += 1


class FakeCamera(FakeSource):
    """A camera that films a changing light, until ``picture`` is set: then it films that.

    While ``hung`` is clear, :meth:`read` does not come back, nor :meth:`open` while ``opens`` is.
    """

    is_camera = True

    def __init__(self, name: str = "Left camera", *, step_s: float = 0.005) -> None:
        super().__init__(10**9, live=True, step_s=step_s)
        self.name = name
        self.picture: Image | None = None
        self.hung, self.opens = threading.Event(), threading.Event()
        self.hung.set()
        self.opens.set()

    def open(self) -> None:
        self.opens.wait()
        super().open()

    def read(self) -> Frame | None:
        self.hung.wait()
        time.sleep(self._step_s)
        frame = super().read()
        if frame is None:
            return None
        light = np.full((80, 80, 3), 40 + frame.index * 7 % 200, np.uint8)
        image = light if self.picture is None else self.picture
        return Frame(image, time.monotonic(), frame.index)


class FakeReader:
    """A ``FaceReader`` whose answers are given: one smile per frame, ``None`` for no face.

    After the last of ``smiles`` it repeats the last.  ``on_read``, when given, is
    called with each frame first: to be slow, or to raise.
    """

    def __init__(
        self,
        smiles: Sequence[float | None] = (0.1,),
        on_read: Callable[[Frame], None] | None = None,
    ) -> None:
        self.frames: list[Frame] = []
        self.warmed = 0
        self.closed = 0
        self._smiles = smiles
        self._on_read = on_read

    def warm_up(self) -> None:
        self.warmed += 1

    def read(self, frame: Frame) -> FaceReading | None:
        if self._on_read is not None:
            self._on_read(frame)
        smile = self._smiles[min(len(self.frames), len(self._smiles) - 1)]
        self.frames.append(frame)
        if smile is None:
            return None
        return reading(frame.time_s, smile, happy=smile)

    def read_crowd(self, frame: Frame) -> list[FaceReading]:
        found = self.read(frame)
        return [] if found is None else [found]

    def close(self) -> None:
        self.closed += 1


class NoWatcher:
    """In place of ``faulthandler`` where a game is played within the tests, which have their own.

    What it does for a game is seen from outside (``tests/integration/test_crash.py``).
    """

    is_enabled = staticmethod(lambda: False)
    enable = disable = staticmethod(lambda *_: None)
