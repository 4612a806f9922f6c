"""Beard and moustache of the illustrated face; they move with the mouth they surround."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.look import Beard, Look, Moustache
from laughgame.actor.mouth import MOUTH_Y, MouthShape
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose


def paint_beard(
    painter: QPainter, pose: FacePose, look: Look, turn: Turn, skin: QPainterPath
) -> None:
    """Paint the beard on the bare skin; the mouth is painted over it."""
    if look.beard is Beard.NONE:
        return
    shape = MouthShape.of(pose, look.features)
    painter.save()
    painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
    painter.setTransform(turn.around(0, MOUTH_Y, 4), True)
    match look.beard:
        case Beard.STUBBLE:
            fill(painter, _cheeks(shape), look.hair_color, 0.22)
        case Beard.FULL:
            fill(painter, _cheeks(shape), look.hair_color)
            _paint_strands(painter, look, shape)
        case Beard.GOATEE:
            fill(painter, _goatee(shape), look.hair_color)
    painter.restore()


def paint_moustache(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> None:
    """Paint the moustache between nose and upper lip; its ends go with the corners."""
    if look.moustache is Moustache.NONE:
        return
    shape = MouthShape.of(pose, look.features)
    low = shape.upper - 0.55 * shape.upper_lip
    corner = (low + shape.corner) / 2 - 4
    painter.save()
    painter.setTransform(turn.around(0, MOUTH_Y, 14), True)
    match look.moustache:
        case Moustache.THIN:
            for side in (-1, 1):
                hair = outline(
                    (side * 4, low - 10), (side * 0.5 * shape.width, low - 14),
                    (side * 0.8 * shape.width, corner - 6, side * 0.9 * shape.width, corner - 2),
                )  # fmt: skip
                painter.strokePath(hair, look.pen(look.hair_color, 6))
        case Moustache.FULL:
            fill(painter, _brush(shape.width + 4, low, corner + 6, 22), look.hair_color)
        case Moustache.HANDLEBAR:
            fill(painter, _brush(shape.width + 2, low - 2, corner + 2, 17), look.hair_color)
            for side in (-1, 1):
                x = side * (shape.width + 1)
                tip = outline((x, corner), (x + side * 17, corner + 3, x + side * 18, corner - 14))
                painter.strokePath(tip, look.pen(look.hair_color, 5))
    painter.restore()


def _cheeks(shape: MouthShape) -> QPainterPath:
    """Return the hair from ear to ear under the cheeks; its upper rim follows the corners."""
    rim = shape.corner - 20
    return outline(
        (-150, -70),
        (-104, -60),
        (-96, rim + 4, -shape.width - 16, rim),
        (-30, shape.upper - 26, 0, shape.upper - 16),
        (30, shape.upper - 26, shape.width + 16, rim),
        (96, rim + 4, 104, -60),
        (150, -70),
        (150, 120),
        (-150, 120),
        close=True,
    )


def _goatee(shape: MouthShape) -> QPainterPath:
    wide, top = 0.8 * shape.width + 6, shape.lower + 2
    return outline(
        (-wide, top),
        (0, top + 12, wide, top),
        (wide - 2, top + 62, 0, top + 66),
        (-wide + 2, top + 62, -wide, top),
        close=True,
    )


def _paint_strands(painter: QPainter, look: Look, shape: MouthShape) -> None:
    strand = look.pen(look.mixed(look.hair_color, "#FFF8E7", 0.15), 3.5)
    low = shape.lower + shape.lower_lip + 12
    for x in (-62, -36, -12, 14, 38, 62):
        painter.strokePath(outline((x, low), (x + 3, low + 8, 0.8 * x, low + 18)), strand)


def _brush(width: float, low: float, end: float, height: float) -> QPainterPath:
    """Return a moustache from ``-width`` to ``width`` whose lower rim lies at ``low``."""
    return outline(
        (-width, end),
        (-0.7 * width, low - height, -6, low - height),
        (0, low - height + 7, 6, low - height),
        (0.7 * width, low - height, width, end),
        (0.4 * width, low + 1, 0, low),
        (-0.4 * width, low + 1, -width, end),
        close=True,
    )
