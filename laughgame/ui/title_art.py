"""What is drawn on the title: the mascot on the halfway line, the logo, and how far loading is.

All in design pixels; every function is handed the painter at the screen's own scale.
"""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.ui.controls.canvas import box, strokes
from laughgame.ui.letters import paint_word, word_width
from laughgame.ui.loading import LoadingStage
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Palette, pen

LINE_Y: Final = 272.0
"""The halfway line, which is also the mascot's mouth."""

_MASCOT: Final = QPointF(980, LINE_Y)
_MASCOT_WIDTH: Final = 232.0
_SWEAT: Final = parse_path("M1072 112Q1096 150 1072 162Q1048 150 1072 112Z")
_TOKEN: Final = 16.0
"""Side of a token, one for each stage of loading."""
_TOKEN_PITCH: Final = 22.0


def paint_mascot(painter: QPainter, palette: Palette) -> None:
    """Paint the card that keeps a straight face."""
    painter.setPen(pen(palette.line, 5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_MASCOT, 188, 188)
    width, height = _MASCOT_WIDTH, _MASCOT_WIDTH * 1.4
    body = QRectF(-width / 2, -height * 0.6, width, height).translated(_MASCOT)
    box(painter, body.translated(10, 12), 34, palette.ink)
    box(painter, body, 34, palette.card, palette.ink, 7)
    k = width / 120
    middle = _MASCOT.x()
    for side in (-24, 24):
        x, top = middle + side * k, LINE_Y - 36 * k
        lid = QPainterPath(QPointF(x - 11 * k, top))
        lid.arcTo(QRectF(x - 11 * k, top - 11 * k, 22 * k, 22 * k), 180, 180)
        lid.closeSubpath()
        painter.fillPath(lid, palette.ink)
        strokes(painter, _line(x - 16 * k, x + 16 * k, top), palette.ink, 11)
    mouth = _line(middle - 36 * k, middle + 22 * k, LINE_Y)
    mouth.quadTo(middle + 31 * k, LINE_Y, middle + 36 * k, LINE_Y - 7 * k)
    strokes(painter, mouth, palette.ink, 16)
    painter.fillPath(_SWEAT, palette.sky)
    strokes(painter, _SWEAT, palette.ink, 5)


def paint_logo(painter: QPainter, palette: Palette, left: float, korean: bool) -> float:
    """Paint the game's name in two lines from ``left`` on; return where the second one ends."""
    first, second = ("웃지마", "게임") if korean else ("LAUGH", "GAME")
    upper, lower = (152.0, 138.0) if korean else (132.0, 132.0)
    tops = (90.0, 306.0) if korean else (104.0, 312.0)
    fills = (palette.chalk, palette.card)
    for word, height, top, fill in zip((first, second), (upper, lower), tops, fills, strict=True):
        painter.save()
        painter.translate(left, top)
        paint_word(painter, word, height, fill, palette.ink, 6, QPointF(7, 9))
        painter.restore()
    return left + word_width(second, lower)


def paint_stages(
    painter: QPainter, palette: Palette, left: float, top: float, stage: LoadingStage
) -> None:
    """Paint a token for every stage of loading, full up to the one that is at work."""
    for one in LoadingStage:
        token = QRectF(left + _TOKEN_PITCH * (one.number - 1), top, _TOKEN, _TOKEN)
        fill = palette.card if one.number <= stage.number else None
        box(painter, token, 4, fill, palette.rail if fill is None else palette.ink, 2.5)


def _line(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    path.lineTo(right, y)
    return path
