"""An act of the clown as a film strip, for people who change how it looks."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from laughgame.actor.acts import Act

MOMENTS: Final = 12
COLUMNS: Final = 4
CELL: Final = (384, 282)


def strip(act: Act) -> QImage:
    """``MOMENTS`` moments of the act at even distances, from left to right, row by row."""
    wide, high = CELL
    rows = -(-MOMENTS // COLUMNS)
    sheet = QImage(wide * COLUMNS, high * rows, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for index in range(MOMENTS):
        row, column = divmod(index, COLUMNS)
        cell = QRectF(column * wide, row * high, wide, high).adjusted(2, 2, -2, -2)
        act.paint(painter, cell, act.seconds * (index + 0.5) / MOMENTS)
    painter.end()
    return sheet
