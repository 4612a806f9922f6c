"""What all buttons that paint themselves share: focus, hover, the Enter key; and their groups."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

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


class Choice(QButtonGroup):
    """Buttons of which one is chosen.  Tab enters at that one; arrow keys go on to the others."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(lambda *_: self._set_tab_stop())

    def add(self, button: QAbstractButton) -> None:
        """Let ``button`` be one of the choices."""
        self.addButton(button)
        self._set_tab_stop()

    def choose(self, button: QAbstractButton | None) -> None:
        """Check ``button``, or none of them."""
        if button is not None:
            button.setChecked(True)
        elif (chosen := self.checkedButton()) is not None:
            # An exclusive group never lets go of its last choice by itself.
            self.setExclusive(False)
            chosen.setChecked(False)
            self.setExclusive(True)

    def _set_tab_stop(self) -> None:
        buttons = self.buttons()
        stop = self.checkedButton() or (buttons[0] if buttons else None)
        for button in buttons:
            tab = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)
