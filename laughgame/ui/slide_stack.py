"""Screens side by side: one is seen, and a change slides."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui.theme import Theme

SLIDE_MS: Final = 200


class SlideStack(QWidget):
    """Holds screens in an order; the later ones lie to the right of the earlier ones."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screens: list[QWidget] = []
        self._current = 0
        self._leaving: QWidget | None = None
        self._share = 1.0
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(SLIDE_MS)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._move)
        self._motion.finished.connect(self._arrive)

    def add(self, screen: QWidget, before: QWidget | None = None) -> None:
        """Put ``screen`` at the right end, or to the left of another; the first one is seen."""
        seen = self._screens[self._current] if self._screens else screen
        screen.setParent(self)
        place = len(self._screens) if before is None else self._screens.index(before)
        self._screens.insert(place, screen)
        self._current = self._screens.index(seen)
        screen.setVisible(screen is seen)
        self._place()

    def start_with(self, screen: QWidget) -> None:
        """Show ``screen`` at once, whatever was seen before."""
        self._motion.stop()
        self._leaving, self._current = None, self._screens.index(screen)
        for one in self._screens:
            one.setVisible(one is screen)
        self._place()

    @property
    def screens(self) -> tuple[QWidget, ...]:
        """All of them, from left to right."""
        return tuple(self._screens)

    @property
    def current(self) -> QWidget:
        return self._screens[self._current]

    def show_screen(self, screen: QWidget) -> None:
        """Go to ``screen``, by sliding unless motion is reduced."""
        index = self._screens.index(screen)
        if index == self._current:
            return
        self._motion.stop()
        if self._leaving is not None:
            self._leaving.hide()
        self._leaving, self._current = self.current, index
        screen.show()
        if self._theme.reduced_motion or not self.isVisible():
            self._arrive()
            return
        self._share = 0.0
        self._place()
        self._motion.start()

    def _move(self, share: float) -> None:
        self._share = float(share)
        self._place()

    def _arrive(self) -> None:
        self._share = 1.0
        if self._leaving is not None:
            self._leaving.hide()
            self._leaving = None
        self._place()

    def _place(self) -> None:
        area = self.rect()
        if not self._screens:
            return
        came_from = self._screens.index(self._leaving) if self._leaving else self._current
        side = 1 if self._current >= came_from else -1
        ahead = round(side * area.width() * (1.0 - self._share))
        for screen in self._screens:
            # Those not seen too: a screen must never think the window has another size.
            screen.setGeometry(area)
        self.current.setGeometry(area.translated(ahead, 0))
        if self._leaving is not None:
            self._leaving.setGeometry(area.translated(ahead - side * area.width(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
