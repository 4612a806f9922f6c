"""The clown: the illustrated player's face in greasepaint, with what flesh and blood cannot do."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import degrees
from typing import Final

from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.acts.clown_dress import HAT, paint_body, paint_hat, paint_tufts
from laughgame.actor.acts.clown_face import paint_eyes, paint_mouth, paint_nose
from laughgame.actor.acts.clown_pose import CLOWN, ClownPose
from laughgame.actor.acts.scene import EDGE, INK, Scene, disc
from laughgame.actor.head import NECK
from laughgame.actor.outline import Turn, fill, line, outline

SCALE: Final = 1.0
"""Scene units per drawing unit of the head."""
MIDDLE: Final = (372.0, 282.0)
"""Where the middle of the resting head is in the scene."""
SHIFT: Final = 30.0
FLUSHED: Final = "#FF6A4F"


@contextmanager
def on_body(scene: Scene, pose: ClownPose) -> Iterator[QPainter]:
    """Let the painter take drawing units around the middle of the resting head."""
    painter = scene.painter
    painter.save()
    painter.translate(MIDDLE[0] + pose.x, MIDDLE[1] + pose.y)
    painter.scale(SCALE, SCALE)
    painter.translate(0.6 * SHIFT * pose.face.shift_x, SHIFT * pose.face.shift_y)
    yield painter
    painter.restore()


@contextmanager
def on_head(scene: Scene, pose: ClownPose) -> Iterator[QPainter]:
    """Let the painter take drawing units that move, lean and are squashed with the head."""
    with on_body(scene, pose) as painter:
        painter.translate(0.4 * SHIFT * pose.face.shift_x, NECK - pose.neck)
        painter.rotate(degrees(pose.face.roll))
        painter.scale(1 + 0.6 * pose.squash, 1 - pose.squash)
        painter.translate(0, -NECK)
        yield painter


@contextmanager
def elsewhere(scene: Scene, x: float, y: float, size: float) -> Iterator[Scene]:
    """Let a clown of another ``size`` be painted with the middle of its head at (x, y)."""
    painter = scene.painter
    painter.save()
    painter.translate(x, y)
    painter.scale(size, size)
    painter.translate(-MIDDLE[0], -MIDDLE[1])
    yield scene
    painter.restore()


def paint_clown(scene: Scene, pose: ClownPose, hat: bool = True) -> None:
    """Paint body and head, with the hat in its place unless ``hat`` is false."""
    with on_head(scene, pose) as painter:
        paint_tufts(painter, pose)
    with on_body(scene, pose) as painter:
        paint_body(painter, pose)
    paint_head(scene, pose)
    if hat:
        with on_head(scene, pose) as painter:
            paint_hat(painter, *HAT)


def paint_head(scene: Scene, pose: ClownPose) -> None:
    """Paint the head with its greasepaint."""
    face, turn = pose.face, Turn(pose.face.yaw, pose.face.pitch)
    with on_head(scene, pose) as painter:
        ear_dx, ear_dy = turn.slide(-0.1)
        for side in (-1, 1):
            disc(painter, side * 123 + ear_dx, 12 + ear_dy, 22, 26, CLOWN.shade)
        skin, shadow = head_outlines(pose, turn)
        flush = min(max(pose.flush, 0.0), 1.0)
        fill(painter, skin, CLOWN.mixed(CLOWN.skin, FLUSHED, flush))
        fill(painter, shadow, CLOWN.mixed(CLOWN.shade, "#D63A26", flush))
        painter.strokePath(skin, line(INK, EDGE))
        lift = max(face.smile, 0.6 * pose.puff)
        for side in (-1, 1):
            painter.save()
            painter.setTransform(turn.around(side * 76, 58 - 10 * lift), True)
            disc(painter, 0, 0, 23 + 8 * pose.puff, 22 + 6 * pose.puff, CLOWN.blush, 0)
            painter.restore()
        paint_mouth(painter, pose, CLOWN, turn)
        paint_eyes(painter, pose, CLOWN, turn)
        paint_nose(painter, pose, turn)


def head_outlines(pose: ClownPose, turn: Turn) -> tuple[QPainterPath, QPainterPath]:
    """Return the outlines of the face and of its shadow side.

    Jaw and cheeks go where no face could.
    """
    face = pose.face
    chin_x, chin_y = turn.slide(0.22)
    chin = 152 + 17 * face.mouth_open + pose.jaw + chin_y - 3 * face.smile
    middle, top = 0.3 * chin_x, -166.0
    jaw = 24 + 5 * face.mouth_open + 0.5 * pose.jaw
    wide = 122 + 4 * face.smile
    left, right = middle - wide, middle + wide
    low_left, low_right = left - 30 * pose.puff, right + 30 * pose.puff
    lit_side = (
        (low_left + 4, chin - 4, low_left, jaw),
        (low_left, -10, left, -20, left, -56),
        (left, top, middle, top),
    )
    dark_side = (
        (right, top, right, -56),
        (right, -20, low_right, -10, low_right, jaw),
        (low_right - 4, chin - 4, chin_x, chin),
    )
    back = (
        (low_right - 34, chin - 14, low_right - 22, jaw - 4),
        (low_right - 20, -6, right - 20, -58),
        (right - 18, top + 8, middle, top),
    )
    start = (middle, top)
    return (
        outline(start, *dark_side, *lit_side, close=True),
        outline(start, *dark_side, *back, close=True),
    )
