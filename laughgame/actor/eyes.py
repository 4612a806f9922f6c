"""Eyes and brows of the illustrated face."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.actor.look import Look
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose

LID: Final = QColor("#1B1512")
WHITE: Final = QColor("#FFFFFF")
EYE_X: Final = 48.0
EYE_Y: Final = -10.0
BROW_Y: Final = -54.0


def paint_eyes(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> None:
    """Paint both eyes and both brows."""
    for side in (-1, 1):
        painter.save()
        painter.setTransform(turn.around(side * EYE_X, EYE_Y), True)
        painter.scale(side * look.features.eyes, look.features.eyes)
        _paint_eye(painter, pose, look, side)
        painter.restore()
        painter.save()
        painter.setTransform(turn.around(side * EYE_X, BROW_Y, 6), True)
        painter.scale(side, 1)
        _paint_brow(painter, pose, look)
        painter.restore()


def _paint_eye(painter: QPainter, pose: FacePose, look: Look, side: int) -> None:
    """Paint one eye around (0, 0); +x is the outer side."""
    squeeze, blink = pose.eye_squeeze, max(pose.blink, side * pose.wink)
    # The cheek pushes the lower lid up into an arch; a blink drops the upper lid
    # onto it.  So a laughing eye closes as an arch and a blinking one as a bowl.
    lower = 13 - 26 * squeeze - 10 * blink * (1 - squeeze)
    upper = -12 - squeeze - 5 * max(pose.brow, 0) * (1 - squeeze)
    upper += (lower - upper) * blink
    inner, outer = (-23.0, -1.0 + squeeze), (24.0, -4.0 + 4 * squeeze)
    top = _lid(inner, outer, upper, 0.8 - 0.25 * squeeze)
    if lower - upper > 2:
        eye = QPainterPath(top)
        eye.connectPath(_lid(outer, inner, lower, 0.5))
        eye.closeSubpath()
        _paint_eyeball(painter, pose, look, eye, upper, side)
    painter.strokePath(top, look.pen(LID, 6.5 + 2 * squeeze + 2 * blink))
    if look.lashes:
        painter.strokePath(outline(outer, (30, -8 + 4 * squeeze)), look.pen(LID, 4, 1 - blink))
    fold = look.crease(0.12)
    crease = _lid((-20, upper - 8), (23, -10), upper - 9 - 3 * (1 - squeeze), 0.6)
    painter.strokePath(crease, look.pen(fold, 3, 0.7 * (1 - 0.6 * squeeze)))
    bag = outline((-16, 15 - 5 * squeeze), (0, 21 - 15 * squeeze, 18, 13 - 5 * squeeze))
    painter.strokePath(bag, look.pen(fold, 3 + 2 * squeeze, 0.4 + 0.6 * squeeze))
    if squeeze > 0.3:
        crow = look.pen(fold, 3.5, (squeeze - 0.3) / 0.7)
        painter.strokePath(outline((34, -8), (40, -12, 45, -14)), crow)
        painter.strokePath(outline((35, 0), (41, 1, 46, 4)), crow)


def _paint_eyeball(
    painter: QPainter, pose: FacePose, look: Look, eye: QPainterPath, upper: float, side: int
) -> None:
    fill(painter, eye, WHITE)
    painter.save()
    painter.setClipPath(eye, Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    gaze = QPointF(side * pose.gaze_x * 8, -2 + pose.gaze_y * 5)
    for color, radius in ((QColor(look.iris), 13.0), (LID, 8.0)):
        painter.setBrush(color)
        painter.drawEllipse(gaze, radius, radius)
    painter.setBrush(WHITE)
    painter.drawEllipse(gaze + QPointF(-side * 4.5, -4.5), 3.2, 3.2)
    # The upper lid shades the eyeball.
    painter.fillRect(-30, round(upper) - 12, 60, 17, QColor(27, 21, 18, 60))
    painter.restore()


def _paint_brow(painter: QPainter, pose: FacePose, look: Look) -> None:
    raised, knit = max(pose.brow, 0.0), max(-pose.brow, 0.0)
    lift = -15 * raised + 6 * knit
    arch = 2 + 11 * raised + 11 * pose.smile - 3 * knit
    inner = (-26.0 - 5 * knit, lift + 4 * pose.smile + 6 * knit)
    outer = (28.0, lift + 1 + 6 * pose.smile + 2 * raised - 2 * knit)
    brow = outline(inner, (2, lift - arch * 1.6, *outer))
    painter.strokePath(brow, look.pen(_brow_color(look), 10.5 * look.features.brows))


def _brow_color(look: Look) -> str:
    """Brows are hair; where that is bright, they are darker than it and stay seen."""
    if QColor(look.hair_color).lightness() < 128:
        return look.hair_color
    return look.mixed(look.hair_color, "#3A2A1E", 0.45).name()


def _lid(
    start: tuple[float, float], end: tuple[float, float], apex: float, reach: float
) -> QPainterPath:
    """Return a curve between the corners of the eye whose middle lies at ``apex``."""
    middle = (start[1] + end[1]) / 2
    control = (apex - 0.25 * middle) / 0.75
    return outline(start, (start[0] * reach, control, end[0] * reach, control, *end))
