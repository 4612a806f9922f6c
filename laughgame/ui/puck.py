"""The puck: the mascot's card on the column; the middle of its mouth is the value."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.game.gauge import GaugeState
from laughgame.ui.card import Mood, paint_face
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Palette, dashed_pen, font, pen

SIZE: Final = QRectF(-34, -38, 68, 76)
MOUTH_DROP: Final = 8.0
"""How far the mouth lies below the card's middle."""

_HOLD_W: Final = 76.0
_HOLD_H: Final = 84.0
_HOLD_RADIUS: Final = 14.0
_HOLD_WIDTH: Final = 14.0
HOLD_REACH: Final = _HOLD_H / 2 + 11 + MOUTH_DROP
"""How far the puck with its hold frame reaches above the value."""

NO_FACE_ABOVE_ZERO: Final = 50.0
"""Where the blank puck waits: its middle above the axis' zero."""


def state_color(state: GaugeState, palette: Palette) -> QColor:
    """The colour of puck and column."""
    match state:
        case GaugeState.BELOW:
            return palette.sky
        case GaugeState.ZONE | GaugeState.HOLDING:
            return palette.card
        case GaugeState.OUT:
            return palette.out
        case GaugeState.GREYED | GaugeState.NO_FACE:
            return palette.grey


def state_mood(state: GaugeState) -> Mood:
    """The face the puck makes."""
    match state:
        case GaugeState.ZONE | GaugeState.HOLDING:
            return Mood.WOBBLE
        case GaugeState.OUT:
            return Mood.LAUGH
        case GaugeState.GREYED:
            return Mood.GREY
        case GaugeState.BELOW | GaugeState.NO_FACE:
            return Mood.BEND


@lru_cache(maxsize=1)
def _hold_path() -> QPainterPath:
    """The frame, clockwise from the middle of its top."""
    w, h, r = _HOLD_W / 2, _HOLD_H / 2, _HOLD_RADIUS
    return parse_path(
        f"M0 {-h}H{w - r}Q{w} {-h} {w} {-h + r}V{h - r}Q{w} {h} {w - r} {h}"
        f"H{-w + r}Q{-w} {h} {-w} {h - r}V{-h + r}Q{-w} {-h} {-w + r} {-h}Z"
    )


def paint_puck(
    painter: QPainter,
    mouth: QPointF,
    state: GaugeState,
    smile: float,
    hold: float,
    palette: Palette,
) -> None:
    """Paint the puck with the middle of its mouth at ``mouth``.

    ``hold`` (0–1) fills the frame that is shown while the smile is over the line.
    """
    if state is GaugeState.NO_FACE:
        _paint_blank(painter, mouth, palette)
        return
    color = state_color(state, palette)
    framed = state in (GaugeState.HOLDING, GaugeState.OUT)
    painter.save()
    painter.translate(mouth.x(), mouth.y() - MOUTH_DROP)
    painter.setBrush(color)
    if framed:
        _paint_hold(painter, 1.0 if state is GaugeState.OUT else hold, palette)
        painter.setPen(pen(palette.ink, 3))
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(-31, -35, 62, 70), 9, 9)
    else:
        painter.setPen(pen(palette.ink, 4))
        painter.drawRoundedRect(SIZE, 14, 14)
    painter.save()
    painter.translate(0, MOUTH_DROP)
    painter.scale(0.56, 0.56)
    paint_face(painter, state_mood(state), palette.ink, smile)
    painter.restore()
    # The pointer's tip is level with the mouth: that is the value.
    edge = -_HOLD_W / 2 - 9 if framed else SIZE.left()
    painter.translate(edge, MOUTH_DROP)
    pointer = parse_path("M-1 -12L-15 0L-1 12Z")
    painter.setPen(pen(palette.ink, 4))
    painter.setBrush(palette.out if framed else color)
    painter.drawPath(pointer)
    painter.restore()


def _paint_hold(painter: QPainter, hold: float, palette: Palette) -> None:
    path = _hold_path()
    flat = Qt.PenCapStyle.FlatCap
    painter.strokePath(path, pen(palette.ink, 22, flat))
    painter.strokePath(path, pen(palette.hold_track, _HOLD_WIDTH, flat))
    if hold >= 1.0:
        painter.strokePath(path, pen(palette.out, _HOLD_WIDTH, flat))
    elif hold > 0.0:
        length = path.length()
        painter.strokePath(path, dashed_pen(palette.out, _HOLD_WIDTH, hold * length, length))


def _paint_blank(painter: QPainter, mouth: QPointF, palette: Palette) -> None:
    painter.save()
    painter.translate(mouth)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.track)
    painter.drawRoundedRect(SIZE, 14, 14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(dashed_pen(palette.dim, 4, 9, 7))
    painter.drawRoundedRect(SIZE, 14, 14)
    painter.setFont(font(40, True))
    painter.setPen(palette.dim)
    painter.drawText(SIZE, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()
