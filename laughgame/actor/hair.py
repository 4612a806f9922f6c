"""Hair of the illustrated face, behind the head and over the forehead."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.look import Hair, Look
from laughgame.actor.outline import Turn, fill, outline


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
            shine = look.pen(look.mixed(look.hair_color, "#FFF8E7", 0.22), 7)
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
        case Hair.LONG:
            back = outline(
                (-130, -20),
                (-146, -192, 146, -192, 130, -20),
                (150, 120, 138, 232),
                (110, 250, 74, 214),
                (-74, 214),
                (-110, 250, -138, 232),
                (-150, 120, -130, -20),
                close=True,
            )
            fill(painter, back, look.hair_color)
        case Hair.SHORT | Hair.BALD:
            pass
    painter.restore()


def paint_hair(painter: QPainter, look: Look, turn: Turn, skin: QPainterPath) -> None:
    """Paint the hair over the forehead and the shadow it throws."""
    if look.hair is Hair.BALD:
        return
    fringe = _fringe(look.hair, turn)
    painter.save()
    painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
    fill(painter, fringe.translated(0, 9), look.shade, 0.8)
    painter.restore()
    fill(painter, fringe, look.hair_color)
    dx, dy = turn.slide(0.3)
    painter.translate(dx, dy)
    shine = look.pen(look.mixed(look.hair_color, "#FFF8E7", 0.2), 8)
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
        case Hair.LONG:
            painter.strokePath(outline((-96, -70), (-84, -116, -40, -142)), shine)
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
        case Hair.LONG:  # parted in the middle, down both temples
            return outline(
                (-128, 60),
                (-156, -200, 156, -200, 128, 60),
                (104, 20, 98 + dx, -80 + dy, dx, -124 + dy),
                (-98 + dx, -80 + dy, -104, 20, -128, 60),
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
        case Hair.BALD:
            return QPainterPath()
