"""What can be shown on the stage besides the player: an act, a picture, a sound, a video."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

PaintMoment = Callable[[QPainter, QRectF, float], None]
"""Paints a moment into a rectangle; the time is in seconds since the clip began."""


@dataclass(frozen=True, slots=True)
class PaintedClip:
    """Something drawn for each moment: an act of the clown."""

    name: str
    title: str
    paint: PaintMoment


@dataclass(frozen=True, slots=True)
class PictureClip:
    """A picture from a file; an animated one plays over and over."""

    name: str
    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class SoundClip:
    """A sound from a file, of which ``plays_s`` seconds are played."""

    name: str
    title: str
    path: Path
    plays_s: float


@dataclass(frozen=True, slots=True)
class VideoClip:
    """A video from a file, of which ``plays_s`` seconds are played."""

    name: str
    title: str
    path: Path
    plays_s: float


Clip = PaintedClip | PictureClip | SoundClip | VideoClip
