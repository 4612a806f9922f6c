"""The model of an imitation: the illustrated player, and what the eye reads of the performance.

MediaPipe and ONNX Runtime are imported where they are used: the window does not wait for them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from laughgame.actor.face import paint_face
from laughgame.actor.look import Look
from laughgame.actor.performance import Performance
from laughgame.actor.room import paint_room
from laughgame.actor.source import ActorSource
from laughgame.app import paths
from laughgame.game.mimicry import Sample
from laughgame.ui.clip import PaintedClip
from laughgame.vision.sources.source import FrameSource

if TYPE_CHECKING:
    from laughgame.vision.face_reader import FaceReader

SIZE: Final = (640, 480)
"""The pictures that are read; the face's crop has some 260 pixels in them, more than are used."""


class Rehearsal:
    """How far the model's own rehearsal has come; any thread may ask, and cancel it."""

    def __init__(self) -> None:
        self.share = 0.0
        """How much of it is done, 0–1."""
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Stop soon: nobody waits for the curve any more."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()


def study(model: Path, script: Performance, look: Look, rehearsal: Rehearsal) -> list[Sample]:
    """Read the emotions of a performance, as the game reads those of a player.

    Takes some seconds: call it on a thread of its own.  Returns what was read so far where it
    was cancelled.  Raises ``ContractError`` for a model that cannot read.
    """
    from laughgame.vision.face_detector import FaceDetector
    from laughgame.vision.face_reader import FaceReader
    from laughgame.vision.laugh_model import LaughModel

    source = ActorSource(script, SIZE, realtime=False, look=look)
    with FaceDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, LaughModel(model))
        return curve(source, reader, script.duration_s, rehearsal)


def curve(
    source: FrameSource, reader: FaceReader, seconds: float, rehearsal: Rehearsal | None = None
) -> list[Sample]:
    """Read ``seconds`` of a source that is not live, frame by frame."""
    reader.reset()
    source.open()
    samples: list[Sample] = []
    try:
        while (frame := source.read()) is not None and frame.time_s < seconds:
            if rehearsal is not None and rehearsal.cancelled:
                break
            reading = reader.read(frame)
            samples.append(Sample(frame.time_s, None if reading is None else reading.emotions))
            if rehearsal is not None:
                rehearsal.share = min(1.0, frame.time_s / seconds)
    finally:
        source.close()
    return samples


def performer(name: str, title: str, script: Performance, look: Look) -> PaintedClip:
    """Return the performance as something for the stage."""
    return PaintedClip(name, title, _Painter(script, look).paint)


class _Painter:
    """Paints the player in the room; the room is painted once a size."""

    def __init__(self, script: Performance, look: Look) -> None:
        self._script = script
        self._look = look
        self._room = QImage()

    def paint(self, painter: QPainter, rect: QRectF, time_s: float) -> None:
        """Paint the moment ``time_s`` seconds after the beginning, into ``rect``."""
        size = (rect.size() * painter.device().devicePixelRatioF()).toSize()
        if self._room.size() != size.expandedTo(QSize(1, 1)):
            self._room = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_RGB32)
            inside = QPainter(self._room)
            paint_room(inside, QRectF(self._room.rect()))
            inside.end()
        painter.drawImage(rect, self._room)
        painter.save()
        painter.setClipRect(rect)
        # To the end it rests in its last pose: the performance would begin again.
        pose = self._script.pose_at(min(time_s, self._script.duration_s - 1e-3))
        paint_face(painter, pose, self._look, rect)
        painter.restore()


def thinned(samples: Sequence[Sample], step_s: float = 0.1) -> tuple[Sample, ...]:
    """Return the samples at least ``step_s`` seconds apart: as many as a chart can show."""
    kept: list[Sample] = []
    for sample in samples:
        # A hair less, or three frames of a thirtieth each would not make a tenth.
        if not kept or sample.time_s - kept[-1].time_s >= step_s - 1e-6:
            kept.append(sample)
    return tuple(kept)
