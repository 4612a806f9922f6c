"""The picture of a sound: a record that turns while it is heard, and how much is left of it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.ui.card import Mood, paint_card
from laughgame.ui.controls.canvas import box
from laughgame.ui.controls.text import elide
from laughgame.ui.painting import paint_text
from laughgame.ui.theme import Line, Palette, Type, pen

SECONDS_A_TURN: Final = 1.8
"""A long-playing record takes 1.8 s for one turn (33⅓ a minute)."""

BADGE: Final = QSizeF(376, 136)
"""The verdict's corner of the stage, at its upper left."""
CAMERA_HEIGHT: Final = 200.0
"""How much of the stage's foot the player's own picture and the words take."""

DECK: Final = QRectF(-200, -140, 400, 280)
SHADOW: Final = 12.0
DISC: Final = QPointF(-46, 0)
DISC_RADIUS: Final = 116.0
GROOVES: Final = (102.0, 88.0, 74.0)
PIVOT: Final = QPointF(146, -86)
ARM_IN: Final = 34.0
"""Degrees the arm swings from the record's edge to its end."""


def paint_turntable(
    painter: QPainter,
    area: QRectF,
    title: str,
    at_s: float,
    share: float,
    palette: Palette,
    turning: bool = True,
) -> None:
    """Paint the moment ``at_s`` of a sound, of which ``share`` (0–1) is over, into ``area``.

    The corners at its upper left and lower right, and the foot, belong to others.  Not
    ``turning`` the record stands still, for those who want no motion.
    """
    painter.fillRect(area, palette.track)
    room = area.adjusted(BADGE.width(), 20, -20, -CAMERA_HEIGHT - 24)
    size = min(room.width() / DECK.width(), room.height() / (DECK.height() + SHADOW))
    painter.save()
    painter.translate(room.center().x(), room.top() + size * DECK.height() / 2)
    painter.scale(size, size)
    _paint_deck(painter, palette)
    _paint_disc(painter, at_s if turning else 0.0, palette)
    _paint_arm(painter, share, palette)
    painter.restore()
    left, wide = area.left() + 28, room.center().x() - size * DECK.width() / 2 - area.left() - 60
    line = area.top() + BADGE.height() + (room.bottom() - area.top() - BADGE.height()) / 2
    paint_text(
        painter, left, line, elide(title, Type.NAME, wide, True), Type.NAME, palette.text, True
    )
    bar = QRectF(left, line + 18, wide, 18)
    box(painter, bar, 9, palette.stand, palette.panel_edge, Line.EDGE)
    if share > 0:
        done = QRectF(bar.left(), bar.top(), max(18.0, wide * min(1.0, share)), bar.height())
        box(painter, done, 9, palette.sky, palette.ink, Line.EDGE)


def _paint_deck(painter: QPainter, palette: Palette) -> None:
    box(painter, DECK.translated(6, 10), 18, palette.ink)
    box(painter, DECK, 18, palette.chalk, palette.ink, 4)
    box(painter, QRectF(118, 84, 56, 26), 10, palette.paper_rule, palette.ink, Line.EDGE)
    box(painter, QRectF(118, 84, 26, 26), 10, palette.card, palette.ink, Line.EDGE)


def _paint_disc(painter: QPainter, at_s: float, palette: Palette) -> None:
    painter.save()
    painter.translate(DISC)
    painter.setPen(pen(palette.ink, 4))
    painter.setBrush(palette.ink)
    painter.drawEllipse(QPointF(0, 0), DISC_RADIUS, DISC_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(palette.paper_dim, 2))
    for radius in GROOVES:
        painter.drawEllipse(QPointF(0, 0), radius, radius)
    painter.rotate(360 * at_s / SECONDS_A_TURN)
    # The shine on the grooves and the label tell that it turns.
    painter.setPen(pen(palette.chalk, 5))
    for radius, start in ((95.0, 20), (81.0, 200)):
        ring = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.drawArc(ring, start * 16, 34 * 16)
    painter.setPen(pen(palette.ink, 4))
    painter.setBrush(palette.sky)
    painter.drawEllipse(QPointF(0, 0), 54, 54)
    paint_card(painter, QPointF(0, 0), 50, palette.card, Mood.STRAIGHT, 0, 3, shadow=False)
    painter.restore()


def _paint_arm(painter: QPainter, share: float, palette: Palette) -> None:
    painter.save()
    painter.translate(PIVOT)
    painter.rotate(8 + ARM_IN * min(1.0, max(0.0, share)))
    arm = QPainterPath(QPointF(0, 0))
    arm.lineTo(-6, 118)
    arm.lineTo(-34, 158)
    painter.strokePath(arm, pen(palette.ink, 14))
    painter.strokePath(arm, pen(palette.grey, 8))
    box(painter, QRectF(-46, 150, 26, 20), 6, palette.out, palette.ink, Line.EDGE)
    painter.setPen(pen(palette.ink, 4))
    painter.setBrush(palette.paper_dim)
    painter.drawEllipse(QPointF(0, 0), 20, 20)
    painter.restore()
