"""The illustrated player: a parametric face painted flat, as a camera would see it.

The drawing has to please two audiences: players, who should see the same people as
in the rest of the game, and the models, which were trained on photographs.  Flat
shapes carry the style; folds, lids and soft shading carry the expression.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.actor.away import hairline, paint_back, turned
from laughgame.actor.beard import paint_beard, paint_moustache
from laughgame.actor.eyes import paint_eyes
from laughgame.actor.hair import paint_behind, paint_hair
from laughgame.actor.hand import paint_hand
from laughgame.actor.head import NECK, paint_shoulders, paint_skull
from laughgame.actor.look import Look
from laughgame.actor.mask import paint_mask
from laughgame.actor.mouth import MOUTH_Y, MouthShape, paint_mouth
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose
from laughgame.actor.shading import paint_shading
from laughgame.actor.worn import paint_glasses, paint_hat

SCALE: Final = 1.38 / 720
"""Picture heights per drawing unit: head and hair take two thirds of the picture's height."""

PLACE: Final = (0.465, 0.475)
"""Where the middle of the head rests, as shares of the picture's width and height.

Left of the middle, so that a mirrored picture leaves room for the verdict on its left.
"""

SHIFT: Final = 30.0
"""Drawing units of a full ``shift_x`` or ``shift_y``."""

WIDEST: Final = 300.0
"""Drawing units from the middle of the head to the end of a shoulder, and a little more."""


def paint_face(painter: QPainter, pose: FacePose, look: Look, rect: QRectF) -> None:
    """Paint head and shoulders into ``rect``, a whole picture; the room is not painted.

    Works on any ``QPaintDevice`` and, for a ``QImage``, on any thread and without
    an application.
    """
    unit = rect.height() * SCALE
    turn = turned(pose)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.x() + rect.width() * PLACE[0], rect.y() + rect.height() * PLACE[1])
    painter.scale(unit, unit)
    painter.translate(0.6 * SHIFT * pose.shift_x, SHIFT * pose.shift_y)
    if pose.leave:
        room = 1 - PLACE[0] if pose.leave > 0 else PLACE[0]
        painter.translate(pose.leave * (rect.width() * room / unit + WIDEST), 0)
    painter.save()
    _lean(painter, pose)
    paint_behind(painter, look, turn)
    painter.restore()
    paint_shoulders(painter, look)
    _lean(painter, pose)
    skin = paint_skull(painter, pose, look, turn)
    with _face_only(painter, pose, skin):
        paint_shading(painter, pose, look, turn, skin)
        _paint_cheeks(painter, pose, look, turn, skin)
        paint_beard(painter, pose, look, turn, skin)
        _paint_nose(painter, pose, look, turn)
        paint_mouth(painter, pose, look, turn)
        paint_moustache(painter, pose, look, turn)
    paint_hair(painter, look, hairline(turn), skin)
    with _face_only(painter, pose, skin):
        paint_eyes(painter, pose, look, turn)
        paint_mask(painter, pose, look, turn)
        paint_glasses(painter, look, turn)
    paint_back(painter, pose, look, skin)
    paint_hat(painter, look, hairline(turn))
    paint_hand(painter, pose, look, turn)
    painter.restore()


@contextmanager
def _face_only(painter: QPainter, pose: FacePose, skin: QPainterPath) -> Iterator[None]:
    """Hide what has gone round the edge of a head that turns away."""
    if pose.away == 0:
        yield
        return
    painter.save()
    painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
    yield
    painter.restore()


def _lean(painter: QPainter, pose: FacePose) -> None:
    """Take the painter from the shoulders to the head."""
    painter.translate(0.4 * SHIFT * pose.shift_x, NECK)
    painter.rotate(math.degrees(pose.roll))
    painter.translate(0, -NECK)


def _paint_cheeks(
    painter: QPainter, pose: FacePose, look: Look, turn: Turn, skin: QPainterPath
) -> None:
    lift = max(pose.smile, 0.8 * pose.press * pose.eye_squeeze)
    shape = MouthShape.of(pose, look.features)
    painter.setPen(Qt.PenStyle.NoPen)
    for side in (-1, 1):
        painter.save()
        painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
        painter.setTransform(turn.around(side * 75, 58 - 9 * lift), True)
        blush = QColor(look.blush)
        blush.setAlphaF(0.07 + 0.33 * lift)
        painter.setBrush(blush)
        painter.drawEllipse(QPointF(0, 0), 29, 20 + 2 * lift)
        painter.restore()
        if look.features.freckles > 0:
            _paint_freckles(painter, look, turn, side)
        if lift > 0.05 or look.features.age > 0:
            top = turn.at(side * 29, 26, 8)
            bend = turn.at(side * (shape.width + 12), 34)
            low = turn.at(side * (shape.width + 16), MOUTH_Y + shape.corner + 14)
            fold = outline(top, (*bend, *low))
            painter.strokePath(
                fold, look.pen(look.crease(0.12), 4.5, max(0.55 * lift, 0.5 * look.features.age))
            )


def _paint_freckles(painter: QPainter, look: Look, turn: Turn, side: int) -> None:
    dots = QPainterPath()
    for x, y in ((26, 30), (38, 22), (44, 36), (56, 28), (64, 40), (74, 26), (50, 46), (34, 42)):
        dots.addEllipse(QPointF(*turn.at(side * x, y)), 2.6, 2.2)
    fill(painter, dots, look.crease(0.2), 0.75 * look.features.freckles)


def _paint_nose(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> None:
    wide = 1.15 * (1 + 0.15 * pose.smile) * look.features.nose
    painter.save()
    painter.setTransform(turn.around(0, 24 - 3 * pose.smile - 7 * pose.wrinkle, 26), True)
    bridge = 4 + turn.slide(-0.2)[0]
    side = outline(
        (bridge, -38),
        (8, -10, 18 * wide, 8),
        (14 * wide, 18, 0, 18),
        (7, 2, bridge, -38),
        close=True,
    )
    fill(painter, side, look.shade, 0.75)
    tip = outline(
        (-17 * wide, 8), (-15 * wide, 18, -6, 15), (0, 21, 6, 15), (15 * wide, 18, 17 * wide, 8)
    )
    painter.strokePath(tip, look.pen(look.crease(0.15), 4.5))
    nostrils = QPainterPath()
    for x in (-9, 9):
        nostrils.addEllipse(QPointF(x * wide, 14.5), 3.6, 2.2)
    fill(painter, nostrils, "#3A1710", 0.55)
    if pose.wrinkle > 0:
        fold = look.pen(look.crease(0.15), 3.5, pose.wrinkle)
        for y in (-44, -33):
            painter.strokePath(outline((-13, y + 3), (0, y - 5, 13, y + 3)), fold)
        for x in (-1, 1):
            painter.strokePath(outline((12 * x, -24), (26 * x, -6, 30 * x, 16)), fold)
    painter.restore()
