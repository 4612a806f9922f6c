"""Small signs for what a deck holds, each in a 32 px square round the origin."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from laughgame.game.deck import ItemKind
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import pen

_SIGNS: Final = {
    ItemKind.JOKE: "M-14 -12H14V8H-2L-9 14V8H-14ZM-8 -5H8M-8 1H3",
    ItemKind.ACT: "M-12 -6A12 12 0 0 1 12 -6V2A12 12 0 0 1 -12 2ZM-5 -5V-3M5 -5V-3M-5 6Q0 10 5 6",
    ItemKind.IMAGE: "M-15 -12H15V12H-15ZM-10 8L-3 -2L3 5L6 1L11 8M7 -6V-5",
    ItemKind.SOUND: "M-7 9V-11L11 -14V6M-7 9A4 4 0 1 1 -7.1 8.9M11 6A4 4 0 1 1 10.9 5.9",
    ItemKind.VIDEO: "M-15 -11H15V11H-15ZM-4 -5L6 0L-4 5Z",
}


@lru_cache(maxsize=len(_SIGNS))
def _sign(kind: ItemKind) -> QPainterPath:
    return parse_path(_SIGNS[kind])


def paint_kind(painter: QPainter, center: QPointF, kind: ItemKind, color: QColor) -> None:
    """Paint the sign of a kind round ``center``."""
    painter.save()
    painter.translate(center)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(color, 3))
    painter.drawPath(_sign(kind))
    painter.restore()
