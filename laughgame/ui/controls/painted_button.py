"""What all buttons that paint themselves share: focus, hover and the Enter key."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from laughgame.ui.painting import by_keyboard
from laughgame.ui.theme import Theme


class PaintedButton(QAbstractButton):
    """A button without a look of its own.  Its text is also its accessible name.

    ``ringed`` tells when to paint a focus ring: the focus is here and came by key.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    @property
    def ringed(self) -> bool:
        """Whether the focus ring shows."""
        return self._ringed and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Coming back from another window keeps the ring as it was.
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ringed = True
        self.update()
        # Qt leaves Enter to dialogs' default buttons; here it presses what is focused.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.animateClick()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)
