"""A head that turns away until its back is seen."""

import math
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.look import Hair, Look
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import YAW_LIMIT, FacePose

PROFILE: Final = math.radians(80)
"""So far turned, the face has gone round the edge of the head."""


def turned(pose: FacePose) -> Turn:
    """Return the turn of a pose; away from the camera the face goes round the head's edge."""
    if pose.away == 0:
        return Turn(pose.yaw, pose.pitch)
    yaw = pose.yaw + pose.away * math.pi / 2
    return Turn(max(-PROFILE, min(PROFILE, yaw)), pose.pitch)


def hairline(turn: Turn) -> Turn:
    """Return the turn of what frames the face: it slides no further than the head allows."""
    return Turn(max(-YAW_LIMIT, min(YAW_LIMIT, turn.yaw)), turn.pitch)


def paint_back(painter: QPainter, pose: FacePose, look: Look, skin: QPainterPath) -> None:
    """Paint the back of the head as far as it has come round, over the face."""
    if pose.away == 0:
        return
    side = 1 if pose.away > 0 else -1
    # Where the back has come to: from behind one ear, over the face, to the other.
    reach = -150 + 300 * min(1.0, abs(pose.away) * 1.15)
    half = QPainterPath()
    half.addRect(QRectF(-190, -260, 190 + reach, 560))
    bulge = QPainterPath()
    bulge.addEllipse(QRectF(reach - 34, -210, 68, 400))
    seen = half.united(bulge)
    if side < 0:
        mirrored = QPainterPath()
        mirrored.addRect(QRectF(-reach, -260, 190 + reach, 560))
        bulge.translate(-2 * reach, 0)
        seen = mirrored.united(bulge)
    head = outline(
        (-128, -40), (-140, -196, 140, -196, 128, -40), (126, 92, 78, 128), (0, 150, -78, 128),
        (-126, 92, -128, -40), close=True,
    )  # fmt: skip
    painter.save()
    painter.setClipPath(seen, Qt.ClipOperation.IntersectClip)
    if look.hair is Hair.BALD:
        fill(painter, skin, look.skin)
        painter.strokePath(outline((-50, 96), (0, 112, 50, 96)), look.pen(look.crease(0.2), 5))
    else:
        fill(painter, skin, look.shade)
        fill(painter, head, look.hair_color)
        shine = look.pen(look.mixed(look.hair_color, "#FFF8E7", 0.2), 8)
        painter.strokePath(outline((-84, -96), (-60, -138, -10, -148)), shine)
    painter.restore()
