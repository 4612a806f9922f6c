"""The clown's white gloves, and the arms they hang on."""

from math import cos, radians, sin

from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.acts.clown import MIDDLE, SCALE
from laughgame.actor.acts.clown_pose import CLOWN, ClownPose
from laughgame.actor.acts.scene import CHALK, EDGE, INK, Scene, disc, tube
from laughgame.actor.outline import line, outline

FINGER = 19.0


def paint_arm(
    scene: Scene,
    pose: ClownPose,
    side: int,
    hand: tuple[float, float],
    kind: str = "fist",
    lean: float = 0.0,
) -> None:
    """Paint an arm from the shoulder at ``side`` (−1 or 1) to ``hand``, and its glove.

    ``hand`` is the middle of the palm in scene units, ``lean`` turns the glove (degrees, 0 is
    fingers up), ``kind`` is one of ``fist``, ``open``, ``point`` and ``pinch``.
    """
    shoulder = (MIDDLE[0] + pose.x + side * 196 * SCALE, MIDDLE[1] + pose.y + 300 * SCALE)
    wrist = (hand[0] - 34 * sin(radians(lean)), hand[1] + 34 * cos(radians(lean)))
    elbow = (max(shoulder[0] * side, wrist[0] * side) * side + side * 34, wrist[1] + 96)
    tube(scene.painter, outline(shoulder, (*elbow, *wrist)), CLOWN.top, 46)
    paint_glove(scene.painter, side, hand, kind, lean)


def paint_glove(
    painter: QPainter, side: int, hand: tuple[float, float], kind: str, lean: float = 0.0
) -> None:
    """Paint a glove alone; the thumb points to the other ``side``."""
    painter.save()
    painter.translate(*hand)
    painter.rotate(lean)
    painter.scale(side, 1)
    fingers = _fingers(kind)
    painter.strokePath(fingers, line(INK, FINGER + 2 * EDGE))
    disc(painter, 0, 2, 25, 27, CHALK)
    painter.strokePath(fingers, line(CHALK, FINGER))
    if kind != "open":
        for x in (-6, 5):
            painter.strokePath(outline((x, -14), (x + 2, -4)), line(INK, 3.5))
    tube(painter, outline((-21, 32), (21, 32)), CHALK, 13)
    painter.restore()


def _fingers(kind: str) -> QPainterPath:
    match kind:
        case "open":
            path = outline((-13, -12), (-26, -42))
            for x, top in ((-4, -54), (6, -54), (16, -42)):
                path.addPath(outline((x, -12), (1.5 * x, top)))
            path.addPath(outline((-16, 6), (-40, -10)))
        case "point":
            path = outline((-9, -10), (-11, -58))
            path.addPath(outline((-14, 8), (2, 10)))
        case "pinch":
            path = outline((-10, -12), (-30, -30, -40, -24))
            path.addPath(outline((-14, 6), (-34, 4, -40, -10)))
        case "fist":
            path = outline((-15, -10), (13, -12))
            path.addPath(outline((-14, 10), (4, 12)))
        case _:
            raise ValueError(f"no glove is {kind}")
    return path
