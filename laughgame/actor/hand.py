"""The hand that comes over the mouth: it hides a laugh, and the player with it.

Local drawing units: x runs from the finger tips to the wrist, y across the fingers.
"""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from laughgame.actor.look import Look
from laughgame.actor.mouth import MOUTH_Y
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose

TIPS: Final = (-92.0, -110.0, -104.0, -80.0)
"""Where the fingers end, from the index to the little one."""

FINGER: Final = 15.5
"""Half the width of a finger."""

APART: Final = 28.0
"""From the middle of one finger to the next."""

DOWN: Final = (250.0, 460.0)
"""The hanging hand's place from the mouth: below the picture."""

RAISED: Final = math.radians(30)
HANGING: Final = math.radians(62)
"""How steeply the arm falls to the right."""


def paint_hand(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> None:
    """Paint hand and sleeve on their way to the mouth, on the painter of the head."""
    if pose.hand <= 0:
        return
    left = 1 - pose.hand
    mouth_x, mouth_y = turn.at(0, MOUTH_Y, 20)
    opened = 14 * pose.mouth_open * pose.hand
    painter.save()
    painter.translate(12 + mouth_x + DOWN[0] * left, 8 + mouth_y + opened + DOWN[1] * left)
    painter.rotate(math.degrees(RAISED + (HANGING - RAISED) * left))
    _paint_sleeve(painter, look)
    _paint_thumb(painter, look)
    _paint_back(painter, look)
    for number in reversed(range(len(TIPS))):
        _paint_finger(painter, look, number)
    painter.restore()


def _paint_sleeve(painter: QPainter, look: Look) -> None:
    wrist = outline((80, -44), (120, -36, 170, -40), (170, 40), (120, 36, 80, 46), close=True)
    fill(painter, wrist, look.skin)
    fill(painter, outline((80, 16), (120, 14, 170, 12), (170, 40), (120, 36, 80, 46)), look.shade)
    sleeve = outline((148, -54), (560, -104), (560, 104), (148, 54), (158, 0, 148, -54), close=True)
    dark = look.mixed(look.top, "#0A1F1B", 0.28)
    fill(painter, sleeve, look.top)
    fill(painter, outline((150, 20), (560, 40), (560, 104), (148, 54), close=True), dark, 0.45)
    painter.strokePath(outline((150, -52), (160, 0, 150, 52)), look.pen(dark, 10))


def _paint_thumb(painter: QPainter, look: Look) -> None:
    """Paint the thumb, which lies along the jaw."""
    thumb = QPainterPath()
    thumb.addRoundedRect(QRectF(-66, -16, 112, 32), 16, 16)
    painter.save()
    painter.setTransform(QTransform.fromTranslate(24, 66).rotate(-14), True)
    fill(painter, thumb, look.shade)
    painter.strokePath(thumb, look.pen(look.crease(0.3), 3.5, 0.8))
    painter.restore()


def _paint_back(painter: QPainter, look: Look) -> None:
    """Paint the back of the hand, in shadow below as the face is."""
    back = outline(
        (-24, -58),
        (40, -66, 84, -46),
        (100, -38, 100, 0),
        (100, 40, 84, 48),
        (40, 70, -24, 58),
        close=True,
    )
    fill(painter, back, look.skin)
    dark = outline((-24, 30), (50, 34, 100, 6), (100, 40, 84, 48), (40, 70, -24, 58), close=True)
    fill(painter, dark, look.shade, 0.6)
    edge = look.pen(look.crease(0.3), 3.5, 0.8)
    painter.strokePath(outline((-24, -58), (40, -66, 84, -46)), edge)
    painter.strokePath(outline((-24, 58), (40, 70, 84, 48)), edge)


def _paint_finger(painter: QPainter, look: Look, number: int) -> None:
    tip, middle = TIPS[number], (number - 1.5) * APART
    # Fingers fan out a little from their knuckles.
    painter.save()
    painter.setTransform(QTransform.fromTranslate(0, middle).rotate(-2.5 * (number - 1.5)), True)
    finger = outline(
        (2, -FINGER),
        (tip + 16, -FINGER),
        (tip - 6, -FINGER, tip - 6, FINGER, tip + 16, FINGER),
        (2, FINGER),
    )
    fill(painter, finger, look.skin)
    low = outline((2, 4), (tip + 14, 5), (tip + 14, FINGER), (2, FINGER), close=True)
    fill(painter, low, look.shade, 0.55)
    crease = look.crease(0.3)
    painter.strokePath(finger, look.pen(crease, 3.5, 0.85))
    for share in (0.42, 0.7):
        x = tip * share
        joint = outline((x, -7), (x - 4, 0, x, 7))
        painter.strokePath(joint, look.pen(crease, 2.5, 0.6))
    nail = QPainterPath()
    nail.addEllipse(QPointF(tip + 13, 0), 9, 7.5)
    fill(painter, nail, look.mixed(look.skin, look.lips, 0.35))
    knuckle = outline((10, -8), (16, 0, 10, 8))
    painter.strokePath(knuckle, look.pen(crease, 3, 0.5))
    painter.restore()
