"""3, 2, 1 over the stage, with who is to get ready."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.painting import paint_outlined, start
from laughgame.ui.theme import Theme, Type

DIGIT: Final = 220.0
GROWN: Final = 0.15
"""A digit comes this much larger than it stays, and shrinks within its first fifth of a second."""


class Countdown(QWidget):
    """Shows the seconds that are left; lets the mouse through.  GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left_s = 0.0
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def count(self) -> int:
        """The digit that is shown; 0 when it is over."""
        return math.ceil(self._left_s)

    def show_left(self, left_s: float, words: str) -> None:
        """Show so many seconds, and words below them; hide at 0."""
        self._left_s, self._words = max(0.0, left_s), words
        self.setVisible(self.count > 0)
        self.setAccessibleName(f"{self.count} {words}" if self.count else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, palette = self._theme.scale, self._theme.palette
        painter = start(self, scale)
        area = QRectF(0, 0, self.width() / scale, self.height() / scale)
        into = self.count - self._left_s
        grown = 0.0 if self._theme.reduced_motion else GROWN * max(0.0, 1 - into / 0.2)
        center = QPointF(area.center().x(), area.center().y())
        painter.save()
        painter.translate(center)
        painter.scale(1 + grown, 1 + grown)
        paint_outlined(painter, 0, DIGIT * 0.36, str(self.count), DIGIT, palette.card, palette.ink)
        painter.restore()
        paint_outlined(
            painter, center.x(), center.y() + DIGIT * 0.36 + 70, self._words, Type.CAPTION,
            palette.chalk, palette.ink,
        )  # fmt: skip
