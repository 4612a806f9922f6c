"""The mascot: a referee's card that must not laugh, and its faces."""

from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import DARK, Line, dashed_pen, pen

CARD_RATIO: Final = 1.4
"""Height of a card over its width."""

BEND_FROM: Final = 0.35
"""The smile above which a straight mouth starts to bend."""


class Mood(StrEnum):
    """The faces the card can make."""

    STRAIGHT = "straight"
    BEND = "bend"
    """Straight below ``BEND_FROM``, then more bent the higher the smile."""
    WOBBLE = "wobble"
    """One corner up and a drop of sweat."""
    LAUGH = "laugh"
    GREY = "grey"
    """A dashed mouth: not judged."""


@lru_cache(maxsize=64)
def _path(data: str) -> QPainterPath:
    return parse_path(data)


_LIDS: Final = "M-39 -36H-9M9 -36H39"
_PUPILS: Final = "M-34 -36A10 10 0 0 0 -14 -36ZM14 -36A10 10 0 0 0 34 -36Z"


def paint_face(
    painter: QPainter,
    mood: Mood,
    ink: QColor = DARK.ink,
    smile: float = 0.0,
    sweat: QColor = DARK.sky,
) -> None:
    """Paint a face 100 wide: x −50..50, the middle of the mouth at the origin, eyes above.

    ``smile`` (0–1) is read by ``Mood.BEND`` only.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mood is Mood.LAUGH:
        _paint_laugh(painter, ink)
        return
    painter.fillPath(_path(_PUPILS), ink)
    painter.strokePath(_path(_LIDS), pen(ink, 6))
    match mood:
        case Mood.WOBBLE:
            painter.strokePath(_path("M-32 2H4Q22 2 32 -12"), pen(ink, Line.MOUTH))
            drop = _path("M41 -58Q50 -44 41 -40Q32 -44 41 -58Z")
            painter.fillPath(drop, sweat)
            painter.strokePath(drop, pen(ink, 4))
        case Mood.GREY:
            painter.strokePath(_path("M-32 0H32"), dashed_pen(ink, Line.MOUTH, 11, 8))
        case _:
            depth = max(0.0, smile - BEND_FROM) * 34 if mood is Mood.BEND else 0.0
            mouth = QPainterPath(QPointF(-32, -depth * 0.6))
            mouth.quadTo(0, depth, 32, -depth * 0.6)
            painter.strokePath(mouth, pen(ink, Line.MOUTH))


def _paint_laugh(painter: QPainter, ink: QColor) -> None:
    painter.strokePath(_path("M-34 -44L-18 -34L-34 -24M34 -44L18 -34L34 -24"), pen(ink, 8))
    mouth = _path("M-32 -6H32Q32 30 0 30Q-32 30 -32 -6Z")
    painter.fillPath(mouth, ink)
    painter.strokePath(mouth, pen(ink, 6))
    painter.fillPath(_path("M-24 -4H24V2Q0 6 -24 2Z"), DARK.chalk)
    painter.fillPath(_path("M-15 24Q0 10 15 24Q0 31 -15 24Z"), DARK.out)


def paint_card(
    painter: QPainter,
    center: QPointF,
    width: float,
    color: QColor,
    mood: Mood = Mood.STRAIGHT,
    tilt: float = 0.0,
    edge_width: float = 4.0,
    shadow: bool = True,
    smile: float = 0.0,
    ink: QColor = DARK.ink,
) -> None:
    """Paint a card ``width`` wide and 1.4 times as high, turned by ``tilt`` degrees."""
    height = width * CARD_RATIO
    radius = width * 0.14
    box = QRectF(-width / 2, -height / 2, width, height)
    painter.save()
    painter.translate(center)
    painter.rotate(tilt)
    if shadow:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(box.translated(width * 0.05, height * 0.06), radius, radius)
    painter.setPen(pen(ink, edge_width))
    painter.setBrush(color)
    painter.drawRoundedRect(box, radius, radius)
    painter.translate(0, height * 0.10)
    painter.scale(width / 120, width / 120)
    paint_face(painter, mood, ink, smile)
    painter.restore()
