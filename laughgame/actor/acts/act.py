"""What an act is: a name, a length, its sounds, and a picture at every moment."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from laughgame.actor.acts.scene import Scene, open_scene

SOUNDS: Final = (
    "honk",
    "boing",
    "slide_up",
    "slide_down",
    "splat",
    "pop",
    "squeak",
    "rimshot",
    "raspberry",
    "thud",
    "whoosh",
    "gulp",
    "sneeze",
    "trombone",
    "chirp",
    "whistle",
    "applause",
)
"""The sounds an act may call for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound of ``SOUNDS`` that starts ``at_s`` seconds into the act."""

    at_s: float
    sound: str


@dataclass(frozen=True, slots=True)
class Act:
    """A gag without words.  ``name`` never changes, for statistics go by it.

    ``seconds`` is its length, ``cues`` its sounds in order of time, and ``perform`` paints the
    moment of a time within 0 to ``seconds`` into an open scene.  Raises ``ValueError`` for cues
    that nobody could play.
    """

    name: str
    seconds: float
    cues: tuple[Cue, ...]
    perform: Callable[[Scene, float], None]

    def __post_init__(self) -> None:
        times = [cue.at_s for cue in self.cues]
        if times != sorted(times) or not all(0 <= time <= self.seconds for time in times):
            raise ValueError(f"the cues of {self.name} are out of order or out of the act")
        if unknown := {cue.sound for cue in self.cues} - set(SOUNDS):
            raise ValueError(f"{self.name} wants sounds that do not exist: {sorted(unknown)}")

    def paint(self, painter: QPainter, rect: QRectF, time_s: float) -> None:
        """Paint the moment ``time_s`` (clamped to the act) over all of ``rect``.

        The same time gives the same picture, whatever was painted before; any size and shape will
        do.  Works on any ``QPaintDevice`` and, for a ``QImage``, on any thread and without an
        application.  Raises ``ValueError`` for a time that is no number.
        """
        if isnan(time_s):
            raise ValueError("an act needs a time, not NaN")
        if rect.isEmpty():
            return
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self.perform(open_scene(painter, rect), min(max(time_s, 0.0), self.seconds))
        painter.restore()
