"""The illustrated player as a frame source, for when there is no camera, alone or beside others."""

import threading
import time
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from laughgame.actor.look import MINJI, Look
from laughgame.actor.performance import Performance
from laughgame.actor.stage import Stage
from laughgame.vision.frame import Frame

SIZE: Final = (1280, 720)
FRAME_RATE: Final = 30.0


class Part(NamedTuple):
    """Who plays what."""

    script: Performance
    look: Look


class ActorSource:
    """Films the illustrated actor; keeps the contract of ``FrameSource`` and never ends.

    ``beside`` are others in the same picture, from left to right after the first.

    With ``realtime`` it behaves as a camera does: frame k is due k / ``frame_rate``
    seconds after :meth:`open` and carries that capture time (monotonic seconds), so
    the rate cannot drift; frames that a slow reader missed are skipped.  Without it,
    frames come as fast as they are read and time counts from 0 by frames.

    :meth:`close` may come from another thread and ends a waiting :meth:`read`.
    """

    name: Final = "actor"

    def __init__(
        self,
        script: Performance | None = None,
        size: tuple[int, int] = SIZE,
        realtime: bool = True,
        frame_rate: float = FRAME_RATE,
        seed: int = 0,
        look: Look = MINJI,
        beside: Sequence[Part] = (),
    ) -> None:
        """Play ``script``, or the demo with its small motions drawn from ``seed``."""
        if not frame_rate > 0:
            raise ValueError(f"frame rate must be positive, not {frame_rate}")
        self.performance: Final = script if script is not None else Performance(seed=seed)
        self.frame_rate: float | None = frame_rate
        self.live: Final = realtime
        self._rate = frame_rate
        parts = [Part(self.performance, look), *beside]
        width, height = size
        self._scripts = [part.script for part in parts]
        self._stages = [Stage((width // len(parts), height), part.look) for part in parts]
        self._closed = threading.Event()
        self._closed.set()
        self._start_s = 0.0
        self._step = 0
        self._index = 0

    def open(self) -> None:
        """Start the performance from its beginning."""
        self._start_s = time.monotonic() if self.live else 0.0
        self._step = self._index = 0
        self._closed.clear()

    def read(self) -> Frame | None:
        """Return the next frame when it is due, ``None`` once closed."""
        if self._closed.is_set():
            return None
        if self.live:
            # The next frame that can still be painted by the time it is due.
            passed = time.monotonic() - self._start_s
            self._step = max(self._step, int(passed * self._rate))
        elapsed_s = self._step / self._rate
        pictures = [
            stage.picture(script.pose_at(elapsed_s))
            for script, stage in zip(self._scripts, self._stages, strict=True)
        ]
        image = pictures[0] if len(pictures) == 1 else np.hstack(pictures)
        time_s = self._start_s + elapsed_s
        if self.live and self._closed.wait(max(0.0, time_s - time.monotonic())):
            return None
        frame = Frame(image, time_s, self._index)
        self._step += 1
        self._index += 1
        return frame

    def close(self) -> None:
        """End the performance; harmless when not open."""
        self._closed.set()
