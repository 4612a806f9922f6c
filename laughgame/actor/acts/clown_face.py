"""Eyes, nose and mouth of the clown, drawn large and in ink from the numbers of a pose."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.actor.acts.clown_pose import ClownPose
from laughgame.actor.acts.scene import CHALK, EDGE, INK, OUT, SKY, disc, inked
from laughgame.actor.look import Features, Look
from laughgame.actor.mouth import INSIDE, MOUTH_Y, TONGUE, MouthShape
from laughgame.actor.outline import Turn, fill, line, outline

EYE_X: Final = 49.0
EYE_Y: Final = -26.0
NOSE_Y: Final = 28.0
NOSE: Final = 31.0
"""Radius of the nose at rest."""
FEATURES: Final = Features(mouth=1.2, lips=1.3)
LID: Final = SKY


def paint_eyes(painter: QPainter, pose: ClownPose, look: Look, turn: Turn) -> None:
    """Paint eyes and brows."""
    for side in (-1, 1):
        painter.save()
        painter.setTransform(turn.around(side * EYE_X, EYE_Y), True)
        paint_eye(painter, pose, look, side)
        painter.restore()
        painter.save()
        painter.setTransform(turn.around(side * EYE_X, EYE_Y - 56 - 12 * pose.wide, 6), True)
        painter.scale(side, 1)
        _paint_brow(painter, pose, side)
        painter.restore()


def paint_eye(painter: QPainter, pose: ClownPose, look: Look, side: int) -> None:
    """Paint one eye around (0, 0); ``side`` is −1 for the left one in the picture."""
    face = pose.face
    shut = min(max(face.blink, side * face.wink), 1.0)
    squeeze = face.eye_squeeze
    if squeeze > 0.8 or shut > 0.93:
        bend = -22 if squeeze > 0.8 else 14
        shape = outline((-26, 6), (0, 6 + bend * 1.6, 26, 6))
        painter.strokePath(shape, line(INK, 9))
        return
    rx, ry = 29 * (1 + 0.3 * pose.wide), 36 * (1 + 0.45 * pose.wide)
    eye = QPainterPath()
    eye.addEllipse(QPointF(0, 0), rx, ry)
    inked(painter, eye, "#FFFFFF", 2 * EDGE)
    painter.save()
    painter.setClipPath(eye, Qt.ClipOperation.IntersectClip)
    reach = 1 + 0.5 * pose.wide
    x = (11 * face.gaze_x - side * 13 * pose.cross) * reach
    y = (13 * face.gaze_y + 8 * pose.cross) * reach + 1
    pupil = 15.0 * (1 - 0.4 * min(max(pose.wide, 0.0), 1.2))
    disc(painter, x, y, pupil, pupil * 1.15, INK, 0)
    disc(painter, x - 0.35 * pupil, y - 0.45 * pupil, 0.32 * pupil, 0.32 * pupil, "#FFFFFF", 0)
    if shut > 0.02:
        low = -ry + 2 * ry * shut
        lid = outline(
            (-rx - 8, -ry - 8),
            (-rx - 8, low - 4),
            (0, low + 8, rx + 8, low - 4),
            (rx + 8, -ry - 8),
            close=True,
        )
        inked(painter, lid, LID, 6)
    if squeeze > 0.02:
        high = ry - 2 * ry * 0.62 * squeeze
        lid = outline(
            (-rx - 8, ry + 8),
            (-rx - 8, high + 6),
            (0, high - 12, rx + 8, high + 6),
            (rx + 8, ry + 8),
            close=True,
        )
        inked(painter, lid, look.skin, 5)
    painter.restore()


def _paint_brow(painter: QPainter, pose: ClownPose, side: int) -> None:
    """Paint a brow around (0, 0); +x is the outer side."""
    face = pose.face
    raised, knit = max(face.brow, 0.0), max(-face.brow, 0.0)
    lift = -24 * raised + 12 * knit - 24 * max(side * pose.quirk, 0.0)
    lift += 8 * max(-side * pose.quirk, 0.0)
    inner = lift + 13 * knit - 16 * pose.worry + 3 * face.smile
    outer = lift - 3 * knit + 12 * pose.worry + 5
    arch = lift - 13 - 10 * raised - 8 * face.smile + 10 * knit + 6 * pose.worry
    brow = outline((-26, inner), (2, arch - 4, 30, outer))
    painter.strokePath(brow, line(INK, 12))


def paint_nose(painter: QPainter, pose: ClownPose, turn: Turn) -> None:
    """Paint the red nose."""
    painter.save()
    painter.setTransform(turn.around(0, NOSE_Y - 4 * pose.face.wrinkle, 30), True)
    size = NOSE * pose.nose
    disc(painter, 0, 0, size, size, OUT, 0)
    shadow = QPainterPath()
    ball = QRectF(-size, -size, 2 * size, 2 * size)
    shadow.arcMoveTo(ball, 35)
    start = shadow.currentPosition()
    shadow.arcTo(ball, 35, -160)
    shadow.quadTo(QPointF(0.62 * size, 0.66 * size), start)
    fill(painter, shadow, "#C7331F")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line(INK, EDGE))
    painter.drawEllipse(ball)
    disc(painter, -0.34 * size, -0.38 * size, 0.2 * size, 0.16 * size, CHALK, 0)
    painter.restore()


def mouth_shape(pose: ClownPose) -> MouthShape:
    """Return the clown's mouth; ``jaw`` lets its lower lip down."""
    shape = MouthShape.of(pose.face, FEATURES)
    return replace(shape, lower=shape.lower + pose.jaw)


def paint_mouth(painter: QPainter, pose: ClownPose, look: Look, turn: Turn) -> None:
    """Paint the white round the mouth, lips, teeth and tongue."""
    face, shape = pose.face, mouth_shape(pose)
    painter.save()
    painter.setTransform(turn.around(0, MOUTH_Y + 12, 8), True)
    wide, top = shape.width + 30, min(shape.upper, shape.corner) - 32
    low = shape.lower + shape.lower_lip + 21
    middle = 0.5 * (shape.corner + 0.5 * (top + low))
    white = outline(
        (-wide, middle),
        (-wide, top - 4, -0.5 * wide, top, 0, top + 8),
        (0.5 * wide, top, wide, top - 4, wide, middle),
        (wide, low + 3, 0.5 * wide, low + 6, 0, low),
        (-0.5 * wide, low + 6, -wide, low + 3, -wide, middle),
        close=True,
    )
    fill(painter, white, CHALK)
    lips = shape.lips()
    inked(painter, lips, look.lips, 4)
    gap = shape.lower - shape.upper
    if gap > 1.5:
        opening = shape.opening()
        inked(painter, opening, INSIDE, 4)
        painter.save()
        painter.setClipPath(opening, Qt.ClipOperation.IntersectClip)
        if gap > 24:
            disc(
                painter,
                0,
                shape.lower + 8,
                shape.width * 0.62,
                min(0.42 * gap, 60),
                TONGUE.name(),
                4,
            )
        if face.teeth > 0:
            _paint_teeth(painter, face.teeth, shape)
        painter.restore()
        painter.strokePath(opening, line(INK, 4))
    else:
        painter.strokePath(shape.seam(), line(INK, 5))
    for side in (-1, 1):
        x, y = side * (shape.width + 6), shape.corner
        tuck = outline((x, y - 9), (x + side * 9, y, x, y + 9))
        painter.strokePath(tuck, line(INK, 4.5, max(face.smile, face.press, face.stretch)))
    if pose.tongue > 0.03:
        _paint_tongue(painter, shape, min(pose.tongue, 1.3))
    painter.restore()


def _paint_teeth(painter: QPainter, teeth: float, shape: MouthShape) -> None:
    wide, ends = shape.width + 4, shape.corner + 4
    low = (shape.upper + 20 * teeth - 0.25 * ends) / 0.75
    row = outline(
        (-wide, ends - 40),
        (wide, ends - 40),
        (wide, ends),
        (0.6 * wide, low, -0.6 * wide, low, -wide, ends),
        close=True,
    )
    fill(painter, row, QColor("#FFFFFF"))
    painter.strokePath(row, line(INK, 3.5))


def _paint_tongue(painter: QPainter, shape: MouthShape, out: float) -> None:
    top = 0.5 * (shape.upper + shape.lower)
    low = shape.lower + 46 * out
    tongue = outline(
        (-20, top), (-24, low, -16, low + 8, 0, low + 8), (16, low + 8, 24, low, 20, top)
    )
    inked(painter, tongue, "#FF8A80", 4)
    painter.strokePath(outline((0, top + 6), (0, low - 12)), line("#C9453A", 4))
