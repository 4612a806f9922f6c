"""The two curves of an imitation, emotion by emotion: the model an area, the player a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.game.mimicry import Sample
from laughgame.game.reading import EMOTIONS
from laughgame.ui.controls.canvas import box
from laughgame.ui.emotion_faces import paint_emotion_face
from laughgame.ui.painting import fitting_size, paint_text
from laughgame.ui.theme import Line, Palette, Radius, Type, pen
from laughgame.ui.wording import emotion_name

ROWS: Final = 3
"""Emotions shown at most: those of which the model shows most."""

PLAYED: Final = 0.15
"""An emotion of which the model never shows so much is not played."""

NAME_WIDTH: Final = 118.0
GAP: Final = 10.0


@dataclass(frozen=True, slots=True)
class Curves:
    """Model and player, both from 0 s on; ``length_s`` is how far the axis reaches.

    ``color`` is the player's own (``#RRGGBB``).
    """

    model: tuple[Sample, ...]
    player: tuple[Sample, ...]
    length_s: float
    color: str


def played(model: Sequence[Sample], most: int = ROWS) -> list[int]:
    """Return the emotions that the model plays (indices), in the order of ``EMOTIONS``.

    One at least, and ``most`` at most; the resting face is none of them.
    """
    seen = [sample.emotions for sample in model if sample.emotions is not None]
    highest = {
        index: max((emotions[index] for emotions in seen), default=0.0)
        for index in range(1, len(EMOTIONS))
    }
    ranked = sorted(highest, key=lambda index: -highest[index])[:most]
    return sorted([ranked[0], *(index for index in ranked[1:] if highest[index] >= PLAYED)])


def paint_curves(
    painter: QPainter, area: QRectF, curves: Curves, palette: Palette, now_s: float | None = None
) -> None:
    """Paint a row for every emotion that is played into ``area``; ``now_s`` marks the moment."""
    rows = played(curves.model)
    height = (area.height() - GAP * (len(rows) - 1)) / len(rows)
    for number, index in enumerate(rows):
        row = QRectF(area.left(), area.top() + number * (height + GAP), area.width(), height)
        _paint_name(painter, row, index, palette)
        _paint_row(painter, row.adjusted(NAME_WIDTH, 0, 0, 0), curves, index, palette, now_s)


def _paint_name(painter: QPainter, row: QRectF, index: int, palette: Palette) -> None:
    name = EMOTIONS[index]
    center = QPointF(row.left() + 18, row.center().y())
    paint_emotion_face(painter, name, center, palette.text)
    words = emotion_name(name)
    size = fitting_size(words, Type.LABEL, NAME_WIDTH - 50, True)
    paint_text(painter, row.left() + 42, row.center().y() + 7, words, size, palette.text, True)


def _paint_row(
    painter: QPainter,
    row: QRectF,
    curves: Curves,
    index: int,
    palette: Palette,
    now_s: float | None,
) -> None:
    box(painter, row, Radius.BAR, palette.track)
    inside = row.adjusted(4, 6, -4, -6)
    painter.save()
    painter.setClipRect(row)
    for part in _stretches(curves.model, index):
        path = _path(part, inside, curves.length_s)
        ground = QPainterPath(path)
        ground.lineTo(path.currentPosition().x(), inside.bottom())
        ground.lineTo(path.elementAt(0).x, inside.bottom())
        painter.fillPath(ground, palette.quiet_bar)
        painter.strokePath(path, pen(palette.dim, 2))
    for part in _stretches(curves.player, index):
        path = _path(part, inside, curves.length_s)
        painter.strokePath(path, pen(palette.track, Line.TRACE + 4))
        painter.strokePath(path, pen(_line_color(curves.color, palette), Line.TRACE))
    if now_s is not None:
        x = _across(now_s, inside, curves.length_s)
        painter.setPen(pen(palette.text, 3, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(x, row.top()), QPointF(x, row.bottom()))
    painter.restore()


def _line_color(color: str, palette: Palette) -> QColor:
    """A player's own colour where it shows on the ground; by day that is the ink."""
    return QColor(color) if palette.dark else QColor(palette.ink)


def _stretches(curve: Sequence[Sample], index: int) -> list[list[tuple[float, float]]]:
    """Part a curve where no face was seen; points are time and value."""
    parts: list[list[tuple[float, float]]] = [[]]
    for sample in curve:
        if sample.emotions is None:
            parts.append([])
        else:
            parts[-1].append((sample.time_s, sample.emotions[index]))
    return [part for part in parts if part]


def _across(time_s: float, inside: QRectF, length_s: float) -> float:
    return inside.left() + inside.width() * min(1.0, time_s / length_s)


def _path(part: Sequence[tuple[float, float]], inside: QRectF, length_s: float) -> QPainterPath:
    points = [
        QPointF(_across(time_s, inside, length_s), inside.bottom() - inside.height() * value)
        for time_s, value in part
    ]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path
