"""What is written upon the stage: the caption, the chips with its numbers, the corner's note.

Each function paints on a canvas of its own, in design pixels; the sizes are told beside it.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from laughgame.ui.painting import fitting_size, paint_outlined, paint_text, text_width
from laughgame.ui.svg_path import parse_path
from laughgame.ui.theme import Line, Palette, Type, pen

CAPTION_HEIGHT: Final = 90.0
"""Room for the outlined tails of letters below the line, which stands at 66."""
CHIP_GAP: Final = 44.0
NARROWEST_CHIP: Final = 164.0
CHIP_MARGIN: Final = 4.0
NOTE_SIZE: Final = QSizeF(216, 64)

_LOCK: Final = parse_path("M-7 -1H7V9H-7ZM-4 -1V-5Q-4 -9 0 -9Q4 -9 4 -5V-1")


def paint_caption(painter: QPainter, words: str, width: float, palette: Palette) -> None:
    """Paint a sentence in the middle of a canvas ``width`` × CAPTION_HEIGHT."""
    size = fitting_size(words, Type.CAPTION, width - 20, True)
    paint_outlined(painter, width / 2, 66, words, size, palette.chalk, palette.ink)


def chips_size(chips: tuple[str, str]) -> QSizeF:
    """The canvas for :func:`paint_chips`."""
    return QSizeF(2 * (_chip_width(chips) + CHIP_MARGIN) + CHIP_GAP, 48)


def paint_chips(painter: QPainter, chips: tuple[str, str], palette: Palette) -> None:
    """Paint the two numbers behind the sentence, with a plus between them."""
    wide = _chip_width(chips)
    for x, text in ((CHIP_MARGIN, chips[0]), (CHIP_MARGIN + wide + CHIP_GAP, chips[1])):
        painter.setPen(pen(palette.ink, Line.EDGE))
        painter.setBrush(palette.chalk)
        painter.drawRoundedRect(QRectF(x, 4, wide, 40), 10, 10)
        middle = Qt.AlignmentFlag.AlignHCenter
        paint_text(painter, x + wide / 2, 32, text, Type.NAME, palette.ink, True, middle)
    plus = CHIP_MARGIN + wide + CHIP_GAP / 2
    paint_outlined(painter, plus, 32, "+", Type.JOKE, palette.chalk, palette.ink)


def _chip_width(chips: tuple[str, str]) -> float:
    return max(NARROWEST_CHIP, *(text_width(text, Type.NAME, True) + 24 for text in chips))


def paint_note(painter: QPainter, note: str, locked: bool, palette: Palette) -> None:
    """Paint two short lines on ink at the right of a NOTE_SIZE canvas, with a lock if wanted."""
    lines = note.split("\n")
    icon = 24 if locked else 0
    size = min(fitting_size(line, Type.HINT, NOTE_SIZE.width() - 30 - icon) for line in lines)
    wide = max(text_width(line, size) for line in lines) + 24 + icon
    box = QRectF(NOTE_SIZE.width() - wide, 0, wide, 52)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.ink)
    painter.drawRoundedRect(box, 12, 12)
    for index, line in enumerate(lines):
        paint_text(painter, box.left() + 12 + icon, 22 + 20 * index, line, size, palette.chalk)
    if locked:
        painter.translate(box.left() + 22, 27)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(palette.chalk, 2.4))
        painter.drawPath(_LOCK)
