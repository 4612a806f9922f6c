"""Shoulders, neck, skull and hair of the illustrated face.

Drawing units: the head is about 230 wide and 300 high around (0, 0), the chin at
y = 150, the shoulders down to y = 420.
"""

import math
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.look import Hair, Look
from laughgame.actor.outline import Turn, fill, line, outline
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
    painter.strokePath(outline((-156, 420), (-150, 340, -166, 286)), line(dark, 6, 0.6))
    painter.strokePath(outline((-70, 178), (0, 228, 70, 178)), line(dark, 11))


def paint_behind(painter: QPainter, look: Look, turn: Turn) -> None:
    """Paint the hair that hangs behind neck and ears."""
    dx, dy = turn.slide(-0.12)
    painter.save()
    painter.translate(dx, dy)
    match look.hair:
        case Hair.BOB:
            back = outline(
                (-138, -20),
                (-150, -190, 150, -190, 138, -20),
                (146, 110),
                (100, 140, 92, 96),
                (-92, 96),
                (-100, 140, -146, 110),
                close=True,
            )
            fill(painter, back, look.hair_color)
        case Hair.BUN:
            bun = QPainterPath()
            bun.addEllipse(QPointF(0, -178), 52, 50)
            fill(painter, bun, look.hair_color)
            shine = line(look.mixed(look.hair_color, "#FFF8E7", 0.22), 7)
            painter.strokePath(outline((-26, -196), (-16, -214, 6, -214)), shine)
            back = outline(
                (-128, 20), (-146, -180, 146, -180, 128, 20), (110, 60), (-110, 60), close=True
            )
            fill(painter, back, look.hair_color)
        case Hair.CURLS:
            curls = QPainterPath()
            curls.setFillRule(Qt.FillRule.WindingFill)
            for i in range(9):
                angle = math.pi * (1 + i / 8)
                middle = QPointF(118 * math.cos(angle), -50 + 112 * math.sin(angle))
                curls.addEllipse(middle, 44, 44)
            fill(painter, curls, look.hair_color)
        case Hair.SHORT:
            pass
    painter.restore()


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
        painter.strokePath(rim, line(look.crease(0.3), 4))
    chin_dx, chin_dy = turn.slide(0.22)
    chin = 150 + 17 * pose.mouth_open - 3 * pose.smile + chin_dy
    jaw = 20 + 5 * pose.mouth_open
    wide = 114 + 3 * pose.smile
    crown = 0.3 * chin_dx
    left, right = -wide + crown, wide + crown
    skin = outline(
        (left, -60),
        (left, -138, crown, -138),
        (right, -138, right, -60),
        (right, jaw),
        (right - 2, chin - 6, chin_dx, chin),
        (left + 2, chin - 6, left, jaw),
        close=True,
    )
    fill(painter, skin, look.skin)
    # The light comes from the left; the other side of the face lies in a flat shadow.
    dark = outline(
        (right, -60),
        (right, jaw),
        (right - 2, chin - 6, chin_dx, chin),
        (chin_dx + 82, chin - 22, right - 17, jaw),
        (right - 8, -20, right, -60),
        close=True,
    )
    fill(painter, dark, look.shade, 0.55)
    return skin


def paint_hair(painter: QPainter, look: Look, turn: Turn, skin: QPainterPath) -> None:
    """Paint the hair over the forehead and the shadow it throws."""
    fringe = _fringe(look.hair, turn)
    painter.save()
    painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
    fill(painter, fringe.translated(0, 9), look.shade, 0.8)
    painter.restore()
    fill(painter, fringe, look.hair_color)
    dx, dy = turn.slide(0.3)
    painter.translate(dx, dy)
    shine = line(look.mixed(look.hair_color, "#FFF8E7", 0.2), 8)
    match look.hair:
        case Hair.BOB:
            painter.strokePath(outline((-88, -92), (-66, -128, -22, -136)), shine)
        case Hair.SHORT:
            painter.strokePath(outline((20, -140), (66, -136, 88, -112)), shine)
        case Hair.BUN:
            for side in (-1, 1):
                painter.strokePath(
                    outline((60 * side, -116), (44 * side, -138, 16 * side, -142)), shine
                )
        case Hair.CURLS:
            for x, y in ((-70, -128), (0, -152), (70, -128)):
                painter.strokePath(outline((x - 16, y), (x, y - 18, x + 16, y)), shine)
    painter.translate(-dx, -dy)


def _fringe(hair: Hair, turn: Turn) -> QPainterPath:
    """Return the hair in front: its hairline slides with the face, its rim stays."""
    dx, dy = turn.slide(0.55)
    match hair:
        case Hair.BOB:
            return outline(
                (-134, 14),
                (-166, -208, 166, -208, 134, 14),
                (112, -8, 114 + dx, -96 + dy, 40 + dx, -97 + dy),
                (-50 + dx, -92 + dy, -112, -26, -134, 14),
                close=True,
            )
        case Hair.SHORT:
            return outline(
                (-116, -12),
                (-144, -202, 144, -202, 116, -12),
                (112 + 0.5 * dx, -84 + dy, 84 + dx, -100 + dy),
                (dx, -76 + dy, -84 + dx, -104 + dy),
                (-112 + 0.5 * dx, -80 + dy, -116, -12),
                close=True,
            )
        case Hair.BUN:
            return outline(
                (-117, -36),
                (-148, -196, 148, -196, 117, -36),
                (60 + dx, -112 + dy, dx, -116 + dy),
                (-60 + dx, -112 + dy, -117, -36),
                close=True,
            )
        case Hair.CURLS:
            return outline(
                (-122, -30),
                (-150, -178, 0, -168),
                (150, -178, 122, -30),
                (108 + dx, -100 + dy, dx, -98 + dy),
                (-108 + dx, -100 + dy, -122, -30),
                close=True,
            )
