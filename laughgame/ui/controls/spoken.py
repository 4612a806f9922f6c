"""Painted words that the keyboard reaches and a screen reader reads."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from laughgame.ui.controls.canvas import focus_ring
from laughgame.ui.painting import by_keyboard, start
from laughgame.ui.theme import Radius, Theme


class Spoken(QLabel):
    """Lies over something painted and says it; shows nothing but the focus ring."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ringed = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, words: str) -> None:
        """Have these words to be read."""
        self.setText(words)
        self.setAccessibleName(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ringed and self.hasFocus():
            scale = self._theme.scale
            painter = start(self, scale)
            body = self.rect().toRectF()
            body.setSize(body.size() / scale)
            focus_ring(painter, self._theme, body.adjusted(9, 9, -9, -9), Radius.PANEL)
