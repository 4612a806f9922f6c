"""A mask over mouth and nose."""

from typing import Final

from PySide6.QtGui import QPainter

from laughgame.actor.look import Look, Mask
from laughgame.actor.outline import Turn, fill, outline
from laughgame.actor.pose import FacePose

SURGICAL: Final = "#B4D3EA"


def paint_mask(painter: QPainter, pose: FacePose, look: Look, turn: Turn) -> None:
    """Paint the mask over everything the face does; it goes with nose and chin."""
    if look.mask is Mask.NONE:
        return
    color = SURGICAL if look.mask is Mask.SURGICAL else look.worn
    dark = look.mixed(color, "#14202B", 0.3)
    ear_x, ear_y = turn.slide(-0.1)
    chin_x, chin_y = turn.slide(0.28)
    chin = 164 + 17 * pose.mouth_open + chin_y
    top = turn.at(0, 6, 34)
    corners = [turn.at(side * 98, 40, 4) for side in (-1, 1)]
    low = [(chin_x * 0.8 + side * 74, chin - 34) for side in (-1, 1)]
    for side, corner, bottom in zip((-1, 1), corners, low, strict=True):
        ear = (side * 117 + ear_x, -6 + ear_y)
        painter.strokePath(outline(corner, ear), look.pen("#F4F4F0", 4.5))
        painter.strokePath(outline(bottom, (ear[0], ear[1] + 22)), look.pen("#F4F4F0", 4.5))
    cloth = outline(
        corners[0],
        (0.5 * (corners[0][0] + top[0]), corners[0][1] - 22, *top),
        (0.5 * (corners[1][0] + top[0]), corners[1][1] - 22, *corners[1]),
        (corners[1][0], low[1][1], *low[1]),
        (chin_x + 40, chin, chin_x, chin),
        (chin_x - 40, chin, *low[0]),
        (corners[0][0], low[0][1], *corners[0]),
        close=True,
    )
    fill(painter, cloth, color)
    shadow = outline(
        corners[1],
        (corners[1][0], low[1][1], *low[1]),
        (chin_x + 40, chin, chin_x, chin),
        (chin_x + 52, chin - 50, corners[1][0] - 26, corners[1][1] + 6),
        close=True,
    )
    fill(painter, shadow, dark, 0.4)
    painter.strokePath(cloth, look.pen(dark, 3.5, 0.8))
    if look.mask is Mask.SURGICAL:
        for y in (62.0, 86.0, 110.0):
            left, middle, right = (turn.at(x, y + 5, 6) for x in (-92, 0, 92))
            fold = outline(left, (middle[0], middle[1] + 10, *right))
            painter.strokePath(fold, look.pen(dark, 3, 0.6))
    else:
        seam = outline(top, (*turn.at(0, 90, 44), chin_x, chin))
        painter.strokePath(seam, look.pen(dark, 3.5, 0.7))
