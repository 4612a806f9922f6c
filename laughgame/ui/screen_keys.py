"""The keys of a window: those that work everywhere, and those of the screen that is seen."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Keys = Mapping[str, Callable[[], None]]
"""What each key does, by its name as :class:`QKeySequence` reads it."""


class ScreenKeys:
    """Gives each screen of a window its own keys, and no other's.  GUI thread."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._seen: QWidget | None = None
        self._own: dict[QWidget, list[QShortcut]] = {}

    def add_everywhere(self, keys: Keys) -> None:
        """Let these work whichever screen is seen."""
        for name, act in keys.items():
            self._shortcut(name, act)

    def add(self, screen: QWidget, keys: Keys) -> None:
        """Let these work while ``screen`` is seen."""
        made = [self._shortcut(name, act) for name, act in keys.items()]
        self._own.setdefault(screen, []).extend(made)
        self._enable(screen)

    def show_screen(self, screen: QWidget) -> None:
        """Let the keys of ``screen`` work from now on."""
        self._seen = screen
        for one in self._own:
            self._enable(one)

    def _enable(self, screen: QWidget) -> None:
        for shortcut in self._own[screen]:
            shortcut.setEnabled(screen is self._seen)

    def _shortcut(self, name: str, act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(name), self._window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        return shortcut


def press_focused(
    otherwise: Callable[[], None], meant: Callable[[QAbstractButton], bool] = lambda _: True
) -> None:
    """Press the button that has the focus, if it is one that is ``meant``; or do otherwise."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QAbstractButton) and meant(focus):
        focus.click()
    else:
        otherwise()
