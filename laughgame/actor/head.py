"""Shoulders, neck and skull of the illustrated face.

Drawing units: the head is about 230 wide and 300 high around (0, 0), the chin at
y = 150, the shoulders down to y = 420.
"""

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.look import Hair, Look
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose

NECK: Final = 140.0
"""Height of the joint about which the head rolls."""


def paint_shoulders(painter: QPainter, look: Look) -> None:
    """Paint neck and top; they do not roll with the head."""
    neck = outline(
        (-50, 90),
        (-50, 150),
        (-52, 172, -76, 184),
        (0, 250, 76, 184),
        (52, 172, 50, 150),
        (50, 90),
        close=True,
    )
    fill(painter, neck, look.shade)
    under_chin = outline((-50, 120), (-50, 152), (0, 196, 50, 146), (50, 120), close=True)
    fill(painter, under_chin, look.crease(0.22))
    body = outline(
        (-236, 420), (-236, 206, -64, 174), (0, 218, 64, 174), (236, 206, 236, 420), close=True
    )
    fill(painter, body, look.top)
    dark = look.mixed(look.top, "#0A1F1B", 0.28)
    sleeve = outline((150, 420), (146, 330, 166, 262), (228, 306, 236, 420), close=True)
    fill(painter, sleeve, dark, 0.45)
    painter.strokePath(outline((-156, 420), (-150, 340, -166, 286)), look.pen(dark, 6, 0.6))
    painter.strokePath(outline((-70, 178), (0, 228, 70, 178)), look.pen(dark, 11))


def paint_skull(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> QPainterPath:
    """Paint ears, skin and the shadow side; return the outline of the face."""
    ear_dx, ear_dy = turn.slide(-0.1)
    for side in (-1, 1):
        ear = QPainterPath()
        ear.addEllipse(QPointF(side * 115 + ear_dx, 2 + ear_dy), 23, 27)
        fill(painter, ear, look.shade)
        rim = outline(
            (side * 122 + ear_dx, -10 + ear_dy),
            (side * 136 + ear_dx, 0 + ear_dy, side * 122 + ear_dx, 14 + ear_dy),
        )
        painter.strokePath(rim, look.pen(look.crease(0.3), 4))
    chin_dx, chin_dy = turn.slide(0.22)
    chin = 150 + 17 * pose.mouth_open - 3 * pose.smile + chin_dy
    jaw = 20 + 5 * pose.mouth_open
    wide = 114 + 3 * pose.smile
    crown = 0.3 * chin_dx
    left, right = -wide + crown, wide + crown
    low_left, low_right = -wide * look.features.jaw + crown, wide * look.features.jaw + crown
    # Without hair the rounding of the crown is seen.
    top = -170 if look.hair is Hair.BALD else -138
    skin = outline(
        (left, -60),
        (left, top, crown, top),
        (right, top, right, -60),
        (low_right, jaw),
        (low_right - 2, chin - 6, chin_dx, chin),
        (low_left + 2, chin - 6, low_left, jaw),
        close=True,
    )
    fill(painter, skin, look.skin)
    # The light comes from the left; the other side of the face lies in a flat shadow.
    dark = outline(
        (right, -60),
        (low_right, jaw),
        (low_right - 2, chin - 6, chin_dx, chin),
        (chin_dx + 82, chin - 22, low_right - 17, jaw),
        (right - 8, -20, right, -60),
        close=True,
    )
    fill(painter, dark, look.shade, 0.55)
    return skin
