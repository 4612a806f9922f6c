"""The parts of the gauge, as functions that paint them in the panel's design pixels."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import THRESHOLD_RANGE
from laughgame.ui.gauge_axis import (
    COLUMN_LEFT,
    COLUMN_WIDTH,
    HANDLE_X,
    LINE_LEFT,
    LINE_RIGHT,
    RAIL_X,
    TRACE_LEFT,
    GaugeAxis,
)
from laughgame.ui.painting import paint_stripes, paint_text
from laughgame.ui.puck import state_color
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Palette, Type, dashed_pen, font, pen

HANDLE: Final = QRectF(-33, -18, 66, 36)
QUIET: Final = (GaugeState.GREYED, GaugeState.NO_FACE)
"""The states in which the line does not judge and stands back."""

_ARROWS: Final = parse_path("M19 -4L24 -10L29 -4ZM19 4L24 10L29 4Z")
_FLAT: Final = Qt.PenCapStyle.FlatCap
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


def paint_bed(
    painter: QPainter,
    axis: GaugeAxis,
    state: GaugeState,
    threshold: float,
    zone: float,
    palette: Palette,
) -> None:
    """Paint what lies under the column's contents: its bed and the warning zone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.track)
    painter.drawRoundedRect(axis.column.adjusted(1, 1, -1, -1), 13, 13)
    line = axis.y(threshold)
    area = QRectF(COLUMN_LEFT + 2, line, COLUMN_WIDTH - 4, axis.y(threshold - zone) - line)
    if area.height() <= 0:
        return
    if state in QUIET:
        paint_stripes(painter, area, palette.grey_bar, 3, 10)
    else:
        painter.fillRect(area, palette.zone_back)
        paint_stripes(painter, area, palette.zone, 4, 10)


def paint_fill(
    painter: QPainter, axis: GaugeAxis, state: GaugeState, smile: float, palette: Palette
) -> None:
    """Paint the column's contents up to ``smile``, and the column's edge."""
    if state is not GaugeState.NO_FACE:
        inside = axis.column.adjusted(2, 2, -2, -2)
        level = axis.y(smile)
        grey = state is GaugeState.GREYED
        painter.save()
        painter.setClipRect(QRectF(inside.left(), level, inside.width(), inside.bottom() - level))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.grey_bar if grey else state_color(state, palette))
        painter.drawRoundedRect(inside, 12, 12)
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(palette.panel_edge, Line.EDGE))
    painter.drawRoundedRect(axis.column, 14, 14)


def paint_line(
    painter: QPainter, axis: GaugeAxis, state: GaugeState, threshold: float, palette: Palette
) -> None:
    """Paint the line across timeline and column, and the rail it runs on."""
    y = axis.y(threshold)
    ends = QPointF(LINE_LEFT, y), QPointF(LINE_RIGHT, y)
    painter.setPen(pen(palette.line_edge, Line.THRESHOLD + 2 * Line.THRESHOLD_INK, _FLAT))
    painter.drawLine(*ends)
    color = palette.dim if state in QUIET else palette.line
    lost = state is GaugeState.NO_FACE
    width = Line.THRESHOLD
    painter.setPen(dashed_pen(color, width, 10, 7) if lost else pen(color, width, _FLAT))
    painter.drawLine(*ends)
    low, high = axis.y(THRESHOLD_RANGE.low), axis.y(THRESHOLD_RANGE.high)
    painter.setPen(pen(palette.rail, 4))
    painter.drawLine(QPointF(RAIL_X, low), QPointF(RAIL_X, high))
    for end in (low, high):
        painter.drawLine(QPointF(RAIL_X - 7, end), QPointF(RAIL_X + 7, end))
    bottom, top = f"{THRESHOLD_RANGE.low:.2f}", f"{THRESHOLD_RANGE.high:.2f}"
    paint_text(painter, RAIL_X, low + 22, bottom, Type.TICK, palette.dim, align=_MIDDLE)
    paint_text(painter, RAIL_X, high - 9, top, Type.TICK, palette.dim, align=_MIDDLE)


def paint_zone_words(painter: QPainter, words: str, palette: Palette) -> None:
    """Write what the zone is, so that it reads over the trace; the baseline is at y = 18."""
    path = QPainterPath()
    path.addText(8, 18, font(Type.TICK), words)
    painter.strokePath(path, pen(palette.track, 5))
    painter.fillPath(path, palette.dim)


def zone_words_at(axis: GaugeAxis, threshold: float, zone: float) -> QPointF:
    """Where the zone's words have their origin."""
    return QPointF(TRACE_LEFT, axis.y(threshold - zone))


def paint_handle(
    painter: QPainter,
    axis: GaugeAxis,
    state: GaugeState,
    threshold: float,
    palette: Palette,
    focus: QColor | None,
) -> None:
    """Paint the handle with its number; ``focus`` is the ring's colour, None for no ring."""
    painter.save()
    painter.translate(HANDLE_X, axis.y(threshold))
    if focus is not None:
        painter.setBrush(palette.ink)
        painter.setPen(pen(focus, 3))
        painter.drawRoundedRect(HANDLE.adjusted(-2, -5, 1, 8), 13, 13)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.ink)
    painter.drawRoundedRect(HANDLE.translated(0, 4), 9, 9)
    painter.setPen(pen(palette.ink, Line.EDGE))
    painter.setBrush(palette.quiet_handle if state in QUIET else palette.handle)
    painter.drawRoundedRect(HANDLE, 9, 9)
    paint_text(painter, -6, 7.5, f"{threshold:.2f}", Type.LABEL, palette.ink, True, _MIDDLE)
    painter.fillPath(_ARROWS, palette.ink)
    painter.restore()
