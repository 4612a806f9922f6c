"""Glasses and hats of the illustrated face."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from laughgame.actor.eyes import EYE_X, EYE_Y
from laughgame.actor.look import Glasses, Hat, Look
from laughgame.actor.outline import Turn, fill, outline

LENS: Final = 33.0
"""Half the width of a lens, in drawing units."""


def paint_glasses(painter: QPainter, look: Look, turn: Turn) -> None:
    """Paint frame and lenses in front of the eyes."""
    if look.glasses is Glasses.NONE:
        return
    frame = look.pen(look.worn, 5.5)
    bridge = outline(turn.at(-EYE_X + LENS, EYE_Y - 4, 14))
    bridge.quadTo(QPointF(*turn.at(0, EYE_Y - 12, 22)), QPointF(*turn.at(15, EYE_Y - 4, 14)))
    painter.strokePath(bridge, frame)
    for side in (-1, 1):
        ear_x, ear_y = turn.slide(-0.1)
        temple = outline(turn.at(side * (EYE_X + LENS), EYE_Y - 4, 6))
        temple.lineTo(side * 116 + ear_x, EYE_Y - 4 + ear_y)
        painter.strokePath(temple, frame)
        painter.save()
        painter.setTransform(turn.around(side * EYE_X, EYE_Y + 2, 14), True)
        painter.scale(side, 1)
        lens = _lens(look.glasses)
        if look.glasses is Glasses.DARK:
            fill(painter, lens, look.worn, 0.93)
        else:
            fill(painter, lens, "#E8F4FF", 0.13)
        painter.strokePath(outline((-15, -13), (-9, -20, -1, -21)), look.pen("#FFFFFF", 4, 0.5))
        painter.strokePath(lens, frame)
        painter.restore()


def paint_hat(painter: QPainter, look: Look, turn: Turn) -> None:
    """Paint the hat over the hair; what is in front slides with the face."""
    if look.hat is Hat.NONE:
        return
    dx, dy = turn.slide(0.5)
    dark = look.mixed(look.worn, "#0A1012", 0.35)
    match look.hat:
        case Hat.CAP:
            fill(painter, _dome(-84 + dy, 136, -212), look.worn)
            peak = outline(
                (-112 + dx, -92 + dy),
                (dx, -128 + dy, 112 + dx, -92 + dy),
                (150 + 1.6 * dx, -66 + dy, 96 + 1.6 * dx, -68 + dy),
                (1.6 * dx, -92 + dy, -96 + 1.6 * dx, -68 + dy),
                (-150 + 1.6 * dx, -66 + dy, -112 + dx, -92 + dy),
                close=True,
            )
            fill(painter, peak, dark)
        case Hat.BEANIE:
            fill(painter, _dome(-78 + dy, 138, -216), look.worn)
            band = outline(
                (-138, -78), (dx, -112 + dy, 138, -78), (136, -104), (dx, -142 + dy, -136, -104),
                close=True,
            )  # fmt: skip
            fill(painter, band, dark)
            for x in range(-112, 113, 28):
                rib = outline((x + 0.6 * dx, -88 + dy), (x + 0.6 * dx, -116 + dy))
                painter.strokePath(rib, look.pen(look.worn, 4))
        case Hat.BRIM:
            fill(painter, _dome(-100 + dy, 124, -218), look.worn)
            brim = QPainterPath()
            brim.addEllipse(QRectF(-154 + 0.3 * dx, -122 + dy, 308, 46))
            fill(painter, brim, look.worn)
            band = outline(
                (-122, -112 + dy), (dx, -94 + dy, 122, -112 + dy), (120, -134 + dy),
                (dx, -116 + dy, -120, -134 + dy), close=True,
            )  # fmt: skip
            fill(painter, band, dark)


def _lens(glasses: Glasses) -> QPainterPath:
    """Return one lens around (0, 0); +x is the outer side."""
    lens = QPainterPath()
    if glasses is Glasses.SQUARE:
        lens.addRoundedRect(QRectF(-LENS, -23, 2 * LENS, 46), 9, 9)
    elif glasses is Glasses.ROUND:
        lens.addEllipse(QPointF(0, 0), LENS, 30)
    else:
        lens = outline((-LENS, -21), (LENS + 2, -23), (LENS, 27, 0, 27), (-LENS, 27, -LENS, -21))
    return lens


def _dome(rim: float, wide: float, top: float) -> QPainterPath:
    """Return a crown from the rim's height up to ``top``."""
    reach = (top - 0.25 * rim) / 0.75
    return outline(
        (-wide, rim), (-wide - 12, reach, wide + 12, reach, wide, rim), (0, rim - 34, -wide, rim),
        close=True,
    )  # fmt: skip
